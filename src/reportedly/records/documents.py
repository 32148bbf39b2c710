"""What was read: a document, its original, and what went wrong on the way."""

import hashlib
from dataclasses import dataclass, field

from reportedly.errors import RecordError
from reportedly.spans import Span
from reportedly.vocabulary import DateOrigin, Stage


def content_id(*parts: str) -> str:
    """The id of a content: `sha256:` and the hash of its parts, joined by a character that no text holds."""
    return "sha256:" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """One date on which a document may have been published.

    Attributes:
        value: The day, ISO 8601.
        origin: Where it was found.
        because: Why it was chosen or passed over, in the analyst's words.
        usable: False for a day that is kept but cannot be the day of publication, such as the day of the crawl.
    """

    value: str
    origin: DateOrigin
    because: str = ""
    usable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as read: the text that all offsets refer to, which never changes, and where it comes from.

    Attributes:
        source: What the user gave: path, URL, record id.
        text: The text, unchanged for plain text, else what `read` made of it.
        dates: Candidates for the date of publication, the chosen one first.
        pages: Where each page stands in the text, for formats that have pages.
        media_type: The type of the original.
        id: Hash of text, publisher and address (of `source` where there is no address).
    """

    source: str
    text: str = field(repr=False)
    url: str | None = None
    title: str | None = field(default=None, repr=False)
    publisher: str | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    pages: tuple[Span, ...] = ()
    media_type: str = "text/plain"
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the id."""
        object.__setattr__(self, "id", content_id(self.text, self.publisher or "", self.url or self.source))

    @property
    def published(self) -> str | None:
        """The day of publication that was chosen, ISO 8601; None when nothing tells it."""
        return self.dates[0].value if self.dates and self.dates[0].usable else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that could not be read or understood, kept as a row.

    Attributes:
        code: A documented issue code.
        stage: Where it arose.
        message: What happened, naming file and place but no words of a source.
        remedy: What the user can do.
        source: What the user gave; None for an issue that speaks of the document it stands in.
        span: The words it speaks of.
    """

    code: str
    stage: Stage
    message: str
    remedy: str = ""
    source: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquired:
    """A document with the bytes it was made from and what was noticed while reading it."""

    document: Document
    original: bytes = field(repr=False)
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        """Refuse issues that speak of other sources."""
        if any(issue.source not in {None, self.document.source} for issue in self.issues):
            message = f"an issue of another source was attached to {self.document.source}"
            raise RecordError(message)
