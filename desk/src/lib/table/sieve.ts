/* Sifts the table: one bit per question and claim, so that a changed question asks each claim only that question again,
   and every facet can be counted as if it alone were not asked. */

import type { ClaimTable } from "./claims";
import { FACETS, dayOf, type Box, type Facet, type Filters } from "./filters";

const WORDS = FACETS.length;
const TIME = FACETS.length + 1;
const BOX = FACETS.length + 2;

export const BIT = { words: 1 << WORDS, time: 1 << TIME, box: 1 << BOX } as const;

type Test = (row: number) => boolean;

export class Sieve {
  readonly table: ClaimTable;
  /** Bit n is set where a claim fails question n. */
  readonly failed: Uint32Array;
  readonly #asked = new Map<number, string>();

  constructor(table: ClaimTable) {
    this.table = table;
    this.failed = new Uint32Array(table.size);
  }

  /** Ask these filters; `found` are the beginnings of ids that the search for words found, null while none was made. */
  ask(filters: Filters, found: ReadonlySet<string> | null): void {
    for (const [at, facet] of FACETS.entries()) {
      const chosen = filters.chosen.get(facet.name) ?? [];
      this.#put(at, chosen.join("\n"), chosen.length === 0 ? null : facetTest(this.table, facet, chosen));
    }
    const { ids } = this.table;
    this.#put(WORDS, found === null ? "" : `${filters.words} ${found.size}`, found === null ? null : (row) => found.has(ids[row] ?? ""));
    this.#put(TIME, `${filters.clock} ${filters.since} ${filters.until}`, timeTest(this.table, filters));
    this.#put(BOX, String(filters.box), filters.box === null ? null : boxTest(this.table, filters.box));
  }

  /** The claims that pass every question, in the order given. */
  passing(order: Int32Array): Int32Array {
    const { failed } = this;
    return order.filter((row) => failed[row] === 0);
  }

  /** How many claims hold each value of a facet, every question but the facet's own asked. */
  counts(facet: Facet): Uint32Array {
    const own = ~(1 << FACETS.indexOf(facet));
    const counts = new Uint32Array(this.table.words(facet.column).length);
    if (facet.column === "actors" || facet.column === "flags") {
      const { starts, codes } = this.table.lists(facet.column);
      for (let row = 0; row < this.table.size; row++) {
        if (((this.failed[row] ?? 0) & own) !== 0) continue;
        for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) add(counts, codes[at] ?? -1);
      }
      return counts;
    }
    return this.tally(this.table.codes(facet.column), counts.length, own);
  }

  /** How many claims hold each code, asking only the questions whose bits are in `asked`. */
  tally(codes: Int32Array, length: number, asked: number): Uint32Array {
    const counts = new Uint32Array(length);
    for (let row = 0; row < codes.length; row++) {
      if (((this.failed[row] ?? 0) & asked) === 0) add(counts, codes[row] ?? -1);
    }
    return counts;
  }

  #put(question: number, asked: string, test: Test | null): void {
    if ((this.#asked.get(question) ?? "") === asked) return;
    this.#asked.set(question, asked);
    const bit = 1 << question;
    for (let row = 0; row < this.failed.length; row++) {
      const kept = (this.failed[row] ?? 0) & ~bit;
      this.failed[row] = test === null || test(row) ? kept : kept | bit;
    }
  }
}

function add(counts: Uint32Array, code: number): void {
  if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
}

function facetTest(table: ClaimTable, facet: Facet, chosen: readonly string[]): Test {
  const words = table.words(facet.column);
  const wanted = Uint8Array.from(words, (word) => (chosen.includes(word) ? 1 : 0));
  if (facet.column === "actors" || facet.column === "flags") {
    const { starts, codes } = table.lists(facet.column);
    return (row) => {
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) if (wanted[codes[at] ?? -1] === 1) return true;
      return false;
    };
  }
  const codes = table.codes(facet.column);
  return (row) => wanted[codes[row] ?? -1] === 1;
}

/** Bounds of the times that claims speak of, in days; NaN where a claim gives none. */
export interface Spans {
  first: Float64Array;
  last: Float64Array;
}

const made = new WeakMap<ClaimTable, Map<string, Spans>>();

/** The time that each claim speaks of, or was published at; an open end is where the report was published. */
export function spansOf(table: ClaimTable, clock: Filters["clock"]): Spans {
  const kept = made.get(table) ?? new Map<string, Spans>();
  made.set(table, kept);
  const found = kept.get(clock) ?? (clock === "published" ? { first: table.published, last: table.published } : reportedSpans(table));
  kept.set(clock, found);
  return found;
}

function reportedSpans({ size, begin, finish, published }: ClaimTable): Spans {
  const [first, last] = [new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < size; row++) {
    const [start, end, told] = [begin[row] ?? Number.NaN, finish[row] ?? Number.NaN, published[row] ?? Number.NaN];
    const from = Number.isFinite(start) ? start : end;
    first[row] = from;
    last[row] = Number.isFinite(end) ? end : Math.max(from, Number.isFinite(told) ? told : from);
  }
  return { first, last };
}

function timeTest(table: ClaimTable, filters: Filters): Test | null {
  const since = dayOf(filters.since) ?? Number.NEGATIVE_INFINITY;
  const until = dayOf(filters.until) ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(since) && !Number.isFinite(until)) return null;
  const { first, last } = spansOf(table, filters.clock);
  // A claim without a time has NaN, which is neither before nor after anything.
  return (row) => (first[row] ?? Number.NaN) <= until && (last[row] ?? Number.NaN) >= since;
}

function boxTest(table: ClaimTable, [west, south, east, north]: Box): Test {
  return (row) => {
    if (!table.isDrawn(row)) return false;
    const lat = table.lat[row] ?? Number.NaN;
    const lon = table.lon[row] ?? Number.NaN;
    const isBetween = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
    return isBetween && lat >= south && lat <= north;
  };
}
