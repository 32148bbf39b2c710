"""From lines with places on pages to a text: order of columns, paragraphs, hyphens, running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from reportedly.spans import Span

_GUTTER = 9.0
"""Points of blank space from top to bottom that part two columns; the narrowest gutters seen had 11."""

_LEAST_LINES = 3
_LEAST_WORDS = 15
"""Characters that half the lines of a column have at least; cells of a table are shorter, and are read row by row."""

_DEEPEST = 12
"""How often a page is cut: headline, columns, a table in one of them, and some more."""

_PARAGRAPH = 1.6
"""Line distances, in the median one, beyond which a new paragraph begins."""

_FAR = 2.2
"""The same in heights of a line, for pages of short paragraphs; lines set double stand 1.8 apart."""

_SHORT = 4.0
"""Blank space at the end of a line, in heights of it, by which it ends early."""

_LARGER = 1.15
_INDENT = 0.9
_EDGE = 2
_TIGHT = 0.25
"""Share of a line's height by which the boxes of two lines may overlap where lines are set close."""

_REPEATED = 0.5
_LEAST_PAGES = 2
_MANY_PAGES = 3
"""Pages on which a line at the edge is a running one, however long the file: chapters have headings of their own."""

_BULLETS = "•▪‣◦●■"
_STOPS = '.!?:…"”»’؟۔'
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.|стр\.|seite)?\s*#(?:\s*(?:/|of|von|из|de|sur)\s*#)?[-–—\s]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one line of one column, with their box in points from the lower left corner of the page."""

    text: str = field(repr=False)
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Height of its box, at least one point."""
        return max(1.0, self.top - self.bottom)


def ordered(lines: list[Line], depth: int = 0) -> list[Line]:
    """The lines in reading order: from top to bottom, and column by column where blank space runs down between them."""
    columns = _columns(lines)
    if len(columns) > 1:
        return [line for column in columns for line in ordered(column, depth + 1)]
    for part in _parted(lines) if depth < _DEEPEST and _are_beside(lines) else ():
        return [line for each in part for line in ordered(each, depth + 1)]
    return sorted(lines, key=lambda line: (-round(line.bottom), line.left))


def without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and lines that stand, numbers aside, at the edges of half or three of them."""
    edges = Counter(mark for page in pages for mark in {_mark(line) for line in _edges(page)})
    enough = min(_MANY_PAGES, max(_LEAST_PAGES, len(pages) * _REPEATED))
    running = {mark for mark, count in edges.items() if count >= enough or _PAGE_NUMBER.fullmatch(mark)}
    return [[line for line in page if not (line in _edges(page) and _mark(line) in running)] for page in pages]


def joined(pages: list[list[Line]]) -> tuple[str, tuple[Span, ...]]:
    """The text of the pages, paragraphs set apart by an empty line, and where each page stands in it."""
    text = ""
    spans: list[Span] = []
    for page in pages:
        own = "\n\n".join(_paragraphs(ordered(page)))
        if own and text:
            bare = text.removesuffix("-")
            text = _bridged(text, own)
            if text == bare:  # the page before ends without its hyphen
                spans = [Span(min(span.start, len(text)), min(span.stop, len(text))) for span in spans]
        start = len(text)
        text += own
        spans.append(Span(start, len(text)))
    return text, tuple(spans)


def _bridged(text: str, following: str) -> str:
    """The text so far, ready for the next page: a sentence or word that runs over the page is not parted."""
    if _is_parted(text, following):
        return text[:-1]
    return text + (" " if text[-1] not in _STOPS and following[0].islower() else "\n\n")


def _columns(lines: list[Line]) -> list[list[Line]]:
    """The lines parted where blank space runs from top to bottom between at least some lines of words on each side."""
    columns: list[list[Line]] = []
    reach = float("-inf")
    for line in sorted(lines, key=lambda line: line.left):
        if not columns or line.left - reach >= _GUTTER:
            columns.append([])
        columns[-1].append(line)
        reach = max(reach, line.right)
    return columns if all(map(_is_column, columns)) else [lines]


def _is_column(lines: list[Line]) -> bool:
    """Whether these lines can be a column of running text."""
    return len(lines) >= _LEAST_LINES and median(len(line.text) for line in lines) >= _LEAST_WORDS


def _are_beside(lines: list[Line]) -> bool:
    """Whether some lines stand beside each other, which is dear to follow up and rare."""
    by_height = sorted(lines, key=lambda line: -line.bottom)
    pairs = sum(abs(one.bottom - two.bottom) < 1 and not _same_column(one, two) for one, two in pairwise(by_height))
    return pairs >= _LEAST_LINES


def _parted(lines: list[Line]) -> Iterator[tuple[list[Line], list[Line], list[Line]]]:
    """The lines above, inside and below each part of the page that has columns, the largest part first."""
    bands = _bands(lines)
    for size in range(len(bands) - 1, 0, -1):
        for start in range(len(bands) - size + 1):
            inside = [line for band in bands[start : start + size] for line in band]
            if len(_columns(inside)) > 1:
                above = [line for band in bands[:start] for line in band]
                yield above, inside, [line for band in bands[start + size :] for line in band]


def _bands(lines: list[Line]) -> list[list[Line]]:
    """The lines grouped by the heights at which no line stands, from the top down."""
    bands: list[list[Line]] = []
    lowest = float("inf")
    for line in sorted(lines, key=lambda line: -line.top):
        if not bands or line.top - _TIGHT * line.height < lowest:
            bands.append([])
        bands[-1].append(line)
        lowest = min(lowest, line.bottom + _TIGHT * line.height)
    return bands


def _edges(page: list[Line]) -> list[Line]:
    """The highest and lowest lines of a page."""
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:_EDGE], *by_height[-_EDGE:]]


def _mark(line: Line) -> str:
    """The words of a line with every number made the same."""
    return _DIGITS.sub("#", line.text).casefold()


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """The paragraphs of lines in reading order."""
    step = _step(lines)
    held: list[Line] = []
    for line in lines:
        if held and _begins(line, held, step, max(each.right for each in lines if _same_column(each, held[-1]))):
            yield _words(held)
            held = []
        held.append(line)
    if held:
        yield _words(held)


def _step(lines: list[Line]) -> float:
    """The usual distance from one line to the next."""
    steps = [upper.bottom - lower.bottom for upper, lower in pairwise(lines) if upper.bottom > lower.bottom]
    return median(steps) if steps else 0.0


def _begins(line: Line, held: list[Line], step: float, edge: float) -> bool:
    """Whether a line begins a new paragraph; `step` is the usual distance of lines, `edge` the column's right end."""
    last = held[-1]
    if line.text[0] in _BULLETS or max(line.height, last.height) > _LARGER * min(line.height, last.height):
        return True
    has_stopped = last.text[-1] in _STOPS
    fall = last.bottom - line.bottom
    if fall < 0 or not _same_column(line, last):
        return has_stopped or not line.text[0].islower()
    is_indented = line.left - last.left > _INDENT * line.height
    is_short = last.right < edge - _SHORT * last.height
    return fall > min(_PARAGRAPH * step, _FAR * line.height) or (has_stopped and (is_indented or is_short))


def _same_column(left: Line, right: Line) -> bool:
    """Whether two lines stand above each other."""
    return left.left < right.right and right.left < left.right


def _words(lines: Iterable[Line]) -> str:
    """The words of the lines of a paragraph; a word parted by a hyphen at a line's end is one word."""
    text = ""
    for line in lines:
        if _is_parted(text, line.text):
            text = text[:-1] + line.text
        elif text.endswith("-") and text[-2:-1].isalnum():
            text += line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    return text


def _is_parted(text: str, following: str) -> bool:
    """Whether a word is parted by a hyphen, as "north-" before "ern" is and "ISO-" before "639" is not."""
    return text.endswith("-") and text[-2:-1].isalpha() and following[0].islower()
