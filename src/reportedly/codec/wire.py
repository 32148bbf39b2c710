"""The wire types of `reportedly.report/1`: what stands in the JSON, in the order in which it is written.

A field typed `| UnsetType` is ours beyond the contract: it is left out where it says nothing, and a line without it
can be read. Everything else is always there.
"""

from typing import Final, Literal

from msgspec import UNSET, Struct, UnsetType

from reportedly.spans import Span
from reportedly.vocabulary import (
    AboutHow,
    ActorKind,
    ActorRole,
    Anchor,
    Anonymity,
    Basis,
    Certainty,
    ControlDiurnal,
    ControlFunction,
    ControlLevel,
    ControlTrend,
    ControlUnit,
    DateOrigin,
    Flag,
    Genericity,
    Kind,
    Mode,
    NameKind,
    Operator,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    PlaceUse,
    Polarity,
    Quantifier,
    QuantityOf,
    Realis,
    SourceKind,
    Stage,
    TimeKind,
)

SCHEMA: Final = "reportedly.report/1"

Number = int | float
Text = str | UnsetType
Yes = bool | UnsetType


class WireDate(Struct, frozen=True, kw_only=True):
    """A candidate for the date of publication."""

    value: str
    origin: DateOrigin
    because: Text = UNSET
    usable: Yes = UNSET


class WirePublished(Struct, frozen=True, kw_only=True):
    """The chosen date and the others; `value` is null where candidates are there and none was chosen."""

    value: str | None
    origin: DateOrigin
    alternatives: list[WireDate] = []
    because: Text = UNSET


class WireDocument(Struct, frozen=True, kw_only=True):
    """What was read."""

    id: str
    source: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: WirePublished | None = None
    language: str | None = None
    text: str
    text_sha256: str | None = None
    media_type: Text = UNSET
    pages: list[Span] | UnsetType = UNSET


class WireAttribution(Struct, frozen=True, kw_only=True):
    """One flat attribution."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    score: Number | UnsetType = UNSET


class WireCandidate(Struct, frozen=True, kw_only=True):
    """One reading of a place name."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: Number | None = None
    lon: Number | None = None
    precision: int = 2
    score: Number = 0.0
    because: str = ""


class WirePlace(Struct, frozen=True, kw_only=True):
    """Words for a place."""

    start: int
    end: int
    text: str
    status: PlaceStatus
    use: PlaceUse = PlaceUse.LITERAL
    stated_parent: str | None = None
    conflict: bool = False
    candidates: list[WireCandidate] = []


class WireTime(Struct, frozen=True, kw_only=True):
    """Words for a time."""

    start: int
    end: int
    text: str
    kind: TimeKind
    value: str | None = None
    modifier: str | None = None
    anchor: Anchor = Anchor.UNKNOWN
    begin: str | None = None
    finish: str | None = None
    begin_latest: str | None = None
    finish_earliest: str | None = None
    precision: int = 0
    because: Text = UNSET


class WireActor(Struct, frozen=True, kw_only=True):
    """Words for an actor that the table knows."""

    start: int
    end: int
    text: str
    id: str
    name: str
    kind: ActorKind
    because: str = ""


class WireName(Struct, frozen=True, kw_only=True):
    """A proper name."""

    start: int
    end: int
    text: str
    kind: NameKind


class WireMentions(Struct, frozen=True, kw_only=True):
    """Every mention of the document."""

    places: list[WirePlace] = []
    times: list[WireTime] = []
    actors: list[WireActor] = []
    names: list[WireName] = []


class WireLink(Struct, frozen=True, kw_only=True):
    """One holder of a chain.

    Attributes:
        party: The party that `resolve` found, else the one that `extract` read.
        party_read: The one that `extract` read, where it is there.
        entity: Number of the source within the document.
    """

    who: Span | None
    cue: Span | None
    label: str
    kind: SourceKind
    anonymity: Anonymity
    basis: Basis
    party: str | None = None
    same_as: str | None = None
    inferred: bool = False
    entity: int | UnsetType = UNSET
    party_read: Text = UNSET


class WireAlternative(Struct, frozen=True, kw_only=True):
    """Another chain that the words allow."""

    chain: list[WireLink]
    because: str = ""


class WireAbout(Struct, frozen=True, kw_only=True):
    """An earlier claim that this one speaks of; `index` is its place among the claims."""

    claim: str
    how: AboutHow
    index: int | UnsetType = UNSET


class WireReading(Struct, frozen=True, kw_only=True):
    """Who some words mean."""

    span: Span
    id: str | None = None
    name: str | None = None


class WireParticipant(Struct, frozen=True, kw_only=True):
    """Who or what takes part."""

    role: ActorRole
    span: Span
    id: str | None = None
    name: str | None = None
    quantifier: Quantifier | None = None
    group: int = 0
    operator: Operator = Operator.AND


class WireQuantity(Struct, frozen=True, kw_only=True):
    """A number that the claim gives."""

    of: QuantityOf
    span: Span
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None


class WireClaimPlace(Struct, frozen=True, kw_only=True):
    """A place of a claim, by its place in `mentions.places`."""

    mention: int
    role: PlaceRole
    inherited: bool = False
    quantifier: Quantifier | None = None


class WireClaimTime(Struct, frozen=True, kw_only=True):
    """A time of a claim, by its place in `mentions.times`."""

    mention: int | None
    inherited: bool = False
    begin: str | None = None
    finish: str | None = None
    precision: int = 0
    because: Text = UNSET


class WireScope(Struct, frozen=True, kw_only=True):
    """How much of a place a statement of control speaks of."""

    quantifier: Quantifier
    unit: ControlUnit
    named: bool = False


class WireControl(Struct, frozen=True, kw_only=True):
    """A reported observation of control; `place` is an index into the claim's places."""

    actor: str | None
    level: ControlLevel
    trend: ControlTrend | None = None
    diurnal: ControlDiurnal = ControlDiurnal.UNSTATED
    scope: WireScope | None = None
    function: list[ControlFunction] = []
    place: int | None = None
    wording: Span
    actor_span: Span | UnsetType = UNSET
    place_span: Span | UnsetType = UNSET


class WireCrosswalk(Struct, frozen=True, kw_only=True):
    """Codes of other schemes."""

    plover: str | None = None
    acled: str | None = None
    ucdp: str | None = None
    because: str = ""


class WireReason(Struct, frozen=True, kw_only=True):
    """Why a field has its value."""

    field: str
    rule: str
    words: Span | UnsetType = UNSET
    because: Text = UNSET


class WireClaim(Struct, frozen=True, kw_only=True):
    """One claim.

    Attributes:
        actor_readings: The readings of the participants, where they are not one for each on the same words.
        control_readings: The readings of the observations' actors.
        control_places: The observations' places, where there is not one entry for each.
        holders: The parties of the links as `resolve` found them.
    """

    id: str
    content: list[Span]
    head: Span
    kind: Kind
    type: str
    crosswalk: WireCrosswalk = WireCrosswalk()
    chain: list[WireLink]
    alternatives: list[WireAlternative] = []
    about: list[WireAbout] = []
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    realis: Realis
    genericity: Genericity
    actors: list[WireParticipant] = []
    quantities: list[WireQuantity] = []
    places: list[WireClaimPlace] = []
    times: list[WireClaimTime] = []
    control: list[WireControl] = []
    flags: list[Flag] = []
    reasons: list[WireReason] | UnsetType = UNSET
    actor_readings: list[WireReading] | UnsetType = UNSET
    control_readings: list[WireReading] | UnsetType = UNSET
    control_places: list[int | None] | UnsetType = UNSET
    holders: list[str | None] | UnsetType = UNSET


class WireIssue(Struct, frozen=True, kw_only=True):
    """Something that could not be read or understood."""

    code: str
    stage: Stage
    span: Span | None = None
    message: str = ""
    remedy: Text = UNSET
    source: Text = UNSET


class WireReport(Struct, frozen=True, kw_only=True):
    """One document with everything that was read out of it.

    Attributes:
        sentence_tokens: Token bounds of the sentences.
    """

    schema: Literal["reportedly.report/1"]
    document: WireDocument
    sentences: list[Span] = []
    attributions: list[WireAttribution] = []
    mentions: WireMentions
    claims: list[WireClaim] = []
    issues: list[WireIssue] = []
    sentence_tokens: list[Span] | UnsetType = UNSET
    model: Text = UNSET
    gazetteer: Text = UNSET
