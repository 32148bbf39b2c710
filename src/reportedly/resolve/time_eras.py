"""Other calendars and their feasts: Solar Hijri (Iran, Afghanistan), Hijri, and movable Christian feasts.

The solar year is computed by the 33-year rule, which meets the observed calendar from 1178 to 1633 (AD 1799 to 2255).
A month of the Hijri year begins where the new moon is seen, so the computed day may miss by one day, rarely two:
whoever dates by it widens the interval by `MOON` days on each side.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

SOLAR_YEARS = range(1178, 1634)
LUNAR_YEARS = range(1, 1600)
MOON = 1
NOWRUZ_EPOCH = date(1799, 3, 21)
HIJRA = date(622, 7, 19)
RAMADAN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """First and last day of something, inclusive, and by how many days the reckoning may miss."""

    first: date
    last: date
    doubt: int = 0


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day of a Solar Hijri date; None where the calendar has no such day or the rule does not reach."""
    if year not in SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= solar_month_length(year, month):  # noqa: PLR2004 - months of a year
        return None
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return _nowruz(year) + timedelta(days=before + day - 1)


def solar_month(year: int, month: int) -> Stretch | None:
    """A month of the Solar Hijri year, 1 Hamal or Farvardin to 12 Hut or Esfand."""
    first = solar_day(year, month, 1)
    if first is None:
        return None
    return Stretch(first=first, last=first + timedelta(days=solar_month_length(year, month) - 1))


def solar_year(year: int) -> Stretch | None:
    """A Solar Hijri year, from Nowruz to the day before the next."""
    if year not in SOLAR_YEARS:
        return None
    return Stretch(first=_nowruz(year), last=_nowruz(year + 1) - timedelta(days=1))


def solar_month_length(year: int, month: int) -> int:
    """31 days for six months, then 30, and 29 or 30 for the last."""
    if month <= 6:  # noqa: PLR2004 - the first half of the year
        return 31
    return 30 if month < 12 or _solar_leap(year) else 29  # noqa: PLR2004 - the last month


def solar_year_at(day: date) -> int:
    """The Solar Hijri year that holds a day of the years AD 1800 to 2254."""
    year = day.year - 621
    return year if day >= _nowruz(year) else year - 1


def lunar_month(year: int, month: int) -> Stretch | None:
    """A month of the Hijri year by the tabular reckoning; None outside the years it is kept for."""
    if year not in LUNAR_YEARS or not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return None
    length = 30 if month % 2 or (month == 12 and _lunar_leap(year)) else 29  # noqa: PLR2004 - the last month
    first = HIJRA + timedelta(days=_lunar_days(year) + 29 * (month - 1) + month // 2)
    return Stretch(first=first, last=first + timedelta(days=length - 1), doubt=MOON)


def lunar_year(year: int) -> Stretch | None:
    """A Hijri year, Muharram to Dhu al-Hijja."""
    first, last = lunar_month(year, 1), lunar_month(year, 12)
    return Stretch(first=first.first, last=last.last, doubt=MOON) if first and last else None


def lunar_day(year: int, month: int, day: int) -> Stretch | None:
    """A day of the Hijri year."""
    whole = lunar_month(year, month)
    if whole is None or not 1 <= day <= (whole.last - whole.first).days + 1:
        return None
    when = whole.first + timedelta(days=day - 1)
    return Stretch(first=when, last=when, doubt=MOON)


def lunar_months_in(year: int, month: int) -> tuple[Stretch, ...]:
    """The one or two times that a Hijri month begins within a year of our calendar."""
    guess = round((year - 622) * 33 / 32)
    found = (lunar_month(each, month) for each in range(guess - 1, guess + 3))
    return tuple(each for each in found if each and each.first.year == year)


def feasts_in(name: str, year: int) -> tuple[Stretch, ...]:
    """The times that a feast of the lexicon falls within a year of our calendar; empty for a name without rule."""
    if name in _LUNAR_FEASTS:
        month, day, length = _LUNAR_FEASTS[name]
        near = range(round((year - 622) * 33 / 32) - 1, round((year - 622) * 33 / 32) + 3)
        starts = (lunar_day(each, month, day) for each in near)
        return tuple(_lasting(each.first, length, MOON) for each in starts if each and each.first.year == year)
    rule = _FEASTS.get(name)
    return (rule(year),) if rule and 1 < year < date.max.year else ()


def feast_names() -> frozenset[str]:
    """Every feast that has a rule."""
    return frozenset(_LUNAR_FEASTS) | frozenset(_FEASTS)


def _lasting(first: date, days: int, doubt: int = 0) -> Stretch:
    """Some days from a first one on."""
    return Stretch(first=first, last=first + timedelta(days=days - 1), doubt=doubt)


def _solar_leap(year: int) -> bool:
    """Whether the year has 366 days, by the 33-year rule."""
    return (25 * year + 11) % 33 < 8  # noqa: PLR2004 - eight leap years in thirty-three


@functools.cache
def _nowruz(year: int) -> date:
    """First day of a Solar Hijri year."""
    start = SOLAR_YEARS.start
    leaps = sum(1 for each in range(start, year) if _solar_leap(each))
    return NOWRUZ_EPOCH + timedelta(days=365 * (year - start) + leaps)


def _nowruz_feast(year: int) -> Stretch:
    """The spring new year; by rule of thumb, and with doubt, where the reckoning does not reach."""
    known = year - 621 in SOLAR_YEARS
    return _lasting(_nowruz(year - 621), 1) if known else _lasting(date(year, 3, 21), 1, MOON)


def _lunar_leap(year: int) -> bool:
    """Whether the tabular year has 355 days."""
    return (11 * year + 14) % 30 < 11  # noqa: PLR2004 - eleven leap years in thirty


def _lunar_days(year: int) -> int:
    """Days from the first of Muharram of year 1 to that of the given year."""
    return 354 * (year - 1) + (3 + 11 * year) // 30


def _weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday (0) to Sunday (6) of a month; the last where nth is -1."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + shift - 7 * ((golden + 11 * epact + 22 * shift) // 451) + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, on the Gregorian."""
    moon = (19 * (year % 19) + 15) % 30
    shift = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + shift + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _fixed(month: int, day: int, days: int = 1) -> Callable[[int], Stretch]:
    """A feast that falls on the same date each year."""
    return lambda year: _lasting(date(year, month, day), days)


def _after_easter(days: int) -> Callable[[int], Stretch]:
    """A feast so many days after Easter Sunday."""
    return lambda year: _lasting(_easter(year) + timedelta(days=days), 1)


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], Stretch]:
    """A feast on the nth weekday of a month."""
    return lambda year: _lasting(_weekday(year, month, weekday, nth), 1)


_LUNAR_FEASTS = {
    "arafat": (12, 9, 1),
    "ashura": (1, 10, 1),
    "eid-adha": (12, 10, 4),
    "eid-fitr": (10, 1, 3),
    "mawlid": (3, 12, 1),
    "qadr": (9, 27, 1),
}
_FEASTS: dict[str, Callable[[int], Stretch]] = {
    "armistice": _fixed(11, 11),
    "ash-wednesday": _after_easter(-46),
    "boxing": _fixed(12, 26),
    "christmas": _fixed(12, 25),
    "christmas-eve": _fixed(12, 24),
    "columbus": _nth(10, 0, 2),
    "easter": _after_easter(0),
    "easter-monday": _after_easter(1),
    "epiphany": _fixed(1, 6),
    "good-friday": _after_easter(-2),
    "halloween": _fixed(10, 31),
    "labor": _nth(9, 0, 1),
    "may-day": _fixed(5, 1),
    "memorial": _nth(5, 0, -1),
    "mlk": _nth(1, 0, 3),
    "new-year": _fixed(1, 1),
    "new-years-eve": _fixed(12, 31),
    "nowruz": _nowruz_feast,
    "orthodox-christmas": _fixed(1, 7),
    "orthodox-easter": lambda year: _lasting(_orthodox_easter(year), 1),
    "palm-sunday": _after_easter(-7),
    "pentecost": _after_easter(49),
    "presidents": _nth(2, 0, 3),
    "thanksgiving": _nth(11, 3, 4),
    "us-election": lambda year: _lasting(_weekday(year, 11, 0, 1) + timedelta(days=1), 1),
    "us-independence": _fixed(7, 4),
    "valentine": _fixed(2, 14),
    "victory": _fixed(5, 9),
    "women": _fixed(3, 8),
    "yalda": _fixed(12, 20, 2),
}
