"""The command that writes a printable brief: `brief`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin
from reportedly.cli.handing import STDOUT, check_free, hand_out
from reportedly.cli.ledgers import existing_ledger, occasion
from reportedly.cli.linking import bring_up
from reportedly.cli.options import AudienceOption, LedgerFile
from reportedly.errors import UsageError
from reportedly.export.briefs import Brief, BriefForm, Heading, control_brief, incident_brief, write_brief
from reportedly.protect import Ledger, incident_page, load_policy
from reportedly.protect.control_pages import control_page
from reportedly.protect.views import Occasion
from reportedly.vocabulary import Audience


class Subject(StrEnum):
    """What a brief is about."""

    INCIDENT = "incident"
    DISTRICT = "district"


@app.command()
def brief(
    subject: Annotated[Subject, typer.Argument(help="What it is about.")],
    which: Annotated[str, typer.Argument(metavar="ID|PLACE", help="Id of the incident, or name of the place.")],
    out: Annotated[
        str, typer.Option("--output", "--out", metavar="FILE", help="Where to write: .html or .pdf; - for HTML here.")
    ] = STDOUT,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.PUBLIC,
    recipient: Annotated[str, typer.Option(help="Who receives it, for the ledger's log.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a printable brief of an incident or of a district, province or country.

    It holds a map, a timeline, claims with their sources, counts and what a reader must know, as HTML that asks for
    nothing or as PDF. It is for the public unless you name another audience.
    """
    form = form_of(out)
    check_free(out, force=force)
    release = occasion(audience, recipient=recipient or "file")
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        made = made_brief(opened, subject, which, release)

        def write(target: BinaryIO) -> int:
            write_brief(made, form, target)
            return sum(item.is_quoted for section in made.sections for item in section.items)

        hand_out(opened, release, out, f"brief {form.value}", write)
    if out != STDOUT:
        margin().print(Text(f"{out}: {made.marking}", style="dim"))


def form_of(out: str) -> BriefForm:
    """The format that a file's name asks for.

    Raises:
        UsageError: It asks for none of them.
    """
    ending = "html" if out == STDOUT else Path(out).suffix.removeprefix(".").lower()
    try:
        return BriefForm(ending)
    except ValueError as error:
        raise UsageError(f"a brief is written as .html or .pdf; name the file so instead of {out!r}") from error


def made_brief(ledger: Ledger, subject: Subject, which: str, release: Occasion) -> Brief:
    """The brief, from the page that the audience may see."""
    heading = Heading(audience=release.audience, handling=load_policy(release.audience).handling, day=release.at[:10])
    if subject is Subject.INCIDENT:
        return incident_brief(incident_page(ledger, which, release), heading)
    return control_brief(control_page(ledger, which, release), heading)
