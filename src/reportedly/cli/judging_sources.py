"""Decisions about sources: `judge reliability`, `judge independence`; `judge undo` takes them back too."""

from typing import Annotated

import typer

from reportedly import judge
from reportedly.cli.judging import Because, Reviewer, decisions, tell
from reportedly.cli.ledgers import existing_ledger, ruling
from reportedly.cli.options import LedgerFile
from reportedly.vocabulary import Independence, Reliability


@decisions.command()
def reliability(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Its id, as `reportedly sources` lists it.")],
    grade: Annotated[Reliability, typer.Argument(help="A to E, or F: cannot be judged.")],
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Judge how reliable an outlet, institution or office is; until somebody does, it stands at F.

    This says nothing of any claim: `judge grade` does, and the two are judged apart.
    """
    with existing_ledger(ledger) as opened:
        tell(f"reliability {grade.value}", judge.reliability(opened, source, grade, ruling(reviewer, because)))


@decisions.command()
def independence(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Ids of claims on one side.")],
    others: Annotated[list[str], typer.Option("--of", metavar="CLAIM", help="A claim on the other side; repeat it.")],
    found: Annotated[Independence, typer.Option("--is", help="How their sources stand to each other.")],
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Say whether the sources of claims are independent of those of others.

    Nothing else can say so: until somebody does, counts of root sources are ranges.
    """
    sides = (tuple(claims), tuple(others))
    with existing_ledger(ledger) as opened:
        made = judge.independence(opened, sides, found, ruling(reviewer, because))
        tell(found.value.replace("_", " "), made)
