"""Calendar periods: a day, week, month, season or century with its TIMEX3 value, first and last day.

Days before year 1 and after 9999 do not fit Python's `date`; functions that would leave that range return None.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ENDLESS_YEARS = 100_000


class Unit(StrEnum):
    """A unit in which people count time, by its name in the lexicon."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
    Unit.MILLENNIUM: 12000,
}
DAYS = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
DURATION_CODE = {
    Unit.SECOND: "PT{}S",
    Unit.MINUTE: "PT{}M",
    Unit.HOUR: "PT{}H",
    Unit.DAY: "P{}D",
    Unit.WEEKEND: "P{}WE",
    Unit.WEEK: "P{}W",
    Unit.MONTH: "P{}M",
    Unit.QUARTER: "P{}Q",
    Unit.YEAR: "P{}Y",
    Unit.DECADE: "P{}E",
    Unit.CENTURY: "P{}C",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of the calendar.

    Attributes:
        value: TIMEX3 value.
        first: First day, inclusive.
        last: Last day, inclusive.
        unit: What it is one of; DAY also for a part of a day.
    """

    value: str
    first: date
    last: date
    unit: Unit


def day_of(day: date, suffix: str = "") -> Period:
    """One day; `suffix` names a part of it (`TNI`, `T12:00`)."""
    return Period(value=day.isoformat() + suffix, first=day, last=day, unit=Unit.DAY)


def week_of(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds the day."""
    year, week, weekday = day.isocalendar()
    first = moved_days(day, 1 - weekday) or day
    return Period(value=f"{year:04}-W{week:02}", first=first, last=moved_days(first, 6) or day, unit=Unit.WEEK)


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of the ISO week that holds the day."""
    week = week_of(day)
    first = moved_days(week.first, 5) or week.last
    return Period(value=f"{week.value}-WE", first=first, last=week.last, unit=Unit.WEEKEND)


def month_of(year: int, month: int) -> Period | None:
    """A month; None outside years 1 to 9999."""
    return _months(f"{year:04}-{month:02}", year, month, Unit.MONTH)


def quarter_of(year: int, quarter: int) -> Period | None:
    """A quarter of a calendar year, 1 to 4."""
    return _months(f"{year:04}-Q{quarter}", year, 3 * quarter - 2, Unit.QUARTER)


def half_of(year: int, half: int) -> Period | None:
    """A half of a calendar year, 1 or 2."""
    return _months(f"{year:04}-H{half}", year, 6 * half - 5, Unit.HALF)


def year_of(year: int) -> Period | None:
    """A calendar year."""
    return _months(f"{year:04}", year, 1, Unit.YEAR)


def decade_of(year: int) -> Period | None:
    """The ten years that share the first three digits."""
    return _years(f"{year // 10:03}", year // 10 * 10, Unit.DECADE)


def century_of(century: int) -> Period | None:
    """A century by its number, 20 for 1900 to 1999; TIMEX3 writes it as its first two digits."""
    return _years(f"{century - 1:02}", max(1, (century - 1) * 100), Unit.CENTURY)


def at(unit: Unit, day: date) -> Period | None:
    """The period of this unit that holds the day; None for units that no calendar draws lines for."""
    year, month = day.year, day.month
    if unit is Unit.DAY or unit in SECONDS:
        return day_of(day)
    if unit in {Unit.WEEK, Unit.FORTNIGHT}:
        return week_of(day)
    if unit is Unit.WEEKEND:
        return weekend_of(day)
    if unit is Unit.MONTH:
        return month_of(year, month)
    return _at_long(unit, year, month)


def _at_long(unit: Unit, year: int, month: int) -> Period | None:
    """The same, for units longer than a month."""
    if unit is Unit.QUARTER:
        return quarter_of(year, (month + 2) // 3)
    if unit is Unit.HALF:
        return half_of(year, 1 if month <= MONTHS[Unit.HALF] else 2)
    if unit is Unit.YEAR:
        return year_of(year)
    if unit is Unit.DECADE:
        return decade_of(year)
    return century_of(year // 100 + 1) if unit is Unit.CENTURY else None


def moved(day: date, unit: Unit, count: float) -> date | None:
    """The day `count` units later, or earlier where negative; the last of a month that lacks the day."""
    if unit in MONTHS:
        return _moved_months(day, count * MONTHS[unit])
    if unit in DAYS:
        return moved_days(day, round(count * DAYS[unit]))
    return moved_days(day, int(count * SECONDS[unit] / 86400))


def moved_days(day: date, count: int) -> date | None:
    """The day so many days later; None outside years 1 to 9999."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def duration_value(count: float | None, unit: Unit) -> str:
    """TIMEX3 value of a duration; X for a number that the words leave open."""
    if unit is Unit.FORTNIGHT:
        return duration_value(None if count is None else 2 * count, Unit.WEEK)
    if unit is Unit.HALF:
        return duration_value(None if count is None else 6 * count, Unit.MONTH)
    if unit is Unit.MILLENNIUM:
        return duration_value(None if count is None else 10 * count, Unit.CENTURY)
    if unit is Unit.DECADE and count is not None:
        return duration_value(10 * count, Unit.YEAR)
    return DURATION_CODE[unit].format("X" if count is None else f"{count:g}" if count < ENDLESS_YEARS else int(count))


def _months(value: str, year: int, month: int, unit: Unit) -> Period | None:
    """A period of whole months."""
    if not date.min.year <= year <= date.max.year or not 1 <= month <= MONTHS[Unit.YEAR]:
        return None
    first = date(year, month, 1)
    after = _moved_months(first, MONTHS[unit])
    last = date.max if after is None else after - timedelta(days=1)
    return Period(value=value, first=first, last=last, unit=unit)


def _years(value: str, year: int, unit: Unit) -> Period | None:
    """A period of whole years."""
    if not date.min.year <= year <= date.max.year:
        return None
    last = min(year // 10 * 10 + MONTHS[unit] // MONTHS[Unit.YEAR] - 1, date.max.year)
    return Period(value=value, first=date(year, 1, 1), last=date(last, 12, 31), unit=unit)


def _moved_months(day: date, count: float) -> date | None:
    """Whole months first, then the fraction of a month as days of thirty to a month."""
    whole = int(count)
    month = day.year * 12 + day.month - 1 + whole
    year, month = month // 12, month % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return None
    moved_on = date(year, month, min(day.day, _length(year, month)))
    return moved_days(moved_on, round((count - whole) * 30))


def _length(year: int, month: int) -> int:
    """Days of a month."""
    if month == MONTHS[Unit.YEAR]:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days
