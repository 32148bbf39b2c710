"""Hypothesis strategies for whole reports: every field of every record, within what the records allow."""

from hypothesis import strategies as st

from reportedly.records import (
    DOCUMENT_HOLDER,
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

# No surrogates: UTF-8 cannot say them, and the codec refuses them (tested apart).
CHARACTERS = st.characters(exclude_categories=("Cs",))
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60)
SHORT = st.text(CHARACTERS, max_size=8)
PERHAPS = st.none() | SHORT
DAYS = st.dates().map(str) | st.none()
NUMBERS = st.none() | st.integers(0, 10**6) | st.floats(0, 1e9, allow_nan=False)
DEGREES = st.none() | st.floats(-90, 90, allow_nan=False)


def _some(strategy: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    """A short tuple of these."""
    return st.lists(strategy, max_size=most).map(tuple)


def spans(text: str) -> st.SearchStrategy[Span]:
    """Spans of at least one code point inside the text."""
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return ends.map(lambda pair: Span(min(pair[0], pair[1] - 1), max(pair[0] + 1, pair[1])))


def documents() -> st.SearchStrategy[Document]:
    """Documents with every field in use."""
    dates = st.builds(
        DateCandidate,
        value=st.dates().map(str),
        origin=st.sampled_from(DateOrigin),
        because=SHORT,
        usable=st.booleans(),
    )
    return st.builds(
        Document,
        source=SHORT,
        text=TEXTS,
        url=PERHAPS,
        title=PERHAPS,
        publisher=PERHAPS,
        language=PERHAPS,
        dates=_some(dates),
        pages=st.just(()) | st.just((Span(0, 1),)),
        media_type=st.sampled_from(["text/plain", "text/html"]),
    )


def holders(text: str) -> st.SearchStrategy[Holder]:
    """Links of a chain before its end."""
    return st.builds(
        Holder,
        who=st.none() | spans(text),
        cue=st.none() | spans(text),
        label=SHORT,
        kind=st.sampled_from([kind for kind in SourceKind if kind is not SourceKind.DOCUMENT]),
        anonymity=st.sampled_from(Anonymity),
        basis=st.sampled_from(Basis),
        party=PERHAPS,
        entity=st.none() | st.integers(0, 3),
        inferred=st.booleans(),
    )


def chains(text: str) -> st.SearchStrategy[tuple[Holder, ...]]:
    """Chains that end at the document."""
    return _some(holders(text)).map(lambda links: (*links, DOCUMENT_HOLDER))


@st.composite
def claims(draw: st.DrawFn, document: Document, count: int) -> Claim:
    """Claims of the document, which speak of one of `count` claims."""
    text = document.text
    at = spans(text)
    participants = st.builds(
        Participant,
        role=st.sampled_from(ActorRole),
        span=at,
        quantifier=st.none() | st.sampled_from(Quantifier),
        group=st.integers(0, 2),
        operator=st.sampled_from(Operator),
    )
    scope = st.builds(
        Scope, quantifier=st.sampled_from(Quantifier), unit=st.sampled_from(ControlUnit), named=st.booleans()
    )
    observations = st.builds(
        Observation,
        actor=at,
        level=st.sampled_from(ControlLevel),
        trend=st.none() | st.sampled_from(ControlTrend),
        diurnal=st.sampled_from(ControlDiurnal),
        scope=st.none() | scope,
        function=_some(st.sampled_from(ControlFunction)),
        place=st.none() | at,
        wording=at,
    )
    return draw(
        st.builds(
            Claim,
            document=st.just(document.id),
            content=st.lists(at, min_size=1, max_size=2).map(tuple),
            head=at,
            kind=st.sampled_from(Kind),
            type=st.sampled_from(["CONTROL", "ARMS_SUPPLY", "OWN_TYPE"]),
            chain=chains(text),
            alternatives=_some(st.builds(Alternative, chain=chains(text), because=SHORT), 1),
            about=_some(st.builds(About, claim=st.integers(0, count - 1), how=st.sampled_from(AboutHow)), 1),
            mode=st.sampled_from(Mode),
            polarity=st.sampled_from(Polarity),
            certainty=st.sampled_from(Certainty),
            realis=st.sampled_from(Realis),
            genericity=st.sampled_from(Genericity),
            participants=_some(participants),
            quantities=_some(
                st.builds(Quantity, of=st.sampled_from(QuantityOf), span=at, low=NUMBERS, best=NUMBERS, high=NUMBERS), 1
            ),
            control=_some(observations, 1),
            flags=_some(st.sampled_from(Flag)),
            reasons=_some(st.builds(Reason, field=SHORT, rule=SHORT, words=st.none() | at, because=SHORT)),
        )
    )


@st.composite
def resolved(draw: st.DrawFn, document: Document, count: int, found: Mentions) -> Resolved:
    """A claim with what its words mean: aligned with its participants, or not resolved at all."""
    claim = draw(claims(document, count))
    at = spans(document.text)
    readings = tuple(ActorReading(span=each.span, id=draw(PERHAPS), name=draw(PERHAPS)) for each in claim.participants)
    places = st.builds(
        PlacedAt,
        mention=st.integers(0, max(len(found.places) - 1, 0)),
        role=st.sampled_from(PlaceRole),
        inherited=st.booleans(),
        quantifier=st.none() | st.sampled_from(Quantifier),
    )
    mention = st.none() | st.integers(0, len(found.times) - 1) if found.times else st.none()
    times = st.builds(
        DatedTo,
        mention=mention,
        begin=DAYS,
        finish=DAYS,
        precision=st.integers(0, 5),
        inherited=st.booleans(),
        because=SHORT,
    )
    return Resolved(
        claim=claim,
        places=draw(_some(places)) if found.places else (),
        times=draw(_some(times)),
        actors=draw(st.sampled_from([readings, ()])),
        control=draw(st.sampled_from([(None,) * len(claim.control), (0,) * len(claim.control), ()])),
        control_actors=draw(_some(st.builds(ActorReading, span=at, id=PERHAPS, name=PERHAPS), 1)),
        holders=draw(st.sampled_from([(), (None,) * len(claim.chain), ("IS",) * len(claim.chain)])),
        crosswalk=draw(st.builds(Crosswalk, plover=PERHAPS, acled=PERHAPS, ucdp=PERHAPS, because=SHORT)),
    )


def mentions(text: str) -> st.SearchStrategy[Mentions]:
    """Mentions inside the text."""
    at = spans(text)
    candidates = st.builds(
        Candidate,
        id=SHORT,
        name=SHORT,
        kind=st.sampled_from(PlaceKind),
        country=PERHAPS,
        admin1=PERHAPS,
        admin2=PERHAPS,
        lat=DEGREES,
        lon=DEGREES,
        precision=st.integers(1, 7),
        score=st.floats(0, 1),
        because=SHORT,
    )
    places = st.builds(
        PlaceMention,
        span=at,
        status=st.sampled_from(PlaceStatus),
        use=st.sampled_from(PlaceUse),
        stated_parent=PERHAPS,
        conflict=st.booleans(),
        candidates=_some(candidates),
    )
    times = st.builds(
        TimeMention,
        span=at,
        kind=st.sampled_from(TimeKind),
        value=PERHAPS,
        modifier=PERHAPS,
        anchor=st.sampled_from(Anchor),
        begin=DAYS,
        finish=DAYS,
        begin_latest=DAYS,
        finish_earliest=DAYS,
        precision=st.integers(0, 5),
        because=SHORT,
    )
    actors = st.builds(ActorMention, span=at, id=SHORT, name=SHORT, kind=st.sampled_from(ActorKind), because=SHORT)
    return st.builds(
        Mentions,
        places=_some(places),
        times=_some(times),
        actors=_some(actors, 1),
        names=_some(st.builds(Name, span=at, kind=st.sampled_from(NameKind)), 1),
    )


@st.composite
def reports(draw: st.DrawFn, most: int = 3) -> Report:
    """Whole reports, with up to `most` claims."""
    document = draw(documents())
    at = spans(document.text)
    found = draw(mentions(document.text))
    count = draw(st.integers(0, most))
    parts = _some(at)
    issues = st.builds(
        Issue,
        code=SHORT,
        stage=st.sampled_from(Stage),
        message=SHORT,
        remedy=SHORT,
        source=st.none() | st.just(document.source),
        span=st.none() | at,
    )
    return Report(
        document=document,
        sentences=draw(_some(st.builds(Sentence, st.integers(0, 5), st.integers(5, 9), at))),
        attributions=draw(
            _some(st.builds(Attribution, source=parts, cue=parts, content=parts, score=st.floats(0, 1)), 1)
        ),
        mentions=found,
        claims=tuple(draw(resolved(document, count, found)) for _ in range(count)),
        issues=draw(_some(issues, 1)),
        model=draw(SHORT),
        gazetteer=draw(SHORT),
    )
