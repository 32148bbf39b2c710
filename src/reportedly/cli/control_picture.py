"""Lanes of reported control as a picture: an SVG of our own making, with every word escaped and a text for each bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportedly.cli.console import printable, shortened
from reportedly.cli.control_axis import Axis, axis_of
from reportedly.cli.control_words import (
    CAUTION,
    lane_name,
    lane_source,
    point_words,
    share_lines,
    title,
    unnamed_words,
)
from reportedly.protect.control_views import AreaView, ControlPage, ControlPoint, LaneView, ShareView
from reportedly.vocabulary import ControlDiurnal, ControlSide

_WIDTH, _LEFT, _RIGHT, _ROW, _LINE, _TOP = 960, 330, 24, 30, 18, 64
_TICKS = 5
# Nearer to the left end than this, a number would stand in the names.
_MARGIN = 0.04
_COLOURS = {ControlSide.GOVERNMENT: "#2c5f9e", ControlSide.GROUP: "#a3472f", ControlSide.OTHER: "#6b6b6b"}
_STALE = "#b5b5b5"
_MARKS = {ControlDiurnal.DAY: "☀", ControlDiurnal.NIGHT: "☾"}
_HEAD = """<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="6" height="6" fill="#ffffff"/><rect width="2" height="6" fill="#555555"/></pattern></defs>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """Lanes under a heading."""

    words: str
    lanes: Sequence[LaneView]
    shares: Sequence[ShareView] = ()

    @property
    def height(self) -> int:
        """Units that it takes."""
        return _LINE * (bool(self.words) + 2 * len(self.shares)) + _ROW * len(self.lanes) + _LINE


def control_svg(page: ControlPage) -> str:
    """The page as an SVG document; it names no font and no address, and reads without colours."""
    sections = tuple(_sections(page.area))
    lanes = tuple(lane for section in sections for lane in section.lanes)
    height = _TOP + sum(section.height for section in sections) + 40
    axis = axis_of(page, lanes)
    body = [_HEAD, f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>', *_heading(page)]
    top = _TOP
    for section in sections:
        body += _drawn(section, axis, top)
        top += section.height
    body += _axis(axis, top)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="title desc" font-family="sans-serif" font-size="12">\n'
        f'<title id="title">{_safe(title(page))}</title>\n<desc id="desc">{_safe(" ".join(_told(page)))}</desc>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _safe(words: str) -> str:
    """Words of a report as text of a picture: no mark-up, no character that XML or a screen cannot take."""
    return escape(printable(words).encode("utf-8", "ignore").decode(), {'"': "&quot;"})


def _sections(area: AreaView) -> Iterator[_Section]:
    """The area itself, its unnamed parts, the areas in it, and the one that it lies in."""
    yield _Section(words="", lanes=area.lanes, shares=area.shares)
    if area.hatched:
        yield _Section(words=unnamed_words(area), lanes=area.hatched, shares=area.hatched_shares)
    for each in area.within:
        if each.lanes or each.hatched:
            lanes = (*each.lanes, *each.hatched)
            yield _Section(words=f"In it: {each.name}", lanes=lanes, shares=(*each.shares, *each.hatched_shares))
    if area.above:
        yield _Section(words="Said of the wider area, and of no part of it alone", lanes=area.above)


def _told(page: ControlPage) -> Iterator[str]:
    """The picture in sentences, for those who do not see it."""
    yield CAUTION
    for section in _sections(page.area):
        if section.words:
            yield f"{section.words}."
        for share in section.shares:
            yield ". ".join(share_lines(share)) + "."
        for lane in section.lanes:
            yield f"{lane_name(lane)}: " + "; ".join(_point(lane, point) for point in lane.points) + "."


def _point(lane: LaneView, point: ControlPoint) -> str:
    """One observation as a sentence."""
    return f"{point.day or 'no day'}, {point_words(point)}, as {printable(lane.source)} is reported to say"


def _heading(page: ControlPage) -> Iterator[str]:
    """Title and caution."""
    yield f'<text x="16" y="26" font-size="16" font-weight="bold">{_safe(title(page))}</text>'
    yield f'<text x="16" y="46" fill="#555555">{_safe(CAUTION)}</text>'


def _drawn(section: _Section, axis: Axis, top: int) -> Iterator[str]:
    """Heading, labels and lanes of a section."""
    line = top + _LINE
    if section.words:
        yield f'<text x="16" y="{line}" font-weight="bold">{_safe(section.words)}</text>'
        line += _LINE
    for share in section.shares:
        for words in share_lines(share):
            colour = _STALE if share.stale else "#222222"
            yield f'<text x="16" y="{line}" fill="{colour}">{_safe(words)}</text>'
            line += _LINE
    for place, lane in enumerate(section.lanes):
        yield from _lane(lane, axis, line + place * _ROW)


def _lane(lane: LaneView, axis: Axis, top: int) -> Iterator[str]:
    """One lane: its name and source, a line, and a bar for each observation."""
    colour = _STALE if lane.stale else "#222222"
    yield f'<text x="16" y="{top}" fill="{colour}">{_safe(shortened(lane_name(lane), 44))}</text>'
    yield f'<text x="16" y="{top + 12}" fill="#777777" font-size="10">{_safe(lane_source(lane, 48))}</text>'
    yield f'<line x1="{_LEFT}" y1="{top + 8}" x2="{_WIDTH - _RIGHT}" y2="{top + 8}" stroke="#dddddd"/>'
    for point in lane.points:
        yield _bar(lane, point, axis, top + 8)


def _bar(lane: LaneView, point: ControlPoint, axis: Axis, base: int) -> str:
    """One observation: as high as its level, from when it is said to begin until it is stale, hatched where unnamed."""
    start, stop = _across(axis.place(point.begin or point.day)), _across(axis.stale_from(point.day))
    tall = 3 * point.level.value + 2
    fill = "url(#hatch)" if lane.hatched else _STALE if lane.stale else _COLOURS[lane.side]
    edge = _STALE if lane.stale else _COLOURS[lane.side]
    number = f"{point.level.value}{_MARKS.get(point.diurnal, '')}"
    place = axis.place(point.day)
    day, anchor = _across(place), "end" if place > _MARGIN else "start"
    return (
        f'<g><title>{_safe(_point(lane, point))}</title><rect x="{start:.1f}" y="{base - tall}" '
        f'width="{max(6.0, stop - start):.1f}" height="{tall}" fill="{fill}" stroke="{edge}"/>'
        f'<text x="{day:.1f}" y="{base + 11}" font-size="10" text-anchor="{anchor}">{number}</text></g>'
    )


def _across(place: float) -> float:
    """Units from the left edge."""
    return _LEFT + place * (_WIDTH - _LEFT - _RIGHT)


def _axis(axis: Axis, top: int) -> Iterator[str]:
    """Days below the lanes."""
    for place, day in axis.ticks(_TICKS):
        anchor = "start" if place == 0 else "end" if place == 1 else "middle"
        yield f'<text x="{_across(place):.1f}" y="{top + 16}" fill="#555555" text-anchor="{anchor}">{day}</text>'
