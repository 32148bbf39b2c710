"""What the user may say about a source, how much of the machine one source may use, and what a reader is given."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reportedly.errors import UsageError
from reportedly.read.sniff import declared_format
from reportedly.records.documents import Acquired, DateCandidate, Issue

FIELDS = ("text", "source", "title", "publisher", "published", "url", "language")
"""The fields of a row or line that become a document; `mapping` gives them other names."""

TYPES_OF_MEDIA = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "feed": "application/rss+xml",
    "html": "text/html",
    "jsonl": "application/x-ndjson",
    "pdf": "application/pdf",
    "text": "text/plain",
    "warc": "application/warc",
    "zip": "application/zip",
}
"""Short names that `--media-type` takes for the types of media."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the user says about every document of a source; it stands in front of what the source says.

    Attributes:
        published: The day of publication, ISO 8601.
        mapping: Pairs of one of our fields and the name that it has in the rows of the source.
        media_type: Type of the content, where neither content nor ending tell it; a short name such as `html` will do.
        today: The day of reading, ISO 8601: a date after it is wrong. None to accept any day.
    """

    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    media_type: str | None = None
    today: str | None = None

    def __post_init__(self) -> None:
        """Refuse days and types that are none, and fields that a document does not have."""
        for name, value in (("published", self.published), ("today", self.today)):
            if value is not None:
                _check_day(name, value)
        if self.media_type is not None and declared_format("", media_type(self.media_type)) is None:
            names = ", ".join(TYPES_OF_MEDIA)
            raise UsageError(f"--media-type {self.media_type!r} is none that is read; give one of {names}")
        unknown = [ours for ours, _ in self.mapping if ours not in FIELDS]
        if unknown:
            raise UsageError(f"--map: a document has no field {unknown[0]!r}; it has {', '.join(FIELDS)}")

    def field(self, ours: str) -> str:
        """The name that one of our fields has in the rows of the source."""
        return dict(self.mapping).get(ours, ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one source may use before it becomes an issue; sizes in bytes unless said otherwise.

    Attributes:
        original: The largest single document that is read.
        text: The longest text of a document, in code points.
        expanded: The most that one archive may unpack to, all members together.
        member: The most that one member of an archive, or one compressed stream of documents, may hold in memory.
        ratio: How many times its compressed size a member may unpack to, once it is past 1 MB.
        members: How many members of an archive are read.
        depth: How many archives may stand inside each other.
        page: The longest page with its markup, in code points.
        elements: How many elements of a page are looked at.
        pages: How many pages of a PDF are read.
        seconds: How long the pages of one PDF may take.
    """

    original: int = 64 << 20
    text: int = 5_000_000
    expanded: int = 64 << 30
    member: int = 64 << 20
    ratio: int = 250
    members: int = 200_000
    depth: int = 3
    page: int = 16_000_000
    elements: int = 200_000
    pages: int = 5_000
    seconds: float = 60.0


def _nothing_known(source: str, original_sha256: str) -> bool:
    """Nothing was read before."""
    del source, original_sha256
    return False


def _nobody_watches(count: int) -> None:
    """Nobody draws a progress bar."""
    del count


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What a long reading tells and asks whoever runs it.

    Attributes:
        known: Whether an original, by the name of its source and the hash of its bytes, is in; if so it is skipped.
        advanced: Told how many more bytes of the files that the user named have been read.
    """

    known: Callable[[str, str], bool] = _nothing_known
    advanced: Callable[[int], None] = _nobody_watches


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of a stream from outside its content: its name, what a server, feed or archive said of it.

    Attributes:
        name: The file name, whose ending tells a format where the content does not.
        media_type: As declared by whoever sent it.
        charset: As declared by whoever sent it.
        read_on: The day on which the content was fetched or crawled, ISO 8601.
    """

    name: str = ""
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    read_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One lot of bytes that holds a document or many.

    Attributes:
        source: Its name in documents and issues.
        body: The bytes; seekable only where `spooled` made it so.
    """

    source: str
    body: BinaryIO
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a reader must heed beside the stream itself; `depth` counts the archives around it."""

    overrides: Overrides = Overrides()
    limits: Limits = Limits()
    hooks: Hooks = Hooks()
    depth: int = 0


Outcome = Acquired | Issue
Reader = Callable[[Stream, Task], Iterator[Outcome]]


def media_type(given: str | None) -> str | None:
    """A type of media from itself or its short name."""
    return TYPES_OF_MEDIA.get(given, given) if given else None


def parsed_mapping(given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs from `ours=theirs`, several of them joined by commas or given one by one.

    Raises:
        UsageError: A part has no equals sign or an empty side.
    """
    pairs = []
    for part in (piece.strip() for text in given for piece in text.split(",")):
        ours, sign, theirs = (each.strip() for each in part.partition("="))
        if not (sign and ours and theirs):
            raise UsageError(f"--map {part!r}: write ours=theirs, for example text=body")
        pairs.append((ours, theirs))
    return tuple(pairs)


def _check_day(name: str, value: str) -> None:
    """Refuse what is no day."""
    try:
        dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"--{name} {value!r} is no day; write it as 2017-11-15") from error
    if len(value) != len("2017-11-15"):
        raise UsageError(f"--{name} {value!r} is no day; write it as 2017-11-15")
