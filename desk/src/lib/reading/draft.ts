/* What a reviewer changes of a claim before it is sent: a copy of its fields, and the difference to what stands. */

import type { ClaimView, HolderView, PlaceView, Span, TimeView } from "../api/models";

/** Words as the server takes them. */
export interface SentWords {
  start: number;
  stop: number;
}

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
}

const PLAIN = ["kind", "type", "mode", "polarity", "certainty", "realis", "genericity"] as const;
const OF_LINK = ["kind", "anonymity", "basis"] as const;

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

/** Requests that carry what differs from the claim, in order: each takes one link of the chain. None where nothing does. */
export function correctionsOf(draft: Draft, claim: ClaimView): Record<string, unknown>[] {
  const before = draftOf(claim);
  const body: Record<string, unknown> = {};
  for (const field of PLAIN) if (draft[field] !== before[field]) body[field] = draft[field];
  if (!same(draft.content, before.content)) body.words = draft.content.map(sentWords);
  const places = draft.places.flatMap((each) => changedPlace(each, before.places));
  if (places.length > 0) body.places = places;
  const times = draft.times.flatMap((each) => changedTime(each, before.times));
  if (times.length > 0) body.times = times;
  const [first, ...more] = changedLinks(draft, before, claim.chain.length - 1);
  if (first !== undefined) body.source = first;
  const rest = more.map((source) => ({ source }));
  return Object.keys(body).length === 0 ? [] : [body, ...rest];
}

function changedLinks(draft: Draft, before: Draft, end: number): Record<string, unknown>[] {
  if (draft.chain.length === 0) return before.chain.length === 0 ? [] : [{ is_document: true }];
  return draft.chain.flatMap((link, at) => {
    const old = link.place === null ? undefined : before.chain[link.place];
    // A new link comes before the report, which moves on by one for each that was put there.
    if (old === undefined) return [sentLink(link, null, end + draft.chain.slice(0, at).filter((each) => each.place === null).length)];
    return same(link, old) ? [] : [sentLink(link, old, link.place ?? 0)];
  });
}

function sentLink(link: LinkDraft, old: LinkDraft | null, place: number): Record<string, unknown> {
  const sent: Record<string, unknown> = { place };
  if (link.words !== null) sent.words = sentWords(link.words);
  else if (link.label !== old?.label) sent.label = link.label.trim();
  for (const field of OF_LINK) if (link[field] !== old?.[field]) sent[field] = link[field];
  return sent;
}

function changedPlace(place: PlaceDraft, before: PlaceDraft[]): Record<string, unknown>[] {
  const old = place.number === null ? undefined : before[place.number];
  if (old === undefined) {
    const { role, words } = place;
    return place.isNone || words === null ? [] : [{ role, words: sentWords(words), ...(place.place ? { id: place.place.id } : {}) }];
  }
  if (same(place, old)) return [];
  if (place.isNone) return [{ number: place.number, is_none: true }];
  const sent: Record<string, unknown> = { number: place.number };
  if (place.role !== old.role) sent.role = place.role;
  if (place.words !== null) sent.words = sentWords(place.words);
  if (place.place !== null && place.place.id !== old.place?.id) sent.id = place.place.id;
  return [sent];
}

function changedTime(time: TimeDraft, before: TimeDraft[]): Record<string, unknown>[] {
  const old = time.number === null ? undefined : before[time.number];
  if (old !== undefined && same(old, time)) return [];
  if (time.isNone) return old === undefined ? [] : [{ number: time.number, is_none: true }];
  const sent: Record<string, unknown> = { begin: time.begin || null, finish: time.finish || null };
  if (time.number !== null) sent.number = time.number;
  if (time.words !== null) sent.words = sentWords(time.words);
  return [sent];
}

export function sentWords([start, stop]: Span): SentWords {
  return { start, stop };
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
