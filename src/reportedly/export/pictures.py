"""Pictures of briefs in plain strokes, which SVG and PDF draw alike: lines, shapes, dots and words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from reportedly.export.harmless import visible

At = tuple[float, float]


class Style(StrEnum):
    """How a stroke looks; names are classes of the style sheet."""

    GRID = "grid"
    BORDER = "border"
    AREA = "area"
    HATCH = "hatch"
    POINT = "point"
    BAR = "bar"
    AXIS = "axis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points; a shape where it is closed."""

    points: tuple[At, ...]
    style: Style
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A dot with what it stands for."""

    at: At
    radius: float
    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words at a point; `anchor` is start, middle or end."""

    at: At
    words: str = field(repr=False)
    size: float = 10
    anchor: str = "start"


Stroke = Line | Dot | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with what it shows, for those who do not see it.

    Attributes:
        note: What a reader must know of it.
    """

    title: str
    width: float
    height: float
    strokes: tuple[Stroke, ...] = field(repr=False)
    note: str = ""


def hatched(shape: tuple[At, ...], gap: float = 6) -> Iterator[Line]:
    """Slanting lines inside a closed shape, by even-odd filling."""
    turned = [(x + y, x - y) for x, y in shape]
    rows = [each for _, each in turned]
    row = min(rows) - min(rows) % gap + gap
    while row < max(rows):
        crossings = sorted(_crossings(turned, row))
        for first, last in zip(crossings[::2], crossings[1::2], strict=False):
            yield Line(points=(_back(first, row), _back(last, row)), style=Style.HATCH)
        row += gap


def _crossings(turned: list[At], row: float) -> Iterator[float]:
    """Where the edges of the shape cross a row."""
    for (x, y), (next_x, next_y) in zip(turned, turned[1:] + turned[:1], strict=True):
        if (y <= row) != (next_y <= row):
            yield x + (row - y) * (next_x - x) / (next_y - y)


def _back(along: float, row: float) -> At:
    """A point of the turned plane in the picture's own."""
    return (along + row) / 2, (along - row) / 2


def svg(picture: Picture) -> str:
    """The picture as SVG inside a page: no script, no link, no style of its own."""
    strokes = "\n".join(_svg(each) for each in picture.strokes)
    label = escape(visible(picture.title), quote=True)
    return (
        f'<svg viewBox="0 0 {picture.width:g} {picture.height:g}" role="img" aria-label="{label}" '
        f'xmlns="http://www.w3.org/2000/svg">\n{strokes}\n</svg>'
    )


def _svg(stroke: Stroke) -> str:
    """One stroke."""
    if isinstance(stroke, Dot):
        x, y = stroke.at
        return f'<circle class="{stroke.style}" cx="{x:.1f}" cy="{y:.1f}" r="{stroke.radius:g}"/>'
    if isinstance(stroke, Words):
        x, y = stroke.at
        words = escape(visible(stroke.words))
        return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{stroke.size:g}" text-anchor="{stroke.anchor}">{words}</text>'
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in stroke.points)
    name = "polygon" if stroke.closed else "polyline"
    return f'<{name} class="{stroke.style}" points="{points}"/>'
