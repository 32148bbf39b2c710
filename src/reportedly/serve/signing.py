"""Signing in: a one-time address opens a session, and a name signs what is decided in it."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from reportedly import __version__
from reportedly.errors import UsageError
from reportedly.protect import keeping
from reportedly.serve.answers import Invitation, Signed, answer
from reportedly.serve.desks import Asking, AtDesk, ruling
from reportedly.serve.problems import PROBLEMS, Problem, problem
from reportedly.serve.sessions import Session, signed_name

routes = APIRouter(tags=["session"])


class Name(BaseModel):
    """The name that decisions are signed with."""

    reviewer: str = Field(max_length=200)


@routes.get("/open", status_code=303, response_class=RedirectResponse, responses={410: {"model": Problem}})
def open_session(request: Request, desk: AtDesk, ticket: str = "") -> Response:
    """Open a session with the ticket of a one-time address, and go to the first page."""
    session = desk.sessions.open(ticket)
    if session is None:
        said = Problem(
            error="ticket_used",
            message="this one-time address was used before or is too old",
            remedy="Start `reportedly serve` again for a new one, or go on in the window that used it.",
        )
        return problem(410, said)
    response = RedirectResponse("/", status_code=303)
    name: str = request.state.cookie
    response.set_cookie(name, session.id, httponly=True, samesite="strict", path="/", secure=desk.is_proxied)
    return response


@routes.get("/api/session", response_model=Signed, responses=PROBLEMS)
def current(desk: AtDesk, session: Asking) -> Response:
    """Who is signed in, the token that changes must carry, and the state of the ledger."""
    return answer(_signed(desk, session))


@routes.post("/api/session", response_model=Signed, responses=PROBLEMS)
def sign(desk: AtDesk, session: Asking, name: Name) -> Response:
    """Sign with a name; it stands under every decision of this session."""
    given = signed_name(name.reviewer)
    if not given:
        raise UsageError("a name has at least one letter")
    session.reviewer = given
    return answer(_signed(desk, session))


@routes.post("/api/session/invite", response_model=Invitation, responses=PROBLEMS)
def invite(desk: AtDesk, session: Asking) -> Response:
    """A one-time address for another browser or a colleague, as the path behind the name of this server."""
    ruling(session)
    return answer(Invitation(path=f"/open?ticket={desk.sessions.issue_ticket()}"))


@routes.delete("/api/session", status_code=204, responses=PROBLEMS)
def leave(request: Request, desk: AtDesk, session: Asking) -> Response:
    """End the session; the cookie opens nothing any more."""
    desk.sessions.close(session)
    response = Response(status_code=204)
    response.delete_cookie(request.state.cookie, path="/", secure=desk.is_proxied, httponly=True, samesite="strict")
    return response


def _signed(desk: AtDesk, session: Session) -> Signed:
    """The session as the page sees it."""
    kept = keeping(desk.ledger)
    return Signed(
        reviewer=session.reviewer,
        suggested=desk.suggested,
        csrf=session.token,
        version=__version__,
        ledger=desk.ledger.where,
        encrypted=kept.is_encrypted,
        protected_warning=kept.advice or "",
    )
