/* What the server answers with: the dataclasses of `reportedly/protect/views*.py`, field for field.
   tests/test_desk_models.py fails where the two differ. */

/** A half-open range, [start, stop), in code points of the document's text. */
export type Span = [start: number, stop: number];

export interface HolderView {
  label: string;
  kind: string;
  anonymity: string;
  basis: string;
  party: string | null;
  cue: string | null;
  inferred: boolean;
  withheld: boolean;
  span: Span | null;
  sensitivity: string | null;
  handling: string | null;
}

export interface ParticipantView {
  role: string;
  words: string;
  id: string | null;
  name: string | null;
  quantifier: string | null;
  group: number;
  operator: string;
}

export interface QuantityView {
  of: string;
  words: string;
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface CandidateView {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  admin1: string | null;
  score: number;
  because: string;
}

export interface PlaceView {
  words: string | null;
  role: string;
  status: string;
  id: string | null;
  name: string | null;
  kind: string | null;
  country: string | null;
  admin1: string | null;
  admin2: string | null;
  lat: number | null;
  lon: number | null;
  precision: number | null;
  stated_parent: string | null;
  conflict: boolean;
  inherited: boolean;
  quantifier: string | null;
  generalised: boolean;
  candidates: CandidateView[];
}

export interface TimeView {
  words: string | null;
  begin: string | null;
  finish: string | null;
  precision: number;
  anchor: string | null;
  inherited: boolean;
  because: string;
}

export interface ControlView {
  actor: string | null;
  name: string | null;
  level: number;
  trend: string | null;
  diurnal: string;
  quantifier: string | null;
  unit: string | null;
  function: string[];
  place: string | null;
  wording: string;
}

export interface DocumentView {
  id: string;
  source: string | null;
  url: string | null;
  title: string | null;
  publisher: string | null;
  published: string | null;
  origin: string | null;
  language: string | null;
  claims: number;
  withheld: boolean;
  model: string;
  gazetteer: string;
  sensitivity: string | null;
  handling: string | null;
}

export interface ClaimView {
  id: string;
  document: DocumentView;
  words: string;
  verbatim: boolean;
  chain: HolderView[];
  kind: string;
  type: string;
  mode: string;
  polarity: string;
  certainty: string;
  realis: string;
  genericity: string;
  participants: ParticipantView[];
  quantities: QuantityView[];
  places: PlaceView[];
  times: TimeView[];
  control: ControlView[];
  flags: string[];
  cautions: string[];
  plover: string | null;
  acled: string | null;
  ucdp: string | null;
  status: string;
  reliability: string;
  credibility: number;
  spans: Span[];
  sensitivity: string | null;
  handling: string | null;
  /** What a decision about the claim must name; it changes with every decision. */
  version: string;
  notes: [name: string, value: string][];
}

export interface ReasonView {
  field: string;
  rule: string;
  words: string | null;
  because: string;
}

export interface AlternativeView {
  chain: HolderView[];
  because: string;
}

export interface AboutView {
  claim: string;
  how: string;
}

export interface JudgementView {
  id: string;
  decision: string;
  at: string;
  reviewer: string | null;
  because: string | null;
  comment: string | null;
  sensitivity: string | null;
  /** As "C3", where it gives a grade. */
  grade: string | null;
}

export interface Explanation {
  claim: ClaimView;
  reasons: ReasonView[];
  alternatives: AlternativeView[];
  about: AboutView[];
  judgements: JudgementView[];
  before: string;
  after: string;
  withheld: string[];
}

export interface IssueView {
  code: string;
  stage: string;
  document: string | null;
  source: string | null;
  message: string;
  remedy: string;
  span: Span | null;
  at: string;
}

export interface HeldBack {
  because: string;
  claims: number;
}
