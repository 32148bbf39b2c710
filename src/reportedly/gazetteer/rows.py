"""Rows: a place as its source gives it, and a place as the index knows it."""

from dataclasses import dataclass

from reportedly.records import Candidate
from reportedly.vocabulary import PlaceKind

PRECISION = {
    PlaceKind.ADM0: 6,
    PlaceKind.ADM1: 4,
    PlaceKind.ADM2: 3,
    PlaceKind.ADM3: 2,
    PlaceKind.PPL: 1,
    PlaceKind.POI: 1,
    PlaceKind.REGION: 5,
    PlaceKind.NATURAL: 5,
}
"""UCDP's where_prec of an event that a report puts in a place of this kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place as a source gives it, before it is indexed.

    Attributes:
        ref: Id with its scheme: `geonames:1147270`, `cod:AF2112`, `iso:AF`, `region:darfur`, `user:...`.
        country: ISO 3166-1 alpha-2 code; empty where the place lies in none or several.
        codes: Codes by which other rows name this one as their parent or member: `AF.33`, `AF-SAR`, `AF2112`.
        parent: Code of the smallest division that it lies in; empty for none.
        names: Further names, in any script.
        members: Codes of the divisions or countries that a region consists of.
        source: Where the row comes from.
        since: When it came to be, a year or an ISO 8601 day; empty where nothing is known.
        until: When it ceased to be.
    """

    ref: str
    name: str
    kind: PlaceKind
    country: str = ""
    codes: tuple[str, ...] = ()
    parent: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    source: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place of the index.

    Attributes:
        number: Its number in this index.
        first: Number of its first-level division; None where it has none.
        second: Number of its second-level division.
        population: Inhabitants; for a division the sum of its listed towns; 0 where unknown.
        source: Where the row comes from.
        since: When it came to be, a year or an ISO 8601 day; empty where nothing is known.
        until: When it ceased to be.
    """

    number: int
    ref: str
    name: str
    kind: PlaceKind
    country: str | None
    first: int | None = None
    admin1: str | None = None
    second: int | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 1
    population: int = 0
    source: str = ""
    since: str = ""
    until: str = ""

    def candidate(self, score: float, because: str) -> Candidate:
        """The row as a candidate for a mention, with a score from 0 to 1 and the reason."""
        return Candidate(
            id=self.ref,
            name=self.name,
            kind=self.kind,
            country=self.country,
            admin1=self.admin1,
            admin2=self.admin2,
            lat=self.lat,
            lon=self.lon,
            precision=self.precision,
            score=round(min(1.0, max(0.0, score)), 3),
            because=because,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row that a name may spell.

    Attributes:
        likeness: How alike the spellings are, 0 to 1; 1 the same letters.
        name: The spelling of the row that was met, in plain letters.
        main: Whether that spelling is the row's own name and not an alternate or a shortened one.
        short: Whether that spelling leaves off a generic word of the official name.
    """

    row: Row
    likeness: float
    name: str
    main: bool = True
    short: bool = False
