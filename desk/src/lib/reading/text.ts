/* A report's text as the reader shows it: blocks of paragraphs, cut into pieces wherever a mark begins or ends.

   The ledger counts code points and JavaScript counts UTF-16 units, so that one emoji shifts everything after it.
   Everything in the reader is in units; `Offsets` turns what comes in and what goes out. */

import { CONTROL, CONTROLS } from "../api/controls";

/** A half-open range, in whatever the context counts. */
export interface Range {
  start: number;
  stop: number;
}

/** Turns code points into UTF-16 units and back, for one text. */
export class Offsets {
  /** Code points, rising, that take two units. */
  readonly #wide: number[] = [];

  constructor(text: string) {
    let points = 0;
    for (let at = 0; at < text.length; at++, points++) {
      const unit = text.charCodeAt(at);
      if (unit < 0xd800 || unit > 0xdbff) continue;
      const next = text.charCodeAt(at + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        this.#wide.push(points);
        at++;
      }
    }
  }

  units(points: number): number {
    return points + below(this.#wide, points);
  }

  points(units: number): number {
    // The wide one at index i starts at unit wide[i] + i.
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? 0) + middle < units) low = middle + 1;
      else high = middle;
    }
    return units - low;
  }
}

/** How many of the rising numbers lie below. */
function below(rising: number[], bound: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type Field = "content" | "source" | "cue" | "place" | "time" | "actor";

/** A mark in units; `claim` is the claim's number in the order of the text, -1 where no claim uses the words. */
export interface Marked extends Range {
  claim: number;
  field: Field;
}

/** A stretch of text with the same marks throughout. */
export interface Piece extends Range {
  text: string;
  /** Claims whose words it belongs to. */
  claims: number[];
  /** Lines drawn under it, one for each of up to three claims that overlap. */
  lanes: number[];
  /** Claims for which it is the source, the cue, a place, a time. */
  source: number[];
  cue: number[];
  place: number[];
  time: number[];
  /** Claims that begin here. */
  begins: number[];
  /** The name of a direction mark that would turn text around; shown, and kept to itself. */
  control: string | null;
}

export interface Block extends Range {
  pieces: Piece[];
}

// Nobody reads a paragraph of this many units at a glance, and the browser should not lay out one of ten million.
const LONGEST = 3000;

/** Paragraphs of the text, in units; one that is too long for a browser is cut at a space. */
export function paragraphs(text: string): Range[] {
  const found: Range[] = [];
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf("\n", start);
    const end = line === -1 ? text.length : line;
    if (end > start) found.push(...cut(text, start, end));
    start = end + 1;
  }
  return found;
}

function* cut(text: string, start: number, end: number): Generator<Range> {
  let at = start;
  while (end - at > LONGEST) {
    const space = text.lastIndexOf(" ", at + LONGEST);
    let stop = space > at ? space + 1 : at + LONGEST;
    const unit = text.charCodeAt(stop);
    if (unit >= 0xdc00 && unit <= 0xdfff) stop++;
    yield { start: at, stop };
    at = stop;
  }
  if (at < end) yield { start: at, stop: end };
}

const LANES = 3;

/** For each claim the lane of its line: the lowest that is free; where there is none, the last. */
export function lanes(extents: Range[]): number[] {
  const free = Array.from({ length: LANES }, () => 0);
  const order = extents.map((_, at) => at).sort((a, b) => startOf(extents, a) - startOf(extents, b));
  const given: number[] = Array.from({ length: extents.length }, () => 0);
  for (const at of order) {
    const extent = extents[at];
    if (extent === undefined) continue;
    const found = free.findIndex((until) => until <= extent.start);
    const lane = found === -1 ? LANES - 1 : found;
    given[at] = lane;
    free[lane] = Math.max(free[lane] ?? 0, extent.stop);
  }
  return given;
}

function startOf(extents: Range[], at: number): number {
  return extents[at]?.start ?? 0;
}

/** For each paragraph the marks that touch it; paragraphs are in order and do not overlap. */
export function touching(blocks: Range[], marks: Marked[]): Marked[][] {
  const found: Marked[][] = blocks.map(() => []);
  for (const mark of marks) {
    // The first paragraph that ends after the mark begins.
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.stop ?? 0) <= mark.start) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < blocks.length && (blocks[at]?.start ?? 0) < mark.stop; at++) found[at]?.push(mark);
  }
  return found;
}

/** The pieces of one paragraph; `marks` may hold marks that lie elsewhere, `begun` tells where each claim begins. */
export function pieces(text: string, block: Range, marks: Marked[], lane: number[], begun = firsts(marks)): Piece[] {
  const inside = marks.filter((mark) => mark.start < block.stop && mark.stop > block.start);
  const bounds = new Set([block.start, block.stop]);
  for (const mark of inside) {
    bounds.add(Math.max(mark.start, block.start));
    bounds.add(Math.min(mark.stop, block.stop));
  }
  for (const found of text.slice(block.start, block.stop).matchAll(CONTROL)) {
    bounds.add(block.start + found.index);
    bounds.add(block.start + found.index + 1);
  }
  const rising = [...bounds].sort((a, b) => a - b);
  return rising.slice(0, -1).map((start, at) => piece(text, { start, stop: rising[at + 1] ?? start }, inside, lane, begun));
}

/** Where each claim's words begin. */
export function firsts(marks: Marked[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const mark of marks) {
    if (mark.field === "content") found.set(mark.claim, Math.min(found.get(mark.claim) ?? Infinity, mark.start));
  }
  return found;
}

function piece(text: string, range: Range, marks: Marked[], lane: number[], begun: Map<number, number>): Piece {
  const over = marks.filter((mark) => mark.start <= range.start && mark.stop >= range.stop);
  const of = (field: Field) => [...new Set(over.filter((mark) => mark.field === field).map((mark) => mark.claim))];
  const claims = of("content");
  const words = text.slice(range.start, range.stop);
  return {
    ...range,
    text: words,
    claims,
    lanes: [...new Set(claims.map((claim) => lane[claim] ?? 0))].sort(),
    source: of("source"),
    cue: of("cue"),
    place: of("place"),
    time: of("time"),
    begins: claims.filter((claim) => begun.get(claim) === range.start),
    control: CONTROLS[words] ?? null,
  };
}

/** The word that holds or follows a place of the text, and the one before or after it: for choosing words by keyboard. */
export function wordAt(text: string, at: number, step: -1 | 0 | 1): Range | null {
  const around = { start: Math.max(0, at - 400), stop: Math.min(text.length, at + 400) };
  const words = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text.slice(around.start, around.stop))]
    .filter((each) => each.isWordLike === true)
    .map((each) => ({ start: around.start + each.index, stop: around.start + each.index + each.segment.length }));
  if (step === -1) return words.filter((word) => word.stop <= at).at(-1) ?? null;
  if (step === 1) return words.find((word) => word.start >= at) ?? null;
  return words.find((word) => word.stop > at) ?? words.at(-1) ?? null;
}

/** Without the blanks at its ends; null where nothing is left. */
export function trimmed(text: string, range: Range): Range | null {
  let { start, stop } = range;
  while (start < stop && /\s/.test(text[start] ?? "")) start++;
  while (stop > start && /\s/.test(text[stop - 1] ?? "")) stop--;
  return start < stop ? { start, stop } : null;
}
