"""Commands for looking after a ledger and an installation: `verify`, `purge`, `doctor`."""

import sys
from typing import Annotated

import typer
from rich.text import Text

from reportedly import judge
from reportedly.cli import FAILURE
from reportedly.cli.app import app
from reportedly.cli.checkup import checks
from reportedly.cli.console import hanging, screen
from reportedly.cli.ledgers import existing_ledger, ruling, settings_for
from reportedly.cli.options import LedgerFile
from reportedly.errors import UsageError
from reportedly.phrases import counted
from reportedly.protect import verify as verify_ledger


@app.command()
def verify(ledger: LedgerFile = None) -> None:
    """Check that the ledger is whole.

    Every original is checked against its hash, every id against what it names, every span against its text.
    """
    console = screen()
    with existing_ledger(ledger) as opened:
        verified = verify_ledger(opened)
    for finding in verified.findings:
        console.print(Text(str(finding), style="red"))
    if verified.findings:
        safe = f"{verified.safe} of {counted(verified.documents, 'document')} safe"
        console.print(Text(f"{counted(len(verified.findings), 'finding')}; {safe}", style="bold red"))
        raise typer.Exit(FAILURE)
    console.print(f"whole: {counted(verified.documents, 'document')} checked")
    if verified.log:
        told = f"log: {counted(verified.log, 'row')}, the last {verified.head[:16]}; noted elsewhere, it shows a cut"
        console.print(Text(told, style="dim"))


@app.command()
def purge(
    document: Annotated[str | None, typer.Option(help="Id of the document to destroy, or its source as given.")] = None,
    person: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A person's name, as written; may be repeated.")
    ] = None,
    because: Annotated[str, typer.Option(help="Why; kept without any word of what is destroyed.")] = "",
    reviewer: Annotated[str | None, typer.Option(help="Who decides.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    ledger: LedgerFile = None,
) -> None:
    """Destroy a document or a person's words, for good.

    A person's name and words go wherever they stand. Everything else in a ledger can be undone; to keep something
    from others, use `reportedly judge redact`.
    """
    if (document is None) == (not person):
        raise UsageError("name a document with --document, or a person with --person NAME")
    _ask(yes)
    decided = ruling(reviewer, because)
    with existing_ledger(ledger) as opened:
        if document is not None:
            purged = judge.purge_document(opened, document, decided)
        else:
            purged = judge.purge_person(opened, tuple(person or ()), decided)
    console = screen()
    console.print(f"destroyed: {counted(purged.documents, 'document')} touched, {counted(purged.claims, 'claim')} gone")
    for backup in purged.backups:
        console.print(Text(f"{backup} may still hold the words: delete it by hand", style="yellow"))


def _ask(yes: bool) -> None:
    """Make sure that it is meant.

    Raises:
        UsageError: Nobody is there to ask.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("a purge cannot be undone; say --yes where nobody can be asked")
    if not typer.confirm("This destroys it for good. Go on?"):
        raise typer.Exit(FAILURE)


@app.command()
def doctor(ledger: LedgerFile = None) -> None:
    """Check this installation, and say how to mend it."""
    console = screen()
    wrong = 0
    for check in checks(settings_for(ledger)):
        mark = Text("ok", style="green") if check.is_well else Text("!!", style="bold red")
        lines = [Text(f"{check.name}: {check.words}")]
        if check.remedy:
            lines.append(Text(check.remedy, style="yellow"))
        console.print(hanging(mark, *lines))
        wrong += not check.is_well
    if wrong:
        console.print(Text(f"{counted(wrong, 'thing')} to mend", style="bold red"))
        raise typer.Exit(FAILURE)
