"""Readings: for every spot of a report the rows that it may mean, ranked in view of all the others."""

from collections import defaultdict
from dataclasses import dataclass, field

from reportedly.gazetteer import CLOSE, Gazetteer, Match, Row, prominence
from reportedly.gazetteer.spelling import plain
from reportedly.resolve.place_parents import stated_parents
from reportedly.resolve.place_score import Scored, Setting, focus_of, lies_in, scored
from reportedly.resolve.place_spots import Spot
from reportedly.vocabulary import PlaceKind

_HOME = 0.5
_ROUNDS = 2
_KEPT = 60  # candidates looked at for one name
_CONTAINERS = {PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.REGION}
_TINY = 4  # a name of so few letters is spelled like too many others
_LARGE = 100_000  # where a place of this size has exactly the name, mere likenesses are left out
_MILLION = 1_000_000
_FUZZY = 0.62  # likeness below which a spelling is no candidate, whatever the context


@dataclass(slots=True)
class Reading:
    """A spot with its ranked candidates.

    Attributes:
        parent: Number of the spot that the text puts it in, where words or the gazetteer bear that out.
        explicit: Whether words state the parent, and not a comma.
    """

    spot: Spot
    matches: tuple[Match, ...] = ()
    ranked: tuple[Scored, ...] = ()
    parent: int | None = None
    explicit: bool = False
    contains: bool = False
    key: str = field(default="", repr=False)

    @property
    def best(self) -> Scored | None:
        """The chosen candidate."""
        return self.ranked[0] if self.ranked else None


def ranked_readings(spots: list[Spot], text: str, gazetteer: Gazetteer, home: str | None = None) -> list[Reading]:
    """Readings of all spots; `home` is a country known from elsewhere, which counts as half a mention."""
    readings = [Reading(spot=spot, matches=_matches(spot, gazetteer), key=plain(spot.name)) for spot in spots]
    _link_parents(readings, text)
    for turn in range(_ROUNDS + 1):
        if turn == 1:
            _look_nearby(readings, gazetteer)
        _rank_all(readings, home, with_focus=turn > 0)
    return readings


def _matches(spot: Spot, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """Rows that a spot may mean by its spelling: those of the form with the generic word first."""
    if spot.code is not None:
        row = gazetteer.with_code(spot.code)
        return (Match(row=row, likeness=1.0, name=spot.name),) if row is not None else ()
    found: dict[int, Match] = {}
    for name in (spot.longer, spot.name):
        for match in gazetteer.matches(name) if name else ():
            if match.row.number not in found and match.likeness >= _FUZZY:
                found[match.row.number] = match
    if spot.kind is None:
        found = {number: match for number, match in found.items() if match.likeness >= CLOSE or len(spot.name) > _TINY}
    exact = any(match.likeness >= CLOSE for match in found.values())
    named = any(match.likeness == 1.0 and match.row.population >= _LARGE for match in found.values())
    least = 1.0 if named else CLOSE if exact else 0.0
    kept = [match for match in found.values() if match.likeness >= least]
    kept.sort(key=lambda match: -(match.likeness + 0.5 * prominence(match.row)))
    return tuple(kept[:_KEPT])


def _giant(matches: tuple[Match, ...]) -> Row | None:
    """The country, or the largest first-level division or town of a million, that has exactly the name as its own."""
    large = [match.row for match in matches if match.likeness == 1.0 and match.main and _is_giant(match.row)]
    return max(large, key=lambda row: (row.kind is PlaceKind.ADM0, row.population), default=None)


def _is_giant(row: Row) -> bool:
    """Whether a row is a country or has a million inhabitants."""
    return row.kind is PlaceKind.ADM0 or (row.kind in {PlaceKind.ADM1, PlaceKind.PPL} and row.population >= _MILLION)


def _link_parents(readings: list[Reading], text: str) -> None:
    """Keep the parents that words state, and those after a comma that the gazetteer bears out."""
    for child, (parent, explicit) in stated_parents([reading.spot for reading in readings], text).items():
        inner, outer = readings[child], readings[parent]
        holders = [match.row for match in outer.matches if match.row.kind in _CONTAINERS and match.likeness >= CLOSE]
        if explicit and _holds(inner, outer):
            outer.parent, outer.explicit, inner.contains = child, True, True
            continue
        borne_out = any(lies_in(match.row, row) for match in inner.matches for row in holders)
        is_nation = any(match.row.kind is PlaceKind.ADM0 and match.likeness == 1.0 for match in inner.matches)
        said = explicit and (outer.spot.kind is not None or inner.spot.kind is not None)
        if holders and not (is_nation and not borne_out) and (borne_out or said):
            inner.parent, inner.explicit = parent, explicit
            outer.contains = outer.contains or borne_out or outer.spot.kind is not None


def _holds(left: Reading, right: Reading) -> bool:
    """Whether the first of two names is a country that the second lies in: "the Afghanistan province of Kunduz"."""
    nations = [match.row for match in left.matches if match.row.kind is PlaceKind.ADM0 and match.likeness == 1.0]
    return any(lies_in(match.row, row) for match in right.matches for row in nations)


def _look_nearby(readings: list[Reading], gazetteer: Gazetteer) -> None:
    """Look for names that nothing spells closely among all names of the countries that the report speaks of."""
    focus = focus_of((reading.key, reading.ranked) for reading in readings)
    leading = sorted(focus.countries, key=lambda code: -focus.countries[code])[:2]
    for reading in readings:
        exact = any(match.likeness == 1.0 for match in reading.matches)
        at_home = any(match.likeness >= CLOSE and match.row.country in leading for match in reading.matches)
        if reading.spot.code is None and not exact and not at_home:
            found = {match.row.number: match for match in reading.matches}
            for code in leading:
                for match in gazetteer.matches(reading.spot.name, country=code):
                    if match.row.country == code and match.likeness >= _FUZZY:
                        found.setdefault(match.row.number, match)
            reading.matches = tuple(found.values())


def _rank_all(readings: list[Reading], home: str | None, *, with_focus: bool) -> None:
    """Rank the candidates of every spot, parents before what lies in them."""
    order = sorted(range(len(readings)), key=lambda number: readings[number].parent is not None)
    shared = _shared_parents(readings)
    for number in order:
        reading = readings[number]
        parents = _parent_rows(readings, reading.parent if reading.parent is not None else shared.get(reading.key))
        others = ((other.key, other.ranked) for other in readings if not _is_same_name(reading, other))
        focus = focus_of((key, best) for key, best in others) if with_focus else None
        if focus is not None and home is not None:
            focus.countries[home] += _HOME
        setting = Setting(
            parents=parents,
            parent=parents[0].name if parents else "",
            focus=focus,
            contains=reading.contains,
            giant=_giant(reading.matches),
        )
        found = [scored(reading.spot, match, setting) for match in reading.matches]
        found.sort(key=lambda one: (-one.score, -one.match.row.population, one.match.row.number))
        reading.ranked = tuple(found)


def _is_same_name(reading: Reading, other: Reading) -> bool:
    """Whether two spots bear one name, with an article or without: neither tells what the other means."""
    if reading.key == other.key:
        return True
    return other.best is not None and any(
        match.row.number == other.best.match.row.number and match.likeness >= CLOSE for match in reading.matches
    )


def _shared_parents(readings: list[Reading]) -> dict[str, int]:
    """Parents stated once, for the other places where the same name stands bare."""
    found: dict[str, int] = {}
    for reading in readings:
        if reading.parent is not None:
            found.setdefault(reading.key, reading.parent)
    return found


def _parent_rows(readings: list[Reading], parent: int | None) -> tuple[Row, ...]:
    """Rows that a parent may mean: its chosen reading once it is ranked."""
    if parent is None:
        return ()
    outer = readings[parent]
    if outer.best is not None:
        same = [one for one in outer.ranked if one.score >= outer.ranked[0].score - 0.15]
        rows = [one.match.row for one in same if one.match.row.kind in _CONTAINERS]
        if rows:
            return tuple(rows)
    return tuple(match.row for match in outer.matches if match.row.kind in _CONTAINERS)


def by_key(readings: list[Reading]) -> dict[str, list[Reading]]:
    """Readings by the plain form of their name."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.key].append(reading)
    return found
