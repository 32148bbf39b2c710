"""What the reported levels of a government and a group come to in the categories of Kalyvas, SIGAR and LWJ."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.assess.control_areas import Area
from reportedly.assess.control_sightings import Sighting
from reportedly.lexicon import load_lexicon
from reportedly.vocabulary import ControlDiurnal, ControlLevel, ControlSide

_PART_OF_DAY = frozenset({ControlDiurnal.DAY, ControlDiurnal.NIGHT})
# Who is said to rule by night only leaves the day to somebody: neither nothing nor everything is left.
_BY_PART_OF_DAY = (1, 2, 3, 4)
_ALL_LEVELS = tuple(int(level) for level in ControlLevel)
# DOMAIN 5 pairs these levels of two sides.
_LEFT = {ControlLevel.EXCLUSIVE: (0, 1), ControlLevel.DOMINANT: (1, 2, 3), ControlLevel.INFLUENCE: (1, 2, 3, 4)}
Pair = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone from 1, the government's alone, to 5, the group's alone, with the names of the schemes' categories.

    Attributes:
        levels: Lowest and highest level of the government, then of the group, for each case that fits.
        lwj_alone: LWJ's category where one root source alone says so.
    """

    number: int
    levels: tuple[Pair, ...]
    kalyvas: str
    sigar: str
    lwj: str
    lwj_alone: str

    def fits(self, government: int, group: int) -> bool:
        """Whether the two levels are of this zone."""
        return any(low <= government <= high and least <= group <= most for low, high, least, most in self.levels)


@functools.cache
def load_zones() -> tuple[Zone, ...]:
    """The five zones, from the lexicon."""
    entries = load_lexicon("control_schemes").entries
    return tuple(
        Zone(
            number=int(key),
            levels=tuple((pair[0], pair[1], pair[2], pair[3]) for pair in entry["levels"]),
            kalyvas=str(entry["kalyvas"]),
            sigar=str(entry["sigar"]),
            lwj=str(entry["lwj"]),
            lwj_alone=str(entry["lwj_alone"]),
        )
        for key, entry in sorted(entries.items())
    )


def zones_of(said: Sequence[Sighting], area: Area) -> tuple[int, ...]:
    """The zones that what one root says of a government and of one group allows; none where it says of neither.

    A side of which it says nothing may hold what the other's level leaves.
    """
    government = [each for each in said if each.side is ControlSide.GOVERNMENT]
    group = [each for each in said if each.side is not ControlSide.GOVERNMENT]
    left, right = _levels(government, area), _levels(group, area)
    if not left and not right:
        return ()
    left = left or _left_by(right, group)
    right = right or _left_by(left, government)
    fitting = (zone.number for zone in load_zones() if any(zone.fits(one, other) for one in left for other in right))
    return tuple(fitting)


def _levels(said: Sequence[Sighting], area: Area) -> tuple[int, ...]:
    """How far one side is said to hold the area: the furthest that is said, and not at all where that is said too.

    That it does not hold a part leaves the rest open.
    """
    whole = [each for each in said if not (each.is_part_of(area) and each.observed.level is ControlLevel.NONE)]
    levels = [int(each.level_in(area)) for each in whole]
    if not levels:
        return ()
    return tuple({max(levels), *(level for level in levels if level == ControlLevel.NONE)})


def _left_by(levels: tuple[int, ...], other: Sequence[Sighting]) -> tuple[int, ...]:
    """What may be left to a side of which nothing is said: little beside who holds all, anything beside who hides."""
    if all(each.observed.diurnal in _PART_OF_DAY for each in other):
        return _BY_PART_OF_DAY
    return tuple(sorted({level for each in levels for level in _LEFT.get(ControlLevel(each), _ALL_LEVELS)}))
