"""A time axis for lanes of control: days as places from 0 to 1."""

import datetime as dt
from dataclasses import dataclass

from reportedly.protect.control_views import ControlPage, LaneView

_LEAST_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days from the first to the last, as proleptic ordinals."""

    first: int
    last: int
    stale_days: int

    def place(self, day: str | None) -> float:
        """Where the day lies, 0 to 1; what has no day, and what began before, lies at the left end."""
        number = _ordinal(day)
        return 0.0 if number is None else self._place(number)

    def _place(self, number: int) -> float:
        """Where the day of this number lies."""
        return min(1.0, max(0.0, (number - self.first) / (self.last - self.first)))

    def stale_from(self, day: str | None) -> float:
        """Where what was said for that day becomes stale."""
        number = _ordinal(day)
        return 0.0 if number is None else self._place(number + self.stale_days)

    def ticks(self, count: int) -> tuple[tuple[float, str], ...]:
        """So many days at equal distances, with their places."""
        steps = [self.first + (self.last - self.first) * step // (count - 1) for step in range(count)]
        return tuple((self.place(day), day) for day in (dt.date.fromordinal(step).isoformat() for step in steps))


def axis_of(page: ControlPage, lanes: tuple[LaneView, ...]) -> Axis:
    """From the first day that a lane tells of to the day of the page, a month at least."""
    last = _ordinal(page.day) or 1
    days = [number for lane in lanes for point in lane.points if (number := _ordinal(point.day)) is not None]
    first = min([*days, last - _LEAST_DAYS])
    return Axis(first=max(1, first), last=max(last, *days) if days else last, stale_days=page.stale_days)


def _ordinal(day: str | None) -> int | None:
    """The day as a number; None for none and for a day that no calendar of ours has."""
    try:
        return None if day is None else dt.date.fromisoformat(day).toordinal()
    except ValueError:
        return None
