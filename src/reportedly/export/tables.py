"""Tables: CSV for spreadsheets, JSON Lines for programs."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from reportedly.codec import pack
from reportedly.export.flat import COLUMNS, Cell
from reportedly.export.harmless import escaped, visible
from reportedly.protect.views import ClaimView

# A cell that begins so is a formula to a spreadsheet; an apostrophe in front makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(claims: Iterable[ClaimView], target: BinaryIO, *, hxl: bool = False) -> int:
    """Write one row a claim, UTF-8, in the columns of `export.flat`; how many claims there were.

    Text that a spreadsheet would run as a formula begins with an apostrophe. Unknown is an empty cell.
    """
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([column.name for column in COLUMNS])
    if hxl:
        writer.writerow([column.tag for column in COLUMNS])
    number = 0
    for claim in claims:
        writer.writerow([_harmless(column.cell(claim)) for column in COLUMNS])
        number += 1
    text.detach()
    return number


def _harmless(cell: Cell) -> Cell:
    """A cell that runs nothing and turns nothing around."""
    return guarded(visible(cell)) if isinstance(cell, str) else cell


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return "'" + cell
    return cell


def write_jsonl(claims: Iterable[ClaimView], target: BinaryIO) -> int:
    """Write one JSON object a claim; how many there were. No character in a line turns the reading direction."""
    number = 0
    for claim in claims:
        target.write(escaped(pack(claim)) + b"\n")
        number += 1
    return number
