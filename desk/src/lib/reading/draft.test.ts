import { expect, test } from "vitest";
import type { ClaimView } from "../api/models";
import { correctionOf, fitsStill } from "./corrections";
import { draftOf, moved, newActor, newLink, newQuantity } from "./draft";

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
  participants: [
    { role: "agent", words: "a man", id: null, name: null, quantifier: null, group: 0, operator: "AND" },
    { role: "recipient", words: "the Taliban", id: "TALIBAN", name: "Taliban", quantifier: null, group: 0, operator: "AND" },
  ],
  quantities: [{ of: "weapons", words: "dozens", low: 24, best: null, high: null }],
  flags: ["vague"],
} as unknown as ClaimView;

test("nothing changed is nothing sent", () => {
  expect(correctionOf(draftOf(claim), claim)).toBeNull();
});

test("only the field that was changed is sent", () => {
  expect(correctionOf({ ...draftOf(claim), polarity: "-" }, claim)).toEqual({ polarity: "-" });
});

test("a chain goes as a whole, and of each link only what was changed", () => {
  const draft = draftOf(claim);
  draft.chain[0] = { ...draft.chain[0]!, basis: "secondhand" };
  draft.chain.push(newLink(null, "a newspaper"));
  expect(correctionOf(draft, claim)).toEqual({
    chain: [{ number: 0, basis: "secondhand" }, { label: "a newspaper", kind: "person", anonymity: "named", basis: "unstated" }],
  });
});

test("words taken for a source are sent in place of a name", () => {
  const draft = draftOf(claim);
  draft.chain[0] = { ...draft.chain[0]!, words: [3, 9], label: "the man" };
  expect(correctionOf(draft, claim)).toEqual({ chain: [{ number: 0, words: { start: 3, stop: 9 } }] });
});

test("links change places, and the first cannot go further up", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

test("no link left is the article's own voice", () => {
  expect(correctionOf({ ...draftOf(claim), chain: [] }, claim)).toEqual({ chain: [] });
});

test("who takes part keeps words and meaning by number, unless others are given", () => {
  const draft = draftOf(claim);
  const [first, second] = draft.participants;
  draft.participants = [
    { ...second!, role: "agent" },
    { ...first!, id: "AF:police", name: "Afghan police" },
    newActor([3, 9], "the boatman"),
  ];
  const plain = { quantifier: null, group: 0, operator: "AND" };
  expect(correctionOf(draft, claim)).toEqual({
    participants: [
      { number: 1, role: "agent", ...plain },
      { number: 0, role: "agent", id: "AF:police", name: "Afghan police", ...plain },
      { role: "agent", words: { start: 3, stop: 9 }, ...plain },
    ],
  });
});

test("somebody who is none of the table is called as the words do", () => {
  const draft = draftOf(claim);
  draft.participants[1] = { ...draft.participants[1]!, id: "", name: "" };
  const sent = correctionOf(draft, claim)?.participants as unknown[];
  expect(sent[1]).toMatchObject({ number: 1, name: "the Taliban" });
});

test("a number that was missed is read off its words", () => {
  expect(newQuantity([0, 9], "1,200 men")).toMatchObject({ best: 1200 });
  const draft = draftOf(claim);
  draft.quantities[0] = { ...draft.quantities[0]!, high: 40 };
  expect(correctionOf(draft, claim)).toEqual({ quantities: [{ number: 0, of: "weapons", low: 24, best: null, high: 40 }] });
});

test("flags in another order are the same flags", () => {
  const draft = draftOf({ ...claim, flags: ["vague", "loaded_term"] });
  expect(correctionOf({ ...draft, flags: ["loaded_term", "vague"] }, { ...claim, flags: ["vague", "loaded_term"] })).toBeNull();
  expect(correctionOf({ ...draft, flags: [] }, claim)).toEqual({ flags: [] });
});

test("a list that somebody changed meanwhile is not written over by number", () => {
  const sent = { participants: [{ number: 1, role: "agent" }] };
  expect(fitsStill(sent, claim, { ...claim, polarity: "-" })).toBe(true);
  expect(fitsStill(sent, claim, { ...claim, participants: claim.participants.slice(1) })).toBe(false);
  expect(fitsStill({ polarity: "-" }, claim, { ...claim, participants: [] })).toBe(true);
});

test("another reading of a place is sent by its id, and one left alone is not", () => {
  const draft = draftOf(claim);
  draft.places[0]!.place = { id: "geonames:1", name: "Shortepa", admin1: null, country: "AF" };
  draft.places.push({ number: null, role: "near", words: [40, 46], told: "Kaldar", place: null, isNone: false });
  expect(correctionOf(draft, claim)).toEqual({
    places: [{ number: 0, id: "geonames:1" }, { role: "near", words: { start: 40, stop: 46 } }],
  });
});

test("a place that is none is named by its number", () => {
  const draft = draftOf(claim);
  draft.places[0]!.isNone = true;
  expect(correctionOf(draft, claim)).toEqual({ places: [{ number: 0, is_none: true }] });
});

test("an emptied day is an open one", () => {
  const draft = draftOf(claim);
  draft.times[0] = { ...draft.times[0]!, finish: "" };
  expect(correctionOf(draft, claim)).toEqual({ times: [{ number: 0, begin: "2018-02-01", finish: null }] });
});
