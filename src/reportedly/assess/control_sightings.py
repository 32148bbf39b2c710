"""Reported observations of control, each with where and when it holds, for whose side, and who says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.assess.control_areas import Area, area_of
from reportedly.assess.control_fields import has_unnamed_parts, unit_of
from reportedly.assess.control_holders import holder_of
from reportedly.assess.places import place_of
from reportedly.assess.testimony import Testimony
from reportedly.ledger.indexing import day_number
from reportedly.ledger.sources import folded
from reportedly.records import Candidate, Observation
from reportedly.vocabulary import ControlLevel, ControlSide, ControlUnit, PlaceKind, Realis


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One observation of one claim: somebody says that an actor holds a place so far.

    Attributes:
        number: Which of the claim's observations it is.
        place: The gazetteer's row of the place that is spoken of.
        area: The area that the place is.
        words: The report's words for the place, folded.
        actor: Id of the actor, of a side, or of words for one; words lead to nobody beyond their report.
        name: The actor table's name, or what those are called whom nobody names; None for words.
        day: The last day for which it is said: the day that it ends, else the day of publication.
        is_hatched: Whether it speaks of parts that it does not name, so that it lies in the area and on no part of it.
    """

    testimony: Testimony = field(repr=False)
    number: int
    observed: Observation = field(repr=False)
    place: Candidate
    area: Area
    words: str = field(repr=False)
    actor: str
    name: str | None
    side: ControlSide
    begin: str | None
    finish: str | None
    day: str | None
    is_hatched: bool

    def is_part_of(self, area: Area) -> bool:
        """Whether it speaks of a part of the area alone: a village, a road, the centre."""
        return len(self.area.path) > len(area.path) or unit_of(self.observed) is not ControlUnit.WHOLE

    def level_in(self, area: Area) -> ControlLevel:
        """How far the actor holds the area as a whole: who holds a part of it alone has influence there."""
        level = self.observed.level
        return min(level, ControlLevel.INFLUENCE) if self.is_part_of(area) else level


def sightings(told: Iterable[Testimony]) -> Iterator[Sighting]:
    """The observations of the claims whose place is known; a claim that is only feared or planned has none."""
    for testimony in told:
        if testimony.claim.claim.realis is not Realis.ACTUAL:
            continue
        for number, observed in enumerate(testimony.claim.claim.control):
            found = _sighting(testimony, number, observed)
            if found is not None:
                yield found


def _sighting(testimony: Testimony, number: int, observed: Observation) -> Sighting | None:
    """One observation; None where its place is not known."""
    claim = testimony.claim
    index = claim.control[number] if number < len(claim.control) else None
    reading = claim.places[index] if index is not None and 0 <= index < len(claim.places) else None
    place = place_of(reading) if reading is not None else None
    area = area_of(place) if place is not None else None
    if reading is None or place is None or area is None:
        return None
    holder = holder_of(testimony, number, observed)
    begin, finish = _days(testimony)
    return Sighting(
        testimony=testimony,
        number=number,
        observed=observed,
        place=place,
        area=area,
        words=folded(reading.mention.span.of(testimony.text)),
        actor=holder.id,
        name=holder.name,
        side=holder.side,
        begin=begin,
        finish=finish,
        day=_last_day(finish, testimony.published),
        is_hatched=_is_hatched(observed, place),
    )


def _is_hatched(observed: Observation, place: Candidate) -> bool:
    """Whether the parts that are spoken of are not named: "some districts of the province", "the west of it"."""
    if place.kind is PlaceKind.REGION:
        return True
    wide = place.kind in {PlaceKind.ADM0, PlaceKind.ADM1}
    return wide and (has_unnamed_parts(observed) or unit_of(observed) is not ControlUnit.WHOLE)


def _days(testimony: Testimony) -> tuple[str | None, str | None]:
    """First and last day on which the claim is said to hold; None where open."""
    dated = [each.dated for each in testimony.claim.times]
    begins = [each.begin for each in dated]
    finishes = [each.finish for each in dated]
    first = None if None in begins or not begins else min((each for each in begins if each), key=_order)
    last = None if None in finishes or not finishes else max((each for each in finishes if each), key=_order)
    return first, last


def _order(day: str) -> int:
    """A number that sorts as days do."""
    return day_number(day) or 0


def _last_day(finish: str | None, published: str | None) -> str | None:
    """The day that it is said to end on, where that lies before the report; else the day of the report."""
    if finish is None or published is None:
        return published or finish
    return min(finish, published, key=_order)
