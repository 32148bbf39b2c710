"""The command that fills the ledger: `read`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from reportedly.cli import SOME_ISSUES, STOPPED
from reportedly.cli.app import app
from reportedly.cli.console import margin, plain_table, printable, screen, shortened
from reportedly.cli.describing import describes_sources
from reportedly.cli.ingest import Kept, Progress, Watchers, ingest
from reportedly.cli.intake import check_sources, outcomes, total_bytes
from reportedly.cli.ledgers import settings_for
from reportedly.cli.options import LedgerFile, Sources, Workers
from reportedly.cli.phrases import counted
from reportedly.cli.problems import tell_issue
from reportedly.cli.stopping import Stoppable
from reportedly.protect import open_ledger
from reportedly.read import Hooks, Overrides
from reportedly.records import Issue
from reportedly.settings import Settings

# So many documents are listed one by one; more are only counted.
LISTED = 30


@app.command()
@describes_sources
def read(
    sources: Sources,
    overrides: Overrides,
    ledger: LedgerFile = None,
    workers: Workers = None,
) -> None:
    """Read reports into the ledger: files, folders, addresses or standard input.

    Reading the same report again adds nothing. A run that was stopped or killed goes on where it was: type the same
    command again. What cannot be read becomes a row of `reportedly issues`, and the rest go on.
    """
    check_sources(sources)
    settings = settings_for(ledger, workers)
    progress = Progress()
    kept: list[Kept] = []
    with open_ledger(settings.ledger) as opened, Stoppable() as stop, _drawn(sources, progress) as drawn:
        hooks = Hooks(advanced=drawn.advanced)
        watchers = Watchers(seen=lambda one: _list(kept, one), complain=drawn.complain)
        stream = stop.until_asked(outcomes(sources, overrides, hooks))
        ingest(stream, opened, settings=settings, watchers=watchers, progress=progress)
    _show_kept(kept, progress)
    _show_summary(progress, settings, drawn.seconds)
    if stop.asked:
        raise typer.Exit(STOPPED)
    if progress.issues:
        raise typer.Exit(SOME_ISSUES)


def _list(kept: list[Kept], one: Kept) -> None:
    """Remember the first documents; memory stays flat however many follow."""
    if len(kept) <= LISTED:
        kept.append(one)


class Drawn:
    """The progress bar on standard error, where that is a terminal: documents, rate, time left."""

    def __init__(self, bar: Bar, total: int | None, progress: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("reading", total=total, done="")
        self._progress = progress
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since reading began."""
        return time.monotonic() - self._began

    def advanced(self, count: int) -> None:
        """So many more bytes of the sources were read."""
        done = self._progress
        rate = f"{done.words / self.seconds:,.0f} words/s" if done.words else ""
        self._bar.update(self._task, advance=count, done=f"{counted(done.documents, 'document')}  {rate}")

    def complain(self, issue: Issue) -> None:
        """Name an issue above the bar."""
        tell_issue(self._bar.console, issue)


@contextmanager
def _drawn(sources: list[str], progress: Progress) -> Iterator[Drawn]:
    """A bar that is drawn while the block runs and is gone after it."""
    console = margin()
    columns = (TextColumn("reading"), BarColumn(bar_width=20), TextColumn("{task.fields[done]}"), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield Drawn(bar, total_bytes(sources), progress)


def _show_kept(kept: list[Kept], progress: Progress) -> None:
    """The documents one by one, where they are few."""
    if not kept or progress.documents > LISTED:
        return
    table = plain_table((("document", "left"), ("date", "left"), ("outlet", "left"), ("claims", "right")))
    for one in kept:
        document = one.document
        table.add_row(
            shortened(printable(document.title or "") or document.source, 44),
            document.published or "not known",
            shortened(document.publisher or "", 16),
            str(one.claims),
        )
    screen().print(table)


def _show_summary(progress: Progress, settings: Settings, seconds: float) -> None:
    """What was done, where it is, and what to type next."""
    console = screen()
    rate = f", {progress.words / seconds:,.0f} words a second" if seconds > 1 else ""
    console.print(
        Text(
            f"{counted(progress.documents, 'document')} read, {counted(progress.claims, 'claim')} found "
            f"in {seconds:.1f} s{rate}.",
            style="bold",
        )
    )
    for number, words in (
        (progress.skipped, "in the ledger already, in this reading"),
        (progress.purged, "refused: they were purged from this ledger"),
    ):
        if number:
            console.print(f"{counted(number, 'document')} {words}.")
    if progress.issues:
        console.print(Text(f"{counted(progress.issues, 'issue')}: see `reportedly issues`.", style="yellow"))
    console.print(Text(f"Ledger: {settings.ledger}", style="dim"))
