"""Rules for times that go on with a narrative: "the following day", "that month", "then", "the day before"."""

from dataclasses import replace
from datetime import date

from reportedly.resolve.time_calendar import DAYS, MONTHS, Period, Unit, at, day_of, duration_value
from reportedly.resolve.time_grammar import Found, Reading, Rule, Scene
from reportedly.resolve.time_readings import dated, part_in, shifted, unresolved
from reportedly.vocabulary import Anchor, TimeKind


def following(found: Found, scene: Scene) -> Reading | None:
    """The next, following, previous or same day, week, month or year, in the narrative."""
    unit = found.unit("unit")
    step = found.number("step", "toward") or 0
    told = scene.told if scene.told is not None else as_period(scene.published)
    if told is None:
        return unresolved(None)
    known = unit in DAYS and told.unit is Unit.DAY
    known = known or (unit in MONTHS and (told.last - told.first).days < 31 * MONTHS[unit])
    origin = told.last if step > 0 else told.first
    period = shifted(unit, origin, step)
    if period is None or not (known or told.unit is unit):
        return unresolved(None, because="what it is counted from is itself a longer time")
    plural = found.value("unit", "units") is not None
    reading = dated(period, Anchor.NARRATIVE, part_in(found))
    if plural and reading is not None:
        return replace(reading, value=duration_value(None, unit), kind=TimeKind.DURATION, finish=None, moves=None)
    return reading


def that(found: Found, scene: Scene) -> Reading | None:
    """That day, the same week, earlier that year: the period in which the narrative stands."""
    told = scene.told
    unit = found.unit("unit") if found.has("unit") else Unit.DAY
    if told is None:
        return unresolved(None)
    if unit is Unit.DAY and told.unit is not Unit.DAY:
        return in_narrative(replace(dated(told, Anchor.NARRATIVE) or unresolved(None), value=None))
    period = at(unit, told.first)
    if period is None or not (period.first <= told.first and told.last <= period.last):
        return unresolved(None)
    reading = dated(period, Anchor.NARRATIVE)
    if reading and found.has("earlier"):
        return replace(reading, finish=told.last)
    return replace(reading, begin=told.first) if reading and found.has("later") else reading


def then(found: Found, scene: Scene) -> Reading | None:  # noqa: ARG001 - rules share a shape
    """At that time: when the narrative stands."""
    if scene.told is None:
        return unresolved("PAST_REF")
    return replace(dated(scene.told, Anchor.NARRATIVE) or unresolved("PAST_REF"), moves=None)


def day_before(found: Found, scene: Scene) -> Reading | None:
    """The day before, the year after: one unit from what was told."""
    unit = found.unit("unit")
    step = 1 if found.has("after") else -1
    told = scene.told if scene.told is not None else as_period(scene.published)
    if told is None:
        return unresolved(None)
    if unit is Unit.DAY and told.unit is not Unit.DAY:
        return unresolved(None, because="what it is counted from is itself a longer time")
    return in_narrative(dated(shifted(unit, told.last if step > 0 else told.first, step), Anchor.NARRATIVE))


def as_period(day: date | None) -> Period | None:
    """A day as a period."""
    return day_of(day) if day else None


def in_narrative(reading: Reading | None) -> Reading | None:
    """The same reading, counted from the narrative."""
    return replace(reading, anchor=Anchor.NARRATIVE) if reading else None


_PART = "(?:(?P<part>{PART}))"

NARRATIVE_RULES = (
    Rule(
        name="day-before",
        pattern="{the}(?P<count>(?P<unit>{unit}))(?:{before}|(?P<after>{after}))(?=$|{stop}|{comma}|{gap}|{shut})",
        make=day_before,
    ),
    Rule(
        name="following",
        pattern=f"{_PART}?{{the}}(?P<step>{{anaphoric}})(?P<unit>{{UNITS}})",
        make=following,
    ),
    Rule(
        name="that",
        pattern="(?:(?P<earlier>{earlier})|(?P<later>{later}))?(?:{the}?{same}|{that}{same}?)(?P<unit>{unit})",
        make=that,
    ),
    Rule(name="then", pattern="{then}|(?<={prep}){then_}", make=then),
)
