/* How a value of a facet is told to people. */

import { countryName } from "../parts/names";
import { desk } from "../shell/session.svelte";
import type { Facet } from "../table/filters";

export function labelOf(facet: Facet, value: string): string {
  if (facet.name === "country") return countryName(value);
  return facet.field === undefined ? value : desk.label(facet.field, value);
}
