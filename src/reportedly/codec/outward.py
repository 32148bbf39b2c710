"""From records to the wire: how a report is written as `reportedly.report/1`."""

import hashlib
from collections.abc import Iterable

from msgspec import UNSET

from reportedly.codec.wire import (
    SCHEMA,
    WireAbout,
    WireActor,
    WireAlternative,
    WireAttribution,
    WireCandidate,
    WireClaim,
    WireClaimPlace,
    WireClaimTime,
    WireControl,
    WireCrosswalk,
    WireDate,
    WireDocument,
    WireIssue,
    WireLink,
    WireMentions,
    WireName,
    WireParticipant,
    WirePlace,
    WirePublished,
    WireQuantity,
    WireReading,
    WireReason,
    WireReport,
    WireScope,
    WireTime,
)
from reportedly.records import (
    ActorReading,
    Attribution,
    Claim,
    Crosswalk,
    DateCandidate,
    Document,
    Holder,
    Issue,
    Mentions,
    Observation,
    PlaceMention,
    Reason,
    Report,
    Resolved,
    TimeMention,
)
from reportedly.spans import Span
from reportedly.vocabulary import AboutHow, DateOrigin


def wired(report: Report) -> WireReport:
    """The report as it goes on the wire."""
    text = report.document.text
    ids = tuple(each.claim.id for each in report.claims)
    first = _first_claims(report.claims)
    return WireReport(
        schema=SCHEMA,
        document=_document(report.document),
        sentences=[sentence.span for sentence in report.sentences],
        attributions=[_attribution(each) for each in report.attributions],
        mentions=_mentions(report.mentions, text),
        claims=[_claim(each, ids, first) for each in report.claims],
        issues=[_issue(each) for each in report.issues],
        sentence_tokens=[Span(each.start, each.stop) for each in report.sentences] or UNSET,
        model=report.model or UNSET,
        gazetteer=report.gazetteer or UNSET,
    )


def _first_claims(claims: Iterable[Resolved]) -> dict[int, str]:
    """For each source of the document, by its number, the earliest claim that it holds."""
    first: dict[int, str] = {}
    for each in claims:
        for holder in each.claim.chain:
            if holder.entity is not None:
                first.setdefault(holder.entity, each.claim.id)
    return first


def _document(document: Document) -> WireDocument:
    """The document with the hash of its text."""
    return WireDocument(
        id=document.id,
        source=document.source,
        url=document.url,
        title=document.title,
        publisher=document.publisher,
        published=_published(document.dates),
        language=document.language,
        text=document.text,
        text_sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=UNSET if document.media_type == "text/plain" else document.media_type,
        pages=list(document.pages) or UNSET,
    )


def _published(dates: tuple[DateCandidate, ...]) -> WirePublished | None:
    """The chosen date with the others beside it; no value where the first cannot be the day of publication."""
    if not dates:
        return None
    if not dates[0].usable:
        return WirePublished(value=None, origin=DateOrigin.UNKNOWN, alternatives=[_date(each) for each in dates])
    chosen, *others = dates
    return WirePublished(
        value=chosen.value,
        origin=chosen.origin,
        alternatives=[_date(each) for each in others],
        because=chosen.because or UNSET,
    )


def _date(date: DateCandidate) -> WireDate:
    """One candidate."""
    return WireDate(
        value=date.value,
        origin=date.origin,
        because=date.because or UNSET,
        usable=UNSET if date.usable else False,
    )


def _attribution(attribution: Attribution) -> WireAttribution:
    """One flat attribution; a score of 1 goes without saying."""
    return WireAttribution(
        source=list(attribution.source),
        cue=list(attribution.cue),
        content=list(attribution.content),
        score=UNSET if attribution.score == 1.0 else attribution.score,
    )


def _mentions(mentions: Mentions, text: str) -> WireMentions:
    """Mentions with their words."""
    return WireMentions(
        places=[_place(each, text) for each in mentions.places],
        times=[_time(each, text) for each in mentions.times],
        actors=[
            WireActor(
                start=each.span.start,
                end=each.span.stop,
                text=each.span.of(text),
                id=each.id,
                name=each.name,
                kind=each.kind,
                because=each.because,
            )
            for each in mentions.actors
        ],
        names=[
            WireName(start=each.span.start, end=each.span.stop, text=each.span.of(text), kind=each.kind)
            for each in mentions.names
        ],
    )


def _place(mention: PlaceMention, text: str) -> WirePlace:
    """A place mention with its candidates, best first."""
    return WirePlace(
        start=mention.span.start,
        end=mention.span.stop,
        text=mention.span.of(text),
        status=mention.status,
        use=mention.use,
        stated_parent=mention.stated_parent,
        conflict=mention.conflict,
        candidates=[
            WireCandidate(
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
            for each in mention.candidates
        ],
    )


def _time(mention: TimeMention, text: str) -> WireTime:
    """A time mention with its bounds."""
    return WireTime(
        start=mention.span.start,
        end=mention.span.stop,
        text=mention.span.of(text),
        kind=mention.kind,
        value=mention.value,
        modifier=mention.modifier,
        anchor=mention.anchor,
        begin=mention.begin,
        finish=mention.finish,
        begin_latest=mention.begin_latest,
        finish_earliest=mention.finish_earliest,
        precision=mention.precision,
        because=mention.because or UNSET,
    )


def _claim(resolved: Resolved, ids: tuple[str, ...], first: dict[int, str]) -> WireClaim:
    """A claim with what its words mean."""
    claim = resolved.claim
    parties = resolved.holders if len(resolved.holders) == len(claim.chain) else (None,) * len(claim.chain)
    return WireClaim(
        id=claim.id,
        content=list(claim.content),
        head=claim.head,
        kind=claim.kind,
        type=claim.type,
        crosswalk=_crosswalk(resolved.crosswalk),
        chain=[_link(holder, party, first, claim) for holder, party in zip(claim.chain, parties, strict=True)],
        alternatives=[
            WireAlternative(chain=[_link(each, None, first, claim) for each in other.chain], because=other.because)
            for other in claim.alternatives
        ],
        about=[_about(each.claim, ids, each.how) for each in claim.about],
        mode=claim.mode,
        polarity=claim.polarity,
        certainty=claim.certainty,
        realis=claim.realis,
        genericity=claim.genericity,
        actors=_participants(resolved),
        quantities=[
            WireQuantity(of=each.of, span=each.span, low=each.low, best=each.best, high=each.high)
            for each in claim.quantities
        ],
        places=_places(resolved),
        times=_times(resolved),
        control=_control(resolved),
        flags=list(claim.flags),
        reasons=[_reason(each) for each in claim.reasons] or UNSET,
        actor_readings=UNSET if _is_aligned(resolved) else _readings(resolved.actors),
        control_readings=_readings(resolved.control_actors) or UNSET,
        control_places=UNSET if len(resolved.control) == len(claim.control) else list(resolved.control),
        holders=list(resolved.holders) or UNSET,
    )


def _crosswalk(crosswalk: Crosswalk) -> WireCrosswalk:
    """Codes of other schemes."""
    return WireCrosswalk(plover=crosswalk.plover, acled=crosswalk.acled, ucdp=crosswalk.ucdp, because=crosswalk.because)


def _places(resolved: Resolved) -> list[WireClaimPlace]:
    """Where the claim holds."""
    return [
        WireClaimPlace(mention=each.mention, role=each.role, inherited=each.inherited, quantifier=each.quantifier)
        for each in resolved.places
    ]


def _link(holder: Holder, party: str | None, first: dict[int, str], claim: Claim) -> WireLink:
    """One link; `same_as` names an earlier claim and never the claim itself."""
    earliest = None if holder.entity is None else first.get(holder.entity)
    return WireLink(
        who=holder.who,
        cue=holder.cue,
        label=holder.label,
        kind=holder.kind,
        anonymity=holder.anonymity,
        basis=holder.basis,
        party=holder.party if party is None else party,
        same_as=None if earliest == claim.id else earliest,
        inferred=holder.inferred,
        entity=UNSET if holder.entity is None else holder.entity,
        party_read=UNSET if holder.party is None else holder.party,
    )


def _about(index: int, ids: tuple[str, ...], how: AboutHow) -> WireAbout:
    """The id of the claim at this place; a place outside the list is a broken record."""
    return WireAbout(claim=ids[index], how=how, index=index)


def _is_aligned(resolved: Resolved) -> bool:
    """Whether there is one reading for each participant, on the same words."""
    return tuple(each.span for each in resolved.actors) == tuple(each.span for each in resolved.claim.participants)


def _participants(resolved: Resolved) -> list[WireParticipant]:
    """Participants with who they are, where that was read on the same words."""
    readings = {each.span: each for each in resolved.actors}
    aligned = resolved.actors if _is_aligned(resolved) else None
    written = []
    for place, each in enumerate(resolved.claim.participants):
        reading = aligned[place] if aligned is not None else readings.get(each.span)
        written.append(
            WireParticipant(
                role=each.role,
                span=each.span,
                id=reading.id if reading else None,
                name=reading.name if reading else None,
                quantifier=each.quantifier,
                group=each.group,
                operator=each.operator,
            )
        )
    return written


def _times(resolved: Resolved) -> list[WireClaimTime]:
    """When the claim holds."""
    return [
        WireClaimTime(
            mention=each.mention,
            inherited=each.inherited,
            begin=each.begin,
            finish=each.finish,
            precision=each.precision,
            because=each.because or UNSET,
        )
        for each in resolved.times
    ]


def _control(resolved: Resolved) -> list[WireControl]:
    """Observations of control, each with its actor's id and the index of its place."""
    observations = resolved.claim.control
    places = resolved.control if len(resolved.control) == len(observations) else (None,) * len(observations)
    ids = {each.span: each.id for each in (*resolved.actors, *resolved.control_actors)}
    return [_observation(each, ids.get(each.actor), place) for each, place in zip(observations, places, strict=True)]


def _observation(observation: Observation, actor: str | None, place: int | None) -> WireControl:
    """One observation."""
    scope = observation.scope
    return WireControl(
        actor=actor,
        level=observation.level,
        trend=observation.trend,
        diurnal=observation.diurnal,
        scope=WireScope(quantifier=scope.quantifier, unit=scope.unit, named=scope.named) if scope else None,
        function=list(observation.function),
        place=place,
        wording=observation.wording,
        actor_span=observation.actor,
        place_span=UNSET if observation.place is None else observation.place,
    )


def _readings(readings: tuple[ActorReading, ...]) -> list[WireReading]:
    """Who some words mean."""
    return [WireReading(span=each.span, id=each.id, name=each.name) for each in readings]


def _reason(reason: Reason) -> WireReason:
    """Why a field has its value."""
    words = UNSET if reason.words is None else reason.words
    return WireReason(field=reason.field, rule=reason.rule, words=words, because=reason.because or UNSET)


def _issue(issue: Issue) -> WireIssue:
    """An issue of the document."""
    return WireIssue(
        code=issue.code,
        stage=issue.stage,
        span=issue.span,
        message=issue.message,
        remedy=issue.remedy or UNSET,
        source=UNSET if issue.source is None else issue.source,
    )
