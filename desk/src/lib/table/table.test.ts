import { describe, expect, test } from "vitest";
import { binned, columnOf, extentOf, scaleOf, ticksOf } from "../timeline/bins";
import { taken } from "../release/asked";
import { ClaimTable, type TableAnswer } from "./claims";
import { FACETS, NOTHING_ASKED, addressOf, dayOf, filtersOf, isAsked, isoOf, toggled } from "./filters";
import { ordered } from "./order";
import { whereOf } from "./places";
import { BIT, Sieve } from "./sieve";

interface Row {
  type?: string;
  source?: string;
  place?: string;
  admin1?: string;
  lat?: number;
  precision?: number;
  hatched?: boolean;
  protected?: boolean;
  begin?: string;
  finish?: string;
  published?: string;
  actors?: string[];
}

const CODED = ["document", "publisher", "type", "kind", "source", "anonymity", "basis", "certainty", "polarity", "realis"] as const;
const MORE = ["status", "grade", "place", "place_id", "country", "admin1", "incident", "published", "begin", "finish"] as const;

/** A table as the server would send it. */
function table(rows: Row[]): ClaimTable {
  const dictionaries: Record<string, string[]> = { actors: [], flags: [], title: [] };
  const code = (name: string, value: string | undefined): number => {
    const words = (dictionaries[name] ??= []);
    if (value === undefined) return -1;
    return words.includes(value) ? words.indexOf(value) : words.push(value) - 1;
  };
  const columns: Record<string, unknown> = {};
  for (const name of [...CODED, ...MORE]) {
    const of = (row: Row): string | undefined => (name === "place_id" ? row.place : name === "country" ? "AF" : row[name as keyof Row]) as string | undefined;
    columns[name] = rows.map((row) => code(name, of(row)));
  }
  Object.assign(columns, {
    id: rows.map((_, row) => `sha256:${row}`),
    lat: rows.map((row) => row.lat ?? null),
    lon: rows.map((row) => (row.lat === undefined ? null : 66)),
    precision: rows.map((row) => row.precision ?? 0),
    hatched: rows.map((row) => row.hatched ?? false),
    vague: rows.map(() => false),
    unrealised: rows.map(() => false),
    protected: rows.map((row) => row.protected ?? false),
    actors: rows.map((row) => (row.actors ?? []).map((each) => code("actors", each))),
    flags: rows.map(() => []),
  });
  return new ClaimTable({ version: "1", columns, dictionaries } as unknown as TableAnswer);
}

const facet = (name: string) => FACETS.find((each) => each.name === name) ?? FACETS[0]!;
const all = (made: ClaimTable) => ordered(made, "newest");

describe("questions of the overview", () => {
  test("an address gives back the filters that made it", () => {
    const filters = { ...toggled(toggled(NOTHING_ASKED, "type", "CLASH"), "actor", "A & B"), words: "the ford", since: "2017-01-01" };
    expect(addressOf(filtersOf(new URLSearchParams(addressOf(filters))))).toBe(addressOf(filters));
    expect(isAsked(NOTHING_ASKED)).toBe(false);
  });

  test.each(["since=yesterday", "box=1,2,3", "box=1,9,3,2", "nothing=1"])("what an address misspells asks nothing: %s", (address) => {
    expect(isAsked(filtersOf(new URLSearchParams(address)))).toBe(false);
  });

  test("a facet is counted as if it alone were not asked", () => {
    const sieve = new Sieve(table([{ type: "CLASH", source: "a" }, { type: "KILL", source: "a" }, { type: "KILL", source: "b" }]));
    sieve.ask(filtersOf(new URLSearchParams("type=KILL&source=a")), null);
    expect([...sieve.counts(facet("type"))]).toEqual([1, 1]);
    expect([...sieve.counts(facet("source"))]).toEqual([1, 1]);
    expect([...sieve.passing(all(sieve.table))]).toEqual([1]);
  });

  test("several values of one facet are alternatives, and taking one away brings its claims back", () => {
    const sieve = new Sieve(table([{ actors: ["x"] }, { actors: ["y", "z"] }, {}]));
    sieve.ask(filtersOf(new URLSearchParams("actor=x&actor=z")), null);
    expect(sieve.passing(all(sieve.table)).length).toBe(2);
    sieve.ask(NOTHING_ASKED, null);
    expect(sieve.passing(all(sieve.table)).length).toBe(3);
  });

  test("a claim without a time fits no days", () => {
    const sieve = new Sieve(table([{}, { begin: "2018-03-01", finish: "2018-03-05" }]));
    sieve.ask(filtersOf(new URLSearchParams("since=2018-03-05")), null);
    expect([...sieve.passing(all(sieve.table))]).toEqual([1]);
  });

  test("a release says which questions it cannot ask", () => {
    const { filters, left } = taken(filtersOf(new URLSearchParams("type=CLASH&type=KILL&admin1=Balkh&grade=B2&realis=actual&words=ford")));
    expect(filters).toEqual({ words: "ford", place: "Balkh", grade: "B2" });
    expect(left).toEqual(["What is asserted (several values)", "Said to have come about"]);
  });
});

describe("where claims are drawn", () => {
  test("a protected source is never a point, only its province", () => {
    const made = table([{ place: "Sayad", admin1: "Sar-e Pol", lat: 36, precision: 3, protected: true }]);
    expect(whereOf(made).places).toEqual([]);
    expect(whereOf(made).provinces[whereOf(made).whole[0] ?? -1]?.name).toBe("Sar-e Pol");
  });

  test("some districts of a province are hatched and neither a point nor the whole", () => {
    const where = whereOf(table([{ place: "Sar-e Pol", precision: 4, lat: 36, hatched: true }]));
    expect(where.places).toEqual([]);
    expect([where.hatched[0], where.whole[0]]).toEqual([0, -1]);
    expect(where.provinces[0]?.name).toBe("Sar-e Pol");
  });

  test("a place as coarse as a country is nowhere on the map", () => {
    const where = whereOf(table([{ place: "Afghanistan", precision: 6, lat: 33 }]));
    expect([where.places.length, where.provinces.length]).toEqual([0, 0]);
  });

  test("an area keeps only what is drawn in it", () => {
    const sieve = new Sieve(table([{ place: "a", lat: 36, precision: 1 }, { place: "b", lat: 30, precision: 1 }, { place: "c" }]));
    sieve.ask(filtersOf(new URLSearchParams("box=60,35,70,37")), null);
    expect([...sieve.passing(all(sieve.table))]).toEqual([0]);
    expect(sieve.failed[1]).toBe(BIT.box);
  });
});

describe("the timeline", () => {
  test("columns are whole months and hold what lies in one of them", () => {
    const made = table([{ begin: "2015-01-10", finish: "2015-01-12" }, { begin: "2015-01-20", finish: "2018-02-02" }, {}]);
    const scale = scaleOf(extentOf(made, "reported") ?? [0, 0]);
    const bins = binned(made, scale, "reported", new Uint32Array(3), 0);
    expect(scale.unit).toBe("month");
    expect([bins.exact[0], bins.longer[0], bins.longer[13], bins.undated]).toEqual([1, 1, 1, 1]);
    expect(isoOf(scale.edges[columnOf(scale, dayOf("2018-02-02") ?? 0)] ?? 0)).toBe("2018-02-01");
    expect(ticksOf(scale).map((tick) => tick.label)).toContain("2017");
  });

  test("one far day does not squeeze the rest", () => {
    const rows = Array.from({ length: 99 }, (_, at): Row => ({ begin: isoOf(17_000 + at), finish: isoOf(17_000 + at) }));
    expect(extentOf(table([...rows, { begin: "1987-01-01", finish: "1987-01-01" }]), "reported")?.[0]).toBeGreaterThan(16_999);
  });

  test("an open end reaches to the day of publication", () => {
    const made = table([{ begin: "2016-01-01", published: "2018-01-01" }]);
    expect(extentOf(made, "reported")).toEqual([dayOf("2016-01-01"), dayOf("2018-01-01")]);
  });
});
