"""Rules for durations, recurring times, times of day and words such as "now" and "recently"."""

from dataclasses import replace
from datetime import date

from reportedly.resolve.time_calendar import SECONDS, Unit, at, day_of, duration_value, moved
from reportedly.resolve.time_grammar import Found, Lean, Reading, Rule, Scene, counted, when
from reportedly.resolve.time_readings import dated, story_year, told_day, unresolved, weekday_near
from reportedly.resolve.time_rules_dates import month_day
from reportedly.resolve.time_words import PLAIN
from reportedly.vocabulary import Anchor, TimeKind

NOON = 12
VAGUE_LEAST = 2


def duration(found: Found, scene: Scene) -> Reading | None:
    """How long something lasts; with a perfect tense and "for" it is the time up to the document."""
    unit = found.unit("unit")
    low, high = _counts(found)
    if low is None and found.value("count", "a") is not None and not _is_vague(found):
        low = 1.0
    if low is None and not found.has("count") and not found.has("plural"):
        return None
    reading = Reading(
        kind=TimeKind.DURATION,
        value=duration_value(_central(low, high), unit),
        modifier=_modifier(found, high),
        because="a length of time; the words do not say when it began",
    )
    return _up_to_now(reading, (unit, low, high), scene)


def _counts(found: Found) -> tuple[float | None, float | None]:
    """Lowest and highest number of units; the highest is None where the words give one number."""
    low, high = counted(found, "count"), counted(found, "upto")
    half = 0.5 if found.has("fraction") else 0.0
    if found.has("upto_fraction") and high is not None:
        high += 0.5
    if low is None and half:
        low = 1.0
    if low is not None:
        low += half
    return low, high


def _is_vague(found: Found) -> bool:
    """Whether the count is a word such as "several"."""
    return any(found.value("count", name) is not None for name in ("vague", "of_vague", "recent"))


def _central(low: float | None, high: float | None) -> float | None:
    """The number that the value carries: the lower of a range, as TimeML does."""
    return low if low is not None else high


def _modifier(found: Found, high: float | None) -> str | None:
    """What the words add to the number; a range says by its bounds how uncertain it is."""
    if high is not None:
        return None
    return found.text("approx", "approx") or found.text("tail", "tail")


def _up_to_now(reading: Reading, length: tuple[Unit, float | None, float | None], scene: Scene) -> Reading:
    """The same with bounds where tense says that it lasts until the document."""
    if scene.preposition == "after":
        return _later(reading, length, scene)
    if scene.published is None or scene.preposition != "for" or scene.lean is not Lean.PERFECT:
        return reading
    if story_year(scene) is not None:
        return reading
    return rolled(reading, length, scene.published, -1)


def _later(reading: Reading, length: tuple[Unit, float | None, float | None], scene: Scene) -> Reading:
    """After seven days of something, told on from a known day: that many days later."""
    unit, low, high = length
    told = scene.told
    if told is None or told.first != told.last or low is None or high is not None or scene.lean is Lean.FUTURE:
        return reading
    day = moved(told.first, unit, low)
    period = at(unit, day) if day is not None else None
    if period is None or reading.modifier is not None:
        return reading
    because = "so long after what was told before"
    made = replace(reading, anchor=Anchor.NARRATIVE, begin=period.first, finish=period.last, because=because)
    return replace(made, loose=True, moves=period)


def rolled(reading: Reading, length: tuple[Unit, float | None, float | None], origin: date, step: int) -> Reading:
    """The length laid out from a day backward (-1) or forward (1), as wide as the count is uncertain."""
    unit, low, high = length
    near, far = _reach(reading.modifier, low, high)
    outer = moved(origin, unit, step * far) if far is not None else None
    inner = moved(origin, unit, step * near) if near is not None else None
    words = "the length up to the document's date" if step < 0 else "the length from the document's date on"
    made = replace(reading, anchor=Anchor.DOCUMENT_DATE, because=words, loose=True)
    if step < 0:
        return replace(made, begin=outer, begin_latest=inner, finish=origin, finish_earliest=origin)
    return replace(made, begin=origin, begin_latest=origin, finish=outer, finish_earliest=inner)


def _reach(modifier: str | None, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The smallest and the largest number of units that the words allow; None where they set no limit."""
    if low is None:
        return VAGUE_LEAST, None
    if high is not None:
        return low, high
    if modifier in {"MORE_THAN", "EQUAL_OR_MORE"}:
        return low, None
    if modifier in {"LESS_THAN", "EQUAL_OR_LESS"}:
        return max(0.0, low - 1), low
    return (low * 0.75, low * 1.25) if modifier == "APPROX" else (low, low)


def window(found: Found, scene: Scene) -> Reading | None:
    """The last 24 hours, the past two months, the coming weeks: a length that ends or begins with the document."""
    unit = found.unit("unit")
    low, high = _counts(found)
    plural = found.value("unit", "units") is not None
    if low is None and not plural and not found.has("vague"):
        low = 1.0
    reading = Reading(
        kind=TimeKind.DURATION,
        value=duration_value(_central(low, high), unit),
        modifier=_modifier(found, high),
        because="the day of the document is not known",
    )
    step = 1 if (found.number("step", "toward") or -1) > 0 else -1
    origin = scene.published
    if origin is None:
        return reading
    if unit in SECONDS and low is not None and low * SECONDS[unit] % 86400:
        made = rolled(reading, (Unit.DAY, float(-(-low * SECONDS[unit] // 86400)), None), origin, step)
        return replace(made, begin_latest=None, finish_earliest=None)
    return rolled(reading, (unit, low, high), origin, step)


def recent(found: Found, scene: Scene) -> Reading | None:
    """Recent weeks, recent years: up to the document, no beginning stated."""
    reading = Reading(
        kind=TimeKind.DURATION,
        value=duration_value(None, found.unit("unit")),
        anchor=Anchor.DOCUMENT_DATE if scene.published else Anchor.UNKNOWN,
        because="the words give no beginning",
    )
    return replace(reading, finish=scene.published, loose=True)


def reference(found: Found, scene: Scene) -> Reading | None:
    """Now, recently, soon: on one side of the document, or on its day."""
    value = found.text("ref", "ref")
    today = scene.published
    past = value == "PAST_REF"
    present = value == "PRESENT_REF"
    so_far = found.value("ref", "sofar") is not None
    return Reading(
        kind=TimeKind.DATE,
        value=value,
        anchor=Anchor.DOCUMENT_DATE if today else Anchor.UNKNOWN,
        begin=None if past or so_far else today,
        finish=today if past or present else None,
        because="the words name no time" if today else "the day of the document is not known",
        loose=True,
    )


def every(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """Every day, each Thursday, twice a month, on a monthly basis."""
    value = _weekly(found) or _yearly(found) or _daily(found)
    if value is not None:
        return _set(value)
    unit = found.text("unit", "every") or found.text("unit", "unit") or found.text("unit", "units")
    if unit is None:
        return None
    count = counted(found, "count")
    return _set(duration_value(1.0 if count is None else count, Unit(unit)))


def _weekly(found: Found) -> str | None:
    """Each Thursday, Tuesday nights."""
    weekday = found.number("weekday", "weekday") or found.number("weekday", "weekdays")
    return f"XXXX-WXX-{weekday}{_part_of_day(found)}" if weekday is not None else None


def _yearly(found: Found) -> str | None:
    """Each July, every spring."""
    month, season = found.number("month", "month"), found.text("season", "season")
    if month is not None:
        return f"XXXX-{month:02}"
    return f"XXXX-{season}" if season is not None else None


def _daily(found: Found) -> str | None:
    """Every night, nightly."""
    suffix = "TNI" if found.text("unit", "every") == "night" else _part_of_day(found)
    return f"XXXX-XX-XX{suffix}" if suffix else None


def _part_of_day(found: Found) -> str:
    """The part of the day that recurs; empty where none is named."""
    return found.text("daypart", "daypart") or found.text("daypart", "dayparts") or ""


def _set(value: str) -> Reading:
    """A recurring time, which has no bounds of its own."""
    return Reading(kind=TimeKind.SET, value=value, because="a recurring time; the words give no beginning and no end")


def clock(found: Found, scene: Scene) -> Reading | None:
    """A time of day, on the day that the words name, else on that of the narrative or the document."""
    time = _time(found)
    named = any(found.has(group) for group in ("month", "deictic", "weekday"))
    if time is None or (found.has("point") and not named):
        return None
    day = _clock_day(found, scene)
    if day is None:
        return unresolved(time, TimeKind.TIME)
    reading = dated(day_of(day, time), Anchor.DOCUMENT_DATE if day == scene.published else Anchor.NARRATIVE)
    return replace(reading, modifier=found.text("approx", "approx")) if reading else None


def _clock_day(found: Found, scene: Scene) -> date | None:
    """The day of a time of day."""
    if found.has("month"):
        inner = month_day(found, scene)
        return inner.begin if inner else None
    step = found.number("deictic", "deictic")
    if step is not None or found.has("deictic"):
        return moved(scene.published, Unit.DAY, step or 0) if scene.published else None
    weekday = found.number("weekday", "weekday")
    if weekday is not None:
        return weekday_near(weekday, scene.published, scene.lean) if scene.published else None
    return told_day(scene)


def _time(found: Found) -> str | None:
    """The TIMEX3 ending for a time of day."""
    fixed = found.text("point", "daypart")
    if fixed is not None:
        return fixed
    clocked, number = found.text("time", "clock"), found.value("time", "number")
    military = found.text("time", "military")
    if clocked is not None:
        hour, minute = (int(each) for each in clocked.split(":")[:2])
    elif found.value("time", "meridiem") is None and not found.has("oclock") and military is not None:
        hour, minute = int(military[:2]), int(military[2:])
    else:
        hour, minute = int(number or 0), 0
    if hour > 24 or minute > 59 or (number is not None and clocked is None and int(number) != number):  # noqa: PLR2004 - hours and minutes
        return None
    half = found.text("time", "meridiem")
    if half is not None:
        if hour > NOON:
            return None
        hour = hour % NOON + (NOON if half == "PM" else 0)
    return f"T{hour:02}:{minute:02}"


def bare_daypart(found: Found, scene: Scene) -> Reading | None:
    """Dawn, noon, nightfall, at night, by day: a part of the day without a day of its own."""
    suffix = str(found.value("daypart", "daypart"))
    day = told_day(scene) if scene.lean is Lean.PAST and scene.told is not None and scene.paragraph else None
    if day is None:
        return unresolved(f"XXXX-XX-XX{suffix}", TimeKind.TIME, "a part of the day; no day is named")
    return dated(day_of(day, suffix), Anchor.NARRATIVE)


def daypart_of(found: Found, scene: Scene) -> Reading | None:
    """The night of 5 May: a part of a stated day; a night runs into the next day."""
    inner = month_day(found, scene)
    suffix = str(found.value("daypart", "daypart"))
    if inner is None or inner.begin is None:
        return replace(inner, kind=TimeKind.TIME, value=f"{inner.value}{suffix}") if inner and inner.value else inner
    reading = dated(day_of(inner.begin, suffix), inner.anchor)
    if reading is None or suffix != "TNI":
        return reading
    return replace(reading, finish=moved(inner.begin, Unit.DAY, 1), because="the night runs into the next day")


def long_lasting(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """Month-long, decades-long."""
    unit = found.text("long", "long")
    if unit is not None:
        return Reading(kind=TimeKind.DURATION, value=duration_value(1, Unit(unit)), because="a length of time")
    return Reading(kind=TimeKind.DURATION, value=duration_value(None, found.unit("unit")), because="a length of time")


_CALENDAR_WINDOWS = frozenset({Unit.WEEKEND})


def _is_window(found: Found) -> bool:
    """Whether the words speak of a rolling length: "the past week", "last two weeks", not "last week"."""
    if found.value("unit", "units") is not None or found.has("count") or found.has("vague"):
        return found.value("step", "anaphoric") is None or found.has("count")
    rolling = found.value("step", "ago_span") is not None
    rolling = rolling or (found.words.has(found.start, "the") and found.value("step", "lastly") is not None)
    return rolling and (found.number("step", "toward") or 0) < 0 and found.unit("unit") not in _CALENDAR_WINDOWS


def _is_duration(found: Found) -> bool:
    """Whether the count fits the unit: several need a plural, one a singular; "a second" is an ordinal."""
    single = found.value("unit", "unit") is not None and found.value("unit", "units") is None
    written = found.words.written(found.indices("unit").start)
    hyphen = any(found.words.has(index, "hyphen") for index in range(found.start, found.stop))
    if single and not hyphen and _is_vague(found):
        return False
    count = counted(found, "count")
    if found.has("age") or (found.unit("unit") is Unit.QUARTER and (count is None or hyphen)):
        return False
    if single and not hyphen and count is not None and count > 1 and not found.has("fraction"):
        return found.words.signs[found.stop : found.stop + 1] == PLAIN and found.words.written(found.stop).isalpha()
    if found.has("count") and found.value("count", "a") is not None and not single and count is None:
        return _is_vague(found)
    if written == "second" and count is None:
        return False
    return not (single and count is None and found.words.has(found.stop, "ordinal"))


def _bare_plural(found: Found, scene: Scene) -> Reading | None:
    """Days, weeks, months or years without a number, where a preposition or "of" shows a length."""
    before = found.words.value(found.start - 1, "prep")
    if before not in {"for", "in", "of", "after"} and not found.words.has(found.stop, "prep"):
        return None
    return duration(found, scene)


def _referring(found: Found, scene: Scene) -> Reading | None:
    """Words for now, past and future, where they are not part of something else."""
    follower = found.words.value(found.stop, "prep")
    if found.value("ref", "once") is not None or follower in {"of", "after"}:
        return None
    if found.text("ref", "ref") == "FUTURE_REF" and scene.lean is Lean.PAST and found.value("ref", "someday") is None:
        return None
    if found.value("ref", "sofar") is not None and found.words.has(found.stop, "this"):
        return None
    if found.value("ref", "someday") is not None and scene.lean is not Lean.FUTURE:
        return Reading(kind=TimeKind.DURATION, value="P1D", because="a length of time")
    return reference(found, scene)


def _weekdays(found: Found, scene: Scene) -> Reading | None:
    """Fridays, Tuesday nights."""
    number = found.number("weekday", "weekdays") or found.number("weekday", "weekday")
    if number is None or scene is None:
        return None
    return _set(f"XXXX-WXX-{number}{found.text('daypart', 'dayparts') or ''}")


def _part_alone(found: Found, scene: Scene) -> Reading | None:
    """A part of the day by itself, where it has a name of its own or follows "at" or "by"."""
    before = found.words.value(found.start - 1, "prep")
    if found.value("daypart", "point") is None and before not in {"at", "by", "in"}:
        return None
    return bare_daypart(found, scene)


_APPROX = "(?:(?P<approx>{APPROX}))?"
_RANGE = "(?:(?:{to}|{or}|{hyphen}|{dash})(?P<upto>{COUNT})(?P<upto_fraction>{and}{a}?{half})?)?"
_HALF = "(?P<fraction>{hyphen}?{and}{hyphen}?{a}?{half}|{half})?"
_COUNT = (
    "(?:{soft})?(?P<count>{COUNT}|{a}{half}{hyphen}?|{half}{a}|{a}{vague}|{vague}|{a}?{of_vague}{of}"
    "|{a}(?:{big}{cardinal}?)?|{a}{couple})"
)
_UNIT = "(?P<unit>{UNITS})"
_TAIL = "(?:(?P<tail>{tail})|{and}{a}{half})?"

SPAN_RULES = (
    Rule(
        name="window",
        pattern=f"{{the}}?{{soft}}?(?P<step>{{toward}})(?P<vague>{{vague}})?(?:(?P<count>{{COUNT}}){_HALF}{_RANGE})?"
        f"(?:{{of}})?(?:{{filler}})*{_UNIT}{_TAIL}",
        make=when(_is_window, window),
    ),
    Rule(name="recent", pattern="{the}?(?:{recent})(?P<unit>{units})", make=recent),
    Rule(
        name="duration",
        pattern=f"{_APPROX}{{the}}?(?:{{ordinal}}|{{latest}})?{_COUNT}{_HALF}{_RANGE}(?:{{filler}})*{{hyphen}}?(?:{{filler}})*{_UNIT}(?P<age>{{hyphen}}?{{old}})?(?:{{hyphen}}{{long_}})?{_TAIL}",
        make=when(_is_duration, duration),
    ),
    Rule(
        name="duration-half",
        pattern=f"{_APPROX}(?P<count>{{a}}|{{COUNT}}){_UNIT}(?P<fraction>{{and}}{{a}}{{half}})",
        make=duration,
    ),
    Rule(name="plural", pattern="(?P<plural>(?P<unit>{units}))", make=_bare_plural),
    Rule(
        name="long",
        pattern="(?P<long>{long})|(?P<unit>{UNITS}){hyphen}{long_}",
        make=long_lasting,
    ),
    Rule(name="reference", pattern="(?P<ref>{ref})", make=_referring),
    Rule(
        name="every",
        pattern="{every_}(?:(?P<weekday>{weekday})(?P<daypart>{daypart})?|(?P<month>{month})|(?P<season>{season})"
        "|(?P<daypart2>{daypart})|(?P<count>{COUNT})?(?P<unit>{UNITS}))",
        make=every,
    ),
    Rule(name="every-part", pattern="{every_}(?P<daypart>{daypart})", make=every),
    Rule(name="adverb", pattern="(?P<unit>{every})", make=every),
    Rule(name="basis", pattern="(?:{a})(?P<unit>{every}){basis}", make=every),
    Rule(
        name="weekdays",
        pattern="(?P<weekday>{weekdays})|(?P<weekday2>{weekday})(?P<daypart>{dayparts})",
        make=_weekdays,
    ),
    Rule(name="times-a", pattern="(?:{times}|{COUNT}{times})(?:{a}|{per})(?P<unit>{unit})", make=every),
    Rule(
        name="clock",
        pattern="(?P<approx>{approx})?(?:(?P<time>{CLOCK})|(?P<point>{point}))(?:{zone}(?:{unit})?)?(?:{open}.{1,4}{shut})?(?:{comma}?(?:{prep})?(?:(?P<weekday>{weekday})|(?P<deictic>{deictic}|{tonight})"
        "|(?P<month>{month})(?P<day>{DOM})(?:{comma}?(?P<year>{YEAR}))?))?",
        make=clock,
    ),
    Rule(
        name="day-clock",
        pattern="(?:(?P<weekday>{weekday})|(?P<deictic>{deictic})){prep}(?P<approx>{approx})?(?:(?P<time>{CLOCK})|(?P<point>{point}))",
        make=clock,
    ),
    Rule(
        name="daypart-of",
        pattern="(?:(?P<part>{part}){prep})?{the}(?P<daypart>{daypart})(?:{of}|{prep})(?:(?P<weekday>{weekday}){comma}?)?"
        "(?:(?P<month>{month})(?P<day>{DOM})|(?P<day2>{DOM}){of}?(?P<month2>{month}))(?:{comma}?(?P<year>{YEAR}))?",
        make=daypart_of,
    ),
    Rule(name="daypart", pattern="(?P<daypart>{daypart})", make=_part_alone),
)
