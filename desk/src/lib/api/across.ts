/* Views across reports: incidents, reprints, control, sources, and what a release would hold. Field for field those of
   protect/incident_views.py, control_views.py, reprint_views.py, source_views.py and previews.py. */

import type { ClaimView, DocumentView, HeldBack, PlaceView } from "./models";

/** A number that is not known exactly. */
export interface Range {
  low: number;
  high: number;
}

/** The four counts, always shown apart. */
export interface Counts {
  reports: number;
  outlets: Range;
  roots: Range;
  firsthand: Range;
  because: string[];
}

export interface FigureView {
  low: number | null;
  best: number | null;
  high: number | null;
  words: string;
  claim: string;
  source: string;
  outlet: string | null;
}

export interface RangeView {
  of: string;
  low: number | null;
  high: number | null;
  /** Somebody says "at least": nothing bounds it above. */
  is_open: boolean;
  values: FigureView[];
}

export interface WhereView {
  place: PlaceView;
  claims: string[];
}

export interface WhenView {
  begin: string | null;
  finish: string | null;
  claims: string[];
}

export interface IncidentView {
  id: string;
  type: string;
  types: string[];
  place: string | null;
  places: WhereView[];
  begin: string | null;
  finish: string | null;
  times: WhenView[];
  actors: [string, string][];
  quantities: RangeView[];
  documents: (string | null)[];
  claims: string[];
  counts: Counts;
  label: string;
  says: string;
  because: string;
}

export interface RootView {
  number: number;
  label: string;
  is_told: boolean;
  firsthand: boolean;
  claims: ClaimView[];
  adds: string[];
}

export interface RelationView {
  first: string;
  second: string;
  relation: string;
  dimension: string | null;
  because: string;
}

export interface TieView {
  first: number;
  second: number;
  independence: string;
  because: string;
}

export interface LinkView {
  first: string;
  second: string;
  likelihood: number;
  reasons: { name: string; weight: number; says: string }[];
}

export interface RulingView {
  id: string;
  decision: string;
  at: string;
  reviewer: string;
  because: string;
  claims: string[];
  others: string[];
  stands: boolean;
}

export interface SuggestionView {
  claim: string;
  reliability: string;
  credibility: number;
  because: string[];
}

export interface IncidentPage {
  incident: IncidentView;
  roots: RootView[];
  documents: DocumentView[];
  relations: RelationView[];
  ties: TieView[];
  links: LinkView[];
  rulings: RulingView[];
  suggestions: SuggestionView[];
  version: string;
  held: number;
}

export interface ControlPoint {
  claim: string;
  document: DocumentView;
  day: string | null;
  begin: string | null;
  level: number;
  trend: string | null;
  diurnal: string;
  quantifier: string | null;
  unit: string | null;
  function: string[];
  place: string | null;
  wording: string;
  cautions: string[];
}

export interface LaneView {
  root: number;
  source: string;
  anonymity: string;
  actor: string | null;
  name: string | null;
  side: string;
  newest: string | null;
  stale: boolean;
  hatched: boolean;
  points: ControlPoint[];
}

export interface ShareView {
  actor: string | null;
  name: string | null;
  zones: [number, number];
  kalyvas: string[];
  sigar: string[];
  lwj: string[];
  reports: number;
  outlets: string;
  roots: string;
  firsthand: string;
  newest: string | null;
  stale: boolean;
  because: string[];
}

export interface AreaView {
  id: string;
  name: string;
  kind: string;
  country: string;
  admin1: string | null;
  newest: string | null;
  stale: boolean;
  shares: ShareView[];
  hatched_shares: ShareView[];
  unnamed: number;
  lanes: LaneView[];
  hatched: LaneView[];
  within: AreaView[];
  above: LaneView[];
}

export interface ControlPage {
  day: string;
  stale_days: number;
  area: AreaView;
  others: string[];
}

export interface ClaimLine {
  id: string;
  words: string;
  type: string;
}

export interface ReprintView {
  first: DocumentView;
  second: DocumentView;
  kind: string;
  direction: string;
  containment_first: number;
  containment_second: number;
  evidence: string[];
  dropped: ClaimLine[];
  added: ClaimLine[];
  bare: boolean;
}

export interface ComparedClaim {
  how: string;
  first: ClaimView | null;
  second: ClaimView | null;
  likeness: number;
  because: string[];
}

/** Words of a paragraph, and whether the other report has them. */
export interface Piece {
  words: string;
  shared: boolean;
}

export interface ParagraphPair {
  first: Piece[];
  second: Piece[];
}

export interface Comparison {
  first: DocumentView;
  second: DocumentView;
  kind: string | null;
  direction: string;
  containment_first: number;
  containment_second: number;
  evidence: string[];
  claims: ComparedClaim[];
  paragraphs: ParagraphPair[];
  quotations: string[];
  held: number;
}

export interface SourceView {
  id: string;
  kind: string;
  name: string;
  reports: number;
  claims: number;
  firsthand: number;
  first: string | null;
  last: string | null;
  reliability: string;
  history: { id: string; reliability: string; at: string; reviewer: string | null; because: string | null }[];
}

export interface DescriptorWarning {
  claim: string;
  claims: number;
  where: string;
  words: string;
  because: string;
  offered: string;
}

export interface Preview {
  audience: string;
  handling: string | null;
  goes: ClaimView[];
  claims: number;
  documents: number;
  general: HeldBack[];
  held: HeldBack[];
  warnings: DescriptorWarning[];
}

export function told(range: Range): string {
  return range.low === range.high ? String(range.low) : `${range.low}–${range.high}`;
}
