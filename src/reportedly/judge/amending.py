"""Corrections as a reviewer points at them: which link, place or time was misread, and what it is instead.

A `Correction` gives each field whole. Somebody who reads a claim changes one thing of it: the words of one place, the
days of one time. An `Amendment` says just that, and becomes a `Correction` of the claim as it stands then.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportedly.errors import UsageError
from reportedly.judge.claims import Made, about_claim, check_correction, check_seen, live_claim
from reportedly.judge.listing import (
    ActorPick,
    LinkPick,
    QuantityPick,
    chain_of,
    link_of,
    participants_of,
    quantities_of,
)
from reportedly.ledger.decisions import append_about_claim
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.records import (
    DOCUMENT_HOLDER,
    Candidate,
    Correction,
    DatedTo,
    Holder,
    Judgement,
    Mentions,
    PlaceMention,
    PlaceReading,
    Ruling,
    TimeMention,
    TimeReading,
)
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    Basis,
    Certainty,
    Decision,
    Flag,
    Genericity,
    Kind,
    Mode,
    PlaceRole,
    PlaceStatus,
    Polarity,
    Realis,
    SourceKind,
    TimeKind,
)

_GIVEN = "a reviewer chose it"
# UCDP's date_prec by the longest interval that it stands for, in days; 5 is longer.
_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePick:
    """Who says it instead; None leaves what was read.

    Attributes:
        place: Which link of the chain, 0 for the nearest.
        words: Where the document names the source.
        label: Its name or description, where no words of the document are pointed at.
        is_document: Whether the article says it in its own voice.
    """

    place: int = 0
    words: Span | None = None
    label: str | None = field(default=None, repr=False)
    kind: SourceKind | None = None
    anonymity: Anonymity | None = None
    basis: Basis | None = None
    is_document: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePick:
    """One place of a claim, chosen by a reviewer.

    Attributes:
        number: Which of the claim's places; None for one that was missed, which needs `words`.
        candidate: What the words mean; None leaves the reading.
        is_none: Whether the words are no place of this claim.
    """

    number: int | None = None
    words: Span | None = None
    role: PlaceRole | None = None
    candidate: Candidate | None = field(default=None, repr=False)
    is_none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePick:
    """One time of a claim, chosen by a reviewer.

    Attributes:
        number: Which of the claim's times; None for one that was missed.
        begin: First day, ISO 8601; None where open.
        is_none: Whether the time is none of this claim.
    """

    number: int | None = None
    words: Span | None = None
    begin: str | None = None
    finish: str | None = None
    is_none: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no interval of days."""
        days = [_day(each) for each in (self.begin, self.finish) if each is not None]
        if not days and not self.is_none:
            raise UsageError("a time has a first or a last day")
        if len(days) == 2 and days[0] > days[1]:  # noqa: PLR2004 - the two ends
            raise UsageError(f"the time ends before it begins: {self.begin} to {self.finish}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a reviewer changes; None, or an empty tuple of picks, leaves things as they are.

    Attributes:
        words: The words of the claim.
        source: One link of the chain.
        chain: All links but the report itself, in place of those that were read.
        participants: All participants, in place of those that were read; so are quantities and flags.
    """

    words: tuple[Span, ...] | None = None
    kind: Kind | None = None
    type: str | None = None
    mode: Mode | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    realis: Realis | None = None
    genericity: Genericity | None = None
    source: SourcePick | None = None
    chain: tuple[LinkPick, ...] | None = None
    places: tuple[PlacePick, ...] = ()
    times: tuple[TimePick, ...] = ()
    participants: tuple[ActorPick, ...] | None = None
    quantities: tuple[QuantityPick, ...] | None = None
    flags: tuple[Flag, ...] | None = None


def amend(ledger: Ledger, claim: str, amendment: Amendment, ruling: Ruling, *, seen: str | None = None) -> str:
    """The document says this, but what the amendment names was misread; the claim's id stays.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        StaleError: Somebody decided about it since `seen`.
        UsageError: Nothing is changed, or a pick points at what is not there.
        RecordError: The corrected claim breaks a rule of claims.
    """
    if amendment == Amendment():
        raise UsageError("the correction changes nothing; name what was misread")

    def draft(document: LiveDocument, target: str) -> Judgement:
        found = live_claim(document, target)
        check_seen(found.version, seen)
        made = Made(correction=correction_of(amendment, found, document))
        return about_claim(Decision.CORRECT, ruling, made, check=check_correction)(document, target)

    return append_about_claim(ledger, claim, draft)


_PLAIN = ("kind", "type", "mode", "polarity", "certainty", "realis", "genericity", "flags")


def correction_of(amendment: Amendment, claim: LiveClaim, document: LiveDocument) -> Correction:
    """The whole fields that the amendment comes to."""
    people = amendment.participants
    participants, actors = (None, None) if people is None else participants_of(people, claim, document)
    numbers = amendment.quantities
    return Correction(
        **{name: getattr(amendment, name) for name in _PLAIN},
        content=amendment.words,
        chain=_chain(amendment, claim, document.latest.report.document.text),
        places=tuple(_places(amendment.places, claim, document)) if amendment.places else None,
        times=tuple(_times(amendment.times, claim, document)) if amendment.times else None,
        participants=participants,
        actors=actors,
        quantities=None if numbers is None else quantities_of(numbers, claim),
    )


def _chain(amendment: Amendment, claim: LiveClaim, text: str) -> tuple[Holder, ...] | None:
    """The chain as a whole, or with another link in place of one; None where it stays."""
    if amendment.chain is None:
        return None if amendment.source is None else _relinked(amendment.source, claim, text)
    if amendment.source is not None:
        raise UsageError("give the whole chain or one source of it, not both")
    return chain_of(amendment.chain, claim, text)


def _relinked(pick: SourcePick, claim: LiveClaim, text: str) -> tuple[Holder, ...]:
    """The chain with another link in place of one, or the article alone."""
    chain = claim.claim.chain
    if pick.is_document:
        return (DOCUMENT_HOLDER,)
    if not 0 <= pick.place < len(chain):
        raise UsageError(f"the chain has no link {pick.place}")
    before = chain[pick.place]
    is_own_voice = before.kind is SourceKind.DOCUMENT
    if is_own_voice and pick.words is None and pick.label is None:
        raise UsageError("the article says it in its own voice: point at the words for the source first")
    said = LinkPick(words=pick.words, label=pick.label, kind=pick.kind, anonymity=pick.anonymity, basis=pick.basis)
    link = link_of(said, None if is_own_voice else before, text)
    return (*chain[: pick.place], link, *chain[pick.place + (0 if is_own_voice else 1) :])


def _places(picks: tuple[PlacePick, ...], claim: LiveClaim, document: LiveDocument) -> Iterator[PlaceReading]:
    """All places of the claim; one that is none stays as such, since observations count places by their number."""
    changed = {each.number: each for each in picks if each.number is not None}
    _check_numbers(changed, len(claim.places), "place")
    for number, reading in enumerate(claim.places):
        yield _replaced(changed[number], reading) if number in changed else reading
    for pick in picks:
        if pick.number is None:
            yield _missed_place(pick, document.latest.report.mentions)


def _replaced(pick: PlacePick, reading: PlaceReading) -> PlaceReading:
    """A place as the reviewer reads it."""
    mention = reading.mention
    if pick.is_none:
        empty = replace(mention, status=PlaceStatus.NOT_A_PLACE, candidates=(), conflict=False)
        return replace(reading, mention=empty)
    if pick.words is not None:
        mention = replace(mention, span=pick.words)
    chosen = pick.candidate
    if chosen is not None:
        others = tuple(each for each in mention.candidates if each.id != chosen.id)
        mention = replace(mention, status=PlaceStatus.RESOLVED, conflict=False, candidates=(_chosen(chosen), *others))
    return replace(
        reading, mention=mention, role=pick.role or reading.role, inherited=reading.inherited and pick.words is None
    )


def _missed_place(pick: PlacePick, mentions: Mentions) -> PlaceReading:
    """A place that the machine missed in this claim, though it may have read the words elsewhere."""
    if pick.words is None:
        raise UsageError("point at the words of the place that was missed")
    words = pick.words
    mention = next((each for each in mentions.places if each.span.overlaps(words)), None)
    if mention is None or pick.candidate is not None:
        candidates = () if pick.candidate is None else (_chosen(pick.candidate),)
        status = PlaceStatus.RESOLVED if candidates else PlaceStatus.UNRESOLVED
        mention = PlaceMention(span=words, status=status, candidates=candidates)
    return PlaceReading(role=pick.role or PlaceRole.AT, mention=mention)


def _chosen(candidate: Candidate) -> Candidate:
    """The reading, marked as a person's choice."""
    return replace(candidate, score=1.0, because=_GIVEN)


def _times(picks: tuple[TimePick, ...], claim: LiveClaim, document: LiveDocument) -> Iterator[TimeReading]:
    """All times of the claim."""
    changed = {each.number: each for each in picks if each.number is not None}
    _check_numbers(changed, len(claim.times), "time")
    mentions = document.latest.report.mentions
    for number, reading in enumerate(claim.times):
        if number not in changed:
            yield reading
        elif not changed[number].is_none:
            yield _dated(changed[number], reading.mention, mentions)
    for pick in picks:
        if pick.number is None:
            yield _dated(pick, None, mentions)


def _dated(pick: TimePick, mention: TimeMention | None, mentions: Mentions) -> TimeReading:
    """A time as the reviewer reads it."""
    words = pick.words
    if words is not None:
        known = next((each for each in mentions.times if each.span.overlaps(words)), None)
        mention = known or TimeMention(span=words, kind=TimeKind.DATE, begin=pick.begin, finish=pick.finish)
    dated = DatedTo(
        mention=None,
        begin=pick.begin,
        finish=pick.finish,
        precision=_precision(pick.begin, pick.finish),
        because=_GIVEN,
    )
    return TimeReading(dated=dated, mention=mention)


def _check_numbers(changed: dict[int, PlacePick] | dict[int, TimePick], length: int, what: str) -> None:
    """Refuse a pick of something that the claim does not have."""
    wrong = [number for number in changed if not 0 <= number < length]
    if wrong:
        raise UsageError(f"the claim has no {what} number {wrong[0]}")


def _day(given: str) -> datetime.date:
    """The day.

    Raises:
        UsageError: It is none.
    """
    try:
        return datetime.date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"{given!r} is no day; write it as 2017-11-15") from error


def _precision(begin: str | None, finish: str | None) -> int:
    """How fine the interval is; 0 where an end is open."""
    if begin is None or finish is None:
        return 0
    days = (_day(finish) - _day(begin)).days + 1
    return next((precision for longest, precision in _PRECISION if days <= longest), 5)
