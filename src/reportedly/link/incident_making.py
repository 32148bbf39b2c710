"""An incident from its tellings: ranges and lists, each value with the claims that give it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.link.claim_readings import day_of
from reportedly.link.incidents import Figure, Incident, Member, Where, Who
from reportedly.link.rulings import Pair, pair
from reportedly.link.tellings import Spot, Telling

_LAST = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Tellings of one incident under its name.

    Attributes:
        scores: How likely pairs of them are of one occurrence.
    """

    name: str
    tellings: tuple[Telling, ...]
    scores: Mapping[Pair, float]


def incident_of(group: Group) -> Incident:
    """The incident that these tellings make."""
    ordered = sorted(group.tellings, key=lambda each: (each.published or _LAST, each.document, each.parts[0].at))
    begin, finish = days_of(ordered)
    types = tuple(name for name, _ in _ranked(_types(ordered)))
    return Incident(
        id=group.name,
        type=types[0],
        types=types,
        members=tuple(_members(ordered, group)),
        begin=day_of(begin),
        finish=day_of(finish),
        places=_places(ordered),
        actors=_actors(ordered),
        figures=tuple(
            Figure(of=each.of, claim=each.claim, low=each.low, best=each.best, high=each.high)
            for telling in ordered
            for each in telling.counts
        ),
    )


def days_of(tellings: Iterable[Telling]) -> tuple[int | None, int | None]:
    """The first and last day that its dated tellings give; a day is not widened by one who says only the month."""
    dated = [
        (each.finish - each.begin, each.begin, each.finish)
        for each in tellings
        if each.begin is not None and each.finish is not None
    ]
    if not dated:
        return None, None
    closest = min(width for width, _, _ in dated)
    close = [(begin, finish) for width, begin, finish in dated if width <= max(2, closest)]
    return min(begin for begin, _ in close), max(finish for _, finish in close)


def _types(tellings: Iterable[Telling]) -> Counter[str]:
    """How many claims have each type: those that can make an incident, or all where none can."""
    parts = [part for each in tellings for part in each.parts]
    return Counter(each.type for each in parts if each.founds) or Counter(each.type for each in parts)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """Most frequent first, equals by name."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _members(tellings: Iterable[Telling], group: Group) -> Iterable[Member]:
    """Its claims."""
    for telling in tellings:
        others = [each.lead for each in group.tellings if each.lead != telling.lead]
        scores = [group.scores.get(pair(telling.lead, other), 0.0) for other in others]
        link = round(sum(scores) / len(scores), 3) if scores else None
        for part in telling.parts:
            yield Member(claim=part.claim, document=telling.document, points=not part.founds, link=link)


def _places(tellings: Iterable[Telling]) -> tuple[Where, ...]:
    """Where it is said to have happened, the most often named first, of equals the most closely named."""
    found: dict[str, list[Spot]] = {}
    for spot in (each for telling in tellings for each in telling.spots):
        if spot.id:
            found.setdefault(spot.id, []).append(spot)
    ordered = sorted(found.values(), key=lambda each: (-len(each), not each[0].sure, each[0].precision, each[0].id))
    return tuple(_place(spots) for spots in ordered)


def _place(spots: list[Spot]) -> Where:
    """One place with the claims that name it."""
    first = spots[0]
    return Where(
        id=first.id,
        name=first.name,
        kind=first.kind,
        country=first.country,
        admin1=first.admin1,
        lat=first.lat,
        lon=first.lon,
        claims=tuple(dict.fromkeys(each.claim for each in spots)),
    )


def _actors(tellings: Iterable[Telling]) -> tuple[Who, ...]:
    """Who is said to have taken part, the most often named first."""
    found: dict[str, list[str]] = {}
    for telling in tellings:
        for _, actor, claim in telling.actors:
            found.setdefault(actor, []).append(claim)
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(Who(id=actor, claims=tuple(dict.fromkeys(claims))) for actor, claims in ordered)
