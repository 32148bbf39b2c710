import { describe, expect, test } from "vitest";
import { lanes, Offsets, paragraphs, pieces, trimmed, touching, wordAt, type Marked } from "./text";

const mark = (start: number, stop: number, claim: number, field: Marked["field"] = "content"): Marked => ({
  start,
  stop,
  claim,
  field,
});

describe("offsets", () => {
  const text = "a😀b😀c";
  const offsets = new Offsets(text);

  test.each([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 6],
    [5, 7],
  ])("code point %i is unit %i, and back", (points, units) => {
    expect(offsets.units(points)).toBe(units);
    expect(offsets.points(units)).toBe(points);
  });

  test("half a pair counts as one", () => {
    expect(new Offsets("\ud83dx").units(2)).toBe(2);
  });
});

describe("paragraphs", () => {
  test("cover every word, once, and empty lines are none", () => {
    const text = "one\n\ntwo two\n";
    expect(paragraphs(text).map((each) => text.slice(each.start, each.stop))).toEqual(["one", "two two"]);
  });

  test("ten million units on one line are cut, and nothing is lost", () => {
    const text = "word ".repeat(20_000);
    const found = paragraphs(text);
    expect(found.length).toBeGreaterThan(20);
    expect(found.map((each) => text.slice(each.start, each.stop)).join("")).toBe(text);
  });
});

describe("pieces", () => {
  const text = "The governor said men came at night";

  test("read back the paragraph whatever overlaps", () => {
    const marks = [mark(0, 12, 0, "source"), mark(13, 17, 0, "cue"), mark(18, 35, 0), mark(18, 26, 1), mark(27, 35, 1, "time")];
    const found = pieces(text, { start: 0, stop: text.length }, marks, [0, 1]);
    expect(found.map((each) => each.text).join("")).toBe(text);
    const both = found.find((each) => each.text === "men came");
    expect(both?.claims).toEqual([0, 1]);
    expect(both?.lanes).toEqual([0, 1]);
    expect(both?.begins).toEqual([0, 1]);
  });

  test("a direction mark stands alone and is named", () => {
    const hostile = "safe\u202eevil";
    const found = pieces(hostile, { start: 0, stop: hostile.length }, [], []);
    expect(found.map((each) => each.control)).toEqual([null, "RLO", null]);
  });
});

test("a mark touches every paragraph that it reaches into, and no other", () => {
  const blocks = [
    { start: 0, stop: 5 },
    { start: 6, stop: 9 },
    { start: 10, stop: 20 },
  ];
  const long = { start: 4, stop: 8, claim: 0, field: "content" as const };
  const last = { start: 19, stop: 20, claim: 1, field: "content" as const };
  expect(touching(blocks, [long, last])).toEqual([[long], [long], [last]]);
});

test("claims that overlap get lanes of their own, and the fourth shares the last", () => {
  const extent = { start: 0, stop: 9 };
  expect(lanes([extent, extent, extent, extent, { start: 9, stop: 12 }])).toEqual([0, 1, 2, 2, 0]);
});

test("words are found from where the cursor is", () => {
  const text = "men came, at night";
  expect(wordAt(text, 0, 0)).toEqual({ start: 0, stop: 3 });
  expect(wordAt(text, 8, 1)).toEqual({ start: 10, stop: 12 });
  expect(wordAt(text, 10, -1)).toEqual({ start: 4, stop: 8 });
});

test("blanks around a selection are no part of it", () => {
  expect(trimmed("a  b ", { start: 1, stop: 5 })).toEqual({ start: 3, stop: 4 });
  expect(trimmed("a  b", { start: 1, stop: 3 })).toBeNull();
});
