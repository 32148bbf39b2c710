"""From a calendar period to a reading: parts of a period, seasons, and which of several years or weeks is meant."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from reportedly.resolve.time_calendar import Period, Unit, at, day_of, month_of, moved, moved_days, year_of
from reportedly.resolve.time_eras import Stretch
from reportedly.resolve.time_grammar import Found, Lean, Reading, Scene
from reportedly.vocabulary import Anchor, TimeKind

FAR = 300
CONTRARY = 3.6
UNKNOWN_DATE = "XXXX"

# Shares of a period, in its own days, that "early", "mid" and "late" take; halves of a week and a decade overlap.
_THIRDS = {"START": (0.0, 1 / 3), "MID": (1 / 3, 2 / 3), "END": (2 / 3, 1.0)}
_WEEK = {"START": (0, 2), "MID": (1, 3), "END": (3, 6)}
_DECADE = {"START": (0, 3), "MID": (3, 7), "END": (6, 9)}
_MONTH = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}

# Outer first and last, inner first and last, as (month, day): by month and by solstice, whichever is wider.
_SEASONS = {
    "SP": ((3, 1), (6, 21), (3, 21), (5, 31)),
    "SU": ((6, 1), (9, 23), (6, 21), (8, 31)),
    "FA": ((9, 1), (12, 21), (9, 23), (11, 30)),
    "WI": ((12, 1), (3, 21), (12, 21), (2, 28)),
}


def dated(period: Period | None, anchor: Anchor, part: str | None = None, because: str = "") -> Reading | None:
    """A reading of a whole period, or of its early, middle or late part."""
    if period is None:
        return None
    first, last = part_of(period, part)
    kind = TimeKind.TIME if "T" in period.value else TimeKind.DATE
    return Reading(
        kind=kind,
        value=period.value,
        modifier=part,
        anchor=anchor,
        begin=first,
        finish=last,
        because=because,
        moves=replace(period, first=first, last=last),
    )


def part_of(period: Period, part: str | None) -> tuple[date, date]:
    """First and last day of the early, middle or late part of a period; of all of it where no part is named."""
    if part is None or period.unit is Unit.DAY:
        return period.first, period.last
    if period.unit is Unit.WEEK:
        return _by_days(period, _WEEK[part])
    if period.unit is Unit.DECADE:
        low, high = _DECADE[part]
        start = period.first.year
        return date(start + low, 1, 1), date(min(start + high, date.max.year), 12, 31)
    if period.unit is Unit.MONTH:
        low, high = _MONTH[part]
        return period.first.replace(day=low), period.first.replace(day=min(high, period.last.day))
    if period.unit is Unit.YEAR:
        low, high = (round(12 * share) for share in _THIRDS[part])
        year = period.first.year
        last = month_of(year, high)
        return date(year, low + 1, 1), last.last if last else period.last
    days = (period.last - period.first).days + 1
    return _by_days(period, (round(days * _THIRDS[part][0]), round(days * _THIRDS[part][1]) - 1))


def _by_days(period: Period, days: tuple[int, int]) -> tuple[date, date]:
    """Days of a period, counted from its first."""
    first, last = moved_days(period.first, days[0]), moved_days(period.first, days[1])
    return first or period.first, min(last or period.last, period.last)


def unresolved(value: str | None, kind: TimeKind = TimeKind.DATE, because: str = "") -> Reading:
    """A reading that says what the words give and no more: nothing to count from is known."""
    return Reading(kind=kind, value=value, because=because or "nothing tells what it is counted from")


def nearest(options: Iterable[Period | None], scene: Scene) -> Period | None:
    """The period that the words around point to, by how far it lies from the document.

    A tense that a parse shows is kept to. One that only words nearby show makes a period on its other side count as
    `CONTRARY` times as far, since the words nearby may belong to another verb.
    """
    given = [each for each in options if each is not None]
    if scene.published is None:
        return None
    if scene.sure:
        given = [each for each in given if not _is_contrary(each, scene)] or given
    return min(given, key=lambda each: _cost(each, scene), default=None)


def _is_contrary(period: Period, scene: Scene) -> bool:
    """Whether a period lies wholly on the side of the document that tense points away from."""
    assert scene.published is not None  # noqa: S101 - for the type checker
    if scene.lean in {Lean.PAST, Lean.PERFECT}:
        return period.first > scene.published
    return scene.lean is Lean.FUTURE and period.last < scene.published


def _cost(period: Period, scene: Scene) -> float:
    """Days between the document and the middle of a period, more where tense speaks against it."""
    assert scene.published is not None  # noqa: S101 - for the type checker
    return _distance(period, scene.published) * (CONTRARY if _is_contrary(period, scene) else 1)


def _distance(period: Period, origin: date) -> float:
    """Days between a day and the middle of a period."""
    middle = period.first.toordinal() + (period.last - period.first).days / 2
    return abs(middle - origin.toordinal())


def story_year(scene: Scene) -> int | None:
    """The year in which the narrative stands, where it tells of another time than that of the document."""
    told = scene.told
    if told is None or told.unit in {Unit.DECADE, Unit.CENTURY}:
        return None
    if scene.published is None:
        return told.first.year
    far = abs((scene.published - told.last).days) > FAR and scene.lean is not Lean.FUTURE
    return told.first.year if far and scene.stated and scene.near else None


def years_around(day: date) -> range:
    """The year of a day with its neighbours, inside what the calendar reaches."""
    return range(max(date.min.year, day.year - 1), min(date.max.year, day.year + 1) + 1)


def in_some_year(month: int, day: int | None, scene: Scene) -> Period | None:
    """A month, or a day of it, in the year that the context points to; None where nothing points."""
    year = story_year(scene)
    if year is not None:
        return month_or_day(year, month, day)
    if scene.published is None:
        return None
    return nearest((month_or_day(each, month, day) for each in years_around(scene.published)), scene)


def month_or_day(year: int, month: int, day: int | None) -> Period | None:
    """A month, or a day where one is given; None for a day that the month lacks."""
    whole = month_of(year, month)
    if day is None or whole is None:
        return whole
    return day_of(whole.first.replace(day=day)) if day <= whole.last.day else None


def anchor_of(scene: Scene) -> Anchor:
    """What an expression without year of its own is counted from."""
    if story_year(scene) is not None:
        return Anchor.NARRATIVE
    return Anchor.DOCUMENT_DATE if scene.published else Anchor.UNKNOWN


def season_reading(season: str, year: int, anchor: Anchor, part: str | None = None) -> Reading | None:
    """A season: outer bounds by month or solstice, whichever is wider; inner bounds by whichever is narrower.

    `year` is that of its first month.
    """
    if not date.min.year < year < date.max.year:
        return None
    outer_first, outer_last, inner_first, inner_last = _SEASONS[season]
    over = 1 if season == "WI" else 0
    first, last = date(year, *outer_first), date(year + over, *outer_last)
    reading = Reading(
        kind=TimeKind.DATE,
        value=f"{year:04}-{season}",
        modifier=part,
        anchor=anchor,
        begin=first,
        finish=last,
        begin_latest=date(year, *inner_first),
        finish_earliest=date(year + over, *inner_last),
        because="a season has no sharp bounds",
    )
    period = Period(value=f"{year:04}-{season}", first=first, last=last, unit=Unit.QUARTER)
    if part is None:
        return replace(reading, moves=period)
    first, last = part_of(period, part)
    return replace(reading, begin=first, finish=last, begin_latest=None, finish_earliest=None, moves=period)


def season_period(season: str, year: int) -> Period | None:
    """The outer bounds of a season as a period, to choose between years."""
    reading = season_reading(season, year, Anchor.UNKNOWN)
    return reading.moves if reading else None


def stretched(stretch: Stretch, anchor: Anchor, because: str) -> Reading:
    """A reading of a stretch of another calendar, widened by how far its reckoning may miss."""
    single = stretch.first == stretch.last
    first, last = moved_days(stretch.first, -stretch.doubt), moved_days(stretch.last, stretch.doubt)
    value = stretch.first.isoformat() if single else f"{stretch.first.isoformat()}/{stretch.last.isoformat()}"
    inner = stretch.doubt and not single
    return Reading(
        kind=TimeKind.DATE,
        value=value,
        modifier="APPROX" if stretch.doubt else None,
        anchor=anchor,
        begin=first,
        finish=last,
        begin_latest=moved_days(stretch.first, stretch.doubt) if inner else None,
        finish_earliest=moved_days(stretch.last, -stretch.doubt) if inner else None,
        because=because,
        moves=Period(value=value, first=stretch.first, last=stretch.last, unit=Unit.DAY if single else Unit.MONTH),
    )


def part_in(found: Found, group: str = "part") -> str | None:
    """START, MID or END where the words name a part."""
    if not found.has(group):
        return None
    return found.text(group, "part") or found.text(group, "partnoun")


def told_day(scene: Scene) -> date | None:
    """The day at which the narrative stands in this paragraph, else that of the document."""
    if scene.told is not None and scene.told.first == scene.told.last and scene.paragraph:
        return scene.told.first
    return scene.published


def narrative_day(scene: Scene) -> date | None:
    """The day at which the narrative stands, however long ago it was told; None where it is longer than a day."""
    if scene.told is None:
        return scene.published
    return scene.told.first if scene.told.first == scene.told.last else None


def weekday_near(weekday: int, origin: date, lean: Lean | None) -> date | None:
    """The nearest such weekday, today included: ahead where the words point ahead, else behind."""
    if lean is Lean.FUTURE:
        return moved_days(origin, (weekday - origin.isoweekday()) % 7)
    return moved_days(origin, -((origin.isoweekday() - weekday) % 7))


def shifted(unit: Unit, origin: date, count: float) -> Period | None:
    """The period of a unit that lies so many units from a day."""
    day = moved(origin, unit, count)
    if day is None:
        return None
    return year_of(day.year) if unit in {Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM} else at(unit, day)
