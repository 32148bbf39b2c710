"""The terminal: one place that decides on width and colour, and that makes words of a report harmless to print."""

import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.codec import pack

# Control characters and direction overrides: a report must not be able to move the cursor, hide or turn its words.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
NARROW = 80
WIDE = 100


def screen() -> Console:
    """Standard output: coloured on a terminal only, at most 100 columns there, 80 elsewhere."""
    return _console(stderr=False)


def margin() -> Console:
    """Standard error, for progress, warnings and hints."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    """A console that takes words as they are: no markup, no emoji codes, no guessed highlighting."""
    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if console.is_terminal:
        console.width = min(console.width, WIDE)
    elif console.width != NARROW and not _asked_width():
        console.width = NARROW
    return console


def _asked_width() -> bool:
    """Whether the caller set COLUMNS, which holds for pipes too."""
    import os

    return os.environ.get("COLUMNS", "").isdigit()


def printable(words: str) -> str:
    """Words of a report on one line, without characters that could steer a terminal."""
    return flowing(words).strip()


def flowing(words: str) -> str:
    """The same for words that others stand beside: a blank at an edge stays."""
    return _SPACES.sub(" ", _UNPRINTABLE.sub("", words))


def shortened(words: str, width: int) -> str:
    """The words, cut at a word boundary with an ellipsis where they are longer than `width` characters."""
    clean = printable(words)
    if len(clean) <= width:
        return clean
    cut = clean[: width - 1]
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > width // 2 else cut).rstrip(" ,;:-–—") + "…"


def heading(words: str) -> Text:
    """A heading of a page."""
    return Text(words, style="bold")


def plain_table(columns: Sequence[tuple[str, str]], *, header: bool = True) -> Table:
    """A table without lines; a column is its title and `left` or `right`."""
    table = Table(box=None, show_header=header, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for title, side in columns:
        table.add_column(title, justify="right" if side == "right" else "left", overflow="fold")
    return table


def indented(renderable: RenderableType, by: int = 2) -> Padding:
    """Set off from the left edge, without blanks at the right one."""
    return Padding(renderable, (0, 0, 0, by), expand=False)


def show_list(console: Console, title: str, lines: Sequence[str]) -> None:
    """A heading with lines under it; nothing where there are none."""
    if not lines:
        return
    console.print()
    console.print(heading(title))
    for line in lines:
        console.print(indented(Text(line)))


def hanging(mark: str | Text, *lines: Text) -> Table:
    """Lines behind a mark: what wraps stays under the words, not under the mark."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    for place, line in enumerate(lines):
        grid.add_row(mark if place == 0 else "", line)
    return grid


def write_line(line: bytes) -> None:
    """One line for programs on standard output, whatever the terminal is."""
    sys.stdout.buffer.write(line + b"\n")


def write_lines(records: Iterable[object]) -> None:
    """Each record as a line of JSON for programs."""
    for each in records:
        write_line(pack(each))


def write_text(text: str) -> None:
    """Text for programs on standard output, as it is."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
