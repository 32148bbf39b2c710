"""Releases: what would leave is shown first, by the very function that the file is written from."""

import hashlib
import io
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from reportedly.export import Form, export
from reportedly.export.briefs import BriefForm, Heading, control_brief, incident_brief, write_brief
from reportedly.protect import Preview, Wanted, control_page, incident_page, load_policy, preview, stream_claims
from reportedly.protect.releases import Written, log_export
from reportedly.protect.views import Occasion
from reportedly.serve.answers import answer
from reportedly.serve.desks import Asking, AtDesk, Desk, now, viewing
from reportedly.serve.problems import PROBLEMS, UnsignedError
from reportedly.serve.requests import Sent
from reportedly.serve.sessions import Session
from reportedly.vocabulary import Anonymity, Audience, Basis, Certainty, ClaimStatus

routes = APIRouter(prefix="/api/release", tags=["release"], responses=PROBLEMS)
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "jsonld": "application/ld+json",
    "pdf": "application/pdf",
}


class Filters(Sent):
    """Which claims leave; all that is given must fit. Names and values are those of `GET /api/claims`."""

    words: str | None = Field(None, max_length=500)
    place: str | None = Field(None, max_length=200)
    actor: str | None = Field(None, max_length=200)
    type: str | None = Field(None, max_length=80)
    source: str | None = Field(None, max_length=200)
    anonymity: Anonymity | None = None
    basis: Basis | None = None
    since: str | None = Field(None, max_length=12)
    until: str | None = Field(None, max_length=12)
    certainty: Certainty | None = None
    publisher: str | None = Field(None, max_length=300)
    grade: str | None = Field(None, max_length=2, description="As B2; a letter alone asks for that reliability.")
    status: ClaimStatus | None = Field(None, description="Claims that a reviewer rejected leave only where asked for.")
    document: str | None = Field(None, max_length=300)
    incident: str | None = Field(None, min_length=1, max_length=100)

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


class Subject(StrEnum):
    """What a brief is about."""

    INCIDENT = "incident"
    DISTRICT = "district"


class SentBrief(Sent):
    """A printable brief; `which` is the id of an incident, or the name or id of a place."""

    subject: Subject
    which: str = Field(min_length=1, max_length=300)
    audience: Audience = Audience.PUBLIC
    form: BriefForm = BriefForm.HTML
    recipient: Annotated[str, Field(min_length=1, max_length=200)]


_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind.partition(";")[0]: {} for kind in _TYPES.values()}, "description": "The file."}
}


@routes.post("", response_class=Response, responses=_FILE)
def release(desk: AtDesk, session: Asking, sent: SentRelease) -> Response:
    """Write the file and log that it was handed out, by its hash and without its words."""
    _check_signed(session)
    occasion = _occasion(session, sent)
    target = io.BytesIO()
    claims = stream_claims(desk.ledger, sent.filters.wanted(), occasion)
    done = export(claims, sent.form, target, hxl=sent.hxl, unrealised=sent.unrealised)
    name = f"reportedly-{sent.audience.value}-{now()[:10]}.{sent.form.value}"
    file = File(name=name, form=sent.form.value, body=target.getvalue(), claims=done.claims)
    response = _handed(desk, occasion, file)
    response.headers["x-reportedly-unlocated"] = str(done.unlocated)
    return response


@routes.post("/brief", response_class=Response, responses=_FILE)
def brief(desk: AtDesk, session: Asking, sent: SentBrief) -> Response:
    """A printable brief of an incident or a district: map, timeline, claims with sources, counts, caveats."""
    _check_signed(session)
    occasion = viewing(session, sent.audience, recipient=sent.recipient)
    heading = Heading(audience=sent.audience, handling=load_policy(sent.audience).handling, day=occasion.at[:10])
    if sent.subject is Subject.INCIDENT:
        made = incident_brief(incident_page(desk.ledger, sent.which, occasion), heading)
    else:
        made = control_brief(control_page(desk.ledger, sent.which, occasion), heading)
    target = io.BytesIO()
    write_brief(made, sent.form, target)
    claims = sum(item.is_quoted for section in made.sections for item in section.items)
    name = f"reportedly-brief-{sent.audience.value}-{now()[:10]}.{sent.form.value}"
    file = File(name=name, form=f"brief {sent.form.value}", body=target.getvalue(), claims=claims)
    return _handed(desk, occasion, file)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that is handed out."""

    name: str
    form: str
    body: bytes = field(repr=False)
    claims: int


def _check_signed(session: Session) -> None:
    """Refuse to hand out what nobody signs for.

    Raises:
        UnsignedError: Nobody has given a name.
    """
    if not session.reviewer:
        raise UnsignedError("a release is signed: give your name first")


def _handed(desk: Desk, occasion: Occasion, file: File) -> Response:
    """The file as an answer that no browser shows, once it is logged."""
    digest = hashlib.sha256(file.body).hexdigest()
    log_export(desk.ledger, occasion, Written(form=file.form, sha256=digest, claims=file.claims))
    headers = {"content-disposition": f'attachment; filename="{file.name}"', "x-reportedly-claims": str(file.claims)}
    return Response(file.body, media_type=_TYPES.get(file.name.rpartition(".")[2]), headers=headers)


def _occasion(session: Session, sent: SentRelease) -> Occasion:
    """The release, with the key of the preview that was looked at, which is then used up."""
    occasion = viewing(session, sent.audience, recipient=sent.recipient)
    key = session.keys.pop(sent.audience, None)
    return occasion if key is None else replace(occasion, key=key)
