/* Reported control in words, as the command line says it. */

import type { AreaView, ControlPoint, ShareView } from "../api/across";

export const LEVELS = ["none", "clandestine or passing through", "active", "influence", "dominant", "exclusive"] as const;

const DIURNAL: Record<string, string> = { day: "by day", night: "by night", all: "by day and night", unstated: "" };
const KINDS: Record<string, string> = { ADM0: "country", ADM1: "province", ADM2: "district", ADM3: "subdistrict", PPL: "town" };

/** What one observation says: "level 4, dominant, by night; some districts". */
export function pointWords(point: ControlPoint): string {
  const level = `level ${point.level}, ${LEVELS[point.level] ?? ""}`;
  const much = point.quantifier === null || point.quantifier === "unspecified" ? "" : point.quantifier.replaceAll("_", " ");
  const unit = point.unit === null ? "" : [much, point.unit.replaceAll("_", " ")].filter(Boolean).join(" ");
  const at = point.place === null ? "" : `at ${point.place}`;
  return [level, DIURNAL[point.diurnal] ?? "", point.trend ?? "", unit, at].filter(Boolean).join("; ");
}

/** The days of an observation. */
export function pointDays(point: ControlPoint): string {
  if (point.day === null) return point.begin === null ? "no day given" : `since ${point.begin}`;
  return point.begin === null || point.begin === point.day ? point.day : `${point.begin} to ${point.day}`;
}

export function kindOf(area: AreaView): string {
  return KINDS[area.kind] ?? "place";
}

export function addressOf(area: string): string {
  return `/control/${encodeURIComponent(area)}`;
}

export function groupOf(share: ShareView): string {
  return share.name === null ? "the government" : `${share.name} and the government`;
}

export type Scheme = "kalyvas" | "sigar" | "lwj";

export const SCHEMES: { value: Scheme; label: string }[] = [
  { value: "kalyvas", label: "Kalyvas’s zones" },
  { value: "sigar", label: "SIGAR’s words" },
  { value: "lwj", label: "Long War Journal’s words" },
];

/** The categories that a range of reports spans, in a scheme's own words. */
export function spread(names: readonly string[]): string {
  const [first] = names;
  const last = names.at(-1);
  if (first === undefined || last === undefined) return "nothing said";
  return first === last ? first : `${first} to ${last}`;
}
