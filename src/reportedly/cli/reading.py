"""The command that fills the ledger: `read`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from reportedly.cli import SOME_ISSUES, STOPPED
from reportedly.cli.app import app
from reportedly.cli.console import margin, plain_table, printable, screen, shortened
from reportedly.cli.describing import describe, describes_sources
from reportedly.cli.ledgers import existing_ledger, now, occasion, opened_ledger, settings_for
from reportedly.cli.linking import bring_up
from reportedly.cli.options import LedgerFile, Sources, Workers
from reportedly.cli.places import ready_gazetteer
from reportedly.cli.problems import tell_issue
from reportedly.cli.stopping import Stoppable
from reportedly.intake.ingest import Kept, Progress, Run, ingest, skipping
from reportedly.intake.present import load_present
from reportedly.intake.sources import check_sources, find_origin, outcomes, total_bytes
from reportedly.phrases import counted
from reportedly.protect import Ledger, stream_issues
from reportedly.read import Hooks, Overrides
from reportedly.records import Issue
from reportedly.settings import Settings
from reportedly.vocabulary import Audience

# So many documents are listed one by one; more are only counted.
LISTED = 30
# Only a run of so many seconds has a rate worth telling: loading the model is not reading.
LONG = 20


@app.command()
@describes_sources
def read(
    sources: Sources,
    overrides: Overrides,
    ledger: LedgerFile = None,
    workers: Workers = None,
    compare: Annotated[
        bool, typer.Option("--compare/--later", help="Compare with the other reports now, or when a command asks.")
    ] = True,
) -> None:
    """Read reports into the ledger.

    Sources are files, folders, globs, addresses or standard input. Reading the same report again adds nothing. A
    run that was stopped or killed goes on where it was: type the same command again. What cannot be read becomes a
    row of `reportedly issues`, and the rest go on.
    """
    check_sources(sources)
    _read_into(sources, overrides, settings_for(ledger, workers), compare=compare)


@app.command()
def retry(ledger: LedgerFile = None, workers: Workers = None) -> None:
    """Read again what could not be read before.

    These are the files and addresses that stand among the issues and have not been read since.
    """
    settings = settings_for(ledger, workers)
    with existing_ledger(ledger) as opened:
        rows = stream_issues(opened, occasion(Audience.INTERNAL))
        named = dict.fromkeys(row.source for row in rows if row.document is None and row.source)
    again: dict[str, None] = {}
    for source in named:
        found = find_origin(source)
        if found is None:
            margin().print(Text(f"{source}: not there any more; read it again where it is", style="dim"))
        else:
            again[found] = None
    if again:
        _read_into(list(again), describe(), settings)
    else:
        screen().print("Nothing to read again.")


@app.command()
@describes_sources
def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED…", help="Addresses or files of RSS or Atom feeds.")],
    overrides: Overrides,
    every: Annotated[int, typer.Option(min=10, metavar="SECONDS", help="How long to wait between rounds.")] = 900,
    ledger: LedgerFile = None,
) -> None:
    """Read new items of feeds as they come.

    Goes round until you press Ctrl-C. What is in the ledger already is not read again.
    """
    from reportedly.fetch import watch as watched

    settings, progress = settings_for(ledger), Progress()
    console = screen()
    with opened_ledger(settings) as opened, Stoppable() as stop:
        present = load_present(opened, settings, ready_gazetteer(settings))
        run = Run(
            settings=settings,
            present=present,
            seen=lambda one: console.print(Text(f"{now()[11:16]}  {_name(one)}  {counted(one.claims, 'claim')}")),
            complain=lambda issue: tell_issue(margin(), issue),
            progress=progress,
            now=now,
            is_live=True,
        )
        hooks = Hooks(known=skipping(present, overrides, progress))
        items = watched(feeds, overrides, hooks=hooks, wait=lambda: _waited(opened, stop, every))
        ingest(stop.until_asked(items), run)
    console.print(Text(f"{counted(progress.documents, 'document')} read", style="bold"))


def _waited(ledger: Ledger, stop: Stoppable, every: int) -> bool:
    """Compare what a round of the feeds brought, then wait for the next one; whether to go on."""
    bring_up(ledger)
    return stop.waited(every)


def _read_into(sources: list[str], overrides: Overrides, settings: Settings, *, compare: bool = True) -> None:
    """Read sources into the ledger, showing progress; leave with the status that tells how it went.

    With `compare`, what came is compared with the other reports; else the first command that shows links does it.
    """
    progress = Progress()
    kept: list[Kept] = []
    with opened_ledger(settings) as opened, Stoppable() as stop:
        present = load_present(opened, settings, ready_gazetteer(settings))
        with _drawn(sources, progress) as drawn:
            hooks = Hooks(known=skipping(present, overrides, progress), advanced=drawn.advanced)
            run = Run(
                settings=settings,
                present=present,
                seen=lambda one: _list(kept, one),
                complain=drawn.complain,
                progress=progress,
                now=now,
            )
            ingest(stop.until_asked(outcomes(sources, overrides, hooks)), run)
        if compare and not stop.asked:
            bring_up(opened)
    _show_kept(kept, progress)
    _show_summary(progress, settings, drawn.seconds)
    if stop.asked:
        raise typer.Exit(STOPPED)
    if progress.issues:
        raise typer.Exit(SOME_ISSUES)


def _name(one: Kept) -> str:
    """The document in few words: its title, else its source."""
    return shortened(printable(one.document.title or "") or one.document.source, 38)


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
            _name(one),
            document.published or "not known",
            shortened(document.publisher or "", 20),
            str(one.claims),
        )
    screen().print(table)


def _show_summary(progress: Progress, settings: Settings, seconds: float) -> None:
    """What was done, where it is, and what to type next."""
    console = screen()
    rate = f", {progress.words / seconds:,.0f} words a second" if seconds > LONG else ""
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
