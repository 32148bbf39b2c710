"""Divide a text into words the way English Universal Dependencies does, and guess where windows may be cut.

The words are slices of the text, so that offsets are exact by construction. Sentence boundaries proper come from the
model; the cheap rule here serves only to cut a long text into windows without cutting a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from reportedly.lexicon import Lexicon
from reportedly.spans import Span

APOSTROPHES = "'’`´‘"
_CLOSERS = frozenset("\"'”’)]}»")
_ENDERS = frozenset(".!?…")
# "MOSUL, Iraq (Agency) — ": a dateline is no part of the sentence after it. A second dash soon after is an aside.
DATELINE = re.compile(
    r"^[^\S\n]*(?:[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]+ ?){1,4}(?:, ?[\w. ]{2,30})?(?: ?\([^)\n]{2,30}\))?"
    r" ?(?:[—–]|--) ?-?\s*(?![^\n—–]{1,60}(?:[—–]|--)\s)",
    re.MULTILINE,
)
WIDEST = 100
RAGGED = 6  # wrapped lines end up to so many characters short of where the next word would not have fitted


class Word(NamedTuple):
    """One word of a text, at code points `[start, stop)`; `joined` when it is a later part of a contraction."""

    start: int
    stop: int
    joined: bool = False


class Gap(IntEnum):
    """What stands between a word and the one before it."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The exceptions of a language, from its lexicon, and the pattern made of them."""

    abbreviations: frozenset[str]
    endings: frozenset[str]
    contractions: dict[str, tuple[int, ...]]
    pattern: re.Pattern[str] = field(repr=False)


_CLITIC = re.compile(rf"(?<=\w)(?:n[{APOSTROPHES}]t|[{APOSTROPHES}](?:s|m|d|re|ve|ll))$", re.IGNORECASE)

# One alternative for each thing that is a word although it is more than letters; the order decides.
_PATTERN = r"""
    (?-i:[^\W\d_]++(?=[\s,;?!)”"]))                                                          # most words, at once
  | (?:https?|ftp)://[^\s<>"”]*[^\s<>"”.,;:!?)\]'’] | www\.[^\s<>"”]*[^\s<>"”.,;:!?)\]'’]   # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                                        # mail
  | [\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|co\.uk|doc|pdf|xls|html?)\b
  | [:;=]-?[)(DPp](?!\w) | \(:
  | [#@][^\W\d]\w* | \w+@\w+
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|['’]?s)\b
  | \d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}(?!\w) | \d{{4}}-\d\d-\d\d(?!\w)
  | \+?\d{{3}}(?:-\d{{3}})*-\d{{4}}(?![\w-])                                                  # telephone
  | \d+/\d+(?!\w) | \d+(?:[.,:]\d+)*
  | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w.{apostrophes}]))? | Ph\.D\.
  | (?:{prefixes})-(?=\w)[\w{apostrophes}]*\w
  | [^\W\d_]{{2,}}(?:&[^\W\d_]+)+ | [^\W\d_]&[^\W\d_]{{2,}} | (?:S&P|R&D|Q&A)\b
  | \w+(?:[{apostrophes}]\w+)*
  | [{apostrophes}](?:em|til|tis|twas|cause|bout|\d\ds)\b
  | [.!?]{{2,}} | -{{2,}} | ={{2,}} | \*{{2,}} | _{{2,}} | \#{{2,}} | <{{2,}} | >{{2,}} | '' | `` | ’’ | ‘‘ | ‘’
  | \S
"""


def rules_of(lexicon: Lexicon) -> Rules:
    """The rules that a lexicon of tokens states."""
    parts = {
        key: tuple(len(part) for part in str(entry["parts"]).split())
        for key, entry in lexicon.entries.items()
        if entry.get("kind") == "contraction"
    }
    prefixes = "|".join(
        sorted(map(re.escape, (key.rstrip("-") for key in lexicon.having("kind", "prefix"))), key=len, reverse=True)
    )
    pattern = re.compile(_PATTERN.format(prefixes=prefixes, apostrophes=APOSTROPHES), re.VERBOSE | re.IGNORECASE)
    return Rules(
        abbreviations=lexicon.having("kind", "abbreviation"),
        endings=lexicon.having("kind", "ending"),
        contractions=parts,
        pattern=pattern,
    )


def words(text: str, rules: Rules) -> list[Word]:
    """The words of a text in order; together they cover everything but white space."""
    found: list[Word] = []
    known: dict[str, tuple[int, ...]] = {}
    for match in rules.pattern.finditer(text):
        form, (start, stop) = match.group(), match.span()
        if form == ".":
            _full_stop(text, found, start, rules)
            continue
        lengths = known.get(form)
        if lengths is None:
            lengths = known[form] = _parts(form, rules)
        if len(lengths) == 1:
            found.append(Word(start, stop))
        else:
            found.extend(_divided(start, lengths))
    return found


def _full_stop(text: str, found: list[Word], start: int, rules: Rules) -> None:
    """A full stop: part of the word before it where that is an abbreviation or an initial."""
    if found and found[-1].stop == start and _keeps_stop(text, found[-1], rules):
        found[-1] = Word(found[-1].start, start + 1, found[-1].joined)
    else:
        found.append(Word(start, start + 1))


def _keeps_stop(text: str, word: Word, rules: Rules) -> bool:
    """Whether the full stop after this word belongs to it."""
    form = text[word.start : word.stop]
    if len(form) == 1 and form.isalpha():
        return form.isupper() and form != "I" and text[word.stop + 1 : word.stop + 2].isspace()
    if form.lower() in rules.abbreviations:
        return True
    if form.lower() not in rules.endings:
        return False
    # As likely the last word of a sentence: an abbreviation where the next word is none that begins one ("No. 3").
    follower = text[word.stop + 1 : word.stop + 4].strip()[:1]
    return follower.isdigit() or follower.islower() or follower in {",", ";", ":"}


def _parts(form: str, rules: Rules) -> tuple[int, ...]:
    """The lengths of the words that a form is made of, more than one where it is a contraction."""
    lengths = rules.contractions.get(form.lower())
    if lengths is None:
        match = _CLITIC.search(form) if len(form) > 2 else None  # noqa: PLR2004 - a letter, a mark, a letter
        lengths = (match.start(), len(form) - match.start()) if match else (len(form),)
    return lengths


def _divided(start: int, lengths: tuple[int, ...]) -> Iterator[Word]:
    """The words of a contraction."""
    for number, length in enumerate(lengths):
        yield Word(start, start + length, number > 0)
        start += length


def gaps(text: str, found: Sequence[Word]) -> list[Gap]:
    """What stands before each word."""
    kinds, last, width = [], 0, wrapped_at(text)
    after_dateline = {match.end() for match in DATELINE.finditer(text)}
    for number, word in enumerate(found):
        begins = number == 0 or word.start in after_dateline
        gap = Gap.PARAGRAPH if begins else gap_of(text[last : word.start])
        if gap == Gap.LINE and not is_wrap(text, last, word, width):
            gap = Gap.PARAGRAPH
        kinds.append(gap)
        last = word.stop
    return kinds


def wrapped_at(text: str) -> int:
    """The width, in characters, at which lines are wrapped; 0 for a text whose lines are paragraphs.

    Mail and wire text is wrapped at 100 characters or less; a longer line shows that nobody wrapped this text.
    """
    width = max((len(line) for line in text.splitlines()), default=0)
    return width if width <= WIDEST else 0


def is_wrap(text: str, last: int, word: Word, width: int) -> bool:
    """Whether a line break only wraps: a sentence goes on in lower case, or the next word would not have fitted."""
    if text[word.start].islower() and text[last - 1] not in _ENDERS:
        return True
    start = text.rfind("\n", 0, last) + 1
    rest = text[word.start : word.start + width + 1].split(maxsplit=1)
    return bool(width) and last - start + 1 + len(rest[0]) > width - RAGGED


def gap_of(between: str) -> Gap:
    """The kind of a stretch of white space."""
    if not between:
        return Gap.NONE
    lines = between.count("\n")
    return Gap.SPACE if lines == 0 else Gap.LINE if lines == 1 else Gap.PARAGRAPH


def provisional(forms: Sequence[str], before: Sequence[Gap]) -> list[bool]:
    """Whether a window may begin at each word: at a paragraph, or after an end mark before something not lower case."""
    starts: list[bool] = []
    ended = True
    for form, gap in zip(forms, before, strict=True):
        opens = ended and gap != Gap.NONE and not form[:1].islower() and form[:1] not in _CLOSERS - frozenset("\"'")
        starts.append(gap == Gap.PARAGRAPH or opens or not starts)
        if form[-1:] in _ENDERS:
            ended = len(form) == 1 or form[-2:-1] in _ENDERS
        elif form not in _CLOSERS:
            ended = False
    return starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text as words, ready to be read in windows.

    Attributes:
        forms: The words as written.
        spans: Where each stands.
        before: What stands before each.
        starts: Where a window may begin.
        given: Whether `starts` are the sentences, given from outside, and not only places to cut.
    """

    forms: tuple[str, ...] = field(repr=False)
    spans: tuple[Span, ...]
    before: tuple[Gap, ...]
    starts: tuple[bool, ...]
    given: bool = False


def segment(text: str, rules: Rules) -> Words:
    """A raw text as words."""
    found = words(text, rules)
    forms, before = [text[word.start : word.stop] for word in found], gaps(text, found)
    return Words(
        forms=tuple(forms),
        spans=tuple(Span(word.start, word.stop) for word in found),
        before=tuple(before),
        starts=tuple(provisional(forms, before)),
    )
