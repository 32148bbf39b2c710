"""Which ledger a command means, for whom it reads it, and who decides."""

import datetime
import functools
import getpass
import os
import secrets
from pathlib import Path

from rich.text import Text

from reportedly.cli.console import margin
from reportedly.cli.passphrases import find_passphrase
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.protect import Ledger, keeping, open_ledger
from reportedly.protect.views import Occasion
from reportedly.records import Ruling
from reportedly.settings import Settings, load_settings
from reportedly.vocabulary import Audience


def settings_for(ledger: Path | None = None, workers: int | None = None) -> Settings:
    """The settings of the environment, with what the command line says in front of them."""
    import dataclasses

    settings = load_settings()
    return dataclasses.replace(settings, ledger=ledger or settings.ledger, workers=workers or settings.workers)


def existing_ledger(given: Path | None) -> Ledger:
    """The ledger to read from; it is not made where it is missing.

    Raises:
        NotInLedgerError: There is no such file.
    """
    path = settings_for(given).ledger
    if not path.is_file():
        raise NotInLedgerError(
            f"there is no ledger at {path}; `reportedly read SOURCE…` makes one, --ledger names another"
        )
    return opened_ledger(settings_for(given))


def opened_ledger(settings: Settings) -> Ledger:
    """The ledger of the settings, made where it is missing; a plain one that holds protected sources says so once.

    Raises:
        LedgerLockedError: It is encrypted, and its passphrase is missing or wrong.
    """
    opened = open_ledger(settings.ledger, passphrase=find_passphrase(settings.ledger, settings))
    _advise(opened)
    return opened


@functools.cache
def _advised() -> set[str]:
    """The ledgers of which this command has spoken already."""
    return set()


def _advise(ledger: Ledger) -> None:
    """Say that a plain file holds what should be encrypted, once for each command."""
    if ledger.where in _advised():
        return
    _advised().add(ledger.where)
    advice = keeping(ledger).advice
    if advice is not None:
        margin().print(Text(advice, style="yellow"))


def now() -> str:
    """This moment, UTC, ISO 8601."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def today() -> str:
    """This day, UTC, ISO 8601."""
    return now()[:10]


def occasion(audience: Audience, *, recipient: str = "terminal") -> Occasion:
    """One release to somebody: its ids are made with a key of its own."""
    return Occasion(audience=audience, at=now(), recipient=recipient, key=secrets.token_bytes(32))


def ruling(reviewer: str | None, because: str) -> Ruling:
    """A decision signed by the reviewer: the option, REPORTEDLY_REVIEWER, or the user's name on this machine.

    Raises:
        UsageError: Nobody can be named.
    """
    name = reviewer or signing_name()
    if not name:
        raise UsageError("who decides? sign with --reviewer NAME or set REPORTEDLY_REVIEWER")
    return Ruling(reviewer=name, at=now(), because=because)


def signing_name() -> str:
    """REPORTEDLY_REVIEWER, or the user's name on this machine; empty where there is neither."""
    return os.environ.get("REPORTEDLY_REVIEWER") or _user()


def _user() -> str:
    """The user's name on this machine; empty where the system does not know one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
