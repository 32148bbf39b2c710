"""From the wire to records: how a line of `reportedly.report/1` is read."""

from typing import TypeVar

from msgspec import UnsetType

from reportedly.codec.wire import (
    WireClaim,
    WireControl,
    WireDate,
    WireDocument,
    WireIssue,
    WireLink,
    WireMentions,
    WirePlace,
    WirePublished,
    WireReading,
    WireReason,
    WireReport,
    WireTime,
)
from reportedly.errors import RecordError
from reportedly.records import (
    About,
    ActorMention,
    ActorReading,
    Alternative,
    Attribution,
    Candidate,
    Claim,
    Crosswalk,
    DateCandidate,
    DatedTo,
    Document,
    Holder,
    Issue,
    Mentions,
    Name,
    Observation,
    Participant,
    PlacedAt,
    PlaceMention,
    Quantity,
    Reason,
    Report,
    Resolved,
    Scope,
    Sentence,
    TimeMention,
)
from reportedly.spans import Span


def report_of(wire: WireReport) -> Report:
    """The report that the line holds.

    Raises:
        RecordError: An id is not the hash of what it names, or a claim breaks its own rule.
    """
    document = _document(wire.document)
    ids = [claim.id for claim in wire.claims]
    tokens = _kept(wire.sentence_tokens) or [Span(0, 0)] * len(wire.sentences)
    return Report(
        document=document,
        sentences=tuple(
            Sentence(start=part.start, stop=part.stop, span=span)
            for part, span in zip(tokens, wire.sentences, strict=True)
        ),
        attributions=tuple(
            Attribution(
                source=tuple(each.source),
                cue=tuple(each.cue),
                content=tuple(each.content),
                score=1.0 if isinstance(each.score, UnsetType) else each.score,
            )
            for each in wire.attributions
        ),
        mentions=_mentions(wire.mentions),
        claims=tuple(_resolved(each, document, ids) for each in wire.claims),
        issues=tuple(_issue(each) for each in wire.issues),
        model=_words(wire.model),
        gazetteer=_words(wire.gazetteer),
    )


_Kept = TypeVar("_Kept")


def _kept(field: list[_Kept] | UnsetType) -> list[_Kept]:
    """A list of ours that may be left out."""
    return [] if isinstance(field, UnsetType) else field


def _words(field: str | UnsetType, *, default: str = "") -> str:
    """A text of ours that may be left out."""
    return default if isinstance(field, UnsetType) else field


def _document(wire: WireDocument) -> Document:
    """The document, whose id must be the hash of what it holds."""
    document = Document(
        source=wire.source,
        text=wire.text,
        url=wire.url,
        title=wire.title,
        publisher=wire.publisher,
        language=wire.language,
        dates=_dates(wire.published),
        pages=tuple(_kept(wire.pages)),
        media_type=_words(wire.media_type, default="text/plain"),
    )
    if document.id != wire.id:
        message = f"the document {wire.id} of {wire.source} has another text, publisher or address than its id says"
        raise RecordError(message)
    return document


def _dates(wire: WirePublished | None) -> tuple[DateCandidate, ...]:
    """Candidates, the chosen one first where one was chosen."""
    if wire is None:
        return ()
    others = tuple(_date(each) for each in wire.alternatives)
    if wire.value is None:
        return others
    return (DateCandidate(value=wire.value, origin=wire.origin, because=_words(wire.because)), *others)


def _date(wire: WireDate) -> DateCandidate:
    """One candidate."""
    usable = True if isinstance(wire.usable, UnsetType) else wire.usable
    return DateCandidate(value=wire.value, origin=wire.origin, because=_words(wire.because), usable=usable)


def _mentions(wire: WireMentions) -> Mentions:
    """Mentions without their words, which the text holds."""
    return Mentions(
        places=tuple(_place(each) for each in wire.places),
        times=tuple(_time(each) for each in wire.times),
        actors=tuple(
            ActorMention(
                span=Span(each.start, each.end), id=each.id, name=each.name, kind=each.kind, because=each.because
            )
            for each in wire.actors
        ),
        names=tuple(Name(span=Span(each.start, each.end), kind=each.kind) for each in wire.names),
    )


def _place(wire: WirePlace) -> PlaceMention:
    """A place mention."""
    return PlaceMention(
        span=Span(wire.start, wire.end),
        status=wire.status,
        use=wire.use,
        stated_parent=wire.stated_parent,
        conflict=wire.conflict,
        candidates=tuple(
            Candidate(
                id=each.id,
                name=each.name,
                kind=each.kind,
                country=each.country,
                admin1=each.admin1,
                admin2=each.admin2,
                lat=each.lat,
                lon=each.lon,
                precision=each.precision,
                score=each.score,
                because=each.because,
            )
            for each in wire.candidates
        ),
    )


def _time(wire: WireTime) -> TimeMention:
    """A time mention."""
    return TimeMention(
        span=Span(wire.start, wire.end),
        kind=wire.kind,
        value=wire.value,
        modifier=wire.modifier,
        anchor=wire.anchor,
        begin=wire.begin,
        finish=wire.finish,
        begin_latest=wire.begin_latest,
        finish_earliest=wire.finish_earliest,
        precision=wire.precision,
        because=_words(wire.because),
    )


def _resolved(wire: WireClaim, document: Document, ids: list[str]) -> Resolved:
    """The claim with what its words mean."""
    claim = _claim(wire, document, ids)
    if claim.id != wire.id:
        message = f"the claim {wire.id} of {document.id} has other words or another chain than its id says"
        raise RecordError(message)
    places = wire.control_places
    return Resolved(
        claim=claim,
        places=tuple(
            PlacedAt(mention=each.mention, role=each.role, inherited=each.inherited, quantifier=each.quantifier)
            for each in wire.places
        ),
        times=tuple(
            DatedTo(
                mention=each.mention,
                begin=each.begin,
                finish=each.finish,
                precision=each.precision,
                inherited=each.inherited,
                because=_words(each.because),
            )
            for each in wire.times
        ),
        actors=_actors(wire),
        control=tuple(each.place for each in wire.control) if isinstance(places, UnsetType) else tuple(places),
        control_actors=_readings(_kept(wire.control_readings)),
        holders=tuple(_kept(wire.holders)) or _parties(wire.chain),
        crosswalk=Crosswalk(
            plover=wire.crosswalk.plover,
            acled=wire.crosswalk.acled,
            ucdp=wire.crosswalk.ucdp,
            because=wire.crosswalk.because,
        ),
    )


def _parties(chain: list[WireLink]) -> tuple[str | None, ...]:
    """The parties of a line that others wrote: ours names what was read and what was resolved apart."""
    if all(link.party is None or link.party == link.party_read for link in chain):
        return ()
    return tuple(link.party for link in chain)


def _claim(wire: WireClaim, document: Document, ids: list[str]) -> Claim:
    """The claim itself."""
    return Claim(
        document=document.id,
        content=tuple(wire.content),
        head=wire.head,
        kind=wire.kind,
        type=wire.type,
        chain=tuple(_holder(each) for each in wire.chain),
        alternatives=tuple(
            Alternative(chain=tuple(_holder(each) for each in other.chain), because=other.because)
            for other in wire.alternatives
        ),
        about=tuple(
            About(claim=ids.index(each.claim) if isinstance(each.index, UnsetType) else each.index, how=each.how)
            for each in wire.about
        ),
        mode=wire.mode,
        polarity=wire.polarity,
        certainty=wire.certainty,
        realis=wire.realis,
        genericity=wire.genericity,
        participants=tuple(
            Participant(
                role=each.role,
                span=each.span,
                quantifier=each.quantifier,
                group=each.group,
                operator=each.operator,
            )
            for each in wire.actors
        ),
        quantities=tuple(
            Quantity(of=each.of, span=each.span, low=each.low, best=each.best, high=each.high)
            for each in wire.quantities
        ),
        control=tuple(_observation(each) for each in wire.control),
        flags=tuple(wire.flags),
        reasons=tuple(_reason(each) for each in _kept(wire.reasons)),
    )


def _holder(wire: WireLink) -> Holder:
    """One link."""
    return Holder(
        who=wire.who,
        cue=wire.cue,
        label=wire.label,
        kind=wire.kind,
        anonymity=wire.anonymity,
        basis=wire.basis,
        party=None if isinstance(wire.party_read, UnsetType) else wire.party_read,
        entity=None if isinstance(wire.entity, UnsetType) else wire.entity,
        inferred=wire.inferred,
    )


def _actors(wire: WireClaim) -> tuple[ActorReading, ...]:
    """One reading for each participant, unless the line tells otherwise."""
    if not isinstance(wire.actor_readings, UnsetType):
        return _readings(wire.actor_readings)
    return tuple(ActorReading(span=each.span, id=each.id, name=each.name) for each in wire.actors)


def _readings(wire: list[WireReading]) -> tuple[ActorReading, ...]:
    """Who some words mean."""
    return tuple(ActorReading(span=each.span, id=each.id, name=each.name) for each in wire)


def _observation(wire: WireControl) -> Observation:
    """An observation of control; a line that others wrote may know its actor only by the wording."""
    return Observation(
        actor=wire.wording if isinstance(wire.actor_span, UnsetType) else wire.actor_span,
        level=wire.level,
        trend=wire.trend,
        diurnal=wire.diurnal,
        scope=Scope(quantifier=wire.scope.quantifier, unit=wire.scope.unit, named=wire.scope.named)
        if wire.scope
        else None,
        function=tuple(wire.function),
        place=None if isinstance(wire.place_span, UnsetType) else wire.place_span,
        wording=wire.wording,
    )


def _reason(wire: WireReason) -> Reason:
    """Why a field has its value."""
    words = None if isinstance(wire.words, UnsetType) else wire.words
    return Reason(field=wire.field, rule=wire.rule, words=words, because=_words(wire.because))


def _issue(wire: WireIssue) -> Issue:
    """An issue of the document."""
    return Issue(
        code=wire.code,
        stage=wire.stage,
        message=wire.message,
        remedy=_words(wire.remedy),
        source=None if isinstance(wire.source, UnsetType) else wire.source,
        span=wire.span,
    )
