/* The time axis that all lanes of a page share. */

import type { LaneView } from "../api/across";
import { dayOf } from "../table/filters";

export interface Axis {
  from: number;
  to: number;
  /** Days at which a year begins, or a month where it is all one year. */
  ticks: { day: number; label: string }[];
}

const DAY = 86_400_000;
const YEAR = 366;

/** From the first to the last day that any lane speaks of, and on to the day it is looked at from where that is near. */
export function axisOf(lanes: readonly LaneView[], today: string): Axis {
  const days = lanes.flatMap(({ points }) => points.flatMap(({ day, begin }) => [dayOf(day), dayOf(begin)]));
  const known = days.filter((day) => day !== null);
  const now = dayOf(today) ?? 0;
  const last = known.length === 0 ? now : Math.max(...known);
  const first = known.length === 0 ? now : Math.min(...known);
  // Years of silence would squeeze what is said into a corner; the lanes say that they are stale.
  const end = now - last > Math.max(120, 0.5 * (last - first)) ? last : Math.max(now, last);
  const begin = Math.min(end - 60, first);
  const rim = Math.max(10, Math.round((end - begin) * 0.05));
  const [from, to] = [begin - rim, end + rim];
  return { from, to, ticks: ticksOf(from, to) };
}

/** Where a day stands on the axis, from 0 to 1. */
export function partOf({ from, to }: Axis, day: number): number {
  return (day - from) / (to - from);
}

function ticksOf(from: number, to: number): Axis["ticks"] {
  const step = to - from > 3 * YEAR ? 12 : to - from > YEAR ? 3 : 1;
  const first = new Date(from * DAY);
  const ticks: Axis["ticks"] = [];
  for (let month = 0; ; month += 1) {
    const at = new Date(Date.UTC(first.getUTCFullYear(), month, 1));
    const day = at.getTime() / DAY;
    if (day > to) return ticks;
    if (day < from || at.getUTCMonth() % step !== 0) continue;
    const year = String(at.getUTCFullYear());
    const label = at.getUTCMonth() === 0 ? year : at.toLocaleDateString("en-GB", { month: "short", timeZone: "UTC" });
    ticks.push({ day, label: ticks.length === 0 && label !== year ? `${label} ${year}` : label });
  }
}
