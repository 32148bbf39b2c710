"""Rules for Solar Hijri and Hijri dates, Ramadan and the feasts."""

from datetime import date

from reportedly.resolve.time_calendar import Unit as CalendarUnit
from reportedly.resolve.time_calendar import moved
from reportedly.resolve.time_eras import (
    LUNAR_YEARS,
    MOON,
    Stretch,
    feasts_in,
    lunar_day,
    lunar_month,
    lunar_months_in,
    lunar_year,
    solar_day,
    solar_month,
    solar_year,
    solar_year_at,
)
from reportedly.resolve.time_grammar import Found, Lean, Reading, Rule, Scene, day_in
from reportedly.resolve.time_readings import story_year, stretched, unresolved
from reportedly.vocabulary import Anchor

SOLAR = "Solar Hijri date, by the 33-year rule"
LUNAR = "Hijri date by reckoning; the moon that was seen may shift it by a day"
GREGORIAN = range(1700, 2200)


def solar_date(found: Found, scene: Scene) -> Reading | None:
    """A Solar Hijri date: day and month, month, with the year or in that around the document."""
    month = found.number("month", "solar")
    day = day_in(found, "day") if found.has("day") else None
    shy = found.value("month", "shy") is not None
    year = found.number("year", "number") if found.has("year") else None
    if month is None or (shy and (day is None or year is None)) or (day is None and year is None):
        return None
    if year is not None:
        if year in GREGORIAN:
            return _solar_in(year, month, day)
        return _solar(year, month, day, Anchor.EXPLICIT)
    if scene.published is None or scene.published.year not in GREGORIAN:
        return unresolved(None, because="a Solar Hijri date without year, and no document date")
    now = solar_year_at(scene.published)
    options = [_solar_stretch(each, month, day) for each in (now - 1, now, now + 1)]
    chosen = _nearest([each for each in options if each], scene.published, scene.lean)
    return stretched(chosen, Anchor.DOCUMENT_DATE, SOLAR) if chosen else None


def _solar_stretch(year: int, month: int, day: int | None) -> Stretch | None:
    """A Solar Hijri day or month."""
    if day is None:
        return solar_month(year, month)
    when = solar_day(year, month, day)
    return Stretch(first=when, last=when) if when else None


def _solar(year: int, month: int, day: int | None, anchor: Anchor) -> Reading | None:
    """The reading of a Solar Hijri day or month."""
    stretch = _solar_stretch(year, month, day)
    return stretched(stretch, anchor, SOLAR) if stretch else None


def _solar_in(year: int, month: int, day: int | None) -> Reading | None:
    """A Solar Hijri month or day with a year of our calendar: the one that begins in it."""
    for each in (year - 622, year - 621):
        stretch = _solar_stretch(each, month, day)
        if stretch and stretch.first.year == year:
            return stretched(stretch, Anchor.EXPLICIT, SOLAR)
    return None


def solar_year_of(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A Solar Hijri year, marked as such."""
    year = found.number("year", "number")
    stretch = solar_year(year) if year is not None else None
    return stretched(stretch, Anchor.EXPLICIT, SOLAR) if stretch else None


def lunar_year_of(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A Hijri year, marked as such."""
    year = found.number("year", "number")
    stretch = lunar_year(year) if year is not None else None
    return stretched(stretch, Anchor.EXPLICIT, LUNAR) if stretch else None


def lunar_date(found: Found, scene: Scene) -> Reading | None:
    """A Hijri date; "Ramadan" alone is the one that the words and the document point to."""
    month = found.number("month", "lunar")
    day = day_in(found, "day") if found.has("day") else None
    if month is None:
        return None
    year = found.number("year", "number") if found.has("year") else None
    if year is not None and year in LUNAR_YEARS:
        return _lunar(lunar_month(year, month), year, month, day)
    if year is not None:
        return _lunar_in(year, month, day)
    return _lunar_around(found, scene, month, day)


def _lunar(whole: Stretch | None, year: int, month: int, day: int | None) -> Reading | None:
    """The reading of a Hijri day or month of a stated Hijri year."""
    stretch = whole if day is None else lunar_day(year, month, day)
    return stretched(stretch, Anchor.EXPLICIT, LUNAR) if stretch else None


def _lunar_in(year: int, month: int, day: int | None) -> Reading | None:
    """A Hijri month in a year of our calendar; where it comes twice, nothing says which."""
    found = lunar_months_in(year, month)
    if len(found) != 1:
        return unresolved(None, because="the month comes twice in that year, or not at all") if found else None
    stretch = found[0] if day is None else _day_of(found[0], day)
    return stretched(stretch, Anchor.EXPLICIT, LUNAR) if stretch else None


def _day_of(whole: Stretch, day: int) -> Stretch | None:
    """A day of a Hijri month."""
    when = moved(whole.first, CalendarUnit.DAY, day - 1)
    return Stretch(first=when, last=when, doubt=MOON) if when and when <= whole.last else None


def _lunar_around(found: Found, scene: Scene, month: int, day: int | None) -> Reading | None:
    """A Hijri month without year: last, this or next, else the one that tense points to."""
    origin, anchor = _origin(scene)
    if origin is None:
        return unresolved(None, because="no year is known")
    years = range(max(2, origin.year - 2), min(origin.year + 3, date.max.year))
    options = [each for year in years for each in lunar_months_in(year, month)]
    chosen = _stepped(found, options, origin, scene.lean)
    if chosen is not None and day is not None:
        chosen = _day_of(chosen, day)
    return stretched(chosen, anchor, LUNAR) if chosen else None


def _origin(scene: Scene) -> tuple[date | None, Anchor]:
    """The day around which a feast without year is looked for."""
    year = story_year(scene)
    if year is not None and scene.told is not None:
        return scene.told.first, Anchor.NARRATIVE
    return scene.published, Anchor.DOCUMENT_DATE


def feast(found: Found, scene: Scene) -> Reading | None:
    """Nowruz, Eid, Easter and their like, in a stated year or the one that the words point to."""
    name = str(found.value("feast", "feast"))
    because = "feast, by the rule of its calendar"
    if found.has("year"):
        year = found.number("year", "year")
        options = feasts_in(name, year) if year is not None else ()
        return stretched(options[0], Anchor.EXPLICIT, because) if len(options) == 1 else None
    origin, anchor = _origin(scene)
    if origin is None:
        return unresolved(None, because="no year is known")
    years = range(max(2, origin.year - 1), min(origin.year + 2, date.max.year))
    options_near = [each for year in years for each in feasts_in(name, year)]
    chosen = _stepped(found, options_near, origin, scene.lean)
    return stretched(chosen, anchor, because) if chosen else None


def _stepped(found: Found, options: list[Stretch], origin: date, lean: Lean | None) -> Stretch | None:
    """The one before ("last"), after ("next") or around a day."""
    step = found.number("step", "toward") or 0
    if step < 0:
        return max((each for each in options if each.last < origin), key=lambda each: each.first, default=None)
    if step > 0:
        return min((each for each in options if each.first > origin), key=lambda each: each.first, default=None)
    return _nearest(options, origin, lean)


def _nearest(options: list[Stretch], origin: date, lean: Lean | None) -> Stretch | None:
    """The last begun for the past, the first not ended for the future, else the nearest."""
    if lean in {Lean.PAST, Lean.PERFECT}:
        options = [each for each in options if each.first <= origin] or options
    if lean is Lean.FUTURE:
        options = [each for each in options if each.last >= origin] or options
    return min(options, key=lambda each: abs((each.first - origin).days), default=None)


_STEP = "(?:(?P<step>{this}{toward}?|{toward}|{the}{toward}))?"

ERA_RULES = (
    Rule(
        name="solar",
        pattern="{the}?(?:(?P<day>{DOM})(?:{of})?)?(?P<month>{solar})(?:{comma}?(?:{of})?(?P<year>{number}))?{solar_era}?",
        make=solar_date,
    ),
    Rule(
        name="solar-day",
        pattern="(?P<month>{solar})(?P<day>{dom})(?:{comma}?(?P<year>{number}))?{solar_era}?",
        make=solar_date,
    ),
    Rule(
        name="solar-year",
        pattern="(?:{the}?{solar_era}{unit}(?P<year>{number})|(?P<year2>{number})(?:{open})?{solar_era}{unit}?(?:{shut})?)",
        make=solar_year_of,
    ),
    Rule(
        name="lunar-year",
        pattern="(?:{the}?{hijri_era}{unit}(?P<year>{number})|(?P<year2>{number})(?:{open})?{hijri_era}(?:{shut})?)",
        make=lunar_year_of,
    ),
    Rule(
        name="lunar",
        pattern=f"{{the}}?(?:(?P<day>{{DOM}})(?:{{of}})?)?{_STEP}(?P<month>{{lunar}})(?:{{comma}}?(?:{{of}})?(?P<year>{{number}}))?{{hijri_era}}?",
        make=lunar_date,
    ),
    Rule(
        name="feast",
        pattern=f"{_STEP}{{the}}?(?P<feast>{{feast}})(?:{{feastnoun}})?(?:{{comma}}?(?:{{of}}|{{prep}})?(?P<year>{{year}}))?",
        make=feast,
    ),
)
