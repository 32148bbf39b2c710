"""The forms in which answers leave: JSON of the views, packed by `codec`, and described for OpenAPI."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reportedly.codec import pack
from reportedly.protect.desk_views import DocumentPage, TableView
from reportedly.protect.views import ClaimView, DocumentView, Explanation
from reportedly.serve.jobs import JobView

__all__ = [
    "ClaimList",
    "DocumentList",
    "DocumentPage",
    "Explained",
    "JobList",
    "Signed",
    "Started",
    "TableView",
    "answer",
    "answer_list",
    "compressed",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who is signed in, and what the page must know of this server.

    Attributes:
        reviewer: The name that decisions are signed with; empty until one is given.
        suggested: A name to offer.
        csrf: What a request that changes something carries in `X-Reportedly-Token`.
        ledger: Where the ledger stands.
        encrypted: Whether the file can be read only with a passphrase.
        protected_warning: What to say where a plain file holds sources that need protection; empty where all is well.
    """

    reviewer: str
    suggested: str
    csrf: str
    version: str
    ledger: str
    encrypted: bool
    protected_warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """Documents of the ledger, by day of publication."""

    documents: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """Claims that fit; `total` counts those beyond the limit too."""

    claims: tuple[ClaimView, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One claim with what made it, and the version that a decision about it must name."""

    explanation: Explanation
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A job that was started; ask for it by its id."""

    job: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobList:
    """Jobs, the newest first."""

    jobs: tuple[JobView, ...]


def answer(view: object, status: int = 200) -> Response:
    """A view as an answer."""
    return Response(pack(view), status_code=status, media_type="application/json")


def answer_list(name: str, packed: Iterable[bytes], total: int) -> Response:
    """Views that are packed already, as the list of this name with its total."""
    body = b'{"%b":[%b],"total":%d}' % (name.encode(), b",".join(packed), total)
    return Response(body, media_type="application/json")


def compressed(request: Request, body: bytes) -> Response:
    """A large answer, which was compressed once for all who ask."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type="application/json", headers={"content-encoding": "gzip"})
    return Response(gzip.decompress(body), media_type="application/json")
