"""Files that are dropped on the page, taken apart in memory: no word of them touches the disk outside the ledger."""

import io
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from reportedly.errors import UsageError

MOST_FILES = 500
_LONGEST_NAME = 200
_UNNAMED = "dropped"


class _InMemory(MultiPartParser):
    """The parser of starlette, which would write a file of more than a megabyte to the disk."""

    spool_max_size = 1 << 40


class Dropped(io.BytesIO):
    """A file that was dropped, under its own name."""

    def __init__(self, content: bytes, name: str) -> None:
        """Keep content and name."""
        super().__init__(content)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a page sent: files, and fields that say something of them."""

    files: tuple[Dropped, ...] = field(repr=False)
    fields: tuple[tuple[str, str], ...] = field(repr=False)


async def taken_apart(headers: Headers, stream: AsyncGenerator[bytes, None]) -> Form:
    """The files and fields of a form.

    Raises:
        UsageError: The form is broken, or holds too many files.
    """
    parser = _InMemory(headers, stream, max_files=MOST_FILES, max_fields=50, max_part_size=64 << 10)
    try:
        form = await parser.parse()
    except (MultiPartException, FormParserError) as error:
        raise UsageError(f"the form with the files is broken or too large: {error}") from error
    files = [
        Dropped(await each.read(), plain_name(each.filename))
        for _, each in form.multi_items()
        if isinstance(each, UploadFile)
    ]
    fields = tuple((name, each) for name, each in form.multi_items() if isinstance(each, str))
    await form.close()
    return Form(files=tuple(files), fields=fields)


def plain_name(given: str | None) -> str:
    """The last part of a name, without what could lead elsewhere or hide something."""
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in last if each.isprintable())[-_LONGEST_NAME:].strip()
    return shown if shown.strip(".") else _UNNAMED
