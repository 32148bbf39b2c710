"""WARC: each page that a crawl stored is a document; a damaged record is told and the next one is found.

Own reading instead of a library's: those seen end silently where a file is cut off or damaged.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from reportedly.errors import SourceError
from reportedly.read.assembly import as_issue
from reportedly.read.dates import find_day
from reportedly.read.dispatch import documents as nested
from reportedly.read.issues import issue, refusal
from reportedly.read.options import Hints, Outcome, Stream, Task
from reportedly.read.unpacking import unpacked
from reportedly.records.documents import DateCandidate
from reportedly.vocabulary import DateOrigin

_HEADERS = 64 << 10
_CHUNK = 1 << 16
_END = b"\r\n\r\n"
_NEXT = re.compile(rb"WARC/\d\.\d\r?\n[A-Za-z-]+:")
_FIRST_LINE = re.compile(rb"WARC/\d\.\d\r?\n\Z")
_OVERLAP = 64
"""Bytes of the end of one chunk that are looked at again with the next one: a beginning may be cut there."""
_KINDS = frozenset({"response", "resource", "conversion"})
_LEFT_OUT = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
_READ = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/pdf",
    "application/json",
    "application/rss",
    "application/atom",
)
_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a WARC file; the content is None where it is larger than the limit or not wanted."""

    number: int
    fields: Mapping[str, str]
    content: bytes | None = field(repr=False)

    @property
    def kind(self) -> str:
        """The type of the record."""
        return self.fields.get("warc-type", "").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: its status, its fields, and the content with every encoding undone."""

    status: int
    fields: Mapping[str, str]
    content: bytes = field(repr=False)


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of records that hold a page, text, feed or PDF; requests and failures of the server hold none."""
    for record in _records(stream, task):
        if isinstance(record, Record):
            yield from _of_record(record, stream, task)
        else:
            yield as_issue(record, stream.source)


class Returnable:
    """A stream to which bytes can be given back, to be read again."""

    def __init__(self, body: BinaryIO) -> None:
        """Wrap the stream."""
        self._body, self._held = body, b""

    def give_back(self, content: bytes) -> None:
        """Put bytes before those that come."""
        self._held = content + self._held

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""
        got, self._held = self._held[:size], self._held[size:]
        return got + self._body.read(size - len(got)) if len(got) < size else got

    def readline(self, limit: int) -> bytes:
        """The next line, no longer than the limit."""
        place = self._held.find(b"\n", 0, limit) + 1
        if place or len(self._held) >= limit:
            return self.read(place or limit)
        got, self._held = self._held, b""
        return got + self._body.readline(limit - len(got))


def _records(stream: Stream, task: Task) -> Iterator[Record | SourceError]:
    """The records; an error in place of each that is damaged."""
    number, body = 0, Returnable(stream.body)
    while True:
        try:
            if not _has_next(body):
                return
            number += 1
            yield _record(body, number, task)
        except SourceError as error:
            code = {"gzip_damaged": "warc_damaged", "gzip_truncated": "warc_truncated"}.get(error.code, error.code)
            yield refusal(code, f"record {number}: {error}")
            if code not in {"warc_damaged", "warc_record_broken"}:
                return


def _has_next(body: Returnable) -> bool:
    """Whether there is another record; its first line has then been read.

    Raises:
        SourceError: Something else stood before it (`warc_record_broken`), which is told once; reading can go on.
    """
    is_junk = False
    while line := body.readline(_HEADERS):
        if line.startswith(b"WARC/") and not is_junk:
            return True
        found = _FIRST_LINE.search(line)
        if found is not None:
            body.give_back(line[found.start() :])
            is_junk = True
            break
        is_junk = is_junk or bool(line.strip())
    if is_junk:
        raise refusal("warc_record_broken", "bytes that belong to no record were passed over")
    return False


def _record(body: Returnable, number: int, task: Task) -> Record:
    """The record after its first line.

    Raises:
        SourceError: Its length is missing or reaches into the next record, or the file ends inside it.
    """
    fields = _fields(body)
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise refusal("warc_record_broken", "the record does not tell its length")
    size = int(length)
    if size > task.limits.original:
        _pass_over(body, size)
        return Record(number=number, fields=fields, content=None)
    content = body.read(size)
    end = body.read(len(_END))
    body.give_back(end)
    if end != _END:
        _check_end(body, content)
    if len(content) < size:
        raise refusal("warc_truncated", f"the file ends {size - len(content):,} bytes before the end of the record")
    return Record(number=number, fields=fields, content=content)


def _check_end(body: Returnable, content: bytes) -> None:
    """Give back the beginning of the next record, where a wrong length has taken it in.

    Raises:
        SourceError: It has (`warc_record_broken`).
    """
    ahead = body.read(_OVERLAP)
    whole = content + ahead
    found = _NEXT.search(whole)
    if found is None or found.start() >= len(content):
        body.give_back(ahead)
    else:
        body.give_back(whole[found.start() :])
        raise refusal("warc_record_broken", "the length of the record reaches into the next one")


def _fields(body: Returnable | io.BytesIO) -> dict[str, str]:
    """The fields up to the empty line, names in lower case; a line with a blank in front goes on with the last one."""
    fields: dict[str, str] = {}
    name, size = "", 0
    while (line := body.readline(_HEADERS)).strip():
        size += len(line)
        if size > _HEADERS:
            raise refusal("warc_record_broken", "the fields of the record are larger than any crawler writes")
        begun = _FIRST_LINE.search(line) if isinstance(body, Returnable) else None
        if begun is not None:
            cast("Returnable", body).give_back(line[begun.start() :])
            raise refusal("warc_record_broken", "another record begins among the fields of the record")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and name:
            fields[name] += f" {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    return fields


def _pass_over(body: Returnable, size: int) -> None:
    """Read and forget so many bytes; only so far as to the next record, where a wrong length reaches into it.

    Raises:
        SourceError: It does (`warc_record_broken`), or the file ends before (`warc_truncated`).
    """
    left, tail = size, b""
    while left > 0 and (got := body.read(min(left, _CHUNK))):
        left -= len(got)
        _check_end(body, tail + got)
        tail = got[-_OVERLAP:]
    if left > 0:
        raise refusal("warc_truncated", f"the file ends {left:,} bytes before the end of the record")


def _of_record(record: Record, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of one record."""
    source = f"{stream.source}#{_identity(record)}"
    if record.kind in _LEFT_OUT:
        return
    if record.kind not in _KINDS:
        yield issue("warc_record_broken", f"{source}: the record is of no known type", source=source)
        return
    if record.content is None:
        yield issue("too_large", f"{source}: the record is larger than the limit for one document", source=source)
        return
    try:
        answer = _answer(record, task)
    except SourceError as error:
        yield as_issue(error, source)
        return
    if answer.status == _OK and answer.content and _is_readable(answer):
        inner = replace(task, depth=task.depth + 1)
        yield from nested(io.BytesIO(answer.content), source, inner, _hints(record, answer))


def _identity(record: Record) -> str:
    """The record's own id, else its number."""
    return record.fields.get("warc-record-id", "").strip("<>").removeprefix("urn:uuid:") or str(record.number)


def _is_readable(answer: Answer) -> bool:
    """Whether the content can hold a report; pictures and scripts are left out by their declared type."""
    kind = answer.fields.get("content-type", "").strip().lower()
    return not kind or kind.startswith(_READ) or "xml" in kind


def _answer(record: Record, task: Task) -> Answer:
    """What the server answered; a resource or conversion is content without an answer.

    Raises:
        SourceError: The answer is broken, or unpacks to more than the limit.
    """
    content = record.content or b""
    if record.kind != "response" or not content.startswith(b"HTTP/"):
        return Answer(status=_OK, fields=record.fields, content=content)
    body = io.BytesIO(content)
    words = body.readline(_HEADERS).split()
    fields = _fields(body)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    payload = body.read()
    if "chunked" in fields.get("transfer-encoding", "").lower():
        payload = _joined(payload)
    return Answer(
        status=status,
        fields=fields,
        content=unpacked(payload, fields.get("content-encoding", ""), task.limits.original),
    )


def _joined(payload: bytes) -> bytes:
    """A chunked content as one; as it is where a crawler has undone the chunks and kept the field."""
    body = io.BytesIO(payload)
    parts: list[bytes] = []
    while line := body.readline(_HEADERS):
        length = line.partition(b";")[0].strip()
        try:
            size = int(length, 16)
        except ValueError:
            return b"".join(parts) if parts else payload
        if size == 0:
            break
        parts.append(body.read(size))
        body.readline(_HEADERS)
    return b"".join(parts)


def _hints(record: Record, answer: Answer) -> Hints:
    """What the crawl knows of the content."""
    crawled = find_day(record.fields.get("warc-date", ""))
    modified = find_day(answer.fields.get("last-modified", ""))
    kind, _, rest = answer.fields.get("content-type", "").partition(";")
    days = ((crawled, "the day of the crawl"), (modified, "Last-Modified of the server"))
    dates = tuple(DateCandidate(value=day, origin=DateOrigin.HTTP, because=where) for day, where in days if day)
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return Hints(
        media_type=kind.strip() or None,
        charset=charset,
        url=record.fields.get("warc-target-uri", "").strip("<>") or None,
        dates=dates,
        read_on=crawled,
    )
