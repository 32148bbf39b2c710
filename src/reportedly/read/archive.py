"""Archives: zip, tar and gzip, read member by member; nothing is unpacked to the disk under its own name."""

import io
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, cast

from reportedly.read.dispatch import PARSER_FAILURES, contained
from reportedly.read.dispatch import documents as nested
from reportedly.read.gzipped import Unzipped
from reportedly.read.issues import issue, refusal
from reportedly.read.office import BODY
from reportedly.read.options import Hints, Outcome, Stream, Task
from reportedly.read.sniff import Format, format_of
from reportedly.read.streams import spooled

_ENCRYPTED = 0x1
_CHUNK = 1 << 16
_FREE = 1 << 20
"""Bytes that a member may unpack to whatever its compressed size: text of one letter compresses a thousandfold."""

_WHY = {
    "archive_bomb": "it would unpack to far more than its compressed size allows",
    "archive_encrypted": "it is locked by a password",
    "archive_path_refused": "its name leads out of the archive",
}
_OFFICE = ("xl/", "ppt/", "META-INF/container.xml", "content.xml")
"""Members that tell spreadsheets, presentations, e-books and OpenDocument files from archives."""


class Bounded(io.RawIOBase):
    """A member that stops with an issue where it unpacks to more than it may."""

    def __init__(self, body: BinaryIO, limit: int) -> None:
        """Wrap the member."""
        super().__init__()
        self._body, self._left = body, limit

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes.

        Raises:
            SourceError: There were more than the limit (`archive_bomb`).
        """
        view = memoryview(cast("bytearray", buffer))
        got = self._body.read(len(view))
        self._left -= len(got)
        if self._left < 0:
            raise refusal("archive_bomb", "it unpacks to far more than its compressed size allows")
        view[: len(got)] = got
        return len(got)


class Ended:
    """A stream that remembers its last bytes: a whole tar archive ends in nulls, for which tarfile does not look."""

    def __init__(self, body: BinaryIO) -> None:
        """Wrap the stream."""
        self._body = body
        self.tail = b""

    def read(self, size: int) -> bytes:
        """The next bytes."""
        got = self._body.read(size)
        self.tail = (self.tail + got)[-tarfile.BLOCKSIZE :]
        return got


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The documents and issues of the members."""
    if task.depth >= task.limits.depth:
        yield issue(
            "archive_too_deep", f"{stream.source}: too many archives stand inside each other", source=stream.source
        )
        return
    inner = replace(task, depth=task.depth + 1)
    head = cast("io.BufferedReader", stream.body).peek(600)
    kind = format_of(head[:600])
    if kind is Format.GZIP:
        yield from _gzip(stream, inner)
    elif kind is Format.TAR:
        yield from _tar(stream, inner)
    else:
        yield from _zip(stream, task, inner)


def _gzip(stream: Stream, inner: Task) -> Iterator[Outcome]:
    """What a gzip file holds, under the name of the file itself."""
    path = PurePath(stream.hints.name)
    name = (
        path.stem + (".tar" if path.suffix.lower() == ".tgz" else "")
        if path.suffix.lower() in {".gz", ".tgz"}
        else path.name
    )
    body = Unzipped(stream.body, inner.limits.ratio)
    hints = replace(stream.hints, name=name, media_type=None)
    yield from nested(cast("BinaryIO", body), stream.source, inner, hints)


def _tar(stream: Stream, inner: Task) -> Iterator[Outcome]:
    """What the files of a tar archive hold.

    Raises:
        SourceError: It is damaged, or does not end as archives do (`archive_truncated`).
    """
    body = Ended(stream.body)
    try:
        with tarfile.open(fileobj=cast("BinaryIO", body), mode="r|") as store:
            for member in store:
                yield from _tar_member(store, member, stream, inner)
    except tarfile.TarError as error:
        raise refusal("archive_truncated", "the archive is damaged or cut off") from error
    while body.read(_CHUNK):
        pass
    if body.tail.strip(b"\x00"):
        raise refusal("archive_truncated", "the archive is cut off")


def _tar_member(store: tarfile.TarFile, member: tarfile.TarInfo, stream: Stream, inner: Task) -> Iterator[Outcome]:
    """What one member holds; folders are passed over, and links are refused."""
    if member.isdir() or is_left_out(member.name):
        return
    source = f"{stream.source}!/{member.name}"
    body = store.extractfile(member) if member.isfile() else None
    if body is None or not is_safe(member.name):
        yield issue(
            "archive_path_refused",
            f"{source}: a link, a device, or a name that leads out of the archive",
            source=source,
        )
        return
    yield from nested(
        cast("BinaryIO", Bounded(cast("BinaryIO", body), inner.limits.expanded)), source, inner, Hints(name=member.name)
    )


def _zip(stream: Stream, task: Task, inner: Task) -> Iterator[Outcome]:
    """What the members of a zip archive hold, or the one document that a DOCX file is."""
    with spooled(stream, task.limits.expanded) as body:
        try:
            store = zipfile.ZipFile(body)
        except PARSER_FAILURES as error:
            raise refusal(
                "archive_truncated", "the archive is damaged or cut off: it has no list of its members"
            ) from error
        with store:
            names = store.namelist()
            if BODY in names:
                body.seek(0)
                yield from _docx(stream, body, task)
            elif any(name.startswith(_OFFICE) for name in names):
                raise refusal("format_unsupported", "it is a spreadsheet, presentation, e-book or OpenDocument file")
            else:
                yield from _members(store, stream, inner)


def _docx(stream: Stream, body: BinaryIO, task: Task) -> Iterator[Outcome]:
    """The document of a DOCX file."""
    from reportedly.read import office

    yield from office.documents(replace(stream, body=body), task)


def _members(store: zipfile.ZipFile, stream: Stream, inner: Task) -> Iterator[Outcome]:
    """What the members hold; each failure stays with its member.

    Raises:
        SourceError: The members overlap, there are too many, or they unpack to too much together (`archive_bomb`).
    """
    infos = [info for info in store.infolist() if not info.is_dir() and not is_left_out(info.filename)]
    _check(infos, stream, inner)
    for info in infos:
        source = f"{stream.source}!/{info.filename}"
        refused = _refused(info, inner)
        if refused is not None:
            yield issue(refused, f"{source}: {_WHY[refused]}", source=source)
            continue
        yield from contained(_member(store, info, source, inner), source)


def _member(store: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, inner: Task) -> Iterator[Outcome]:
    """What one member holds."""
    limit = max(_FREE, info.compress_size * inner.limits.ratio)
    with store.open(info) as body:
        member = cast("BinaryIO", Bounded(cast("BinaryIO", body), limit))
        yield from nested(member, source, inner, Hints(name=info.filename))


def _check(infos: list[zipfile.ZipInfo], stream: Stream, inner: Task) -> None:
    """Refuse an archive whose list of members gives it away as a bomb."""
    del stream
    offsets = [info.header_offset for info in infos]
    if len(set(offsets)) < len(offsets) or len(infos) > inner.limits.members:
        raise refusal("archive_bomb", "its members overlap, or there are too many of them")
    if sum(info.file_size for info in infos) > inner.limits.expanded:
        raise refusal("archive_bomb", "its members unpack to more than the limit together")


def _refused(info: zipfile.ZipInfo, inner: Task) -> str | None:
    """The code of the issue for a member that is not opened."""
    if not is_safe(info.filename) or not is_safe(info.orig_filename):
        return "archive_path_refused"
    if info.flag_bits & _ENCRYPTED:
        return "archive_encrypted"
    if info.file_size > max(_FREE, info.compress_size * inner.limits.ratio):
        return "archive_bomb"
    return None


def is_left_out(name: str) -> bool:
    """Whether a member is one that systems put into archives for themselves."""
    parts = PurePath(name).parts
    return any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in parts)


def is_safe(name: str) -> bool:
    """Whether a member's name stays inside the archive on every system."""
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name)
