"""What people decide about claims and documents: through `judge`, signed, and against the version that they saw."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from reportedly import judge
from reportedly.errors import ReportedlyError, StaleError
from reportedly.protect import Ledger
from reportedly.records import Ruling
from reportedly.serve.answers import answer
from reportedly.serve.desks import Asking, AtDesk, Desk, ruling
from reportedly.serve.problems import PROBLEMS
from reportedly.serve.requests import (
    Seen,
    SentBulk,
    SentComment,
    SentCorrection,
    SentGrade,
    SentMissed,
    SentNotes,
    SentParts,
    SentReason,
    SentRedaction,
    SentUnion,
)

routes = APIRouter(prefix="/api", tags=["judging"], responses=PROBLEMS)
Identity = Annotated[str, Path(min_length=1, max_length=300)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was appended.

    Attributes:
        judgement: Id of the decision, which undoes it; of several the first.
        judgements: All of them, where one act appended several.
        claim: The claim it is about, with its id after the decision.
        version: The claim's version now; empty where it is no longer live or the decision is about something else.
    """

    judgement: str
    judgements: tuple[str, ...] = ()
    claim: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    """What became of one claim of a bulk decision: a judgement, or the reason why nothing was kept."""

    id: str
    judgement: str = ""
    version: str = ""
    error: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkDecided:
    """What became of each claim; one that could not be judged holds no other back."""

    decided: int
    claims: tuple[BulkRow, ...]


def decided(desk: Desk, claim: str, *judgements: str) -> Response:
    """What was appended, with the claim's version now; what stands across reports follows soon."""
    desk.jobs.follow()
    found = desk.overview.shelf().find_line(claim)
    return answer(
        Decided(
            judgement=judgements[0],
            judgements=judgements,
            claim=found.id if found else "",
            version=found.version if found else "",
        )
    )


@routes.post("/claims/bulk", response_model=BulkDecided)
def bulk(desk: AtDesk, session: Asking, sent: SentBulk) -> Response:
    """Accept or reject several claims at once, each against its own version."""
    decide = judge.accept if sent.decision == "accept" else judge.reject
    signed = ruling(session, sent.because)
    versions = (*sent.versions, *(None for _ in sent.ids[len(sent.versions) :]))
    rows = [_one(desk.ledger, decide, pair, signed) for pair in zip(sent.ids, versions, strict=False)]
    desk.jobs.follow()
    shelf = desk.overview.shelf()
    told = tuple(
        each
        if each.error
        else BulkRow(
            id=each.id, judgement=each.judgement, version=found.version if (found := shelf.find_line(each.id)) else ""
        )
        for each in rows
    )
    return answer(BulkDecided(decided=sum(not each.error for each in told), claims=told))


def _one(ledger: Ledger, decide: Callable[..., str], wanted: tuple[str, str | None], signed: Ruling) -> BulkRow:
    """One claim of a bulk decision."""
    claim, version = wanted
    try:
        return BulkRow(id=claim, judgement=decide(ledger, claim, signed, seen=version))
    except StaleError as error:
        return BulkRow(id=claim, error="stale", message=str(error))
    except ReportedlyError as error:
        return BulkRow(id=claim, error="refused", message=str(error))


@routes.post("/claims/merge", response_model=Decided)
def unite(desk: AtDesk, session: Asking, sent: SentUnion) -> Response:
    """Several claims of one document are one: the first takes the words of all, and the others are rejected."""
    made = judge.unite(desk.ledger, sent.ids, ruling(session, sent.because), seen=sent.versions)
    return decided(desk, sent.ids[0], *made)


@routes.post("/claims/{claim}/accept", response_model=Decided)
def accept(claim: Identity, desk: AtDesk, session: Asking, sent: Seen) -> Response:
    """The document does say that this source says so."""
    made = judge.accept(desk.ledger, claim, ruling(session, sent.because), seen=sent.version)
    return decided(desk, claim, made)


@routes.post("/claims/{claim}/reject", response_model=Decided)
def reject(claim: Identity, desk: AtDesk, session: Asking, sent: Seen) -> Response:
    """The document does not say so; the claim is kept and can be found by its status."""
    made = judge.reject(desk.ledger, claim, ruling(session, sent.because), seen=sent.version)
    return decided(desk, claim, made)


@routes.post("/claims/{claim}/correct", response_model=Decided)
def correct(claim: Identity, desk: AtDesk, session: Asking, sent: SentCorrection) -> Response:
    """Some fields were misread; only what is sent changes."""
    amendment = sent.amendment(desk.gazetteer() if sent.needs_gazetteer() else None)
    made = judge.amend(desk.ledger, claim, amendment, ruling(session, sent.because), seen=sent.version)
    return decided(desk, claim, made)


@routes.post("/claims/{claim}/comment", response_model=Decided)
def comment(claim: Identity, desk: AtDesk, session: Asking, sent: SentComment) -> Response:
    """A remark about the claim, for the ledger's owner alone."""
    made = judge.comment(desk.ledger, claim, sent.text, ruling(session, sent.because), seen=sent.version)
    return decided(desk, claim, made)


@routes.post("/claims/{claim}/note", response_model=Decided)
def note(claim: Identity, desk: AtDesk, session: Asking, sent: SentNotes) -> Response:
    """Values for fields of the readers' own, which the settings name."""
    notes = sent.checked(desk.preferences().fields)
    made = judge.note(desk.ledger, claim, notes, ruling(session, sent.because), seen=sent.version)
    return decided(desk, claim, made)


@routes.post("/claims/{claim}/grade", response_model=Decided)
def grade(claim: Identity, desk: AtDesk, session: Asking, sent: SentGrade) -> Response:
    """The reviewer's Admiralty grade; the last one that stands counts."""
    made = judge.grade(desk.ledger, claim, sent.grade, ruling(session, sent.because), seen=sent.version)
    return decided(desk, claim, made)


@routes.post("/claims/{claim}/redact", response_model=Decided)
def redact(claim: Identity, desk: AtDesk, session: Asking, sent: SentRedaction) -> Response:
    """Withhold the claim, or with `link` one of its sources, from audiences that may not see such a sensitivity."""
    signed = ruling(session, sent.because)
    if sent.link is None:
        made = judge.redact_claim(desk.ledger, claim, sent.sensitivity, signed, seen=sent.version)
    else:
        source = judge.Link(claim=claim, place=sent.link)
        made = judge.redact_source(desk.ledger, source, sent.sensitivity, signed, seen=sent.version)
    return decided(desk, claim, made)


@routes.post("/claims/{claim}/split", response_model=Decided)
def divide(claim: Identity, desk: AtDesk, session: Asking, sent: SentParts) -> Response:
    """The claim is several: it keeps the first part, and each further part becomes a claim of the same source."""
    parts = tuple(each.span() for each in sent.parts)
    made = judge.divide(desk.ledger, claim, parts, ruling(session, sent.because), seen=sent.version)
    return decided(desk, claim, *made)


@routes.post("/documents/{document}/claims", response_model=Decided, status_code=201)
def add(document: Identity, desk: AtDesk, session: Asking, sent: SentMissed) -> Response:
    """A claim that the machine missed; places and times within its words become its own."""
    made, claim = judge.add_pointed(
        desk.ledger, document, sent.pointed(), ruling(session, sent.because), seen=sent.version or None
    )
    response = decided(desk, claim, made)
    response.status_code = 201
    return response


@routes.post("/documents/{document}/redact", response_model=Decided)
def redact_document(document: Identity, desk: AtDesk, session: Asking, sent: SentRedaction) -> Response:
    """Withhold a document with all its claims."""
    made = judge.redact_document(
        desk.ledger, document, sent.sensitivity, ruling(session, sent.because), seen=sent.version
    )
    return decided(desk, "", made)


@routes.post("/judgements/{judgement}/undo", response_model=Decided)
def undo(judgement: Identity, desk: AtDesk, session: Asking, sent: SentReason | None = None) -> Response:
    """Take a decision back, of whichever kind; undoing an undo brings back what it took away."""
    is_joint = judge.is_joint(desk.ledger, judgement)
    made = judge.undo(desk.ledger, judgement, ruling(session, sent.because if sent else ""))
    if is_joint:
        # The page that asks for the grouping next must not see the one that was just taken back.
        desk.jobs.link()
    return decided(desk, "", made)
