"""What the pages send when somebody decides: checked field by field, then turned into records."""

import functools
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from reportedly import judge
from reportedly.errors import UsageError
from reportedly.gazetteer import Gazetteer
from reportedly.records import Candidate, ExtraField, Grade
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorRole,
    Anonymity,
    Basis,
    Certainty,
    Credibility,
    Flag,
    Genericity,
    Kind,
    Mode,
    Operator,
    PlaceKind,
    PlaceRole,
    Polarity,
    Quantifier,
    QuantityOf,
    Realis,
    Reliability,
    Sensitivity,
    SourceKind,
)

# The longest text that a document may have bounds every offset.
_END = 20_000_000
Offset = Annotated[int, Field(ge=0, le=_END)]
Identity = Annotated[str, Field(min_length=1, max_length=300)]
Type = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]
Reason = Annotated[str, Field(max_length=4_000)]
MOST = 500


class Sent(BaseModel):
    """What a page sends: nothing but what is documented, and nothing that changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Sent):
    """Words of the document, as the code points from `start` up to `stop` of its text."""

    start: Offset
    stop: Offset

    def span(self) -> Span:
        """The same as a span."""
        if self.start >= self.stop:
            raise UsageError(f"the words from {self.start} to {self.stop} are none")
        return Span(self.start, self.stop)


class Seen(Sent):
    """The version that the reviewer had in view, and why they decide."""

    version: str = Field(max_length=100)
    because: Reason = ""


class SentSource(Sent):
    """Who says it instead: words of the document, or a label; `is_document` for the article's own voice."""

    place: int = Field(0, ge=0, le=50)
    words: Words | None = None
    label: str | None = Field(None, min_length=1, max_length=500)
    kind: SourceKind | None = None
    anonymity: Anonymity | None = None
    basis: Basis | None = None
    is_document: bool = False

    def pick(self) -> judge.SourcePick:
        """The same for the ledger."""
        return judge.SourcePick(
            place=self.place,
            words=self.words.span() if self.words else None,
            label=self.label,
            kind=self.kind,
            anonymity=self.anonymity,
            basis=self.basis,
            is_document=self.is_document,
        )


class Point(Sent):
    """A point that was chosen on the map where no place of the gazetteer fits."""

    name: str = Field(min_length=1, max_length=200)
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    country: str | None = Field(None, pattern=r"^[A-Z]{2}$")

    def candidate(self) -> Candidate:
        """The point as a reading."""
        return Candidate(
            id=f"point:{self.lat:.5f},{self.lon:.5f}",
            name=self.name,
            kind=PlaceKind.POI,
            country=self.country,
            lat=self.lat,
            lon=self.lon,
            precision=1,
        )


class SentPlace(Sent):
    """One place: `number` says which of the claim's, without it one that was missed.

    `id` is that of a place of the gazetteer (`GET /api/places`); `point` is for what it lacks.
    """

    number: int | None = Field(None, ge=0, le=500)
    words: Words | None = None
    role: PlaceRole | None = None
    id: str | None = Field(None, max_length=100)
    point: Point | None = None
    is_none: bool = False

    def pick(self, gazetteer: "Gazetteer | None") -> judge.PlacePick:
        """The same for the ledger."""
        return judge.PlacePick(
            number=self.number,
            words=self.words.span() if self.words else None,
            role=self.role,
            candidate=self.point.candidate() if self.point else _known(self.id, gazetteer),
            is_none=self.is_none,
        )


def _known(identity: str | None, gazetteer: "Gazetteer | None") -> Candidate | None:
    """The place of the gazetteer with this id."""
    if identity is None:
        return None
    row = gazetteer.with_code(identity) if gazetteer is not None else None
    if row is None:
        raise UsageError(f"the gazetteer has no place {identity!r}")
    return row.candidate(1.0, "")


class SentTime(Sent):
    """One time: `number` says which of the claim's, without it one that was missed; days are ISO 8601."""

    number: int | None = Field(None, ge=0, le=500)
    words: Words | None = None
    begin: str | None = Field(None, max_length=10)
    finish: str | None = Field(None, max_length=10)
    is_none: bool = False

    def pick(self) -> judge.TimePick:
        """The same for the ledger."""
        return judge.TimePick(
            number=self.number,
            words=self.words.span() if self.words else None,
            begin=self.begin,
            finish=self.finish,
            is_none=self.is_none,
        )


class SentLink(Sent):
    """One link of a chain that is given whole: `number` says which of the claim's, without it one that was missed."""

    number: int | None = Field(None, ge=0, le=50)
    words: Words | None = None
    label: str | None = Field(None, min_length=1, max_length=500)
    kind: SourceKind | None = None
    anonymity: Anonymity | None = None
    basis: Basis | None = None

    def pick(self) -> judge.LinkPick:
        """The same for the ledger."""
        return judge.LinkPick(
            number=self.number,
            words=self.words.span() if self.words else None,
            label=self.label,
            kind=self.kind,
            anonymity=self.anonymity,
            basis=self.basis,
        )


class SentActor(Sent):
    """One participant: `number` says which of the claim's, whose words and meaning stay where no others are given.

    `id` and `name` are those of the actor table (`GET /api/vocabulary`, field `actor`) where it knows who is meant.
    """

    role: ActorRole
    number: int | None = Field(None, ge=0, le=500)
    words: Words | None = None
    quantifier: Quantifier | None = None
    group: int = Field(0, ge=0, le=500)
    operator: Operator = Operator.AND
    id: str | None = Field(None, max_length=100)
    name: str | None = Field(None, max_length=300)

    def pick(self) -> judge.ActorPick:
        """The same for the ledger."""
        return judge.ActorPick(
            role=self.role,
            number=self.number,
            words=self.words.span() if self.words else None,
            quantifier=self.quantifier,
            group=self.group,
            operator=self.operator,
            id=self.id,
            name=self.name,
        )


class SentQuantity(Sent):
    """One number that the claim gives; `number` says which of the claim's, whose words stay where none are given."""

    of: QuantityOf
    number: int | None = Field(None, ge=0, le=500)
    words: Words | None = None
    low: float | None = Field(None, allow_inf_nan=False)
    best: float | None = Field(None, allow_inf_nan=False)
    high: float | None = Field(None, allow_inf_nan=False)

    def pick(self) -> judge.QuantityPick:
        """The same for the ledger."""
        return judge.QuantityPick(
            of=self.of,
            number=self.number,
            words=self.words.span() if self.words else None,
            low=self.low,
            best=self.best,
            high=self.high,
        )


class SentCorrection(Seen):
    """What was misread, and what it is instead; what is left out stays as it was read."""

    words: tuple[Words, ...] | None = Field(None, min_length=1, max_length=50)
    kind: Kind | None = None
    type: Type | None = None
    mode: Mode | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    realis: Realis | None = None
    genericity: Genericity | None = None
    source: SentSource | None = None
    chain: tuple[SentLink, ...] | None = Field(None, max_length=50)
    places: tuple[SentPlace, ...] = Field((), max_length=100)
    times: tuple[SentTime, ...] = Field((), max_length=100)
    participants: tuple[SentActor, ...] | None = Field(None, max_length=100)
    quantities: tuple[SentQuantity, ...] | None = Field(None, max_length=100)
    flags: tuple[Flag, ...] | None = Field(None, max_length=50)

    def needs_gazetteer(self) -> bool:
        """Whether a place of the gazetteer is named."""
        return any(each.id is not None for each in self.places)

    def amendment(self, gazetteer: "Gazetteer | None") -> judge.Amendment:
        """The same for the ledger."""
        return judge.Amendment(
            words=None if self.words is None else tuple(each.span() for each in self.words),
            kind=self.kind,
            type=self.type.upper() if self.type else None,
            mode=self.mode,
            polarity=self.polarity,
            certainty=self.certainty,
            realis=self.realis,
            genericity=self.genericity,
            source=self.source.pick() if self.source else None,
            chain=None if self.chain is None else tuple(each.pick() for each in self.chain),
            places=tuple(each.pick(gazetteer) for each in self.places),
            times=tuple(each.pick() for each in self.times),
            participants=None if self.participants is None else tuple(each.pick() for each in self.participants),
            quantities=None if self.quantities is None else tuple(each.pick() for each in self.quantities),
            flags=self.flags,
        )


class SentComment(Seen):
    """A remark about a claim."""

    text: str = Field(min_length=1, max_length=10_000)


class SentNotes(Seen):
    """Values for fields of the readers' own (`GET /api/settings`), by name; an empty one takes the note away."""

    notes: dict[Annotated[str, Field(min_length=1, max_length=60)], Annotated[str, Field(max_length=2_000)]] = Field(
        min_length=1, max_length=50
    )

    def checked(self, fields: tuple[ExtraField, ...]) -> tuple[tuple[str, str], ...]:
        """The notes, each of a field that there is, with a value that it may have.

        Raises:
            UsageError: There is no such field, or it may not have this value.
        """
        known = {each.name: each for each in fields}
        for name, value in self.notes.items():
            if name not in known:
                raise UsageError("there is no field of this name; the settings name the fields")
            if value and known[name].choices and value not in known[name].choices:
                raise UsageError(f"the field {name!r} has one of {', '.join(known[name].choices)}")
        return tuple(self.notes.items())


class SentGrade(Seen):
    """An Admiralty grade; a credibility of 1 needs `independent`."""

    reliability: Reliability = Reliability.F
    credibility: int = Field(6, ge=1, le=6)
    independent: bool = False

    @functools.cached_property
    def grade(self) -> Grade:
        """The same for the ledger."""
        return Grade(
            reliability=self.reliability, credibility=Credibility(self.credibility), independent=self.independent
        )


class SentRedaction(Seen):
    """How much harm a leak could do; `link` withholds one source of the claim, 0 for the nearest."""

    sensitivity: Sensitivity = Sensitivity.HIGH
    link: int | None = Field(None, ge=0, le=50)


class SentParts(Seen):
    """The words of each part of a claim that is several."""

    parts: tuple[Words, ...] = Field(min_length=2, max_length=20)


class SentMissed(Seen):
    """A claim that the machine missed, by where its words stand; an empty version adds it whatever others decided."""

    version: str = Field("", max_length=100)

    words_start: Offset
    words_stop: Offset
    type: Type = "OTHER"
    kind: Kind = Kind.EVENT
    source: Words | None = None
    cue: Words | None = None
    source_kind: SourceKind = SourceKind.PERSON
    anonymity: Anonymity = Anonymity.NAMED
    basis: Basis = Basis.UNSTATED

    def pointed(self) -> judge.Pointed:
        """The same for the ledger."""
        return judge.Pointed(
            words=Words(start=self.words_start, stop=self.words_stop).span(),
            type=self.type.upper(),
            kind=self.kind,
            source=self.source.span() if self.source else None,
            cue=self.cue.span() if self.cue else None,
            source_kind=self.source_kind,
            anonymity=self.anonymity,
            basis=self.basis,
        )


class SentBulk(Sent):
    """One decision about several claims; `versions` are those that the reviewer saw, in the order of `ids`."""

    ids: tuple[Identity, ...] = Field(min_length=1, max_length=MOST)
    versions: tuple[str, ...] = Field(max_length=MOST)
    decision: str = Field(pattern="^(accept|reject)$")
    because: Reason = ""


class SentUnion(Sent):
    """Several claims of one document that are one; the first stays."""

    ids: tuple[Identity, ...] = Field(min_length=2, max_length=50)
    versions: tuple[str, ...] = Field((), max_length=50)
    because: Reason = ""


class SentReason(Sent):
    """Why somebody takes something back."""

    because: Reason = ""
