"""Unlisted places: a village that no gazetteer has is put where the words say that it lies, and nowhere nearer.

The name is kept as written. The point is that of the place that the words name, and so is the precision: a village of a
district is placed as well as the district is. Its id is made of its name and that place, so that two reports which tell
the same speak of one place.
"""

import re
from dataclasses import replace
from functools import cache

from reportedly.gazetteer.spelling import plain
from reportedly.records import Candidate
from reportedly.resolve.place_parents import stated_parents
from reportedly.resolve.place_readings import Reading
from reportedly.resolve.place_regions import Region
from reportedly.resolve.place_words import alternation, kind_words
from reportedly.vocabulary import PlaceKind

_SCORE = 0.6
_FAR = 60  # code points between two names beyond which no words are looked at
_WITHIN = 3  # UCDP: a district, or near a known place


def unlisted_places(
    readings: list[Reading], sure: list[Reading], regions: list[Region], text: str
) -> dict[int, Candidate]:
    """For the numbers of readings that no row fits: the place as the words put it.

    `sure` are the same readings with those that no row fits left without candidates.
    """
    found: dict[int, Candidate] = {}
    for number, (holder, is_near) in _holders(sure, regions, text).items():
        found[number] = _placed(readings[number], holder, is_near=is_near)
    told = {readings[number].key: candidate for number, candidate in found.items()}
    for number, reading in enumerate(sure):
        if reading.best is None and reading.key in told:
            found.setdefault(number, told[reading.key])
    return found


def _holders(sure: list[Reading], regions: list[Region], text: str) -> dict[int, tuple[Candidate, bool]]:
    """What each unlisted place lies in, or lies by, where words say so; whether it only lies by it."""
    parents = stated_parents([reading.spot for reading in sure], text)
    found: dict[int, tuple[Candidate, bool]] = {}
    for number, reading in enumerate(sure):
        if reading.best is not None or reading.spot.code is not None:
            continue
        by = _beside(reading, sure, regions, text)
        parent = parents.get(number)
        inside = _inside(reading, sure[parent[0]], regions, explicit=parent[1]) if parent is not None else None
        if inside is not None:
            found[number] = (inside, False)
        elif by is not None:
            found[number] = (by, True)
    return found


def _inside(reading: Reading, outer: Reading, regions: list[Region], *, explicit: bool) -> Candidate | None:
    """The place that the words put an unlisted one in; a comma counts where a generic word stands with either name."""
    if outer.best is None or not (explicit or reading.spot.kind is not None or outer.spot.kind is not None):
        return None
    if reading.spot.kind is not None and PlaceKind.ADM1 in reading.spot.kind.kinds[:1]:
        return None  # provinces are all listed: such a name is no village
    region = next((one for one in regions if one.span.contains(outer.spot.span)), None)
    row = outer.best.match.row
    return region.candidate if region is not None else row.candidate(_SCORE, row.name)


@cache
def _by_pattern() -> re.Pattern[str]:
    """What stands between an unlisted place and one that it lies by: ", a farming village near"."""
    kind = rf"(?:{alternation(kind_words())})"
    return re.compile(
        rf"^(?:\s+{kind})?,?\s+(?:(?:a|an|the)\s+(?:[\w-]+\s+){{0,2}}{kind},?\s+)?"
        rf"(?P<by>(?:just\s+)?(?:near|outside|close to|next to)\s+(?:the\s+)?"
        rf"(?:{kind}\s+of\s+|[\w-]+['’]s?\s+)?)?$",
        re.IGNORECASE,
    )


def _beside(reading: Reading, sure: list[Reading], regions: list[Region], text: str) -> Candidate | None:
    """The place that the words put an unlisted one by: "X, west of Hawija", "X, a village near Bankass"."""
    stop = reading.spot.span.stop
    for region in regions:
        gap = text[stop : region.span.start] if 0 < region.span.start - stop <= _FAR else None
        if gap is not None and _by_pattern().match(gap):
            return region.candidate
    for other in sure:
        gap = text[stop : other.spot.span.start] if 0 < other.spot.span.start - stop <= _FAR else None
        hit = _by_pattern().match(gap) if gap is not None else None
        row = other.best.match.row if other.best is not None else None
        if hit is not None and hit["by"] and row is not None and row.kind is not PlaceKind.ADM0:
            return row.candidate(_SCORE, row.name)
    return None


def _placed(reading: Reading, holder: Candidate, *, is_near: bool) -> Candidate:
    """An unlisted place as a candidate: its own name, the point and the precision of what holds it."""
    name = reading.spot.name
    slug = "-".join(re.findall(r"\w+", f"{holder.country or ''} {holder.name} {plain(name)}".lower()))
    where = "near" if is_near else "in"
    first, second = (holder.admin1, None) if is_near else _divisions(holder)
    return replace(
        holder,
        id=f"derived:{slug}",
        name=name,
        kind=PlaceKind.PPL,
        score=_SCORE,
        precision=max(_WITHIN, holder.precision),
        because=f"no table has {name}; the words put it {where} {holder.name}, whose point stands for it",
        admin1=first,
        admin2=second,
    )


def _divisions(holder: Candidate) -> tuple[str | None, str | None]:
    """The first- and second-level divisions of what lies in a place."""
    if holder.kind is PlaceKind.ADM1:
        return holder.name, None
    return holder.admin1, holder.name if holder.kind is PlaceKind.ADM2 else holder.admin2
