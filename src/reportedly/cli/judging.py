"""The commands by which people decide: `judge accept`, `reject`, `correct`, `add`, `comment`, `grade`, `undo`, ….

Every decision is signed, dated and appended; `judge undo` appends its undoing.
"""

from typing import Annotated

import typer

from reportedly import judge
from reportedly.cli.app import app
from reportedly.cli.console import screen
from reportedly.cli.ledgers import existing_ledger, ruling
from reportedly.cli.options import ClaimId, LedgerFile
from reportedly.cli.readings import short_id
from reportedly.errors import UsageError
from reportedly.records import Correction, Grade, Holder
from reportedly.vocabulary import (
    Anonymity,
    Basis,
    Certainty,
    Credibility,
    Genericity,
    Kind,
    Mode,
    Polarity,
    Realis,
    Reliability,
    Sensitivity,
    SourceKind,
)

decisions = typer.Typer(
    name="judge",
    help="Decide about claims; every decision can be undone.",
    no_args_is_help=True,
)
app.add_typer(decisions)

Because = Annotated[str, typer.Option(help="Why, in your words; kept with the decision.")]
Reviewer = Annotated[str | None, typer.Option(help="Who decides; else REPORTEDLY_REVIEWER, else your user name.")]


@decisions.command()
def accept(claim: ClaimId, because: Because = "", reviewer: Reviewer = None, ledger: LedgerFile = None) -> None:
    """Accept a claim as it was read: the report does say that this source says so."""
    with existing_ledger(ledger) as opened:
        tell("accepted", judge.accept(opened, claim, ruling(reviewer, because)))


@decisions.command()
def reject(claim: ClaimId, because: Because = "", reviewer: Reviewer = None, ledger: LedgerFile = None) -> None:
    """Reject a claim as misread: the report does not say so."""
    with existing_ledger(ledger) as opened:
        tell("rejected", judge.reject(opened, claim, ruling(reviewer, because)))


@decisions.command()
def correct(
    claim: ClaimId,
    source: Annotated[str | None, typer.Option(help="Who says it, in place of the nearest source.")] = None,
    source_kind: Annotated[SourceKind | None, typer.Option(help="What sort of source that is.")] = None,
    anonymity: Annotated[Anonymity | None, typer.Option(help="How far that source is identified.")] = None,
    basis: Annotated[Basis | None, typer.Option(help="How that source is said to know.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="What is asserted, as CONTROL.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="What sort of proposition it is.")] = None,
    mode: Annotated[Mode | None, typer.Option(help="How the words are given.")] = None,
    polarity: Annotated[Polarity | None, typer.Option(help="Asserted (+) or negated (-).")] = None,
    certainty: Annotated[Certainty | None, typer.Option(help="How sure the source puts it.")] = None,
    realis: Annotated[Realis | None, typer.Option(help="Said to be so, or intended, feared, ….")] = None,
    genericity: Annotated[Genericity | None, typer.Option(help="Whether one occurrence is meant.")] = None,
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Correct how a claim was read; fields that you do not name stay as they are.

    A new source is given whole: name its sort, how far it is identified and how it is said to know where the
    defaults (a person, named, unstated) do not hold.
    """
    holder = _holder(source, source_kind, anonymity, basis)
    correction = Correction(
        source=holder,
        kind=kind,
        type=type_.upper() if type_ else None,
        mode=mode,
        polarity=polarity,
        certainty=certainty,
        realis=realis,
        genericity=genericity,
    )
    if correction == Correction():
        raise UsageError("say what to correct; `reportedly judge correct --help` lists the fields")
    with existing_ledger(ledger) as opened:
        tell("corrected", judge.correct(opened, claim, correction, ruling(reviewer, because)))


def _holder(
    label: str | None, kind: SourceKind | None, anonymity: Anonymity | None, basis: Basis | None
) -> Holder | None:
    """The source that a reviewer gives; None where it stays.

    Raises:
        UsageError: Something is said of a new source that is not given.
    """
    if label is None:
        if kind or anonymity or basis:
            raise UsageError("--source-kind, --anonymity and --basis speak of a new source: give it with --source")
        return None
    return Holder(
        who=None,
        cue=None,
        label=label,
        kind=kind or SourceKind.PERSON,
        anonymity=anonymity or Anonymity.NAMED,
        basis=basis or Basis.UNSTATED,
    )


@decisions.command()
def add(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, or its source as given.")],
    words: Annotated[str, typer.Option(help="The words of the claim, as they stand in the document.")],
    type_: Annotated[str, typer.Option("--type", help="What is asserted, as CONTROL.")] = "OTHER",
    kind: Annotated[Kind, typer.Option(help="What sort of proposition it is.")] = Kind.EVENT,
    source: Annotated[
        str | None, typer.Option(help="The words for who says it; without, it is the article's own voice.")
    ] = None,
    source_kind: Annotated[SourceKind, typer.Option(help="What sort of source that is.")] = SourceKind.PERSON,
    anonymity: Annotated[Anonymity, typer.Option(help="How far that source is identified.")] = Anonymity.NAMED,
    basis: Annotated[Basis, typer.Option(help="How that source is said to know.")] = Basis.UNSTATED,
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Add a claim that was missed, by the words that the document has for it."""
    missed = judge.Missed(
        words=words,
        type=type_.upper(),
        kind=kind,
        source=source,
        source_kind=source_kind,
        anonymity=anonymity,
        basis=basis,
    )
    with existing_ledger(ledger) as opened:
        tell("added", judge.add_words(opened, document, missed, ruling(reviewer, because)))


@decisions.command()
def comment(
    claim: ClaimId,
    text: Annotated[str, typer.Argument(help="What you want to say about it.")],
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Say something about a claim without deciding."""
    with existing_ledger(ledger) as opened:
        tell("commented", judge.comment(opened, claim, text, ruling(reviewer, "")))


@decisions.command()
def grade(
    claim: ClaimId,
    reliability: Annotated[Reliability, typer.Option(help="Of the source: A to E, or F.")] = Reliability.F,
    credibility: Annotated[int, typer.Option(min=1, max=6, help="Of the claim, 1 to 5; 6: cannot be judged.")] = 6,
    independent: Annotated[
        bool, typer.Option("--independent", help="Your word that another, independent source says the same.")
    ] = False,
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Give a claim an Admiralty grade; without a grade it stands at F6. A 1 needs --independent."""
    given = Grade(reliability=reliability, credibility=Credibility(credibility), independent=independent)
    with existing_ledger(ledger) as opened:
        tell("graded", judge.grade(opened, claim, given, ruling(reviewer, because)))


@decisions.command()
def redact(
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Id of the claim.")] = None,
    link: Annotated[
        int | None, typer.Option(min=1, help="Withhold one source: its place in the claim's chain, nearest first.")
    ] = None,
    document: Annotated[str | None, typer.Option(help="Withhold a whole document, by its id.")] = None,
    sensitivity: Annotated[Sensitivity, typer.Option(help="How much harm a leak could do.")] = Sensitivity.HIGH,
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Withhold a claim, one of its sources (--link), or a document (--document) from other audiences.

    Nothing is destroyed: you still see it, and `judge undo` releases it. `reportedly purge` destroys.
    """
    if (claim is None) == (document is None) or (document is not None and link is not None):
        raise UsageError("name a claim, a claim with --link, or a document with --document")
    decided = ruling(reviewer, because)
    with existing_ledger(ledger) as opened:
        if document is not None:
            made = judge.redact_document(opened, document, sensitivity, decided)
        elif link is not None:
            made = judge.redact_source(opened, judge.Link(claim=str(claim), place=link - 1), sensitivity, decided)
        else:
            made = judge.redact_claim(opened, str(claim), sensitivity, decided)
    tell("withheld", made)


@decisions.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="DECISION", help="Id of the decision; `explain` shows it.")],
    because: Because = "",
    reviewer: Reviewer = None,
    ledger: LedgerFile = None,
) -> None:
    """Undo a decision. The decision and its undoing both stay on record."""
    with existing_ledger(ledger) as opened:
        tell("undone", judge.undo(opened, judgement, ruling(reviewer, because)))


def tell(what: str, judgement: str) -> None:
    """Say what was decided, with the id that undoes it."""
    screen().print(f"{what}; reportedly judge undo {short_id(judgement)} takes it back")
