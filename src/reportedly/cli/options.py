"""Options that several commands share, each with the help that the terminal shows."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reportedly.vocabulary import Audience

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…", help="Files, folders, globs, web addresses, or - for standard input.", show_default=False
    ),
]
LedgerFile = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="The ledger; else REPORTEDLY_LEDGER, else the one in your data folder.",
        dir_okay=False,
    ),
]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes that read side by side; else one for each core.")]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim, or its first characters.")]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"


RowFormat = Annotated[Format, typer.Option("--format", help="A table for people, jsonl for programs.")]
AudienceOption = Annotated[Audience, typer.Option(help="For whom: what they may not see is left out or made general.")]
