"""Commands that read what the user names and keep nothing: `audit`, `extract`, `annotate`."""

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from reportedly.cli import SOME_ISSUES
from reportedly.cli.app import app
from reportedly.cli.console import margin, screen, write_line
from reportedly.cli.describing import describes_sources
from reportedly.cli.intake import check_sources, outcomes
from reportedly.cli.ledgers import settings_for
from reportedly.cli.options import Sources, Workers
from reportedly.cli.problems import tell_issue
from reportedly.errors import UsageError
from reportedly.read import Overrides
from reportedly.records import Issue, Report


@app.command()
@describes_sources
def audit(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file, a web address, or - for standard input.")],
    overrides: Overrides,
    brief: Annotated[bool, typer.Option("--brief", help="Counts only, without the claims of each source.")] = False,
) -> None:
    """Show what a report rests on: who speaks, how they are said to know, what it says in its own voice.

    Nothing is kept. The page counts named, unnamed and second-hand sources, and draws who passed on what to whom.
    """
    from reportedly.cli.audit_page import show_audit

    console = screen()
    _each_report([source], overrides, None, lambda report: show_audit(console, report, brief=brief))


@app.command()
@describes_sources
def extract(
    sources: Sources,
    overrides: Overrides,
    form: Annotated[str, typer.Option("--format", metavar="jsonl", help="One JSON object a line.")] = "jsonl",
    workers: Workers = None,
) -> None:
    """Print the record of each report, `reportedly.report/1`, one JSON object a line.

    Needs no ledger and writes none. What could not be read is named on standard error.
    """
    from reportedly.codec import encode_report

    _only(form, "jsonl")
    _each_report(sources, overrides, workers, lambda report: write_line(encode_report(report)))


def _each_report(
    sources: Iterable[str], overrides: Overrides, workers: int | None, show: Callable[[Report], None]
) -> None:
    """Show every report and name every issue; leave with the status that tells whether all were read."""
    from reportedly.cli.line import processed

    names = list(sources)
    check_sources(names)
    issues = 0
    for done in processed(outcomes(names, overrides), settings=settings_for(workers=workers)):
        if isinstance(done, Issue):
            tell_issue(margin(), done)
            issues += 1
        else:
            show(done.report)
    if issues:
        raise typer.Exit(SOME_ISSUES)


def _only(form: str, known: str) -> None:
    """Refuse a format that the command does not print.

    Raises:
        UsageError: It is another one.
    """
    if form != known:
        raise UsageError(f"--format {form!r}: this command prints {known}")
