"""Reading files that add places: GeoNames country dumps, OCHA COD-AB tables and tables of our own layout."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.errors import GazetteerFileError
from reportedly.gazetteer.rows import Entry
from reportedly.vocabulary import PlaceKind

_DUMP_COLUMNS = 19
_SHOWN = 5  # broken lines that a message names
_FEATURES = {
    "ADM1": PlaceKind.ADM1,
    "ADM2": PlaceKind.ADM2,
    "ADM3": PlaceKind.ADM3,
    "A": PlaceKind.REGION,
    "P": PlaceKind.PPL,
    "H": PlaceKind.NATURAL,
    "T": PlaceKind.NATURAL,
    "V": PlaceKind.NATURAL,
    "L": PlaceKind.REGION,
    "R": PlaceKind.POI,
    "S": PlaceKind.POI,
}
_LAYOUTS = (
    "a GeoNames dump has 19 columns set apart by tabs and no header; a COD-AB table has ADM2_PCODE and ADM2_EN, or "
    "adm2_pcode and adm2_name; our own layout has at least the columns name, country and kind"
)


@dataclass(slots=True)
class _Check:
    """What is wrong with a file so far, and the ids already met."""

    path: Path
    wrong: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def say(self, line: int, what: str) -> None:
        """Note what is wrong with a line."""
        self.wrong.append(f"line {line}: {what}")

    def is_new(self, line: int, ref: str) -> bool:
        """Whether an id was not met before; notes it otherwise."""
        first = self.seen.setdefault(ref, line)
        if first != line:
            self.say(line, f"the id {ref} stands already in line {first}")
        return first == line


def read_places(path: Path) -> tuple[Entry, ...]:
    """The places of a file.

    Raises:
        GazetteerFileError: It cannot be read, has no layout that we know, or has broken lines, which are named.
    """
    text = _text(path)
    check = _Check(path)
    read, rows = _layout(path, text)
    entries = [entry for line, row in rows for entry in read(row, line, check)]
    if check.wrong:
        more = f"; and {len(check.wrong) - _SHOWN} more" if len(check.wrong) > _SHOWN else ""
        raise GazetteerFileError(f"{path}: {'; '.join(check.wrong[:_SHOWN])}{more}. Mend these lines and add it again")
    if not entries:
        raise GazetteerFileError(f"{path} holds no places")
    return tuple(entries)


_Reader = Callable[[dict[str, str], int, _Check], Iterator[Entry]]
_Lines = Iterator[tuple[int, dict[str, str]]]


def _text(path: Path) -> str:
    """The text of a file, or of the table in a zip archive."""
    try:
        raw = _unzipped(path) if path.suffix.lower() == ".zip" else path.read_bytes()
    except OSError as error:
        raise GazetteerFileError(f"{path} cannot be read: {error.strerror}") from error
    except (zipfile.BadZipFile, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise GazetteerFileError(f"{path} is no whole zip archive ({error}); fetch it again") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        byte = raw[error.start]
        raise GazetteerFileError(f"{path}: line {line}: byte 0x{byte:02x} is not UTF-8; save it as UTF-8") from error


def _unzipped(path: Path) -> bytes:
    """The one table of an archive: GeoNames packs a readme beside it."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith((".txt", ".csv", ".tsv"))]
        tables = [name for name in names if "readme" not in name.lower()]
        if len(tables) != 1:
            raise GazetteerFileError(
                f"{path} holds {len(tables)} tables, not one: {', '.join(sorted(tables)) or 'none'}"
            )
        return archive.read(tables[0])


def _layout(path: Path, text: str) -> tuple[_Reader, _Lines]:
    """How a file is laid out: what reads a row of it, and its rows with their line numbers."""
    first = text.partition("\n")[0].rstrip("\r")
    if first.count("\t") == _DUMP_COLUMNS - 1 and first.split("\t")[0].isdigit():
        return _from_dump, _dump_rows(text)
    delimiter = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = {name.strip().lower() for name in reader.fieldnames or ()}
    rows = (
        (reader.line_num, {str(key).strip().lower(): (value or "").strip() for key, value in row.items() if key})
        for row in reader
    )
    if any(f"adm{level}_pcode" in columns for level in (1, 2, 3)):
        return _from_cod, rows
    if {"name", "country", "kind"} <= columns:
        return _from_own, rows
    raise GazetteerFileError(f"{path}: line 1: no layout that we know; {_LAYOUTS}")


def _dump_rows(text: str) -> _Lines:
    """Rows of a GeoNames dump, whose columns have no header."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, dict(enumerate_columns(line))


def enumerate_columns(line: str) -> Iterator[tuple[str, str]]:
    """The columns of a line by their number as text."""
    return ((str(place), value) for place, value in enumerate(line.split("\t")))


def _from_dump(row: dict[str, str], line: int, check: _Check) -> Iterator[Entry]:
    """A place of a GeoNames dump; features that no report means by their name (roads as such) are left out by kind."""
    if len(row) != _DUMP_COLUMNS:
        check.say(line, f"{len(row)} columns, not {_DUMP_COLUMNS}")
        return
    kind = _FEATURES.get(row["7"]) or _FEATURES.get(row["6"])
    point = _point(row["4"], row["5"], line, check)
    if not row["0"].isdigit() or not row["1"]:
        check.say(line, f"no id and name but {row['0']!r}, {row['1']!r}")
    elif kind is not None and point is not None and check.is_new(line, row["0"]):
        first = f"{row['8']}.{row['10']}"
        second = f"{first}.{row['11']}" if row["11"] else first
        is_first = kind is PlaceKind.ADM1
        codes = (first,) if is_first else (second,) if kind is PlaceKind.ADM2 and row["11"] else ()
        yield Entry(
            ref=f"geonames:{row['0']}",
            name=row["1"],
            kind=kind,
            country=row["8"],
            codes=codes,
            parent=row["8"] if is_first else first if kind is PlaceKind.ADM2 else second,
            lat=point[0],
            lon=point[1],
            population=int(row["14"]) if row["14"].isdigit() else 0,
            names=tuple(name for name in row["3"].split(",") if name),
            source=f"geonames dump {check.path.name}",
        )


def _from_cod(row: dict[str, str], line: int, check: _Check) -> Iterator[Entry]:
    """The smallest division of a row of a COD-AB table, and the first-level one where the table has only that."""
    level = next((level for level in (3, 2, 1) if row.get(f"adm{level}_pcode")), None)
    name = _named(row, level) if level else ""
    if level is None or not name:
        check.say(line, "no p-code or no name of a division")
        return
    country = (row.get("adm0_pcode") or row.get("adm0_code") or row[f"adm{level}_pcode"])[:2].upper()
    point = _point(
        row.get("center_lat") or row.get("lat") or "", row.get("center_lon") or row.get("lon") or "", line, check
    )
    code = row[f"adm{level}_pcode"]
    if point is not None and check.is_new(line, code):
        yield Entry(
            ref=f"cod:{code}",
            name=name,
            kind=PlaceKind(f"ADM{level}"),
            country=country,
            codes=(code,),
            parent=_cod_parent(row, level, country),
            lat=point[0],
            lon=point[1],
            names=tuple(
                value for key, value in row.items() if key.startswith(f"adm{level}_") and _is_name_of(key, value, name)
            ),
            source=f"OCHA COD-AB {check.path.name}",
        )


def _named(row: dict[str, str], level: int) -> str:
    """The name of a division of this level."""
    return row.get(f"adm{level}_en") or row.get(f"adm{level}_name") or row.get(f"adm{level}_fr") or ""


def _is_name_of(key: str, value: str, name: str) -> bool:
    """Whether a column holds a further name."""
    kind = key.partition("_")[2]
    return bool(value) and value != name and "pcode" not in kind and "id" not in kind and "type" not in kind


def _cod_parent(row: dict[str, str], level: int, country: str) -> str:
    """What the division lies in: by name, since p-codes of the level above need not be in the index."""
    if level == 1:
        return country
    above = level - 1
    return f"name:{country}:{_named(row, above)}" if _named(row, above) else row.get(f"adm{above}_pcode", country)


def _from_own(row: dict[str, str], line: int, check: _Check) -> Iterator[Entry]:
    """A place of our own layout."""
    kind = row["kind"].upper()
    point = _point(row.get("lat", ""), row.get("lon", ""), line, check)
    if not row["name"]:
        check.say(line, "no name")
    elif kind not in set(PlaceKind):
        check.say(line, f"unknown kind {row['kind']!r}; one of {', '.join(PlaceKind)}")
    elif point is not None:
        ref = row.get("id") or f"user:{row['country'].lower()}-{'-'.join(row['name'].lower().split())}"
        if check.is_new(line, ref):
            yield Entry(
                ref=ref,
                name=row["name"],
                kind=PlaceKind(kind),
                country=row["country"].upper(),
                parent=row.get("parent", ""),
                lat=point[0],
                lon=point[1],
                population=int(row["population"]) if row.get("population", "").isdigit() else 0,
                names=tuple(name.strip() for name in row.get("names", "").split("|") if name.strip()),
                source=row.get("source") or f"added by the user: {check.path.name}",
                since=row.get("since", ""),
                until=row.get("until", ""),
            )


def _point(lat: str, lon: str, line: int, check: _Check) -> tuple[float | None, float | None] | None:
    """The two coordinates, both None where the cells are empty; None when they are wrong, which is noted."""
    if not lat and not lon:
        return None, None
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        check.say(line, f"no coordinates but {lat!r}, {lon!r}")
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180):  # noqa: PLR2004 - the ends of the earth
        check.say(line, f"coordinates {lat}, {lon} lie outside the earth")
        return None
    return north, east
