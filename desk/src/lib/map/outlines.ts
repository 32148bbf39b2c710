/* Outlines of countries and first-level divisions: the user's own where there are some, else Natural Earth's. */

import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { ApiError, api } from "../api/client";
import { DIVIDED } from "./divided";

export interface Outline {
  /** ISO 3166-2, or what the source calls it; may be empty. */
  code: string;
  /** Id in the gazetteer; empty where the outline is of no division of today. */
  ref: string;
  name: string;
  /** ISO 3166-1 alpha-2; empty where it is not known. */
  country: string;
}

export type Outlines = FeatureCollection<Geometry, Outline>;

const kept = new Map<string, Promise<Outlines>>();

/** Outlines of every country. */
export function countryOutlines(): Promise<Outlines> {
  return once("countries", () => usersOrBundled("countries", "/outlines/countries.json"));
}

/** Outlines of the first-level divisions of a country (ISO 3166-1 alpha-2); empty where none are known. */
export async function provinceOutlines(country: string): Promise<Outlines> {
  const own = await once("own admin1", () => usersOwn("admin1"));
  const drawn = own.features.filter((each) => each.properties.country === "" || each.properties.country === country);
  if (drawn.length > 0) return { type: "FeatureCollection", features: drawn };
  if (!DIVIDED.has(country)) return own;
  return once(country, () => bundled(`/outlines/admin1/${country}.json`));
}

/** A middle of the largest part of a shape, to stand a sign in. */
export function middleOf(shape: Geometry): Position | null {
  const rings = polygonsOf(shape).map((polygon) => polygon[0] ?? []);
  const largest = rings.map((ring) => ({ ring, area: areaOf(ring) })).sort((a, b) => Math.abs(b.area) - Math.abs(a.area))[0];
  return largest === undefined || largest.area === 0 ? null : centreOf(largest.ring, largest.area);
}

function polygonsOf(shape: Geometry): Position[][][] {
  if (shape.type === "Polygon") return [(shape as Polygon).coordinates];
  return shape.type === "MultiPolygon" ? (shape as MultiPolygon).coordinates : [];
}

function edgesOf(ring: Position[]): [number, number, number, number][] {
  return ring.slice(1).map((end, at) => [ring[at]?.[0] ?? 0, ring[at]?.[1] ?? 0, end[0] ?? 0, end[1] ?? 0]);
}

function areaOf(ring: Position[]): number {
  return edgesOf(ring).reduce((sum, [ax, ay, bx, by]) => sum + (ax * by - bx * ay) / 2, 0);
}

function centreOf(ring: Position[], area: number): Position {
  const [x, y] = edgesOf(ring).reduce(
    ([sx, sy], [ax, ay, bx, by]) => {
      const cross = ax * by - bx * ay;
      return [sx + (ax + bx) * cross, sy + (ay + by) * cross];
    },
    [0, 0],
  );
  return [x / (6 * area), y / (6 * area)];
}

function once(name: string, load: () => Promise<Outlines>): Promise<Outlines> {
  const found = kept.get(name) ?? load();
  kept.set(name, found);
  found.catch(() => kept.delete(name));
  return found;
}

async function usersOrBundled(name: string, address: string): Promise<Outlines> {
  const own = await usersOwn(name);
  return own.features.length > 0 ? own : bundled(address);
}

/** What the user put into the data directory; without it the server says 404 and the bundled outlines are drawn. */
async function usersOwn(name: string): Promise<Outlines> {
  try {
    const given = await api.get<FeatureCollection<Geometry, Record<string, unknown>>>(`/api/outlines/${name}`);
    return { type: "FeatureCollection", features: (given.features ?? []).map(asOutline) };
  } catch (problem) {
    if (problem instanceof ApiError && problem.status === 404) return { type: "FeatureCollection", features: [] };
    throw problem;
  }
}

// Names of properties as OCHA, GADM, geoBoundaries and Natural Earth write them.
const NAMES = ["name", "ADM1_EN", "ADM0_EN", "shapeName", "NAME_1", "NAME_0", "NAME"];
const COUNTRIES = ["country", "ADM0_PCODE", "iso_a2", "ISO_A2"];
const CODES = ["code", "ADM1_PCODE", "pcode", "shapeISO", "ISO_1", "id"];

function asOutline({ geometry, properties }: Feature<Geometry, Record<string, unknown> | null>): Feature<Geometry, Outline> {
  const first = (keys: string[]) => keys.map((key) => properties?.[key]).find((value) => typeof value === "string") ?? "";
  const outline = { code: String(first(CODES)), ref: "", name: String(first(NAMES)), country: String(first(COUNTRIES)) };
  return { type: "Feature", geometry, properties: outline };
}

async function bundled(address: string): Promise<Outlines> {
  const response = await fetch(address);
  if (!response.ok) return { type: "FeatureCollection", features: [] };
  const topology = (await response.json()) as Topology;
  const [shapes] = Object.values(topology.objects) as GeometryCollection<Outline>[];
  return shapes === undefined ? { type: "FeatureCollection", features: [] } : feature(topology, shapes);
}
