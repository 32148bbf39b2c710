"""Commands that read what the user names and keep nothing: `audit`, `extract`, `annotate`."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli import SOME_ISSUES
from reportedly.cli.app import app
from reportedly.cli.console import margin, screen, write_line, write_text
from reportedly.cli.describing import describes_sources
from reportedly.cli.ledgers import settings_for
from reportedly.cli.options import Sources, Workers
from reportedly.cli.problems import tell_issue
from reportedly.errors import UsageError
from reportedly.intake.sources import check_sources, outcomes
from reportedly.read import Overrides
from reportedly.records import Document, Issue, Report


@app.command()
@describes_sources
def audit(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file, a web address, or - for standard input.")],
    overrides: Overrides,
    brief: Annotated[bool, typer.Option("--brief", help="Counts only, without the claims of each source.")] = False,
) -> None:
    """Show what a report rests on: who speaks, and how they know.

    Nothing is kept. The page shows what the article says in its own voice, counts named, unnamed and second-hand
    sources, and draws who passed on what to whom.
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
    """Print report records as JSON lines; keep nothing.

    One `reportedly.report/1` object a line for each document. What could not be read is named on standard error.
    """
    from reportedly.codec import encode_report

    _only(form, "jsonl")
    _each_report(sources, overrides, workers, lambda report: write_line(encode_report(report)))


@app.command()
@describes_sources
def annotate(
    overrides: Overrides,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE…]", help="Files, folders, globs, addresses, or -.")
    ] = None,
    pretokenised: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A CoNLL-U file whose words and sentences are kept.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="conllu", help="CoNLL-U.")] = "conllu",
) -> None:
    """Print words, trees and names in CoNLL-U; keep nothing."""
    from reportedly.annotate.conllu import load_conllu, written
    from reportedly.annotate.english import load_english

    _only(form, "conllu")
    if bool(sources) == bool(pretokenised):
        raise UsageError("name sources, or a CoNLL-U file with --pretokenised")
    settings = settings_for()
    model = load_english(folder=settings.model, threads=settings.workers)
    if pretokenised:
        for given in load_conllu(pretokenised):
            write_text(written(model.annotate_words(given.document, given.words)))
        return
    _each_document(sources or (), overrides, lambda document: write_text(written(model.annotate(document))))


def _each_document(sources: Iterable[str], overrides: Overrides, show: Callable[[Document], None]) -> None:
    """Show something of every document and name every issue."""
    names = list(sources)
    check_sources(names)
    issues = 0
    for outcome in outcomes(names, overrides):
        if isinstance(outcome, Issue):
            tell_issue(margin(), outcome)
            issues += 1
        else:
            show(outcome.document)
    if issues:
        raise typer.Exit(SOME_ISSUES)


def _each_report(
    sources: Iterable[str], overrides: Overrides, workers: int | None, show: Callable[[Report], None]
) -> None:
    """Show every report and name every issue; leave with the status that tells whether all were read."""
    from reportedly.cli.places import ready_gazetteer
    from reportedly.intake.line import processed

    names = list(sources)
    check_sources(names)
    settings = settings_for(workers=workers)
    ready_gazetteer(settings)
    issues = 0
    for done in processed(outcomes(names, overrides), settings=settings):
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
