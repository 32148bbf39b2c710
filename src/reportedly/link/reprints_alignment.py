"""Which sentences of two texts are the same, word for word or nearly so."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from reportedly.link.shingles import Run, Wording

# So many words must be shared by two sentences, in runs of at least two, and by one of them so great a part.
_LEAST = 4
_RUN = 2
_PART = 0.5
# A shared run so long counts whatever stands around it: a quotation inside a longer sentence.
_LONG = 8
# From this part on a sentence is held to be kept: an edit of 8 % of the words leaves .9 of most sentences.
KEPT = 0.7
# How many sentences of the other text are looked at for one.
_NEAREST = 3


class Block(NamedTuple):
    """Equal words: `length` of them from `first` in the one text and from `second` in the other."""

    first: int
    second: int
    length: int

    @property
    def left(self) -> Run:
        """The words of the one text."""
        return Run(self.first, self.first + self.length)

    @property
    def right(self) -> Run:
        """The words of the other."""
        return Run(self.second, self.second + self.length)


class Pair(NamedTuple):
    """Two sentences that share words, by number, with the words they share."""

    first: int
    second: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Alignment:
    """Two texts with the sentences that they share.

    Attributes:
        pairs: Sentences of the first with those of the second that share words with them, in the order of the first.
        skipped_first: Words of the first that do not count as shared, since its outlet prints them everywhere.
        skipped_second: The same of the second.
    """

    first: Wording
    second: Wording
    pairs: tuple[Pair, ...]
    skipped_first: frozenset[int] = frozenset()
    skipped_second: frozenset[int] = frozenset()

    @cached_property
    def shared_first(self) -> frozenset[int]:
        """Words of the first text that stand in the second."""
        return frozenset(word for word, _ in self.words)

    @cached_property
    def shared_second(self) -> frozenset[int]:
        """Words of the second text that stand in the first."""
        return frozenset(word for _, word in self.words)

    @cached_property
    def partner(self) -> dict[int, int]:
        """For each shared word of the first text, the word of the second; each word in one pair, the best one."""
        found: dict[int, int] = {}
        taken: set[int] = set()
        for one, two in self.words:
            if one not in found and two not in taken:
                found[one] = two
                taken.add(two)
        return found

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Every pair of shared words that count, those of sentences that are most alike first."""
        ranked = (block for pair in sorted(self.pairs, key=self._rank) for block in pair.blocks)
        both = (zip(range(*block.left), range(*block.right), strict=True) for block in ranked)
        return tuple(
            (one, two)
            for one, two in chain.from_iterable(both)
            if one not in self.skipped_first and two not in self.skipped_second
        )

    def _rank(self, pair: Pair) -> tuple[float, int, int]:
        """How alike two sentences are, and how far they stand from each other; the best have the lowest rank."""
        longest = max(self.first.sentences[pair.first].length, self.second.sentences[pair.second].length)
        alike = sum(block.length for block in pair.blocks) / longest
        return -alike, abs(pair.first - pair.second), pair.first

    @cached_property
    def containment_first(self) -> float:
        """How much of the first text stands in the second, 0 to 1."""
        return containment(self.first, self.shared_first, self.skipped_first)

    @cached_property
    def containment_second(self) -> float:
        """How much of the second text stands in the first, 0 to 1."""
        return containment(self.second, self.shared_second, self.skipped_second)


def containment(wording: Wording, shared: frozenset[int], skipped: frozenset[int]) -> float:
    """The part of a text's words that are shared; a sentence of which KEPT is shared counts whole.

    Sentences of skipped words are left out.
    """
    counted = total = 0
    for run in wording.sentences:
        # "He said." says nothing of where it comes from.
        if run.length < _LEAST or part_of(run, skipped) >= KEPT:
            continue
        part = part_of(run, shared)
        counted += run.length if part >= KEPT else round(part * run.length)
        total += run.length
    return counted / total if total else 0.0


def part_of(run: Run, shared: frozenset[int]) -> float:
    """The part of a run of words that is shared."""
    return len(shared.intersection(range(*run))) / max(1, run.length)


def aligned(
    first: Wording,
    second: Wording,
    skipped_first: frozenset[int] = frozenset(),
    skipped_second: frozenset[int] = frozenset(),
) -> Alignment:
    """The sentences that two texts share; words of the skipped ones do not count."""
    if (first.words, first.sentences) == (second.words, second.sentences):
        pairs = {Pair(number, number, (Block(run.start, run.start, run.length),)) for number, run in _numbered(first)}
    else:
        pairs = {pair for number, run in _numbered(first) for pair in _partners(number, run, (first, second))}
    return Alignment(
        first=first,
        second=second,
        pairs=tuple(sorted(pairs)),
        skipped_first=skipped_first,
        skipped_second=skipped_second,
    )


def _numbered(wording: Wording) -> Iterable[tuple[int, Run]]:
    """The sentences with their numbers."""
    return enumerate(wording.sentences)


def _partners(number: int, run: Run, texts: tuple[Wording, Wording]) -> Iterable[Pair]:
    """The sentences of the second text that share enough with this one of the first."""
    first, second = texts
    places = second.bigrams
    counts: dict[int, int] = {}
    for bigram in pairwise(first.words[run.start : run.stop]):
        for other in places.get(bigram, ()):
            counts[other] = counts.get(other, 0) + 1
    nearest = sorted(counts, key=lambda each: (-counts[each], abs(each - number), each))
    for other in nearest[:_NEAREST]:
        blocks = _blocks(run, second.sentences[other], texts)
        shared = sum(block.length for block in blocks)
        shortest = min(run.length, second.sentences[other].length)
        is_long = any(block.length >= _LONG for block in blocks)
        if shared >= min(_LEAST, shortest) and (is_long or shared >= _PART * shortest):
            yield Pair(number, other, blocks)


def _blocks(one: Run, two: Run, texts: tuple[Wording, Wording]) -> tuple[Block, ...]:
    """The runs of equal words of two sentences, in order; a single word counts only between others' edges."""
    left, right = texts[0].words[one.start : one.stop], texts[1].words[two.start : two.stop]
    if left == right:
        return (Block(one.start, two.start, one.length),)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return tuple(
        Block(one.start + match.a, two.start + match.b, match.size)
        for match in matcher.get_matching_blocks()
        if match.size >= _RUN
    )
