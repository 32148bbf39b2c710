"""What a telling is looked up by, so that only those are compared that can be of one occurrence.

A key is family, place and time: `violence/AF Kunduz/1104`. What is closely placed and dated is filed so and under
coarser keys; what is vaguely placed or dated asks for these. So both find each other, and two close ones only where
they are near.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.link.tellings import Spot, Telling
from reportedly.vocabulary import PlaceKind

# Days in a box of the calendar; a time that spans more boxes than this is vague.
_BOX, _MOST = 10, 4
# Days on either side in which another dating of the same occurrence may fall.
_SLACK = 2
_WIDE = {PlaceKind.ADM0, PlaceKind.REGION}


@dataclass(frozen=True, slots=True)
class Blocks:
    """Under which keys a telling is filed, and which keys it asks for."""

    filed: frozenset[str]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Levels:
    """Keys of one dimension: what a close telling has, what a coarse one asks for, what marks a vague one."""

    close: tuple[str, ...] = ()
    coarse: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()

    @property
    def filed(self) -> tuple[str, ...]:
        """What it is filed under."""
        return (*self.close, *self.coarse, *self.vague)

    @property
    def asked(self) -> tuple[str, ...]:
        """What it asks for: its own close keys, those of vague ones around it, and those of close ones within it."""
        around = (each.replace("~", "!") for each in self.coarse)
        within = (each.replace("!", "~") for each in self.vague)
        return tuple(dict.fromkeys((*self.close, *around, *self.vague, *within)))


def blocks_of(telling: Telling) -> Blocks:
    """The keys of a telling; none where it says neither where nor when."""
    if not telling.spots and telling.begin is None:
        return Blocks(frozenset(), frozenset())
    places, times = _places(telling.spots), _times(telling)
    return Blocks(
        frozenset(_keys(telling.families, places.filed, times.filed)),
        frozenset(_keys(telling.families, places.asked, times.asked)),
    )


def _keys(families: tuple[str, ...], places: tuple[str, ...], times: tuple[str, ...]) -> Iterator[str]:
    """Every combination."""
    for family in families:
        for place in places:
            for time in times:
                yield f"{family}/{place}/{time}"


def _places(spots: tuple[Spot, ...]) -> _Levels:
    """Names as written, and provinces, where they are known; else countries; else nothing but a mark."""
    names = tuple(sorted({f"={each.written}" for each in spots if each.written}))
    spots = tuple(each for each in spots if each.sure)
    close = {f"{each.country} {each.admin1}" for each in spots if each.country and each.admin1}
    coarse = {f"{each.country}~" for each in spots if each.country and each.admin1}
    wide = {f"{each.country}!" for each in spots if each.country and (not each.admin1 or each.kind in _WIDE)}
    if close:
        return _Levels((*names, *sorted(close)), tuple(sorted({*coarse, "~"})))
    if wide:
        return _Levels(names, ("~",), tuple(sorted(wide)))
    return _Levels(names, (), ("!",))


def _times(telling: Telling) -> _Levels:
    """Boxes of ten days, where it is closely dated; else years. Without a time, it was shortly before the report."""
    begin, finish = telling.begin, telling.finish
    if begin is None or finish is None:
        if telling.published is None:
            return _Levels((), (), ("!",))
        begin, finish = telling.published - 2 * _BOX, telling.published
    boxes = range((begin - _SLACK) // _BOX, (finish + _SLACK) // _BOX + 1)
    years = range(begin // 366, finish // 366 + 1)
    if len(boxes) <= _MOST:
        return _Levels(tuple(map(str, boxes)), (*(f"{each}y~" for each in years), "~"))
    return _Levels((), ("~",), tuple(f"{each}y!" for each in years))
