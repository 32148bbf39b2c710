"""The map of a brief: where claims say that something is, no finer than they say it.

A dot stands for a town or better. A province is drawn over its outline, and hatched where only unnamed parts of it are
spoken of. What is known to a district has a ring about its middle. Nothing is drawn for a source's own place.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.export.flat import place_name, places_of
from reportedly.export.geo import Drawing, drawing_of, speaks_of_unnamed_parts
from reportedly.export.outlines import Outline, Ring, find_country, find_province, provinces
from reportedly.export.pictures import At, Dot, Line, Picture, Stroke, Style, Words, hatched
from reportedly.protect.views import ClaimView, PlaceView
from reportedly.vocabulary import PlaceKind

_WIDTH, _HEIGHT, _EDGE = 640.0, 400.0, 24.0
# A map never shows less than so many degrees, so that one dot has surroundings.
_SMALLEST = 3.0
_STEPS = (0.5, 1, 2, 5, 10, 20)
_LINES = 6
_RING = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as it may be drawn.

    Attributes:
        point: Longitude and latitude; None where only the outline is known.
        shape: The outline of the province or country, where it is spoken of as a whole.
    """

    name: str = field(repr=False)
    drawing: Drawing
    point: At | None
    shape: Outline | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The part of the world that a map shows, and how degrees become points of the picture."""

    west: float
    north: float
    scale: float
    squeeze: float
    east: float
    south: float

    def at(self, point: At) -> At:
        """Longitude and latitude as a point of the picture."""
        across = (point[0] - self.west) * self.squeeze * self.scale
        return _EDGE + across, _EDGE + (self.north - point[1]) * self.scale

    def has(self, point: At) -> bool:
        """Whether the point lies in the window."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


def claims_map(claims: Iterable[ClaimView]) -> Picture | None:
    """A map of the places of these claims; None where nothing can be drawn."""
    spots: dict[str, Spot] = {}
    for claim in claims:
        for place in places_of(claim):
            spot = _spot(claim, place)
            if spot is not None:
                spots.setdefault(spot.name, spot)
    return _picture(tuple(spots.values())) if spots else None


def _spot(claim: ClaimView, place: PlaceView) -> Spot | None:
    """The place as it may be drawn; None for one without point and outline."""
    drawing, shape = drawing_of(claim, place), _shape(place)
    if shape is not None:
        drawing = Drawing.HATCH if speaks_of_unnamed_parts(claim, place) else Drawing.AREA
    if drawing is Drawing.NONE:
        return None
    has_point = place.lat is not None and place.lon is not None and shape is None
    point = (place.lon, place.lat) if has_point and place.lat is not None and place.lon is not None else None
    name = place_name(place)
    return Spot(name=name, drawing=drawing, point=point, shape=shape, country=place.country)


def _shape(place: PlaceView) -> Outline | None:
    """The outline of a place that is a province, or of a country that is spoken of as a whole."""
    if place.country is None:
        return None
    if place.kind is PlaceKind.ADM1:
        return find_province(place.country, place.name)
    return find_country(place.country) if place.kind is PlaceKind.ADM0 else None


def area_map(country: str, admin1: str | None, *, is_hatched: bool) -> Picture | None:
    """A map of one province or country; None where no outline of it is known."""
    shape = find_province(country, admin1) if admin1 else find_country(country)
    if shape is None:
        return None
    drawing = Drawing.HATCH if is_hatched else Drawing.AREA
    return _picture((Spot(name=shape.name, drawing=drawing, point=None, shape=shape, country=country),))


def _picture(spots: tuple[Spot, ...]) -> Picture:
    """The picture of these places over outlines and a grid."""
    window = _window(spots)
    codes = tuple(dict.fromkeys(each.country for each in spots if each.country))
    strokes: list[Stroke] = [*_grid(window)]
    for code in codes:
        for outline in provinces(code) or tuple(each for each in (find_country(code),) if each):
            strokes += _borders(outline.rings, window)
    for spot in spots:
        strokes += _drawn(spot, window)
    listed = "; ".join(spot.name for spot in spots)
    return Picture(
        title=f"Places that the claims name: {listed}",
        width=_WIDTH,
        height=_EDGE * 2 + (window.north - window.south) * window.scale,
        strokes=tuple(strokes),
        note=_note(spots),
    )


def _note(spots: tuple[Spot, ...]) -> str:
    """How to read the map."""
    parts = ["A dot is a place that a claim names, not proof that something happened there."]
    if any(each.drawing is Drawing.HATCH for each in spots):
        parts.append("Hatched: only parts are spoken of, and nobody says which.")
    if any(each.drawing is Drawing.AREA for each in spots):
        parts.append("Rings and outlined areas are known no finer.")
    return " ".join(parts)


def _window(spots: tuple[Spot, ...]) -> _Window:
    """What has to be seen, with room around it, in the picture's proportions."""
    points = [point for each in spots for point in _extent(each)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    room = max(_SMALLEST / 2, 0.15 * max(east - west, north - south))
    west, east, south, north = west - room, east + room, max(-89.0, south - room), min(89.0, north + room)
    squeeze = max(0.1, math.cos(math.radians((south + north) / 2)))
    scale = min((_WIDTH - 2 * _EDGE) / ((east - west) * squeeze), (_HEIGHT - 2 * _EDGE) / (north - south))
    wide = (_WIDTH - 2 * _EDGE) / (scale * squeeze)
    middle = (west + east) / 2
    return _Window(
        west=middle - wide / 2, east=middle + wide / 2, north=north, south=south, scale=scale, squeeze=squeeze
    )


def _extent(spot: Spot) -> Iterator[At]:
    """The points that must be seen of a place."""
    if spot.point is not None:
        yield spot.point
    if spot.shape is not None:
        yield from (point for ring in spot.shape.rings for point in ring)


def _grid(window: _Window) -> Iterator[Stroke]:
    """Meridians and parallels with their degrees."""
    span = max(window.east - window.west, window.north - window.south)
    step = next((each for each in _STEPS if span / each <= _LINES), 30)
    for number in range(math.ceil(window.west / step), math.floor(window.east / step) + 1):
        top, bottom = window.at((number * step, window.north)), window.at((number * step, window.south))
        yield Line(points=(top, bottom), style=Style.GRID)
        yield Words(at=(bottom[0], bottom[1] + 12), words=_degrees(number * step, "E", "W"), size=8, anchor="middle")
    for number in range(math.ceil(window.south / step), math.floor(window.north / step) + 1):
        left, right = window.at((window.west, number * step)), window.at((window.east, number * step))
        yield Line(points=(left, right), style=Style.GRID)
        yield Words(at=(left[0] + 2, left[1] - 2), words=_degrees(number * step, "N", "S"), size=8)


def _degrees(value: float, positive: str, negative: str) -> str:
    """`35° N`."""
    return f"{abs(value):g}° {positive if value >= 0 else negative}"


def _borders(rings: tuple[Ring, ...], window: _Window) -> Iterator[Line]:
    """The pieces of an outline that lie in the window."""
    for ring in rings:
        piece: list[At] = []
        for point in ring:
            if window.has(point):
                piece.append(window.at(point))
                continue
            if len(piece) > 1:
                yield Line(points=tuple(piece), style=Style.BORDER)
            piece = []
        if len(piece) > 1:
            yield Line(points=tuple(piece), style=Style.BORDER)


def _drawn(spot: Spot, window: _Window) -> Iterator[Stroke]:
    """A place with its name."""
    if spot.shape is not None:
        rings = [tuple(window.at(point) for point in ring) for ring in spot.shape.rings]
        for ring in rings:
            yield from hatched(ring) if spot.drawing is Drawing.HATCH else ()
            yield Line(points=ring, style=Style.AREA, closed=True)
        largest = max(rings, key=len)
        yield Words(at=_middle(largest), words=spot.name, size=11, anchor="middle")
        return
    if spot.point is None:
        return
    at = window.at(spot.point)
    if spot.drawing is Drawing.POINT:
        yield Dot(at=at, radius=4, style=Style.POINT)
    else:
        circle = tuple(
            (at[0] + _RING * math.cos(turn * math.pi / 12), at[1] + _RING * math.sin(turn * math.pi / 12))
            for turn in range(24)
        )
        yield from hatched(circle) if spot.drawing is Drawing.HATCH else ()
        yield Line(points=circle, style=Style.AREA, closed=True)
    yield Words(at=(at[0] + 7, at[1] - 5), words=spot.name, size=11)


def _middle(ring: tuple[At, ...]) -> At:
    """The middle of a shape's bounds."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
