"""Reportedly turns reports about conflict into a ledger of attributed claims.

    import reportedly

    for outcome in reportedly.read("report.txt"):
        if isinstance(outcome, reportedly.Acquired):
            report = reportedly.process(outcome.document)

Importing it is quick: the model, the gazetteer and the database are loaded when they are first used.
"""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError
from reportedly.read import Overrides, read
from reportedly.records import Acquired, Claim, Document, Issue, Report

if TYPE_CHECKING:
    from reportedly.pipeline import Tools
    from reportedly.protect import Ledger

__version__ = "0.1.0"

__all__ = [
    "Acquired",
    "Claim",
    "Document",
    "Issue",
    "Overrides",
    "Report",
    "ReportedlyError",
    "__version__",
    "open_ledger",
    "process",
    "read",
]


def process(document: Document, tools: "Tools | None" = None) -> Report:
    """The report record of one document: its claims, with who says them, where and when.

    Without `tools`, the model, lexicons and gazetteer that the environment asks for are loaded once and kept.

    Raises:
        ModelError: The language model is missing or damaged.
        GazetteerError: The index cannot be built or read.
    """
    from reportedly import pipeline

    return pipeline.process(document, tools or _tools())


@functools.cache
def _tools() -> "Tools":
    """The tools of this process."""
    from reportedly.pipeline import load_tools
    from reportedly.settings import load_settings

    return load_tools(load_settings())


def open_ledger(path: Path | str, *, passphrase: str | None = None) -> "Ledger":
    """The ledger in this file, made for its owner alone where there is none; close it, or use it in a `with` block.

    With a passphrase an encrypted ledger is opened, or made where there is none.

    Raises:
        LedgerLockedError: It is encrypted, and the passphrase is missing or wrong.
        LedgerError: It is no ledger, of another version, or held by somebody else.
    """
    from reportedly import protect
    from reportedly.settings import Passphrase

    return protect.open_ledger(Path(path), passphrase=Passphrase(words=passphrase) if passphrase else None)
