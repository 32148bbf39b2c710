"""Build: default rows and the user's own, written into one compact SQLite file that replaces the old one at once."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from reportedly.gazetteer import sources
from reportedly.gazetteer.rows import PRECISION, Entry
from reportedly.gazetteer.spelling import folded, folded_plain, likeness, plain, prefixes, skeleton_plain, variants
from reportedly.lexicon import load_lexicon
from reportedly.vocabulary import PlaceKind

SCHEMA_VERSION = 2
APPLICATION_ID = 0x52504741  # "RPGA": tells our file from another program's
KINDS = tuple(PlaceKind)
Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is."""

_EXPECTED_ROWS = 285_000  # for the progress bar alone
_STEP = 5_000
_OWN_NUMBERS = 1 << 40  # rows without a GeoNames number get theirs from here on
_SMALL_COUNTRY = 3_000  # a country with fewer rows can be searched through for a name that shares no skeleton
_SEAS = ("sea", "ocean", "gulf", "strait", "atlantic", "pacific", "arctic", "mediterranean")
_ADMIN = (PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3)
_FEW = 2  # a town with fewer alternates has none to share
_ALIKE = 0.88
_ALIKE_DISTRICT = 0.7
_ABOUT_A_PROVINCE = 4
_AT_SEA = 7

_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, ref TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT, first INTEGER,
  second INTEGER, lat REAL, lon REAL, precision INTEGER NOT NULL, population INTEGER NOT NULL, source INTEGER NOT NULL,
  since TEXT, until TEXT
);
CREATE TABLE source (id INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE name (
  skeleton TEXT NOT NULL, plain TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL,
  PRIMARY KEY (skeleton, plain, place)
) WITHOUT ROWID;
CREATE TABLE local_name (
  country TEXT NOT NULL, plain TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL,
  PRIMARY KEY (country, plain, place)
) WITHOUT ROWID;
CREATE TABLE code (code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE member (region INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (region, place)) WITHOUT ROWID;
CREATE TABLE border (place INTEGER NOT NULL, neighbour TEXT NOT NULL, PRIMARY KEY (place, neighbour)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX place_division ON place (country, kind, first) WHERE kind IN (1, 2, 3);
CREATE INDEX border_neighbour ON border (neighbour);
"""


@dataclass(slots=True)
class _Numbered:
    """An entry with its number and what was settled while the rows were gathered."""

    number: int
    entry: Entry
    first: int | None = None
    second: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 1
    population: int = 0


def build_index(path: Path, version: str, own: Iterable[Entry] = (), progress: Progress | None = None) -> None:
    """Write the index to `path` in one step: whoever reads meanwhile keeps the old file, and a failure leaves it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        _write(draft, version, own, progress or (lambda _what, _done, _all: None))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(draft: Path, version: str, own: Iterable[Entry], progress: Progress) -> None:
    """Gather all rows, settle parents and points, and write them."""
    rows = _gather(own, progress)
    codes = {
        _named_code(row.entry.country, row.entry.name): row.number
        for row in rows.values()
        if row.entry.kind is PlaceKind.ADM1
    }
    codes |= {code: row.number for row in rows.values() for code in row.entry.codes}
    _date(rows, codes)
    for row in rows.values():
        _place_in(row, rows, codes)
    _settle_points(rows, codes)
    database = sqlite3.connect(draft)
    try:
        database.executescript(_SCHEMA)
        _write_places(database, rows)
        _write_names(database, rows, progress)
        _write_relations(database, rows, codes)
        database.executescript(_INDEXES)
        about = {"version": version, "schema": str(SCHEMA_VERSION), "rows": str(len(rows))}
        database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.commit()
    finally:
        database.close()


def _date(rows: dict[int, _Numbered], codes: dict[str, int]) -> None:
    """From when to when rows have stood, where the table knows; what the user says of it stands."""
    for code, since, until in sources.validity():
        row = rows[codes[code]]
        if not row.entry.since and not row.entry.until:
            row.entry = replace(row.entry, since=since, until=until)


def _gather(own: Iterable[Entry], progress: Progress) -> dict[int, _Numbered]:
    """Rows by number. A later row with the ref of an earlier one takes its place, so that corrections win."""
    parts = (sources.countries(), sources.divisions(), sources.afghan_districts(), sources.regions(), sources.towns())
    numbers: dict[str, int] = {}
    rows: dict[int, _Numbered] = {}
    for count, entry in enumerate(chain(*parts)):
        number = _number_of(entry.ref, numbers)
        rows[number] = _Numbered(number=number, entry=entry)
        if count % _STEP == 0:
            progress("reading places", min(count, _EXPECTED_ROWS), _EXPECTED_ROWS)
    _correct(rows, numbers, own)
    return rows


def _number_of(ref: str, numbers: dict[str, int]) -> int:
    """The number of a row: GeoNames' own, or one of ours."""
    scheme, _, tail = ref.partition(":")
    if scheme == "geonames" and tail.isdigit():
        return int(tail)
    return numbers.setdefault(ref, _OWN_NUMBERS + len(numbers))


def _correct(rows: dict[int, _Numbered], numbers: dict[str, int], own: Iterable[Entry]) -> None:
    """Let the user's rows win: by id, and for divisions by name in their country, so that none stands twice."""
    entries = tuple(own)
    if not entries:
        return
    named = {
        (row.entry.country, row.entry.kind, folded(row.entry.name)): row.number
        for row in rows.values()
        if row.entry.kind in _ADMIN
    }
    for entry in entries:
        number = _number_of(entry.ref, numbers)
        if number not in rows and entry.kind in _ADMIN:
            known = named.get((entry.country, entry.kind, folded(entry.name)))
            if known is not None:
                rows[number] = rows.pop(known)
        old = rows[number].entry if number in rows else None
        rows[number] = _Numbered(number=number, entry=_merged(entry, old) if old else entry)


def _merged(entry: Entry, old: Entry) -> Entry:
    """The user's entry, with what it leaves open taken from the row that it stands for."""
    known = old.lat is not None and entry.lat is None
    return replace(
        entry,
        codes=tuple(dict.fromkeys((*entry.codes, *old.codes))),
        parent=old.parent if not entry.parent or entry.parent.startswith("name:") else entry.parent,
        lat=old.lat if known else entry.lat,
        lon=old.lon if known else entry.lon,
        population=entry.population or old.population,
        names=tuple(dict.fromkeys((*entry.names, old.name, *old.names))),
        members=entry.members or old.members,
    )


def _place_in(row: _Numbered, rows: dict[int, _Numbered], codes: dict[str, int]) -> None:
    """Find the divisions that a row lies in: its parent, and the parent's parent."""
    code = row.entry.parent
    number = codes.get(code) or codes.get(code.rpartition(".")[0])
    if number is None and code:
        number = codes.get(_named_code(row.entry.country, code.rpartition(":")[2]))
    while number is not None and number != row.number:
        parent = rows[number].entry
        if parent.kind is PlaceKind.ADM1:
            row.first = number
            return
        if parent.kind is PlaceKind.ADM2:
            row.second = number
        number = codes.get(parent.parent)


def _named_code(country: str, name: str) -> str:
    """A code for a first-level division by its name, for rows that name their parent."""
    return f"name:{country}:{folded(name)}"


def _settle_points(rows: dict[int, _Numbered], codes: dict[str, int]) -> None:
    """Points, precision and population: a division without a point takes the one above it, and says so."""
    for row in rows.values():
        if row.entry.kind is PlaceKind.PPL:
            for number in (row.first, row.second):
                if number is not None:
                    rows[number].population += row.entry.population
    order = sorted(rows.values(), key=lambda row: KINDS.index(row.entry.kind))
    for row in order:
        entry = row.entry
        row.population = max(row.population, entry.population)
        row.lat, row.lon, row.precision = entry.lat, entry.lon, _precision(entry)
        if row.lat is None and entry.members:
            row.lat, row.lon = _middle([rows[codes[code]] for code in entry.members if code in codes])
        above = rows.get(row.first) if row.first is not None else None
        if row.lat is None and above is not None and above.lat is not None:
            row.lat, row.lon, row.precision = above.lat, above.lon, _ABOUT_A_PROVINCE


def _precision(entry: Entry) -> int:
    """UCDP's where_prec for a row; seas are international waters."""
    if entry.kind is PlaceKind.NATURAL and not entry.country and any(word in entry.name.lower() for word in _SEAS):
        return _AT_SEA
    return PRECISION[entry.kind]


def _middle(members: list[_Numbered]) -> tuple[float | None, float | None]:
    """The mean of the members' points: a representative point, nothing more."""
    points = [(row.lat, row.lon) for row in members if row.lat is not None and row.lon is not None]
    if not points:
        return None, None
    return round(sum(lat for lat, _ in points) / len(points), 4), round(sum(lon for _, lon in points) / len(points), 4)


def _write_places(database: sqlite3.Connection, rows: dict[int, _Numbered]) -> None:
    """The table of places and that of their sources; a GeoNames row needs no ref, its number is one."""
    words: dict[str, int] = {}
    values = []
    for number in sorted(rows):
        row, entry = rows[number], rows[number].entry
        ref = None if number < _OWN_NUMBERS else entry.ref
        source = words.setdefault(entry.source, len(words))
        kind = KINDS.index(entry.kind)
        point = (row.lat, row.lon, row.precision, row.population)
        lies = (entry.country or None, row.first, row.second)
        stood = (entry.since or None, entry.until or None)
        values.append((number, ref, entry.name, kind, *lies, *point, source, *stood))
    database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", values)
    database.executemany("INSERT INTO source VALUES (?, ?)", ((number, text) for text, number in words.items()))


def _write_names(database: sqlite3.Connection, rows: dict[int, _Numbered], progress: Progress) -> None:
    """Every spelling of every row under its skeleton, sorted so that the file is written from start to end."""
    sizes: dict[str, int] = {}
    shared = _seats_spellings(rows)
    for row in rows.values():
        sizes[row.entry.country] = sizes.get(row.entry.country, 0) + 1
    names: list[tuple[str, str, int, int]] = []
    local: list[tuple[str, str, int, int]] = []
    for count, row in enumerate(rows.values()):
        entry, nearby = row.entry, sizes[row.entry.country] < _SMALL_COUNTRY or row.entry.kind in _ADMIN
        for text, how in (_spellings(entry) | shared.get(row.number, {})).items():
            names.append((skeleton_plain(text), text, row.number, how))
            if nearby and entry.country:
                local.append((entry.country, text, row.number, how))
        if count % _STEP == 0:
            progress("folding names", count, len(rows))
    names.sort()
    local.sort()
    database.executemany("INSERT INTO name VALUES (?,?,?,?)", names)
    database.executemany("INSERT INTO local_name VALUES (?,?,?,?)", local)


def _seats_spellings(rows: dict[int, _Numbered]) -> dict[int, dict[str, int]]:
    """Alternates of a town that spell the name of the division called after it: they spell that as well."""
    found: dict[int, dict[str, int]] = {}
    heard: dict[int, str] = {}
    for row in rows.values():
        above = [number for number in (row.first, row.second) if number is not None]
        if row.entry.kind is not PlaceKind.PPL or not above or len(row.entry.names) < _FEW:
            continue
        sounds = folded(row.entry.name)
        for number in above:
            own = plain(rows[number].entry.name)
            if number not in heard:
                heard[number] = folded_plain(own)
            if heard[number] == sounds:
                least = _ALIKE if rows[number].entry.kind is PlaceKind.ADM1 else _ALIKE_DISTRICT
                alike = (text for text in _spellings(row.entry) if likeness(own, text) >= least)
                found.setdefault(number, {}).update(dict.fromkeys(alike, 1))
    return {number: _without(texts, rows[number].entry) for number, texts in found.items()}


def _without(texts: dict[str, int], entry: Entry) -> dict[str, int]:
    """Those spellings that the row does not have itself."""
    own = _spellings(entry)
    return {text: how for text, how in texts.items() if text not in own}


def _spellings(entry: Entry) -> dict[str, int]:
    """Plain spellings of a row: 0 its own name, 1 an alternate, 2 a form that leaves off a generic word or prefix."""
    found: dict[str, int] = {}
    for how, name in chain(((0, entry.name),), ((1, name) for name in entry.names)):
        text = next(variants(name))
        if text:
            found.setdefault(text, how)
    own = plain(entry.name)
    for text in tuple(found):
        for shorter in _shorter(text, entry):
            if shorter != own:
                found[shorter] = 2
    return found


def _shorter(text: str, entry: Entry) -> Iterator[str]:
    """The name without a generic word at an end, and without a prefix that reports leave off."""
    if " " not in text:
        return
    tokens = text.split(" ")
    if entry.kind in _ADMIN:
        if tokens[-1] in _generic():
            yield " ".join(tokens[:-1])
        if tokens[0] in _generic():
            rest = tokens[2:] if tokens[1] in {"of", "de", "du", "d", "e", "ye"} else tokens[1:]
            yield " ".join(rest) or text
    if entry.country == "AF":
        for prefix in prefixes():
            if text.startswith(prefix):
                yield text[len(prefix) :]
                return


@cache
def _generic() -> frozenset[str]:
    """Generic words that may be left off the official name of a division."""
    return load_lexicon("place_kinds").having("strip", value=True)


def _write_relations(database: sqlite3.Connection, rows: dict[int, _Numbered], codes: dict[str, int]) -> None:
    """Codes, members of regions, and borders."""
    database.executemany("INSERT INTO code VALUES (?, ?)", sorted(codes.items()))
    members = {(row.number, codes[code]) for row in rows.values() for code in row.entry.members if code in codes}
    database.executemany("INSERT INTO member VALUES (?, ?)", sorted(members))
    borders = {(codes[division], neighbour) for division, neighbour in sources.borders() if division in codes}
    database.executemany("INSERT INTO border VALUES (?, ?)", sorted(borders))
