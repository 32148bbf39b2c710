"""Quotations: the stretches between quotation marks, tolerant of marks that are missing, mixed or doubled."""

import re
from dataclasses import dataclass

from reportedly.spans import Span

PARAGRAPH = re.compile(r"[^\n]+")
MARK = re.compile(r"[“”„«»\"]+|``|''")
# speech in single marks, as British papers print it: opened after white space, closed behind a mark
SINGLE = re.compile(r"(?<!\S)‘(?P<words>[^“”\"\n]{12,}?[.,!?…])[’'](?=[\s.,;)]|$)")
LONG = 4
EXPORTED = re.compile(r'^"(?=.*\w"")(?:[^"]|"")*(?:"|$)$')  # a cell of a table: marks around it, those inside doubled
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
        double = _in_paragraph(text, Span(*paragraph.span()))
        found.extend(double or _in_single_marks(text, Span(*paragraph.span())))
    return tuple(found)


def _in_single_marks(text: str, paragraph: Span) -> list[Quotation]:
    """Speech of a paragraph that has single marks only."""
    return [Quotation(Span(*match.span("words")), closed=True) for match in SINGLE.finditer(text, *paragraph)]


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    """The quotations of one paragraph."""
    found: list[Quotation] = []
    opened: Span | None = None
    inner = False
    exported = EXPORTED.match(text[paragraph.start : paragraph.stop].rstrip())
    for match in MARK.finditer(text, paragraph.start, paragraph.stop):
        if exported and match.group() == '"':
            continue
        mark = Span(*match.span())
        if opened is None and _opens(text, mark, paragraph):
            opened, inner = mark, False
        elif opened is None:
            if not found and text[mark.start] in CLOSING:
                found.append(Quotation(Span(paragraph.start, mark.start), closed=False))
        elif inner or _opens_inner(text, opened, mark, paragraph):
            inner = not inner
        elif _closes(text, opened, mark, paragraph):
            found.append(Quotation(Span(opened.stop, mark.start), closed=True))
            opened = None
    if opened is not None and opened.stop < paragraph.stop:
        rest = Span(opened.stop, paragraph.stop)
        found.append(Quotation(rest, closed=False, continued=_continues(text, paragraph.stop)))
    return [quotation for quotation in found if quotation.span.length > 0]


def _opens_inner(text: str, opened: Span, mark: Span, paragraph: Span) -> bool:
    """Whether a straight mark opens a quotation inside one that a curly mark opened: “... a "word" ...”."""
    return text[opened.start] == "“" and text[mark.start] == '"' and _opens(text, mark, paragraph)


def _closes(text: str, opened: Span, mark: Span, paragraph: Span) -> bool:
    """Whether a mark ends what another one opened; a low opening mark is closed by a high one of either shape."""
    if text[opened.start] == "„":
        return text[mark.start] in '“”"'
    return not (text[mark.start] in OPENING and _opens(text, mark, paragraph))


def _opens(text: str, at: Span, paragraph: Span) -> bool:
    """Whether a mark opens: by its shape, or for straight marks by having white space before and a word after."""
    start, stop = at
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
