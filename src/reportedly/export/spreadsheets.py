"""XLSX for spreadsheets: cells of text and numbers, and nothing that a spreadsheet would run."""

import datetime
from collections.abc import Iterable
from typing import Any, BinaryIO

from reportedly.errors import UsageError
from reportedly.export.flat import COLUMNS, Cell
from reportedly.export.harmless import visible
from reportedly.protect.views import ClaimView

# What one cell and one sheet of the format can hold.
_LONGEST, _ROWS = 32_767, 1_048_576
_CUT = " […]"
# Equal claims give equal files: the time of writing stands in the ledger's log.
_MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a spreadsheet's times have no zone
_PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_WIDE = {"says": 60, "chain": 40, "source": 30, "actors": 30, "title": 30}
_ABOUT = (
    "Each row is a claim: a document says that a source says it. No row says that something happened.",
    "An empty cell is unknown. A number is the source's number.",
    "where_precision is UCDP's: 1 exact, 2 near a known point, 3 district, 4 province, 5 region, 6 country.",
    "date_precision is UCDP's: 1 a day, 2 up to six days, 3 a week, 4 a month, 5 a year or more.",
    "reliability F and credibility 6 mean that nobody has judged it, not that it is bad.",
    "[withheld] and “(words withheld)” stand for what this release does not tell.",
)


def write_xlsx(claims: Iterable[ClaimView], target: BinaryIO, *, hxl: bool = False) -> int:
    """Write a workbook with one row a claim and a sheet that explains it; how many claims there were.

    Raises:
        UsageError: There are more claims than a sheet has rows.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(target, _PLAIN) as book:
        book.set_properties({"title": "Reported claims", "created": _MADE})
        sheet = book.add_worksheet("Claims")
        bold = book.add_format({"bold": True})
        first = _write_head(sheet, bold, hxl=hxl)
        number = 0
        for number, claim in enumerate(claims, start=1):
            if first + number > _ROWS:
                raise UsageError(f"a sheet has room for {_ROWS - first:,} claims; write a CSV, or narrow the question")
            _write_row(sheet, first + number - 1, claim)
        sheet.autofilter(0, 0, max(first + number - 1, 1), len(COLUMNS) - 1)
        _write_about(book.add_worksheet("About"), bold)
    return number


def _write_head(sheet: Any, bold: Any, *, hxl: bool) -> int:  # noqa: ANN401 - objects of a library without types
    """Names of the columns, and HXL tags under them; the first free row."""
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDE.get(column.name, 14))
        sheet.write_string(0, place, column.name, bold)
    if not hxl:
        return 1
    for place, column in enumerate(COLUMNS):
        sheet.write_string(1, place, column.tag)
    return 2


def _write_row(sheet: Any, row: int, claim: ClaimView) -> None:  # noqa: ANN401 - see above
    """The cells of one claim."""
    for place, column in enumerate(COLUMNS):
        _write_cell(sheet, (row, place), column.cell(claim))


def _write_cell(sheet: Any, at: tuple[int, int], cell: Cell) -> None:  # noqa: ANN401 - see above
    """Text as text, numbers as numbers, nothing for what is unknown."""
    if isinstance(cell, str):
        words = visible(cell)
        sheet.write_string(*at, words if len(words) <= _LONGEST else words[: _LONGEST - len(_CUT)] + _CUT)
    elif cell is not None:
        sheet.write_number(*at, cell)


def _write_about(sheet: Any, bold: Any) -> None:  # noqa: ANN401 - see above
    """What a reader must know of the rows."""
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, "How to read this", bold)
    for row, line in enumerate(_ABOUT, start=1):
        sheet.write_string(row, 0, line)
