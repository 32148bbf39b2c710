"""Errors of the database turned into ours, at the border and with the remedy."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from reportedly.errors import LedgerBusyError, LedgerDamagedError, LedgerError, LedgerFullError

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_FULL = ("SQLITE_FULL",)
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_CLOSED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_DISK = ("SQLITE_IOERR",)


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """Whatever the database raises inside comes out as a `LedgerError` that names the file and the remedy."""
    try:
        yield
    except sa.exc.DatabaseError as error:
        raise _named(error.orig, where) from error
    except _driver_errors() as error:
        raise _named(error, where) from error


def _driver_errors() -> tuple[type[Exception], ...]:
    """The errors of the drivers; SQLCipher's has its own, with the same codes, and may not be loaded."""
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.DatabaseError,) if cipher is None else (sqlite3.DatabaseError, cipher.DatabaseError)


def _named(error: object, where: str) -> LedgerError:
    """Our error for one of the database's, by its code; messages of the driver hold no parameters."""
    code = str(getattr(error, "sqlite_errorname", ""))
    if code.startswith(_BUSY):
        return LedgerBusyError(f"ledger {where}: another process is writing; wait for it, or stop it, and try again")
    if code.startswith(_FULL):
        return LedgerFullError(
            f"ledger {where}: the disk is full; what was stored before stands, and nothing was half written. "
            "Make room and run the same command again"
        )
    if code.startswith(_DAMAGED):
        return LedgerDamagedError(
            f"ledger {where}: the file is damaged or is no ledger; `reportedly verify` says what is safe"
        )
    if code.startswith(_CLOSED):
        return LedgerError(f"ledger {where}: the file or its folder cannot be written; give it write permission")
    if code.startswith(_DISK):
        return LedgerFullError(
            f"ledger {where}: the disk refused to read or write ({code}); it may be full or failing. "
            "What was stored before stands"
        )
    return LedgerError(f"ledger {where}: {type(error).__name__} {code}".rstrip())
