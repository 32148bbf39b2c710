"""CSV and TSV: each row with a text is a document, its fields named by the first row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.read.decoding import decoded
from reportedly.read.issues import issue, refusal
from reportedly.read.options import Outcome, Stream, Task
from reportedly.read.rows import Row, document
from reportedly.read.streams import lines
from reportedly.records.documents import Issue

_DELIMITERS = ",;\t|"
_TYPE = "text/csv"
_MOST_LINES = 10_000
"""Lines that a quoted field may run over; an opened quotation mark that nobody closes would swallow the file."""

csv.field_size_limit(1 << 30)  # the limit for one document is ours, and lower; the module's own is 128 KB


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Lines that hold whole rows; `is_open` where a quotation mark was never closed."""

    number: int
    content: bytes = field(repr=False)
    is_open: bool = False


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of the rows; a row that is none becomes an issue and the next one is read.

    Raises:
        SourceError: The first row names no field that holds the text (`csv_without_text`).
    """
    chunks = _chunks(stream, task)
    first = next(chunks, None)
    if first is None:
        return
    header_text = decoded(first.content).text
    delimiter = max(_DELIMITERS, key=header_text.count)
    header = tuple(name.strip() for name in _rows(header_text, delimiter)[0])
    wanted = task.overrides.field("text")
    if wanted not in header:
        names = ", ".join(name[:30] for name in header[:12])
        raise refusal("csv_without_text", f"no column is named {wanted!r}; the first row names: {names}")
    for chunk in chunks:
        yield from _of_chunk(chunk, header, delimiter, stream, task)


def _chunks(stream: Stream, task: Task) -> Iterator[Chunk]:
    """Lines joined until their quotation marks are even, since a quoted field may hold line breaks."""
    held: list[bytes] = []
    start = size = 0
    for line in lines(stream, task):
        if not held:
            start, size = line.number, 0
            if line.content is not None and not line.content.strip():
                continue
        held.append(line.content or b"")
        size += len(held[-1])
        if _is_even(held):
            yield Chunk(number=start, content=b"".join(held))
            held = []
        elif len(held) >= _MOST_LINES or size > task.limits.original:
            yield from _reopened(held, start)
            held = []
    if held:
        yield from _reopened(held, start)


def _is_even(held: list[bytes]) -> bool:
    """Whether the quotation marks of these lines come in pairs."""
    return sum(line.count(b'"') for line in held) % 2 == 0


def _reopened(held: list[bytes], start: int) -> Iterator[Chunk]:
    """The first line as one with an open quotation mark, and the others as lines of their own."""
    yield Chunk(number=start, content=held[0], is_open=True)
    yield from (Chunk(number=start + after, content=line) for after, line in enumerate(held[1:], 1) if line.strip())


def _of_chunk(chunk: Chunk, header: tuple[str, ...], delimiter: str, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of a chunk: one, or several where a quotation mark stands inside a word."""
    source = f"{stream.source}#{chunk.number}"
    if chunk.is_open:
        yield issue("csv_quote_open", f"{source}: a quotation mark is opened and never closed", source=source)
        return
    got = decoded(chunk.content)
    for after, values in enumerate(_rows(got.text, delimiter)):
        place = f"#{chunk.number + after}"
        fields = dict(zip(header, values, strict=False))
        noticed = got.issues + _ragged(len(values), len(header))
        row = Row(fields=fields, original=chunk.content, place=place, media_type=_TYPE, issues=noticed)
        yield from document(row, stream, task)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows of some lines, blank ones left out."""
    parted = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    return [row for row in parted if any(value.strip() for value in row)] or [[]]


def _ragged(values: int, names: int) -> tuple[Issue, ...]:
    """The issue of a row with more or fewer values than there are columns."""
    if values == names:
        return ()
    return (issue("csv_ragged", f"the row has {values} values, and the first row names {names} columns"),)
