/* How readings of a claim are told in words; nothing here decides anything. */

import type { ClaimView, ControlView, PlaceView, QuantityView, ReasonView, TimeView } from "../api/models";

/** A day range: "2018-02-01 to 2018-02-28", "since 2015-11-15", "until …", one day alone. */
export function days(time: Pick<TimeView, "begin" | "finish">): string {
  if (time.begin === null && time.finish === null) return "at no stated time";
  if (time.begin === null) return `until ${time.finish}`;
  if (time.finish === null) return `since ${time.begin}`;
  return time.begin === time.finish ? time.begin : `${time.begin} to ${time.finish}`;
}

/** What a claim's place was read as; a name that fits badly is no reading. */
export function reading(view: Pick<PlaceView, "name" | "admin1" | "country" | "status">): string {
  return (view.status === "unresolved" ? null : place(view)) ?? "not found in the gazetteer";
}

/** The gazetteer's place with what it lies in; null where nothing was chosen. */
export function place(view: Pick<PlaceView, "name" | "admin1" | "country">): string | null {
  if (view.name === null) return null;
  return [view.name, view.admin1 === view.name ? null : view.admin1, view.country].filter((part) => part !== null).join(", ");
}

export function quantity(view: QuantityView): string {
  const { low, best, high } = view;
  if (low !== null && high !== null && low !== high) return `${figure(low)} to ${figure(high)}`;
  if (best !== null) return figure(best);
  if (low !== null) return `at least ${figure(low)}`;
  return high === null ? "no figure" : `at most ${figure(high)}`;
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

export function control(view: ControlView): string {
  const parts = [`level ${view.level} of 5`];
  if (view.trend !== null) parts.push(view.trend);
  if (view.diurnal !== "unstated") parts.push(view.diurnal === "all" ? "day and night" : `by ${view.diurnal}`);
  if (view.unit !== null) parts.push(`${view.quantifier ?? ""} ${view.unit.replaceAll("_", " ")}`.trim());
  return parts.join(", ");
}

/** The Admiralty grade, and whether somebody gave it. */
export function grade(claim: Pick<ClaimView, "reliability" | "credibility">): string {
  return `${claim.reliability}${claim.credibility}`;
}

/** The reasons of one field, those of its parts included: `chain` has `chain.0.basis`. */
export function reasonsFor(reasons: ReasonView[], field: string): ReasonView[] {
  return reasons.filter((each) => each.field === field || each.field.startsWith(`${field}.`));
}

/** Minutes as people say them. */
export function minutes(spent: number): string {
  if (spent < 1) return "under a minute";
  return spent < 90 ? `${Math.round(spent)} min` : `${(spent / 60).toFixed(1)} h`;
}
