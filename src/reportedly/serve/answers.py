"""The forms in which answers leave: JSON of the views, packed by `codec`, and described for OpenAPI."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from reportedly.codec import pack
from reportedly.protect.control_views import AreaView
from reportedly.protect.desk_views import DocumentPage, Making, TableView
from reportedly.protect.histories import ActView, HistoryRow
from reportedly.protect.incident_views import IncidentView
from reportedly.protect.reprint_views import ReprintView
from reportedly.protect.source_views import SourceView
from reportedly.protect.views import ClaimView, DocumentView, Explanation, IssueView
from reportedly.records import ExtraField, SavedFilter, Tiles
from reportedly.serve.jobs import JobView

__all__ = [
    "ActList",
    "ClaimList",
    "ControlAreas",
    "DocumentList",
    "DocumentPage",
    "Explained",
    "FilterList",
    "Found",
    "HistoryList",
    "IncidentList",
    "Invitation",
    "IssueList",
    "JobList",
    "Making",
    "QueueList",
    "ReprintList",
    "Ruled",
    "SettingsView",
    "Signed",
    "SourceList",
    "Started",
    "TableView",
    "TypeWord",
    "Vocabulary",
    "Word",
    "answer",
    "answer_list",
    "answer_packed",
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
class Invitation:
    """What opens one more session, once and within a quarter of an hour."""

    path: str = field(repr=False)


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
class Found:
    """Ids of claims, as the table has them."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedClaim:
    """A claim that waits for a reviewer, and why it stands where it does."""

    claim: ClaimView
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueList:
    """Claims that nobody judged."""

    claims: tuple[QueuedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueList:
    """What could not be read or understood."""

    issues: tuple[IssueView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryList:
    """Decisions, the newest first."""

    decisions: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActList:
    """The ledger's log, the newest first."""

    acts: tuple[ActView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A decision that was appended; its id undoes it."""

    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentList:
    """Reported incidents, the latest first; `total` counts those beyond the limit too."""

    incidents: tuple[IncidentView, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintList:
    """Reports that share text or rest on each other."""

    reprints: tuple[ReprintView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """The register of sources."""

    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAreas:
    """Countries with what lies in them."""

    areas: tuple[AreaView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterList:
    """Saved filters, by name."""

    filters: tuple[SavedFilter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWord:
    """A word of the user's own and the types that it makes.

    Attributes:
        more: Whether the file says more of it than is shown here; that stays.
    """

    word: str
    seen: str
    verb: str | None = None
    noun: str | None = None
    adjective: str | None = None
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """The settings of the ledger.

    Attributes:
        types_file: Where the words for types are kept.
    """

    stale_days: int
    tiles: Tiles | None
    fields: tuple[ExtraField, ...]
    types: tuple[TypeWord, ...]
    types_file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One code with the words that people read."""

    value: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Codes by field, in the order of the vocabulary."""

    fields: dict[str, tuple[Word, ...]]


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


def answer_packed(name: str, rows: Iterable[tuple[bytes, str]]) -> Response:
    """Claims that are packed already, each with why it is in the list of this name."""
    told = (b'{"claim":%b,"why":%b}' % (claim, pack(why)) for claim, why in rows)
    return Response(b'{"%b":[%b]}' % (name.encode(), b",".join(told)), media_type="application/json")


def compressed(request: Request, body: bytes) -> Response:
    """A large answer, which was compressed once for all who ask."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type="application/json", headers={"content-encoding": "gzip"})
    return Response(gzip.decompress(body), media_type="application/json")
