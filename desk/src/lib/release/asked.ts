/* What a release asks of the ledger: single values, under the names of the HTTP interface. */

import { FACETS, type Filters } from "../table/filters";

export interface Question {
  name: string;
  label: string;
  value: string;
}

/** Questions that a release can ask, by the name of the overview's facet. */
const CAN: Record<string, string> = {
  type: "type",
  admin1: "place",
  place: "place",
  country: "place",
  actor: "actor",
  source: "source",
  anonymity: "anonymity",
  basis: "basis",
};

export interface Taken {
  filters: Record<string, string>;
  /** Titles of what the overview asks and a release cannot. */
  left: string[];
}

/** The overview's questions as a release can ask them; what it cannot is named, so that nobody sends more than they saw. */
export function taken(filters: Filters): Taken {
  const kept: Record<string, string> = {};
  const left: string[] = [];
  if (filters.words !== "") kept.words = filters.words;
  for (const { name, title } of FACETS) {
    const values = filters.chosen.get(name) ?? [];
    const asked = CAN[name];
    const [value] = values;
    if (value === undefined) continue;
    if (values.length === 1 && asked !== undefined && kept[asked] === undefined) kept[asked] = value;
    else left.push(values.length > 1 ? `${title} (several values)` : title);
  }
  const isReported = filters.clock === "reported";
  if (filters.since !== null && isReported) kept.since = filters.since;
  if (filters.until !== null && isReported) kept.until = filters.until;
  if (!isReported && (filters.since !== null || filters.until !== null)) left.push("Day of publication");
  if (filters.box !== null) left.push("Area drawn on the map");
  return { filters: kept, left };
}
