"""Outlines of countries and provinces for maps in briefs, from the files that the desk's map draws too.

They are TopoJSON: shared borders stand there once, as steps between whole numbers. Where the package was built without
the desk's pages there are none, and a map has only its grid.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources

from reportedly.codec import unpack

Ring = tuple[tuple[float, float], ...]
_WORDS = re.compile(
    r"\b(?:province|region|governorate|state|wilayat|oblast|district|division|county)\b|[^\w]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country or province; rings of longitude and latitude in degrees."""

    name: str
    country: str
    ref: str = ""
    rings: tuple[Ring, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class _Properties:
    """What the file says of one shape."""

    country: str
    name: str
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class _Geometry:
    """One shape: arcs of a polygon, or of several."""

    type: str
    properties: _Properties
    arcs: list[list[int | list[int]]]


@dataclass(frozen=True, kw_only=True)
class _Collection:
    """The shapes of one layer."""

    geometries: list[_Geometry]


@dataclass(frozen=True, kw_only=True)
class _Transform:
    """How whole numbers become degrees."""

    scale: tuple[float, float]
    translate: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class _Topology:
    """A file."""

    objects: dict[str, _Collection]
    arcs: list[list[tuple[int, int]]]
    transform: _Transform


@functools.lru_cache(maxsize=32)
def provinces(country: str) -> tuple[Outline, ...]:
    """The provinces of a country, by its code; none where the package has no outlines of it."""
    return _load(f"admin1/{country}.json") if re.fullmatch(r"[A-Z]{2}", country) else ()


def find_province(country: str, name: str | None) -> Outline | None:
    """The province of this name; words such as `Province` make no difference."""
    wanted = _plain(name or "")
    return next((each for each in provinces(country) if wanted and _plain(each.name) == wanted), None)


def find_country(country: str) -> Outline | None:
    """The outline of a country, by its code."""
    return next((each for each in countries() if each.country == country), None)


@functools.cache
def countries() -> tuple[Outline, ...]:
    """Every country."""
    return _load("countries.json")


def _plain(name: str) -> str:
    """A name by its letters alone."""
    return _WORDS.sub("", name).casefold()


def _load(name: str) -> tuple[Outline, ...]:
    """The shapes of a file; none where it is not there."""
    try:
        data = (resources.files("reportedly") / "serve" / "pages" / "outlines" / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ModuleNotFoundError):
        return ()
    topology = unpack(data, _Topology)
    arcs = [tuple(_degrees(arc, topology.transform)) for arc in topology.arcs]
    return tuple(
        Outline(
            name=each.properties.name,
            country=each.properties.country,
            ref=each.properties.ref,
            rings=tuple(_ring(numbers, arcs) for numbers in _rings(each)),
        )
        for layer in topology.objects.values()
        for each in layer.geometries
    )


def _degrees(arc: list[tuple[int, int]], transform: _Transform) -> Iterator[tuple[float, float]]:
    """The points of a border, each a step from the one before."""
    x = y = 0
    for across, up in arc:
        x, y = x + across, y + up
        yield (
            x * transform.scale[0] + transform.translate[0],
            y * transform.scale[1] + transform.translate[1],
        )


def _rings(geometry: _Geometry) -> Iterator[list[int]]:
    """The rings of a shape, as numbers of borders; a number below zero means the border backwards."""
    for part in geometry.arcs:
        if geometry.type == "Polygon":
            yield [each for each in part if isinstance(each, int)]
        else:
            yield from (each for each in part if isinstance(each, list))


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """One closed line."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return tuple(points)
