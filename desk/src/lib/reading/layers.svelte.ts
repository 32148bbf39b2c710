/* Which marks are drawn in the text; kept in this browser. */

export type Layer = "claim" | "source" | "cue" | "place" | "time";

export const LAYERS: { layer: Layer; label: string; line: string }[] = [
  { layer: "claim", label: "Claims", line: "thin lines, one for each claim" },
  { layer: "source", label: "Sources", line: "solid line" },
  { layer: "cue", label: "Cues", line: "dotted line" },
  { layer: "place", label: "Places", line: "dashed line" },
  { layer: "time", label: "Times", line: "double line" },
];

class Layers {
  hidden = $state<Layer[]>([]);

  isShown(layer: Layer): boolean {
    return !this.hidden.includes(layer);
  }

  toggle(layer: Layer): void {
    this.hidden = this.isShown(layer) ? [...this.hidden, layer] : this.hidden.filter((each) => each !== layer);
  }
}

export const layers = new Layers();
