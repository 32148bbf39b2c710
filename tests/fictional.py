"""Small fictional reports for the tests of ledger, judge, protect and whatever reads them; no person in them is real.

A report is written in words: a `Said` per claim, with who says it; spans are found in the text.
"""

from dataclasses import dataclass, replace

from reportedly.records import (
    DOCUMENT_HOLDER,
    ActorReading,
    Candidate,
    Claim,
    DateCandidate,
    DatedTo,
    Document,
    Holder,
    Issue,
    Mentions,
    Participant,
    PlacedAt,
    PlaceMention,
    Report,
    Resolved,
    TimeMention,
)
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorRole,
    Anchor,
    Anonymity,
    Basis,
    DateOrigin,
    Flag,
    Kind,
    Mode,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    SourceKind,
    Stage,
    TimeKind,
)

AT = "2026-01-02T03:04:05Z"
LATER = "2026-02-03T04:05:06Z"

KUNDUZ = Candidate(
    id="geonames:1135690",
    name="Kunduz",
    kind=PlaceKind.PPL,
    country="AF",
    admin1="Kunduz Province",
    admin2="Kunduz District",
    lat=36.72896,
    lon=68.857,
    precision=1,
    score=0.9,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim in words; what it does not name has the record's default."""

    says: str
    who: str | None = None
    label: str | None = None
    anonymity: Anonymity = Anonymity.NAMED
    basis: Basis = Basis.UNSTATED
    kind: SourceKind = SourceKind.PERSON
    type: str = "CONTROL"
    place: str | None = None
    agent: str | None = None
    begin: str | None = None
    finish: str | None = None
    mode: Mode = Mode.INDIRECT
    flags: tuple[Flag, ...] = ()


def at(text: str, words: str) -> Span:
    """Where the words stand for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def report(text: str, *said: Said, source: str = "fiction.txt", **more: object) -> Report:
    """A report of this text with these claims; `more` are fields of the document, or `model` and `gazetteer`."""
    model, gazetteer = str(more.pop("model", "m1")), str(more.pop("gazetteer", "g1"))
    issues = more.pop("issues", ())
    day = more.pop("published", "2025-06-01")
    dates = (DateCandidate(value=str(day), origin=DateOrigin.GIVEN),) if day else ()
    document = Document(source=source, text=text, dates=dates, language="en", **more)
    numbers = {label: number for number, label in enumerate(dict.fromkeys(each.label or each.who for each in said))}
    places = tuple(
        PlaceMention(
            span=at(text, each.place), status=PlaceStatus.RESOLVED, candidates=(replace(KUNDUZ, name=each.place),)
        )
        for each in said
        if each.place
    )
    times = tuple(
        TimeMention(span=at(text, each.says), kind=TimeKind.DATE, anchor=Anchor.EXPLICIT) for each in said if each.begin
    )
    return Report(
        document=document,
        sentences=(),
        attributions=(),
        mentions=Mentions(places=places, times=times),
        claims=tuple(_resolved(each, said, document, numbers) for each in said),
        issues=tuple(issues),
        model=model,
        gazetteer=gazetteer,
    )


def _place(text: str, name: str) -> PlaceMention:
    """A resolved place of this name."""
    return PlaceMention(span=at(text, name), status=PlaceStatus.RESOLVED, candidates=(replace(KUNDUZ, name=name),))


def _resolved(said: Said, all_said: tuple[Said, ...], document: Document, numbers: dict[str | None, int]) -> Resolved:
    """One claim with its place, time and agent."""
    text = document.text
    agent = (at(text, said.agent),) if said.agent else ()
    claim = Claim(
        document=document.id,
        content=(at(text, said.says),),
        head=at(text, said.says.split()[0]),
        kind=Kind.EVENT,
        type=said.type,
        chain=_chain(said, text, numbers),
        mode=said.mode if said.who else Mode.NARRATOR,
        participants=tuple(Participant(role=ActorRole.AGENT, span=span) for span in agent),
        flags=said.flags,
    )
    placed = [each for each in all_said if each.place]
    dated = [each for each in all_said if each.begin]
    return Resolved(
        claim=claim,
        places=(PlacedAt(mention=placed.index(said), role=PlaceRole.AT),) if said.place else (),
        times=(DatedTo(mention=dated.index(said), begin=said.begin, finish=said.finish, precision=1),)
        if said.begin
        else (),
        actors=tuple(ActorReading(span=span, id=f"ID-{said.agent}", name=said.agent) for span in agent),
    )


def _chain(said: Said, text: str, numbers: dict[str | None, int]) -> tuple[Holder, ...]:
    """Who says it, and the document."""
    if said.who is None:
        return (DOCUMENT_HOLDER,)
    holder = Holder(
        who=at(text, said.who),
        cue=None,
        label=said.label or said.who,
        kind=said.kind,
        anonymity=said.anonymity,
        basis=said.basis,
        entity=numbers[said.label or said.who],
    )
    return holder, DOCUMENT_HOLDER


MILL_TEXT = (
    "Governor Ilar Tosk said that the road to Kunduz was open. A miller who asked not to be named said that "
    "Blue Column riders hold the ford at night. The ford lies north of the mill."
)
GOVERNOR = Said(
    says="the road to Kunduz was open",
    who="Governor Ilar Tosk",
    place="Kunduz",
    begin="2025-05-01",
    finish="2025-05-31",
    type="MOVEMENT",
)
MILLER = Said(
    says="Blue Column riders hold the ford at night",
    who="A miller",
    label="A miller who asked not to be named",
    anonymity=Anonymity.UNNAMED_ON_REQUEST,
    basis=Basis.FIRSTHAND_WITNESS,
    agent="Blue Column",
)
NARRATOR = Said(says="The ford lies north of the mill", type="BACKGROUND")


def mill(**more: object) -> Report:
    """A report with a named official, an unnamed witness and the article's own voice."""
    return report(MILL_TEXT, GOVERNOR, MILLER, NARRATOR, **{"source": "mill.txt", **more})


def numbered(number: int, **more: object) -> Report:
    """One of many short reports, each of its own text."""
    text = f"Officer {number} said that post {number} was lost. The rain went on."
    return report(
        text,
        Said(says=f"post {number} was lost", who=f"Officer {number}", type="CONTROL"),
        Said(says="The rain went on", type="BACKGROUND"),
        **{"source": f"report-{number}.txt", **more},
    )


def unreadable(source: str = "broken.pdf") -> Issue:
    """A failure that left no document."""
    return Issue(code="read.unreadable", stage=Stage.READ, message=f"{source}: no text", source=source)
