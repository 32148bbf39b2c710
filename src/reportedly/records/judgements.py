"""What people decide about claims: rows that are appended, never changed, each signed and dated."""

from dataclasses import dataclass, field

from reportedly.errors import RecordError
from reportedly.records.claims import Claim, Holder, Participant, Quantity
from reportedly.records.mentions import DatedTo, PlaceMention, TimeMention
from reportedly.records.reports import ActorReading
from reportedly.spans import Span
from reportedly.vocabulary import (
    Certainty,
    Credibility,
    Decision,
    Flag,
    Genericity,
    Kind,
    Mode,
    PlaceRole,
    Polarity,
    Quantifier,
    Realis,
    Reliability,
    Sensitivity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Who decides, when and why.

    Attributes:
        reviewer: The person, as they sign.
        at: UTC, ISO 8601.
        because: The reason, in the reviewer's words.
    """

    reviewer: str
    at: str
    because: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """A place of a claim together with the words and readings of it, so that it stands without the report."""

    role: PlaceRole
    mention: PlaceMention = field(repr=False)
    inherited: bool = False
    quantifier: Quantifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReading:
    """A time of a claim together with the words for it; `mention` is None where no words give it."""

    dated: DatedTo
    mention: TimeMention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The fields that a reviewer changes; None leaves a field as the machine read it.

    Attributes:
        source: The nearest holder, in place of the first link of the chain.
        chain: The whole chain, where more than the nearest holder changes.
        participants: The participants, with one reading each in `actors`.
    """

    content: tuple[Span, ...] | None = None
    source: Holder | None = None
    chain: tuple[Holder, ...] | None = None
    kind: Kind | None = None
    type: str | None = None
    mode: Mode | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    realis: Realis | None = None
    genericity: Genericity | None = None
    participants: tuple[Participant, ...] | None = None
    actors: tuple[ActorReading, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    places: tuple[PlaceReading, ...] | None = None
    times: tuple[TimeReading, ...] | None = None
    flags: tuple[Flag, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A claim that the machine missed, with its places, times and actors."""

    claim: Claim
    places: tuple[PlaceReading, ...] = ()
    times: tuple[TimeReading, ...] = ()
    actors: tuple[ActorReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """An Admiralty grade given by a person; F6 is where everything starts.

    Attributes:
        independent: The reviewer's word that another, independent source says the same, without which there is no 1.
    """

    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    independent: bool = False

    def __post_init__(self) -> None:
        """Refuse a 1 without the reviewer's word."""
        if self.credibility is Credibility.INDEPENDENTLY_REPORTED and not self.independent:
            message = "credibility 1 needs the reviewer's word that another, independent source says the same"
            raise RecordError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is withheld, from audiences below its sensitivity.

    Attributes:
        sensitivity: How much harm a leak could do.
        source: Where the document names or describes the withheld source; empty when a claim or document is withheld.
    """

    sensitivity: Sensitivity
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One appended row.

    Attributes:
        id: Hash of what was decided, by whom and when.
        document: Id of the document it concerns.
        target: Id of the claim, document or judgement it speaks of.
        reading: Fingerprint of the reading that the reviewer had in view; None where the target is no claim.
        notes: Fields of the readers' own with their values, such as ("Photo", "yes"); an empty value takes one away.
    """

    id: str
    decision: Decision
    document: str
    target: str
    ruling: Ruling
    reading: str | None = None
    correction: Correction | None = field(default=None, repr=False)
    addition: Addition | None = field(default=None, repr=False)
    grade: Grade | None = None
    redaction: Redaction | None = None
    comment: str | None = field(default=None, repr=False)
    notes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
