"""The user's own places: files that were added, single entries and corrections. They win over the default rows."""

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from reportedly.errors import GazetteerFileError
from reportedly.gazetteer.reading import read_places
from reportedly.gazetteer.rows import Entry
from reportedly.settings import Settings
from reportedly.vocabulary import PlaceKind

_COLUMNS = tuple(field.name for field in fields(Entry))
_ENTRIES = "zz-entries.tsv"  # read last: what a person entered wins over files
_MANY_VALUES = " | "


def add_places(path: Path, settings: Settings) -> int:
    """Add a GeoNames country dump, a COD-AB table or a table of our own layout; how many places it gave.

    The rows are kept in the data folder and are in the index from the next `load_gazetteer` on, also when that is
    built anew. A file added again under its name takes the place of the former one.

    Raises:
        GazetteerFileError: The file is broken; the message names the lines. Nothing has changed then.
    """
    entries = read_places(path)
    _write(_folder(settings) / f"{path.name}.tsv", entries)
    return len(entries)


def add_entry(entry: Entry, settings: Settings) -> None:
    """Add one place, or correct one: an entry with the ref of an existing row replaces what it gives of that row.

    Raises:
        GazetteerFileError: The file of entries is broken.
    """
    path = _folder(settings) / _ENTRIES
    entries = {known.ref: known for known in _read(path)} if path.exists() else {}
    entries[entry.ref] = entry
    _write(path, entries.values())


def own_entries(settings: Settings) -> Iterator[Entry]:
    """Everything that the user added, files in the order of their names, single entries last.

    Raises:
        GazetteerFileError: A kept file is broken.
    """
    for path in _files(settings):
        yield from _read(path)


def own_fingerprint(settings: Settings) -> str:
    """A short hash of everything that the user added; empty where there is nothing."""
    files = _files(settings)
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8] if files else ""


def _folder(settings: Settings) -> Path:
    """Where the user's own places are kept."""
    return settings.data / "gazetteer"


def _files(settings: Settings) -> list[Path]:
    """The kept files, in the order in which they are read."""
    folder = _folder(settings)
    return sorted(folder.glob("*.tsv")) if folder.is_dir() else []


def _write(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries to a file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(_COLUMNS)
        out.writerows([_cell(getattr(entry, column)) for column in _COLUMNS] for entry in entries)
    draft.replace(path)


def _cell(value: object) -> str:
    """A value as a cell."""
    if isinstance(value, tuple):
        return _MANY_VALUES.join(value)
    return "" if value is None else str(value)


def _read(path: Path) -> Iterator[Entry]:
    """The entries of a kept file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                yield _entry(row)
    except (OSError, UnicodeDecodeError, KeyError, ValueError, csv.Error) as error:
        raise GazetteerFileError(f"{path} is damaged ({error}); delete it and add its places again") from error


def _entry(row: dict[str, str]) -> Entry:
    """An entry from its cells."""
    return Entry(
        ref=row["ref"],
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        country=row["country"],
        codes=_many(row["codes"]),
        parent=row["parent"],
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        population=int(row["population"] or 0),
        names=_many(row["names"]),
        members=_many(row["members"]),
        source=row["source"],
        since=row.get("since") or "",
        until=row.get("until") or "",
    )


def _many(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value for value in cell.split(_MANY_VALUES) if value)
