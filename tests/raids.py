"""Fictional reports of raids, written from their facts, for the tests of incidents; no place in them was raided."""

from dataclasses import dataclass, replace

from reportedly.ledger import Entry, Ledger, append
from reportedly.records import (
    DOCUMENT_HOLDER,
    Candidate,
    Claim,
    DateCandidate,
    DatedTo,
    Document,
    Holder,
    Mentions,
    PlacedAt,
    PlaceMention,
    Quantity,
    Report,
    Resolved,
    Ruling,
)
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    DateOrigin,
    Kind,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Polarity,
    QuantityOf,
    SourceKind,
)

AT = "2026-01-02T03:04:05Z"
RULING = Ruling(reviewer="R. Viewer", at=AT, because="read both")
# Districts of one province, far from each other.
PLACES = {
    name: Candidate(
        id=f"test:{name}",
        name=name,
        kind=PlaceKind.ADM2,
        country="AF",
        admin1="Faryab",
        lat=36.0 + number / 2,
        lon=64.0 + number / 2,
        precision=3,
    )
    for number, name in enumerate(("Almar", "Qaysar", "Gurziwan", "Dawlatabad"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raid:
    """One raid as one report has it.

    Attributes:
        denied: Whether the report says that it did not happen.
    """

    place: str = "Almar"
    day: str | None = "2020-03-02"
    killed: int = 9
    who: str = "the district governor"
    anonymity: Anonymity = Anonymity.ROLE_ONLY
    type: str = "KILL"
    denied: bool = False


def report_of(source: str, *raids: Raid, published: str = "2020-03-03", outlet: str = "Border Notes") -> Report:
    """A report that tells of these raids, a sentence for each."""
    sentences = [
        f"{raid.who} said that gunmen killed {raid.killed} villagers of {raid.place} on {raid.day} ({number})."
        for number, raid in enumerate(raids)
    ]
    starts = [sum(len(each) + 1 for each in sentences[:number]) for number in range(len(sentences))]
    text = " ".join(sentences)
    document = Document(
        source=source,
        text=text,
        publisher=outlet,
        language="en",
        dates=(DateCandidate(value=published, origin=DateOrigin.GIVEN),),
    )
    pairs = list(zip(raids, starts, strict=True))
    places = tuple(_mention(raid, text, start) for raid, start in pairs)
    claims = tuple(_claim(raid, number, start, document) for number, (raid, start) in enumerate(pairs))
    return Report(
        document=document, sentences=(), attributions=(), mentions=Mentions(places=places), claims=claims, model="m"
    )


def _found(words: str, text: str, start: int) -> Span:
    """Where the words stand in the sentence that starts here."""
    place = text.index(words, start)
    return Span(place, place + len(words))


def _mention(raid: Raid, text: str, start: int) -> PlaceMention:
    """The place of a raid."""
    return PlaceMention(
        span=_found(raid.place, text, start), status=PlaceStatus.RESOLVED, candidates=(PLACES[raid.place],)
    )


def _claim(raid: Raid, number: int, start: int, document: Document) -> Resolved:
    """The claim of one sentence."""
    text = document.text
    holder = Holder(
        who=_found(raid.who, text, start),
        cue=None,
        label=raid.who,
        kind=SourceKind.PERSON,
        anonymity=raid.anonymity,
    )
    said = _found("gunmen killed", text, start)
    content = Span(said.start, text.index(f" ({number})", start))
    count = _found(str(raid.killed), text, start)
    claim = Claim(
        document=document.id,
        content=(content,),
        head=said,
        kind=Kind.EVENT,
        type=raid.type,
        chain=(holder, DOCUMENT_HOLDER),
        polarity=Polarity.NEGATED if raid.denied else Polarity.ASSERTED,
        quantities=(Quantity(of=QuantityOf.KILLED, span=count, low=raid.killed, best=raid.killed, high=raid.killed),),
    )
    times = (DatedTo(mention=None, begin=raid.day, finish=raid.day, precision=1),) if raid.day else ()
    return Resolved(claim=claim, places=(PlacedAt(mention=number, role=PlaceRole.AT),), times=times)


def put(ledger: Ledger, *reports: Report) -> None:
    """Append the reports."""
    append(ledger, [Entry(report=each, original=b"x") for each in reports], at=AT)


def elsewhere(report: Report, model: str) -> Report:
    """The same report as another model reads it."""
    return replace(report, model=model)


def shorter(report: Report) -> Report:
    """The same report as a model reads it that leaves out the last word of each claim: all claims get other ids."""
    claims = tuple(
        replace(
            each,
            claim=replace(each.claim, content=tuple(Span(*part[:1], part.stop - 3) for part in each.claim.content)),
        )
        for each in report.claims
    )
    return replace(report, claims=claims, model="shorter")
