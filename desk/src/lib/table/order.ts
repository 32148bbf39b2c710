/* The orders that the table can be read in; each is made once. */

import type { ClaimTable, CodedColumn } from "./claims";
import { spansOf } from "./sieve";

export type Order = "newest" | "oldest" | "place" | "type" | "source" | "publisher" | "grade";

const COLUMN: Record<Exclude<Order, "newest" | "oldest">, CodedColumn> = {
  place: "place",
  type: "type",
  source: "source",
  publisher: "publisher",
  grade: "grade",
};

const made = new WeakMap<ClaimTable, Map<Order, Int32Array>>();

/** Every row of the table in this order. */
export function ordered(table: ClaimTable, order: Order): Int32Array {
  const kept = made.get(table) ?? new Map<Order, Int32Array>();
  made.set(table, kept);
  const found = kept.get(order) ?? sorted(table, order);
  kept.set(order, found);
  return found;
}

function sorted(table: ClaimTable, order: Order): Int32Array {
  const rows = Int32Array.from({ length: table.size }, (_, row) => row);
  const keys = keysOf(table, order);
  // What has no date, place or name comes last, whichever way round.
  return rows.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

function keysOf(table: ClaimTable, order: Order): Float64Array {
  const keys = new Float64Array(table.size);
  if (order === "newest" || order === "oldest") {
    const { first } = spansOf(table, "reported");
    for (let row = 0; row < table.size; row++) {
      const told = first[row] ?? Number.NaN;
      const day = Number.isFinite(told) ? told : (table.published[row] ?? Number.NaN);
      keys[row] = Number.isFinite(day) ? (order === "newest" ? -day : day) : Number.MAX_VALUE;
    }
    return keys;
  }
  const words = table.words(COLUMN[order]);
  const ranks = new Float64Array(words.length);
  const byName = words.map((word, code) => ({ word, code })).sort((a, b) => a.word.localeCompare(b.word));
  for (const [rank, { code }] of byName.entries()) ranks[code] = rank;
  for (const [row, code] of table.codes(COLUMN[order]).entries()) keys[row] = ranks[code] ?? Number.MAX_VALUE;
  return keys;
}
