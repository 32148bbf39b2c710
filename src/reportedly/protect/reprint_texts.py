"""The texts of two reports laid beside each other, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from reportedly.link.reprints_alignment import Alignment
from reportedly.link.shingles import Run, Wording
from reportedly.protect.reprint_views import ParagraphPair, Piece
from reportedly.protect.scenes import Scene
from reportedly.spans import Span


def paragraph_pairs(alignment: Alignment, first: Scene, second: Scene) -> tuple[ParagraphPair, ...]:
    """Every paragraph of both: beside each other where they share words, else alone, in the order of the texts."""
    one, two = alignment.first, alignment.second
    beside = _partners(alignment)
    pairs: list[ParagraphPair] = []
    left = 0
    for number, run in enumerate(one.paragraphs):
        partner = beside.get(number)
        if partner is not None:
            # Paragraphs that only the second has stand before the one that they precede there.
            pairs += _alone(range(left, partner), set(beside.values()), alignment, second)
            left = max(left, partner + 1)
        pairs.append(
            ParagraphPair(
                first=_pieces(one, run, alignment.shared_first, first),
                second=()
                if partner is None
                else _pieces(two, two.paragraphs[partner], alignment.shared_second, second),
            )
        )
    pairs += _alone(range(left, len(two.paragraphs)), set(beside.values()), alignment, second)
    return tuple(pairs)


def _partners(alignment: Alignment) -> dict[int, int]:
    """For each paragraph of the first text, the one of the second that shares most words with it; each once."""
    numbers = [_paragraph_of(wording) for wording in (alignment.first, alignment.second)]
    counts = Counter((numbers[0][one], numbers[1][two]) for one, two in alignment.partner.items())
    beside: dict[int, int] = {}
    for (one, two), _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        if one not in beside and two not in beside.values():
            beside[one] = two
    return beside


def _paragraph_of(wording: Wording) -> list[int]:
    """For each word, its paragraph."""
    return [number for number, run in enumerate(wording.paragraphs) for _ in range(run.length)]


def _alone(numbers: range, taken: set[int], alignment: Alignment, second: Scene) -> Iterator[ParagraphPair]:
    """Paragraphs that only the second text has."""
    two = alignment.second
    for number in numbers:
        if number not in taken:
            yield ParagraphPair(second=_pieces(two, two.paragraphs[number], alignment.shared_second, second))


def _pieces(wording: Wording, run: Run, shared: frozenset[int], scene: Scene) -> tuple[Piece, ...]:
    """The words of a paragraph, in pieces that the other text has and lacks, as the audience may see them."""
    made = []
    start = wording.spans[run.start - 1].stop if run.start else 0
    runs = [(is_shared, list(words)) for is_shared, words in groupby(range(*run), lambda word: word in shared)]
    for place, (is_shared, words) in enumerate(runs):
        last = words[-1]
        # Marks and blanks belong to the word before them; those at the end of a paragraph to its last word.
        stop = wording.spans[last + 1].start if last + 1 < len(wording.words) else len(wording.text)
        if place == len(runs) - 1:
            stop = _end(wording, last, stop)
        begin = wording.spans[words[0]].start if place else _begin(wording, run, start)
        made.append(Piece(words=scene.hidden.readable(Span(begin, stop), wording.text), shared=is_shared))
    return tuple(made)


def _begin(wording: Wording, run: Run, after: int) -> int:
    """Where a paragraph begins: with the marks before its first word."""
    first = wording.spans[run.start].start
    between = wording.text[after:first]
    return first - len(between.rpartition("\n")[2].lstrip())


def _end(wording: Wording, last: int, before: int) -> int:
    """Where a paragraph ends: with the marks after its last word."""
    stop = wording.spans[last].stop
    between = wording.text[stop:before]
    return stop + len(between.partition("\n")[0].rstrip())
