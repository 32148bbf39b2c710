"""Times: every expression becomes an interval that is no tighter than its words, with what it is counted from."""

import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.records import Annotated, TimeMention
from reportedly.resolve.time_calendar import Period, Unit
from reportedly.resolve.time_frames import framed, is_close, is_range, joined, lean_at, preposition
from reportedly.resolve.time_grammar import Found, Grammar, Lean, Reading, Rule, Scene, compiled
from reportedly.resolve.time_parse import lean_in
from reportedly.resolve.time_rules_dates import DATE_RULES
from reportedly.resolve.time_rules_eras import ERA_RULES
from reportedly.resolve.time_rules_narrative import NARRATIVE_RULES
from reportedly.resolve.time_rules_relative import RELATIVE_RULES
from reportedly.resolve.time_rules_spans import SPAN_RULES
from reportedly.resolve.time_words import Words, cut
from reportedly.spans import Span
from reportedly.vocabulary import Anchor

RULES = (*DATE_RULES, *RELATIVE_RULES, *NARRATIVE_RULES, *SPAN_RULES, *ERA_RULES)
NEAR_GAPS = 1
NEAR_STOPS = 1
_LONGEST = {1: 1, 2: 6, 3: 7, 4: 31}
UNKNOWN_PRECISION = 0
YEAR_PRECISION = 5

LeanOf = Callable[[Span], Lean | None]


def find_times(annotated: Annotated) -> tuple[TimeMention, ...]:
    """Every time expression of a document, in order, read against the day it was published.

    Where that day is unknown, relative expressions stay relative: TIMEX3 value with X, or None, and open bounds.
    """
    document = annotated.document
    return _mentions(document.text, _day(document.published), lambda span: lean_in(annotated, span))


def read_times(text: str, published: str | None = None) -> tuple[TimeMention, ...]:
    """The same for a plain text; tense comes from the words around instead of a parse."""
    return _mentions(text, _day(published), lambda _: None)


def _day(published: str | None) -> date | None:
    """The day of an ISO 8601 date; None for none or for something else."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A reading with the words it was made from."""

    start: int
    stop: int
    reading: Reading


def _mentions(text: str, published: date | None, lean_of: LeanOf) -> tuple[TimeMention, ...]:
    """Words to readings, readings joined to ranges, ranges to records."""
    grammar = compiled(RULES)
    words = cut(text, grammar.vocabulary)
    placed = _ranges(words, tuple(_readings(words, grammar, published, lean_of)))
    return tuple(_mention(words, each) for each in placed)


def _readings(words: Words, grammar: Grammar, published: date | None, lean_of: LeanOf) -> Iterator[_Placed]:
    """The longest readable match at each place, each read in the light of those before."""
    gaps = [index for index in range(len(words.entries)) if words.has(index, "gap")]
    stops = [index for index in range(len(words.entries)) if words.has(index, "stop")]
    cursor, story = 0, _Story()
    for rule, found in grammar.matches(words):
        if found.start < cursor:
            continue
        shown = lean_of(found.span)
        around = lean_at(words, found.start, found.stop)
        scene = Scene(
            published=published,
            told=story.told,
            stated=story.stated,
            lean=around if shown is None or (shown is Lean.PRESENT and around is Lean.PERFECT) else shown,
            sure=shown is not None or is_close(words, found.start, found.stop),
            preposition=preposition(words, found.start),
            paragraph=_between(gaps, story.where, found.start) <= NEAR_GAPS,
            near=_between(stops, story.where, found.start) <= NEAR_STOPS,
        )
        reading = _read(rule, found, scene)
        if reading is None:
            continue
        cursor = found.stop
        story = _after(story, reading, found.stop)
        yield _Placed(start=found.start, stop=found.stop, reading=reading)


def _between(marks: list[int], start: int, stop: int) -> int:
    """How many of the marks stand between two words."""
    return bisect.bisect(marks, stop) - bisect.bisect(marks, start)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """Where the narrative stands: the time last told, whether with its own year, and after which word."""

    told: Period | None = None
    stated: bool = False
    where: int = 0


def _after(story: _Story, reading: Reading, where: int) -> _Story:
    """Where the narrative stands after a reading."""
    told = reading.moves
    if told is None:
        return story
    stated = reading.anchor is Anchor.EXPLICIT and told.unit in {Unit.DAY, Unit.WEEK, Unit.MONTH}
    carried = story.stated and reading.anchor is Anchor.NARRATIVE
    return _Story(told=told, stated=stated or carried, where=where)


def _read(rule: Rule, found: Found, scene: Scene) -> Reading | None:
    """What a rule makes of a match, with what the preposition adds."""
    reading = rule.make(found, scene)
    return framed(reading, scene) if reading is not None else None


def _ranges(words: Words, placed: tuple[_Placed, ...]) -> tuple[_Placed, ...]:
    """The same, where two times that make a range carry its bounds."""
    made = list(placed)
    for index in range(len(made) - 1):
        left, right = made[index], made[index + 1]
        if not is_range(words, (left.start, left.stop), (right.start, right.stop)):
            continue
        pair = joined(left.reading, right.reading)
        if pair is not None:
            made[index], made[index + 1] = replace(left, reading=pair[0]), replace(right, reading=pair[1])
    return tuple(made)


def _mention(words: Words, placed: _Placed) -> TimeMention:
    """The record of a reading."""
    reading = placed.reading
    inner = _inner(reading)
    return TimeMention(
        span=Span(words.bounds[placed.start].start, words.bounds[placed.stop - 1].stop),
        kind=reading.kind,
        value=reading.value,
        modifier=reading.modifier,
        anchor=reading.anchor,
        begin=_iso(reading.begin),
        finish=_iso(reading.finish),
        begin_latest=_iso(inner[0]),
        finish_earliest=_iso(inner[1]),
        precision=precision_of(reading.begin, reading.finish),
        because=reading.because,
    )


def _inner(reading: Reading) -> tuple[date | None, date | None]:
    """Inner bounds, kept inside the outer ones."""
    latest, earliest = reading.begin_latest, reading.finish_earliest
    if latest is not None and reading.finish is not None:
        latest = min(latest, reading.finish)
    if earliest is not None and reading.begin is not None:
        earliest = max(earliest, reading.begin)
    return latest, earliest


def _iso(day: date | None) -> str | None:
    """ISO 8601, or None."""
    return day.isoformat() if day is not None else None


def precision_of(begin: date | None, finish: date | None) -> int:
    """UCDP's date_prec by the length of the interval: 1 day, 2 up to six, 3 week, 4 month, 5 longer; 0 where open."""
    if begin is None or finish is None:
        return UNKNOWN_PRECISION
    days = (finish - begin).days + 1
    return next((level for level, longest in _LONGEST.items() if days <= longest), YEAR_PRECISION)
