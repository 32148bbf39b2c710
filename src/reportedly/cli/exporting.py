"""The command that writes claims into files for others: `export`."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin
from reportedly.cli.describing import chooses_claims
from reportedly.cli.ledger_reading import tell_held
from reportedly.cli.ledgers import existing_ledger, occasion
from reportedly.cli.options import AudienceOption, LedgerFile
from reportedly.cli.previewing import show_preview
from reportedly.errors import UsageError
from reportedly.export import Exported, Form, export
from reportedly.phrases import counted
from reportedly.protect import Ledger, Wanted, held_back, preview, stream_claims
from reportedly.protect.views import Occasion
from reportedly.vocabulary import Audience


@app.command("export")
@chooses_claims
def export_claims(
    wanted: Wanted,
    form: Annotated[Form, typer.Option("--format", help="The format of the file.")] = Form.CSV,
    out: Annotated[str, typer.Option(metavar="FILE", help="Where to write; - for standard output.")] = "-",
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.PUBLIC,
    recipient: Annotated[str, typer.Option(help="Who receives it, for the ledger's log.")] = "",
    hxl: Annotated[bool, typer.Option("--hxl", help="Add the row of HXL tags to a CSV.")] = False,
    unrealised: Annotated[
        bool, typer.Option("--unrealised", help="Map what is intended, feared or predicted, too.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    looks: Annotated[
        bool, typer.Option("--preview", help="Write nothing: show what would leave, what would not, and why.")
    ] = False,
) -> None:
    """Write claims into a file for others.

    The file is for the public unless you name another audience. What the audience may not see is left out or made
    general, and what is left out is counted on standard error. GeoJSON has no point for a claim without a known
    place, and none for a vague region.
    """
    release = occasion(audience, recipient=recipient or ("preview" if looks else "file"))
    if looks:
        with existing_ledger(ledger) as opened:
            show_preview(preview(opened, wanted, release))
        return
    if out != "-" and Path(out).exists() and not force:
        raise UsageError(f"{out} is there already; name another file or say --force")
    with existing_ledger(ledger) as opened:
        if out == "-":
            done = _written(opened, wanted, release, sys.stdout.buffer, (form, hxl, unrealised))
        else:
            done = _into_file(opened, wanted, release, Path(out), (form, hxl, unrealised))
        _tell(done, audience)
        tell_held(held_back(opened, wanted, release))


Choices = tuple[Form, bool, bool]


def _written(ledger: Ledger, wanted: Wanted, release: Occasion, target: BinaryIO, choices: Choices) -> Exported:
    """Write to an open file."""
    form, hxl, unrealised = choices
    return export(stream_claims(ledger, wanted, release), form, target, hxl=hxl, unrealised=unrealised)


def _into_file(ledger: Ledger, wanted: Wanted, release: Occasion, out: Path, choices: Choices) -> Exported:
    """Write beside the file and put it in its place when it is whole, so that nobody finds half of it."""
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            done = _written(ledger, wanted, release, target, choices)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return done


def _tell(done: Exported, audience: Audience) -> None:
    """What was written, and what a map leaves off."""
    console = margin()
    console.print(Text(f"{counted(done.claims, 'claim')} written for the audience “{audience.value}”", style="dim"))
    if done.unlocated:
        console.print(Text(f"{counted(done.unlocated, 'claim')} without a point: no geometry", style="dim"))
    if done.unrealised:
        words = "intended, feared, predicted or supposed, so not mapped; --unrealised maps them"
        console.print(Text(f"{counted(done.unrealised, 'claim')} {words}", style="dim"))
