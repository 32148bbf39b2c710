"""Commands that show reported incidents: `incidents`, `incident`."""

from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin, screen, write_line, write_lines
from reportedly.cli.incident_pages import show_incident, show_incidents
from reportedly.cli.ledgers import existing_ledger, occasion
from reportedly.cli.linking import bring_up
from reportedly.cli.options import AudienceOption, Format, LedgerFile, RowFormat
from reportedly.codec import pack
from reportedly.phrases import counted
from reportedly.protect import IncidentsWanted, incident_page, stream_incidents
from reportedly.vocabulary import Audience

TABLE_LIMIT = 20


@app.command()
def incidents(
    place: Annotated[str | None, typer.Option(help="A place, district, province or country code.")] = None,
    actor: Annotated[str | None, typer.Option(help="An actor's id, or part of a name.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="The type that most claims have, as KILL.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Earliest day, as 2017-11-15.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Latest day.")] = None,
    reports: Annotated[int, typer.Option(min=1, help="At least so many reports tell of it.")] = 1,
    document: Annotated[str | None, typer.Option(help="A document that tells of it: its id or source.")] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many; 0 for all. A table shows 20.")] = None,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """List reported incidents: claims of one or several reports that seem to tell of one occurrence.

    An incident is no fact: it groups claims, and shows how many sources stand behind them and where they differ. The
    id goes to `reportedly incident`.
    """
    most = (TABLE_LIMIT if form is Format.TABLE else 0) if limit is None else limit
    wanted = IncidentsWanted(
        place=place,
        actor=actor,
        type=type_.upper() if type_ else None,
        since=since,
        until=until,
        reports=reports,
        document=document,
        limit=most or None,
    )
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        found = stream_incidents(opened, wanted, occasion(audience))
        if form is Format.JSONL:
            write_lines(found)
            return
        number = show_incidents(screen(), found)
    more = "; --limit 0 shows all" if most and number >= most else ""
    margin().print(Text(counted(number, "incident") + more, style="dim"))


@app.command()
def incident(
    incident_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the incident, or its first characters.")],
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """Show what is reported of one incident: who says what, what each adds, and where they differ.

    Claims stand under their root sources, numbers as ranges with the source of each value. `judge merge` joins it
    with another, `judge split` takes claims out of it.
    """
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        page = incident_page(opened, incident_id, occasion(audience))
    if form is Format.JSONL:
        write_line(pack(page))
    else:
        show_incident(screen(), page)
