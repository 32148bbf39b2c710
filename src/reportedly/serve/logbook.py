"""What waits, what could not be read, what was decided, and what was done with the ledger."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from reportedly.protect import acts, history, stream_issues
from reportedly.serve.answers import ActList, HistoryList, IssueList, QueueList, answer, answer_packed
from reportedly.serve.desks import Asking, AtDesk, viewing
from reportedly.serve.problems import PROBLEMS

routes = APIRouter(prefix="/api", responses=PROBLEMS)
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


@routes.get("/queue", response_model=QueueList, tags=["judging"])
def queue(desk: AtDesk, session: Asking, limit: Limit = 50) -> Response:
    """Claims that nobody judged, the most doubtful and weighty first, each with why."""
    rows = desk.queue.first(desk.shelf(session), limit=limit)
    return answer_packed("claims", ((each.claim, each.why) for each in rows))


@routes.get("/issues", response_model=IssueList, tags=["log"])
def issues(desk: AtDesk, session: Asking) -> Response:
    """What could not be read or understood, and what to do about it."""
    return answer(IssueList(issues=tuple(stream_issues(desk.ledger, viewing(session)))))


@routes.get("/history", response_model=HistoryList, tags=["log"])
def decisions(desk: AtDesk, session: Asking, limit: Limit = 100, offset: Offset = 0) -> Response:
    """What was decided, the newest first, and whether it stands."""
    return answer(HistoryList(decisions=history(desk.ledger, viewing(session), limit=limit, offset=offset)))


@routes.get("/log", response_model=ActList, tags=["log"])
def log(desk: AtDesk, session: Asking, limit: Limit = 100, offset: Offset = 0) -> Response:
    """What was done with the ledger: views, exports, decisions, purges; chained, and without a word of a source."""
    return answer(ActList(acts=acts(desk.ledger, viewing(session), limit=limit, offset=offset)))
