"""A brief as PDF, set in the package's own letters: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic.

Letters of other scripts are drawn as boxes, and the brief says how many there are; the HTML shows them.
"""

import datetime
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from reportedly.export.briefs.content import Brief, Item, Section
from reportedly.export.harmless import visible
from reportedly.export.pictures import Dot, Line, Picture, Stroke, Style, Words
from reportedly.phrases import counted

_FAMILY = "DejaVu"
_SIDE, _TOP, _BODY, _SMALL = 18.0, 18.0, 9.5, 7.5
_GREY, _BLACK = 85, 20
# Shade of the stroke, its width in millimetres, and the colour of what it encloses.
_LOOK: dict[Style, tuple[int, float, tuple[int, int, int] | None]] = {
    Style.GRID: (215, 0.1, None),
    Style.BORDER: (150, 0.15, None),
    Style.AREA: (20, 0.3, None),
    Style.HATCH: (90, 0.15, None),
    Style.POINT: (255, 0.15, (138, 43, 18)),
    Style.BAR: (51, 0.1, (51, 96, 143)),
    Style.AXIS: (20, 0.25, None),
}
_RIGHT_TO_LEFT = {"R", "AL"}


def brief_pdf(brief: Brief) -> bytes:
    """The brief as a PDF of A4 pages, the marking on each."""
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    paper = _paper(brief)
    _write(paper, brief.title, size=15, bold=True)
    for line in brief.lines:
        _write(paper, line)
    for section in brief.sections:
        _section(paper, section)
    missing = _missing(paper, brief)
    if missing:
        _write(paper, f"{counted(missing, 'letter')} of scripts that this file has no letters for: see the HTML brief.")
    return bytes(paper.output())


def _paper(brief: Brief) -> Any:  # noqa: ANN401 - an object of a library whose types are incomplete
    """An empty file with its letters, its marking and a day of making that is the brief's own."""
    from fpdf import FPDF

    marking = visible(brief.marking)

    class Paper(FPDF):
        """Pages with the marking at their head and foot."""

        def header(self) -> None:
            """The marking."""
            self.set_font(_FAMILY, "B", _SMALL)
            self.set_text_color(_BLACK)
            self.cell(0, 5, marking, align="C", new_x="LMARGIN", new_y="NEXT")
            self.ln(2)

        def footer(self) -> None:
            """The marking and the number of the page."""
            self.set_y(-12)
            self.set_font(_FAMILY, "B", _SMALL)
            self.set_text_color(_BLACK)
            self.cell(0, 5, f"{marking} · page {self.page_no()}", align="C")

    paper = Paper(format="A4")
    fonts = resources.files("reportedly.export") / "fonts"
    for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        with resources.as_file(fonts / name) as path:
            paper.add_font(_FAMILY, style, str(path))
    paper.set_text_shaping(use_shaping_engine=True)
    paper.set_margins(_SIDE, _TOP)
    paper.set_auto_page_break(auto=True, margin=18)
    paper.set_title(visible(brief.title))
    paper.set_creator("Reportedly")
    paper.set_creation_date(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))
    paper.add_page()
    return paper


def _write(paper: Any, words: str, *, size: float = _BODY, bold: bool = False, indent: float = 0) -> None:  # noqa: ANN401
    """A paragraph, from the right where its first letter is of a script that runs so."""
    if not words:
        return
    paper.set_font(_FAMILY, "B" if bold else "", size)
    paper.set_text_color(_GREY if size == _SMALL else _BLACK)
    paper.set_x(_SIDE + indent)
    paper.multi_cell(
        paper.epw - indent,
        size * 0.5,
        visible(words),
        align="R" if _runs_left(words) else "L",
        new_x="LMARGIN",
        new_y="NEXT",
    )


def _runs_left(words: str) -> bool:
    """Whether the first letter is of a script that runs from right to left."""
    kinds = (unicodedata.bidirectional(each) for each in words)
    return next((each in _RIGHT_TO_LEFT for each in kinds if each in {"L", *_RIGHT_TO_LEFT}), False)


def _section(paper: Any, section: Section) -> None:  # noqa: ANN401 - see above
    """A part of the brief."""
    picture = section.picture.height * paper.epw / section.picture.width if section.picture else 0
    if paper.get_y() + picture > paper.h - 45:
        paper.add_page()
    paper.ln(3)
    _write(paper, section.heading, size=11.5, bold=True)
    _write(paper, section.intro)
    if section.picture is not None:
        _draw(paper, section.picture)
        _write(paper, section.picture.note, size=_SMALL)
    for name, value in section.pairs:
        _write(paper, f"{name}: {value}")
    for item in section.items:
        _item(paper, item)


def _item(paper: Any, item: Item) -> None:  # noqa: ANN401 - see above
    """An entry with its notes; what is quoted stands in quotation marks."""
    paper.ln(1)
    _write(paper, f"“{item.words}”" if item.is_quoted else item.words, indent=3)
    _write(paper, " · ".join(item.notes), size=_SMALL, indent=6)


def _draw(paper: Any, picture: Picture) -> None:  # noqa: ANN401 - see above
    """A picture as wide as the page's words."""
    scale = paper.epw / picture.width
    top = paper.get_y()
    for stroke in picture.strokes:
        _stroke(paper, stroke, top, scale)
    paper.set_xy(_SIDE, top + picture.height * scale + 1)


def _stroke(paper: Any, stroke: Stroke, top: float, scale: float) -> None:  # noqa: ANN401 - see above
    """One stroke."""
    if isinstance(stroke, Words):
        _label(paper, stroke, top, scale)
        return
    shade, width, inside = _LOOK[stroke.style]
    paper.set_draw_color(shade)
    paper.set_line_width(width)
    if inside is not None:
        paper.set_fill_color(*inside)
    if isinstance(stroke, Dot):
        x, y = _SIDE + stroke.at[0] * scale, top + stroke.at[1] * scale
        paper.circle(x, y, stroke.radius * scale, style="DF")
        return
    _line(paper, stroke, (top, scale), is_filled=inside is not None)


def _line(paper: Any, line: Line, placed: tuple[float, float], *, is_filled: bool) -> None:  # noqa: ANN401 - see above
    """A line or a shape."""
    top, scale = placed
    points = [(_SIDE + x * scale, top + y * scale) for x, y in line.points]
    if line.closed:
        paper.polygon(points, style="F" if is_filled else "D")
    else:
        paper.polyline(points)


def _label(paper: Any, words: Words, top: float, scale: float) -> None:  # noqa: ANN401 - see above
    """Words in a picture."""
    size = words.size * scale * 2.6
    paper.set_font(_FAMILY, "", size)
    paper.set_text_color(_BLACK)
    shown = visible(words.words)
    width = paper.get_string_width(shown)
    left = {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    paper.text(_SIDE + words.at[0] * scale - left, top + words.at[1] * scale, shown)


def _missing(paper: Any, brief: Brief) -> int:  # noqa: ANN401 - see above
    """How many letters of the brief the font lacks."""
    known = paper.fonts[_FAMILY.lower()].cmap
    return sum(ord(each) not in known for words in _texts(brief) for each in visible(words) if not each.isspace())


def _texts(brief: Brief) -> Iterator[str]:
    """Every text of the brief."""
    yield from (brief.title, *brief.lines)
    for section in brief.sections:
        yield from (section.heading, section.intro, *(word for pair in section.pairs for word in pair))
        yield from _of_items(section.items)


def _of_items(items: Iterable[Item]) -> Iterator[str]:
    """The texts of entries."""
    for item in items:
        yield item.words
        yield from item.notes
