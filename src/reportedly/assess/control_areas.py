"""Areas that control is reported of: country, province, district, town, each known by its path."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.assess.places import area_key
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.records import Candidate
from reportedly.vocabulary import PlaceKind

Path = tuple[str, ...]
_DEPTH = {PlaceKind.ADM0: 1, PlaceKind.ADM1: 2, PlaceKind.ADM2: 3}

_KINDS = (PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.PPL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area.

    Attributes:
        path: Country code, then folded names down to the area itself; it lies in areas whose path its own begins with.
        names: The gazetteer's names of the path.
        kind: What sort of area; everything below a district is a town.
    """

    path: Path
    names: tuple[str, ...]
    kind: PlaceKind

    @property
    def name(self) -> str:
        """The area's own name."""
        return self.names[-1]

    @property
    def id(self) -> str:
        """The path as one word: `AF/faryab/khwaja sabz posh`."""
        return "/".join(self.path)

    def has(self, other: "Area") -> bool:
        """Whether the other is this area or lies in it."""
        return other.path[: len(self.path)] == self.path

    def toward(self, inner: "Area") -> "Area":
        """The next area on the way down to one in it; a town whose district is not known lies in its province."""
        depth = len(self.path) + 1
        while depth < len(inner.path) and not inner.path[depth - 1]:
            depth += 1
        return inner.above(depth)

    def above(self, depth: int) -> "Area":
        """The area at this depth of the path, which the area is or lies in."""
        return Area(path=self.path[:depth], names=self.names[:depth], kind=_KINDS[depth - 1])


def area_of(place: Candidate) -> Area | None:
    """The area that a gazetteer row is; None where it has no country, and so no place in the hierarchy.

    A vague region is none: what is said of it is said of the province that it lies in.
    """
    if not place.country:
        return None
    if place.kind is PlaceKind.REGION:
        named: tuple[str | None, ...] = (place.country, place.admin1)
    elif place.kind in _DEPTH:
        whole = (place.country, place.admin1, place.name)
        named = (*whole[: _DEPTH[place.kind] - 1], place.name) if place.kind is not PlaceKind.ADM0 else (place.country,)
    else:
        named = (place.country, place.admin1, place.admin2, place.name)
    if place.kind is PlaceKind.REGION and not place.admin1:
        named = (place.country,)
    names = (str(place.country), *(each or "" for each in named[1:]))
    path = (names[0], *(area_key(each) if each else "" for each in names[1:]))
    return Area(path=path, names=names, kind=_KINDS[len(path) - 1])


def named_areas(words: str, areas: Iterable[Area]) -> tuple[Area, ...]:
    """Those of the areas, and of the areas that they lie in, that the words name, the widest first.

    A word for what it is narrows it down: "Kunduz district" is no province.
    """
    kinds, key = _kinds(words), area_key(words)
    every = {each.above(depth) for each in areas for depth in range(1, len(each.path) + 1)}
    found = {
        each.path: each
        for each in sorted(every, key=lambda one: one.names)
        if each.path[-1] and (each.id.casefold() == words.casefold() or _is_named(each, key, kinds))
    }
    return tuple(sorted(found.values(), key=lambda each: (len(each.path), each.path)))


def _is_named(area: Area, key: str, kinds: frozenset[PlaceKind]) -> bool:
    """Whether the folded name is the area's, and the area of the kind that is asked for."""
    own = area.path[-1].casefold() if len(area.path) == 1 else area.path[-1]
    return own == key and (not kinds or area.kind in kinds)


def _kinds(words: str) -> frozenset[PlaceKind]:
    """Which kinds of area a generic word among the words asks for; none where no word does."""
    entries = load_lexicon("place_kinds").entries
    found = [set(entries[word]["kinds"]) for word in folded(words).split() if word in entries]
    return frozenset(PlaceKind(each) for each in set.intersection(*found)) if found else frozenset()
