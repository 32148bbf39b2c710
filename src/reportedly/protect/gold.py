"""Judged claims in the form of claim gold, for evaluation and retraining: for the owner alone, since it holds texts.

The fields and their meaning are those of the project's claim gold; a gold document is complete where every live claim
of it was judged, so that what it lacks was looked for and not found.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reportedly.errors import UsageError
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import Wanted, find_documents
from reportedly.protect.releases import begin
from reportedly.protect.scenes import Scene
from reportedly.protect.views import Occasion
from reportedly.records import Holder, PlaceReading, TimeReading
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorRole,
    Anonymity,
    Audience,
    Basis,
    Certainty,
    ClaimStatus,
    Genericity,
    Kind,
    Mode,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    QuantityOf,
    Realis,
    SourceKind,
)

SceneOf = Callable[[LiveDocument], Scene]
_PUT = {ClaimStatus.ACCEPTED, ClaimStatus.ADDED, ClaimStatus.CORRECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLink:
    """One holder of a chain."""

    label: str = field(repr=False)
    span: Span | None
    anonymity: Anonymity
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """Who takes part."""

    role: ActorRole
    span: Span
    name: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuantity:
    """A number."""

    of: QuantityOf
    span: Span
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """A place with its reading."""

    span: Span
    role: PlaceRole
    name: str | None = field(repr=False)
    country: str | None
    admin1: str | None
    level: PlaceKind | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """When it holds; inclusive days."""

    span: Span | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim as people left it."""

    id: str
    content: tuple[Span, ...]
    quote: str = field(repr=False)
    kind: Kind
    type: str
    chain: tuple[GoldLink, ...]
    cue: Span | None
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    realis: Realis
    genericity: Genericity
    actors: tuple[GoldActor, ...]
    quantities: tuple[GoldQuantity, ...]
    places: tuple[GoldPlace, ...]
    times: tuple[GoldTime, ...]
    optional: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldHead:
    """What a gold file says of its document; `sha256` is of the text in UTF-8."""

    id: str
    corpus: str
    title: str | None = field(repr=False)
    dct: str | None
    dct_origin: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A judged document.

    Attributes:
        claims: Claims that reviewers accepted, corrected or added.
        rejected: Claims that reviewers rejected: what a model must learn not to read.
        complete: Whether every live claim was judged.
    """

    doc: GoldHead
    text: str = field(repr=False)
    publisher: str | None
    complete: bool
    claims: tuple[GoldClaim, ...]
    rejected: tuple[GoldClaim, ...]


def stream_gold(ledger: Ledger, wanted: Wanted, occasion: Occasion) -> Iterator[GoldDocument]:
    """Every document that somebody judged a claim of; those with something withheld from the owner are left out.

    Raises:
        UsageError: The occasion is not the owner's.
    """
    if occasion.audience is not Audience.INTERNAL:
        raise UsageError("gold holds whole texts with their sources; it is for the owner: --audience internal")
    release = begin(ledger, occasion, "gold", wanted)
    return _gold(ledger, wanted, release.scene)


def _gold(ledger: Ledger, wanted: Wanted, scene_of: SceneOf) -> Iterator[GoldDocument]:
    """The documents, once the release is logged."""
    for document in find_documents(ledger, wanted):
        is_judged = any(each.status is not ClaimStatus.PROPOSED for each in document.claims)
        if is_judged and not _is_withheld(scene_of(document)):
            yield gold_of(document)


def _is_withheld(scene: Scene) -> bool:
    """Whether something of the document is withheld even from its owner."""
    held = (scene.hidden.holds_back(each) for each in scene.document.claims)
    is_held = scene.hidden.is_sealed or scene.hidden.has_source or any(each is not None for each in held)
    return is_held or scene.hidden.scrubbed(scene.text) != scene.text


def gold_of(document: LiveDocument) -> GoldDocument:
    """The document with its judged claims."""
    told = document.latest.report.document
    judged = [each for each in document.claims if each.status is not ClaimStatus.PROPOSED]
    return GoldDocument(
        doc=GoldHead(
            id=told.id.removeprefix("sha256:")[:16],
            corpus="ledger",
            title=told.title,
            dct=told.published,
            dct_origin=told.dates[0].origin.value if told.published else None,
            sha256=hashlib.sha256(told.text.encode()).hexdigest(),
        ),
        text=told.text,
        publisher=told.publisher,
        complete=len(judged) == len(document.claims),
        claims=tuple(_claim(each, told.text) for each in judged if each.status in _PUT),
        rejected=tuple(_claim(each, told.text) for each in judged if each.status is ClaimStatus.REJECTED),
    )


def _claim(live: LiveClaim, text: str) -> GoldClaim:
    """One claim with its reviewers' corrections."""
    read = live.claim
    names = {each.span: each.name for each in live.actors}
    return GoldClaim(
        id=live.id.removeprefix("sha256:")[:16],
        content=read.content,
        quote=" ... ".join(part.of(text) for part in read.content),
        kind=read.kind,
        type=read.type,
        chain=tuple(map(_link, read.chain)),
        cue=read.chain[0].cue,
        mode=read.mode,
        polarity=read.polarity,
        certainty=read.certainty,
        realis=read.realis,
        genericity=read.genericity,
        actors=tuple(
            GoldActor(role=each.role, span=each.span, name=names.get(each.span) or each.span.of(text))
            for each in read.participants
        ),
        quantities=tuple(
            GoldQuantity(of=each.of, span=each.span, low=each.low, best=each.best, high=each.high)
            for each in read.quantities
        ),
        places=tuple(_place(each) for each in live.places if each.mention.status is not PlaceStatus.NOT_A_PLACE),
        times=tuple(map(_time, live.times)),
        note=live.status.value,
    )


def _link(holder: Holder) -> GoldLink:
    """One holder; the document is called so."""
    is_document = holder.kind is SourceKind.DOCUMENT
    return GoldLink(
        label="document" if is_document else holder.label,
        span=holder.who,
        anonymity=holder.anonymity,
        basis=holder.basis,
    )


def _place(place: PlaceReading) -> GoldPlace:
    """One place by its first reading."""
    best = place.mention.chosen
    return GoldPlace(
        span=place.mention.span,
        role=place.role,
        name=best.name if best else None,
        country=best.country if best else None,
        admin1=best.admin1 if best else None,
        level=best.kind if best else None,
        lat=best.lat if best else None,
        lon=best.lon if best else None,
    )


def _time(time: TimeReading) -> GoldTime:
    """One time."""
    return GoldTime(span=time.mention.span if time.mention else None, start=time.dated.begin, end=time.dated.finish)
