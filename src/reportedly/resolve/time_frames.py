"""What stands around a time: the tense of its clause, the preposition before it, and ranges that join two times."""

import re
from dataclasses import replace
from datetime import date

from reportedly.resolve.time_calendar import Unit, moved
from reportedly.resolve.time_grammar import Lean, Reading, Scene
from reportedly.resolve.time_words import Words
from reportedly.vocabulary import TimeKind

_HOUR = re.compile(r"T\d\d")
REACH = 30
NEAR = 4
SURE = frozenset({"will", "shall", "'ll", "’ll"})
_FULL = len("1998-02-05")


def lean_at(words: Words, start: int, stop: int) -> Lean | None:
    """The tense of the nearest verb before the words `[start, stop)` in their sentence, else of the nearest after them.

    "Monday's ruling" is known, so past.
    """
    if words.has(stop, "possessive"):
        return Lean.PAST
    for index in range(start - 1, max(-1, start - REACH), -1):
        if words.has(index, "stop") or words.has(index, "gap"):
            break
        found = _lean_of(words, index)
        if found is not None:
            return found
    for index in range(stop, min(len(words.entries), stop + REACH)):
        if words.has(index, "stop") or words.has(index, "gap"):
            break
        found = _lean_of(words, index)
        if found is not None and (found is not Lean.FUTURE or words.written(index).lower() in SURE):
            return found
    return None


def is_close(words: Words, start: int, stop: int) -> bool:
    """Whether the time is surely that of the verb by whose tense it is read.

    A verb form stands right before its preposition ("arrived on 20 December"), or the time opens the sentence.
    """
    if start < 1 or words.value(start - 1, "prep") not in {"in", "on", "at"}:
        return False
    if any(_lean_of(words, index) is not None for index in (start - 2, start - 3) if index >= 0):
        return True
    opens = start == 1 or words.has(start - 2, "stop") or words.has(start - 2, "gap")
    return opens and any(_lean_of(words, each) is Lean.PAST for each in range(stop, min(stop + 8, len(words.entries))))


def _lean_of(words: Words, index: int) -> Lean | None:
    """The tense that a word shows; a participle takes that of its auxiliary."""
    value = words.value(index, "lean")
    if value is None and not _is_past_form(words.written(index)):
        return None
    lean = Lean.PAST if value is None else Lean(str(value))
    for before in range(index - 1, max(-1, index - NEAR), -1):
        auxiliary = words.value(before, "lean")
        if lean is Lean.FUTURE and words.written(before).lower() == "had":
            return Lean.PAST
        if lean is not Lean.FUTURE and auxiliary in {Lean.FUTURE, Lean.PERFECT, Lean.PRESENT}:
            return Lean(str(auxiliary))
        if words.has(before, "comma"):
            break
    return lean


def _is_past_form(word: str) -> bool:
    """Whether a word looks like a regular past."""
    return len(word) > NEAR and word.endswith("ed") and word[0].islower()


def preposition(words: Words, start: int) -> str | None:
    """The preposition before a word, past an article or a softener such as "just"."""
    index = start - 1
    while index >= 0 and (words.has(index, "the") or words.has(index, "soft")) and not words.has(index, "prep"):
        index -= 1
    value = words.value(index, "prep") if index >= 0 else None
    return str(value) if value is not None else None


def framed(reading: Reading, scene: Scene) -> Reading:
    """The reading with bounds as the preposition sets them: "since", "until", "by", "before", "after"."""
    if reading.loose or reading.kind in {TimeKind.DURATION, TimeKind.SET}:
        return reading
    if reading.begin is None or reading.finish is None:
        return reading
    frame = _FRAMES.get(scene.preposition or "")
    return frame(reading, scene) if frame else reading


def _since(reading: Reading, scene: Scene) -> Reading:
    """From within the time named up to the document."""
    today = scene.published
    known = today is not None and reading.begin is not None and reading.begin <= today
    return replace(
        reading,
        begin_latest=reading.finish,
        finish=today if known else None,
        finish_earliest=today if known else None,
        because="since: from within the time named up to the document",
    )


def _until(reading: Reading, scene: Scene) -> Reading:
    """Up to within the time named; where the words point ahead, from the document on."""
    begin = scene.published if scene.lean is Lean.FUTURE else None
    begin = begin if begin is not None and reading.finish is not None and begin <= reading.finish else None
    because = "until: ends within the time named, no beginning stated"
    return replace(reading, begin=begin, begin_latest=None, finish_earliest=reading.begin, because=because)


def _by(reading: Reading, scene: Scene) -> Reading:
    """Not later than the time named."""
    made = _until(reading, scene)
    return replace(made, finish_earliest=None, because="by: not later than the time named")


def _before(reading: Reading, scene: Scene) -> Reading:
    """Earlier than the time named; before an hour of a day is on that day."""
    if reading.begin == reading.finish and _HOUR.search(reading.value or ""):
        return replace(reading, because="before: earlier on the day named")
    finish = reading.begin
    if reading.kind is TimeKind.DATE and finish is not None:
        finish = moved(finish, Unit.DAY, -1)
    begin = scene.published if scene.lean is Lean.FUTURE else None
    begin = begin if begin is not None and finish is not None and begin <= finish else None
    because = "before: ends before the time named"
    return replace(reading, begin=begin, finish=finish, begin_latest=None, finish_earliest=None, because=because)


def _after(reading: Reading, scene: Scene) -> Reading:
    """Later than the beginning of the time named; in the past, not later than the document."""
    finish = scene.published if scene.lean in {Lean.PAST, Lean.PERFECT} else None
    finish = finish if finish is not None and reading.begin is not None and reading.begin <= finish else None
    because = "after: begins within or after the time named"
    return replace(reading, finish=finish, begin_latest=None, finish_earliest=None, because=because)


_FRAMES = {"since": _since, "until": _until, "by": _by, "before": _before, "after": _after}


def is_range(words: Words, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two times are joined as "from … to …" or "between … and …"."""
    between = range(left[1], right[0])
    if len(between) != 1:
        return False
    before = preposition(words, left[0])
    joint = between[0]
    if before == "between":
        return words.has(joint, "and")
    if before == "from":
        return words.has(joint, "to") or words.value(joint, "prep") == "until"
    return words.has(joint, "dash") or words.has(joint, "hyphen")


def joined(left: Reading, right: Reading) -> tuple[Reading, Reading] | None:
    """Both times of a range, each with the bounds of the whole; None where they do not follow each other."""
    right = _unframed(right)
    left = _with_year_of(left, right)
    if left.begin is None or right.finish is None or left.begin > right.finish:
        return None
    bounds = {
        "begin": left.begin,
        "finish": right.finish,
        "begin_latest": left.finish if left.finish and left.finish <= right.finish else None,
        "finish_earliest": right.begin if right.begin and right.begin >= left.begin else None,
        "because": "a range: from the first time named to the second",
        "loose": True,
    }
    return replace(left, **bounds), replace(right, **bounds)  # type: ignore[arg-type]


def _unframed(reading: Reading) -> Reading:
    """The bounds of the time itself, where a preposition had changed them."""
    period = reading.moves
    return replace(reading, begin=period.first, finish=period.last) if period else reading


def _with_year_of(left: Reading, right: Reading) -> Reading:
    """A first time without year of its own, moved to the year of the second: "from March to May 2016"."""
    period, other = left.moves, right.moves
    if period is None or other is None or left.value is None or period.first <= other.last:
        return _unframed(left)
    back = period.first.year - other.first.year
    first, last = moved(period.first, Unit.YEAR, -back), moved(period.last, Unit.YEAR, -back)
    if first is None or last is None or first > other.last:
        return _unframed(left)
    value = f"{first.year:04}{left.value[4:]}"
    last = _month_end(last) if len(left.value) < _FULL else last
    return replace(
        left, value=value, begin=first, finish=last, moves=replace(period, value=value, first=first, last=last)
    )


def _month_end(day: date) -> date:
    """The last day of the month of a day."""
    after = moved(day.replace(day=1), Unit.MONTH, 1)
    return (moved(after, Unit.DAY, -1) if after else None) or day
