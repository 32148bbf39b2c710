"""Streams: bytes that are looked at before they are read, read whole within a limit, or line by line in flat memory."""

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from reportedly.errors import SourceError
from reportedly.read.issues import refusal
from reportedly.read.options import Hooks, Stream, Task
from reportedly.read.sniff import HEAD

_BUFFER = 1 << 16
_IN_MEMORY = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first bytes of a stream, and the error that came before as many as were wanted could be read."""

    content: bytes = field(repr=False)
    error: SourceError | None = None


class Rewound(io.RawIOBase):
    """A stream that begins with bytes that were already taken from it, and tells how many bytes pass."""

    def __init__(self, head: Head, rest: BinaryIO, advanced: Callable[[int], None]) -> None:
        """Put the head before the rest."""
        super().__init__()
        self._head, self._error, self._rest, self._advanced = head.content, head.error, rest, advanced

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer from the head first."""
        view = memoryview(cast("bytearray", buffer))
        if not self._head and self._error is not None:
            error, self._error = self._error, None
            raise error
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


def opened(raw: Stream, task: Task) -> tuple[bytes, Stream]:
    """The first bytes of a raw stream, and the stream with these bytes still in it.

    Raises:
        SourceError: Not one byte could be read.
    """
    head = _filled(raw.body, HEAD)
    if head.error is not None and not head.content:
        raise head.error
    advanced = task.hooks.advanced if task.depth == 0 else Hooks().advanced
    body = io.BufferedReader(Rewound(head, raw.body, advanced), _BUFFER)
    return head.content, replace(raw, body=cast("BinaryIO", body))


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


def _filled(raw: BinaryIO, size: int) -> Head:
    """As many bytes as asked for, where the stream has them; a pipe hands out fewer at a time."""
    parts: list[bytes] = []
    try:
        while size > 0 and (got := raw.read(size)):
            parts.append(got)
            size -= len(got)
    except SourceError as error:
        return Head(content=b"".join(parts), error=error)
    return Head(content=b"".join(parts))
