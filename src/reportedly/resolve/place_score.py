"""Scores: how well a gazetteer row fits the words of a report, as a sum of small reasons that can be read.

Every reason is one function that gives a share from -1 to 1 and the words for it. The weights stand in one table.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from reportedly.gazetteer import CLOSE, Match, Row, prominence
from reportedly.gazetteer.spelling import likeness, plain
from reportedly.resolve.place_spots import Spot
from reportedly.vocabulary import PlaceKind

WEIGHTS = {
    "spelling": 1.0,
    "size": 0.8,
    "kind": 0.45,
    "parent": 0.9,
    "country": 0.4,
    "division": 0.7,
    "near": 0.6,
    "town": 0.1,
    "namesake": 0.6,
}
"""How much each reason counts. By hand; tried on the reports of WOTR (train) and on tests of our own."""

_SHORT_DIVISION = 0.3  # off the spelling where "Boone" should be Boone County: a bare name seldom means a county
_ALTERNATE = 0.08  # off the spelling for a name that is not the row's own
_OTHER_NAME = 0.25  # off the spelling for an alternate that is no spelling of the town's own name
_RELATED = 0.6
_RIVALS = 4.0  # so many other rows of the same name halve what a reading tells about the rest
_NAMED_DIVISION = 1.5  # a division named by itself tells more than a town in it
_NEAR_KM = 120.0
_KM_A_DEGREE = 111.2
_DIVISIONS = {PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3}
_GIANT = 20
_ELSEWHERE = 0.05
_ENOUGH = 1.5  # so much weight of other places tells what a report is about: two that are sure, or more
_WIDE = {PlaceKind.ADM0, PlaceKind.REGION}
_NEUTRAL = 0.4  # what the rest of a report tells of a country or a part of the world: they are spoken of from anywhere
_POINTS = _DIVISIONS | {PlaceKind.PPL, PlaceKind.POI}


class Finding(NamedTuple):
    """What one reason says of a row: its share and, where it decides, the words for it."""

    share: float
    because: str = ""


@dataclass(slots=True)
class Focus:
    """What the rest of a report speaks of.

    Attributes:
        countries: Weight of each country, by code.
        divisions: Weight of each first-level division, by number.
        named: The weight of first-level divisions by their plain names.
        points: Places, each with its name and how sure it is.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    named: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    points: list[tuple[str, float, float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What stands around one spot.

    Attributes:
        parents: Rows that the text says it lies in.
        parent: That place's name, as written.
        focus: What the rest of the report speaks of, itself left out.
        contains: Whether other spots are said to lie in this one.
        giant: The country or large first-level division that has exactly the name.
    """

    parents: tuple[Row, ...] = ()
    parent: str = ""
    focus: Focus | None = None
    contains: bool = False
    giant: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A match with its score and reasons, weightiest first.

    Attributes:
        in_parent: Whether it lies where the text puts it.
        at_home: Share of the report's other places that lie in the same country.
        elsewhere: Share of the country that most of the report's other places lie in; 0 where these are few.
    """

    match: Match
    score: float
    because: str
    in_parent: bool = False
    at_home: float = 0.0
    elsewhere: float = 0.0


def scored(spot: Spot, match: Match, setting: Setting) -> Scored:
    """The match with the weighted sum of all reasons, as a share of what a fitting row gets without any context."""
    findings = {
        "spelling": spelling(spot, match),
        "size": size(match),
        "kind": kind(spot, match, setting),
        "parent": parent(match, setting),
        "country": country(match, setting),
        "division": division(match, setting),
        "near": near(match, setting),
        "town": town(spot, match),
        "namesake": namesake(spot, match, setting),
    }
    total = sum(WEIGHTS[name] * finding.share for name, finding in findings.items())
    best = WEIGHTS["spelling"] + WEIGHTS["size"] + (WEIGHTS["parent"] if setting.parents else 0.0)
    words = sorted(findings.items(), key=lambda item: -abs(WEIGHTS[item[0]] * item[1].share))
    because = "; ".join(finding.because for _, finding in words if finding.because)
    return Scored(
        match=match,
        score=total / best,
        because=because,
        in_parent=findings["parent"].share > 0,
        at_home=findings["country"].share,
        elsewhere=_leading_share(setting.focus),
    )


def _leading_share(focus: Focus | None) -> float:
    """The share of the country that most places lie in, where there are enough of them to tell."""
    total = sum(focus.countries.values()) if focus is not None else 0.0
    return max(focus.countries.values()) / total if focus is not None and total >= _ENOUGH else 0.0


def spelling(spot: Spot, match: Match) -> Finding:
    """The words are a spelling of the row's name."""
    share = match.likeness - (1 - match.likeness) - _off(spot, match)
    if match.likeness == 1.0:
        return Finding(share, "the same name" if match.main else f"also called {match.name}")
    return Finding(share, f"spelled like {match.name}")


def _off(spot: Spot, match: Match) -> float:
    """What is taken off the spelling for a name that is not the row's own."""
    if match.main or (match.short and spot.kind is not None):
        return 0.0
    if match.short:
        return _ALTERNATE if match.row.kind is PlaceKind.ADM1 else _SHORT_DIVISION
    other = match.row.kind is PlaceKind.PPL and likeness(plain(match.row.name), match.name) < _RELATED
    return _OTHER_NAME if other else _ALTERNATE


def size(match: Match) -> Finding:
    """Large places are meant more often than small ones of the same name."""
    row = match.row
    words = f"population {row.population:,}" if row.population else ""
    return Finding(prominence(row), words)


def kind(spot: Spot, match: Match, setting: Setting) -> Finding:
    """The generic word beside the name says what sort of place it is."""
    if spot.kind is not None:
        fits = match.row.kind in spot.kind.kinds
        first = fits and match.row.kind is spot.kind.kinds[0]
        return Finding(1.0 if first else 0.6 if fits else -1.0, f"the words say {spot.kind.word}" if fits else "")
    if setting.contains:
        fits = match.row.kind in {PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.REGION}
        return Finding(0.6 if fits else -0.3, "other places are said to lie in it" if fits else "")
    return Finding(0.0)


def parent(match: Match, setting: Setting) -> Finding:
    """The text says what it lies in."""
    if not setting.parents:
        return Finding(0.0)
    if any(lies_in(match.row, row) for row in setting.parents):
        return Finding(1.0, f"the text puts it in {setting.parent}")
    return Finding(-0.4)


def country(match: Match, setting: Setting) -> Finding:
    """The rest of the report speaks of the same country."""
    code = match.row.country
    if match.row.kind in _WIDE:
        known = setting.focus is not None and setting.focus.countries.get(code or "", 0.0) > 0
        return Finding(_NEUTRAL if known or code is None else _NEUTRAL / 2)
    if setting.focus is None or code is None or not setting.focus.countries:
        return Finding(0.0)
    share = setting.focus.countries.get(code, 0.0) / sum(setting.focus.countries.values())
    if match.likeness < 1.0 and share < _ELSEWHERE:
        return Finding(-1.0)  # another spelling of a place in a country that the report does not speak of
    return Finding(share, f"the report speaks of places in {code}" if share >= 0.2 else "")  # noqa: PLR2004


def division(match: Match, setting: Setting) -> Finding:
    """The rest of the report speaks of the same first-level division."""
    focus, row = setting.focus, match.row
    if row.kind in _WIDE:
        return Finding(_NEUTRAL)
    number = row.number if row.kind is PlaceKind.ADM1 else row.first
    if focus is None or number is None or not focus.divisions:
        return Finding(0.0)
    own = focus.named.get(plain(row.name), 0.0) if row.kind is PlaceKind.PPL else 0.0  # Kyiv lies outside its oblast
    share = max(focus.divisions.get(number, 0.0), own) / sum(focus.divisions.values())
    name = row.name if row.kind is PlaceKind.ADM1 else row.admin1
    return Finding(share, f"the report speaks of {name}" if share >= 0.2 else "")  # noqa: PLR2004


def near(match: Match, setting: Setting) -> Finding:
    """Other places of the report lie near it."""
    row = match.row
    if row.kind in _WIDE:
        return Finding(_NEUTRAL)
    if setting.focus is None or row.lat is None or row.lon is None or row.kind not in _POINTS:
        return Finding(0.0)
    best, whose = 0.0, ""
    total = 0.0
    for name, weight, lat, lon in setting.focus.points:
        share = weight * math.exp(-kilometres(row.lat, row.lon, lat, lon) / _NEAR_KM)
        total += share
        if share > best:
            best, whose = share, name
    return Finding(total / (total + 1.0), f"near {whose}" if best >= 0.3 else "")  # noqa: PLR2004


def town(spot: Spot, match: Match) -> Finding:
    """A bare name shared by a town and its province is read as the town."""
    bare = spot.kind is None and spot.code is None
    return Finding(1.0 if bare and match.row.kind is PlaceKind.PPL and not match.short else 0.0)


def namesake(spot: Spot, match: Match, setting: Setting) -> Finding:
    """A bare name that a country or large division has is not read as a small place far away."""
    giant, row = setting.giant, match.row
    if giant is None or giant.number == row.number or spot.kind is not None or row.kind is PlaceKind.ADM0:
        return Finding(0.0)
    small = row.population * _GIANT < giant.population
    held = any(lies_in(row, parent_row) for parent_row in setting.parents)
    return Finding(-1.0 if small and not held else 0.0)


def lies_in(row: Row, parent_row: Row) -> bool:
    """Whether a row lies in another, by the gazetteer."""
    if row.number == parent_row.number:
        return False
    if parent_row.kind is PlaceKind.ADM0:
        return row.country == parent_row.country and row.kind is not PlaceKind.ADM0
    if row.number == parent_row.first:
        return False
    return parent_row.number in {row.first, row.second}


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance in kilometres, good enough to tell near from far."""
    turn = abs(lon - other_lon)
    width = min(turn, 360 - turn) * math.cos(math.radians((lat + other_lat) / 2))
    return _KM_A_DEGREE * math.hypot(lat - other_lat, width)


def focus_of(readings: Iterable[tuple[str, tuple[Scored, ...]]]) -> Focus:
    """What the given readings speak of together; the same name counts once, and less the more rows share it."""
    focus = Focus()
    seen: set[str] = set()
    for name, ranked in readings:
        if name in seen or not ranked or ranked[0].score <= 0:
            continue
        seen.add(name)
        row, weight = ranked[0].match.row, _weight(ranked)
        if row.country is not None:
            focus.countries[row.country] += weight
        number = row.number if row.kind is PlaceKind.ADM1 else row.first
        if number is not None:
            gain = weight * (_NAMED_DIVISION if row.kind is PlaceKind.ADM1 else 1.0)
            focus.divisions[number] += gain
            focus.named[plain(row.name if row.kind is PlaceKind.ADM1 else row.admin1 or "")] += gain
        if row.kind in _POINTS and row.lat is not None and row.lon is not None:
            focus.points.append((row.name, weight, row.lat, row.lon))
    return focus


def _weight(ranked: tuple[Scored, ...]) -> float:
    """How much a reading tells about the rest of its report."""
    best = ranked[0]
    rivals = 0 if best.in_parent else sum(1 for one in ranked[1:] if _is_rival(best.match, one.match))
    return min(1.0, best.score) ** 2 / (1.0 + rivals / _RIVALS)


def _is_rival(best: Match, other: Match) -> bool:
    """Whether another row of the name lies elsewhere."""
    same = best.row.first is not None and best.row.first in {other.row.first, other.row.number}
    return other.likeness >= CLOSE and not same and other.row.first != best.row.number
