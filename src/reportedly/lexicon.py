"""Lexicons: words and exceptions as data, in YAML files that a domain expert edits without code."""

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from reportedly.errors import LexiconError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One lexicon file.

    Attributes:
        name: The file's name without ending; a reason names an entry as `name:key`.
        entries: Entries by key, each a mapping with at least `seen`, where the word was met.
    """

    name: str
    entries: Mapping[str, Mapping[str, Any]]

    def having(self, field: str, value: object) -> frozenset[str]:
        """Keys of the entries whose field has this value."""
        return frozenset(key for key, entry in self.entries.items() if entry.get(field) == value)


def fingerprint(folder: Path | None = None) -> str:
    """Eight hexadecimal digits that change with any word of any lexicon, the user's own in `folder` included."""
    package = resources.files("reportedly") / "lexicons"
    own = sorted(folder.glob("*.yml")) if folder is not None and folder.is_dir() else []
    files = [*sorted((one for one in package.iterdir() if one.name.endswith(".yml")), key=lambda one: one.name), *own]
    digest = hashlib.sha256()
    for one in files:
        digest.update(one.name.encode() + b"\0" + one.read_bytes())
    return digest.hexdigest()[:8]


def save_own(name: str, folder: Path, entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Write a user's own lexicon in place of the one before, sorted; what was loaded of it is forgotten.

    Raises:
        LexiconError: It cannot be written.
    """
    lines = [f"{_flow(key)}: {_flow(dict(entry))}\n" for key, entry in sorted(entries.items())]
    path = folder / f"{name}.yml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".yml.new")
        beside.write_text("".join(lines) or "{}\n", "utf-8")
        beside.replace(path)
    except OSError as error:
        message = f"lexicon {path} cannot be written: {error.strerror}"
        raise LexiconError(message) from error
    _load.cache_clear()


def _flow(value: object) -> str:
    """The value on one line, as the lexicons of the package are written."""
    options: dict[str, Any] = {"default_flow_style": True, "allow_unicode": True, "width": 10**6, "sort_keys": False}
    return str(yaml.safe_dump(value, **options)).removesuffix("...\n").strip()


def load_lexicon(name: str, *, folder: Path | None = None) -> Lexicon:
    """The lexicon of this name: the package's own, or the one in `folder`.

    Raises:
        LexiconError: There is no such file, it is not YAML, or an entry is no mapping with `seen`.
    """
    return _load(name, str(folder) if folder else None)


@functools.cache
def _load(name: str, folder: str | None) -> Lexicon:
    """Read, check and keep one file."""
    entries = _read(name, folder)
    for key, entry in entries.items():
        if not isinstance(entry, Mapping) or "seen" not in entry:
            message = f"lexicon {name}.yml: entry {key!r} is no mapping with `seen`; say where the word was met"
            raise LexiconError(message)
    return Lexicon(name=name, entries=entries)


def _read(name: str, folder: str | None) -> dict[str, Any]:
    """The raw entries by key."""
    path = Path(folder) / f"{name}.yml" if folder else resources.files("reportedly") / "lexicons" / f"{name}.yml"
    try:
        entries = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C where built
    except (OSError, UnicodeDecodeError) as error:
        message = f"lexicon {name}.yml cannot be read at {path}: {error}"
        raise LexiconError(message) from error
    except yaml.YAMLError as error:
        message = f"lexicon {path} is not YAML: {error}"
        raise LexiconError(message) from error
    if not isinstance(entries, dict):
        message = f"lexicon {path} is not a mapping of entries"
        raise LexiconError(message)
    return {str(key): entry for key, entry in entries.items()}
