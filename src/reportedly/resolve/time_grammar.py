"""The grammar of times: rules as patterns over classes of words, each with a function that reads what it found.

A pattern is a regular expression in which `{month}` stands for one word of that class and `{NUMBER}` for a macro below.
Blanks have no meaning. Named groups hand words to the function. The longest match wins; of equals, the earlier rule.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reportedly.resolve.time_calendar import Period, Unit
from reportedly.resolve.time_words import Value, Vocabulary, Words, load_vocabulary
from reportedly.spans import Span
from reportedly.vocabulary import Anchor, TimeKind


class Lean(StrEnum):
    """Which way the tense of the words around a time points."""

    PAST = "PAST"
    PERFECT = "PERFECT"
    PRESENT = "PRESENT"
    FUTURE = "FUTURE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a time expression may be counted from.

    Attributes:
        published: Day of the document; None when it is not known.
        told: The last time that the text gave with a day, month or year of its own or counted from the document.
        stated: Whether `told` is a month or a day written with its year.
        lean: Tense of the words around.
        sure: Whether a parse shows that tense, and not only the words nearby.
        preposition: Class value of the preposition before the expression.
        paragraph: Whether `told` stands in the same paragraph.
        near: Whether it stands in the same sentence or the one before.
    """

    published: date | None
    told: Period | None = None
    stated: bool = False
    lean: Lean | None = None
    sure: bool = False
    preposition: str | None = None
    paragraph: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a time expression means; open bounds are None.

    Attributes:
        moves: The period that the narrative stands at after this expression; None leaves it where it was.
        loose: Whether the bounds already say what a preposition before it would add.
    """

    kind: TimeKind
    value: str | None
    modifier: str | None = None
    anchor: Anchor = Anchor.UNKNOWN
    begin: date | None = None
    finish: date | None = None
    begin_latest: date | None = None
    finish_earliest: date | None = None
    because: str = ""
    moves: Period | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule: its words by group."""

    words: Words
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Index of the first word."""
        return self.match.start()

    @property
    def stop(self) -> int:
        """Index after the last word."""
        return self.match.end()

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.words.bounds[self.start].start, self.words.bounds[self.stop - 1].stop)

    def has(self, group: str) -> bool:
        """Whether the group took part in the match and is not empty."""
        return bool(self.indices(group))

    def indices(self, group: str) -> range:
        """Indices of the words of a group, or of its twin, whose name ends in 2, in another branch of the pattern."""
        for name in (group, f"{group}2"):
            if name in self.match.re.groupindex and self.match.start(name) >= 0:
                return range(*self.match.span(name))
        return range(0)

    def value(self, group: str, name: str) -> Value | None:
        """The value in this class of the first word of the group that has it."""
        for index in self.indices(group):
            value = self.words.value(index, name)
            if value is not None:
                return value
        return None

    def number(self, group: str, name: str) -> int | None:
        """The same, for a class whose values are whole numbers."""
        value = self.value(group, name)
        return int(value) if value is not None else None

    def text(self, group: str, name: str) -> str | None:
        """The same, for a class whose values are words."""
        value = self.value(group, name)
        return str(value) if value is not None else None

    def unit(self, group: str) -> Unit:
        """The unit of time that a group names."""
        value = self.value(group, "unit") or self.value(group, "units")
        return Unit(str(value))


Make = Callable[[Found, Scene], Reading | None]


def when(holds: Callable[[Found], bool], make: Make) -> Make:
    """A reading that is declined where the match does not fit."""
    return lambda found, scene: make(found, scene) if holds(found) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; `pattern` is written with classes, `make` reads a match and may decline it."""

    name: str
    pattern: str
    make: Make = field(repr=False)


CARD = "(?:{cardinal}(?:{hyphen}?{cardinal}|{and}{cardinal})*)"
MACROS = {
    "COUNT": f"(?:{{number}}(?:{{cardinal}})*|{CARD}|{{half}}|{{couple}})",
    "DOM": "(?:{dom}|{ordinal}(?:{hyphen}{ordinal})?|{cardinal}{hyphen}{ordinal})",
    "YEAR": "(?:{year}|{cardinal}{hyphen}?{cardinal}(?:{hyphen}?{cardinal})?)",
    "UNITS": "(?:{unit}|{units})",
    "PART": "(?:(?:{the}?{partnoun}{of}{the}?)|{part}{hyphen}?(?:{part}{hyphen}?)?(?:{prep}{the}?)?)",
    "APPROX": "(?:{soft}?{approx}(?:{the})?)",
    "CLOCK": "(?:(?:{clock}|{number}){meridiem}|{clock}(?:{units})?|{military}(?:{units}|(?={zone}))|{number}{oclock})",
}
_CLASS = re.compile(r"\{([a-z_]+)\}")
_MACRO = re.compile(r"\{([A-Z]+)\}")


def expanded(pattern: str, vocabulary: Vocabulary) -> str:
    """The pattern as a regular expression over letters."""
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda match: MACROS[match.group(1)], pattern)
    pattern = pattern.replace(" ", "").replace("\n", "")
    return _CLASS.sub(lambda match: f"[{vocabulary.letters(match.group(1))}]", pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Rules, compiled for a vocabulary."""

    vocabulary: Vocabulary
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]

    def matches(self, words: Words) -> Iterator[tuple[Rule, Found]]:
        """Every match of every rule, by where it begins, longest first, then by the order of the rules."""
        found = [
            (match.start(), -match.end(), order, match)
            for order, (_, pattern) in enumerate(self.rules)
            for match in pattern.finditer(words.signs)
        ]
        found.sort(key=lambda each: each[:3])
        for _, _, order, match in found:
            yield self.rules[order][0], Found(words, match)


@functools.cache
def compiled(rules: tuple[Rule, ...]) -> Grammar:
    """The rules, compiled for the lexicon of times."""
    vocabulary = load_vocabulary()
    patterns = tuple((rule, re.compile(expanded(rule.pattern, vocabulary))) for rule in rules)
    return Grammar(vocabulary=vocabulary, rules=patterns)


def counted(found: Found, group: str) -> float | None:
    """The number that a group of words writes: "2", "twenty-three", "two hundred", "half"; None for none."""
    total = part = 0.0
    seen = False
    for index in found.indices(group):
        step = _step(found.words, index)
        if step is None:
            continue
        seen = True
        if step >= 100:  # noqa: PLR2004 - "hundred" and "thousand" multiply what stands before
            part = (part or 1) * step
            total, part = (total + part, 0.0) if step >= 1000 else (total, part)  # noqa: PLR2004 - thousands end a part
        else:
            part = part * step if step == 12 and part else part + step  # noqa: PLR2004 - dozens multiply
    return total + part if seen else None


def _step(words: Words, index: int) -> float | None:
    """What one word adds to a number."""
    for name in ("number", "cardinal", "couple"):
        value = words.value(index, name)
        if value is not None:
            return float(value)
    return 0.5 if words.has(index, "half") else None


def year_in(found: Found, group: str) -> int | None:
    """The year that a group of words writes: "1998", "'98", "nineteen ninety-six", "two thousand and three"."""
    written = found.number(group, "year")
    if written is not None:
        return written
    steps = [int(found.words.value(index, "cardinal") or 0) for index in found.indices(group)]
    steps = [step for step in steps if step]
    if len(steps) > 1 and 15 <= steps[0] <= 20 and 10 <= steps[1] < 100:  # noqa: PLR2004 - "fifteen" to "twenty" begin a year
        return steps[0] * 100 + sum(steps[1:])
    value = counted(found, group)
    return int(value) if value is not None and 1900 <= value <= 2100 else None  # noqa: PLR2004 - "two thousand three"


def day_in(found: Found, group: str) -> int | None:
    """The day of the month that a group writes: "5", "5th", "twenty-first"."""
    whole = found.number(group, "dom")
    if whole is not None:
        return whole
    steps = [found.words.value(i, "ordinal") or found.words.value(i, "cardinal") for i in found.indices(group)]
    day = sum(int(step) for step in steps if step is not None)
    return day if 1 <= day <= 31 else None  # noqa: PLR2004 - days of a month
