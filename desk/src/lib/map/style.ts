/* The map's layers. Size and presence hang on feature states, so that a filter repaints and rebuilds nothing. */

import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

export interface Tiles {
  url: string;
  attribution: string;
}

const EMPTY = { type: "FeatureCollection" as const, features: [] };

const count: ExpressionSpecification = ["coalesce", ["feature-state", "count"], 0];
const whole: ExpressionSpecification = ["coalesce", ["feature-state", "whole"], 0];
const hatched: ExpressionSpecification = ["coalesce", ["feature-state", "hatched"], 0];
const isChosen: ExpressionSpecification = ["boolean", ["feature-state", "chosen"], false];

/** Area grows with the number of claims, as a part of the largest number; one claim is still a dot that can be hit. */
function radius(of: ExpressionSpecification, most: number, crowd = 1): ExpressionSpecification {
  const part: ExpressionSpecification = ["sqrt", ["/", of, Math.max(most, 25)]];
  const at = (size: number): ExpressionSpecification => ["case", ["==", of, 0], 0, ["+", size / 5, ["*", size * crowd, part]]];
  return ["interpolate", ["linear"], ["zoom"], 2, at(7), 5, at(13), 8, at(24)];
}

/** Sizes that hang on the largest number of claims at one place, and on how many places stand beside each other. */
export function sizesOf(most: number, places: number): { layer: string; radius: ExpressionSpecification }[] {
  const crowd = Math.min(1, Math.sqrt(200 / Math.max(places, 1)));
  return [
    { layer: "points", radius: radius(count, most, crowd) },
    { layer: "middles", radius: radius(whole, most, crowd) },
  ];
}

/** Nothing of it is fetched: shapes come by `setData`, letters from the fonts of the machine. */
export function styleOf(palette: Palette, tiles: Tiles | null): StyleSpecification {
  const sources: StyleSpecification["sources"] = {
    countries: { type: "geojson", data: EMPTY },
    provinces: { type: "geojson", data: EMPTY },
    middles: { type: "geojson", data: EMPTY },
    points: { type: "geojson", data: EMPTY },
    area: { type: "geojson", data: EMPTY },
  };
  if (tiles !== null) {
    sources.tiles = { type: "raster", tiles: [tiles.url], tileSize: 256, attribution: tiles.attribution };
  }
  return { version: 8, sources, layers: layersOf(palette, tiles !== null) };
}

function layersOf(palette: Palette, hasTiles: boolean): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": palette.paper } },
    ...(hasTiles ? [{ id: "tiles", type: "raster" as const, source: "tiles", paint: { "raster-opacity": 0.7 } }] : []),
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": palette.land, "fill-opacity": hasTiles ? 0 : 1 } },
    {
      id: "hatch",
      type: "fill",
      source: "provinces",
      paint: { "fill-pattern": "hatch", "fill-opacity": ["case", [">", hatched, 0], 0.75, 0] },
    },
    { id: "provinces", type: "line", source: "provinces", paint: { "line-color": palette.rule, "line-width": 0.8 } },
    { id: "borders", type: "line", source: "countries", paint: { "line-color": palette.edge, "line-width": 1.1 } },
    {
      id: "named",
      type: "line",
      source: "provinces",
      paint: { "line-color": palette.soft, "line-width": ["case", [">", hatched, 0], 1.4, 0] },
    },
    ...signsOf(palette),
    ...wordsOf(palette),
    { id: "area", type: "line", source: "area", paint: { "line-color": palette.chosen, "line-width": 1.5, "line-dasharray": [3, 2] } },
  ];
}

function signsOf(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "middles",
      type: "circle",
      source: "middles",
      paint: {
        "circle-radius": radius(whole, 1),
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": palette.point,
        "circle-stroke-width": ["case", [">", whole, 0], 1.8, 0],
      },
    },
    {
      id: "points",
      type: "circle",
      source: "points",
      paint: {
        "circle-radius": radius(count, 1),
        "circle-color": ["case", isChosen, palette.chosen, palette.point],
        "circle-opacity": ["case", ["==", count, 0], 0, [">=", ["get", "precision"], 3], 0.28, 0.72],
        "circle-stroke-color": ["case", isChosen, palette.chosen, palette.point],
        "circle-stroke-width": ["case", ["==", count, 0], 0, isChosen, 3, 1],
      },
    },
  ];
}

function wordsOf(palette: Palette): LayerSpecification[] {
  const paint = { "text-color": palette.soft, "text-halo-color": palette.land, "text-halo-width": 1.2 };
  return [
    {
      id: "names",
      type: "symbol",
      source: "middles",
      minzoom: 4.2,
      layout: { "text-field": ["get", "name"], "text-size": 11, "text-offset": [0, 1.4], "text-optional": true },
      paint,
    },
    {
      id: "towns",
      type: "symbol",
      source: "points",
      minzoom: 6,
      layout: { "text-field": ["get", "name"], "text-size": 11, "text-offset": [0, 1.1], "text-anchor": "top" },
      paint: { ...paint, "text-color": palette.ink, "text-opacity": ["case", ["==", count, 0], 0, 1] },
    },
  ];
}
