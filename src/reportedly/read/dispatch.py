"""Which reader reads a stream, and the border at which what parsers raise becomes an issue."""

import importlib
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from reportedly.errors import SourceError
from reportedly.read.assembly import as_issue
from reportedly.read.issues import issue
from reportedly.read.options import Hints, Hooks, Outcome, Reader, Stream, Task, media_type
from reportedly.read.sniff import Format, declared_format, format_of
from reportedly.read.streams import opened

_MODULES = {
    Format.TEXT: "text",
    Format.HTML: "markup",
    Format.JSONL: "rows",
    Format.CSV: "tabular",
    Format.FEED: "feed",
    Format.MAIL: "mail",
    Format.PDF: "pdf",
    Format.DOCX: "office",
    Format.WARC: "warc",
    Format.ZIP: "archive",
    Format.TAR: "archive",
    Format.GZIP: "archive",
}
"""Modules by format; imported when first needed, since some take half a second."""

_ISSUES = {
    Format.EMPTY: ("empty", "there are 0 bytes in it"),
    Format.NOISE: ("binary_noise", "the content is no text and no known format"),
    Format.UNSUPPORTED: ("format_unsupported", "this format is not read"),
    Format.XML: ("xml_unknown", "the content is XML, but neither a feed nor a page"),
}

PARSER_FAILURES: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the parsers of others were seen to raise on broken input (tests/test_fuzz_read.py); not our own errors."""


class Tally:
    """How much came of a stream, documents that are known already counted."""

    def __init__(self, hooks: Hooks) -> None:
        """Nothing yet."""
        self.count = 0
        self._hooks = hooks

    def is_known(self, source: str, digest: str) -> bool:
        """Whether an original is in already; counted if so."""
        known = self._hooks.known(source, digest)
        self.count += known
        return known


def documents(body: BinaryIO, source: str, task: Task, hints: Hints = Hints()) -> Iterator[Outcome]:  # noqa: B008 - frozen
    """The documents and issues of a raw stream, whatever it holds; no error leaves it but one of the program itself."""
    tally = Tally(task.hooks)
    watched = replace(task, hooks=replace(task.hooks, known=tally.is_known))
    try:
        for outcome in _opened(Stream(source=source, body=body, hints=hints), watched):
            tally.count += 1
            yield outcome
    except SourceError as error:
        yield as_issue(error, source)
    except PARSER_FAILURES as error:
        yield broken(source, error)
    else:
        if tally.count == 0:
            yield issue("nothing_in_it", f"{source}: no document was found in it", source=source)


def _opened(raw: Stream, task: Task) -> Iterator[Outcome]:
    """The documents and issues of a stream, whose first gzip members may be damaged."""
    while True:
        try:
            head, stream = opened(raw, task)
        except SourceError as error:
            yield as_issue(error, raw.source)
            if error.code != "gzip_damaged":
                return
            continue
        yield from _by_format(format_of(head, raw.hints.name, raw.hints.media_type), stream, task)
        return


def contained(outcomes: Iterator[Outcome], source: str) -> Iterator[Outcome]:
    """The outcomes of one part of a source; what is raised on the way becomes the issue of that part alone."""
    try:
        yield from outcomes
    except SourceError as error:
        yield as_issue(error, source)
    except PARSER_FAILURES as error:
        yield broken(source, error)


def broken(source: str, error: BaseException) -> Outcome:
    """The issue of a source on which a parser failed, without the parser's words, since they may quote the source."""
    code = "access_failed" if isinstance(error, PermissionError | FileNotFoundError) else "format_broken"
    return issue(code, f"{source}: reading stopped with {type(error).__name__}", source=source)


def _by_format(found: Format, stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents and issues of a stream of this format."""
    said = media_type(task.overrides.media_type) if task.depth == 0 else None
    if said is not None and found is not Format.EMPTY:
        found = declared_format("", said) or found
    if found in _ISSUES:
        code, words = _ISSUES[found]
        yield issue(code, f"{stream.source}: {words}", source=stream.source)
        return
    expected = declared_format(stream.hints.name, stream.hints.media_type)
    if found is Format.HTML and expected is Format.FEED:
        yield issue("feed_is_page", f"{stream.source}: a feed was expected, and this is a page", source=stream.source)
        return
    yield from _reader(found)(stream, task)


def _reader(found: Format) -> Reader:
    """The function of the module that reads this format."""
    module = importlib.import_module(f"reportedly.read.{_MODULES[found]}")
    return cast("Reader", module.documents)
