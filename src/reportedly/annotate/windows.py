"""Cut a long text into windows of whole sentences that the encoder reads at once."""

from collections.abc import Sequence

# A paragraph that begins in the last part of a window is a better place to cut than the last sentence.
_NEAR_FULL = 0.6


def cut(sizes: Sequence[int], starts: Sequence[bool], paragraphs: Sequence[bool], limit: int) -> list[tuple[int, int]]:
    """Word ranges of at most `limit` subwords each that together cover the text.

    A window begins at a paragraph where one begins late enough, else at a sentence; only a sentence that alone is
    longer than the limit is cut inside.
    """
    ranges, start = [], 0
    while start < len(sizes):
        stop = _next(sizes, starts, paragraphs, (start, limit))
        ranges.append((start, stop))
        start = stop
    return ranges


def _next(sizes: Sequence[int], starts: Sequence[bool], paragraphs: Sequence[bool], where: tuple[int, int]) -> int:
    """Where the window that begins at `where[0]` ends."""
    start, limit = where
    filled, at, sentence, paragraph = 0, start, -1, -1
    while at < len(sizes):
        if at > start and starts[at]:
            sentence = at
            if paragraphs[at] and filled >= limit * _NEAR_FULL:
                paragraph = at
        filled += sizes[at]
        if filled > limit and at > start:
            break
        at += 1
    else:
        return at
    return paragraph if paragraph > start else sentence if sentence > start else at
