"""Loading: the index of the user's cache, built or built anew where it is missing, stale or damaged."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import GazetteerError
from reportedly.gazetteer.build import SCHEMA_VERSION, Progress, build_index
from reportedly.gazetteer.index import Gazetteer
from reportedly.gazetteer.own import own_entries, own_fingerprint
from reportedly.gazetteer.sources import fingerprint
from reportedly.settings import Settings

try:
    import fcntl
except ImportError:  # pragma: no cover - not on Windows, where two builders at once merely do the work twice
    fcntl = None  # type: ignore[assignment]


def load_gazetteer(settings: Settings, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer, ready for use; on first use, or when its sources changed, it is built in some 20 seconds.

    Several processes may call this at once: one builds, the others wait for it. `progress` is told what is being done,
    how much of it, and of how much.

    Raises:
        GazetteerError: The index cannot be built or written.
    """
    version = _version(settings)
    found = _find_current(_path(settings), version)
    if found is not None:
        return found
    with _only_builder(_path(settings)):
        return _find_current(_path(settings), version) or _built(settings, version, progress)


def build_gazetteer(settings: Settings, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer, built anew whatever is there.

    Raises:
        GazetteerError: The index cannot be built or written.
    """
    with _only_builder(_path(settings)):
        return _built(settings, _version(settings), progress)


def _path(settings: Settings) -> Path:
    """Where the index stands."""
    return settings.cache / "gazetteer.db"


def _version(settings: Settings) -> str:
    """What the index has to be built from: schema, default sources, the user's own files."""
    own = own_fingerprint(settings)
    return f"{SCHEMA_VERSION}-{fingerprint()}{f'-{own}' if own else ''}"


def _find_current(path: Path, version: str) -> Gazetteer | None:
    """The index at this path, if it is whole and of this version."""
    if not path.exists():
        return None
    gazetteer = Gazetteer(path)
    try:
        gazetteer.check()
    except GazetteerError:  # built anew by the caller
        gazetteer.close()
        return None
    if gazetteer.version == version:
        return gazetteer
    gazetteer.close()
    return None


def _built(settings: Settings, version: str, progress: Progress | None) -> Gazetteer:
    """A new index in place of the old one."""
    path = _path(settings)
    try:
        build_index(path, version, own_entries(settings), progress)
    except (OSError, sqlite3.DatabaseError) as error:
        raise GazetteerError(
            f"the gazetteer index cannot be written to {path} ({error}); make room there or set REPORTEDLY_CACHE"
        ) from error
    gazetteer = Gazetteer(path)
    gazetteer.check()
    return gazetteer


@contextmanager
def _only_builder(path: Path) -> Iterator[None]:
    """Hold the lock beside the index, so that one process builds while others wait."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as error:
        raise GazetteerError(f"{path.parent} cannot be written ({error}); set REPORTEDLY_CACHE to a folder") from error
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
