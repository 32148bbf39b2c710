"""Claims as parts of tellings: what each says of when, where, who and how many."""

import datetime as dt
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.gazetteer.spelling import skeleton
from reportedly.ledger.live import LiveClaim
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.link.tellings import Count, Part, Spot
from reportedly.records import Mentions, PlaceReading
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorRole,
    ClaimStatus,
    Genericity,
    Kind,
    NameKind,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    QuantityOf,
    Realis,
)

_WORD = re.compile(r"[^\W\d_]{3,}")
_HAPPENS = {Kind.EVENT, Kind.STATE_CHANGE, Kind.PROCESS, Kind.STATE}
_HUMAN_COST = {QuantityOf.KILLED, QuantityOf.INJURED, QuantityOf.ABDUCTED, QuantityOf.DISPLACED}
_ROLES = {PlaceRole.AT, PlaceRole.NEAR, PlaceRole.FROM, PlaceRole.TO}
_ON_WAY = {PlaceRole.FROM, PlaceRole.TO}
_WIDE = {PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.REGION}
# Endings by which forms of one word differ; crude, and the same on both sides.
_ENDING = re.compile(r"(?:ings?|ed|ers?|s|es)$")
_STEM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A claim read for comparison, with what it says itself and not by context.

    Attributes:
        families: Families of its type; empty where any telling may hold it.
        spots: Places, those from context only where it names none.
        placed: Whether it names a place itself.
    """

    part: Part
    families: tuple[str, ...]
    spots: tuple[Spot, ...]
    placed: bool
    actors: tuple[tuple[ActorRole, str, str], ...]
    counts: tuple[Count, ...]
    words: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)


def families_of(type_: str) -> tuple[str, ...]:
    """The families within which claims of this type may tell of one occurrence; empty for other types."""
    entry = load_lexicon("incident_types").entries.get(type_)
    return () if entry is None else tuple(entry["families"])


def families_of_numbers(counted: Iterable[QuantityOf]) -> tuple[str, ...]:
    """The families of types that such numbers are told with: "three were wounded" is of the attack told before."""
    entries = load_lexicon("incident_types").entries.values()
    of = set(counted)
    return tuple(
        sorted({each for entry in entries if of & set(entry.get("numbers", ())) for each in entry["families"]})
    )


def _founds(claim: LiveClaim) -> bool:
    """Whether the claim can make an incident: it asserts an occurrence of a type that is one."""
    read = claim.claim
    return bool(families_of(read.type)) and read.kind is not Kind.DENIAL and read.polarity is Polarity.ASSERTED


@functools.cache
def every_family() -> frozenset[str]:
    """All families: what a bare denial may be about."""
    return frozenset(each for entry in load_lexicon("incident_types").entries.values() for each in entry["families"])


def find_reading(claim: LiveClaim, text: str, mentions: Mentions) -> Reading | None:
    """The claim read for comparison; None where it tells of no occurrence."""
    read = claim.claim
    families = families_of(read.type) or families_of_numbers(each.of for each in read.quantities)
    if claim.status is ClaimStatus.REJECTED or not is_single(claim):
        return None
    is_denial = read.kind is Kind.DENIAL
    if not is_denial and not (read.kind in _HAPPENS and families):
        return None
    spots = tuple(_spots(claim, text))
    return Reading(
        part=_part(claim, founds=_founds(claim)),
        families=() if is_denial else families,
        spots=spots,
        placed=any(not each.inherited for each in spots),
        actors=tuple(_actors(claim)),
        counts=tuple(
            Count(claim=claim.id, of=each.of, low=each.low, best=each.best, high=each.high)
            for each in read.quantities
            if each.of in _HUMAN_COST
        ),
        words=frozenset(_stem(folded(word)) for part in read.content for word in _WORD.findall(part.of(text))),
        names=frozenset(_names(claim, text, mentions)),
    )


def is_single(claim: LiveClaim) -> bool:
    """Whether it says of one occurrence that it came about.

    "Nine people were killed" counts nine deaths, and is told as one occurrence.
    """
    read = claim.claim
    if read.realis is not Realis.ACTUAL:
        return False
    if read.genericity is Genericity.SPECIFIC:
        return True
    decided = any(each.correction is not None and each.correction.genericity is not None for each in claim.judgements)
    counted = any(each.field == "genericity" and each.rule == "rule:count" for each in read.reasons)
    return read.genericity is Genericity.ITERATIVE and counted and not decided


def _part(claim: LiveClaim, *, founds: bool) -> Part:
    """The claim with the closest time that it gives."""
    times = [(ordinal(each.dated.begin), ordinal(each.dated.finish)) for each in claim.times]
    closed = [(finish - begin, begin, finish) for begin, finish in times if begin is not None and finish is not None]
    begin, finish = min(closed)[1:] if closed else (None, None)
    return Part(
        claim=claim.id,
        at=min(claim.claim.content).start,
        type=claim.claim.type,
        founds=founds,
        begin=begin,
        finish=finish,
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


def _spots(claim: LiveClaim, text: str) -> Iterator[Spot]:
    """The finest places that the claim names; without any, those that context gives it."""
    found = [_spot(each, claim.id, text) for each in claim.places if _is_where(each)]
    named = [each for each in found if not each.inherited]
    yield from finest(named or found)


def finest(spots: list[Spot]) -> Iterator[Spot]:
    """The places without those that only tell what another one lies in, each once."""
    seen: set[str] = set()
    for each in sorted(spots, key=lambda spot: (not spot.sure, spot.kind in _WIDE, spot.inherited)):
        is_around = each.kind in _WIDE and any(other.kind not in _WIDE for other in spots)
        if (each.id or each.written) not in seen and not is_around:
            seen.add(each.id or each.written)
            yield each


def _is_where(place: PlaceReading) -> bool:
    """Whether the place is where it happened; one that nobody could place is known by how it is written."""
    return place.role in _ROLES and place.mention.status is not PlaceStatus.NOT_A_PLACE


def _spot(place: PlaceReading, claim: str, text: str) -> Spot:
    """One place of the claim."""
    written = skeleton(place.mention.span.of(text))
    best = place.mention.chosen
    if best is None:
        return Spot(
            claim=claim,
            id="",
            name="",
            kind=PlaceKind.PPL,
            country=None,
            written=written,
            sure=False,
            on_way=place.role in _ON_WAY,
            inherited=place.inherited,
        )
    return Spot(
        claim=claim,
        id=best.id,
        name=best.name,
        kind=best.kind,
        country=best.country,
        written=written,
        admin1=best.name if best.kind is PlaceKind.ADM1 else best.admin1,
        admin2=best.name if best.kind is PlaceKind.ADM2 else best.admin2,
        lat=best.lat,
        lon=best.lon,
        precision=best.precision,
        on_way=place.role in _ON_WAY,
        inherited=place.inherited,
    )


def _actors(claim: LiveClaim) -> Iterator[tuple[ActorRole, str, str]]:
    """Actors of the actor table that take part."""
    for part, actor in zip(claim.claim.participants, claim.actors, strict=False):
        if actor.id is not None:
            yield part.role, actor.id, claim.id


def _names(claim: LiveClaim, text: str, mentions: Mentions) -> Iterator[str]:
    """Names in the words of the claim: of people, bodies, and of places that nobody could place, as skeletons."""
    inside = claim.claim.content
    for name in mentions.names:
        if name.kind is not NameKind.LOCATION and _is_in(name.span, inside):
            yield skeleton(name.span.of(text))
    for place in mentions.places:
        if place.status is PlaceStatus.UNRESOLVED and _is_in(place.span, inside):
            yield skeleton(place.span.of(text))


def _is_in(span: Span, parts: tuple[Span, ...]) -> bool:
    """Whether the span stands in one of the parts."""
    return any(part.contains(span) for part in parts)


@functools.lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """The word without an ending by which its forms differ."""
    cut = _ENDING.sub("", word)
    return cut if len(cut) >= _STEM else word


@functools.cache
def common_words() -> frozenset[str]:
    """Stems of the words that reports of violence are full of: those that name types and classes of people."""
    keys = (key for name in ("types", "nouns", "numbers") for key in load_lexicon(name).entries)
    return frozenset(_stem(folded(word)) for key in keys for word in _WORD.findall(key))


@functools.cache
def empty_words() -> frozenset[str]:
    """Stems of words that tell nothing."""
    return frozenset(
        _stem(folded(word)) for key in load_lexicon("function_words").entries for word in _WORD.findall(key)
    )


def hashes(words: frozenset[str]) -> tuple[int, ...]:
    """The words as numbers of 32 bits, in order."""
    return tuple(sorted(map(_hash, words)))


@functools.lru_cache(maxsize=65_536)
def _hash(word: str) -> int:
    """One word as a number."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest())
