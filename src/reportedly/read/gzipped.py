"""Gzip streams of one or many members, as WARC files are: damage in one member is told and the next one is found."""

import io
import re
import zlib
from collections import deque
from typing import BinaryIO, cast

from reportedly.read.issues import refusal

_MAGIC = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_CHUNK = 1 << 16
_GZIP = 31
"""The window size by which zlib knows a gzip header."""

_FREE = 16 << 20
"""Bytes that a stream may unpack to before its ratio is looked at."""

_KEPT = 16 << 20
"""Packed bytes of the present member that are kept: a member that was cut takes in the next one before zlib notices."""


class Unzipped(io.RawIOBase):
    """The unpacked bytes. Each damage is raised once; reading on afterwards goes on at the next member."""

    def __init__(self, body: BinaryIO, ratio: int) -> None:
        """Unpack `body`, at most `ratio` times its size."""
        super().__init__()
        self._body, self._ratio = body, ratio
        self._packed = b""
        self._member = zlib.decompressobj(_GZIP)
        self._used: deque[bytes] = deque()
        self._taken = self._given = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next unpacked bytes; 0 at the end.

        Raises:
            SourceError: A member is damaged (`gzip_damaged`), the file is cut off (`gzip_truncated`), or it is a bomb.
        """
        view = memoryview(cast("bytearray", buffer))
        got = self._next(len(view))
        self._given += len(got)
        if self._given > max(_FREE, self._taken * self._ratio):
            raise refusal("archive_bomb", "it unpacks to far more than its compressed size allows")
        view[: len(got)] = got
        return len(got)

    def _next(self, size: int) -> bytes:
        """Some unpacked bytes, at most `size`; none only at the end.

        Raises:
            SourceError: The present member is damaged or cut off.
        """
        while True:
            packed = self._packed or self._taken_in()
            if not packed:
                return self._ended()
            try:
                got = self._member.decompress(packed, size)
            except zlib.error as error:
                self._resume(b"".join(self._used) + packed)
                raise refusal("gzip_damaged", "a part of the gzip file is damaged") from error
            self._use(packed[: len(packed) - len(self._member.unconsumed_tail)])
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._begin(self._member.unused_data)
            if got:
                return got

    def _taken_in(self) -> bytes:
        """More packed bytes."""
        got = self._body.read(_CHUNK)
        self._taken += len(got)
        return got

    def _use(self, packed: bytes) -> None:
        """Keep what the present member was given, up to a limit."""
        self._used.append(packed)
        while len(self._used) > _KEPT // _CHUNK:
            self._used.popleft()

    def _begin(self, rest: bytes) -> None:
        """Stand before the next member; null bytes that pad the file are passed over."""
        self._member = zlib.decompressobj(_GZIP)
        self._used.clear()
        self._packed = rest.lstrip(b"\x00")

    def _resume(self, packed: bytes) -> None:
        """Stand before the next member after a damaged one, or at the end; `packed` is what was taken of it."""
        found = _MAGIC.search(packed, 1)
        while found is None:
            more = self._taken_in()
            if not more:
                self._begin(b"")
                return
            packed = packed[-3:] + more
            found = _MAGIC.search(packed)
        self._begin(packed[found.start() :])

    def _ended(self) -> bytes:
        """Nothing, at the end of the file.

        Raises:
            SourceError: The end came in the middle of a member, or of one that had taken in others.
        """
        used = b"".join(self._used)
        if not used:
            return b""
        found = _MAGIC.search(used, 1)
        self._begin(used[found.start() :] if found is not None else b"")
        if found is not None:
            raise refusal("gzip_damaged", "a part of the gzip file is cut off")
        raise refusal("gzip_truncated", "the gzip file is cut off")
