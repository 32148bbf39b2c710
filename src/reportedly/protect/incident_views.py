"""Reported incidents as an audience may see them; each value with who gives it."""

from dataclasses import dataclass, field

from reportedly.assess import Counts
from reportedly.protect.views import ClaimView, DocumentView, PlaceView
from reportedly.vocabulary import (
    Credibility,
    Dimension,
    Independence,
    JointDecision,
    PlainLabel,
    QuantityOf,
    Relation,
    Reliability,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A number with who gives it.

    Attributes:
        words: The words that it was read from; empty where these are withheld.
        claim: Id of the claim in this release.
        source: The nearest source of the claim, as it is shown.
        outlet: Who published it.
    """

    low: float | None
    best: float | None
    high: float | None
    words: str = field(default="", repr=False)
    claim: str
    source: str = field(repr=False)
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeView:
    """Every number that reports give of one thing, and the range of them; never a mean.

    Attributes:
        is_open: Whether a report says "at least" of the highest number.
    """

    of: QuantityOf
    low: float | None
    high: float | None
    is_open: bool = False
    values: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereView:
    """A place that claims name as where it happened, and which claims."""

    place: PlaceView
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenView:
    """Days that claims give, and which claims."""

    begin: str | None
    finish: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """A reported incident.

    Attributes:
        id: Id in this release; the ledger's own for its owner.
        type: The type that most of its claims have.
        types: All types, most frequent first.
        place: Name of the place that most claims name; None where none is known.
        begin: First day that its closely dated claims give.
        finish: Last such day.
        actors: Ids and names of actors of the actor table that are said to have taken part.
        quantities: Ranges, each value with its source.
        documents: Reports that tell of it: their sources as given, None where these are withheld.
        claims: Ids of the claims in this release.
        counts: Reports, outlets, root sources and first-hand roots; None in a list that was asked for without them.
        label: The plain label.
        says: The label in words.
        because: Why it has the label.
    """

    id: str
    type: str
    types: tuple[str, ...]
    place: str | None = field(default=None, repr=False)
    places: tuple[WhereView, ...] = ()
    begin: str | None
    finish: str | None
    times: tuple[WhenView, ...] = ()
    actors: tuple[tuple[str, str], ...] = ()
    quantities: tuple[RangeView, ...] = ()
    documents: tuple[str | None, ...] = field(default=(), repr=False)
    claims: tuple[str, ...] = ()
    counts: Counts
    label: PlainLabel
    says: str
    because: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RootView:
    """What one root source is reported to have said of the incident.

    Attributes:
        number: Its place on the page, from 1; the graph names it so.
        label: The source as it is shown.
        is_told: Whether the reports name or describe it at all.
        firsthand: Whether it claims to have taken part or to have seen it.
        claims: Its claims, by day of publication.
        adds: What it says that no root before it said, one clause each.
    """

    number: int
    label: str = field(repr=False)
    is_told: bool
    firsthand: bool
    claims: tuple[ClaimView, ...] = field(repr=False)
    adds: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """How two claims of the incident relate, by their ids in this release."""

    first: str
    second: str
    relation: Relation
    dimension: Dimension | None = None
    because: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TieView:
    """Whether two roots, by their numbers on the page, are independent of each other, and why it is thought so."""

    first: int
    second: int
    independence: Independence
    because: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """One reason for or against two reports telling of one incident; positive weight is for."""

    name: str
    weight: float
    says: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Why two reports were grouped: ids of the first claims, and the reasons, the weightiest first."""

    first: str
    second: str
    likelihood: float
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingView:
    """A decision about the incident, for its owner alone; `id` is what `undo` takes."""

    id: str
    decision: JointDecision
    at: str
    reviewer: str
    because: str = field(default="", repr=False)
    claims: tuple[str, ...]
    others: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """A grade that might be given to a claim; whoever grades decides."""

    claim: str
    reliability: Reliability
    credibility: Credibility
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """An incident with all that is reported of it.

    Attributes:
        roots: Claims grouped by root source.
        documents: The reports, by day of publication.
        relations: Contradictions, denials, corroborations and refinements between its claims.
        ties: The graph of independence between roots.
        links: Why the reports were grouped, one entry for each pair that is alike.
        rulings: What reviewers decided about it.
        suggestions: Suggested grades.
        version: What a decision about the incident names as the state that the reviewer saw.
        held: How many of its claims this audience does not see.
    """

    incident: IncidentView
    roots: tuple[RootView, ...]
    documents: tuple[DocumentView, ...]
    relations: tuple[RelationView, ...] = ()
    ties: tuple[TieView, ...] = ()
    links: tuple[LinkView, ...] = ()
    rulings: tuple[RulingView, ...] = ()
    suggestions: tuple[SuggestionView, ...] = ()
    version: str = ""
    held: int = 0
