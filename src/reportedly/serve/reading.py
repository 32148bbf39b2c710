"""Reading started from the page: files that are dropped, text that is pasted, an address that is named."""

import datetime
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import Response

from reportedly.errors import UsageError
from reportedly.intake.sources import Outcome, is_address
from reportedly.read import Hooks, Overrides, read
from reportedly.serve.answers import JobList, Started, answer
from reportedly.serve.desks import Asking, AtDesk, Desk, now
from reportedly.serve.jobs import Job, JobView, Order
from reportedly.serve.problems import PROBLEMS, NotThereError
from reportedly.serve.uploads import Dropped, Form, taken_apart

routes = APIRouter(prefix="/api", tags=["reading"], responses=PROBLEMS)
_LONGEST_TEXT = 12_000_000


class Told(BaseModel):
    """What the reader knows of the documents; it stands in front of what they say themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = Field(None, max_length=500)
    publisher: str | None = Field(None, max_length=300)
    published: str | None = Field(None, max_length=10, description="The day, as 2017-11-15.")
    url: str | None = Field(None, max_length=2_000)
    language: str | None = Field(None, max_length=20)

    def overrides(self, media_type: str | None = None) -> Overrides:
        """The same for the reader."""
        return Overrides(
            title=self.title or None,
            publisher=self.publisher or None,
            published=self.published or None,
            url=self.url or None,
            language=self.language or None,
            media_type=media_type,
            today=now()[:10],
        )


class SentReading(Told):
    """A text that was pasted, or an address to fetch; one of the two."""

    text: str | None = Field(None, max_length=_LONGEST_TEXT)
    address: str | None = Field(None, max_length=2_000)


_FIELDS = {name: {"type": "string"} for name in Told.model_fields}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": SentReading.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        **_FIELDS,
                    },
                    "required": ["files"],
                }
            },
        },
    }
}


@routes.post("/reading", response_model=Started, status_code=202, openapi_extra=_BODY)
async def start(request: Request, desk: AtDesk, session: Asking) -> Response:
    """Start reading; the answer names the job to ask for."""
    del session
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        order = dropped(await taken_apart(request.headers, request.stream()))
    elif kind == "application/json":
        order = named(_sent(SentReading, await request.body()), desk)
    else:
        raise UsageError("send files as multipart/form-data, or a text or an address as application/json")
    return answer(Started(job=desk.jobs.start(order).id), 202)


def _sent(form: type[SentReading], body: bytes) -> SentReading:
    """What was sent.

    Raises:
        UsageError: It is of another form; the message repeats nothing of it.
    """
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        raise UsageError(_words(error)) from error


def _words(error: ValidationError) -> str:
    """What is wrong with what was sent, without repeating it."""
    parts = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors(include_input=False))
    return "; ".join(parts)


def dropped(form: Form) -> Order:
    """Files that were dropped.

    Raises:
        UsageError: There are none, or a field is none of ours.
    """
    if not form.files:
        raise UsageError("no file was sent")
    try:
        told = Told.model_validate(dict(form.fields))
    except ValidationError as error:
        raise UsageError(_words(error)) from error
    return _order(form.files, told.overrides())


def named(sent: SentReading, desk: Desk) -> Order:
    """A text or an address.

    Raises:
        UsageError: Neither or both are given, or the address is none of the web.
    """
    if (sent.text is None) == (sent.address is None):
        raise UsageError("send a text or an address")
    if sent.text is not None:
        if not sent.text.strip():
            raise UsageError("the text is empty")
        moment = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H%M%S")
        file = Dropped(sent.text.encode("utf-8", "replace"), f"pasted-{moment}.txt")
        return _order((file,), sent.overrides(media_type="text"))
    address = (sent.address or "").strip()
    if not is_address(address):
        raise UsageError("an address begins with http:// or https://; files are dropped on the page")
    overrides = sent.overrides()
    return Order(number=1, overrides=overrides, outcomes=lambda hooks: desk.fetching(address, overrides, hooks))


def _order(files: tuple[Dropped, ...], overrides: Overrides) -> Order:
    """Files to read one after the other."""

    def outcomes(hooks: Hooks) -> Iterator[Outcome]:
        for each in files:
            yield from read(each, overrides, hooks=hooks)

    return Order(number=len(files), overrides=overrides, outcomes=outcomes)


@routes.get("/jobs", response_model=JobList)
def jobs(desk: AtDesk) -> Response:
    """The latest jobs, the newest first."""
    return answer(JobList(jobs=tuple(each.view() for each in desk.jobs.all())))


@routes.get("/jobs/{job}", response_model=JobView)
def job(job: Annotated[str, Path(max_length=64)], desk: AtDesk) -> Response:
    """How far a job is."""
    return answer(_job(desk, job).view())


@routes.post("/jobs/{job}/stop", response_model=JobView)
def stop(job: Annotated[str, Path(max_length=64)], desk: AtDesk) -> Response:
    """End a job after the documents in hand; what was read stays, and the rest can be read later."""
    found = _job(desk, job)
    found.stop()
    return answer(found.view())


def _job(desk: Desk, identity: str) -> Job:
    """The job of this id.

    Raises:
        NotThereError: There is none.
    """
    found = desk.jobs.find(identity)
    if found is None:
        raise NotThereError("there is no such job; jobs are forgotten when the server ends")
    return found
