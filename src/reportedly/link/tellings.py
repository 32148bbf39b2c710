"""What a claim tells of an occurrence, in a form that is quick to compare; words are kept as hashes only."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.records import Candidate, PlaceReading
from reportedly.vocabulary import (
    ActorRole,
    ClaimStatus,
    Genericity,
    Kind,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    QuantityOf,
    Realis,
)

_WORD = re.compile(r"[^\W\d_]{4,}")
_HAPPENS = {Kind.EVENT, Kind.STATE_CHANGE, Kind.PROCESS, Kind.CAUSAL, Kind.DENIAL}
_WHERE = {PlaceRole.AT, PlaceRole.NEAR, PlaceRole.FROM, PlaceRole.TO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place where a claim says it happened: one reading of the words for it.

    Attributes:
        precision: UCDP's where_prec, 1 (exact) to 7 (international).
        other: The first-level division that the text states, where the gazetteer gives another.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 2
    inherited: bool = False
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number that the claim gives."""

    of: QuantityOf
    low: float | None = None
    best: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim of a specific occurrence.

    Attributes:
        claim: Id of the live claim.
        document: Id of its document.
        published: Day of publication as a proleptic ordinal; None where unknown.
        founds: Whether it can make an incident; a denial or a negated claim only points at one.
        begin: First day on which it may have happened, as an ordinal; None where open.
        finish: Last such day.
        actors: Role and id of actors that the actor table knows.
        words: Hashes of the content words around the claim, sorted.
        names: Hashes of the words of names there that are no places, sorted.
        at: Where the claim begins in its document, in code points.
    """

    claim: str
    document: str
    publisher: str | None
    published: int | None
    type: str
    founds: bool
    begin: int | None
    finish: int | None
    spots: tuple[Spot, ...] = ()
    actors: tuple[tuple[ActorRole, str], ...] = ()
    counts: tuple[Count, ...] = ()
    words: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    at: int = 0

    @property
    def width(self) -> int | None:
        """How many days the interval has; None where it is open."""
        return None if self.begin is None or self.finish is None else self.finish - self.begin + 1


def tellings_of(document: LiveDocument) -> Iterator[Telling]:
    """What the live claims of the document tell of."""
    for claim in document.claims:
        if is_telling(claim):
            yield _telling(claim, document)


def is_telling(claim: LiveClaim) -> bool:
    """Whether the claim says of one occurrence that it came about, or denies it, and nobody rejected it."""
    read = claim.claim
    return (
        claim.status is not ClaimStatus.REJECTED
        and read.type in load_lexicon("incident_types").entries
        and read.kind in _HAPPENS
        and read.realis is Realis.ACTUAL
        and read.genericity is Genericity.SPECIFIC
    )


def _telling(claim: LiveClaim, document: LiveDocument) -> Telling:
    """The claim as something to compare."""
    read = claim.claim
    report = document.latest.report
    begin, finish = _days(claim)
    return Telling(
        claim=claim.id,
        document=report.document.id,
        publisher=report.document.publisher,
        published=ordinal(report.document.published),
        type=read.type,
        founds=read.polarity is Polarity.ASSERTED and read.kind is not Kind.DENIAL,
        begin=begin,
        finish=finish,
        spots=tuple(_spots(claim)),
        actors=tuple(
            sorted(
                (part.role, str(actor.id))
                for part, actor in zip(read.participants, claim.actors, strict=False)
                if actor.id is not None
            )
        ),
        counts=tuple(Count(of=each.of, low=each.low, best=each.best, high=each.high) for each in read.quantities),
        words=_hashes(_WORD.findall(" ".join(part.of(report.document.text) for part in read.content))),
        at=min(read.content).start,
    )


def ordinal(day: str | None) -> int | None:
    """The day, given in ISO 8601, as a proleptic ordinal; None where it is no whole day."""
    try:
        return dt.date.fromisoformat(day or "").toordinal()
    except ValueError:
        return None


def day_of(number: int | None) -> str | None:
    """The day of an ordinal, ISO 8601."""
    return None if number is None else dt.date.fromordinal(number).isoformat()


def _days(claim: LiveClaim) -> tuple[int | None, int | None]:
    """The first and last day of the closest time that the claim has."""
    times = [(ordinal(each.dated.begin), ordinal(each.dated.finish)) for each in claim.times]
    closed = [(begin, finish) for begin, finish in times if begin is not None and finish is not None]
    if closed:
        return min(closed, key=lambda pair: (pair[1] - pair[0], pair))
    return times[0] if times else (None, None)


def _spots(claim: LiveClaim) -> Iterator[Spot]:
    """Where it happened, as far as it was resolved."""
    for place in claim.places:
        if place.role in _WHERE and place.mention.status is PlaceStatus.RESOLVED and place.mention.candidates:
            yield _spot(place, place.mention.candidates[0])


def _spot(place: PlaceReading, best: Candidate) -> Spot:
    """One place of the claim."""
    return Spot(
        id=best.id,
        name=best.name,
        kind=best.kind,
        country=best.country,
        admin1=best.name if best.kind is PlaceKind.ADM1 else best.admin1,
        admin2=best.name if best.kind is PlaceKind.ADM2 else best.admin2,
        lat=best.lat,
        lon=best.lon,
        precision=best.precision,
        inherited=place.inherited,
        other=place.mention.stated_parent if place.mention.conflict else None,
    )


def _hashes(words: list[str]) -> tuple[int, ...]:
    """The folded words as numbers, each once, in order."""
    return tuple(sorted({word_hash(folded(each)) for each in words}))


def word_hash(word: str) -> int:
    """A word as a number of 32 bits."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest())
