"""Commands that show how reports rest on each other: `reprints`, `compare`."""

from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.comparing_pages import show_comparison, show_reprints
from reportedly.cli.console import margin, screen, write_line, write_lines
from reportedly.cli.ledgers import existing_ledger, occasion
from reportedly.cli.linking import bring_up
from reportedly.cli.options import AudienceOption, Format, LedgerFile, RowFormat
from reportedly.codec import pack
from reportedly.phrases import counted
from reportedly.protect import ReprintsWanted, compared, reprints_held, stream_reprints
from reportedly.vocabulary import Audience, ReprintKind

TABLE_LIMIT = 20


@app.command()
def reprints(
    document: Annotated[str | None, typer.Option(help="Pairs with this document: its id or source.")] = None,
    kind: Annotated[ReprintKind | None, typer.Option(help="What they are to each other, as rewrite.")] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many; 0 for all. A table shows 20.")] = None,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """List reports that share text or rest on each other, and what one dropped or added.

    A reprint is no second source. Each pair has what it is, which came from which, and why that is thought.
    Translations are not found. Two ids go to `reportedly compare`.
    """
    most = (TABLE_LIMIT if form is Format.TABLE else 0) if limit is None else limit
    wanted = ReprintsWanted(document=document, kind=kind, limit=most or None)
    release = occasion(audience)
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        found = stream_reprints(opened, wanted, release)
        if form is Format.JSONL:
            write_lines(found)
            return
        number = show_reprints(screen(), found)
        more = "; --limit 0 shows all" if most and number >= most else ""
        margin().print(Text(counted(number, "pair") + more, style="dim"))
        for part in reprints_held(opened, wanted, release):
            margin().print(Text(f"{counted(part.claims, 'pair')} not shown: {part.because}", style="dim"))


@app.command()
def compare(
    one: Annotated[str, typer.Argument(metavar="A", help="A document: its id or source.")],
    two: Annotated[str, typer.Argument(metavar="B", help="Another document.")],
    text: Annotated[bool, typer.Option("--text", help="Show the texts beside each other, too.")] = False,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """Lay two reports side by side: claims that are the same, changed, dropped, added, contradicted.

    The report that was published first stands first, whichever you name first.
    """
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        comparison = compared(opened, one, two, occasion(audience))
    if form is Format.JSONL:
        write_line(pack(comparison))
    else:
        show_comparison(screen(), comparison, with_text=text)
