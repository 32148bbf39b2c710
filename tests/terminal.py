"""Commands as a user types them, in this process: what they print, what they complain of, how they end."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from reportedly.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both outputs on one line, so that a test need not know where lines were broken."""
        return " ".join((self.out + " " + self.err).split())


def typed(*words: str, given: bytes = b"") -> Ended:
    """Type `reportedly` and these words, with these bytes on standard input."""
    out, err, status = io.BytesIO(), io.BytesIO(), 0
    with _instead(["reportedly", *words], given, out, err):
        try:
            main()
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else int(left.code is not None)
    return Ended(status=status, out=out.getvalue().decode(), err=err.getvalue().decode())


@contextmanager
def _instead(argv: list[str], given: bytes, out: io.BytesIO, err: io.BytesIO) -> Iterator[None]:
    """Streams of our own in place of the terminal's."""
    streams = {
        "argv": argv,
        "stdin": io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out, encoding="utf-8", write_through=True),
        "stderr": io.TextIOWrapper(err, encoding="utf-8", write_through=True),
    }
    with mock.patch.multiple(sys, **streams):
        yield
    for stream in ("stdout", "stderr"):
        # Detached, so that the bytes outlive the stream.
        streams[stream].detach()  # type: ignore[attr-defined]
