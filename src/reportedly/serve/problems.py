"""Errors as answers: `{error, message, remedy}` with a status that says whose mistake it was."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from reportedly.codec import pack
from reportedly.errors import (
    LedgerBusyError,
    LedgerError,
    LexiconError,
    NotInLedgerError,
    RecordError,
    ReportedlyError,
    SourceError,
    StaleError,
    UsageError,
)


class UnsignedError(UsageError):
    """A decision without a name."""


class NotThereError(UsageError):
    """What the address names is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a request was not answered, and what to do about it."""

    error: str
    message: str
    remedy: str = ""


# From the particular to the general: the first that fits counts.
_STATUS: tuple[tuple[type[ReportedlyError], int, str], ...] = (
    (StaleError, 409, "stale"),
    (UnsignedError, 403, "unsigned"),
    (NotThereError, 404, "not_found"),
    (NotInLedgerError, 404, "not_found"),
    (LedgerBusyError, 503, "busy"),
    (LedgerError, 500, "ledger"),
    (UsageError, 400, "usage"),
    (RecordError, 422, "record"),
    (LexiconError, 422, "lexicon"),
    (SourceError, 422, "source"),
    (ReportedlyError, 500, "failure"),
)
_REMEDY = {
    "stale": "Reload it, look at what changed, and decide again; what you typed is still in this window.",
    "unsigned": "Sign with your name at the top of the page.",
    "busy": "Try again in a moment.",
}
PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": words}
    for status, words in (
        (400, "The request makes no sense to the ledger."),
        (401, "No session, or no token."),
        (403, "A foreign origin, or a decision without a name."),
        (404, "There is no such thing."),
        (409, "Somebody decided about it meanwhile; nothing was kept or lost."),
        (413, "Larger than this server takes."),
        (421, "A host name that this server does not answer to."),
        (422, "The request is not of the documented form."),
        (503, "Another process is writing to the ledger."),
    )
}


def answer_problems(app: FastAPI) -> None:
    """Let every error be answered in the same form."""
    app.add_exception_handler(ReportedlyError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)


def problem(status: int, said: Problem) -> Response:
    """An error as an answer."""
    return Response(pack(said), status_code=status, media_type="application/json")


async def _ours(request: Request, error: Exception) -> Response:
    """One of our own errors; their messages hold no words of a source."""
    del request
    status, name = next((status, name) for kind, status, name in _STATUS if isinstance(error, kind))
    remedy = getattr(error, "remedy", "") or _REMEDY.get(name, "")
    return problem(status, Problem(error=name, message=str(error), remedy=remedy))


async def _invalid(request: Request, error: Exception) -> Response:
    """A request of another form, without repeating what was sent."""
    del request
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    parts = [f"{'.'.join(map(str, each.get('loc', ())))}: {each.get('msg', '')}" for each in found]
    return problem(422, Problem(error="invalid", message="; ".join(parts[:5])))


async def _plain(request: Request, error: Exception) -> Response:
    """An address or a method that is not there."""
    del request
    status = error.status_code if isinstance(error, HTTPException) else 500
    name = {404: "not_found", 405: "method"}.get(status, "refused")
    return problem(status, Problem(error=name, message=str(getattr(error, "detail", ""))))
