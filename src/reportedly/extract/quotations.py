"""Quotations: the stretches between quotation marks, tolerant of marks that are missing, mixed or doubled."""

import re
from dataclasses import dataclass

from reportedly.spans import Span

PARAGRAPH = re.compile(r"[^\n]+")
MARK = re.compile(r"[“”„«»\"]+|``|''")
LONG = 4
OPENING, CLOSING = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, without the marks.

    Attributes:
        span: The words.
        closed: Whether both marks are there.
        continued: Whether the next paragraph opens with a mark although this one was not closed.
    """

    span: Span
    closed: bool
    continued: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Quotations in order.

    A paragraph that opens and never closes is quoted to its end; one that closes and never opened, from its beginning,
    as papers print speech that runs over several paragraphs.
    """
    found: list[Quotation] = []
    for paragraph in PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, Span(*paragraph.span())))
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    """The quotations of one paragraph."""
    found: list[Quotation] = []
    opened: int | None = None
    for mark in MARK.finditer(text, paragraph.start, paragraph.stop):
        if opened is None and not _opens(text, mark.start(), mark.end(), paragraph):
            if not found and mark.group()[0] in CLOSING:
                found.append(Quotation(Span(paragraph.start, mark.start()), closed=False))
            continue
        if opened is None:
            opened = mark.end()
        elif not (_opens(text, mark.start(), mark.end(), paragraph) and mark.group()[0] in OPENING):
            found.append(Quotation(Span(opened, mark.start()), closed=True))
            opened = None
    if opened is not None and opened < paragraph.stop:
        found.append(Quotation(Span(opened, paragraph.stop), closed=False, continued=_continues(text, paragraph.stop)))
    return [quotation for quotation in found if quotation.span.length > 0]


def _opens(text: str, start: int, stop: int, paragraph: Span) -> bool:
    """Whether a mark opens: by its shape, or for straight marks by having white space before and a word after."""
    mark = text[start]
    if mark in OPENING or text.startswith("``", start):
        return True
    if mark in CLOSING or text.startswith("''", start):
        return False
    before = start == paragraph.start or text[start - 1].isspace() or text[start - 1] in "([—–-"
    return before and stop < paragraph.stop and not text[stop].isspace()


def _continues(text: str, stop: int) -> bool:
    """Whether the next paragraph opens with a quotation mark."""
    rest = text[stop : stop + 10].lstrip()
    return rest[:1] in {*OPENING, '"'}


def is_speech(words: int) -> bool:
    """Whether a quotation of so many words is speech and not a word in scare quotes or a title: at least four."""
    return words >= LONG
