"""Releases: what would leave is shown first, by the very function that the file is written from."""

import hashlib
import io
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from reportedly.export import Form, export
from reportedly.protect import Preview, Wanted, preview, stream_claims
from reportedly.protect.releases import Written, log_export
from reportedly.protect.views import Occasion
from reportedly.serve.answers import answer
from reportedly.serve.desks import Asking, AtDesk, now, viewing
from reportedly.serve.problems import PROBLEMS, UnsignedError
from reportedly.serve.requests import Sent
from reportedly.serve.sessions import Session
from reportedly.vocabulary import Anonymity, Audience, Basis

routes = APIRouter(prefix="/api/release", tags=["release"], responses=PROBLEMS)
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}


class Filters(Sent):
    """Which claims leave; all that is given must fit."""

    words: str | None = Field(None, max_length=500)
    place: str | None = Field(None, max_length=200)
    actor: str | None = Field(None, max_length=200)
    type: str | None = Field(None, max_length=80)
    source: str | None = Field(None, max_length=200)
    anonymity: Anonymity | None = None
    basis: Basis | None = None
    since: str | None = Field(None, max_length=12)
    until: str | None = Field(None, max_length=12)
    document: str | None = Field(None, max_length=300)

    def wanted(self) -> Wanted:
        """The same for the ledger."""
        return Wanted(**dict(self))


class SentPreview(Sent):
    """For whom, and which claims."""

    audience: Audience = Audience.PUBLIC
    filters: Filters = Field(default_factory=lambda: Filters.model_validate({}))


class SentRelease(SentPreview):
    """The file to write; a partner's or public release has the ids of the last preview for that audience."""

    form: Form = Form.CSV
    recipient: Annotated[str, Field(min_length=1, max_length=200)]
    hxl: bool = False
    unrealised: bool = False


@routes.post("/preview", response_model=Preview)
def look(desk: AtDesk, session: Asking, sent: SentPreview) -> Response:
    """What would leave, what is made general and why, what is held back, and descriptions that may lead to somebody."""
    occasion = viewing(session, sent.audience, recipient="preview")
    session.keys[sent.audience] = occasion.key
    return answer(preview(desk.ledger, sent.filters.wanted(), occasion))


@routes.post(
    "",
    response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind in _TYPES.values()}, "description": "The file."}},
)
def release(desk: AtDesk, session: Asking, sent: SentRelease) -> Response:
    """Write the file and log that it was handed out, by its hash and without its words."""
    if not session.reviewer:
        raise UnsignedError("a release is signed: give your name first")
    occasion = _occasion(session, sent)
    target = io.BytesIO()
    claims = stream_claims(desk.ledger, sent.filters.wanted(), occasion)
    done = export(claims, sent.form, target, hxl=sent.hxl, unrealised=sent.unrealised)
    body = target.getvalue()
    written = Written(form=sent.form.value, sha256=hashlib.sha256(body).hexdigest(), claims=done.claims)
    log_export(desk.ledger, occasion, written)
    name = f"reportedly-{sent.audience.value}-{now()[:10]}.{sent.form.value}"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "x-reportedly-claims": str(done.claims),
        "x-reportedly-unlocated": str(done.unlocated),
    }
    return Response(body, media_type=_TYPES.get(sent.form.value, "application/octet-stream"), headers=headers)


def _occasion(session: Session, sent: SentRelease) -> Occasion:
    """The release, with the key of the preview that was looked at, which is then used up."""
    occasion = viewing(session, sent.audience, recipient=sent.recipient)
    key = session.keys.pop(sent.audience, None)
    return occasion if key is None else replace(occasion, key=key)
