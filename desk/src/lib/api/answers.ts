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
