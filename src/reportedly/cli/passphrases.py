"""Where a passphrase comes from: a file, an open descriptor, the environment, or the person; never an argument."""

import functools
import getpass
import os
import sys
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.protect import is_encrypted
from reportedly.settings import Passphrase, Settings


def find_passphrase(path: Path, settings: Settings) -> Passphrase | None:
    """The passphrase for a ledger: what the settings say, else what the person types where the file is encrypted.

    Raises:
        UsageError: The file or descriptor that should hold it does not.
    """
    given = _given(settings)
    if given is not None or not is_encrypted(path):
        return given
    return _typed(f"Passphrase of {path}: ") if sys.stdin.isatty() else None


def _given(settings: Settings) -> Passphrase | None:
    """What the environment says or points at."""
    if settings.passphrase_file is not None:
        return passphrase_in(settings.passphrase_file)
    if settings.passphrase_fd is not None:
        return _from_descriptor(settings.passphrase_fd)
    return settings.passphrase


def passphrase_in(file: Path) -> Passphrase:
    """The first line of a file.

    Raises:
        UsageError: It cannot be read, or its first line is empty.
    """
    try:
        words = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the passphrase cannot be read from {file}: {type(error).__name__}") from error
    return _first(words, str(file))


@functools.cache
def _from_descriptor(number: int) -> Passphrase:
    """The first line of an open file, which can be read once only."""
    try:
        with os.fdopen(number, encoding="utf-8") as file:
            return _first(file.read().splitlines(), f"file descriptor {number}")
    except OSError as error:
        raise UsageError(f"file descriptor {number} cannot be read: {error.strerror}") from error


def _first(lines: list[str], where: str) -> Passphrase:
    """The first line, which is the passphrase."""
    if not lines or not lines[0]:
        raise UsageError(f"the first line of {where} is empty; it should be the passphrase")
    return Passphrase(words=lines[0])


def _typed(prompt: str) -> Passphrase:
    """What the person types, unseen."""
    return Passphrase(words=getpass.getpass(prompt))


def chosen_passphrase(file: Path | None) -> Passphrase:
    """A new passphrase: of a file, or typed twice.

    Raises:
        UsageError: Nobody is there to type it, or the two differ.
    """
    if file is not None:
        return passphrase_in(file)
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody is there to type the new passphrase; name a file that holds it: --passphrase-file FILE"
        )
    first = _typed("New passphrase: ")
    if first != _typed("Once more: "):
        raise UsageError("the two passphrases differ; nothing was changed")
    return first
