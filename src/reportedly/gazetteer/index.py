"""The gazetteer in use: rows found by any spelling of their name, read from one index file that never changes."""

import math
import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.errors import GazetteerError
from reportedly.gazetteer.build import APPLICATION_ID, KINDS, SCHEMA_VERSION
from reportedly.gazetteer.rows import Match, Row
from reportedly.gazetteer.spelling import likeness, nearest, other_names, plain, skeleton_plain, variants
from reportedly.records import Candidate
from reportedly.vocabulary import PlaceKind

MENDING = "delete it or run `reportedly gazetteer build`, which makes it anew"
CLOSE = 0.86
"""Likeness from which on two spellings may be taken for one name without further evidence."""

_REMEMBERED = 4096  # names; a report names the same places again and again
_SHORTLIST = 64  # rows that are compared letter by letter
_ROUGH = 55.0  # rapidfuzz ratio below which a spelling is not looked at again
_ROUGH_ABROAD = 30.0  # the same for a name in another script: its letters differ more than its sounds
_SAME_COUNTRY_ROUGH = 70.0
_SHORTENED = 0.97  # weight of a form without its prefix
_SMALL_TOWN = 20_000  # below it a name shared by a town and its district is first read as the district
_BOTH = 0.99  # likeness of a row that has both names of "A (B)": no less than one that has either letter for letter
_SHORT = 2  # how a name is marked that leaves off a generic word
_OFF_SHORT = 0.03
_OFF_OTHER = 0.08
_RELATED = 0.6  # likeness of an alternate to the row's own name
_LANDS = ("estan", "istan", "stan")  # "land of": Raghestan is also called Ragh
_PART = 0.8  # likeness of a name to a longer one that it begins or ends
_SHORTEST_PART = 3
_MANY = 900  # placeholders that one statement takes
_ROW = """
SELECT p.id, p.ref, p.name, p.kind, p.country, p.first, a.name, p.second, b.name, p.lat, p.lon, p.precision,
       p.population, s.words, p.since, p.until
FROM place p LEFT JOIN place a ON a.id = p.first LEFT JOIN place b ON b.id = p.second
     LEFT JOIN source s ON s.id = p.source
WHERE p.id IN (%s)
"""


@dataclass(slots=True)
class _Opened:
    """A connection and the process and thread that may use it."""

    owner: tuple[int, int]
    database: sqlite3.Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What a row must be to be an answer."""

    country: str | None
    inside: frozenset[int] | None
    kind: str | None

    def holds(self, row: Row) -> bool:
        """Whether the row is one."""
        return (
            (self.country is None or row.country == self.country)
            and (self.kind is None or row.kind == self.kind)
            and (self.inside is None or bool({row.number, row.first, row.second} & self.inside))
        )


@dataclass(eq=False)
class Gazetteer:
    """Places by any spelling of their name. May be shared by threads and handed to other processes.

    Attributes:
        path: The index file.
        version: What it was built from; stands in every report that it resolved.
    """

    path: Path
    version: str = ""
    _opened: dict[tuple[int, int], _Opened] = field(default_factory=dict, repr=False)
    _known: OrderedDict[str, tuple[Match, ...]] = field(default_factory=OrderedDict, repr=False)

    def __getstate__(self) -> tuple[Path, str]:
        """A copy in another process opens the file for itself."""
        return self.path, self.version

    def __setstate__(self, state: tuple[Path, str]) -> None:
        """Take path and version; nothing is open yet."""
        self.path, self.version = state
        self._opened, self._known = {}, OrderedDict()

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        within: str | None = None,
        kind: str | None = None,
        limit: int = 10,
    ) -> tuple[Candidate, ...]:
        """Rows that the name may spell, best first, each with its reason.

        `country` is an ISO 3166-1 alpha-2 code, `within` the name or code of a first- or second-level division,
        `kind` a kind of row; what they rule out is left out.

        Raises:
            GazetteerError: The index is damaged.
        """
        wanted = _Wanted(
            country=country.upper() if country else None,
            inside=self.numbers_of(within, country) if within else None,
            kind=kind,
        )
        chosen = [match for match in self._worldwide(name) if wanted.holds(match.row)]
        home = wanted.country or self._country_of(wanted.inside)
        if home is not None and all(match.likeness < CLOSE for match in chosen):
            known = {match.row.number for match in chosen}
            chosen += [
                match
                for match in self._in_country(plain(name), home)
                if match.row.number not in known and wanted.holds(match.row)
            ]
        ranked = sorted(chosen, key=lambda match: (-_rank(match), match.row.number))
        return tuple(match.row.candidate(_rank(match), _because(match)) for match in ranked[: max(limit, 0)])

    def matches(self, name: str, *, country: str | None = None) -> tuple[Match, ...]:
        """Rows that the name may spell, by likeness of spelling alone; in `country` also those spelled further off.

        Raises:
            GazetteerError: The index is damaged.
        """
        found = self._worldwide(name)
        code = country.upper() if country else None
        if code is None or any(match.row.country == code and match.likeness >= CLOSE for match in found):
            return found
        known = {match.row.number for match in found}
        nearby = self._in_country(plain(name), code)
        return (*found, *(match for match in nearby if match.row.number not in known))

    def named(self, name: str) -> tuple[Match, ...]:
        """Rows of exactly this name, letter for letter but for case, signs and script.

        Raises:
            GazetteerError: The index is damaged.
        """
        text = plain(name)
        if not text:
            return ()
        rows = self._select(
            "SELECT plain, place, how FROM name WHERE skeleton = ? AND plain = ?", (skeleton_plain(text), text)
        )
        return self._matched({number: (1.0, spelled, how) for spelled, number, how in rows})

    def is_known(self, name: str) -> bool:
        """Whether some row has exactly this name."""
        text = plain(name)
        query = "SELECT 1 FROM name WHERE skeleton = ? AND plain = ? LIMIT 1"
        return bool(text) and bool(self._select(query, (skeleton_plain(text), text)))

    def rows(self, numbers: Iterable[int]) -> tuple[Row, ...]:
        """The rows of these numbers, in the order of their numbers."""
        wanted = sorted(set(numbers))
        found: list[Row] = []
        for start in range(0, len(wanted), _MANY):
            part = wanted[start : start + _MANY]
            found += [_row(values) for values in self._select(_ROW % ",".join("?" * len(part)), part)]
        return tuple(sorted(found, key=lambda row: row.number))

    def with_code(self, code: str) -> Row | None:
        """The row that has this code or id: `AF`, `AF-SAR`, `AF.33`, `AF2112`, `geonames:1127106`; None without one."""
        scheme, _, tail = code.partition(":")
        key = tail if scheme in {"cod", "iso"} else code
        hits = self._select("SELECT place FROM code WHERE code = ?", (key,))
        number = hits[0][0] if hits else int(tail) if scheme == "geonames" and tail.isdigit() else None
        rows = self.rows((number,)) if number is not None else ()
        return rows[0] if rows else None

    def numbers_of(self, within: str, country: str | None = None) -> frozenset[int]:
        """Numbers of the divisions that a name or code may mean."""
        coded = self.with_code(within)
        if coded is not None:
            return frozenset({coded.number})
        named = [
            match.row.number
            for match in self.matches(within, country=country)
            if match.row.kind in {PlaceKind.ADM1, PlaceKind.ADM2} and match.likeness >= CLOSE
        ]
        return frozenset(named)

    def members(self, row: Row) -> tuple[Row, ...]:
        """The divisions or countries that a region consists of; for a first-level division its districts."""
        if row.kind is PlaceKind.ADM1:
            query = "SELECT id FROM place WHERE country = ? AND kind IN (1, 2, 3) AND kind = ? AND first = ?"
            hits = self._select(query, (row.country, KINDS.index(PlaceKind.ADM2), row.number))
        else:
            hits = self._select("SELECT place FROM member WHERE region = ?", (row.number,))
        return self.rows(number for (number,) in hits)

    def divisions(self, country: str, kind: PlaceKind = PlaceKind.ADM1) -> tuple[Row, ...]:
        """The divisions of this kind of a country."""
        query = "SELECT id FROM place WHERE country = ? AND kind IN (1, 2, 3) AND kind = ?"
        return self.rows(number for (number,) in self._select(query, (country, KINDS.index(kind))))

    def bordering(
        self, neighbour: str, *, country: str | None = None, kind: PlaceKind | None = None
    ) -> tuple[Row, ...]:
        """Divisions that a table of ours puts on the border with a country, by its alpha-2 code."""
        hits = self._select("SELECT place FROM border WHERE neighbour = ?", (neighbour,))
        rows = self.rows(number for (number,) in hits)
        return tuple(
            row for row in rows if (country is None or row.country == country) and (kind is None or row.kind is kind)
        )

    def check(self) -> None:
        """Make sure that the file is a whole index that this version can read.

        Raises:
            GazetteerError: It is missing, of another program or schema, cut off or damaged.
        """
        try:
            size = self.path.stat().st_size
        except OSError as error:
            raise GazetteerError(
                f"there is no gazetteer index at {self.path}; run `reportedly gazetteer build`"
            ) from error
        pages = self._select("PRAGMA page_count", ())[0][0] * self._select("PRAGMA page_size", ())[0][0]
        if self._select("PRAGMA application_id", ())[0][0] != APPLICATION_ID or pages != size:
            raise GazetteerError(f"{self.path} is no whole gazetteer index; {MENDING}")
        about = dict(self._select("SELECT key, value FROM about", ()))
        if about.get("schema") != str(SCHEMA_VERSION):
            raise GazetteerError(f"{self.path} has schema {about.get('schema')}, not {SCHEMA_VERSION}; {MENDING}")
        self.version = about["version"]

    def close(self) -> None:
        """Close what this process has open."""
        for opened in self._opened.values():
            if opened.owner[0] == os.getpid():
                opened.database.close()
        self._opened.clear()

    def _country_of(self, numbers: frozenset[int] | None) -> str | None:
        """The country that all these divisions lie in, if it is one."""
        found = {row.country for row in self.rows(numbers or ())}
        return next(iter(found)) if len(found) == 1 else None

    def _worldwide(self, name: str) -> tuple[Match, ...]:
        """Matches of the name that share a skeleton with it, remembered."""
        known = self._known.get(name)
        if known is not None:
            return known
        best: dict[int, tuple[float, str, int]] = {}
        for turn, text in enumerate(variants(name)):
            if text:
                query = "SELECT plain, place, how FROM name WHERE skeleton = ?"
                spellings = self._select(query, (skeleton_plain(text),))
                rough = _ROUGH if name.isascii() else _ROUGH_ABROAD
                _keep_best(best, _alike(text, spellings, rough), 1.0 if turn == 0 else _SHORTENED)
        _keep_both(best, [self._worldwide(part) for part in other_names(name)])
        found = self._matched(best)
        self._known[name] = found
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found

    def _in_country(self, text: str, country: str) -> tuple[Match, ...]:
        """Matches of a plain name in one country that need not share its skeleton."""
        spellings = self._select("SELECT plain, place, how FROM local_name WHERE country = ?", (country,))
        best: dict[int, tuple[float, str, int]] = {}
        _keep_best(best, _alike(text, spellings, _SAME_COUNTRY_ROUGH), 1.0)
        _keep_best(best, _part_of(text, spellings), 1.0)
        return self._matched(best)

    def _matched(self, best: dict[int, tuple[float, str, int]]) -> tuple[Match, ...]:
        """The rows of the best spellings, most alike first."""
        found = [
            Match(row=row, likeness=alike, name=text, main=how == 0, short=how == _SHORT)
            for row in self.rows(best)
            for alike, text, how in (best[row.number],)
        ]
        return tuple(sorted(found, key=lambda match: (-match.likeness, -match.row.population, match.row.number)))

    def _select(self, query: str, values: Iterable[object]) -> list[tuple[Any, ...]]:
        """All rows of a query, as plain tuples.

        Raises:
            GazetteerError: The file is damaged or gone.
        """
        try:
            return self._database().execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"the gazetteer index {self.path} is damaged ({error}); {MENDING}") from error

    def _database(self) -> sqlite3.Connection:
        """This thread's own connection; one that came over from a parent process is left alone."""
        owner = (os.getpid(), threading.get_ident())
        opened = self._opened.get(owner)
        if opened is None:
            # immutable: the file is only ever replaced as a whole, so no lock and no journal are needed
            database = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            opened = self._opened[owner] = _Opened(owner=owner, database=database)
        return opened.database


def _alike(text: str, spellings: list[tuple[Any, ...]], rough: float) -> dict[int, tuple[float, str, int]]:
    """The spellings nearest to a plain name, by the number of their row, each with how alike it is."""
    same = [spelling for spelling in spellings if spelling[0] == text]
    choices = [str(spelling[0]) for spelling in spellings]
    hits = nearest(text, choices, limit=_SHORTLIST, rough=rough)
    found: dict[int, tuple[float, str, int]] = {number: (1.0, text, how) for _, number, how in same}
    for spelled, place in hits:
        number, how = spellings[place][1], spellings[place][2]
        alike = likeness(text, spelled)
        if number not in found or alike > found[number][0]:
            found[number] = (alike, spelled, how)
    return found


def _part_of(text: str, spellings: list[tuple[Any, ...]]) -> dict[int, tuple[float, str, int]]:
    """Names that the plain name is the first or last words of: Darwaz for Darwaz-e Payin."""
    if len(text) < _SHORTEST_PART:
        return {}
    first, last = f"{text} ", f" {text}"
    lands = {f"{text}{land}" for land in _LANDS}
    return {
        number: (_PART, str(spelled), how)
        for spelled, number, how in spellings
        if str(spelled).startswith(first) or str(spelled).endswith(last) or spelled in lands
    }


def _keep_best(
    best: dict[int, tuple[float, str, int]], found: dict[int, tuple[float, str, int]], weight: float
) -> None:
    """Let the better spelling of each row stand."""
    for number, (alike, spelled, how) in found.items():
        if number not in best or alike * weight > best[number][0]:
            best[number] = (alike * weight, spelled, how)


def _keep_both(best: dict[int, tuple[float, str, int]], parts: list[tuple[Match, ...]]) -> None:
    """Of the rows that "A (B)" may name, let those stand first that have both names, or that A names in a division B.

    Where there are none, either name will do.
    """
    named = [{match.row.number: match.row for match in part if match.likeness >= CLOSE} for part in parts]
    if not named:
        return
    first, second = named
    held = {number for number, row in first.items() if {row.first, row.second} & (set(second) - {number})}
    for number in (set(first) & set(second)) or held:
        alike, spelled, how = best.get(number, (0.0, first[number].name, 0))
        best[number] = (max(alike, _BOTH), spelled, how)
    if held and not set(first) & set(second):
        for number in set(best) - held:
            del best[number]


def prominence(row: Row) -> float:
    """How likely a row is meant for its size and kind alone, 0 to 1."""
    small = row.kind is PlaceKind.PPL and row.population < _SMALL_TOWN
    size = math.log10(row.population + 1) / 8 * (0.8 if small else 1.0)
    if row.kind is PlaceKind.REGION and row.country is None:
        return 0.9  # a part of the world
    floor = {
        PlaceKind.ADM0: 0.85,
        PlaceKind.ADM1: 0.6,
        PlaceKind.REGION: 0.65,
        PlaceKind.NATURAL: 0.55,
        PlaceKind.ADM2: 0.25,
    }
    top = 0.62 if row.kind is PlaceKind.ADM2 else 1.0
    return min(top, max(size, floor.get(row.kind, 0.1)))


def _rank(match: Match) -> float:
    """Rank of a match without any context."""
    off = _OFF_OTHER if _is_other_name(match) else _OFF_SHORT if match.short else 0.0
    return 0.8 * match.likeness + 0.2 * prominence(match.row) - off


def _is_other_name(match: Match) -> bool:
    """Whether an alternate is no spelling of the row's own name: a former name, or that of a larger area."""
    return not match.main and likeness(plain(match.row.name), match.name) < _RELATED


def _because(match: Match) -> str:
    """Why a match stands where it stands."""
    how = (
        "the same spelling"
        if match.likeness == 1
        else "a spelling of the same sounds"
        if match.likeness >= CLOSE
        else "a like spelling"
    )
    inside = f", in {match.row.admin1}" if match.row.admin1 else ""
    size = f", population {match.row.population:,}" if match.row.population else ""
    return f"{how} ({match.name}){inside}{size}{_stood(match.row)}"


def _stood(row: Row) -> str:
    """From when to when a place has stood, where that is known."""
    since = f", since {row.since}" if row.since else ""
    return f"{since}, until {row.until}" if row.until else since


def _row(values: tuple[Any, ...]) -> Row:
    """A row from the columns of the query."""
    number, ref, name, kind, country, first, admin1, second, admin2, lat, lon, precision, population = values[:13]
    source, since, until = values[13:]
    return Row(
        number=number,
        ref=ref or f"geonames:{number}",
        name=name,
        kind=KINDS[kind],
        country=country,
        first=first,
        admin1=admin1,
        second=second,
        admin2=admin2,
        lat=lat,
        lon=lon,
        precision=precision,
        population=population,
        source=source,
        since=since or "",
        until=until or "",
    )
