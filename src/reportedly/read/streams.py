"""Streams: bytes that are looked at before they are read, read whole within a limit, or line by line in flat memory."""

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from reportedly.read.issues import refusal
from reportedly.read.options import Stream, Task
from reportedly.read.sniff import HEAD

_BUFFER = 1 << 16
_IN_MEMORY = 8 << 20


class Rewound(io.RawIOBase):
    """A stream that begins with bytes that were already taken from it, and tells how many bytes pass."""

    def __init__(self, head: bytes, rest: BinaryIO, advanced: Callable[[int], None]) -> None:
        """Put the head before the rest."""
        super().__init__()
        self._head, self._rest, self._advanced = head, rest, advanced

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer from the head first."""
        view = memoryview(cast("bytearray", buffer))
        got = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(got) :]
        view[: len(got)] = got
        self._advanced(len(got))
        return len(got)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a stream, with its number from 1; None as content where it is longer than the limit."""

    number: int
    content: bytes | None = field(repr=False)


def opened(source: str, raw: BinaryIO, task: Task, stream: Stream | None = None) -> tuple[bytes, Stream]:
    """The first bytes of a raw stream, and the stream with these bytes still in it; `stream` lends its hints."""
    head = _filled(raw, HEAD)
    body = io.BufferedReader(Rewound(head, raw, task.hooks.advanced), _BUFFER)
    template = stream or Stream(source=source, body=raw)
    return head, replace(template, source=source, body=cast("BinaryIO", body))


def whole(stream: Stream, task: Task) -> bytes:
    """All bytes of the stream.

    Raises:
        SourceError: There are more than the limit for one document (`too_large`).
    """
    limit = task.limits.original
    content = stream.body.read(limit + 1)
    if len(content) > limit:
        raise refusal("too_large", f"the content is larger than {limit:,} bytes, the limit for one document")
    return content


def spooled(stream: Stream, limit: int) -> BinaryIO:
    """The same bytes in a file that can be read in any order: in memory while they are few, else on the disk.

    Raises:
        SourceError: There are more bytes than the limit (`too_large`).
    """
    store = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever asked for it closes it
    size = 0
    while chunk := stream.body.read(_BUFFER):
        size += len(chunk)
        if size > limit:
            store.close()
            raise refusal("too_large", f"the content is larger than {limit:,} bytes, the limit")
        store.write(chunk)
    store.seek(0)
    return cast("BinaryIO", store)


def lines(stream: Stream, task: Task) -> Iterator[Line]:
    """The lines, each with its line break; one longer than the limit is passed over without being held."""
    number = 0
    while content := stream.body.readline(task.limits.original + 1):
        number += 1
        if len(content) > task.limits.original and not content.endswith(b"\n"):
            _skip_line(stream.body)
            yield Line(number=number, content=None)
        else:
            yield Line(number=number, content=content)


def _skip_line(body: BinaryIO) -> None:
    """Read on to the end of the line."""
    while (chunk := body.readline(_BUFFER)) and not chunk.endswith(b"\n"):
        pass


def _filled(raw: BinaryIO, size: int) -> bytes:
    """As many bytes as asked for, where the stream has them; a pipe hands out fewer at a time."""
    parts = []
    while size > 0 and (got := raw.read(size)):
        parts.append(got)
        size -= len(got)
    return b"".join(parts)
