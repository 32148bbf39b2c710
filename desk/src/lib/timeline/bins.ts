/* Columns of the timeline: how many claims speak of each day, month or year, exactly or as part of a longer span. */

import type { ClaimTable } from "../table/claims";
import type { Filters } from "../table/filters";
import { spansOf } from "../table/sieve";

export type Unit = "day" | "week" | "month" | "quarter" | "year";

/** Edges of the columns in days since 1970-01-01; column i runs from edges[i] up to edges[i + 1]. */
export interface Scale {
  unit: Unit;
  edges: number[];
}

export interface Bins {
  /** Claims whose time lies within the column. */
  exact: Uint32Array;
  /** Claims whose time covers the column and more. */
  longer: Uint32Array;
  /** Claims that give no time. */
  undated: number;
  /** Claims that lie wholly before the first column, or after the last. */
  outside: number;
}

const DAY = 86_400_000;
const MOST_COLUMNS = 130;
const DAYS: Record<Unit, number> = { day: 1, week: 7, month: 30.4, quarter: 91.3, year: 365.25 };
const MONTHS: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };

/** Bounds of all dated claims, without the one in fifty at either end that lies far from the rest. */
export function extentOf(table: ClaimTable, clock: Filters["clock"]): [number, number] | null {
  const spans = spansOf(table, clock);
  const firsts = spans.first.filter(Number.isFinite).sort();
  if (firsts.length === 0) return null;
  const end = spans.last.reduce((latest, day) => (day > latest ? day : latest), Number.NEGATIVE_INFINITY);
  const far = firsts[Math.floor(firsts.length * 0.02)] ?? 0;
  const first = firsts[0] ?? far;
  // A report from 1987 must not squeeze three years of war into one column.
  return [end - first > 3 * (end - far) ? far : first, end];
}

/** Whole days, weeks, months or years from one day to another, not more columns than can be told apart. */
export function scaleOf([from, to]: [number, number]): Scale {
  const unit = (Object.keys(DAYS) as Unit[]).find((each) => (to - from + 1) / DAYS[each] <= MOST_COLUMNS) ?? "year";
  const edges = [floor(from, unit)];
  while ((edges.at(-1) ?? 0) <= to) edges.push(next(edges.at(-1) ?? 0, unit));
  return { unit, edges };
}

/** How many of the claims whose bits in `asked` are clear speak of each column. */
export function binned(table: ClaimTable, scale: Scale, clock: Filters["clock"], failed: Uint32Array, asked: number): Bins {
  const size = scale.edges.length - 1;
  const start = scale.edges[0] ?? 0;
  const spans = spansOf(table, clock);
  const exact = new Uint32Array(size);
  const steps = new Int32Array(size + 1);
  let undated = 0;
  let outside = 0;
  for (let row = 0; row < table.size; row++) {
    if (((failed[row] ?? 0) & asked) !== 0) continue;
    const from = spans.first[row] ?? Number.NaN;
    if (!Number.isFinite(from)) {
      undated++;
      continue;
    }
    const first = Math.max(columnOf(scale, from), 0);
    const last = Math.min(columnOf(scale, spans.last[row] ?? from), size - 1);
    if (last < 0 || first > size - 1) outside++;
    else if (first === last && from >= start) exact[first] = (exact[first] ?? 0) + 1;
    else {
      steps[first] = (steps[first] ?? 0) + 1;
      steps[last + 1] = (steps[last + 1] ?? 0) - 1;
    }
  }
  return { exact, longer: summed(steps, size), undated, outside };
}

/** The column that a day lies in; -1 before the first, their number after the last. */
export function columnOf({ edges }: Scale, day: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface Tick {
  at: number;
  label: string;
}

/** Where the axis says which year or month it is. */
export function ticksOf({ unit, edges }: Scale): Tick[] {
  const told = edges.slice(0, -1).map((day, at) => ({ at, label: labelOf(day, unit) }));
  const shown = told.filter(({ label }, at) => label !== told[at - 1]?.label);
  const every = Math.ceil(shown.length / 12);
  return shown.filter((_, at) => at % every === 0);
}

/** A column in words: "March 2017". */
export function nameOf({ unit, edges }: Scale, column: number): string {
  const from = new Date((edges[column] ?? 0) * DAY);
  const at = (options: Intl.DateTimeFormatOptions) => from.toLocaleDateString("en-GB", { ...options, timeZone: "UTC" });
  if (unit === "year") return at({ year: "numeric" });
  if (unit === "month") return at({ month: "long", year: "numeric" });
  if (unit === "quarter") return `quarter from ${at({ month: "long", year: "numeric" })}`;
  const day = at({ day: "numeric", month: "long", year: "numeric" });
  return unit === "week" ? `week from ${day}` : day;
}

function labelOf(day: number, unit: Unit): string {
  const from = new Date(day * DAY);
  if (unit === "month" || unit === "quarter" || unit === "year") return String(from.getUTCFullYear());
  return from.toLocaleDateString("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
}

function floor(day: number, unit: Unit): number {
  const months = MONTHS[unit];
  if (months === undefined) return unit === "week" ? day - ((((day + 3) % 7) + 7) % 7) : day;
  const at = new Date(day * DAY);
  return Date.UTC(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / months) * months, 1) / DAY;
}

function next(day: number, unit: Unit): number {
  const months = MONTHS[unit];
  if (months === undefined) return day + (unit === "week" ? 7 : 1);
  const at = new Date(day * DAY);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1) / DAY;
}

function summed(steps: Int32Array, size: number): Uint32Array {
  const sums = new Uint32Array(size);
  let sum = 0;
  for (let at = 0; at < size; at++) {
    sum += steps[at] ?? 0;
    sums[at] = sum;
  }
  return sums;
}
