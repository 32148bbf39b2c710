"""What a document says that somebody says: claims, their chains of holders, and what is asserted."""

from dataclasses import dataclass, field

from reportedly.errors import RecordError
from reportedly.records.annotations import Annotated, Attribution
from reportedly.records.documents import Issue, content_id
from reportedly.spans import Span
from reportedly.vocabulary import (
    AboutHow,
    ActorRole,
    Anonymity,
    Basis,
    Certainty,
    ControlDiurnal,
    ControlFunction,
    ControlLevel,
    ControlTrend,
    ControlUnit,
    Flag,
    Genericity,
    Kind,
    Mode,
    Operator,
    Polarity,
    Quantifier,
    QuantityOf,
    Realis,
    SourceKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field of a claim has its value.

    Attributes:
        field: The field, such as `basis` or `chain.0.anonymity`.
        rule: The rule, lexicon entry (`types:seize`) or model layer (`model:attribution`) that made it.
        words: The words that triggered it.
        because: One plain clause for the analyst, without words of the document.
    """

    field: str
    rule: str
    words: Span | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One holder in an attribution chain: who passes the claim on, and how they say they know it.

    Attributes:
        who: Where the text names or describes the holder nearest to the claim; None when it does not.
        cue: The words that mark the attribution.
        label: The fullest name or description that the document gives of this source.
        kind: What sort of source it is.
        anonymity: How far the text identifies the holder.
        basis: How the holder claims to know; UNSTATED unless the words say so, never raised by rank or nearness.
        party: Id of the side that the source belongs to or speaks for.
        entity: Number of the source within the document; equal numbers are the same source.
        inferred: Whether only wider context, not the words, puts this link here.
    """

    who: Span | None
    cue: Span | None
    label: str = field(repr=False)
    kind: SourceKind
    anonymity: Anonymity
    basis: Basis = Basis.UNSTATED
    party: str | None = None
    entity: int | None = None
    inferred: bool = False


DOCUMENT_HOLDER = Holder(
    who=None, cue=None, label="document", kind=SourceKind.DOCUMENT, anonymity=Anonymity.UNSIGNED_NARRATOR
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another chain that the words allow."""

    chain: tuple[Holder, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a meta claim does to an earlier claim of the same document, given by its place in the list of claims."""

    claim: int
    how: AboutHow


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what takes part in the asserted event.

    Attributes:
        group: Participants of one claim that share a number are joined by `operator`.
    """

    role: ActorRole
    span: Span
    quantifier: Quantifier | None = None
    group: int = 0
    operator: Operator = Operator.AND


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that the claim gives, as lowest, most likely and highest reading of the words."""

    of: QuantityOf
    span: Span
    low: float | None = None
    best: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How much of a place a statement of control speaks of; `named` tells whether the parts are named."""

    quantifier: Quantifier
    unit: ControlUnit
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A reported observation of control (DOMAIN §5): how far an actor is said to hold a place.

    Attributes:
        actor: The words for the actor.
        place: The words for the place, where the claim has them.
        wording: The words that the level was read from.
    """

    actor: Span
    level: ControlLevel
    trend: ControlTrend | None = None
    diurnal: ControlDiurnal = ControlDiurnal.UNSTATED
    scope: Scope | None = None
    function: tuple[ControlFunction, ...] = ()
    place: Span | None = None
    wording: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition that a document says, in its own voice or somebody's, with who says it.

    Attributes:
        document: Id of the document.
        content: The words of the proposition, without the attribution frame.
        head: The word that carries the proposition.
        kind: What sort of proposition it is.
        type: What is asserted: a WorldType, a MetaType or a type that the user defined.
        chain: Holders, nearest first; the last is always the document.
        alternatives: Other chains that the words allow.
        about: Earlier claims that this one speaks of.
        reasons: Why each field has its value.
        id: Hash of the document's id, the content spans and the spans of the chain.
    """

    document: str
    content: tuple[Span, ...]
    head: Span
    kind: Kind
    type: str
    chain: tuple[Holder, ...]
    alternatives: tuple[Alternative, ...] = ()
    about: tuple[About, ...] = ()
    mode: Mode = Mode.NARRATOR
    polarity: Polarity = Polarity.ASSERTED
    certainty: Certainty = Certainty.CT
    realis: Realis = Realis.ACTUAL
    genericity: Genericity = Genericity.SPECIFIC
    participants: tuple[Participant, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    control: tuple[Observation, ...] = ()
    flags: tuple[Flag, ...] = ()
    reasons: tuple[Reason, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the id; refuse a claim without words or without the document at the end of its chain."""
        if not self.content or any(start >= stop for start, stop in self.content):
            message = f"a claim of {self.document} has no words"
            raise RecordError(message)
        if not self.chain or self.chain[-1].kind is not SourceKind.DOCUMENT or self.chain[-1].who is not None:
            message = f"the chain of a claim of {self.document} does not end at the document"
            raise RecordError(message)
        identity = content_id(self.document, repr(_bare(self.content)), repr(_pairs(self.chain)))
        object.__setattr__(self, "id", identity)


def _bare(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Plain pairs, so that the hash does not depend on a class's name."""
    return [(start, stop) for start, stop in spans]


def _pairs(chain: tuple[Holder, ...]) -> list[list[tuple[int, ...] | None]]:
    """Plain pairs of who and cue for every holder."""
    return [[holder.who and tuple(holder.who), holder.cue and tuple(holder.cue)] for holder in chain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """An annotated document with its claims in document order and its flat attributions, which agree with them."""

    annotated: Annotated
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...] = ()
    issues: tuple[Issue, ...] = ()
