"""What stands across reports: incidents, sources, and who is reported to hold what."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from reportedly import judge
from reportedly.errors import StaleError
from reportedly.protect import (
    IncidentsWanted,
    Moment,
    compared,
    control_areas,
    control_page,
    incident_page,
    stream_reprints,
)
from reportedly.protect import stream_sources as listed_sources
from reportedly.protect.control_views import ControlPage
from reportedly.protect.incident_views import IncidentPage
from reportedly.protect.reprint_views import Comparison, ReprintsWanted
from reportedly.serve.answers import ControlAreas, IncidentList, ReprintList, Ruled, SourceList, answer, answer_list
from reportedly.serve.desks import Asking, AtDesk, Desk, ruling, viewing
from reportedly.serve.problems import PROBLEMS
from reportedly.serve.requests import Identity, Reason, Sent
from reportedly.vocabulary import Independence, Reliability, ReprintKind

routes = APIRouter(prefix="/api", tags=["across reports"], responses=PROBLEMS)
Named = Annotated[str, Path(min_length=1, max_length=300)]
Day = Annotated[str | None, Field(max_length=10)]
MOST = 1_000


class AskedIncidents(BaseModel, extra="forbid"):
    """Which incidents are asked for; all that is given must fit."""

    place: str | None = Field(None, max_length=200)
    actor: str | None = Field(None, max_length=200)
    type: str | None = Field(None, max_length=80)
    since: Day = None
    until: Day = None
    reports: int = Field(1, ge=1, le=1_000, description="At least so many reports tell of it.")
    document: str | None = Field(None, max_length=300)
    limit: int = Field(100, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=1_000_000)


class SentMerge(Sent):
    """Incidents that are one, or claims of them; `version` is that of the page of the first, where one was seen."""

    incidents: tuple[Identity, ...] = Field(min_length=2, max_length=50)
    version: str | None = Field(None, max_length=100)
    because: Reason = ""


class SentApart(Sent):
    """Claims that tell of another incident."""

    claims: tuple[Identity, ...] = Field(min_length=1, max_length=500)
    version: str | None = Field(None, max_length=100)
    because: Reason = ""


class SentIndependence(Sent):
    """Whether the sources of the claims on two sides are independent of each other."""

    claims: tuple[Identity, ...] = Field(min_length=1, max_length=200)
    others: tuple[Identity, ...] = Field(min_length=1, max_length=200)
    independence: Independence
    because: Reason = ""


class SentReliability(Sent):
    """How reliable a source of the register is."""

    reliability: Reliability
    because: Reason = ""


@routes.get("/incidents", response_model=IncidentList)
def incidents(desk: AtDesk, session: Asking, asked: Annotated[AskedIncidents, Query()]) -> Response:
    """Reported incidents: claims that seem to tell of one occurrence, the latest first. An incident is no fact."""
    wanted = IncidentsWanted(**asked.model_dump(exclude={"offset"}))
    found = desk.incidents.page(wanted, desk.shelf(session), viewing(session), offset=asked.offset)
    return answer_list("incidents", found.rows, found.total)


@routes.get("/incidents/{incident}", response_model=IncidentPage)
def incident(incident: Named, desk: AtDesk, session: Asking) -> Response:
    """One incident: claims by root source, what each adds, ranges, contradictions, independence, why it was grouped."""
    return answer(incident_page(desk.ledger, incident, viewing(session)))


@routes.post("/incidents/merge", response_model=Ruled)
def merge(desk: AtDesk, session: Asking, sent: SentMerge) -> Response:
    """These incidents are one; the grouping follows at once."""
    signed = ruling(session, sent.because)
    _check_seen(desk, session, (sent.incidents[0], sent.version))
    return _ruled(desk, judge.merge(desk.ledger, sent.incidents, signed))


@routes.post("/incidents/{incident}/split", response_model=Ruled)
def split(incident: Named, desk: AtDesk, session: Asking, sent: SentApart) -> Response:
    """These claims of the incident tell of another one; the grouping follows at once."""
    signed = ruling(session, sent.because)
    _check_seen(desk, session, (incident, sent.version))
    return _ruled(desk, judge.split(desk.ledger, incident, sent.claims, signed))


def _check_seen(desk: Desk, session: Asking, seen: tuple[str, str | None]) -> None:
    """Refuse a decision of somebody who saw another grouping than the present one.

    Raises:
        StaleError: The incident has changed.
    """
    identity, version = seen
    if version is not None and incident_page(desk.ledger, identity, viewing(session)).version != version:
        raise StaleError("this incident has changed since you looked; your decision was not kept")


def _ruled(desk: Desk, judgement: str) -> Response:
    """A decision across reports, once what follows from it is in the ledger."""
    desk.jobs.link()
    return answer(Ruled(judgement=judgement))


@routes.get("/reprints", response_model=ReprintList)
def reprints(
    desk: AtDesk,
    session: Asking,
    document: Annotated[str | None, Query(max_length=300)] = None,
    kind: ReprintKind | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 200,
) -> Response:
    """Reports that share text or rest on each other, with what a reprint dropped and added."""
    wanted = ReprintsWanted(document=document, kind=kind, limit=limit)
    return answer(ReprintList(reprints=tuple(stream_reprints(desk.ledger, wanted, viewing(session)))))


@routes.get("/compare", response_model=Comparison)
def compare(
    desk: AtDesk,
    session: Asking,
    a: Annotated[str, Query(min_length=1, max_length=300)],
    b: Annotated[str, Query(min_length=1, max_length=300)],
) -> Response:
    """Two reports side by side: claims that are the same, added, dropped, changed or contradicted, and their texts."""
    return answer(compared(desk.ledger, a, b, viewing(session)))


@routes.get("/sources", response_model=SourceList)
def sources(desk: AtDesk, session: Asking) -> Response:
    """Outlets, institutions and offices, with what reviewers said of their reliability; no private person."""
    return answer(SourceList(sources=tuple(listed_sources(desk.ledger, viewing(session)))))


@routes.post("/sources/{source:path}/reliability", response_model=Ruled)
def reliability(source: Named, desk: AtDesk, session: Asking, sent: SentReliability) -> Response:
    """A reviewer's word on how reliable a source is; the last one that stands counts."""
    made = judge.reliability(desk.ledger, source, sent.reliability, ruling(session, sent.because))
    return answer(Ruled(judgement=made))


@routes.post("/independence", response_model=Ruled)
def independence(desk: AtDesk, session: Asking, sent: SentIndependence) -> Response:
    """A reviewer's word on whether the sources of two sides are independent of each other."""
    sides = (sent.claims, sent.others)
    made = judge.independence(desk.ledger, sides, sent.independence, ruling(session, sent.because))
    return answer(Ruled(judgement=made))


@routes.get("/control", response_model=ControlAreas)
def areas(desk: AtDesk, session: Asking) -> Response:
    """Every country that somebody is reported to hold something in, with its provinces and districts."""
    occasion = viewing(session)
    moment = Moment(day=occasion.at[:10], stale_days=desk.preferences().stale_days)
    return answer(ControlAreas(areas=control_areas(desk.ledger, occasion, moment)))


@routes.get("/control/{place:path}", response_model=ControlPage)
def control(
    place: Named,
    desk: AtDesk,
    session: Asking,
    day: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
) -> Response:
    """What is reported of who holds a place: lanes for each root source, by day and night, stale ones marked."""
    occasion = viewing(session)
    moment = Moment(day=day or occasion.at[:10], stale_days=desk.preferences().stale_days)
    return answer(control_page(desk.ledger, place, occasion, moment))
