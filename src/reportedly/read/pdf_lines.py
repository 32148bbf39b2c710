"""Lines of a PDF page with their places on it, from the places of its characters."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from reportedly.read.layout import Line

_GAP = 1.6
"""Blank space, in heights of a character, beyond which words of one height stand in two columns."""

_BASELINE = 0.5
_HYPHENS = "\x02\ufffe\u00ad"
_LEAST_HEIGHT = 1.0


@dataclass(slots=True)
class _Glyph:
    """One character with its box, in points from the lower left corner of the page."""

    character: str
    left: float
    right: float
    bottom: float
    top: float


def lines_of(page: Any) -> list[Line]:  # noqa: ANN401 - the library ships no types
    """The lines of a page, in the order of the file."""
    words = page.get_textpage()
    try:
        glyphs = list(_glyphs(words))
    finally:
        words.close()
    return [line for run in _runs(glyphs) if (line := _line(run)) is not None]


def _glyphs(words: Any) -> Iterator[_Glyph]:  # noqa: ANN401 - the library ships no types
    """The characters of a page in the order of the file."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for number in range(words.count_chars()):
        code = raw.FPDFText_GetUnicode(words.raw, number)
        # The loose box has the height of the font, whatever tails the letter has, so that lines can be compared.
        raw.FPDFText_GetLooseCharBox(words.raw, number, box)
        yield _Glyph(_character(code), box.left, box.right, box.bottom, box.top)


def _character(code: int) -> str:
    """The character of a code; hyphens that break a line come with codes of their own."""
    character = chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"  # noqa: PLR2004 - Unicode
    return "-" if character in _HYPHENS else character


def _runs(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Characters that stand on one line without a wide gap."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        if glyph.character in "\r\n":
            yield run
            run = []
        elif run and not glyph.character.isspace() and _is_apart(run, glyph):
            yield run
            run = [glyph]
        else:
            run.append(glyph)
    yield run


def _is_apart(run: list[_Glyph], glyph: _Glyph) -> bool:
    """Whether a character stands on another line or in another column than the run before it."""
    last = next((each for each in reversed(run) if not each.character.isspace()), run[-1])
    height = max(last.top - last.bottom, glyph.top - glyph.bottom, _LEAST_HEIGHT)
    overlap = min(last.top, glyph.top) - max(last.bottom, glyph.bottom)
    return glyph.left - last.right > _GAP * height or glyph.right < last.left - height or overlap < -_BASELINE * height


def _line(run: list[_Glyph]) -> Line | None:
    """The line of a run; None where it holds no words."""
    text = " ".join("".join(glyph.character for glyph in run).split())
    seen = [glyph for glyph in run if not glyph.character.isspace()]
    if not text or not seen:
        return None
    return Line(
        text=text,
        left=min(glyph.left for glyph in seen),
        right=max(glyph.right for glyph in seen),
        # Not the outermost: a raised number of a footnote makes no line of another size.
        bottom=median(glyph.bottom for glyph in seen),
        top=median(glyph.top for glyph in seen),
    )
