"""The command that writes claims into files for others: `export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin
from reportedly.cli.describing import chooses_claims
from reportedly.cli.handing import STDOUT, check_free, hand_out
from reportedly.cli.ledger_reading import tell_held
from reportedly.cli.ledgers import existing_ledger, occasion
from reportedly.cli.options import AudienceOption, LedgerFile
from reportedly.cli.previewing import show_preview
from reportedly.errors import UsageError
from reportedly.export import Exported, Form, export
from reportedly.export.gold import write_gold
from reportedly.phrases import counted
from reportedly.protect import Ledger, Wanted, held_back, preview, stream_claims
from reportedly.protect.gold import stream_gold
from reportedly.protect.releases import Written, log_export
from reportedly.protect.views import Occasion
from reportedly.vocabulary import Audience


class Output(StrEnum):
    """The formats of `export`."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    JSONLD = "jsonld"
    GOLD = "gold"


@app.command("export")
@chooses_claims
def export_claims(
    wanted: Wanted,
    form: Annotated[
        Output, typer.Option("--format", "--form", help="The format of the file; gold is a folder of judged texts.")
    ] = Output.CSV,
    out: Annotated[str, typer.Option(metavar="FILE", help="Where to write; - for standard output.")] = STDOUT,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.PUBLIC,
    recipient: Annotated[str, typer.Option(help="Who receives it, for the ledger's log.")] = "",
    hxl: Annotated[bool, typer.Option("--hxl", help="Add the row of HXL tags to a table.")] = False,
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
    place, and none for a vague region. `gold` writes judged claims with their texts, to measure and train models by;
    it is for you alone.
    """
    release = occasion(audience, recipient=recipient or ("preview" if looks else "file"))
    if looks:
        with existing_ledger(ledger) as opened:
            show_preview(preview(opened, wanted, release))
        return
    check_free(out, force=force)
    with existing_ledger(ledger) as opened:
        if form is Output.GOLD:
            _write_gold(opened, wanted, release, out)
            return
        done = _handed_out(opened, wanted, release, out, (Form(form.value), hxl, unrealised))
        _tell(done, audience)
        tell_held(held_back(opened, wanted, release))


def _write_gold(ledger: Ledger, wanted: Wanted, release: Occasion, out: str) -> None:
    """Judged claims with their texts, into a folder."""
    if out == STDOUT:
        raise UsageError("gold is a folder of files: name it with --out FOLDER")
    done = write_gold(stream_gold(ledger, wanted, release), Path(out))
    log_export(ledger, release, Written(form=Output.GOLD.value, sha256=done.sha256, claims=done.claims))
    told = f"{counted(done.claims, 'judged claim')} of {counted(done.complete + done.partial, 'document')}"
    margin().print(Text(f"{told}; {done.complete} judged to the last claim, in {out}/complete", style="dim"))


Choices = tuple[Form, bool, bool]


def _handed_out(ledger: Ledger, wanted: Wanted, release: Occasion, out: str, choices: Choices) -> Exported:
    """Hand out the claims as a file."""
    form, hxl, unrealised = choices
    done = Exported(claims=0)

    def write(target: BinaryIO) -> int:
        nonlocal done
        done = export(stream_claims(ledger, wanted, release), form, target, hxl=hxl, unrealised=unrealised)
        return done.claims

    hand_out(ledger, release, out, form.value, write)
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
