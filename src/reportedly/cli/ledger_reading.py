"""Commands that show what is in the ledger: `claims`, `explain`, `issues`."""

import dataclasses
from collections import Counter
from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.claims_page import show_claims, show_explanation, shown_of
from reportedly.cli.console import margin, plain_table, printable, screen, write_line, write_lines
from reportedly.cli.describing import chooses_claims
from reportedly.cli.ledgers import existing_ledger, occasion
from reportedly.cli.options import AudienceOption, ClaimId, Format, LedgerFile, RowFormat
from reportedly.codec import pack
from reportedly.phrases import counted
from reportedly.protect import Wanted, explained, held_back, stream_claims, stream_issues
from reportedly.protect.views import HeldBack
from reportedly.vocabulary import Audience

TABLE_LIMIT = 40


@app.command()
@chooses_claims
def claims(
    wanted: Wanted,
    ledger: LedgerFile = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many; 0 for all. A table shows 40.")] = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """List who is reported to have said what, where and when.

    Filters narrow the list. The id of a claim goes to `reportedly explain`.
    """
    most = (TABLE_LIMIT if form is Format.TABLE else 0) if limit is None else limit
    limited = dataclasses.replace(wanted, limit=most or None)
    release = occasion(audience)
    with existing_ledger(ledger) as opened:
        if form is Format.JSONL:
            write_lines(stream_claims(opened, limited, release))
            return
        number = show_claims(screen(), stream_claims(opened, limited, release))
        margin().print(Text(shown_of(number, most or None), style="dim"))
        tell_held(held_back(opened, wanted, release))


def tell_held(held: tuple[HeldBack, ...]) -> None:
    """How many claims this audience does not see, and why."""
    for part in held:
        margin().print(Text(f"{counted(part.claims, 'claim')} not shown: {part.because}", style="dim"))


@app.command()
def explain(
    claim: ClaimId,
    ledger: LedgerFile = None,
    audience: AudienceOption = Audience.INTERNAL,
    form: RowFormat = Format.TABLE,
) -> None:
    """Show what made one claim, reading by reading.

    Its words in their place, its chain, and for every reading the rule, lexicon entry or model layer behind it. The
    id stands in the tables of `claims` and on the page of `audit`; its first characters will do.
    """
    with existing_ledger(ledger) as opened:
        explanation = explained(opened, claim, occasion(audience))
        if form is Format.JSONL:
            write_line(pack(explanation))
        else:
            show_explanation(screen(), explanation)


@app.command()
def issues(ledger: LedgerFile = None, form: RowFormat = Format.TABLE) -> None:
    """List what could not be read, and what to do about it."""
    with existing_ledger(ledger) as opened:
        rows = stream_issues(opened, occasion(Audience.INTERNAL))
        if form is Format.JSONL:
            write_lines(rows)
            return
        table = plain_table((("code", "left"), ("source", "left"), ("what happened, and what to do", "left")))
        codes: Counter[str] = Counter()
        for row in rows:
            codes[row.code] += 1
            words = Text(printable(row.message))
            if row.remedy:
                words.append(f"\n{printable(row.remedy)}", style="dim")
            table.add_row(Text(row.code, style="yellow"), printable(row.source or ""), words)
        if codes:
            screen().print(table)
        screen().print(Text(f"{counted(codes.total(), 'issue')}", style="dim"))
