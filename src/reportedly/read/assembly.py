"""A document from what a reader found in a source, what is known from outside it, and what the user says."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.errors import SourceError
from reportedly.read.dates import chosen
from reportedly.read.decoding import storable
from reportedly.read.issues import issue
from reportedly.read.language import code_of, language_of
from reportedly.read.options import Outcome, Stream, Task
from reportedly.records.documents import Acquired, DateCandidate, Document, Issue
from reportedly.spans import Span

_HIDDEN = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
"""Invisible characters that disguise words; joiners and direction marks are ordinary in Persian and Arabic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader found in one document of a source; None where the source does not say.

    Attributes:
        source: The document's own name; None for that of the stream.
        original: The bytes that it was made from.
        language: As stated of this very text, by whoever made the row.
        declared: As declared around the text, by templates that say `en` of every page.
    """

    text: str = field(repr=False)
    original: bytes = field(repr=False)
    media_type: str
    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    declared: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    pages: tuple[Span, ...] = ()
    issues: tuple[Issue, ...] = ()


def acquired(found: Found, stream: Stream, task: Task) -> Outcome:
    """The document, or the issue that stands in its place."""
    source = found.source or stream.source
    text, replaced = storable(found.text)
    refused = _refused(text, source, task)
    if refused is not None:
        return refused
    dates, doubts = chosen(found.dates + stream.hints.dates, task.overrides, stream.hints.read_on)
    document = _document(found, stream, task, dates=dates, text=text)
    noticed = found.issues + replaced + doubts + tuple(_hidden(text))
    return Acquired(document=document, original=found.original, issues=noticed)


def is_known(source: str, original: bytes, task: Task) -> bool:
    """Whether whoever runs the reading has this original already."""
    return task.hooks.known(source, hashlib.sha256(original).hexdigest())


def as_issue(error: SourceError, source: str) -> Issue:
    """The row for a source that cannot be read."""
    return issue(error.code, f"{source}: {error}", source=source)


def _refused(text: str, source: str, task: Task) -> Issue | None:
    """The issue of a text that is none or too long."""
    if not text.strip():
        return issue("no_text", f"{source}: there is no text in it", source=source)
    if len(text) > task.limits.text:
        message = f"{source}: the text has {len(text):,} characters, and {task.limits.text:,} are the limit"
        return issue("too_long", message, source=source)
    return None


def _document(found: Found, stream: Stream, task: Task, *, dates: tuple[DateCandidate, ...], text: str) -> Document:
    """What the user says first, then the source itself, then what is known from outside."""
    said, hints = task.overrides, stream.hints
    return Document(
        source=found.source or stream.source,
        text=text,
        url=said.url or found.url or hints.url,
        title=_line(said.title or found.title or hints.title),
        publisher=_line(said.publisher or found.publisher or hints.publisher),
        language=said.language or code_of(found.language) or language_of(text, found.declared or hints.language),
        dates=dates,
        pages=found.pages,
        media_type=found.media_type,
    )


def _line(value: str | None) -> str | None:
    """The value as one line of storable text, None when empty."""
    return storable(" ".join(value.split()))[0] or None if value else None


def _hidden(text: str) -> Iterator[Issue]:
    """One issue where the text holds invisible characters, at the first of them."""
    first = _HIDDEN.search(text)
    if first is None:
        return
    names = sorted({f"U+{ord(character):04X}" for character in _HIDDEN.findall(text)})
    yield issue(
        "hidden_characters", f"the text holds invisible characters: {', '.join(names)}", span=Span(*first.span())
    )
