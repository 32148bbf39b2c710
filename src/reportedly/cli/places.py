"""The commands of the gazetteer: `gazetteer find`, `add`, `build`; and its first building, shown while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import heading, indented, margin, plain_table, screen, write_line
from reportedly.cli.ledgers import settings_for
from reportedly.cli.options import Format, RowFormat
from reportedly.codec import pack
from reportedly.errors import UsageError
from reportedly.gazetteer import Entry, Gazetteer, add_entry, add_places, build_gazetteer, load_gazetteer
from reportedly.gazetteer.build import Progress as Told
from reportedly.phrases import counted
from reportedly.records import Candidate
from reportedly.settings import Settings
from reportedly.vocabulary import PlaceKind

places = typer.Typer(name="gazetteer", help="Find, add and build the places that names mean.", no_args_is_help=True)
app.add_typer(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line of `gazetteer find --format jsonl`."""

    name: str
    candidates: tuple[Candidate, ...]


@places.command()
def find(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Names of places, in any spelling or script.")],
    country: Annotated[str | None, typer.Option(metavar="CC", help="Country code, as AF.")] = None,
    within: Annotated[str | None, typer.Option(metavar="ADM1", help="A province or district, by name or code.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many readings of a name.")] = 10,
    form: RowFormat = Format.TABLE,
) -> None:
    """Show what a name may mean: every reading, best first, with why it ranks there."""
    gazetteer = ready_gazetteer(settings_for())
    console = screen()
    for name in names:
        found = Found(name=name, candidates=gazetteer.find(name, country=country, within=within, limit=limit))
        if form is Format.JSONL:
            write_line(pack(found))
        else:
            _show_found(console, found)


def _show_found(console: Console, found: Found) -> None:
    """The readings of one name."""
    console.print(heading(found.name))
    if not found.candidates:
        console.print(indented(Text("not in the gazetteer", style="dim")))
        return
    table = plain_table(
        (("score", "right"), ("place", "left"), ("lies in", "left"), ("point", "left"), ("why", "left"))
    )
    for each in found.candidates:
        parts = dict.fromkeys(part for part in (each.admin2, each.admin1, each.country) if part and part != each.name)
        point = "" if each.lat is None or each.lon is None else f"{each.lat:.2f} {each.lon:.2f}"
        place = Text(each.name)
        place.append(f"\n{each.kind.value}  {each.id}", style="dim")
        table.add_row(f"{each.score:.2f}", place, ", ".join(parts), point, each.because)
    console.print(indented(table))


@places.command()
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files with places.", exists=True)],
) -> None:
    """Add places: a GeoNames country dump, an OCHA COD-AB table, or a table in our own layout.

    They are kept in your data folder and win over the default places. A file added again takes the place of the former.
    """
    settings = settings_for()
    for path in files:
        screen().print(f"{path}: {counted(add_places(path, settings), 'place')} added")
    ready_gazetteer(settings)


@places.command()
def enter(
    name: Annotated[str, typer.Argument(help="The place's name, as you want it shown.")],
    kind: Annotated[PlaceKind, typer.Option(help="What it is.", case_sensitive=False)] = PlaceKind.PPL,
    country: Annotated[str, typer.Option(metavar="CC", help="Country code, as ML.")] = "",
    point: Annotated[str, typer.Option(metavar="LAT,LON", help="Degrees north and east: 13.38,-3.83.")] = "",
    within: Annotated[str, typer.Option(metavar="CODE", help="Code of the division that it lies in: ML-5.")] = "",
    also: Annotated[list[str] | None, typer.Option(metavar="NAME", help="A further spelling; give it again.")] = None,
    place: Annotated[str, typer.Option("--id", help="Id of the place that this corrects, as `find` shows it.")] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="When it came to be: a year or a day.")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="When it ceased to be.")] = "",
    source: Annotated[str, typer.Option(help="Where you have it from; stands beside every reading of it.")] = "",
) -> None:
    """Enter one place that is missing, or correct one that is wrong.

    With --id the entry stands in front of the place of that id, and what you leave out is taken from it.
    """
    lat, lon = _point(point)
    settings = settings_for()
    own = place or f"user:{country.lower()}-{'-'.join(name.lower().split())}"
    entry = Entry(
        ref=own, name=name, kind=kind, country=country.upper(), parent=within, lat=lat, lon=lon,
        names=tuple(also or ()), source=source or "entered by the user", since=since, until=until,
    )  # fmt: skip
    add_entry(entry, settings)
    ready_gazetteer(settings)
    screen().print(f"{name} stands in the gazetteer as {own}")


def _point(given: str) -> tuple[float | None, float | None]:
    """Degrees north and east, or none of them.

    Raises:
        UsageError: It is no point on earth.
    """
    if not given:
        return None, None
    try:
        lat, lon = (float(part) for part in given.split(","))
    except ValueError:
        lat, lon = 999.0, 999.0
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - the ends of the earth
        message = f"--point {given!r} is no point on earth; give degrees north and east, as 13.38,-3.83"
        raise UsageError(message)
    return lat, lon


@places.command()
def build() -> None:
    """Build the place index anew, from the default places and your own. It needs no network."""
    with _shown("Building the place index") as told:
        gazetteer = build_gazetteer(settings_for(), told)
    screen().print(f"built {gazetteer.version} at {gazetteer.path}")


def ready_gazetteer(settings: Settings) -> Gazetteer:
    """The gazetteer; where its index has to be built first, that is shown on standard error."""
    with _shown("First use: building the place index") as told:
        return load_gazetteer(settings, told)


@contextmanager
def _shown(title: str) -> Iterator[Told]:
    """A bar on standard error that appears when there is something to tell, and one line where that is no terminal."""
    console = margin()
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, visible=False, total=None)
        began: list[str] = []

        def told(what: str, done: int, total: int) -> None:
            if not began and not console.is_terminal:
                console.print(Text(f"{title}, once; this takes about half a minute.", style="dim"))
            began.append(what)
            bar.update(task, visible=True, completed=done, total=total, description=f"{title}: {what}")

        yield told
