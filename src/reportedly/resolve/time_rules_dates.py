"""Rules for dates that name a day, month, quarter, season, year, decade or century."""

import re
from dataclasses import replace
from datetime import date

from reportedly.resolve.time_calendar import (
    Period,
    Unit,
    century_of,
    day_of,
    decade_of,
    half_of,
    month_of,
    quarter_of,
    year_of,
)
from reportedly.resolve.time_grammar import Found, Lean, Reading, Rule, Scene, day_in, when, year_in
from reportedly.resolve.time_readings import (
    UNKNOWN_DATE,
    anchor_of,
    dated,
    in_some_year,
    month_or_day,
    nearest,
    part_in,
    season_period,
    season_reading,
    story_year,
    unresolved,
    weekday_near,
    years_around,
)
from reportedly.resolve.time_words import Words
from reportedly.vocabulary import Anchor, TimeKind

BARE_YEARS = range(1900, 2051)
NAMED_YEARS = range(1000, 2200)
_DIGITS = re.compile(r"\d+")


def iso(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A date written year first."""
    text = str(found.value("all", "iso"))
    try:
        period = day_of(date.fromisoformat(text[:10]), text[10:])
    except ValueError:
        return None
    return dated(period, Anchor.EXPLICIT)


def numeric(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A date written with slashes or stops; where day and month may be swapped, both readings bound it."""
    text = str(found.value("all", "slash") or found.value("all", "dotted"))
    one, two, year = (int(each) for each in _DIGITS.findall(text))
    year += 0 if year >= 100 else (2000 if year < 50 else 1900)  # noqa: PLR2004 - two-digit years turn at 1950
    options = {month_or_day(year, two, one) if 1 <= two <= 12 else None}  # noqa: PLR2004 - months
    if found.has("all") and "/" in text:
        options.add(month_or_day(year, one, two) if 1 <= one <= 12 and two >= 1 else None)  # noqa: PLR2004 - months
    periods = sorted((each for each in options if each), key=lambda each: each.first)
    if not periods:
        return None
    if len(periods) == 1:
        return dated(periods[0], Anchor.EXPLICIT)
    return Reading(
        kind=TimeKind.DATE,
        value=f"{year:04}-XX-XX",
        anchor=Anchor.EXPLICIT,
        begin=periods[0].first,
        finish=periods[1].last,
        because="day and month may be swapped",
    )


def month_day(found: Found, scene: Scene) -> Reading | None:
    """A day of a month, with or without year and weekday."""
    month, day = found.number("month", "month"), day_in(found, "day")
    if month is None or day is None:
        return None
    if found.has("year") or found.has("short"):
        year = found.number("short", "yy") or year_in(found, "year")
        return dated(month_or_day(year, month, day), Anchor.EXPLICIT) if year else None
    relative = _relative_year(found, scene)
    if relative is not None:
        return dated(month_or_day(relative, month, day), Anchor.DOCUMENT_DATE)
    period = _by_weekday(found, scene, month, day) or in_some_year(month, day, scene)
    if period is None:
        return unresolved(f"{UNKNOWN_DATE}-{month:02}-{day:02}") if month_or_day(2000, month, day) else None
    return dated(period, anchor_of(scene))


def _by_weekday(found: Found, scene: Scene, month: int, day: int) -> Period | None:
    """The one year around the document in which the date falls on the weekday that the text gives."""
    weekday = found.number("weekday", "weekday") or found.number("weekday", "shortday")
    if weekday is None or scene.published is None or story_year(scene) is not None:
        return None
    options = (month_or_day(year, month, day) for year in years_around(scene.published))
    return nearest((each for each in options if each and each.first.isoweekday() == weekday), scene)


def _relative_year(found: Found, scene: Scene) -> int | None:
    """The year of "January this year", "last year's third quarter"."""
    if not found.has("relative") or scene.published is None:
        return None
    step = found.number("relative", "toward") or 0
    return scene.published.year + step


def _follows_between(found: Found) -> bool:
    """Whether "between" stands before the words."""
    return found.words.value(found.start - 1, "prep") == "between"


def day_range(found: Found, scene: Scene) -> Reading | None:
    """Days of one month: "May 5-7", "5 to 7 May 2016"."""
    month, first, last = found.number("month", "month"), day_in(found, "day"), day_in(found, "until")
    if month is None or first is None or last is None or last < first:
        return None
    year = year_in(found, "year") if found.has("year") else _relative_year(found, scene)
    begin = month_or_day(year, month, first) if year else in_some_year(month, first, scene)
    end = month_or_day(begin.first.year, month, last) if begin else None
    if begin is None or end is None:
        return None
    value = f"{begin.value}/{end.value}"
    span = Period(value=value, first=begin.first, last=end.last, unit=Unit.WEEK)
    return dated(span, Anchor.EXPLICIT if found.has("year") else anchor_of(scene))


def month_year(found: Found, scene: Scene) -> Reading | None:
    """A month, with or without year, or an early, middle or late part of it."""
    month = found.number("month", "month")
    if month is None:
        return None
    part = part_in(found)
    if found.has("year"):
        year = year_in(found, "year")
        return dated(month_of(year, month), Anchor.EXPLICIT, part) if year else None
    relative = _relative_year(found, scene)
    if relative is not None:
        return dated(month_of(relative, month), Anchor.DOCUMENT_DATE, part)
    period = in_some_year(month, None, scene)
    if period is None:
        return unresolved(f"{UNKNOWN_DATE}-{month:02}")
    return dated(period, anchor_of(scene), part)


def bare_month(found: Found, scene: Scene) -> Reading | None:
    """A month without anything beside it; a word that is also something else only after a preposition."""
    shy = found.value("month", "shy") is not None
    if shy and not found.words.has(found.start - 1, "prep") and not found.has("part"):
        return None
    return month_year(found, scene)


def year(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A year; a number that counts something is none."""
    number = year_in(found, "year")
    if number is None:
        return None
    plain = not (found.has("part") or found.has("mark"))
    if plain and not _is_year(found, number):
        return None
    if number not in NAMED_YEARS:
        return None
    if number < 1500 and plain:  # noqa: PLR2004 - such a number is as likely a Solar Hijri or Hijri year
        return unresolved(None, because="the calendar that this year belongs to is not stated")
    return dated(year_of(number), Anchor.EXPLICIT, part_in(found))


_COUNTED = re.compile(r"[a-z]{3,}s")


def _is_year(found: Found, number: int) -> bool:
    """Whether a bare number is a year: it follows a preposition, or is recent and counts nothing."""
    words = found.words
    following = words.written(found.stop)
    if _COUNTED.fullmatch(following) and not words.has(found.stop, "prep") and not words.has(found.stop, "lean"):
        return False
    if words.written(found.start - 1) in {"$", "€", "£", "#", "."} or following == "%":
        return False
    before = words.value(found.start - 1, "prep")
    if before in {"in", "since", "until", "by", "of", "from", "before", "between", "to"}:
        return number >= 1500 or before in {"in", "since", "of"}  # noqa: PLR2004 - as above
    return number in BARE_YEARS and not words.has(found.start - 1, "approx")


def year_range(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """Years from one to another: "1987-1992", "2015/16"."""
    start, end = (int(each) for each in _DIGITS.findall(str(found.value("all", "years"))))
    if end < 100:  # noqa: PLR2004 - the second year is written short
        end += start // 100 * 100
    first, last = year_of(start), year_of(end)
    if first is None or last is None or end <= start:
        return None
    if found.has("season"):
        return season_reading(str(found.value("season", "season")), start, Anchor.EXPLICIT)
    value = f"{start:04}/{end:04}"
    return dated(Period(value=value, first=first.first, last=last.last, unit=Unit.DECADE), Anchor.EXPLICIT)


def era_year(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A year of the common era or before it, marked as such; days before year 1 fit no date and stay open."""
    number = found.number("year", "number")
    era = found.text("era", "era")
    if number is None:
        return None
    if era == "BC":
        return Reading(kind=TimeKind.DATE, value=f"BC{number:04}", anchor=Anchor.EXPLICIT, because="before year 1")
    return dated(year_of(number), Anchor.EXPLICIT)


def decade(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A decade: "the early 1990s", "the eighties"."""
    start = found.number("decade", "decade")
    word = found.number("decade", "decadeword")
    period = decade_of(start if start is not None else (word or 0) * 10)
    return dated(period, Anchor.EXPLICIT, part_in(found))


def century(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """A century by its number."""
    number = found.number("which", "ordinal")
    return dated(century_of(number), Anchor.EXPLICIT, part_in(found)) if number and number > 0 else None


def quarter(found: Found, scene: Scene) -> Reading | None:
    """A quarter or half of a year, by its number."""
    number = found.number("which", "ordinal") or found.number("which", "quarterno") or found.number("which", "halfno")
    is_half = found.value("unit", "half") is not None or found.value("which", "halfno") is not None
    if number == -1 or found.value("which", "lastly") is not None:
        number = 2 if is_half else 4
    if number is None or not 1 <= number <= (2 if is_half else 4):
        return None
    make = half_of if is_half else quarter_of
    if found.has("year"):
        written = year_in(found, "year")
        return dated(make(written, number), Anchor.EXPLICIT, part_in(found)) if written else None
    if scene.published is None:
        return unresolved(f"{UNKNOWN_DATE}-{'H' if is_half else 'Q'}{number}")
    return dated(_quarter_near(make, number, found, scene), Anchor.DOCUMENT_DATE, part_in(found))


def _quarter_near(make: object, number: int, found: Found, scene: Scene) -> Period | None:
    """The quarter of the year that words or tense point to."""
    assert callable(make) and scene.published is not None  # noqa: S101, PT018 - for the type checker
    relative = _relative_year(found, scene)
    if relative is not None:
        return make(relative, number)  # type: ignore[no-any-return]
    options = [make(each, number) for each in years_around(scene.published)]
    chosen = nearest(options, replace(scene, sure=False, lean=None if scene.lean is Lean.FUTURE else Lean.PAST))
    if chosen is None or not found.has("ago"):
        return chosen
    return make(chosen.first.year - 1, number)  # type: ignore[no-any-return]


def season(found: Found, scene: Scene) -> Reading | None:
    """A season of a stated year, or of the one that the words point to."""
    name, part = str(found.value("season", "season")), part_in(found)
    if found.has("year"):
        written = year_in(found, "year")
        return _season_of(name, written, part) if written else None
    if found.value("season", "shy") is not None and not (found.has("part") or found.has("step")):
        before = found.words.value(found.start - 1, "prep")
        names = found.words.has(found.stop, "of")
        if names or (before not in {"in", "since", "until", "by"} and not found.has("the")):
            return None
    if scene.published is None:
        return unresolved(f"{UNKNOWN_DATE}-{name}")
    relative = _relative_year(found, scene)
    if relative is not None:
        return season_reading(name, relative, Anchor.DOCUMENT_DATE, part)
    options = [season_period(name, each) for each in years_around(scene.published)]
    chosen = _season_near([each for each in options if each], found, scene)
    return season_reading(name, chosen.first.year, Anchor.DOCUMENT_DATE, part) if chosen else None


def _season_near(options: list[Period], found: Found, scene: Scene) -> Period | None:
    """The season before ("last"), after ("next"), of this year or around the document."""
    origin, step = scene.published, found.number("step", "toward") or 0
    if origin is None:
        return None
    if step < 0:
        return max((each for each in options if each.last < origin), key=lambda each: each.first, default=None)
    if step > 0:
        return min((each for each in options if each.first > origin), key=lambda each: each.first, default=None)
    same = [each for each in options if each.first.year == origin.year]
    return nearest(same if found.has("step") and found.value("season", "season") != "WI" else options, scene)


def _season_of(name: str, written: int, part: str | None) -> Reading | None:
    """A season of a year; the winter of a year may be the one that ended or the one that began in it."""
    reading = season_reading(name, written, Anchor.EXPLICIT, part)
    if reading is None or name != "WI" or part is not None or written <= date.min.year:
        return reading
    return Reading(
        kind=TimeKind.DATE,
        value=reading.value,
        anchor=Anchor.EXPLICIT,
        begin=date(written - 1, 12, 1),
        finish=reading.finish,
        because="the winter of a year may be the one that ended or the one that began in it",
        moves=reading.moves,
    )


def weekday(found: Found, scene: Scene) -> Reading | None:
    """A weekday: the nearest behind, or ahead where the words point ahead."""
    number = found.number("weekday", "weekday")
    if number is None:
        return None
    if found.value("weekday", "shy") is not None and not _after_on(found.words, found.start):
        return None
    suffix = found.text("daypart", "daypart") or ""
    if scene.published is None:
        return unresolved(f"{UNKNOWN_DATE}-WXX-{number}{suffix}", TimeKind.TIME if suffix else TimeKind.DATE)
    day = weekday_near(number, scene.published, scene.lean)
    return dated(day_of(day, suffix), Anchor.DOCUMENT_DATE, part_in(found)) if day else None


def _after_on(words: Words, start: int) -> bool:
    """Whether a preposition stands before a word."""
    return words.has(start - 1, "prep")


def _is_quarter(found: Found) -> bool:
    """Whether the unit is a quarter or a half."""
    return found.value("unit", "half") is not None or found.text("unit", "unit") == Unit.QUARTER


def _names_a_year(found: Found) -> bool:
    """Whether the words before a number say that it is a year."""
    units = [found.words.value(index, "unit") for index in range(found.start, found.stop)]
    return all(unit in {None, Unit.YEAR} for unit in units)


_RELATIVE = "(?P<relative>(?:{this}|{toward}|{the}{toward}) {unit}{possessive}?)"
_YEAR = "(?P<year>{YEAR})"
_SHORT_YEAR = "(?P<short>{yy})(?=$|{stop}|{comma}|{gap}|{open}|{shut}|{hyphen}|{dash}|{prep})"
_WEEKDAY = "(?P<weekday>{weekday}|{shortday}){comma}?{the}?"
_PART = "(?:{the}?(?P<part>{PART}))"

DATE_RULES = (
    Rule(name="iso", pattern="(?P<all>{iso})", make=iso),
    Rule(name="numeric", pattern="(?P<all>{slash}|{dotted})", make=numeric),
    Rule(name="years", pattern="(?:{the}?(?P<season>{season})(?:{of})?)?(?P<all>{years})", make=year_range),
    Rule(
        name="day-range",
        pattern="(?P<month>{month})(?P<day>{DOM})(?:{hyphen}|{dash}|{to}|{and}(?={dom}(?:{comma}|{stop}|{this})))"
        f"(?P<until>{{DOM}})(?:{{comma}}?{_YEAR}|{{of}}?{_RELATIVE})?",
        make=day_range,
    ),
    Rule(
        name="range-day",
        pattern="{the}?(?P<day>{DOM})(?:{hyphen}|{dash}|{to})(?P<until>{DOM})(?:{of})?(?P<month>{month})"
        f"(?:{{comma}}?{_YEAR})?",
        make=day_range,
    ),
    Rule(
        name="between-days",
        pattern="(?:(?P<day>{DOM}){and}(?P<until>{DOM}){of}?(?P<month>{month})"
        "|(?P<month2>{month})(?P<day2>{DOM}){and}(?P<until2>{DOM}))"
        f"(?:{{comma}}?{_YEAR})?",
        make=when(_follows_between, day_range),
    ),
    Rule(
        name="month-day",
        pattern=f"(?:{_WEEKDAY})?(?P<month>{{month}})(?P<day>{{DOM}})(?:(?:{{comma}}|{{of}})?{_YEAR}|{{of}}?{_RELATIVE})?",
        make=month_day,
    ),
    Rule(
        name="day-month",
        pattern=f"(?:{_WEEKDAY})?{{the}}?(?P<day>{{DOM}})(?:{{of}}|{{hyphen}})?(?P<month>{{month}})"
        f"(?:(?:{{comma}}|{{of}}|{{hyphen}})?{_YEAR}|{{of}}?{_RELATIVE}|{{hyphen}}?{_SHORT_YEAR})?",
        make=month_day,
    ),
    Rule(
        name="month-year",
        pattern=f"(?:{_PART})?(?P<month>{{month}})(?:(?:{{comma}}|{{of}}|{{hyphen}})?{_YEAR}|{{of}}?{_RELATIVE})",
        make=month_year,
    ),
    Rule(name="month", pattern=f"(?:{_PART})?(?P<month>{{month}})", make=bare_month),
    Rule(
        name="quarter",
        pattern="{the}?{comparable}?(?:(?P<ago>{unit}{hyphen}(?:{ago}|{earlier}))|(?P<part>{PART}))?(?P<which>{ordinal}|{lastly}(?={half})){hyphen}?(?P<unit>{half}|{unit})"
        f"(?:{{hyphen}}?(?:{{prep}}|{{comma}})?{{fiscal}}?{_YEAR}|{{of}}{_RELATIVE})?",
        make=when(_is_quarter, quarter),
    ),
    Rule(
        name="year-quarter",
        pattern=f"{{the}}?{_YEAR}{{possessive}}?(?P<which>{{ordinal}})(?P<unit>{{half}}|{{unit}})",
        make=when(_is_quarter, quarter),
    ),
    Rule(
        name="relative-quarter",
        pattern=f"{_RELATIVE}(?P<which>{{ordinal}})(?P<unit>{{half}}|{{unit}})",
        make=when(_is_quarter, quarter),
    ),
    Rule(name="q-year", pattern=f"(?P<which>{{quarterno}}|{{halfno}})(?:{{of}}?{_YEAR})", make=quarter),
    Rule(
        name="season",
        pattern="(?P<the>{the})?(?:(?P<part>{PART}))?(?P<step>{this}{toward}?|{toward})?(?P<season>{season})"
        f"(?:(?:{{of}}|{{comma}}|{{hyphen}})?{_YEAR}|{{of}}?{_RELATIVE})?",
        make=season,
    ),
    Rule(name="decade", pattern="{the}?(?:(?P<part>{PART}))?(?P<decade>{decade}|{decadeword})", make=decade),
    Rule(
        name="century",
        pattern="{the}?(?:(?P<part>{PART}))?(?P<which>{ordinal}){hyphen}?(?P<unit>{unit})",
        make=when(lambda found: found.unit("unit") is Unit.CENTURY, century),
    ),
    Rule(name="era-year", pattern="{approx}?(?P<year>{number})(?P<era>{era})", make=era_year),
    Rule(
        name="marked-year",
        pattern=f"(?:{{the}}?(?:(?P<part>{{PART}})|(?P<mark>{{the}}?{{unit}}))|(?P<mark2>{{fiscal}}{{unit}}?))(?:{{the}}?{{unit}})?{_YEAR}",
        make=when(_names_a_year, year),
    ),
    Rule(name="year", pattern=_YEAR, make=year),
    Rule(
        name="weekday",
        pattern="(?:{the}?(?P<part>{part}))?(?P<weekday>{weekday})(?P<daypart>{daypart})?",
        make=weekday,
    ),
)
