/* Where the claims of the table may be drawn: points of places, and provinces of which no more is known. */

import { PROVINCE, type ClaimTable } from "./claims";

/** A place of the table that may be drawn as a point. */
export interface DrawnPlace {
  /** Code in the column place_id. */
  code: number;
  name: string;
  lat: number;
  lon: number;
  /** UCDP's where_prec: 1 exact to 3 district. */
  precision: number;
}

export interface DrawnProvince {
  country: string;
  name: string;
}

export interface Where {
  places: DrawnPlace[];
  provinces: DrawnProvince[];
  /** Countries of the claims, those with most claims first; ISO 3166-1 alpha-2. */
  countries: string[];
  /** By claim, the province of which only "some districts" or the like are known; -1 for none. */
  hatched: Int32Array;
  /** By claim, the province where nothing finer is known or may be shown; -1 for none. */
  whole: Int32Array;
}

export function whereOf(table: ClaimTable): Where {
  const places = new Map<number, DrawnPlace>();
  const provinces = new Map<string, number>();
  const listed: DrawnProvince[] = [];
  const hatched = new Int32Array(table.size).fill(-1);
  const whole = new Int32Array(table.size).fill(-1);
  for (let row = 0; row < table.size; row++) {
    const code = table.codes("place_id")[row] ?? -1;
    if (table.isDrawn(row)) {
      if (!places.has(code)) places.set(code, drawn(table, row, code));
      continue;
    }
    const name = table.word("admin1", row);
    const precision = table.precision[row] ?? 0;
    if (name === null || precision === 0 || precision > PROVINCE) continue;
    const country = table.word("country", row) ?? "";
    const key = `${country}\n${name}`;
    const at = provinces.get(key) ?? listed.push({ country, name }) - 1;
    provinces.set(key, at);
    (table.hatched[row] === 1 ? hatched : whole)[row] = at;
  }
  places.delete(-1);
  return { places: [...places.values()], provinces: listed, countries: countriesOf(table), hatched, whole };
}

function drawn(table: ClaimTable, row: number, code: number): DrawnPlace {
  return {
    code,
    name: table.word("place", row) ?? "",
    lat: table.lat[row] ?? 0,
    lon: table.lon[row] ?? 0,
    precision: table.precision[row] ?? 1,
  };
}

function countriesOf(table: ClaimTable): string[] {
  const words = table.words("country");
  const counts = new Uint32Array(words.length);
  for (const code of table.codes("country")) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const ranked = words.map((word, code) => ({ word, count: counts[code] ?? 0 })).sort((a, b) => b.count - a.count);
  return ranked.filter(({ count }) => count > 0).map(({ word }) => word);
}
