"""Claims of either side, reduced to what is compared: read from gold files and from `reportedly.report/1` lines."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

OPEN_DAYS = 365  # an interval open on one side counts as a year
EDGES = " \t\r\n\f\v\u00a0\u2009\u200b\u2028\u2029\ufeff\"'`´«»‘’‚‛“”„‟‹›"
FIELDS = ("mode", "polarity", "certainty", "realis", "genericity", "kind", "type")

Json = dict[str, Any]
Pair = tuple[int, int]


class GoldError(ValueError):
    """A gold file or a report that cannot be scored; the message names the file and the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One holder of a chain."""

    span: Pair | None
    label: str
    anonymity: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as gold codes it, or the first reading of a resolved place."""

    role: str
    name: str
    country: str
    admin1: str
    level: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A claim of either side.

    Attributes:
        points: The code points of its content, without blanks and quotation marks at the edges of a part.
        codes: Mode, polarity and the other fields that have one value.
        days: Its intervals as half-open day numbers.
    """

    points: frozenset[int]
    words: str
    codes: dict[str, str]
    chain: tuple[Link, ...]
    actors: tuple[tuple[str, Pair], ...]
    quantities: Counter[tuple[str, float | None, float | None, float | None]]
    days: tuple[Pair, ...]
    spots: tuple[Spot, ...]
    optional: bool = False

    @property
    def narrated(self) -> bool:
        """Whether the document alone holds the claim."""
        return len(self.chain) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A gold file: its text where that lies beside it, what is known of the report, and its claims."""

    name: str
    ids: frozenset[str]
    sha256: str
    text: str | None
    about: Json
    claims: tuple[Marked, ...]


def load_gold(folder: Path) -> list[GoldDocument]:
    """The gold documents of a folder, by name.

    Raises:
        GoldError: The folder has none, or one cannot be read.
    """
    paths = sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))
    if not paths:
        message = f"{folder}: no gold files (*.json)"
        raise GoldError(message)
    return [read_gold(path) for path in paths]


def read_gold(path: Path) -> GoldDocument:
    """One gold file with its text, which must be the one that it was made for."""
    beside = path.with_suffix(".txt")
    text = beside.read_bytes().decode("utf-8") if beside.exists() else None
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        about, rows = record["doc"], record["claims"]
        claims = tuple(_gold_claim(row, text) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path}: not a gold file: {error!r}"
        raise GoldError(message) from error
    sha256 = str(about["sha256"]).removeprefix("sha256:").lower()
    if text is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() != sha256:
        message = f"{beside}: not the text that {path.name} was made for"
        raise GoldError(message)
    ids = frozenset({path.stem, str(about["id"])})
    return GoldDocument(name=path.stem, ids=ids, sha256=sha256, text=text, about=about, claims=claims)


def _gold_claim(row: Json, text: str | None) -> Marked:
    return Marked(
        points=cover(row["content"], text),
        words=row["quote"],
        codes={field: row[field] for field in FIELDS},
        chain=tuple(_link(link, "span") for link in row["chain"]),
        actors=tuple((actor["role"], _pair(actor["span"])) for actor in row["actors"]),
        quantities=_quantities(row["quantities"]),
        days=days((time["start"], time["end"]) for time in row["times"]),
        spots=tuple(_spot(place, place["role"], place["level"]) for place in row["places"]),
        optional=bool(row.get("optional")),
    )


def report_claims(report: Json) -> tuple[Marked, ...]:
    """The claims of a report record.

    Raises:
        GoldError: The record lacks a field that scoring needs.
    """
    try:
        text = report["document"]["text"]
        return tuple(_report_claim(row, report, text) for row in report["claims"])
    except (KeyError, TypeError, IndexError, ValueError) as error:
        message = f"report of {report.get('document', {}).get('source')!r} cannot be scored: {error!r}"
        raise GoldError(message) from error


def _report_claim(row: Json, report: Json, text: str) -> Marked:
    return Marked(
        points=cover(row["content"], text),
        words=" ... ".join(text[start:end] for start, end in row["content"]),
        codes={field: row[field] for field in FIELDS},
        chain=tuple(_link(link, "who") for link in row["chain"]),
        actors=tuple((actor["role"], _pair(actor["span"])) for actor in row["actors"]),
        quantities=_quantities(row["quantities"]),
        days=days((time["begin"], time["finish"]) for time in row["times"]),
        spots=tuple(_readings(row, report["mentions"]["places"])),
    )


def _readings(row: Json, mentions: list[Json]) -> Iterator[Spot]:
    """The first reading of each resolved place, once."""
    seen = set()
    for place in row["places"]:
        mention = mentions[place["mention"]]
        if mention["status"] in {"unresolved", "not_a_place"} or not mention["candidates"]:
            continue
        first = mention["candidates"][0]
        key = (first["id"], first["lat"], first["lon"])
        if key not in seen:
            seen.add(key)
            yield _spot(first, place["role"], first["kind"])


def _spot(entry: Json, role: str, level: str) -> Spot:
    known = entry.get("lat") is not None and entry.get("lon") is not None
    return Spot(
        role=role,
        name=entry.get("name") or "",
        country=entry.get("country") or "",
        admin1=entry.get("admin1") or "",
        level=level,
        point=(float(entry["lat"]), float(entry["lon"])) if known else None,
    )


def _link(link: Json, who: str) -> Link:
    span = link.get(who)
    return Link(
        span=None if span is None else _pair(span),
        label=link.get("label") or "",
        anonymity=link["anonymity"],
        basis=link["basis"],
    )


def _pair(span: list[int]) -> Pair:
    start, stop = span
    return start, stop


def _quantities(rows: list[Json]) -> Counter[tuple[str, float | None, float | None, float | None]]:
    return Counter((row["of"], row["low"], row["best"], row["high"]) for row in rows)


def cover(parts: list[list[int]], text: str | None) -> frozenset[int]:
    """The code points of the parts, without blanks and quotation marks at their edges."""
    points: set[int] = set()
    for start, stop in parts:
        if text is not None:
            words = text[start:stop]
            left = start + len(words) - len(words.lstrip(EDGES))
            points.update(range(left, left + len(words.strip(EDGES))))
        else:
            points.update(range(start, stop))
    return frozenset(points)


def days(bounds: Iterable[tuple[str | None, str | None]]) -> tuple[Pair, ...]:
    """Inclusive intervals as half-open day numbers; one that is open on both sides says nothing."""
    found = []
    for begin, finish in bounds:
        if begin is None and finish is None:
            continue
        last = _ordinal(finish) if finish else _ordinal(begin or "") + OPEN_DAYS - 1
        first = _ordinal(begin) if begin else last - OPEN_DAYS + 1
        if last < first:
            message = f"the interval from {begin} to {finish} is backwards"
            raise ValueError(message)
        found.append((first, last + 1))
    return tuple(sorted(found))


def _ordinal(day: str) -> int:
    """The number of a day; years before 1 carry a minus sign."""
    number = date.fromisoformat(day.removeprefix("-")).toordinal()
    return -number if day.startswith("-") else number
