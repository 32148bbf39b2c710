"""Reported control in words, for the terminal and the picture alike; categories of schemes stand as their own words."""

from collections.abc import Iterator

from reportedly.cli.console import printable, shortened
from reportedly.phrases import DIURNAL, LEVEL, TREND, UNIT, counted
from reportedly.protect.control_views import AreaView, ControlPage, ControlPoint, LaneView, ShareView
from reportedly.vocabulary import ControlSide, PlaceKind, Quantifier

CAUTION = "Each lane is what one root source is reported to say. Nothing here says who holds the place."
_KINDS = {PlaceKind.ADM0: "country", PlaceKind.ADM1: "province", PlaceKind.ADM2: "district", PlaceKind.PPL: "town"}


def title(page: ControlPage) -> str:
    """What the page is about: `Sayad, Sar-e Pol, AF (district): who is reported to hold it, seen from 2018-04-01`."""
    return f"{area_name(page.area)}: who is reported to hold it, seen from {page.day}"


def area_name(area: AreaView) -> str:
    """The area with what it lies in."""
    parts = dict.fromkeys(part for part in (area.name, area.admin1, area.country) if part)
    return f"{', '.join(map(printable, parts))} ({_KINDS.get(area.kind, 'place')})"


def group_name(share: ShareView) -> str:
    """The two sides of a label."""
    return f"{printable(share.name or 'a group')} and the government" if share.actor or share.name else "the government"


def share_lines(share: ShareView) -> Iterator[str]:
    """A label in full: zones, the words of two schemes, the counts apart, and how old it is."""
    low, high = share.zones
    zones = f"zone {low}" if low == high else f"zones {low} to {high}"
    yield f"{group_name(share)}: Kalyvas {zones} of 5; SIGAR “{spread(share.sigar)}”; LWJ “{spread(share.lwj)}”"
    newest = f"newest {share.newest or 'without a day'}{', stale' if share.stale else ''}"
    sources = f"root sources {share.roots}, first-hand {share.firsthand}"
    yield f"{sources}; {counted(share.reports, 'report')}, outlets {share.outlets}; {newest}"


def spread(names: tuple[str, ...]) -> str:
    """A range of categories."""
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def point_words(point: ControlPoint) -> str:
    """What one observation says."""
    trend = TREND[point.trend] if point.trend is not None else ""
    parts = (f"level {point.level.value}, {LEVEL[point.level]}", DIURNAL[point.diurnal], trend, _scope(point))
    return "; ".join(part for part in parts if part)


def _scope(point: ControlPoint) -> str:
    """Which part of the area is spoken of."""
    unit = UNIT[point.unit] if point.unit is not None else ""
    much = point.quantifier.value.replace("_", " ") if point.quantifier not in {None, Quantifier.UNSPECIFIED} else ""
    part = " ".join(word for word in (much, unit) if word) if unit else ""
    where = f"at {printable(point.place)}" if point.place else ""
    return ", ".join(word for word in (part, where) if word)


def lane_name(lane: LaneView) -> str:
    """Who is said to hold the place."""
    name = printable(lane.name or "") or "somebody"
    return f"{name} (government)" if lane.side is ControlSide.GOVERNMENT else name


def lane_source(lane: LaneView, width: int = 30) -> str:
    """Who says so; sources of one number are one root."""
    return f"{lane.root} {shortened(lane.source, width)}"


def unnamed_words(area: AreaView) -> str:
    """How many statements speak of parts that nobody names."""
    return f"At least one part of {printable(area.name)} that no report names ({counted(area.unnamed, 'statement')})"
