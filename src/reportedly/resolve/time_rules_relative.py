"""Rules for times that are counted from the document: "yesterday", "last week", "two weeks ago"."""

from dataclasses import replace
from datetime import date

from reportedly.resolve.time_calendar import MONTHS, SECONDS, Unit, at, day_of, moved
from reportedly.resolve.time_grammar import Found, Lean, Reading, Rule, Scene, counted, when
from reportedly.resolve.time_readings import (
    dated,
    narrative_day,
    part_in,
    part_of,
    shifted,
    told_day,
    unresolved,
    weekday_near,
)
from reportedly.resolve.time_rules_dates import month_day
from reportedly.resolve.time_rules_narrative import as_period, following, in_narrative, that
from reportedly.vocabulary import Anchor, TimeKind

SMALL = frozenset(SECONDS)
_PAST = frozenset({Lean.PAST, Lean.PERFECT})
_TOLD = frozenset({Lean.PAST, Lean.PERFECT, Lean.FUTURE})


def deictic(found: Found, scene: Scene) -> Reading | None:
    """Today, yesterday, tomorrow, tonight, with a part of the day."""
    step = found.number("day", "deictic") or 0
    suffix = "TNI" if found.value("day", "tonight") else found.text("daypart", "daypart") or ""
    if scene.published is None:
        return unresolved(None, TimeKind.TIME if suffix else TimeKind.DATE, "the day of the document is not known")
    day = moved(scene.published, Unit.DAY, step)
    return dated(day_of(day, suffix), Anchor.DOCUMENT_DATE, part_in(found)) if day else None


def this_daypart(found: Found, scene: Scene) -> Reading | None:
    """This morning, last night, that evening, the next morning, overnight."""
    suffix = found.text("daypart", "daypart") or "TNI"
    step = found.number("step", "toward") or 0
    anaphoric = found.value("step", "that") is not None or found.value("step", "anaphoric") is not None
    anaphoric = anaphoric or (step > 0 and found.has("the"))
    origin = scene.published
    if anaphoric:
        origin = told_day(scene)
    elif not found.has("step") and not found.has("overnight"):
        origin = narrative_day(scene) if scene.lean in _TOLD else None
    if found.has("overnight") and origin is not None and scene.lean is not Lean.FUTURE:
        return _overnight(origin)
    day = moved(origin, Unit.DAY, step) if origin else None
    if anaphoric and _is_ahead(day, scene) and scene.lean in _PAST:
        told = narrative_day(scene)  # what is past is not the morning after the report
        day = moved(told, Unit.DAY, step) if told else None
        day = None if _is_ahead(day, scene) else day
    if day is None:
        return unresolved(f"XXXX-XX-XX{suffix}", TimeKind.TIME)
    narrative = anaphoric and day != scene.published
    return dated(day_of(day, suffix), Anchor.NARRATIVE if narrative else Anchor.DOCUMENT_DATE, part_in(found))


def _is_ahead(day: date | None, scene: Scene) -> bool:
    """Whether a day lies after that of the document."""
    return day is not None and scene.published is not None and day > scene.published


def overnight_into(found: Found, scene: Scene) -> Reading | None:
    """The night that ends on a weekday: "overnight into Tuesday"."""
    number = found.number("weekday", "weekday")
    if number is None or scene.published is None:
        return unresolved(f"XXXX-WXX-{number}TNI", TimeKind.TIME)
    day = weekday_near(number, scene.published, scene.lean)
    return _overnight(day) if day else None


def _overnight(day: date) -> Reading:
    """The night before a day: it began on the evening before."""
    before = moved(day, Unit.DAY, -1) or day
    return Reading(
        kind=TimeKind.TIME,
        value=day.isoformat() + "TNI",
        anchor=Anchor.DOCUMENT_DATE,
        begin=before,
        finish=day,
        because="the night before the day",
    )


def toward(found: Found, scene: Scene) -> Reading | None:
    """Last week, this year, next month, the coming decade: a calendar period beside that of the document."""
    unit = found.unit("unit")
    step = found.number("step", "toward") or 0
    this = found.value("step", "this") is not None
    if this:
        step = 0
    elif found.value("step", "ago_span") is not None and unit is not Unit.WEEKEND:
        return None
    if (
        found.has("the")
        and step > 0
        and scene.told is not None
        and scene.paragraph
        and not found.value("step", "coming")
    ):
        return following(found, scene)
    if scene.published is None:
        return unresolved(None, because="the day of the document is not known")
    if unit is Unit.WEEKEND:
        return _weekend(found, scene, step)
    if unit in SMALL or (unit is Unit.DAY and step == 0):
        return None
    period = shifted(unit, scene.published, step)
    if unit in {Unit.DECADE, Unit.CENTURY} and period:
        period = at(unit, period.first)
    reading = dated(period, Anchor.DOCUMENT_DATE, part_in(found))
    return _clipped(found, scene, reading) if reading and step == 0 else reading


def _weekend(found: Found, scene: Scene, step: int) -> Reading | None:
    """A weekend: the one behind unless the words point ahead; on a weekend day, the one that is on."""
    assert scene.published is not None  # noqa: S101 - for the type checker
    behind = scene.lean in {Lean.PAST, Lean.PERFECT}
    this = found.value("step", "this") is not None
    ahead = step > 0 or (step == 0 and (scene.lean is Lean.FUTURE or (this and not behind)))
    saturday = 6
    today = scene.published.isoweekday()
    if ahead:
        day = moved(scene.published, Unit.DAY, 7 if today >= saturday and step > 0 else 0)
    elif today >= saturday:
        day = moved(scene.published, Unit.DAY, 7 * step)
    else:
        day = moved(scene.published, Unit.DAY, -7)
    return dated(at(Unit.WEEKEND, day), Anchor.DOCUMENT_DATE, part_in(found)) if day else None


def _clipped(found: Found, scene: Scene, reading: Reading) -> Reading:
    """What is "earlier this year" ends with the document, what is "later this year" begins with it."""
    today = scene.published
    if found.has("earlier"):
        return replace(reading, modifier="BEFORE" if reading.modifier is None else reading.modifier, finish=today)
    if found.has("later"):
        return replace(reading, modifier="AFTER" if reading.modifier is None else reading.modifier, begin=today)
    return reading


def within(found: Found, scene: Scene) -> Reading | None:
    """Earlier this month, later in the year: part of a period, on one side of the document."""
    if scene.published is None:
        return unresolved(None, because="the day of the document is not known")
    unit = found.unit("unit") if found.has("unit") else Unit.DAY
    if found.value("step", "that") is not None and scene.told is not None:
        return that(found, scene)
    period = at(unit, scene.published)
    reading = dated(period, Anchor.DOCUMENT_DATE)
    return replace(_clipped(found, scene, reading), modifier=None) if reading else None


def toward_weekday(found: Found, scene: Scene) -> Reading | None:
    """Last Friday, next Monday, this Sunday; Friday of last week."""
    weekday = found.number("weekday", "weekday") or found.number("weekday", "shortday")
    suffix = found.text("daypart", "daypart") or ""
    if weekday is None:
        return None
    step = found.number("step", "toward") or 0
    origin = told_day(scene) if found.value("step", "anaphoric") is not None else scene.published
    if origin is None:
        return unresolved(f"XXXX-WXX-{weekday}{suffix}")
    lean = Lean.FUTURE if step > 0 or (step == 0 and scene.lean is Lean.FUTURE) else Lean.PAST
    start = moved(origin, Unit.DAY, step)
    if found.has("unit"):
        start = moved(_monday(origin), Unit.DAY, 7 * (found.number("week", "toward") or 0))
        lean = Lean.FUTURE
    day = weekday_near(weekday, start, lean) if start else None
    return dated(day_of(day, suffix), Anchor.DOCUMENT_DATE, part_in(found)) if day else None


def _monday(day: date) -> date:
    """The first day of the week of a day."""
    week = at(Unit.WEEK, day)
    return week.first if week else day


def toward_month(found: Found, scene: Scene) -> Reading | None:
    """Last April, next October: the nearest such month that is wholly past or to come."""
    month = found.number("month", "month")
    if month is None or scene.published is None:
        return unresolved(f"XXXX-{month:02}") if month else None
    step = found.number("step", "toward") or 0
    year, now = scene.published.year, scene.published.month
    if step < 0:
        year -= 0 if month < now else 1
    elif step > 0:
        year += 0 if month > now else 1
    day = date(year, month, 1) if date.min.year <= year <= date.max.year else None
    return dated(at(Unit.MONTH, day), Anchor.DOCUMENT_DATE, part_in(found)) if day else None


def ago(found: Found, scene: Scene) -> Reading | None:
    """So many units ago or from now; a year ago, told of a quarter, is that quarter a year before."""
    ahead = found.has("hence")
    return _same_quarter(found, scene, -1) or _counted_from(found, scene.published, 1 if ahead else -1)


def _same_quarter(found: Found, scene: Scene, step: int) -> Reading | None:
    """The quarter of another year that is set beside the one told of: "from a year earlier"."""
    told = scene.told
    if told is None or told.unit is not Unit.QUARTER or not scene.paragraph or found.unit("unit") is not Unit.YEAR:
        return None
    if counted(found, "count") not in {None, 1.0} or found.value("count", "vague") is not None:
        return None
    day = moved(told.first, Unit.YEAR, step)
    reading = dated(at(Unit.QUARTER, day), Anchor.NARRATIVE) if day else None
    return replace(reading, moves=None) if reading else None


def from_told(found: Found, scene: Scene) -> Reading | None:
    """So many units earlier or later than what was told before."""
    step = 1 if found.has("after") else -1
    told = scene.told if scene.told is not None else as_period(scene.published)
    if told is None:
        return unresolved(None)
    quarter = _same_quarter(found, scene, step)
    if quarter is not None:
        return quarter
    reading = _counted_from(found, told.first, step)
    if reading is None or reading.begin is None or told.first == told.last:
        return in_narrative(reading)
    last = _counted_from(found, told.last, step)
    if last is None or last.finish is None or last.finish == reading.finish:
        return in_narrative(reading)
    spread = "what it is counted from is itself a longer time"
    return in_narrative(replace(reading, value=None, finish=last.finish, because=spread))


def _counted_from(found: Found, origin: date | None, step: int) -> Reading | None:
    """The period that lies a number of units before or after a day."""
    unit, count = found.unit("unit"), counted(found, "count")
    if count is None and found.value("count", "a") is not None and found.value("count", "vague") is None:
        count = 1.0
    if origin is None:
        return unresolved(None, because="the day of the document is not known")
    if found.has("fraction"):
        count = (count or 0) + (counted(found, "fraction") or 0.5)
    if count is None:
        return _vague_from(unit, origin, step)
    return _exact_from(found, (unit, count * step), origin)


def _exact_from(found: Found, distance: tuple[Unit, float], origin: date) -> Reading | None:
    """The period of the unit that holds the day which lies so far away, widened where the count is approximate."""
    unit, count = distance
    fine = Unit.MONTH if unit is Unit.YEAR and count != int(count) else unit
    day = moved(origin, unit, count)
    if day is None:
        return unresolved(None, because="outside the years that the calendar reaches")
    period = shifted(fine, day, 0)
    if unit in SMALL:
        return replace(dated(day_of(day), Anchor.DOCUMENT_DATE) or unresolved(None), kind=TimeKind.TIME, value=None)
    reading = dated(period, Anchor.DOCUMENT_DATE)
    if reading is None:
        return None
    if unit in MONTHS:
        reading = replace(reading, moves=None)
    modifier = _fuzz(found)
    wide = modifier or ("APPROX" if unit in {Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM} else None)
    return _widened(replace(reading, modifier=modifier), wide, distance, origin)


def _fuzz(found: Found) -> str | None:
    """The modifier that words such as "nearly" or "or so" give."""
    return found.text("approx", "approx") or found.text("tail", "tail")


def _widened(reading: Reading, modifier: str | None, distance: tuple[Unit, float], origin: date) -> Reading:
    """Bounds moved outward by half a unit where the count is approximate, opened where it is only a limit."""
    if modifier is None:
        return reading
    unit, count = distance
    if modifier in {"MORE_THAN", "EQUAL_OR_MORE"}:
        limit = moved(origin, unit, count)
        ahead = count > 0
        return replace(reading, begin=limit if ahead else None, finish=None if ahead else limit, moves=None)
    begin, finish = moved(origin, unit, count - 0.5), moved(origin, unit, count + 0.5)
    first = min(each for each in (reading.begin, begin, reading.finish) if each)
    last = max(each for each in (reading.finish, finish, reading.begin) if each)
    return replace(reading, begin=first, finish=last)


def _vague_from(unit: Unit, origin: date, step: int) -> Reading:
    """Some units away: at least two of them, and no more is said."""
    limit = moved(origin, unit, 2 * step)
    value = "PAST_REF" if step < 0 else "FUTURE_REF"
    ahead = step > 0
    return Reading(
        kind=TimeKind.DATE,
        value=value,
        anchor=Anchor.DOCUMENT_DATE,
        begin=limit if ahead else None,
        finish=None if ahead else limit,
        because="the number of units is not said",
    )


def the_unit(found: Found, scene: Scene) -> Reading | None:
    """The weekend, the quarter: the one that was told of, else the nearest behind."""
    unit = found.unit("unit")
    if scene.published is None:
        return unresolved(None, because="the day of the document is not known")
    if unit is Unit.WEEKEND:
        return _weekend(found, scene, 0)
    told = scene.told
    if told is not None and told.unit is unit:
        return dated(told, Anchor.NARRATIVE)
    period = shifted(unit, scene.published, -1 if unit is Unit.QUARTER else 0)
    return dated(period, Anchor.DOCUMENT_DATE)


def year_ago(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """Year-ago, year-earlier: the quarter told of a year before, else the year before that of the document."""
    quarter = scene.told is not None and scene.told.unit is Unit.QUARTER
    told = scene.told if quarter else as_period(scene.published)
    if told is None:
        return unresolved(None)
    day = moved(told.first, Unit.YEAR, -1)
    reading = dated(at(Unit.QUARTER if quarter else Unit.YEAR, day), Anchor.NARRATIVE) if day else None
    return replace(reading, moves=None) if reading else None


def year_end(found: Found, scene: Scene) -> Reading | None:
    """The end of a year: of the one that the words name or the document stands in."""
    origin = scene.published
    if found.has("part") and found.has("unit"):
        unit = found.unit("unit")
        told = scene.told if scene.told and scene.paragraph and scene.told.unit is unit else None
        period = told or (at(unit, origin) if origin else None)
    else:
        period = at(Unit.YEAR, origin) if origin else None
    if period is None:
        return unresolved(None)
    part = part_in(found) or "END"
    reading = dated(period, Anchor.DOCUMENT_DATE, part)
    first, _ = part_of(period, part)
    return replace(reading, begin=first) if reading else None


def midweek(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """The middle of the week of the document, or of the one before on its first days."""
    if scene.published is None:
        return unresolved(None)
    ahead = scene.lean is Lean.FUTURE
    wednesday = weekday_near(3, scene.published, Lean.FUTURE if ahead else Lean.PAST)
    return dated(at(Unit.WEEK, wednesday), Anchor.DOCUMENT_DATE, "MID") if wednesday else None


def week_of(found: Found, scene: Scene) -> Reading | None:
    """The week of a date."""
    inner = month_day(found, scene)
    if inner is None or inner.begin is None:
        return inner
    return dated(at(Unit.WEEK, inner.begin), inner.anchor)


def the_past(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """The past, with nothing that says how far back."""
    because = "the words name no time"
    return Reading(kind=TimeKind.DATE, value="PAST_REF", finish=scene.published, because=because, loose=True)


def the_year(found: Found, scene: Scene) -> Reading | None:
    """The year, the full year: as a length; it is the one the document stands in where no other was told of."""
    if found.unit("unit") is not Unit.YEAR:
        return None
    reading = Reading(kind=TimeKind.DURATION, value="P1Y", because="a year; which one is not said")
    if scene.published is None or scene.told is not None or found.has("whole"):
        return reading
    year = at(Unit.YEAR, scene.published)
    if year is None:
        return reading
    return replace(reading, anchor=Anchor.DOCUMENT_DATE, begin=year.first, finish=year.last, because="the current year")


def current(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """The current state of things: on the day of the document."""
    because = "as of the document"
    return Reading(
        kind=TimeKind.DATE,
        value="PRESENT_REF",
        begin=scene.published,
        finish=scene.published,
        because=because,
        loose=True,
    )


def _named_unit(found: Found, scene: Scene) -> Reading | None:
    """Only units that stand for a known one when they follow "the"."""
    return the_unit(found, scene) if found.unit("unit") in {Unit.WEEKEND, Unit.QUARTER} else None


def _year_only(found: Found, scene: Scene) -> Reading | None:
    """Only "year-ago" and "year-earlier", not "day-earlier"."""
    units = {found.words.value(index, "unit") for index in range(found.start, found.stop)}
    return year_ago(found, scene) if Unit.YEAR in units else None


_COUNT = (
    "(?:(?P<approx>{APPROX}))?(?:{the}?{soft}?)"
    "(?P<count>{COUNT}|{a}{vague}|{vague}|{of_vague}{of}|{a}(?:{big}{cardinal}?)?)"
)
_HALF = "(?P<fraction>{and}{a}?{half})"
_UNITS = (
    f"{_COUNT}(?:{_HALF})?(?:{{filler}})*(?P<unit>{{UNITS}})"
    "(?:(?P<fraction2>{and}{a}?{half}))?(?P<tail>{tail})?"
)
_BARE = "(?P<count>(?P<unit>{units}))"
_PART = "(?:(?P<part>{PART}))"

RELATIVE_RULES = (
    Rule(
        name="deictic",
        pattern=f"(?:{_PART}|{{earlier}}|{{later}})?(?P<day>{{deictic}}|{{tonight}})(?P<daypart>{{daypart}})?",
        make=deictic,
    ),
    Rule(
        name="daypart-deictic",
        pattern="{the}?(?P<daypart>{daypart})(?:{of}|{prep})?(?P<day>{deictic})",
        make=deictic,
    ),
    Rule(
        name="this-daypart",
        pattern="(?:(?P<part>{part})|{earlier}|{later})?(?P<the>{the})?(?P<step>{this}|{toward}|{that})(?P<daypart>{daypart})",
        make=this_daypart,
    ),
    Rule(name="overnight", pattern="(?P<overnight>{overnight})", make=this_daypart),
    Rule(name="overnight-into", pattern="{overnight}(?:{into}|{prep})?(?P<weekday>{weekday})", make=overnight_into),
    Rule(
        name="the-daypart",
        pattern="(?:(?P<part>{part}){prep}|(?<={prep})){the}(?P<daypart>{daypart})|(?P<part2>{part}){hyphen}?(?P<daypart2>{daypart})",
        make=this_daypart,
    ),
    Rule(
        name="toward",
        pattern=f"{_PART}?(?:(?P<earlier>{{earlier}})|(?P<later>{{later}})|{{sometime}})?(?P<the>{{the}})?(?P<step>{{this}}(?:{{toward}}|{{ago_span}})?|{{toward}}){{fiscal}}?(?P<unit>{{unit}})",
        make=toward,
    ),
    Rule(
        name="within",
        pattern="(?:(?P<earlier>{earlier})|(?P<later>{later}))(?:{prep})?(?:(?P<step>{this}|{that})|{the})(?P<unit>{unit})",
        make=within,
    ),
    Rule(
        name="toward-weekday",
        pattern="(?:(?P<part>{part}))?{the}?(?P<step>{this}{toward}?|{toward})(?P<weekday>{weekday}|{shortday})(?P<daypart>{daypart})?",
        make=toward_weekday,
    ),
    Rule(
        name="weekday-of-week",
        pattern="(?P<weekday>{weekday})(?P<daypart>{daypart})?(?:{of})?(?P<week>{this}|{toward})(?P<unit>{unit})",
        make=when(lambda found: found.unit("unit") is Unit.WEEK, toward_weekday),
    ),
    Rule(
        name="toward-month",
        pattern=f"{_PART}?(?P<step>{{this}}{{toward}}?|{{toward}})(?P<month>{{month}})",
        make=toward_month,
    ),
    Rule(name="ago", pattern=f"{_UNITS}(?:{{ago}}|(?P<hence>{{hence}}))", make=ago),
    Rule(name="units-ago", pattern=f"{_BARE}{{ago}}", make=ago),
    Rule(
        name="later",
        pattern=f"{_UNITS}(?:{{earlier}}|(?P<after>{{later}})|(?:{{before}}|(?P<after2>{{after}}))(?=$|{{stop}}|{{comma}}|{{gap}}|{{shut}}))",
        make=from_told,
    ),
    Rule(name="units-later", pattern=f"{_BARE}(?:{{earlier}}|(?P<after>{{later}}))", make=from_told),
    Rule(
        name="the-past",
        pattern="(?:{the}){ago_span}(?=$|{stop}|{comma}|{gap}|{shut})",
        make=the_past,
    ),
    Rule(name="the-unit", pattern="{the}(?P<unit>{weekend}|{unit})", make=_named_unit),
    Rule(name="the-year", pattern="{the}(?P<whole>{whole}|{fiscal})?(?P<unit>{unit})(?!{hyphen})", make=the_year),
    Rule(name="current", pattern="{current}", make=current),
    Rule(
        name="year-ago",
        pattern="(?:{the}|{a})?{comparable}?{unit}{hyphen}(?:{ago}|{earlier})(?:{unit}|{period})?",
        make=_year_only,
    ),
    Rule(name="year-end", pattern="{the}?{yearend}", make=year_end),
    Rule(name="end-of-unit", pattern="(?P<part>{the}?{partnoun}){of}(?:{the}|{this})(?P<unit>{unit})", make=year_end),
    Rule(name="midweek", pattern="{midweek}", make=midweek),
    Rule(name="week-of", pattern="{the}{unit}{of}(?P<month>{month})(?P<day>{DOM})", make=week_of),
)
