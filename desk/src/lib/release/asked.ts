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
  certainty: "certainty",
  grade: "grade",
  publisher: "publisher",
  status: "status",
};

/** How each question is told, before its value; `field` names the vocabulary that the value is of. */
export const QUESTIONS: readonly { name: string; told: string; field?: string }[] = [
  { name: "words", told: "with the words" },
  { name: "place", told: "in" },
  { name: "actor", told: "with" },
  { name: "type", told: "about", field: "type" },
  { name: "source", told: "said by" },
  { name: "anonymity", told: "of sources that are", field: "anonymity" },
  { name: "basis", told: "known as:", field: "basis" },
  { name: "certainty", told: "put as:", field: "certainty" },
  { name: "publisher", told: "from the outlet" },
  { name: "grade", told: "graded" },
  { name: "status", told: "in review:", field: "status" },
  { name: "incident", told: "of the incident" },
  { name: "since", told: "since" },
  { name: "until", told: "until" },
];

/** The questions in words, such as "about Control", "in Balkh"; none where nothing is asked. */
export function toldOf(asked: Record<string, string>, label: (field: string, value: string) => string): string[] {
  return QUESTIONS.flatMap(({ name, told, field }) => {
    const value = asked[name];
    if (value === undefined) return [];
    return [`${told} ${field === undefined ? value : label(field, value)}`];
  });
}

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
