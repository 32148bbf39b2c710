"""One claim in one line: what it is listed, searched and mapped by."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.errors import UsageError
from reportedly.ledger.indexing import day_number, tokens
from reportedly.ledger.sources import folded
from reportedly.protect.views import ClaimView, PlaceView
from reportedly.vocabulary import (
    ClaimStatus,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Quantifier,
    Realis,
    Sensitivity,
    SourceKind,
)

# A place of which an unnamed part is meant: "some districts of Balkh".
_PARTIAL = frozenset(Quantifier) - {Quantifier.ALL, Quantifier.UNSPECIFIED}
_PROTECTED = frozenset({Sensitivity.HIGH, Sensitivity.SEVERE})
_AREAS = frozenset({PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3, PlaceKind.REGION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim, by what it is found.

    Attributes:
        words: The folded words, with a blank at either end.
        sources: Folded names and descriptions of its holders.
        names: Folded names of its places.
        acting: Folded ids and names of those who take part or are said to hold a place.
        first: First day on which it may hold, as a number such as 20171115; None where open.
        is_dated: Whether any time is known.
        is_inferred: Whether a link of its chain is taken from the context.
        is_protected: Whether a leak of its source, of the claim or of its document could do high harm.
        actors: Ids of those who take part, or their names where they have no id.
        place: The place that the claim is shown at.
    """

    id: str
    document: str
    publisher: str | None
    published: str | None
    type: str
    kind: str
    source: str = field(repr=False)
    anonymity: str
    basis: str
    certainty: str
    polarity: str
    realis: str
    status: str
    grade: str
    words: str = field(repr=False)
    sources: tuple[str, ...] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    acting: tuple[str, ...] = field(repr=False)
    place: PlaceView | None = field(repr=False)
    begin: str | None
    finish: str | None
    first: int | None
    last: int | None
    is_dated: bool
    actors: tuple[str, ...] = field(repr=False)
    flags: tuple[str, ...]
    version: str
    mode: str
    is_inferred: bool
    is_protected: bool

    @property
    def is_hatched(self) -> bool:
        """Whether the claim speaks of an unnamed part of the place."""
        return self.place is not None and self.place.quantifier in _PARTIAL and self.place.kind in _AREAS

    @property
    def is_unrealised(self) -> bool:
        """Whether it is intended, feared, predicted, supposed or commanded."""
        return self.realis not in {Realis.ACTUAL.value, Realis.ONGOING_ATTEMPT.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which claims are asked for; None asks for all. Names are as in `Wanted`.

    Attributes:
        grade: Reliability and credibility, such as `B2`; a letter alone asks for that reliability.
        incident: Id of an incident, or the beginning of one.
        status: How the claim came to stand; rejected ones are shown only where they are asked for.
    """

    words: str | None = field(default=None, repr=False)
    place: str | None = field(default=None, repr=False)
    actor: str | None = field(default=None, repr=False)
    type: str | None = None
    source: str | None = field(default=None, repr=False)
    anonymity: str | None = None
    basis: str | None = None
    certainty: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    grade: str | None = None
    status: str | None = None
    document: str | None = None
    incident: str | None = None

    def __post_init__(self) -> None:
        """Refuse days that are none."""
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and day_number(day) is None:
                raise UsageError(f"{name}: {day!r} is no day; write it as 2017-11-15")


def line_of(claim: ClaimView, *, is_marked: bool = False) -> Line:
    """The line of a claim; `is_marked` where a reviewer gave the claim or its document a high sensitivity."""
    nearest = claim.chain[0]
    begin, finish = _days(claim)
    return Line(
        id=claim.id,
        document=claim.document.id,
        publisher=claim.document.publisher,
        published=claim.document.published,
        type=claim.type,
        kind=claim.kind.value,
        source="" if nearest.kind is SourceKind.DOCUMENT else nearest.label,
        anonymity=nearest.anonymity.value,
        basis=nearest.basis.value,
        certainty=claim.certainty.value,
        polarity=claim.polarity.value,
        realis=claim.realis.value,
        status=claim.status.value,
        grade=f"{claim.reliability.value}{claim.credibility.value}",
        words=f" {' '.join(tokens(claim.words))} ",
        sources=tuple(folded(each.label) for each in claim.chain if each.kind is not SourceKind.DOCUMENT),
        names=frozenset(folded(each) for each in _place_names(claim)),
        acting=tuple(dict.fromkeys(folded(each) for each in _acting(claim))),
        place=_main_place(claim),
        begin=begin,
        finish=finish,
        first=day_number(begin),
        last=day_number(finish),
        is_dated=begin is not None or finish is not None,
        actors=tuple(dict.fromkeys(each.id or each.name or each.words for each in claim.participants)),
        flags=tuple(each.value for each in claim.flags),
        version=claim.version,
        mode=claim.mode.value,
        is_inferred=any(each.inferred for each in claim.chain),
        is_protected=is_marked or any(each.sensitivity in _PROTECTED for each in claim.chain),
    )


def _days(claim: ClaimView) -> tuple[str | None, str | None]:
    """The first and last day on which the claim may hold."""
    begins = [each.begin for each in claim.times]
    finishes = [each.finish for each in claim.times]
    first = None if None in begins else min((each for each in begins if each), default=None)
    last = None if None in finishes else max((each for each in finishes if each), default=None)
    return first, last


def _main_place(claim: ClaimView) -> PlaceView | None:
    """Where the claim is shown: where it is said to be, else the first place but that of a source."""
    places = [
        each
        for each in claim.places
        if each.role is not PlaceRole.SOURCE_LOCATION and each.status is not PlaceStatus.NOT_A_PLACE
    ]
    there = [each for each in places if each.role is PlaceRole.AT]
    return next(iter((*there, *places)), None)


def _place_names(claim: ClaimView) -> Iterator[str]:
    """Every name of a place."""
    for place in claim.places:
        yield from (each for each in (place.words, place.name, place.admin1, place.admin2, place.country) if each)


def _acting(claim: ClaimView) -> Iterator[str]:
    """Every id and name of an actor."""
    for each in claim.participants:
        yield from (name for name in (each.id, each.name, each.words) if name)
    for held in claim.control:
        yield from (name for name in (held.actor, held.name) if name)


def fits(line: Line, sought: Sought, incident: str | None) -> bool:
    """Whether the claim is one of those that are asked for."""
    return _is_of(line, sought) and _is_when(line, sought) and _is_named(line, sought) and _is_across(sought, incident)


def _is_of(line: Line, sought: Sought) -> bool:
    """Whether its own fields are those asked for."""
    if sought.status is None and line.status == ClaimStatus.REJECTED.value:
        return False
    return (
        (sought.status is None or line.status == sought.status)
        and (sought.type is None or line.type == sought.type)
        and (sought.anonymity is None or line.anonymity == sought.anonymity)
        and (sought.basis is None or line.basis == sought.basis)
        and (sought.certainty is None or line.certainty == sought.certainty)
        and (sought.publisher is None or line.publisher == sought.publisher)
        and (sought.grade is None or line.grade.startswith(sought.grade))
        and (sought.document is None or _begins(line.document, sought.document))
    )


def _is_when(line: Line, sought: Sought) -> bool:
    """Whether it may hold at some time in the interval; a claim without a time never fits one."""
    if sought.since is None and sought.until is None:
        return True
    since, until = _number(sought.since), _number(_filled(sought.until))
    return (
        line.is_dated
        and (since is None or line.last is None or line.last >= since)
        and (until is None or line.first is None or line.first <= until)
    )


@functools.lru_cache(64)
def _number(day: str | None) -> int | None:
    """The day as a number, worked out once for all lines."""
    return day_number(day)


@functools.lru_cache(64)
def _asked(words: str) -> tuple[str, ...]:
    """The folded words as they stand in a line, worked out once for all lines."""
    return tuple(f" {each} " for each in tokens(words))


def _filled(day: str | None) -> str | None:
    """The last day of a year or month that is given for a day."""
    if day is None:
        return None
    parts = day.lstrip("+-").count("-")
    return day + ("-12-31", "-31", "")[min(parts, 2)]


def _is_named(line: Line, sought: Sought) -> bool:
    """Whether its words, places, actors and sources are those asked for."""
    return (
        (sought.words is None or all(each in line.words for each in _asked(sought.words)))
        and (sought.place is None or folded(sought.place) in line.names)
        and (sought.actor is None or any(folded(sought.actor) in each for each in line.acting))
        and (sought.source is None or any(folded(sought.source) in each for each in line.sources))
    )


def _is_across(sought: Sought, incident: str | None) -> bool:
    """Whether it belongs to the incident asked for."""
    return sought.incident is None or (incident is not None and _begins(incident, sought.incident))


def _begins(identity: str, given: str) -> bool:
    """Whether the id is the given one or begins like it; what stands before its colon may be left out."""
    return identity.startswith(given) or identity.partition(":")[2].startswith(given)
