"""What leaves the ledger: plain values that are already redacted for their audience.

Nothing here leads back to a record: no id of the ledger in a release for others than its owner, no text of a
document, and no words of a withheld source. Fields that carry words stay out of `repr`.
"""

import dataclasses
from dataclasses import dataclass, field

from reportedly.ledger.queries import Wanted
from reportedly.spans import Span
from reportedly.vocabulary import (
    AboutHow,
    ActorRole,
    Anchor,
    Anonymity,
    Audience,
    Basis,
    Certainty,
    ClaimStatus,
    ControlDiurnal,
    ControlFunction,
    ControlLevel,
    ControlTrend,
    ControlUnit,
    Credibility,
    DateOrigin,
    Decision,
    Flag,
    Genericity,
    Handling,
    Kind,
    Mode,
    Operator,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    Quantifier,
    QuantityOf,
    Realis,
    Reliability,
    Sensitivity,
    SourceKind,
    Stage,
)

__all__ = [
    "AboutView",
    "AlternativeView",
    "CandidateView",
    "ClaimView",
    "ControlView",
    "DocumentView",
    "Explanation",
    "HeldBack",
    "HolderView",
    "IssueView",
    "JudgementView",
    "Occasion",
    "ParticipantView",
    "PlaceView",
    "QuantityView",
    "ReasonView",
    "Released",
    "TimeView",
    "Wanted",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One release: for whom, when, to whom, and the key that its ids are made with.

    Attributes:
        at: UTC, ISO 8601.
        recipient: Who receives it, for the log; never a name of a source.
        key: 32 random bytes, new for each release; calls with the same key give the same ids.
    """

    audience: Audience
    at: str
    recipient: str = ""
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderView:
    """One link of a chain, nearest first; `label` is a general description where the source is withheld.

    `sensitivity` and `handling` are for the owner: told to others, they would say what sort of person is withheld.
    """

    label: str = field(repr=False)
    kind: SourceKind
    anonymity: Anonymity
    basis: Basis
    party: str | None = None
    cue: str | None = field(default=None, repr=False)
    inferred: bool = False
    withheld: bool = False
    span: Span | None = None
    sensitivity: Sensitivity | None = None
    handling: Handling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantView:
    """Who or what takes part in the asserted event."""

    role: ActorRole
    words: str = field(repr=False)
    id: str | None = None
    name: str | None = field(default=None, repr=False)
    quantifier: Quantifier | None = None
    group: int = 0
    operator: Operator = Operator.AND


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityView:
    """A number that the claim gives."""

    of: QuantityOf
    words: str = field(repr=False)
    low: float | None = None
    best: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """One reading of a place name, with why it ranks where it does."""

    id: str
    name: str = field(repr=False)
    kind: PlaceKind
    country: str | None
    admin1: str | None
    score: float
    because: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place of a claim, as finely as the audience may see it.

    Attributes:
        words: As written; None where the place is generalised.
        name: The gazetteer's name for the chosen reading; None where nothing was chosen.
        lat: Degrees north, rounded or left out by policy.
        precision: UCDP's where_prec, 1 (exact) to 7 (international), never finer than what is shown.
        generalised: Whether something finer is known and withheld.
        candidates: Every reading, only in an explanation.
    """

    words: str | None = field(default=None, repr=False)
    role: PlaceRole
    status: PlaceStatus
    id: str | None = None
    name: str | None = field(default=None, repr=False)
    kind: PlaceKind | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = field(default=None, repr=False)
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    stated_parent: str | None = field(default=None, repr=False)
    conflict: bool = False
    inherited: bool = False
    quantifier: Quantifier | None = None
    generalised: bool = False
    candidates: tuple[CandidateView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
    """When a claim says that it holds; bounds inclusive ISO 8601 days, None where open."""

    words: str | None = field(default=None, repr=False)
    begin: str | None
    finish: str | None
    precision: int
    anchor: Anchor | None = None
    inherited: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlView:
    """A reported observation of control."""

    actor: str | None
    name: str | None = field(default=None, repr=False)
    level: ControlLevel
    trend: ControlTrend | None
    diurnal: ControlDiurnal
    quantifier: Quantifier | None
    unit: ControlUnit | None
    function: tuple[ControlFunction, ...]
    place: str | None = field(default=None, repr=False)
    wording: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document as an audience may see it.

    Attributes:
        id: Id in this release; the ledger's own for its owner.
        source: What the user gave; None where it could lead to a withheld source.
        withheld: Whether a source of it is withheld from this audience.
        published: The chosen day; `origin` tells where it was found.
        claims: How many claims of it are live.
        model: What annotated the latest reading.
        sensitivity: The highest of its sources, its people and what a reviewer said; for the owner alone.
        handling: How far it may be passed on.
    """

    id: str
    source: str | None = field(default=None, repr=False)
    url: str | None = field(default=None, repr=False)
    title: str | None = field(default=None, repr=False)
    publisher: str | None = None
    published: str | None = None
    origin: DateOrigin | None = None
    language: str | None = None
    claims: int = 0
    withheld: bool = False
    model: str = ""
    gazetteer: str = ""
    sensitivity: Sensitivity | None = None
    handling: Handling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim as an audience may see it: a document says that somebody says something.

    Attributes:
        id: Id in this release; the ledger's own for its owner.
        words: The words of the claim, or a general statement of what they were about where they are withheld.
        verbatim: Whether `words` are the document's own.
        chain: Holders, nearest first; the last is the document.
        cautions: What a reader must know before using it, such as "presupposed" or "intended, not reported as done".
        spans: Where the words stand, for the owner and for documents without a withheld source; else empty.
        notes: Fields of the readers' own with their values, for the owner.
        version: What a decision about the claim must name, for the owner; it changes with every decision.
    """

    id: str
    document: DocumentView
    words: str = field(repr=False)
    verbatim: bool
    chain: tuple[HolderView, ...]
    kind: Kind
    type: str
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    realis: Realis
    genericity: Genericity
    participants: tuple[ParticipantView, ...] = ()
    quantities: tuple[QuantityView, ...] = ()
    places: tuple[PlaceView, ...] = ()
    times: tuple[TimeView, ...] = ()
    control: tuple[ControlView, ...] = ()
    flags: tuple[Flag, ...] = ()
    cautions: tuple[str, ...] = ()
    plover: str | None = None
    acled: str | None = None
    ucdp: str | None = None
    status: ClaimStatus = ClaimStatus.PROPOSED
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    spans: tuple[Span, ...] = ()
    sensitivity: Sensitivity | None = None
    handling: Handling | None = None
    version: str = ""
    notes: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """Why a field of a claim has its value."""

    field: str
    rule: str
    words: str | None = dataclasses.field(default=None, repr=False)
    because: str = dataclasses.field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeView:
    """Another chain that the words allow."""

    chain: tuple[HolderView, ...]
    because: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """An earlier claim that this one speaks of, by its id in this release."""

    claim: str
    how: AboutHow


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementView:
    """A decision about the claim; `id` is what `undo` takes. Reviewers and their reasons are for the owner alone.

    Attributes:
        grade: The Admiralty grade that was given, such as `B2`; the last one that stands counts.
    """

    id: str
    decision: Decision
    at: str
    reviewer: str | None = None
    because: str | None = field(default=None, repr=False)
    comment: str | None = field(default=None, repr=False)
    sensitivity: Sensitivity | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One claim with what made it: words, rules, lexicon entries, model layers, alternatives, decisions.

    Attributes:
        before: Words just before the claim, for the owner; empty where anything is withheld.
        after: Words just after it.
        withheld: Why parts are general, one sentence each.
    """

    claim: ClaimView
    reasons: tuple[ReasonView, ...] = ()
    alternatives: tuple[AlternativeView, ...] = ()
    about: tuple[AboutView, ...] = ()
    judgements: tuple[JudgementView, ...] = ()
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    """Something that could not be read or understood; `source` and `message` are for the owner alone."""

    code: str
    stage: Stage
    document: str | None = None
    source: str | None = field(default=None, repr=False)
    message: str = field(default="", repr=False)
    remedy: str = ""
    span: Span | None = None
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Claims that fit and are not shown to this audience, with the reason."""

    because: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What one release holds, for callers that want all of it at once.

    Attributes:
        id: The release, as it stands in the ledger's log.
        policy: Name of the policy that was applied.
    """

    id: str
    audience: Audience
    policy: str
    documents: tuple[DocumentView, ...] = ()
    claims: tuple[ClaimView, ...] = ()
    held: tuple[HeldBack, ...] = ()
