"""Handing a file out: written whole beside its place, logged by its hash, then put there or on standard output."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import UsageError
from reportedly.protect import Ledger
from reportedly.protect.releases import Written, log_export
from reportedly.protect.views import Occasion

STDOUT = "-"


def check_free(out: str, *, force: bool) -> None:
    """Refuse to write over a file.

    Raises:
        UsageError: It is there already, or its folder is not.
    """
    if out == STDOUT:
        return
    if Path(out).exists() and not force:
        raise UsageError(f"{out} is there already; name another file or say --force")
    if not Path(out).parent.is_dir():
        raise UsageError(f"there is no folder {Path(out).parent}")


def hand_out(ledger: Ledger, release: Occasion, out: str, form: str, write: Callable[[BinaryIO], int]) -> None:
    """Hand out what `write` writes, which returns the number of claims; nobody finds half a file.

    Raises:
        UsageError: The file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".reportedly-", dir=None if out == STDOUT else Path(out).parent)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            claims = write(file)
        with draft.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        log_export(ledger, release, Written(form=form, sha256=digest, claims=claims))
        _put(draft, out)
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, out: str) -> None:
    """Put the whole file in its place."""
    if out != STDOUT:
        draft.replace(out)
        return
    with draft.open("rb") as file:
        shutil.copyfileobj(file, sys.stdout.buffer)
