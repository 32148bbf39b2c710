/* The envelopes of the HTTP interface around the views. */

import type { ClaimView, DocumentView, Explanation, IssueView, Span } from "./models";

export interface Session {
  reviewer: string | null;
  csrf: string;
  version: string;
  ledger: string;
  encrypted: boolean;
  protected_warning: string | null;
}

/** Where one field of one claim stands in the document's text. */
export interface Mark extends Span {
  claim: string;
  field: "content" | "who" | "cue" | "place" | "time" | "actor" | "quantity" | "head";
  index: number;
}

export interface Progress {
  judged: number;
  total: number;
  minutes: number | null;
}

export interface DocumentAnswer {
  document: DocumentView;
  text: string;
  claims: ClaimView[];
  marks: Mark[];
  version: string;
  progress: Progress;
  sensitivity?: string | null;
}

export interface ClaimAnswer {
  explanation: Explanation;
  version: string;
}

/** What a write answers with: the decisions that undo takes back, and the version that the next write sends. */
export interface Written {
  judgements: string[];
  version: string;
}

export interface Job {
  state: "waiting" | "running" | "done" | "stopped" | "failed";
  done: number;
  total: number | null;
  stage: string | null;
  message: string | null;
  documents: string[];
  issues: IssueView[];
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
  country: string | null;
}

export interface Word {
  value: string;
  label: string;
  meaning: string;
}

export type Vocabulary = Record<string, Word[]>;
