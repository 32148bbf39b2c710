/* How a holder of a chain is drawn: the more the text tells of who it is, the more of the figure is filled. */

export interface Figure {
  shape: "person" | "people" | "house" | "paper";
  fill: "full" | "half" | "none";
}

const FILLS: Record<string, Figure["fill"]> = {
  named: "full",
  role_only: "half",
  collective: "half",
  unnamed_on_request: "none",
  unnamed_unexplained: "none",
  unsigned_narrator: "full",
  none_stated: "none",
};

const SHAPES: Record<string, Figure["shape"]> = {
  person: "person",
  collective: "people",
  organisation: "house",
  outlet: "paper",
  document: "paper",
  unknown: "person",
};

export function figure(kind: string, anonymity: string): Figure {
  return { shape: SHAPES[kind] ?? "person", fill: FILLS[anonymity] ?? "none" };
}
