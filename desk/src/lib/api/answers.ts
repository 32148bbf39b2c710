/* The envelopes of the HTTP interface around the views. */

import type { ClaimView, DocumentView, Explanation, Span } from "./models";

export interface Session {
  reviewer: string;
  /** A name to offer. */
  suggested: string;
  csrf: string;
  version: string;
  ledger: string;
  encrypted: boolean;
  protected_warning: string;
}

/** Words of the document that a reading rests on; of no claim where nothing uses them. */
export interface Mark {
  of: "source" | "cue" | "place" | "time" | "actor";
  span: Span;
  claims: string[];
  reading: string;
}

/** `minutes`: time between decisions about it, pauses cut short. */
export interface ReviewProgress {
  judged: number;
  total: number;
  minutes: number;
}

export interface DocumentPage {
  document: DocumentView;
  text: string;
  claims: ClaimView[];
  marks: Mark[];
  progress: ReviewProgress;
  version: string;
}

export interface ClaimAnswer {
  explanation: Explanation;
  version: string;
}

/** What a write answers with: the decisions that undo takes back, and the version that the next write sends. */
export interface Written {
  judgements: string[];
  claim: string;
  version: string;
}

/** What became of each claim of a bulk decision; one that was refused holds no other back. */
export interface BulkDecided {
  decided: number;
  claims: { id: string; judgement: string; version: string; error: string; message: string }[];
}

/** Something that could not be read, for whoever named it. */
export interface JobIssue {
  code: string;
  message: string;
  remedy: string;
  source: string | null;
}

/** Reading that was started from a page; `skipped` are documents that the ledger held already. */
export interface JobView {
  job: string;
  state: "waiting" | "reading" | "done" | "stopped" | "failed";
  done: number;
  total: number;
  stage: string;
  message: string;
  claims: number;
  skipped: number;
  documents: string[];
  issues: JobIssue[];
}

/** How many reports are made ready for the overview, and of how many; 0 of 0 where none has to be. */
export interface Making {
  done: number;
  total: number;
}

export interface Queued {
  claim: ClaimView;
  why: string;
}

export interface PlaceFound {
  id: string;
  name: string;
  kind: string;
  lat: number | null;
  lon: number | null;
  admin1: string | null;
  admin2: string | null;
  country: string | null;
  score: number;
  because: string;
}

export interface Word {
  value: string;
  label: string;
  meaning: string;
}

export type Vocabulary = Record<string, Word[]>;

/** One decision; `target` is the decision that it takes back, or the source that it judges. */
export interface HistoryRow {
  id: string;
  decision: string;
  at: string;
  reviewer: string;
  because: string;
  document: string | null;
  claims: string[];
  target: string;
  stands: boolean;
}

/** One row of the ledger's log, which holds no word of a source. */
export interface ActView {
  number: number;
  act: string;
  at: string;
  by: string;
  view: string;
  audience: string;
  filters: string[];
  decision: string;
  form: string;
  sha256: string;
  claims: number;
  documents: number;
}

/** A word of the user's own and the types that it makes, by part of speech. */
export interface TypeWord {
  word: string;
  seen: string;
  verb: string | null;
  noun: string | null;
  adjective: string | null;
  more: boolean;
}

/** Something of the reviewers' own that they note of claims. */
export interface ExtraField {
  name: string;
  choices: string[];
}

export interface SettingsView {
  stale_days: number;
  tiles: { url: string; attribution: string } | null;
  fields: ExtraField[];
  types: TypeWord[];
  types_file: string;
}
