"""What a text is compared by: its words, sentences, paragraphs and quotations, and hashes of short runs of words.

A hash stands for a run of words inside one paragraph. Of every few hashes that follow each other the smallest is kept
(winnowing), so that two texts which share a run of ten words share a kept hash whatever stands around it.
"""

import hashlib
import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from reportedly.ledger.sources import folded
from reportedly.spans import Span

# Words in one hash, and how many hashes that follow each other give one: a shared run of SHINGLE + WINDOW - 1 is found.
SHINGLE = 5
WINDOW = 6
# Whole sentences and quotations of so many words get a hash of their own.
SENTENCE = 6
QUOTATION = 4

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
# The end of a sentence: a mark, perhaps closing quotes, white space, then what may begin a sentence.
_END = re.compile(r"[.!?…]+[\"'”’“»)\]]*\s+(?=[\"'“‘”«(\[]*[^\W\d_a-z])|[.!?…]+[\"'”’“»)\]]*\s+(?=\d)")
_QUOTE = re.compile(r"[\"“”„«»]")


class Run(NamedTuple):
    """Words `[start, stop)` of a text, by number."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """How many words."""
        return self.stop - self.start


# Without slots, since what a text is compared by is made once, however many it is compared with.
@dataclass(frozen=True, kw_only=True, eq=False)
class Wording:
    """A text as it is compared; equal to itself alone.

    Attributes:
        words: Folded words, in order.
        spans: Where each word stands.
        sentences: Which words make a sentence; together they are all words.
        paragraphs: Which words make a paragraph.
        quotations: Which words stand between quotation marks; a quotation that goes on is one for each paragraph.
    """

    text: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    spans: tuple[Span, ...] = field(repr=False)
    sentences: tuple[Run, ...]
    paragraphs: tuple[Run, ...]
    quotations: tuple[Run, ...]

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """Where each word stands, by number."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            found[word].append(number)
        return {word: tuple(numbers) for word, numbers in found.items()}

    @cached_property
    def bigrams(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """In which sentences each two words follow each other."""
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, run in enumerate(self.sentences):
            for pair in itertools.pairwise(self.words[run.start : run.stop]):
                found[pair].append(number)
        return {pair: tuple(numbers) for pair, numbers in found.items()}

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Words that stand in quotation marks."""
        return frozenset(word for run in self.quotations for word in range(*run))

    @cached_property
    def prints(self) -> tuple["Print", ...]:
        """The hashes that the text is found by."""
        return tuple(prints_of(self))

    def span(self, run: Run) -> Span:
        """Where a run of words stands in the text."""
        return Span(self.spans[run.start].start, self.spans[run.stop - 1].stop)


class Print(NamedTuple):
    """A hash that a text is found by, the words it stands for, and the sentence in which they begin."""

    hash: int
    run: Run
    sentence: int


def wording_of(text: str) -> Wording:
    """The text as it is compared."""
    found = list(_WORD.finditer(text))
    starts = [match.start() for match in found]
    breaks = [match.end() for match in _BLANK_LINE.finditer(text)]
    return Wording(
        text=text,
        words=tuple(_plain(match.group()) for match in found),
        spans=tuple(Span(*match.span()) for match in found),
        sentences=_runs(starts, sorted({*breaks, *(match.end() for match in _END.finditer(text))})),
        paragraphs=_runs(starts, breaks),
        quotations=tuple(_quotations(text, starts, breaks)),
    )


def _plain(word: str) -> str:
    """The word without case, accents and the shape of its apostrophe."""
    return folded(word).replace("’", "'").replace("ʼ", "'")


def _runs(starts: list[int], breaks: list[int]) -> tuple[Run, ...]:
    """The words between the breaks, which are code points in order; none is empty."""
    runs = []
    first = 0
    ends = iter(breaks)
    end = next(ends, None)
    for number, start in enumerate(starts):
        while end is not None and end <= start:
            if number > first:
                runs.append(Run(first, number))
                first = number
            end = next(ends, None)
    if len(starts) > first:
        runs.append(Run(first, len(starts)))
    return tuple(runs)


def _quotations(text: str, starts: list[int], breaks: list[int]) -> Iterator[Run]:
    """Words between marks of any shape: one opens, the next closes; an open one ends with its paragraph."""
    marks = [match.start() for match in _QUOTE.finditer(text)]
    for begin, end in itertools.pairwise((0, *breaks, len(text))):
        inside = marks[bisect_left(marks, begin) : bisect_left(marks, end)]
        for opened, closed in itertools.zip_longest(inside[::2], inside[1::2], fillvalue=end):
            run = Run(bisect_left(starts, opened), bisect_left(starts, closed))
            if run.length > 0:
                yield run


def hashed(kind: str, words: str) -> int:
    """A number of 64 bits for these words, the same on every machine; `kind` keeps what is hashed apart."""
    digest = hashlib.blake2b(f"{kind}\x1f{words}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def whole_hash(wording: Wording) -> int:
    """The hash of all words."""
    return hashed("whole", " ".join(wording.words))


def prints_of(wording: Wording) -> tuple[Print, ...]:
    """The hashes that the text is found by, each once, where it stands first."""
    sentence_of = [number for number, run in enumerate(wording.sentences) for _ in range(run.length)]
    made = itertools.chain(
        (each for paragraph in wording.paragraphs for each in _winnowed(wording, paragraph)),
        _wholes(wording, "sentence", wording.sentences, SENTENCE),
        _wholes(wording, "quotation", wording.quotations, QUOTATION),
    )
    first: dict[int, Run] = {}
    for number, run in made:
        first.setdefault(number, run)
    return tuple(Print(number, run, sentence_of[run.start]) for number, run in first.items())


def _wholes(wording: Wording, kind: str, runs: tuple[Run, ...], least: int) -> Iterator[tuple[int, Run]]:
    """A hash for each run that is long enough."""
    for run in runs:
        if run.length >= least:
            yield hashed(kind, " ".join(wording.words[run.start : run.stop])), run


def _winnowed(wording: Wording, paragraph: Run) -> Iterator[tuple[int, Run]]:
    """The smallest hash of every window of a paragraph, the last of equals."""
    runs = [Run(start, start + SHINGLE) for start in range(paragraph.start, paragraph.stop - SHINGLE + 1)]
    hashes = [hashed("run", " ".join(wording.words[run.start : run.stop])) for run in runs]
    kept = -1
    for first in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        window = range(first, min(first + WINDOW, len(hashes)))
        least = min(window, key=lambda place: (hashes[place], -place))
        if least != kept:
            kept = least
            yield hashes[least], runs[least]
