"""Encrypting a ledger and taking the encryption off again: a whole new file, checked, in place of the old one.

The old file is overwritten before it is let go. That keeps it from whoever reads the disk's free blocks, and not from
snapshots, from copies elsewhere, or from flash memory that writes every change to a new place.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import LedgerBusyError, LedgerDamagedError, LedgerError, LedgerLockedError
from reportedly.ledger.failures import guarded
from reportedly.ledger.opening import connect_file
from reportedly.ledger.passphrases import Key, is_encrypted, key_of, make_key
from reportedly.ledger.schema import APPLICATION_ID
from reportedly.settings import Passphrase

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What was encrypted, decrypted or given another passphrase.

    Attributes:
        backups: Copies beside the ledger that were treated likewise.
        left: Copies beside the ledger that could not be read, and may hold what the ledger held; see to them by hand.
    """

    backups: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def convert(path: Path, old: Passphrase | None, new: Passphrase | None) -> Converted:
    """Put the ledger under the passphrase `new`, or under none; its backups beside it likewise.

    Raises:
        LedgerLockedError: The file is encrypted, and `old` is not its passphrase.
        LedgerBusyError: Another process has the ledger open.
        LedgerDamagedError: The file is no ledger, or the new file differs from it; the old one stands untouched.
    """
    _convert(path, old, new)
    done, left = [], []
    for backup in sorted(path.parent.glob(f"{path.name}.version-*.backup*")):
        try:
            _convert(backup, old, new)
            done.append(str(backup))
        except LedgerError:
            left.append(str(backup))
    return Converted(backups=tuple(done), left=tuple(left))


def _convert(path: Path, old: Passphrase | None, new: Passphrase | None) -> None:
    """One file."""
    source_key = key_of(path, old) if is_encrypted(path) else None
    target_key = None if new is None else make_key(new, os.urandom(16))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        with guarded(str(path)), closing(connect_file(path, source_key)) as source:
            _unlock(source, path, source_key)
            with _only_user(source, path):
                _copy(source, draft, target_key)
                _check(source, draft, target_key)
                _put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _unlock(source: Any, path: Path, key: Key | None) -> None:  # noqa: ANN401 - a connection of sqlcipher3
    """Read the first page, which a wrong key cannot."""
    try:
        with guarded(str(path)):
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except LedgerDamagedError as error:
        if key is None:
            raise
        raise LedgerLockedError(f"ledger {path}: this is not its passphrase; nothing was changed") from error


@contextlib.contextmanager
def _only_user(source: Any, path: Path) -> Iterator[None]:  # noqa: ANN401 - see above
    """Make sure that nobody else has the file open, and that nobody opens it meanwhile; wipe its write-ahead log."""
    log = path.with_name(f"{path.name}-wal")
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(log.open("r+b")) if log.exists() else None
        source.execute("PRAGMA locking_mode = EXCLUSIVE")
        (mode,) = source.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise LedgerBusyError(f"ledger {path}: another process has it open; stop the desk and try again")
        source.execute("BEGIN EXCLUSIVE")
        source.execute("COMMIT")
        if file is not None:
            _overwrite(file)
        yield


def _copy(source: Any, draft: Path, key: Key | None) -> None:  # noqa: ANN401 - see above
    """Copy every table, index and trigger into a new file with another key."""
    source.execute("ATTACH DATABASE ? AS draft KEY ?", (str(draft), f"x'{key.raw}'" if key else ""))
    source.execute("BEGIN EXCLUSIVE")
    source.execute("SELECT sqlcipher_export('draft')").fetchall()
    source.execute("COMMIT")
    source.execute(f"PRAGMA draft.application_id = {APPLICATION_ID}")
    source.execute("DETACH DATABASE draft")


def _check(source: Any, draft: Path, key: Key | None) -> None:  # noqa: ANN401 - see above
    """Refuse a copy that is not whole, or has not as many rows in each table."""
    with closing(connect_file(draft, key)) as copy:
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
        is_whole = found == "ok" and _counts(copy) == _counts(source)
    if not is_whole:
        raise LedgerDamagedError("the copy is not whole; the ledger stands as it was: `reportedly verify` checks it")


def _counts(connection: Any) -> dict[str, int]:  # noqa: ANN401 - see above
    """How many rows each table has."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        each: connection.execute(f'SELECT count(*) FROM "{each}"').fetchone()[0]  # noqa: S608 - the file's own tables
        for each in tables
    }


def _put_in_place(draft: Path, path: Path) -> None:
    """Let the new file take the name in one step, then overwrite the old one, which has no name any more."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    with path.open("r+b") as old:
        draft.replace(path)
        _overwrite(old)


def _overwrite(file: Any) -> None:  # noqa: ANN401 - a binary file, however it was opened
    """Fill the file with zeros, on the disk too, and empty it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    for start in range(0, size, _BLOCK):
        file.write(bytes(min(_BLOCK, size - start)))
    file.flush()
    os.fsync(file.fileno())
    file.truncate(0)
