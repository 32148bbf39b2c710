import { expect, test } from "vitest";
import type { ClaimView } from "../api/models";
import { correctionsOf, draftOf, newLink } from "./draft";

const holder = {
  label: "a provincial official",
  kind: "person",
  anonymity: "unnamed_on_request",
  basis: "unstated",
  party: null,
  cue: "told",
  inferred: false,
  withheld: false,
  span: [111, 132],
};
const place = { words: "Shortepa", role: "at", status: "resolved", id: "cod:AF2112", name: "Shortepa", admin1: "Balkh", country: "AF" };
const claim = {
  chain: [holder, { ...holder, kind: "document", span: null }],
  spans: [[17, 109]],
  kind: "event",
  type: "ARMS_SUPPLY",
  mode: "indirect",
  polarity: "+",
  certainty: "CT",
  realis: "actual",
  genericity: "specific",
  places: [place],
  times: [{ words: "last month", begin: "2018-02-01", finish: "2018-02-28", precision: 4 }],
} as unknown as ClaimView;

test("nothing changed is nothing sent", () => {
  expect(correctionsOf(draftOf(claim), claim)).toEqual([]);
});

test("only the field that was changed is sent", () => {
  expect(correctionsOf({ ...draftOf(claim), polarity: "-" }, claim)).toEqual([{ polarity: "-" }]);
});

test("of a changed source only what was changed is sent", () => {
  const draft = draftOf(claim);
  draft.chain[0] = { ...draft.chain[0]!, basis: "secondhand" };
  expect(correctionsOf(draft, claim)).toEqual([{ source: { place: 0, basis: "secondhand" } }]);
});

test("words taken for a source are sent in place of a name", () => {
  const draft = draftOf(claim);
  draft.chain[0] = { ...draft.chain[0]!, words: [3, 9], label: "the man" };
  expect(correctionsOf(draft, claim)).toEqual([{ source: { place: 0, words: { start: 3, stop: 9 } } }]);
});

test("each further link is a correction of its own, and a new one comes before the report", () => {
  const draft = draftOf(claim);
  draft.chain[0] = { ...draft.chain[0]!, label: "an official" };
  draft.chain.push(newLink(null, "a newspaper"), newLink(null, "an agency"));
  expect(correctionsOf(draft, claim).map((each) => each.source)).toEqual([
    { place: 0, label: "an official" },
    { place: 1, label: "a newspaper", kind: "person", anonymity: "named", basis: "unstated" },
    { place: 2, label: "an agency", kind: "person", anonymity: "named", basis: "unstated" },
  ]);
});

test("no link left is the article's own voice", () => {
  expect(correctionsOf({ ...draftOf(claim), chain: [] }, claim)).toEqual([{ source: { is_document: true } }]);
});

test("another reading of a place is sent by its id, and one left alone is not", () => {
  const draft = draftOf(claim);
  draft.places[0]!.place = { id: "geonames:1", name: "Shortepa", admin1: null, country: "AF" };
  draft.places.push({ number: null, role: "near", words: [40, 46], told: "Kaldar", place: null, isNone: false });
  expect(correctionsOf(draft, claim)).toEqual([
    { places: [{ number: 0, id: "geonames:1" }, { role: "near", words: { start: 40, stop: 46 } }] },
  ]);
});

test("a place that is none is named by its number", () => {
  const draft = draftOf(claim);
  draft.places[0]!.isNone = true;
  expect(correctionsOf(draft, claim)).toEqual([{ places: [{ number: 0, is_none: true }] }]);
});

test("an emptied day is an open one", () => {
  const draft = draftOf(claim);
  draft.times[0] = { ...draft.times[0]!, finish: "" };
  expect(correctionsOf(draft, claim)).toEqual([{ times: [{ number: 0, begin: "2018-02-01", finish: null }] }]);
});
