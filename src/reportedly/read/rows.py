"""JSON Lines, one JSON list of objects, or one object: each object with a text is a document."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from reportedly.errors import SourceError
from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.dates import dated, days_in_url
from reportedly.read.decoding import decoded
from reportedly.read.issues import issue, refusal
from reportedly.read.options import Outcome, Overrides, Stream, Task
from reportedly.read.streams import Line, lines
from reportedly.records.documents import Issue
from reportedly.vocabulary import DateOrigin

_TYPE = "application/x-ndjson"
_BETWEEN = re.compile(r"\s*,?\s*")


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of the lines; a line that is none becomes an issue and the next one is read."""
    rest = lines(stream, task)
    for line in rest:
        if line.number == 1 and _spans_lines(line):
            yield from _of_one_value(line, rest, stream, task)
            return
        if line.content is None or line.content.strip():
            yield from _of_line(line, stream, task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, line or object that may be a document.

    Attributes:
        fields: Its values by the names that they have in the source.
        original: Its bytes.
        place: Where it stands in the source, as in `#12`.
        issues: What was noticed on the way to it.
    """

    fields: Mapping[str, object] = field(repr=False)
    original: bytes = field(repr=False)
    place: str
    media_type: str
    issues: tuple[Issue, ...] = ()

    def value(self, name: str) -> object:
        """A field as it is; dots lead into fields of fields, as in `article.body`, unless one has the whole name."""
        current: object = self.fields
        for part in (name,) if name in self.fields else name.split("."):
            current = current.get(part) if isinstance(current, Mapping) else None
        return current

    def string(self, name: str) -> str | None:
        """A field as text; None where there is none, or it is empty or no text."""
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, str | int):
            return None
        return str(value) or None


def document(row: Row, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The document of one row, or the issue that it has no text; nothing where it is known already."""
    said = task.overrides
    source = row.string(said.field("source")) or f"{stream.source}{row.place}"
    text = row.value(said.field("text"))
    if not isinstance(text, str):
        yield _without_text(row, source, said.field("text"))
    elif not is_known(source, row.original, task):
        yield acquired(_found(row, source, text, said), stream, task)


def _found(row: Row, source: str, text: str, said: Overrides) -> Found:
    """What the fields of a row say."""
    url = row.string(said.field("url"))
    when = dated(row.value(said.field("published")), DateOrigin.META, "the field of the row")
    return Found(
        text=text,
        original=row.original,
        media_type=row.media_type,
        source=source,
        title=row.string(said.field("title")),
        publisher=row.string(said.field("publisher")),
        url=url,
        language=row.string(said.field("language")),
        # Whoever made the row knows its day better than its address does.
        dates=when.candidates or days_in_url(url),
        issues=row.issues + when.issues,
    )


def _spans_lines(line: Line) -> bool:
    """Whether the first line opens a value that ends on a later line, or a list."""
    start = (line.content or b"").removeprefix(b"\xef\xbb\xbf").strip()
    return start in {b"{", b"["} or start.startswith(b"[{")


def _of_line(line: Line, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The document of one line."""
    try:
        row = _parsed(line)
    except SourceError as error:
        source = f"{stream.source}#{line.number}"
        yield issue(error.code, f"{stream.source}, line {line.number}: {error}", source=source)
        return
    yield from document(row, stream, task)


def _parsed(line: Line) -> Row:
    """The object of one line.

    Raises:
        SourceError: The line is too long, in no known encoding, or no JSON object.
    """
    if line.content is None:
        raise refusal("too_large", "the line is longer than the limit for one document")
    got = decoded(line.content)
    fields = _value(got.text)
    if not isinstance(fields, dict):
        raise refusal("json_no_object", f"the line is JSON, but a {type(fields).__name__} and no object with fields")
    original = line.content.rstrip(b"\r\n")
    return Row(fields=fields, original=original, place=f"#{line.number}", media_type=_TYPE, issues=got.issues)


def _value(text: str) -> object:
    """The value of a JSON text.

    Raises:
        SourceError: It is none.
    """
    try:
        return cast("object", json.loads(text))
    except (ValueError, RecursionError) as error:
        raise refusal("json_broken", "it is no JSON") from error


def _of_one_value(first: Line, rest: Iterator[Line], stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of a file that is one JSON value over many lines; those before a broken place are read."""
    text = decoded(_joined(first, rest, task.limits.original)).text
    is_list = text.lstrip().startswith("[")
    for number, fields in enumerate(_values(text, is_list=is_list), 1):
        place = f"#{number}" if is_list else ""
        if not isinstance(fields, dict):
            yield issue("json_no_object", f"{stream.source}{place} is no object", source=f"{stream.source}{place}")
            continue
        original = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield from document(Row(fields=fields, original=original, place=place, media_type=_TYPE), stream, task)


def _values(text: str, *, is_list: bool) -> Iterator[object]:
    """The values of a list one by one, or the one value that there is.

    Raises:
        SourceError: The text breaks off or is no JSON (`json_broken`).
    """
    decoder = json.JSONDecoder()
    place = _after_blanks(text, text.index("[") + 1 if is_list else 0)
    while not is_list or text[place : place + 1] != "]":
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            raise refusal("json_broken", "the JSON is broken or cut off") from error
        yield value
        place = _after_blanks(text, place)
        if not is_list:
            return


def _after_blanks(text: str, place: int) -> int:
    """The place after blanks and one comma."""
    found = _BETWEEN.match(text, place)
    return found.end() if found else place


def _joined(first: Line, rest: Iterator[Line], limit: int) -> bytes:
    """All lines.

    Raises:
        SourceError: They are larger than the limit.
    """
    parts, size = [first.content or b""], 0
    for line in rest:
        size += len(line.content or b"")
        if line.content is None or size > limit:
            raise refusal("too_large", "a JSON value over many lines is read whole, and this one is too large")
        parts.append(line.content)
    return b"".join(parts)


def _without_text(row: Row, source: str, name: str) -> Issue:
    """The issue of a row without a text; it names the fields that there are, since one of them may be the text."""
    names = ", ".join(sorted(str(key)[:30] for key in row.fields)[:12]) or "none"
    message = f"{source}: there is no text in the field {name!r}; its fields are: {names}"
    return issue("row_without_text", message, source=source)
