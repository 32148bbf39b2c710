"""Read: from a source to documents with their original bytes, and an issue for everything that could not be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.read.options import Hooks, Limits, Outcome, Overrides, Task, parsed_mapping

__all__ = ["Hooks", "Limits", "Outcome", "Overrides", "parsed_mapping", "read"]


def read(
    source: str | Path | BinaryIO,
    options: Overrides = Overrides(),  # noqa: B008 - frozen
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    hooks: Hooks = Hooks(),  # noqa: B008 - frozen
) -> Iterator[Outcome]:
    """Documents and issues as they are met, in flat memory.

    The source is a file, a folder, a glob, an open binary stream, or `-` for standard input. The format is told by the
    content first and the name's ending second. No source stops the reading of the next one.
    """
    from reportedly.read.sources import outcomes

    yield from outcomes(source, Task(overrides=options, limits=limits, hooks=hooks))
