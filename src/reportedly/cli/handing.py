"""Handing a file out: written whole beside its place, logged by its hash, then put there or on standard output."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

from reportedly.errors import UsageError
from reportedly.protect import Ledger
from reportedly.protect.releases import Written, log_export
from reportedly.protect.views import Occasion

STDOUT = "-"
_IN_MEMORY = 1 << 28


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
    if out == STDOUT:
        # In memory as long as it is small: what goes to a pipe should leave nothing on the disk.
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            _log(ledger, release, form, (file, write(cast("BinaryIO", file))))
            file.seek(0)
            shutil.copyfileobj(file, sys.stdout.buffer)
        return
    try:
        handle, name = tempfile.mkstemp(prefix=".reportedly-", dir=Path(out).parent)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            _log(ledger, release, form, (file, write(file)))
        _put(draft, out)
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, out: str) -> None:
    """Put the file in its place.

    Raises:
        UsageError: It cannot be put there.
    """
    try:
        draft.replace(out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error


def _log(ledger: Ledger, release: Occasion, form: str, written: tuple[Any, int]) -> None:
    """Log the file, which is written and not yet handed out, by its hash and the number of its claims."""
    file, claims = written
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    log_export(ledger, release, Written(form=form, sha256=digest, claims=claims))
