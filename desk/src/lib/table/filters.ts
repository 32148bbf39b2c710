/* What is asked of the table, and its form in the address: a filter can be shared as a link and kept under a name. */

import type { CodedColumn, ListColumn } from "./claims";

export interface Facet {
  name: string;
  title: string;
  column: CodedColumn | ListColumn;
  /** Enumeration of the vocabulary that tells what the values mean; none for names. */
  field?: string;
}

/** Facets in the order of the page; each is one word of the address. */
export const FACETS: readonly Facet[] = [
  { name: "type", title: "What is asserted", column: "type", field: "type" },
  { name: "country", title: "Country", column: "country" },
  { name: "admin1", title: "Province", column: "admin1" },
  { name: "place", title: "Place", column: "place" },
  { name: "actor", title: "Actor", column: "actors" },
  { name: "source", title: "Source", column: "source" },
  { name: "anonymity", title: "How far the source is identified", column: "anonymity", field: "anonymity" },
  { name: "basis", title: "How the source claims to know", column: "basis", field: "basis" },
  { name: "certainty", title: "How sure it is presented", column: "certainty", field: "certainty" },
  { name: "grade", title: "Grade", column: "grade" },
  { name: "publisher", title: "Outlet", column: "publisher" },
  { name: "realis", title: "Said to have come about", column: "realis", field: "realis" },
  { name: "status", title: "Review", column: "status", field: "status" },
];

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

export interface Filters {
  words: string;
  /** Chosen values by facet; claims with any of them stay. */
  chosen: ReadonlyMap<string, readonly string[]>;
  /** Inclusive days, ISO 8601. */
  since: string | null;
  until: string | null;
  /** Which time the days speak of: when it is said to have been, or when it was published. */
  clock: "reported" | "published";
  box: Box | null;
}

export const NOTHING_ASKED: Filters = { words: "", chosen: new Map(), since: null, until: null, clock: "reported", box: null };

const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO day; null for what is none. */
export function dayOf(iso: string | null): number | null {
  if (iso === null || !/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isFinite(at) ? Math.round(at / DAY) : null;
}

/** The ISO day of days since 1970-01-01. */
export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The filters that an address holds; what it misspells is left out. */
export function filtersOf(query: URLSearchParams): Filters {
  const chosen = new Map<string, readonly string[]>();
  for (const facet of FACETS) {
    const values = query.getAll(facet.name).filter((each) => each !== "");
    if (values.length > 0) chosen.set(facet.name, values);
  }
  const day = (name: string): string | null => (dayOf(query.get(name)) === null ? null : query.get(name));
  return {
    words: (query.get("words") ?? "").trim(),
    chosen,
    since: day("since"),
    until: day("until"),
    clock: query.get("clock") === "published" ? "published" : "reported",
    box: boxOf(query.get("box")),
  };
}

/** The words of an address that hold the filters, without "?"; empty where nothing is asked. */
export function addressOf(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.words !== "") query.set("words", filters.words);
  for (const facet of FACETS) for (const value of filters.chosen.get(facet.name) ?? []) query.append(facet.name, value);
  if (filters.since !== null) query.set("since", filters.since);
  if (filters.until !== null) query.set("until", filters.until);
  if (filters.clock === "published") query.set("clock", "published");
  if (filters.box !== null) query.set("box", filters.box.map((each) => each.toFixed(3)).join(","));
  return query.toString();
}

export function isAsked(filters: Filters): boolean {
  return addressOf({ ...filters, clock: "reported" }) !== "";
}

/** The filters with one value of a facet added, or taken away where it was chosen. */
export function toggled(filters: Filters, facet: string, value: string): Filters {
  const before = filters.chosen.get(facet) ?? [];
  const values = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  const chosen = new Map(filters.chosen);
  if (values.length === 0) chosen.delete(facet);
  else chosen.set(facet, values);
  return { ...filters, chosen };
}

function boxOf(text: string | null): Box | null {
  const edges = (text ?? "").split(",").map(Number);
  const [west, south, east, north] = edges;
  if (edges.length !== 4 || edges.some((each) => !Number.isFinite(each))) return null;
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return south < north ? [west, south, east, north] : null;
}
