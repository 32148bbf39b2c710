/* The map as an object: shapes go in once, counts at every filter. Loaded only when a map is shown. */

import { Map as Engine, setWorkerUrl, type GeoJSONSource, type LngLatBoundsLike } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Feature, Point, Position } from "geojson";
import type { Box } from "../table/filters";
import type { DrawnPlace, DrawnProvince } from "../table/places";
import { countryOutlines, middleOf, provinceOutlines, type Outlines } from "./outlines";
import { hatchOf, paletteOf } from "./palette";
import { sizesOf, styleOf, type Tiles } from "./style";

setWorkerUrl(workerUrl);

/** What lies under the pointer. */
export type Under = { kind: "place"; at: number } | { kind: "province"; at: number } | null;

export interface Counts {
  /** By place, in the order given to `show`. */
  places: Uint32Array;
  whole: Uint32Array;
  hatched: Uint32Array;
}

interface Handlers {
  point: (under: Under, x: number, y: number) => void;
  choose: (under: Under) => void;
}

const NOWHERE = { type: "GeometryCollection" as const, geometries: [] };

// Provinces are drawn of the countries that most claims speak of.
const MOST_COUNTRIES = 8;

export class Drawing {
  readonly #engine: Engine;
  readonly #ready: Promise<void>;
  #counts: Counts = { places: new Uint32Array(), whole: new Uint32Array(), hatched: new Uint32Array() };
  #places: DrawnPlace[] = [];
  /** By province as given, the outlines that are of it, and a middle of the first. */
  #outlines: number[][] = [];
  #middles: (Position | null)[] = [];
  #chosen: number | null = null;
  /** Shapes may come after the page was left, when there is no picture to draw them in. */
  #isClosed = false;
  #most = 1;

  constructor(container: HTMLElement, tiles: Tiles | null, handlers: Handlers) {
    const palette = paletteOf(container);
    this.#engine = new Engine({
      container,
      style: styleOf(palette, tiles),
      center: [45, 25],
      zoom: 1.4,
      maxZoom: 12,
      attributionControl: tiles === null ? false : {},
      dragRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      renderWorldCopies: false,
    });
    this.#engine.touchZoomRotate.disableRotation();
    this.#engine.keyboard.disableRotation();
    this.#engine.addImage("hatch", hatchOf(palette.hatch), { pixelRatio: 2 });
    this.#ready = new Promise((done) => this.#engine.once("style.load", () => done()));
    this.#engine.on("mousemove", ({ point }) => handlers.point(this.#under(point.x, point.y), point.x, point.y));
    this.#engine.on("mouseout", () => handlers.point(null, 0, 0));
    this.#engine.on("click", ({ point }) => handlers.choose(this.#under(point.x, point.y)));
  }

  /** Draw these places and provinces, and the divisions of these countries; resolves when the shapes stand. */
  async show(places: DrawnPlace[], provinces: DrawnProvince[], divided: string[]): Promise<void> {
    const wanted = divided.slice(0, MOST_COUNTRIES);
    const [countries, ...divisions] = await Promise.all([countryOutlines(), ...wanted.map(provinceOutlines)]);
    await this.#ready;
    if (this.#isClosed) return;
    const shapes = divisions.flatMap((each) => each.features);
    this.#places = places;
    this.#outlines = provinces.map((each) => matching(shapes, each));
    this.#middles = this.#outlines.map(([first]) => middleOf(shapes[first ?? -1]?.geometry ?? NOWHERE));
    this.#put("countries", countries);
    this.#put("provinces", { type: "FeatureCollection", features: shapes.map((each, id) => ({ ...each, id })) });
    this.#put("middles", { type: "FeatureCollection", features: shapes.flatMap(middleFeature) });
    this.#put("points", { type: "FeatureCollection", features: places.map(pointFeature) });
    this.#counts = { places: new Uint32Array(), whole: new Uint32Array(), hatched: new Uint32Array() };
    this.#most = 1;
  }

  /** Show these counts; only what changed is told to the engine. */
  count(counts: Counts): void {
    if (this.#isClosed) return;
    // The first counts are those of all that can be shown: sizes stay comparable from filter to filter.
    if (this.#most === 1) this.#measure(counts);
    for (const [at, count] of counts.places.entries()) {
      if (count !== (this.#counts.places[at] ?? 0)) this.#engine.setFeatureState({ source: "points", id: at }, { count });
    }
    for (const [at, ids] of this.#outlines.entries()) {
      const [whole, hatched] = [counts.whole[at] ?? 0, counts.hatched[at] ?? 0];
      if (whole === (this.#counts.whole[at] ?? 0) && hatched === (this.#counts.hatched[at] ?? 0)) continue;
      for (const id of ids) this.#engine.setFeatureState({ source: "provinces", id }, { whole, hatched });
      const [first] = ids;
      if (first !== undefined) this.#engine.setFeatureState({ source: "middles", id: first }, { whole });
    }
    this.#counts = counts;
  }

  /** Mark one place, by its number in the order given to `show`. */
  choose(at: number | null): void {
    if (this.#isClosed) return;
    if (this.#chosen !== null) this.#engine.setFeatureState({ source: "points", id: this.#chosen }, { chosen: false });
    if (at !== null) this.#engine.setFeatureState({ source: "points", id: at }, { chosen: true });
    this.#chosen = at;
  }

  /** Move so that everything that these counts show is in view. */
  fit({ places, whole, hatched }: Counts): void {
    const points = this.#places.filter((_, at) => (places[at] ?? 0) > 0).map(({ lon, lat }): Position => [lon, lat]);
    const middles = this.#middles.filter((_, at) => (whole[at] ?? 0) + (hatched[at] ?? 0) > 0).filter((each) => each !== null);
    const bounds = boundsOf([...points, ...middles]);
    if (bounds !== null && !this.#isClosed) this.#engine.fitBounds(bounds, { padding: 48, maxZoom: 7, animate: false });
  }

  outlineArea(box: Box | null): void {
    void this.#ready.then(() => this.#put("area", { type: "FeatureCollection", features: box === null ? [] : [boxFeature(box)] }));
  }

  /** The part of the world between two corners of the picture; without corners, all that is in view. */
  boxBetween(corners?: [[number, number], [number, number]]): Box {
    if (corners === undefined) return this.#engine.getBounds().toArray().flat() as Box;
    const [a, b] = corners.map((corner) => this.#engine.unproject(corner));
    if (a === undefined || b === undefined) throw new Error("a box has two corners");
    return [Math.min(a.lng, b.lng), Math.min(a.lat, b.lat), Math.max(a.lng, b.lng), Math.max(a.lat, b.lat)];
  }

  zoom(by: number): void {
    this.#engine.zoomTo(this.#engine.getZoom() + by, { duration: 0 });
  }

  /** While an area is being drawn, dragging must not move the map. */
  hold(isHeld: boolean): void {
    this.#engine.dragPan[isHeld ? "disable" : "enable"]();
  }

  /** Day or night has changed. */
  async repaint(tiles: Tiles | null): Promise<void> {
    await this.#ready;
    const palette = paletteOf(this.#engine.getContainer());
    for (const layer of styleOf(palette, tiles).layers) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) this.#engine.setPaintProperty(layer.id, name as never, value as never);
    }
    this.#engine.updateImage("hatch", hatchOf(palette.hatch));
    this.#size();
  }

  close(): void {
    this.#isClosed = true;
    this.#engine.remove();
  }

  #measure(counts: Counts): void {
    this.#most = [...counts.places, ...counts.whole].reduce((most, each) => Math.max(most, each), 1);
    this.#size();
  }

  #size(): void {
    for (const { layer, radius } of sizesOf(this.#most, this.#places.length)) this.#engine.setPaintProperty(layer, "circle-radius", radius);
  }

  #put(source: string, shapes: Parameters<GeoJSONSource["setData"]>[0]): void {
    this.#engine.getSource<GeoJSONSource>(source)?.setData(shapes);
  }

  #under(x: number, y: number): Under {
    const around: [[number, number], [number, number]] = [[x - 3, y - 3], [x + 3, y + 3]];
    const layers = ["points", "middles", "hatch"].filter((each) => this.#engine.getLayer(each) !== undefined);
    for (const { id, layer } of this.#engine.queryRenderedFeatures(around, { layers })) {
      const at = Number(id);
      if (layer.id === "points" && (this.#counts.places[at] ?? 0) > 0) return { kind: "place", at };
      const province = layer.id === "points" ? -1 : this.#outlines.findIndex((ids) => ids.includes(at));
      const counted = layer.id === "hatch" ? this.#counts.hatched : this.#counts.whole;
      if ((counted[province] ?? 0) > 0) return { kind: "province", at: province };
    }
    return null;
  }
}

const folded = (name: string): string => name.normalize("NFKD").replace(/\P{L}/gu, "").toLowerCase();

function matching(shapes: Outlines["features"], { country, name }: DrawnProvince): number[] {
  return shapes.flatMap(({ properties }, at) => {
    const isCountry = properties.country === "" || properties.country === country;
    return isCountry && folded(properties.name) === folded(name) ? [at] : [];
  });
}

function pointFeature({ name, lat, lon, precision }: DrawnPlace, id: number): Feature<Point> {
  return { type: "Feature", id, properties: { name, precision }, geometry: { type: "Point", coordinates: [lon, lat] } };
}

function middleFeature({ geometry, properties }: Outlines["features"][number], id: number): Feature<Point>[] {
  const middle = middleOf(geometry);
  if (middle === null) return [];
  return [{ type: "Feature", id, properties: { name: properties.name }, geometry: { type: "Point", coordinates: middle } }];
}

function boxFeature([west, south, east, north]: Box): Feature {
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

function boundsOf(points: Position[]): LngLatBoundsLike | null {
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon ?? 0).sort((a, b) => a - b);
  const lats = points.map(([, lat]) => lat ?? 0).sort((a, b) => a - b);
  const at = (values: number[], part: number): number => values[Math.floor((values.length - 1) * part)] ?? 0;
  // One far place must not shrink a province to a dot.
  const edge = points.length > 20 ? 0.03 : 0;
  return [[at(lons, edge) - 0.3, at(lats, edge) - 0.3], [at(lons, 1 - edge) + 0.3, at(lats, 1 - edge) + 0.3]];
}
