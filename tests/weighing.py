"""Live claims for the tests of what weighs them, written in words; every person, outlet and report is invented.

A `Tell` is one claim with who says it; `document` makes what is live of a report that holds some.
"""

from dataclasses import dataclass

from reportedly.assess import Testimony, testimonies
from reportedly.ledger import LiveDocument, StoredReading, live_document
from reportedly.records import (
    DOCUMENT_HOLDER,
    About,
    ActorReading,
    Candidate,
    Claim,
    DateCandidate,
    DatedTo,
    Document,
    Holder,
    Mentions,
    Observation,
    Participant,
    PlacedAt,
    PlaceMention,
    Quantity,
    Report,
    Resolved,
    Scope,
    TimeMention,
)
from reportedly.spans import Span
from reportedly.vocabulary import (
    AboutHow,
    ActorRole,
    Anonymity,
    Basis,
    ControlDiurnal,
    ControlLevel,
    ControlUnit,
    DateOrigin,
    Kind,
    Mode,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    Quantifier,
    QuantityOf,
    SourceKind,
    TimeKind,
)

PROVINCE = Candidate(id="t:1", name="Sar-e Pol", kind=PlaceKind.ADM1, country="AF", precision=4)
SAYAD = Candidate(id="t:2", name="Sayad", kind=PlaceKind.ADM2, country="AF", admin1="Sar-e Pol", precision=3)
KOHISTAN = Candidate(id="t:3", name="Kohistanat", kind=PlaceKind.ADM2, country="AF", admin1="Sar-e Pol", precision=3)
VILLAGE = Candidate(
    id="t:4",
    name="Archa",
    kind=PlaceKind.PPL,
    country="AF",
    admin1="Sar-e Pol",
    admin2="Sayad",
    lat=35.9,
    lon=65.8,
    precision=1,
)
FAR_VILLAGE = Candidate(
    id="t:5", name="Tukzar", kind=PlaceKind.PPL, country="AF", admin1="Faryab", admin2="Qaysar", lat=35.6, lon=64.2
)
PLACES = {each.name: each for each in (PROVINCE, SAYAD, KOHISTAN, VILLAGE, FAR_VILLAGE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """An observation of control."""

    actor: str
    level: int
    id: str | None = None
    diurnal: ControlDiurnal = ControlDiurnal.UNSTATED
    unit: ControlUnit = ControlUnit.WHOLE
    quantifier: Quantifier = Quantifier.UNSPECIFIED
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """One claim in words.

    Attributes:
        links: Further links of the chain behind `who`, as label, kind and anonymity.
        agents: Words for those who act, with the id that the actor table gives.
        counted: Number words with lowest and highest reading.
    """

    says: str
    who: str | None = None
    kind: SourceKind = SourceKind.PERSON
    anonymity: Anonymity = Anonymity.NAMED
    basis: Basis = Basis.UNSTATED
    links: tuple[tuple[str, SourceKind, Anonymity], ...] = ()
    type: str = "KILL"
    of: Kind = Kind.EVENT
    polarity: Polarity = Polarity.ASSERTED
    mode: Mode = Mode.INDIRECT
    place: str | None = None
    role: PlaceRole = PlaceRole.AT
    day: str | None = None
    agents: tuple[tuple[str, str | None], ...] = ()
    counted: tuple[tuple[str, float | None, float | None], ...] = ()
    holds: Holds | None = None
    party: str | None = None
    about: tuple[tuple[int, AboutHow], ...] = ()


def at(text: str, words: str) -> Span:
    """Where the words stand for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def report(
    text: str,
    *tells: Tell,
    publisher: str | None = None,
    published: str = "2018-03-14",
    named: tuple[str, ...] = (),
) -> Report:
    """A report of this text with these claims; its source is its outlet and day, `named` are places of no claim."""
    document = Document(
        source=f"{publisher}-{published}.txt",
        text=text,
        publisher=publisher,
        dates=(DateCandidate(value=published, origin=DateOrigin.GIVEN),),
        language="en",
    )
    placed = [each for each in tells if each.place]
    dated = [each for each in tells if each.day]
    return Report(
        document=document,
        sentences=(),
        attributions=(),
        mentions=Mentions(
            places=tuple(_place(text, name) for name in (*(str(each.place) for each in placed), *named)),
            times=tuple(
                TimeMention(span=at(text, each.says), kind=TimeKind.DATE, begin=each.day, finish=each.day, precision=1)
                for each in dated
            ),
        ),
        claims=tuple(_resolved(document, each, (placed, dated), _numbers(tells)) for each in tells),
        model="m",
        gazetteer="g",
    )


def _numbers(tells: tuple[Tell, ...]) -> dict[str, int]:
    """A number for each source of the document."""
    return {who: number for number, who in enumerate(dict.fromkeys(each.who for each in tells if each.who))}


def _place(text: str, name: str) -> PlaceMention:
    """A resolved place of this name."""
    return PlaceMention(span=at(text, name), status=PlaceStatus.RESOLVED, candidates=(PLACES[name],))


def _resolved(
    document: Document, tell: Tell, mentioned: tuple[list[Tell], list[Tell]], numbers: dict[str, int]
) -> Resolved:
    """One claim with its place, time and actors."""
    text, holds = document.text, tell.holds
    placed, dated = mentioned
    observed = () if holds is None else (_observation(text, tell, holds),)
    claim = Claim(
        document=document.id,
        content=(at(text, tell.says),),
        head=at(text, tell.says.split()[0]),
        kind=tell.of,
        type=tell.type,
        chain=_chain(text, tell, numbers),
        mode=tell.mode if tell.who else Mode.NARRATOR,
        polarity=tell.polarity,
        participants=tuple(Participant(role=ActorRole.AGENT, span=at(text, words)) for words, _ in tell.agents),
        quantities=tuple(
            Quantity(of=QuantityOf.KILLED, span=at(text, words), low=low, high=high)
            for words, low, high in tell.counted
        ),
        control=observed,
        about=tuple(About(claim=number, how=how) for number, how in tell.about),
    )
    return Resolved(
        claim=claim,
        places=(PlacedAt(mention=placed.index(tell), role=tell.role),) if tell.place else (),
        times=(DatedTo(mention=dated.index(tell), begin=tell.day, finish=tell.day, precision=1),) if tell.day else (),
        actors=tuple(ActorReading(span=at(text, words), id=identity, name=identity) for words, identity in tell.agents),
        control=(0 if tell.place else None,) if holds else (),
        control_actors=(ActorReading(span=at(text, holds.actor), id=holds.id, name=holds.id),) if holds else (),
        holders=(tell.party,) * len(claim.chain) if tell.party else (),
    )


def _observation(text: str, tell: Tell, holds: Holds) -> Observation:
    """The observation of a claim."""
    return Observation(
        actor=at(text, holds.actor),
        level=ControlLevel(holds.level),
        diurnal=holds.diurnal,
        scope=Scope(quantifier=holds.quantifier, unit=holds.unit, named=holds.named),
        wording=at(text, tell.says),
    )


def _chain(text: str, tell: Tell, numbers: dict[str, int]) -> tuple[Holder, ...]:
    """Who says it, those who pass it on, and the document."""
    if tell.who is None:
        return (DOCUMENT_HOLDER,)
    nearest = Holder(
        who=at(text, tell.who),
        cue=None,
        label=tell.who,
        kind=tell.kind,
        anonymity=tell.anonymity,
        basis=tell.basis,
        entity=numbers[tell.who],
    )
    passing = (
        Holder(who=None, cue=None, label=label, kind=kind, anonymity=anonymity) for label, kind, anonymity in tell.links
    )
    return (nearest, *passing, DOCUMENT_HOLDER)


def live(made: Report) -> LiveDocument:
    """What is live of a report that nobody judged."""
    return live_document((StoredReading(fingerprint=made.document.id, original="x", at="x", report=made),), ())


def told(*reports: Report) -> tuple[Testimony, ...]:
    """Every claim of these reports."""
    return tuple(testimonies(live(each) for each in reports))


def one(text: str, tell: Tell, **more: object) -> Testimony:
    """The only claim of a report."""
    return told(report(text, tell, **more))[0]
