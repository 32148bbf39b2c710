/* The difference between a reviewer's draft and the claim that it was made of, as the server takes it. */

import type { ClaimView, Span } from "../api/models";
import { draftOf, type ActorDraft, type Draft, type LinkDraft, type PlaceDraft, type QuantityDraft, type TimeDraft } from "./draft";

/** Words as the server takes them. */
export interface SentWords {
  start: number;
  stop: number;
}

export type Sent = Record<string, unknown>;

const PLAIN = ["kind", "type", "mode", "polarity", "certainty", "realis", "genericity"] as const;
const OF_LINK = ["kind", "anonymity", "basis"] as const;

/** What differs from the claim; null where nothing does. Places and times go one by one, every other list as a whole. */
export function correctionOf(draft: Draft, claim: ClaimView): Sent | null {
  const before = draftOf(claim);
  const body: Sent = {};
  for (const field of PLAIN) if (draft[field] !== before[field]) body[field] = draft[field];
  if (!same(draft.content, before.content)) body.words = draft.content.map(sentWords);
  const places = draft.places.flatMap((each) => changedPlace(each, before.places));
  if (places.length > 0) body.places = places;
  const times = draft.times.flatMap((each) => changedTime(each, before.times));
  if (times.length > 0) body.times = times;
  if (!same(draft.chain, before.chain)) body.chain = draft.chain.map((each) => sentLink(each, before.chain));
  if (!same(draft.participants, before.participants)) {
    body.participants = draft.participants.map((each) => sentActor(each, before.participants));
  }
  if (!same(draft.quantities, before.quantities)) body.quantities = draft.quantities.map(sentQuantity);
  if (!same([...draft.flags].sort(), [...before.flags].sort())) body.flags = draft.flags;
  return Object.keys(body).length === 0 ? null : body;
}

/** Lists whose members are named by where they stand, which is another place once somebody added or took away one. */
const NUMBERED = ["chain", "times", "participants", "quantities"] as const;

/** Whether what is sent still speaks of the same members, in the claim as it stands now. */
export function fitsStill(sent: Sent, seen: ClaimView, now: ClaimView): boolean {
  const [before, after] = [draftOf(seen), draftOf(now)];
  return NUMBERED.every((name) => !(name in sent) || same(before[name], after[name]));
}

function sentLink(link: LinkDraft, before: LinkDraft[]): Sent {
  const old = link.place === null ? undefined : before[link.place];
  const sent: Sent = old === undefined ? {} : { number: link.place };
  if (link.words !== null) sent.words = sentWords(link.words);
  else if (link.label !== old?.label) sent.label = link.label.trim();
  for (const field of OF_LINK) if (link[field] !== old?.[field]) sent[field] = link[field];
  return sent;
}

/** Who is meant is sent only where it was chosen: what was read of the words stays, and new words are looked up. */
function sentActor(actor: ActorDraft, before: ActorDraft[]): Sent {
  const { number, role, words, told, id, name, quantifier, group, operator } = actor;
  const old = number === null ? undefined : before[number];
  const sent: Sent = { role, quantifier: quantifier || null, group, operator };
  if (number !== null) sent.number = number;
  if (words !== null) sent.words = sentWords(words);
  if (id !== (old?.id ?? "")) Object.assign(sent, id === "" ? { name: told } : { id, name });
  return sent;
}

function sentQuantity({ number, of, words, low, best, high }: QuantityDraft): Sent {
  const sent: Sent = { of, low, best, high };
  if (number !== null) sent.number = number;
  if (words !== null) sent.words = sentWords(words);
  return sent;
}

function changedPlace(place: PlaceDraft, before: PlaceDraft[]): Sent[] {
  const old = place.number === null ? undefined : before[place.number];
  if (old === undefined) {
    const { role, words } = place;
    return place.isNone || words === null ? [] : [{ role, words: sentWords(words), ...(place.place ? { id: place.place.id } : {}) }];
  }
  if (same(place, old)) return [];
  if (place.isNone) return [{ number: place.number, is_none: true }];
  const sent: Sent = { number: place.number };
  if (place.role !== old.role) sent.role = place.role;
  if (place.words !== null) sent.words = sentWords(place.words);
  if (place.place !== null && place.place.id !== old.place?.id) sent.id = place.place.id;
  return [sent];
}

function changedTime(time: TimeDraft, before: TimeDraft[]): Sent[] {
  const old = time.number === null ? undefined : before[time.number];
  if (old !== undefined && same(old, time)) return [];
  if (time.isNone) return old === undefined ? [] : [{ number: time.number, is_none: true }];
  const sent: Sent = { begin: time.begin || null, finish: time.finish || null };
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
