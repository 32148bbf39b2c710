"""PDF: words in reading order, columns followed, hyphens at line ends joined, running headers and footers left out."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.dates import Dated, dated, find_day
from reportedly.read.issues import issue, refusal
from reportedly.read.layout import Line, joined, without_running
from reportedly.read.options import Outcome, Stream, Task
from reportedly.read.pdf_lines import lines_of
from reportedly.read.streams import whole
from reportedly.records.documents import DateCandidate, Issue
from reportedly.vocabulary import DateOrigin

_TYPE = "application/pdf"
_TOP = 8
_DATELINE = 60
_PASSWORD_ERROR = 4
"""The number by which pdfium says that a password is needed (FPDF_ERR_PASSWORD)."""

_PROGRAMS = ("microsoft word", "untitled", "document", ".doc", ".indd", ".qxd")
"""Words in titles that programs write and no person has chosen."""


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The one document of a PDF file.

    Raises:
        SourceError: It is too large, encrypted, damaged, or has pictures in place of words.
    """
    content = whole(stream, task)
    if is_known(stream.source, content, task):
        return
    file = _opened(content)
    try:
        pages, noticed = _pages(file, task)
        stated = {key: str(value).strip() for key, value in file.get_metadata_dict().items()}
    finally:
        file.close()
    text, spans = joined(without_running(pages))
    if not text.strip():
        raise refusal("pdf_without_words", "its pages are pictures, and there are no words in it")
    when = _dates(stated, text)
    found = Found(text=text, original=content, media_type=_TYPE, title=_title(stated), pages=spans)
    yield acquired(replace(found, dates=when.candidates, issues=noticed + when.issues), stream, task)


def _opened(content: bytes) -> Any:  # noqa: ANN401 - the library ships no types
    """The file.

    Raises:
        SourceError: It needs a password or is damaged.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise refusal("pdf_encrypted", "it is locked by a password") from error
        raise refusal("format_broken", "the PDF file is damaged") from error


def _pages(file: Any, task: Task) -> tuple[list[list[Line]], tuple[Issue, ...]]:  # noqa: ANN401 - the library ships no types
    """The lines of each page, and what was noticed on the way."""
    pages: list[list[Line]] = []
    noticed: list[Issue] = []
    end = time.monotonic() + task.limits.seconds
    for number in range(len(file)):
        if number >= task.limits.pages or time.monotonic() > end:
            noticed.append(issue("pdf_cut", f"only {number} of {len(file)} pages were read: the limit is reached"))
            break
        pages.append(_page(file, number, noticed))
    blank = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if blank and len(blank) < len(pages):
        noticed.append(issue("pdf_page_without_words", f"there are no words on page {', '.join(blank[:20])}"))
    return pages, tuple(noticed)


def _page(file: Any, number: int, noticed: list[Issue]) -> list[Line]:  # noqa: ANN401 - the library ships no types
    """The lines of one page in reading order; none, with an issue, where it is damaged."""
    from pypdfium2 import PdfiumError

    try:
        page = file[number]
        try:
            return lines_of(page)
        finally:
            page.close()
    except PdfiumError:
        noticed.append(issue("pdf_page_broken", f"page {number + 1} is damaged and was passed over"))
        return []


def _title(stated: dict[str, str]) -> str | None:
    """The title that the file states, unless a program made it up."""
    title = stated.get("Title", "")
    return None if any(word in title.lower() for word in _PROGRAMS) else title or None


def _dates(stated: dict[str, str], text: str) -> Dated:
    """The day that is printed at the top, and the one on which the file was made."""
    top = [block for block in text.split("\n\n")[:_TOP] if len(block) <= _DATELINE]
    days = filter(None, map(find_day, top))
    printed = tuple(
        DateCandidate(value=day, origin=DateOrigin.BYLINE, because="printed at the top of the first page")
        for day in days
    )
    made = stated.get("CreationDate", "").removeprefix("D:")[:8]
    return Dated(candidates=printed[:1]) + dated(made, DateOrigin.UNKNOWN, "the day on which the file was made")
