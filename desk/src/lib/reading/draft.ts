/* What a reviewer changes of a claim before it is sent: a copy of its fields. `corrections.ts` has the difference. */

import type { ClaimView, HolderView, ParticipantView, PlaceView, QuantityView, Span, TimeView } from "../api/models";

/** One link of the chain; `place` is where it stands in the claim's own chain, null for a new one. */
export interface LinkDraft {
  place: number | null;
  /** Words that were taken from the text for it. */
  words: Span | null;
  label: string;
  kind: string;
  anonymity: string;
  basis: string;
}

/** A row of the gazetteer as a reviewer chooses it. */
export interface ChosenPlace {
  id: string;
  name: string;
  admin1: string | null;
  country: string | null;
}

/** One place; `number` is which of the claim's, null for one that was missed. */
export interface PlaceDraft {
  number: number | null;
  role: string;
  words: Span | null;
  /** The words themselves, to be read. */
  told: string;
  place: ChosenPlace | null;
  isNone: boolean;
}

export interface TimeDraft {
  number: number | null;
  words: Span | null;
  told: string;
  begin: string;
  finish: string;
  isNone: boolean;
}

/** Who takes part; `number` is which of the claim's, null for one that was missed. */
export interface ActorDraft {
  number: number | null;
  role: string;
  words: Span | null;
  told: string;
  /** An entry of the actor table, or "" where the words are none of it. */
  id: string;
  name: string;
  /** How much of a class is meant, or "". */
  quantifier: string;
  group: number;
  operator: string;
}

export interface QuantityDraft {
  number: number | null;
  of: string;
  words: Span | null;
  told: string;
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface Draft {
  content: Span[];
  chain: LinkDraft[];
  kind: string;
  type: string;
  mode: string;
  polarity: string;
  certainty: string;
  realis: string;
  genericity: string;
  places: PlaceDraft[];
  times: TimeDraft[];
  participants: ActorDraft[];
  quantities: QuantityDraft[];
  flags: string[];
}

export function draftOf(claim: ClaimView): Draft {
  return {
    content: claim.spans.map(([start, stop]) => [start, stop]),
    chain: claim.chain.slice(0, -1).map(linkOf),
    kind: claim.kind,
    type: claim.type,
    mode: claim.mode,
    polarity: claim.polarity,
    certainty: claim.certainty,
    realis: claim.realis,
    genericity: claim.genericity,
    places: claim.places.map(placeOf),
    times: claim.times.map(timeOf),
    participants: claim.participants.map(actorOf),
    quantities: claim.quantities.map(quantityOf),
    flags: [...claim.flags],
  };
}

export function newLink(words: Span | null, label: string): LinkDraft {
  return { place: null, words, label, kind: "person", anonymity: "named", basis: "unstated" };
}

function linkOf(holder: HolderView, at: number): LinkDraft {
  const { label, kind, anonymity, basis } = holder;
  return { place: at, words: null, label, kind, anonymity, basis };
}

function placeOf(view: PlaceView, at: number): PlaceDraft {
  const { id, name, admin1, country } = view;
  const place = id === null || name === null || view.status === "unresolved" ? null : { id, name, admin1, country };
  return { number: at, role: view.role, words: null, told: view.words ?? "", place, isNone: view.status === "not_a_place" };
}

function timeOf(view: TimeView, at: number): TimeDraft {
  const { begin, finish } = view;
  return { number: at, words: null, told: view.words ?? "", begin: begin ?? "", finish: finish ?? "", isNone: false };
}

function actorOf(view: ParticipantView, at: number): ActorDraft {
  const { role, words, id, name, quantifier, group, operator } = view;
  return { number: at, role, words: null, told: words, id: id ?? "", name: name ?? "", quantifier: quantifier ?? "", group, operator };
}

export function newActor(words: Span, told: string): ActorDraft {
  return { number: null, role: "agent", words, told, id: "", name: "", quantifier: "", group: 0, operator: "AND" };
}

function quantityOf(view: QuantityView, at: number): QuantityDraft {
  const { of, words, low, best, high } = view;
  return { number: at, of, words: null, told: words, low, best, high };
}

/** A number that was missed; where the words hold figures, the first of them is what they come to. */
export function newQuantity(words: Span, told: string): QuantityDraft {
  const figures = /\d[\d,]*(\.\d+)?/.exec(told)?.[0].replaceAll(",", "");
  return { number: null, of: "other", words, told, low: null, best: figures === undefined ? null : Number(figures), high: null };
}

/** The list with the member at one place moved by one; the same list where there is no way. */
export function moved<Member>(list: Member[], at: number, by: -1 | 1): Member[] {
  const to = at + by;
  const [one, other] = [list[at], list[to]];
  if (one === undefined || other === undefined) return list;
  return list.map((each, place) => (place === at ? other : place === to ? one : each));
}
