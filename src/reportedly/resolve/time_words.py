"""Words of a text as the grammar of times sees them: one letter for each word, by the classes it has in the lexicon.

A text of a thousand words becomes a string of a thousand letters, nearly all of them `.` for a word that has nothing to
do with time. The rules are regular expressions over that string, so that all of them together cost about as much as
cutting the text into words.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportedly.errors import LexiconError
from reportedly.lexicon import load_lexicon
from reportedly.spans import Span

PLAIN = "."
FIRST_SIGN = 0xE000
YEARS = range(1000, 3000)
PIVOT = 50

Value = str | int | float
_SHAPE = re.compile(
    r"""(?P<gap>\n[ \t]*\n\s*)
    |(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
    |(?P<years>(?:1[5-9]|20)\d{2}\s?[-–—/]\s?(?:(?:1[5-9]|20)\d{2}|\d{2})(?![\d/-]))
    |(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
    |(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4}(?!\d))
    |(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d))
    |(?P<decade>(?:['’‘]\d|\b(?:1\d|20)\d{1})0['’]?s\b)
    |(?P<short>['’‘]\d\d(?!\w))
    |(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<mixed>\d+[ -]\d/\d(?!\d)|\d+[½¼¾])
    |(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
    |(?P<possessive>['’]s\b)
    |(?P<contracted>['’](?:ve|ll)\b)
    |(?P<dots>\b(?:[A-Za-z]\.){2,}|\bMay\.(?=\s\d)|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[Hh]rs?|[Mm]ins?|[Yy]rs?|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|ca?)\.(?=\s))
    |(?P<word>[^\W\d_]+)
    |(?P<other>\S)""",
    re.VERBOSE,
)
_MARKS = {
    "-": "hyphen",
    "–": "dash",
    "—": "dash",
    ",": "comma",
    ".": "stop",
    "?": "stop",
    "!": "stop",
    "/": "slashmark",
}
_MARKS |= {";": "stop", ":": "colon", "(": "open", ")": "shut", "½": "half"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of word: the classes that it has, with their values, and the letter that stands for these classes.

    Attributes:
        capital: Whether it counts only with a capital first letter.
    """

    classes: Mapping[str, Value]
    sign: str = PLAIN
    capital: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text cut into words.

    Attributes:
        signs: One letter a word.
        bounds: Where each word stands.
        entries: What each word is; an entry without classes for a plain word.
    """

    text: str = field(repr=False)
    signs: str
    bounds: tuple[Span, ...] = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)

    def value(self, index: int, name: str) -> Value | None:
        """The value that a word has in a class; None where it is not of the class and beyond either end of the text."""
        return self.entries[index].classes.get(name) if 0 <= index < len(self.entries) else None

    def has(self, index: int, name: str) -> bool:
        """Whether a word is of a class; false beyond either end of the text."""
        return 0 <= index < len(self.entries) and name in self.entries[index].classes

    def written(self, index: int) -> str:
        """The word as written; empty beyond either end."""
        return self.bounds[index].of(self.text) if 0 <= index < len(self.bounds) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The lexicon of times, ready to read texts with.

    Attributes:
        single: Entries of one word, by the word in lower case.
        phrases: For the first word of each phrase, the further words of every phrase, longest first.
        signs: The letter for each set of classes.
    """

    single: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    signs: Mapping[frozenset[str], str]

    def letters(self, name: str) -> str:
        """Every letter that stands for a word of this class.

        Raises:
            LexiconError: No word and no shape has this class: a rule misspells it.
        """
        found = "".join(sign for classes, sign in self.signs.items() if name in classes)
        if not found:
            message = f"the grammar of times speaks of words of class {name!r}; lexicon times.yml has none"
            raise LexiconError(message)
        return found

    def entry(self, classes: Mapping[str, Value]) -> Entry:
        """The entry of a number or a mark, which no lexicon lists."""
        return Entry(classes, self.signs[frozenset(classes)])


def cut(text: str, vocabulary: Vocabulary) -> Words:
    """The words of a text, phrases of the lexicon taken together."""
    bounds: list[Span] = []
    entries: list[Entry] = []
    lowered: list[str] = []
    for match in _SHAPE.finditer(text):
        bounds.append(Span(*match.span()))
        word = match.group()
        lowered.append(word.lower())
        entries.append(_entry(match.lastgroup or "other", word, vocabulary))
    return _joined(text, bounds, _Raw(lowered, entries), vocabulary)


@dataclass(frozen=True, slots=True)
class _Raw:
    """Words before phrases are taken together."""

    lowered: list[str]
    entries: list[Entry]


def _joined(text: str, bounds: list[Span], raw: _Raw, vocabulary: Vocabulary) -> Words:
    """The same, with each phrase as one word."""
    spans: list[Span] = []
    entries: list[Entry] = []
    index = 0
    while index < len(bounds):
        length, entry = 1, raw.entries[index]
        options = vocabulary.phrases.get(raw.lowered[index])
        if options:
            length, entry = _phrase(options, raw, index) or (1, entry)
        spans.append(bounds[index] if length == 1 else Span(bounds[index].start, bounds[index + length - 1].stop))
        entries.append(entry)
        index += length
    signs = "".join(entry.sign for entry in entries)
    return Words(text=text, signs=signs, bounds=tuple(spans), entries=tuple(entries))


def _phrase(options: tuple[tuple[tuple[str, ...], Entry], ...], raw: _Raw, index: int) -> tuple[int, Entry] | None:
    """The longest phrase that begins at a word: how many words it has, and its entry."""
    for rest, entry in options:
        stop = index + 1 + len(rest)
        if tuple(raw.lowered[index + 1 : stop]) == rest:
            return stop - index, entry
    return None


_NOTHING = Entry({})


def _entry(shape: str, word: str, vocabulary: Vocabulary) -> Entry:
    """What a word is."""
    if shape in {"word", "contracted", "dots"}:
        found = vocabulary.single.get(word.lower())
        if found is None and shape == "dots":
            found = vocabulary.single.get(word.lower().rstrip("."))
        if found is None or (found.capital and not word[0].isupper()):
            return _NOTHING
        return found
    if shape == "other":
        mark = _MARKS.get(word)
        return vocabulary.entry({mark: 1}) if mark else _NOTHING
    return vocabulary.entry(_shaped(shape, word))


def _shaped(shape: str, word: str) -> Mapping[str, Value]:
    """The classes of what is written with digits, of a gap between paragraphs and of a possessive ending."""
    if shape == "number":
        return _number(word)
    if shape == "mixed":
        return {"number": _mixed(word)}
    if shape == "ordinal":
        return {"ordinal": int(word[:-2])}
    if shape == "short":
        return {"year": _full(int(word[1:]))}
    if shape == "decade":
        digits = re.sub(r"\D", "", word)
        return {"decade": int(digits) if len(digits) == len("1990") else _full(int(digits))}
    return {shape: word}


def _number(word: str) -> Mapping[str, Value]:
    """A number, which may be a day of the month, a year or a time written with four digits."""
    plain = word.replace(",", "")
    value = float(plain) if "." in plain else int(plain[:18])
    classes: dict[str, Value] = {"number": value}
    if len(word) <= len("31") and isinstance(value, int) and 1 <= value <= 31:  # noqa: PLR2004 - days of a month
        classes["dom"] = value
    if len(word) == len("98") and word.isdigit():
        classes["yy"] = _full(int(word))
    if len(word) == len("1998") and word.isdigit():
        if value in YEARS:
            classes["year"] = value
        if int(word[:2]) < 24 and int(word[2:]) < 60:  # noqa: PLR2004 - hours and minutes
            classes["military"] = word
    return classes


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _mixed(word: str) -> float:
    """A number with a fraction: "5 1/2", "2½"."""
    whole, *parts = [int(each) for each in re.findall(r"\d+", word)]
    if parts:
        return whole + (parts[0] / parts[1] if parts[1] else 0.0)
    return whole + _FRACTIONS[word[-1]]


def _full(short: int) -> int:
    """The year that two digits mean: 1950 to 2049."""
    return short + (2000 if short < PIVOT else 1900)


_SHAPED = ("gap", "iso", "years", "slash", "dotted", "clock", "decade", "ordinal", "number", "possessive", "year")
_NUMBERS = (
    ("number", "dom"),
    ("number", "yy"),
    ("number", "dom", "yy"),
    ("number", "year"),
    ("number", "military"),
    ("number", "year", "military"),
)


@functools.cache
def load_vocabulary() -> Vocabulary:
    """The lexicon of times, read once.

    Raises:
        LexiconError: An entry has no classes.
    """
    lexicon = load_lexicon("times")
    signatures = [frozenset(entry.get("is") or ()) for entry in lexicon.entries.values()]
    if not all(signatures):
        message = "lexicon times.yml: an entry has no classes under `is`"
        raise LexiconError(message)
    signatures += [frozenset({each}) for each in (*_SHAPED, *_MARKS.values())]
    signatures += [frozenset(each) for each in _NUMBERS]
    unique = sorted(set(signatures), key=sorted)
    signs = {classes: chr(FIRST_SIGN + index) for index, classes in enumerate(unique)}
    return _vocabulary(lexicon.entries, signs)


def _vocabulary(rows: Mapping[str, Mapping[str, Any]], signs: dict[frozenset[str], str]) -> Vocabulary:
    """Words and phrases apart."""
    single: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for key, row in rows.items():
        entry = Entry(row["is"], signs[frozenset(row["is"])], bool(row.get("capital")))
        parts = _parts(key)
        if len(parts) == 1:
            single[key] = entry
        else:
            phrases.setdefault(parts[0], []).append((parts[1:], entry))
    ordered = {first: tuple(sorted(rest, key=lambda each: -len(each[0]))) for first, rest in phrases.items()}
    return Vocabulary(single=single, phrases=ordered, signs=signs)


def _parts(key: str) -> tuple[str, ...]:
    """The words of a lexicon key as the text would be cut; a key that ends in a stop is one word."""
    if key.endswith(".") and " " not in key:
        return (key,)
    return tuple(match.group() for match in _SHAPE.finditer(key))
