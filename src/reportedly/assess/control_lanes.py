"""Lanes of reported control: for each area, actor and root source what is said over time; never a vote between them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.assess.context import Context
from reportedly.assess.control_areas import Area
from reportedly.assess.control_sightings import Sighting
from reportedly.assess.control_zones import load_zones, zones_of
from reportedly.assess.counting import Counts, counts, root_groups
from reportedly.assess.independence import NO_CONTEXT
from reportedly.ledger.indexing import day_number
from reportedly.vocabulary import ControlSide

STALE_DAYS = 90
_DISTRICT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The day that lanes are looked at from.

    Attributes:
        day: ISO 8601; what was published later is left out.
        stale_days: From how many days on what was said is stale.
    """

    day: str
    stale_days: int = STALE_DAYS

    def age(self, day: str | None) -> int | None:
        """How many days ago that was; None for no day and for one that no calendar of ours has."""
        try:
            return None if day is None else (dt.date.fromisoformat(self.day) - dt.date.fromisoformat(day)).days
        except ValueError:
            return None

    def is_stale(self, day: str | None) -> bool:
        """Whether what was said for that day is too old to stand for today; what has no day is."""
        age = self.age(day)
        return age is None or age > self.stale_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What one root source says of one actor in one area, by day.

    Attributes:
        root: Number of the root source within the page.
        is_hatched: Whether it speaks of parts of the area that it does not name.
    """

    root: int
    actor: str
    name: str | None
    side: ControlSide
    is_hatched: bool
    sightings: tuple[Sighting, ...] = field(repr=False)

    @property
    def newest(self) -> str | None:
        """The last day for which it says something."""
        return newest(self.sightings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What all roots together say of a government and one group in an area: a range, not a vote.

    Attributes:
        actor: The group; None where only the government is spoken of.
        low: The lowest zone that a root's words allow.
        high: The highest.
        kalyvas: Names of the zones from the lowest to the highest; likewise SIGAR's and LWJ's categories.
        counted: The four counts behind it.
        newest: The last day for which something is said.
        is_stale: Whether that is too long ago.
    """

    actor: str | None
    name: str | None
    low: int
    high: int
    kalyvas: tuple[str, ...]
    sigar: tuple[str, ...]
    lwj: tuple[str, ...]
    counted: Counts
    newest: str | None
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaControl:
    """What is reported of one area.

    Attributes:
        lanes: What is said of the area as a whole, or of named parts of a district.
        shares: Its label, one for each group.
        hatched: What is said of parts that nobody names; they lie somewhere in the area and are never painted on one.
        hatched_shares: The label of these parts.
        within: The areas in it that something is reported of, each by itself.
        above: What is said of the whole area that it lies in, which says nothing of this one alone.
    """

    area: Area
    lanes: tuple[Lane, ...] = ()
    shares: tuple[Share, ...] = ()
    hatched: tuple[Lane, ...] = ()
    hatched_shares: tuple[Share, ...] = ()
    within: tuple["AreaControl", ...] = ()
    above: tuple[Lane, ...] = ()

    @property
    def newest(self) -> str | None:
        """The last day for which something is said of the area or of something in it."""
        own = [lane.newest for lane in (*self.lanes, *self.hatched)]
        return latest([*own, *(each.newest for each in self.within)])


def control_lanes(area: Area, found: Iterable[Sighting], moment: Moment, context: Context = NO_CONTEXT) -> AreaControl:
    """What the observations say of an area and of the areas in it, as it was reported by that day."""
    known = tuple(each for each in found if _is_known(each, moment))
    told = {each.testimony.id: each.testimony for each in known}
    groups = root_groups(tuple(told.values()), context)
    ids = tuple(told)
    roots = {ids[place]: number for number, group in enumerate(groups) for place in group}
    return _area(area, known, _Page(roots=roots, moment=moment, context=context))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What every area of a page is made with: the number of each claim's root, the day, and what stands beside."""

    roots: dict[str, int]
    moment: Moment
    context: Context


def _is_known(sighting: Sighting, moment: Moment) -> bool:
    """Whether it was published by then; what has no day counts."""
    published = day_number(sighting.testimony.published)
    return published is None or published <= (day_number(moment.day) or 0)


def _area(area: Area, found: tuple[Sighting, ...], page: _Page) -> AreaControl:
    """One area with those in it."""
    inside = [each for each in found if area.has(each.area)]
    hatched = [each for each in inside if each.is_hatched and each.area.path == area.path]
    depth = len(area.path)
    is_finest = depth >= _DISTRICT
    own = [each for each in inside if (is_finest or each.area.path == area.path) and not each.is_hatched]
    below: defaultdict[Area, list[Sighting]] = defaultdict(list)
    for each in inside:
        if not is_finest and len(each.area.path) > depth:
            below[area.toward(each.area)].append(each)
    above = [each for each in found if each.area.path != area.path and each.area.has(area)]
    return AreaControl(
        area=area,
        lanes=_lanes(own, page),
        shares=_shares(area, own, page),
        hatched=_lanes(hatched, page),
        hatched_shares=_shares(area, hatched, page),
        within=tuple(_area(each, tuple(below[each]), page) for each in sorted(below, key=lambda one: one.path)),
        above=_lanes(above, page),
    )


def _lanes(found: Sequence[Sighting], page: _Page) -> tuple[Lane, ...]:
    """The observations by actor and root source, the government first."""
    lanes: defaultdict[tuple[str, int], list[Sighting]] = defaultdict(list)
    for each in found:
        lanes[each.actor, page.roots[each.testimony.id]].append(each)
    made = [
        Lane(
            root=root,
            actor=actor,
            name=each[0].name,
            side=each[0].side,
            is_hatched=each[0].is_hatched,
            sightings=tuple(sorted(each, key=_by_day)),
        )
        for (actor, root), each in lanes.items()
    ]
    return tuple(sorted(made, key=lambda lane: (lane.side is not ControlSide.GOVERNMENT, lane.actor, lane.root)))


def _by_day(sighting: Sighting) -> tuple[int, str, int]:
    """By the day for which it is said; claim and number decide between equals."""
    return day_number(sighting.day) or 0, sighting.testimony.id, sighting.number


def _shares(area: Area, found: Sequence[Sighting], page: _Page) -> tuple[Share, ...]:
    """The label for the government and each group that is spoken of, the newest first."""
    government = [each for each in found if each.side is ControlSide.GOVERNMENT]
    groups: defaultdict[str, list[Sighting]] = defaultdict(list)
    for each in found:
        if each.side is ControlSide.GROUP:
            groups[each.actor].append(each)
    lots = [[*government, *each] for each in groups.values()] or [government]
    made = (_share(area, each, page) for each in lots)
    known = [each for each in made if each is not None]
    return tuple(sorted(known, key=lambda share: (share.is_stale, -(day_number(share.newest) or 0), share.actor or "")))


def _share(area: Area, said: Sequence[Sighting], page: _Page) -> Share | None:
    """The label for one group: from the lowest to the highest zone that any root's newest words allow."""
    used = _current(said, page)
    zones = [zone for each in used for zone in zones_of(each, area)]
    if not zones:
        return None
    told = {each.testimony.id: each.testimony for some in used for each in some}
    counted = counts(tuple(told.values()), page.context)
    named = [zone for zone in load_zones() if min(zones) <= zone.number <= max(zones)]
    alone = counted.roots.high == 1
    group = next((each for each in said if each.side is ControlSide.GROUP), None)
    last = latest([newest(each) for each in used])
    return Share(
        actor=group.actor if group is not None else None,
        name=group.name if group is not None else None,
        low=min(zones),
        high=max(zones),
        kalyvas=tuple(zone.kalyvas for zone in named),
        sigar=tuple(zone.sigar for zone in named),
        lwj=tuple(dict.fromkeys(zone.lwj_alone if alone else zone.lwj for zone in named)),
        counted=counted,
        newest=last,
        is_stale=page.moment.is_stale(last),
    )


def _current(said: Sequence[Sighting], page: _Page) -> list[list[Sighting]]:
    """The newest words of each root; what is stale does not widen the range where something newer is said."""
    by_root: defaultdict[int, list[Sighting]] = defaultdict(list)
    for each in said:
        by_root[page.roots[each.testimony.id]].append(each)
    current = [_newest_of(each) for each in by_root.values()]
    return [each for each in current if not page.moment.is_stale(newest(each))] or current


def _newest_of(said: Sequence[Sighting]) -> list[Sighting]:
    """The last that one root says of each actor; what it said before is history."""
    last: dict[str, list[Sighting]] = {}
    for each in sorted(said, key=_by_day):
        before = last.get(each.actor)
        last[each.actor] = [*before, each] if before and before[-1].day == each.day else [each]
    return [each for some in last.values() for each in some]


def newest(found: Iterable[Sighting]) -> str | None:
    """The last day for which something is said."""
    return latest([each.day for each in found])


def latest(days: Iterable[str | None]) -> str | None:
    """The last of these days; None without one."""
    return max((day for day in days if day is not None), key=lambda day: day_number(day) or 0, default=None)
