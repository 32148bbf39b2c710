"""The timeline of a brief: for each claim the days that it speaks of, and the day of its report."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.export.pictures import Dot, Line, Picture, Stroke, Style, Words

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 640.0, 150.0, 34.0, 18.0, 10.0
_TICKS = 5
_LABEL = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row.

    Attributes:
        begin: First day, ISO 8601; None where open.
        reported: Day of the report.
    """

    label: str = field(repr=False)
    begin: str | None
    finish: str | None
    reported: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """How days become places across the picture."""

    first: int
    last: int

    def at(self, day: int) -> float:
        """The place of a day, that of the edge for one beyond it."""
        inside = min(max(day, self.first), self.last)
        return _LEFT + (inside - self.first) * (_WIDTH - _LEFT - _RIGHT) / max(1, self.last - self.first)


def timeline(bars: Iterable[Bar]) -> Picture | None:
    """Rows of days; None where no row has one."""
    rows = tuple(each for each in bars if _day(each.begin) or _day(each.finish) or _day(each.reported))
    days = [day for each in rows for given in (each.begin, each.finish, each.reported) if (day := _day(given))]
    if not days:
        return None
    scale = _Scale(first=min(days) - 1, last=max(days) + 1)
    bottom = _TOP + len(rows) * _ROW
    strokes = [*_axis(scale, bottom), *(stroke for n, each in enumerate(rows) for stroke in _row(each, n, scale))]
    return Picture(
        title="When the claims say that it was, and when they were published",
        width=_WIDTH,
        height=bottom + 26,
        strokes=tuple(strokes),
        note="A bar spans the days that a claim speaks of; a dot is the day of its report.",
    )


def _day(given: str | None) -> int | None:
    """A day as a number; None for no day, or one that is less than a day, such as `2017`."""
    try:
        return datetime.date.fromisoformat(given).toordinal() if given else None
    except ValueError:
        return None


def _row(bar: Bar, number: int, scale: _Scale) -> Iterator[Stroke]:
    """One row: its label, its bar, the day of its report."""
    middle = _TOP + number * _ROW + _ROW / 2
    label = bar.label if len(bar.label) <= _LABEL else bar.label[: _LABEL - 1] + "…"
    yield Words(at=(_LEFT - 8, middle + 3), words=label, size=9, anchor="end")
    begin, finish, reported = _day(bar.begin), _day(bar.finish), _day(bar.reported)
    if begin is not None or finish is not None:
        left = scale.at(scale.first if begin is None else begin)
        right = max(left + 2, scale.at(scale.last if finish is None else finish + 1))
        shape = ((left, middle - 4), (right, middle - 4), (right, middle + 4), (left, middle + 4))
        yield Line(points=shape, style=Style.BAR, closed=True)
    if reported is not None:
        yield Dot(at=(scale.at(reported), middle), radius=3, style=Style.POINT)


def _axis(scale: _Scale, bottom: float) -> Iterator[Stroke]:
    """The line of days with their dates."""
    yield Line(points=((_LEFT, bottom), (_WIDTH - _RIGHT, bottom)), style=Style.AXIS)
    steps = (scale.first + round(number * (scale.last - scale.first) / (_TICKS - 1)) for number in range(_TICKS))
    for day in dict.fromkeys(steps):
        place = scale.at(day)
        yield Line(points=((place, _TOP), (place, bottom + 4)), style=Style.GRID)
        date = datetime.date.fromordinal(day).isoformat()
        yield Words(at=(place, bottom + 16), words=date, size=8, anchor="middle")
