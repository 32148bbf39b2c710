"""What the user named: a file, a folder, a glob or standard input, as raw streams in a stable order."""

import glob
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.read.dispatch import broken, documents
from reportedly.read.issues import issue
from reportedly.read.options import Hints, Outcome, Task

STANDARD_INPUT = "-"
_WILD = frozenset("*?[")


def outcomes(source: str | Path | BinaryIO, task: Task) -> Iterator[Outcome]:
    """The documents and issues of whatever the user named."""
    if not isinstance(source, str | Path):
        yield from documents(source, _name_of(source), task, Hints(name=_name_of(source)))
    elif str(source) == STANDARD_INPUT:
        yield from documents(sys.stdin.buffer, STANDARD_INPUT, task)
    else:
        yield from _of_path(str(source), task)


def paths(source: str) -> Iterator[str]:
    """The files that a path, folder or glob means, sorted; in folders those with a dot in front are left out."""
    if Path(source).is_dir():
        yield from _in_folder(source)
    elif os.path.lexists(source) or not _WILD & set(source):
        yield source
    else:
        for found in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - a glob may be absolute
            yield from paths(found) if Path(found).is_dir() else (found,)


def _of_path(source: str, task: Task) -> Iterator[Outcome]:
    """The documents and issues of files."""
    if "://" in source:
        yield issue("address_not_file", f"{source} is an address and no file", source=source)
        return
    is_empty = True
    for path in paths(source):
        is_empty = False
        yield from _of_file(path, task)
    if is_empty:
        yield issue("nothing_found", f"{source}: there is no file to read", source=source)


def _of_file(path: str, task: Task) -> Iterator[Outcome]:
    """The documents and issues of one file; nothing but files and pipes is opened, since a device may never end."""
    if not Path(path).exists():
        yield issue("not_found", f"{path}: there is no such file", source=path)
        return
    if not (Path(path).is_file() or Path(path).is_fifo()):
        yield issue("not_a_file", f"{path} is neither a file nor a pipe", source=path)
        return
    try:
        with Path(path).open("rb", buffering=0) as raw:
            yield from documents(raw, path, task, Hints(name=path))
    except OSError as error:
        yield broken(path, error)


def _in_folder(folder: str) -> Iterator[str]:
    """The files of a folder and the folders in it; links to folders may lead in circles and are not followed."""
    for current, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(current) / name)


def _name_of(source: BinaryIO) -> str:
    """The name of an open file; a stream without one is called as standard input is."""
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else STANDARD_INPUT
