"""Decisions about incidents: `judge merge`, `judge split`; `judge undo` takes them back too."""

from typing import Annotated

import typer

from reportedly import judge
from reportedly.cli.judging import Because, Reviewer, decisions, tell
from reportedly.cli.ledgers import existing_ledger, ruling
from reportedly.cli.linking import bring_up
from reportedly.cli.options import LedgerFile


@decisions.command()
def merge(
    incidents: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of incidents, or of claims of them.")],
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Join incidents that are one.

    The older id stays, and the others lead to it. Reports that come later are grouped as the decision says.
    """
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        tell("merged", judge.merge(opened, tuple(incidents), ruling(reviewer, because)))
        bring_up(opened)


@decisions.command()
def split(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="Id of the incident.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Its claims that tell of another one.")],
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Take claims out of an incident: they tell of another one."""
    with existing_ledger(ledger) as opened:
        bring_up(opened)
        tell("split", judge.split(opened, incident, tuple(claims), ruling(reviewer, because)))
        bring_up(opened)
