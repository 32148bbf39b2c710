"""Spans: where words stand in a document's text, in Unicode code points, half-open."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Words of a document, as the code points `[start, stop)` of its text.

    A named tuple and not a dataclass, since a document has thousands and JSON writes them as `[start, stop]`.
    """

    start: int
    stop: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.stop]

    def overlaps(self, other: "Span") -> bool:
        """Whether both share a code point."""
        return max(self.start, other.start) < min(self.stop, other.stop)

    def contains(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.stop <= self.stop

    @property
    def length(self) -> int:
        """Length in code points."""
        return self.stop - self.start


def covering(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of the given ones, of which there must be at least one."""
    parts = tuple(spans)
    return Span(min(part.start for part in parts), max(part.stop for part in parts))


def trimmed(span: Span, text: str, edge: str = "") -> Span:
    """The span without white space, and without the characters of `edge`, at its two ends; may be empty."""
    start, stop = span
    while start < stop and (text[start].isspace() or text[start] in edge):
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in edge):
        stop -= 1
    return Span(start, stop)


def words_of(spans: Iterable[Span], text: str) -> str:
    """The words of several spans, parts set apart by an ellipsis."""
    return " … ".join(span.of(text) for span in spans)
