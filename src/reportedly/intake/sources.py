"""From what the user named to documents: files, folders, globs, standard input and addresses alike."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.read import Hooks, Overrides, read
from reportedly.records import Acquired, Issue

Outcome = Acquired | Issue
NO_HOOKS = Hooks()
# What stands between a file and something in it: a row, or a member of an archive.
_INSIDE = re.compile(r"([#!])")


def outcomes(sources: Iterable[str], overrides: Overrides, hooks: Hooks = NO_HOOKS) -> Iterator[Outcome]:
    """Documents and issues of every source, one source after the other."""
    for source in sources:
        yield from of_address(source, overrides, hooks) if is_address(source) else read(source, overrides, hooks=hooks)


def is_address(source: str) -> bool:
    """Whether it is an address to fetch."""
    return source.startswith(("http://", "https://"))


def of_address(source: str, overrides: Overrides, hooks: Hooks) -> Iterator[Outcome]:
    """Documents and issues behind an address, which only its own command line makes us call."""
    from reportedly.fetch import fetched

    yield from fetched(source, overrides, hooks=hooks)


def check_sources(sources: Iterable[str]) -> None:
    """Refuse names where not one of them is there: a typing error is wrong use; beside good ones it is an issue.

    Raises:
        UsageError: No source is there, and none is a glob, an address or standard input.
    """
    names = list(sources)
    if not any(_may_be_there(name) for name in names):
        raise UsageError(f"there is no file or folder {', '.join(names)}")


def _may_be_there(source: str) -> bool:
    """Whether it exists, or is something that only reading can tell."""
    return source == "-" or is_address(source) or bool(set(source) & set("*?[")) or Path(source).exists()


def total_bytes(sources: Iterable[str]) -> int | None:
    """Size of all files named, for the progress bar; None where it cannot be known before reading."""
    sizes = [_size(source) for source in sources]
    return None if None in sizes else sum(size or 0 for size in sizes)


def _size(source: str) -> int | None:
    """Bytes of a file or of all files in a folder; None for anything else."""
    path = Path(source)
    if path.is_file():
        return path.stat().st_size
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return None


def find_origin(source: str) -> str | None:
    """What to read again for a document: its address or file, or the file that holds it (`rows.jsonl#12`)."""
    if is_address(source):
        return source
    parts = _INSIDE.split(source)
    for stop in range(len(parts), 0, -2):
        path = "".join(parts[:stop])
        if Path(path).is_file():
            return path
    return None
