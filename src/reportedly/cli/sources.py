"""The command `sources`: outlets, institutions and public offices that the ledger's claims pass through."""

from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin, plain_table, printable, screen, shortened, write_lines
from reportedly.cli.ledgers import existing_ledger, occasion
from reportedly.cli.options import AudienceOption, Format, LedgerFile, RowFormat
from reportedly.phrases import counted
from reportedly.protect import stream_sources
from reportedly.protect.source_views import SourceView
from reportedly.vocabulary import Audience, RegisterKind

# The id is copied into `judge reliability`, so that it should stand on one line.
_NAME = 30


@app.command()
def sources(
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="Part of a name.")] = None,
    kind: Annotated[RegisterKind | None, typer.Option(help="Only such sources.")] = None,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """List outlets, institutions and public offices, with their reliability: F until somebody judges.

    Private individuals are never listed, and of an office not who holds it. The id goes to `judge reliability`.
    """
    with existing_ledger(ledger) as opened:
        found = (each for each in stream_sources(opened, occasion(audience)) if _is_wanted(each, words, kind))
        if form is Format.JSONL:
            write_lines(found)
            return
        rows = tuple(found)
    _show(rows)


def _is_wanted(source: SourceView, words: str | None, kind: RegisterKind | None) -> bool:
    """Whether the source is asked for."""
    return (kind is None or source.kind is kind) and (words is None or words.casefold() in source.name.casefold())


def _show(rows: tuple[SourceView, ...]) -> None:
    """The register as a table, each name with the id below it."""
    columns = (("source", "left"), ("reports", "right"), ("claims", "right"), ("published", "left"))
    table = plain_table((*columns, ("reliability", "left")))
    table.columns[0].min_width = _NAME
    for row in rows:
        name = Text(shortened(row.name, 46)).append(f"\n{printable(row.id)}", style="dim")
        table.add_row(name, str(row.reports), str(row.claims), _days(row), _reliability(row))
    if rows:
        screen().print(table)
    margin().print(Text(f"{counted(len(rows), 'source')}; F where nobody has judged", style="dim"))


def _days(row: SourceView) -> str:
    """First and last day of publication."""
    return row.first or "" if row.first == row.last else f"{row.first} to {row.last}"


def _reliability(row: SourceView) -> Text:
    """The reliability, with who judged it."""
    if not row.history:
        return Text(row.reliability.value, style="dim")
    last = row.history[0]
    return Text(f"{row.reliability.value}, {printable(last.reviewer or '')} {last.at[:10]}")
