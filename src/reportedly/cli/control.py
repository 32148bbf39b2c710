"""The command `control`: who is reported to hold a place, lane by lane."""

from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin, screen, write_line, write_lines
from reportedly.cli.control_drawing import areas_table, show_control
from reportedly.cli.control_picture import control_svg
from reportedly.cli.describing import check_day
from reportedly.cli.handing import hand_out
from reportedly.cli.ledgers import existing_ledger, occasion, today
from reportedly.cli.linking import bring_up
from reportedly.cli.options import AudienceOption, Format, LedgerFile, RowFormat
from reportedly.codec import pack
from reportedly.errors import UsageError
from reportedly.protect import Moment, control_areas, control_page, load_preferences
from reportedly.protect.control_views import AreaView, ControlPage
from reportedly.vocabulary import Audience


@app.command()
def control(
    place: Annotated[
        str | None,
        typer.Argument(metavar="[PLACE]", help="District, province, country code or town; without, all are listed."),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="As reported by this day; else by today.")
    ] = None,
    stale: Annotated[
        int | None,
        typer.Option(min=1, help="From how many days on something is stale; else as you set it, or 90."),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the lanes into this file.", dir_okay=False)
    ] = None,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """Show who is reported to hold a place: a lane for each actor and root source, by day.

    The label of an area is a range over its root sources and never a vote. "Some districts of" a province are counted
    there, and put on no district. Categories of Kalyvas, SIGAR and LWJ are derived and stand as their words.
    """
    check_day("on", day)
    if place is None and svg is not None:
        raise UsageError("--svg draws one place: name it")
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        days = stale or load_preferences(opened).stale_days
        moment = Moment(day=day or today(), stale_days=days)
        if place is None:
            _list(control_areas(opened, occasion(audience), moment), form)
            return
        release = occasion(audience, recipient="terminal" if svg is None else "file")
        page = control_page(opened, place, release, moment)
        if form is Format.JSONL:
            write_line(pack(page))
        else:
            show_control(screen(), page)
        if svg is not None:
            hand_out(opened, release, str(svg), "control svg", lambda target: _draw(target, page))
            margin().print(Text(f"drawn: {svg}", style="dim"))


def _draw(target: BinaryIO, page: ControlPage) -> int:
    """Draw the page; how many claims of it are drawn."""
    target.write(control_svg(page).encode())
    lanes = (*page.area.lanes, *page.area.hatched)
    return len({point.claim for lane in lanes for point in lane.points})


def _list(areas: tuple[AreaView, ...], form: Format) -> None:
    """Every area that something is reported of."""
    if form is Format.JSONL:
        write_lines(areas)
        return
    if areas:
        screen().print(areas_table(areas))
    else:
        margin().print(Text("no report in the ledger says who holds a place", style="dim"))
