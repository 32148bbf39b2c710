"""E-mail: the message is a document, and so is each attachment that can be read."""

import io
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import cast

from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.dates import dated
from reportedly.read.decoding import decoded, known_encoding
from reportedly.read.dispatch import contained
from reportedly.read.dispatch import documents as nested
from reportedly.read.issues import issue, refusal
from reportedly.read.markup import fragment_text
from reportedly.read.options import Hints, Outcome, Stream, Task
from reportedly.read.streams import whole
from reportedly.records.documents import Issue
from reportedly.vocabulary import DateOrigin

_TYPE = "message/rfc822"


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The message, if it has words of its own, and its attachments.

    Raises:
        SourceError: It is too large, or no message at all.
    """
    content = whole(stream, task)
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        parts = tuple(_leaves(message))
    except (MessageError, RecursionError) as error:
        raise refusal("format_broken", "the parts of the message cannot be told apart") from error
    bodies, attached = _sorted(parts)
    if (bodies or not attached) and not is_known(stream.source, content, task):
        yield from contained(_message(message, content, bodies, stream, task), stream.source)
    for number, part in enumerate(attached, 1):
        yield from _attachment(part, number, stream, task)


def _message(
    message: EmailMessage, content: bytes, bodies: tuple[EmailMessage, ...], stream: Stream, task: Task
) -> Iterator[Outcome]:
    """The document of the message itself."""
    text, noticed = _text(bodies, task)
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects):
        noticed += (issue("mail_cut", "the message has no end, and words of it may be missing"),)
    when = dated(_field(message, "date"), DateOrigin.META, "the field Date of the message")
    found = Found(
        text=text, original=content, media_type=_TYPE, title=_field(message, "subject"), dates=when.candidates
    )
    yield acquired(replace(found, issues=noticed + when.issues), stream, task)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold content; a forwarded message is one part."""
    if message.get_content_type() == "multipart/alternative" and message.is_multipart():
        yield from _alternative([leaf for part in message.iter_parts() for leaf in _leaves(cast("EmailMessage", part))])
    elif message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.iter_parts():
            yield from _leaves(cast("EmailMessage", part))
    else:
        yield message


def _alternative(leaves: list[EmailMessage]) -> list[EmailMessage]:
    """Of a text in several forms the plain one, if there are words in it."""
    plain = [leaf for leaf in leaves if leaf.get_content_type() == "text/plain" and _payload(leaf).strip()]
    return [leaf for leaf in leaves if not plain or leaf in plain or not leaf.get_content_type().startswith("text/")]


def _sorted(parts: tuple[EmailMessage, ...]) -> tuple[tuple[EmailMessage, ...], tuple[EmailMessage, ...]]:
    """The parts that are the message's own words, and those that are attached; pictures in the text are neither."""
    own, attached = [], []
    for part in parts:
        is_text = part.get_content_type() in {"text/plain", "text/html"}
        if is_text and part.get_content_disposition() != "attachment":
            own.append(part)
        elif part.get_filename() or part.get_content_type() == _TYPE:
            attached.append(part)
    return tuple(own), tuple(attached)


def _text(bodies: tuple[EmailMessage, ...], task: Task) -> tuple[str, tuple[Issue, ...]]:
    """The words of these parts."""
    texts: list[str] = []
    noticed: tuple[Issue, ...] = ()
    for part in bodies:
        got = decoded(_payload(part), known_encoding(part.get_content_charset()))
        noticed += got.issues
        if part.get_content_type() == "text/html":
            texts.append(fragment_text(got.text, task))
        else:
            texts.append(_unfolded(got.text.replace("\r\n", "\n"), part))
    return "\n\n".join(text.strip("\n") for text in texts), noticed


def _unfolded(text: str, part: EmailMessage) -> str:
    """Text whose lines were broken by the mail program, joined again where it says so (format=flowed)."""
    if part.get_param("format", "") != "flowed":
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        bare = line.removeprefix(" ")
        if lines and lines[-1].endswith(" ") and lines[-1] != "-- " and not line.startswith(">"):
            lines[-1] += bare
        else:
            lines.append(bare)
    return "\n".join(lines)


def _attachment(part: EmailMessage, number: int, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents of one attachment."""
    name = part.get_filename() or f"part {number}"
    source = f"{stream.source}!/{name}"
    if task.depth >= task.limits.depth:
        yield issue(
            "archive_too_deep", f"{source}: too many messages and archives stand inside each other", source=source
        )
        return
    content = _forwarded(part) if part.get_content_type() == _TYPE else _payload(part)
    hints = Hints(name=name, media_type=part.get_content_type(), charset=part.get_content_charset())
    yield from nested(io.BytesIO(content), source, replace(task, depth=task.depth + 1), hints)


def _forwarded(part: EmailMessage) -> bytes:
    """The bytes of a message inside the message."""
    inner = next(iter(part.iter_parts()), None)
    return inner.as_bytes() if inner is not None else b""


def _payload(part: EmailMessage) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _field(message: EmailMessage, name: str) -> str | None:
    """A field of the message as text."""
    value = message.get(name)
    return str(value) if value is not None else None
