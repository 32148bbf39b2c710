"""The brief of who is reported to hold a country, province or district."""

from collections.abc import Iterator

from reportedly.export.briefs.content import (
    APART,
    REPORTED,
    UNJUDGED,
    Brief,
    Heading,
    Item,
    Numbers,
    Section,
    marking_of,
    report_items,
)
from reportedly.export.maps import area_map
from reportedly.export.pictures import Picture
from reportedly.export.timelines import Bar, timeline
from reportedly.phrases import ANONYMITY, DIURNAL, LEVEL, TREND, UNIT, counted
from reportedly.protect.control_views import AreaView, ControlPage, ControlPoint, LaneView, ShareView
from reportedly.protect.policies import country_name
from reportedly.protect.views import DocumentView
from reportedly.vocabulary import PlaceKind, Quantifier

_UNNAMED = "An unnamed part is hatched over the whole area and is never painted on one place."


def control_brief(page: ControlPage, heading: Heading) -> Brief:
    """The brief of an area, of what its page shows and of nothing else."""
    area = page.area
    lanes = (*area.lanes, *area.hatched)
    documents = _documents(lanes)
    numbers = Numbers((), documents)
    sections = (
        Section(heading="Labels of schemes", items=tuple(_shares(area))),
        Section(heading="Where", picture=_map(area)),
        Section(heading="When", picture=timeline(_bars(lanes))),
        *(_lane(each, numbers) for each in area.lanes),
        *(_lane(each, numbers, hatched=True) for each in area.hatched),
        Section(heading="Areas within it", items=tuple(_within(area))),
        Section(heading="Reports", items=tuple(report_items(documents, numbers))),
        _caveats(page, lanes),
    )
    return Brief(
        title=f"Who is reported to hold {_name(area)}, seen from {page.day}",
        marking=marking_of(heading, documents, has_more=bool(area.within)),
        lines=(f"{counted(len(lanes), 'lane')} of {counted(len(documents), 'report')}.",),
        sections=tuple(each for each in sections if each.picture or each.items),
    )


def _name(area: AreaView) -> str:
    """The area with what it lies in."""
    country = country_name(area.country) or area.country
    name = country if area.kind is PlaceKind.ADM0 else area.name
    return ", ".join(dict.fromkeys(part for part in (name, area.admin1, country) if part))


def _documents(lanes: tuple[LaneView, ...]) -> tuple[DocumentView, ...]:
    """The reports behind the lanes, each once, by day."""
    found = {point.document.id: point.document for lane in lanes for point in lane.points}
    return tuple(sorted(found.values(), key=lambda each: (each.published or "", each.id)))


def _map(area: AreaView) -> Picture | None:
    """The area over its outline, where there is one."""
    if area.kind is PlaceKind.ADM0:
        return area_map(area.country, None, is_hatched=not area.lanes)
    return area_map(
        area.country, area.admin1 or area.name, is_hatched=not area.lanes or area.kind is not PlaceKind.ADM1
    )


def _shares(area: AreaView) -> Iterator[Item]:
    """Labels in full, those of unnamed parts apart."""
    for share, of in (
        *((each, "") for each in area.shares),
        *((each, "unnamed parts: ") for each in area.hatched_shares),
    ):
        yield Item(words=f"{of}{_zones(share)}", notes=tuple(_counts(share)))


def _zones(share: ShareView) -> str:
    """Zones of Kalyvas and the words of two schemes."""
    low, high = share.zones
    zones = f"zone {low}" if low == high else f"zones {low} to {high}"
    whom = f"{share.name} and the government" if share.name else "the government"
    return f"{whom}: Kalyvas {zones} of 5; SIGAR “{_spread(share.sigar)}”; LWJ “{_spread(share.lwj)}”"


def _spread(names: tuple[str, ...]) -> str:
    """A range of categories."""
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _counts(share: ShareView) -> Iterator[str]:
    """The counts, apart, and how old it is."""
    yield f"root sources {share.roots}, first-hand {share.firsthand}"
    yield f"{counted(share.reports, 'report')}, outlets {share.outlets}"
    yield f"newest {share.newest or 'without a day'}{', stale' if share.stale else ''}"
    yield from share.because


def _bars(lanes: tuple[LaneView, ...]) -> Iterator[Bar]:
    """Every observation on the timeline."""
    for lane in lanes:
        for point in lane.points:
            label = f"{lane.name or 'somebody'}: {point.level.value} ({lane.source})"
            yield Bar(label=label, begin=point.begin, finish=point.day, reported=point.document.published)


def _lane(lane: LaneView, numbers: Numbers, *, hatched: bool = False) -> Section:
    """What one root source is reported to say of one actor."""
    parts = (
        "of parts that it does not name" if hatched else "",
        ANONYMITY[lane.anonymity],
        f"the last it says is of {lane.newest or 'no day'}",
        "stale" if lane.stale else "",
    )
    return Section(
        heading=f"Source {lane.root}: {lane.source}, of {lane.name or 'an actor not told'}",
        intro="; ".join(part for part in parts if part),
        items=tuple(_point(each, numbers) for each in lane.points),
    )


def _point(point: ControlPoint, numbers: Numbers) -> Item:
    """One observation."""
    parts = (
        f"level {point.level.value}, {LEVEL[point.level]}",
        DIURNAL[point.diurnal],
        TREND[point.trend] if point.trend else "",
        _scope(point),
    )
    when = f"{point.begin or '…'} to {point.day}" if point.begin != point.day and point.day else point.day or "no day"
    notes = (
        "; ".join(part for part in parts if part),
        when,
        numbers.document(point.document.id),
        *point.cautions,
    )
    return Item(words=point.wording or "(words withheld)", is_quoted=bool(point.wording), notes=tuple(notes))


def _scope(point: ControlPoint) -> str:
    """Which part of the area is spoken of."""
    unit = UNIT[point.unit] if point.unit is not None else ""
    is_said = point.quantifier not in {None, Quantifier.UNSPECIFIED}
    much = point.quantifier.value.replace("_", " ") if point.quantifier is not None and is_said else ""
    return f"{much} {unit}".strip() if unit else ""


def _within(area: AreaView) -> Iterator[Item]:
    """Districts or provinces of which something is said."""
    for each in area.within:
        told = "; ".join(_zones(share) for share in each.shares) or "only of unnamed parts"
        yield Item(words=f"{each.name}: {told}")


def _caveats(page: ControlPage, lanes: tuple[LaneView, ...]) -> Section:
    """What a reader must know before using the brief."""
    stale = sum(each.stale for each in lanes)
    lines = (
        REPORTED,
        APART,
        "Each lane is what one root source is reported to say. Labels span from the lowest to the highest of them.",
        _UNNAMED if page.area.unnamed else "",
        f"{stale} of {counted(len(lanes), 'lane')} say nothing newer than {page.stale_days} days." if stale else "",
        UNJUDGED,
    )
    return Section(heading="Before you use this", items=tuple(Item(words=line) for line in lines if line))
