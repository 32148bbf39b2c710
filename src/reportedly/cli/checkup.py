"""What `reportedly doctor` looks at, each with how to mend it."""

import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from reportedly import __version__
from reportedly.errors import ReportedlyError
from reportedly.lexicon import load_lexicon
from reportedly.settings import Settings

ENOUGH_DISK = 500_000_000
OWNER_ONLY = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    is_well: bool
    words: str
    remedy: str = ""


def checks(settings: Settings) -> Iterator[Check]:
    """Everything that Reportedly needs, from the bottom up."""
    yield _python()
    yield _sqlite()
    yield _guarded("model", lambda: _model(settings), "Install Reportedly again: the weights come with the package.")
    yield _guarded("lexicons", _lexicons, "Install Reportedly again, or mend the lexicon that the message names.")
    yield _guarded("gazetteer", lambda: _gazetteer(settings), "Run `reportedly gazetteer build`.")
    yield _guarded("ledger", lambda: _ledger(settings), "Run `reportedly verify`.")
    yield _disk(settings)


def _guarded(name: str, look: Callable[[], Check], remedy: str) -> Check:
    """What a look finds; one of our errors is what is wrong."""
    try:
        return look()
    except ReportedlyError as error:
        return Check(name=name, is_well=False, words=str(error), remedy=remedy)


def _python() -> Check:
    """The interpreter."""
    words = f"{__version__} on Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Check(name="reportedly", is_well=sys.version_info >= (3, 11), words=words)


def _sqlite() -> Check:
    """SQLite with full-text search, which the ledger needs."""
    with sqlite3.connect(":memory:") as database:
        options = {row[0] for row in database.execute("PRAGMA compile_options")}
    has_search = "ENABLE_FTS5" in options
    return Check(
        name="sqlite",
        is_well=has_search,
        words=f"{sqlite3.sqlite_version}, full-text search {'there' if has_search else 'missing'}",
        remedy="" if has_search else "Use a Python whose SQLite has FTS5, such as Debian's or python.org's.",
    )


def _model(settings: Settings) -> Check:
    """The language model loads."""
    from reportedly.annotate.english import load_english

    return Check(name="model", is_well=True, words=load_english(folder=settings.model).name)


def _lexicons() -> Check:
    """Every lexicon of the package is whole."""
    folder = resources.files("reportedly") / "lexicons"
    names = sorted(each.name.removesuffix(".yml") for each in folder.iterdir() if each.name.endswith(".yml"))
    entries = sum(len(load_lexicon(name).entries) for name in names)
    return Check(name="lexicons", is_well=True, words=f"{len(names)} files, {entries:,} entries")


def _gazetteer(settings: Settings) -> Check:
    """The place index is there, whole, and of this version; it is built here where it is not."""
    from reportedly.cli.places import ready_gazetteer

    gazetteer = ready_gazetteer(settings)
    return Check(name="gazetteer", is_well=True, words=f"{gazetteer.version} at {gazetteer.path}")


def _ledger(settings: Settings) -> Check:
    """The ledger opens, and its file is its owner's alone."""
    from reportedly.cli.ledgers import opened_ledger

    path = settings.ledger
    if not path.exists():
        return Check(name="ledger", is_well=True, words=f"none yet at {path}")
    with opened_ledger(settings) as opened:
        kept = ", encrypted" if opened.is_encrypted else ""
    others = stat.S_IMODE(path.stat().st_mode) & OWNER_ONLY
    return Check(
        name="ledger",
        is_well=not others,
        words=f"{path}, {path.stat().st_size / 1e6:,.1f} MB{kept}" + (", others may read it" if others else ""),
        remedy=f"chmod 600 {path}" if others else "",
    )


def _disk(settings: Settings) -> Check:
    """Room for ledger and index."""
    folder = _existing(settings.ledger.parent)
    free = shutil.disk_usage(folder).free
    return Check(
        name="disk",
        is_well=free > ENOUGH_DISK,
        words=f"{free / 1e9:,.1f} GB free at {folder}",
        remedy="" if free > ENOUGH_DISK else "Free some space: a full disk stops a reading half way.",
    )


def _existing(folder: Path) -> Path:
    """The nearest folder above that is there."""
    while not folder.exists():
        folder = folder.parent
    return folder
