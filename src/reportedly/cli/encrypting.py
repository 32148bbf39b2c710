"""Commands that put a ledger under a passphrase and take it off again: `encrypt`, `decrypt`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli import FAILURE
from reportedly.cli.app import app
from reportedly.cli.console import screen
from reportedly.cli.ledgers import settings_for
from reportedly.cli.options import LedgerFile
from reportedly.cli.passphrases import chosen_passphrase, find_passphrase
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.protect import Converted, convert_ledger, is_encrypted, open_ledger


@app.command()
def encrypt(
    ledger: LedgerFile = None,
    file: Annotated[
        Path | None,
        typer.Option("--passphrase-file", metavar="FILE", help="A file whose first line is the new passphrase."),
    ] = None,
) -> None:
    """Put the ledger under a passphrase, or give it another one.

    A new, encrypted file takes the place of the old one, which is overwritten; backups beside it are treated likewise.
    You are asked for the passphrase unless you name a file that holds it. Whoever loses it loses the ledger.
    """
    settings = settings_for(ledger)
    path = settings.ledger
    old = find_passphrase(path, settings) if is_encrypted(path) else None
    new = chosen_passphrase(file)
    if not path.exists():
        open_ledger(path, passphrase=new).close()
        screen().print(Text(f"{path} is made, encrypted and empty"))
        return
    _tell(convert_ledger(path, old, new), f"{path} is encrypted; keep the passphrase: nobody can open it without")


@app.command()
def decrypt(
    ledger: LedgerFile = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take the passphrase off the ledger: whoever gets the file can read it then."""
    settings = settings_for(ledger)
    path = settings.ledger
    if not path.exists():
        raise NotInLedgerError(f"there is no ledger at {path}")
    if not is_encrypted(path):
        raise UsageError(f"{path} is not encrypted")
    if not yes and not typer.confirm("Whoever gets the file can read it then. Go on?"):
        raise typer.Exit(FAILURE)
    _tell(convert_ledger(path, find_passphrase(path, settings), None), f"{path} is a plain file now")


def _tell(converted: Converted, words: str) -> None:
    """What was done, and which copies are left to see to."""
    console = screen()
    console.print(Text(words))
    for backup in converted.backups:
        console.print(Text(f"so is {backup}", style="dim"))
    for backup in converted.left:
        console.print(Text(f"{backup} could not be read: it is as it was; see to it by hand", style="yellow"))
