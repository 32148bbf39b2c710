"""GeoJSON (RFC 7946): where claims say that something holds, with how far the point may be trusted.

A point is drawn for a place that is known to a town or better; a district's or province's point stands for an area
and says so; a vague region, an unlocated claim and a withheld place have no geometry. What is said of parts that
nobody names ("some districts of the province") is hatched over the whole and never painted on one of them: its geometry
is the outline of the province or country where that is known, and else none, since a point would be drawn somewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from reportedly.codec import pack
from reportedly.export.flat import chain_words, control_words, place_name, places_of, polarity_word, source_words
from reportedly.export.harmless import escaped
from reportedly.export.outlines import Ring, find_country, find_province
from reportedly.protect.views import ClaimView, PlaceView
from reportedly.vocabulary import ControlUnit, PlaceKind, Quantifier, Realis

# UCDP's where_prec: 1 exact, 2 near a known point, 3 district, 4 province, 5 vague region, 6 country, 7 international.
EXACT_ENOUGH = 2
AREA = 4
_PARTS = frozenset(Quantifier) - {Quantifier.ALL, Quantifier.NONE}


class Drawing(StrEnum):
    """How a map may draw a feature."""

    POINT = "point"
    AREA = "area"
    HATCH = "hatch"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A GeoJSON point; `coordinates` are longitude, then latitude, in degrees."""

    type: str = "Point"
    coordinates: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygons:
    """A GeoJSON area: each ring of longitude and latitude by itself, closed."""

    type: str = "MultiPolygon"
    coordinates: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a map shows of a claim. Every feature says who is reported to say it."""

    claim: str
    says: str
    source: str
    chain: str
    anonymity: str
    basis: str
    outlet: str | None
    published: str | None
    type: str
    kind: str
    polarity: str
    certainty: str
    realis: str
    place: str | None
    place_kind: str | None
    country: str | None
    admin1: str | None
    where_precision: int | None
    drawing: Drawing
    generalised: bool
    begin: str | None
    finish: str | None
    control: str
    status: str
    handling: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One claim at one of its places."""

    type: str = "Feature"
    geometry: Point | Polygons | None
    properties: Properties


@dataclass(slots=True, kw_only=True)
class Mapped:
    """What was written so far."""

    claims: int = 0
    unlocated: int = 0
    unrealised: int = 0


def write_geojson(claims: Iterable[ClaimView], target: BinaryIO, *, unrealised: bool = False) -> Mapped:
    """Write a FeatureCollection, a feature for each claim and place; what went into it."""
    mapped = Mapped()
    target.write(b'{"type":"FeatureCollection","features":[')
    separator = b"\n"
    for claim in claims:
        if claim.realis is not Realis.ACTUAL and not unrealised:
            mapped.unrealised += 1
            continue
        mapped.claims += 1
        features = tuple(features_of(claim))
        mapped.unlocated += all(feature.geometry is None for feature in features)
        for feature in features:
            target.write(separator + escaped(pack(feature)))
            separator = b",\n"
    target.write(b"\n]}\n")
    return mapped


def features_of(claim: ClaimView) -> Iterator[Feature]:
    """A feature for each place of a claim; one without geometry where it has none."""
    for place in places_of(claim) or (None,):
        drawing = drawing_of(claim, place)
        yield Feature(geometry=_geometry(place, drawing), properties=_properties(claim, place, drawing))


def drawing_of(claim: ClaimView, place: PlaceView | None) -> Drawing:
    """How a map may draw a claim at a place."""
    if place is None or place.lat is None or place.lon is None or place.precision is None or place.precision > AREA:
        return Drawing.NONE
    if speaks_of_unnamed_parts(claim, place):
        return Drawing.HATCH
    return Drawing.POINT if place.precision <= EXACT_ENOUGH else Drawing.AREA


def speaks_of_unnamed_parts(claim: ClaimView, place: PlaceView) -> bool:
    """Whether it says something of parts of this place, such as some of its districts, without naming them."""
    if place.kind not in {PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.REGION}:
        return False
    units = {control.unit for control in claim.control if control.quantifier in _PARTS}
    return place.quantifier in _PARTS or bool(units - {None, ControlUnit.WHOLE})


def _geometry(place: PlaceView | None, drawing: Drawing) -> Point | Polygons | None:
    """The point, where one may be drawn; the outline of what is hatched."""
    if place is not None and drawing is Drawing.HATCH:
        return _area(place)
    if place is None or place.lat is None or place.lon is None or drawing is Drawing.NONE:
        return None
    return Point(coordinates=(place.lon, place.lat))


def _area(place: PlaceView) -> Polygons | None:
    """The outline of a province or country; None where it is not known."""
    if place.country is None or place.kind not in {PlaceKind.ADM0, PlaceKind.ADM1}:
        return None
    is_country = place.kind is PlaceKind.ADM0
    outline = find_country(place.country) if is_country else find_province(place.country, place.name)
    if outline is None:
        return None
    rings = ((*ring, ring[0]) if ring[0] != ring[-1] else ring for ring in outline.rings if ring)
    return Polygons(coordinates=tuple((_rounded(ring),) for ring in rings))


def _rounded(ring: Ring) -> Ring:
    """The ring to some ten metres, which is finer than the outlines are."""
    return tuple((round(lon, 4), round(lat, 4)) for lon, lat in ring)


def _properties(claim: ClaimView, place: PlaceView | None, drawing: Drawing) -> Properties:
    """The properties of a feature."""
    time = claim.times[0] if claim.times else None
    return Properties(
        claim=claim.id,
        says=claim.words,
        source=source_words(claim),
        chain=chain_words(claim),
        anonymity=claim.chain[0].anonymity.value,
        basis=claim.chain[0].basis.value,
        outlet=claim.document.publisher,
        published=claim.document.published,
        type=claim.type,
        kind=claim.kind.value,
        polarity=polarity_word(claim),
        certainty=claim.certainty.value,
        realis=claim.realis.value,
        place=place_name(place) or None if place else None,
        place_kind=place.kind.value if place and place.kind else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        where_precision=place.precision if place else None,
        drawing=drawing,
        generalised=bool(place and place.generalised),
        begin=time.begin if time else None,
        finish=time.finish if time else None,
        control="; ".join(control_words(control) for control in claim.control),
        status=claim.status.value,
        handling=claim.handling.value if claim.handling else None,
    )
