"""Tables of claims and pages of one claim, as `reportedly claims` and `reportedly explain` print them."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli.console import flowing, heading, indented, plain_table, printable, shortened, show_list
from reportedly.cli.readings import short_id, type_words
from reportedly.cli.view_words import (
    is_document,
    outlet_words,
    put_words,
    source_words,
    view_chain,
    view_place,
    view_quantity,
    view_time,
    when_words,
    where_words,
)
from reportedly.phrases import ANONYMITY, ANONYMITY_SHORT, BASIS, BASIS_SHORT, MODE, counted
from reportedly.protect.views import ClaimView, Explanation, HolderView, ReasonView
from reportedly.vocabulary import Basis, ClaimStatus, MetaType

WORDS_WIDTH = 160


def show_claims(console: Console, claims: Iterable[ClaimView]) -> int:
    """Print a table of claims; how many there were."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, header_style="dim")
    table.add_column("claim", no_wrap=True)
    table.add_column("who says so", ratio=3)
    table.add_column("what they are reported to say", ratio=5)
    table.add_column("where, when", ratio=3)
    for claim in claims:
        table.add_row(*_cells(claim))
    if table.row_count:
        console.print(table)
    return table.row_count


def _cells(claim: ClaimView) -> tuple[Text, Text, Text, Text]:
    """The four cells of a claim."""
    nearest = claim.chain[0]
    identity = Text(short_id(claim.id), style="cyan")
    if claim.status is not ClaimStatus.PROPOSED:
        identity.append(f"\n{claim.status.value.replace('_', ' ')}", style="green")
    who = Text(source_words(nearest))
    for note in (_holder_notes(nearest), _way_words(claim)):
        if note:
            who.append(f"\n{note}", style="dim")
    says = Text(shortened(claim.words, WORDS_WIDTH))
    beside = (*(() if claim.type == MetaType.OTHER else (type_words(claim.type),)), *put_words(claim))
    if beside:
        says.append("\n" + " · ".join(beside), style="dim")
    where = Text("\n".join(where_words(claim)))
    for time in when_words(claim):
        where.append(("\n" if where.plain else "") + time, style="dim")
    return identity, who, says, where


def _way_words(claim: ClaimView) -> str:
    """Through whom it came: `via a clerk, the Lakeside Courier`; empty where nobody stands between."""
    between = [source_words(holder, width=30) for holder in claim.chain[1:-1]]
    return f"via {', '.join(between)}" if between else ""


def _holder_notes(holder: HolderView) -> str:
    """How far a source is identified and how it is said to know, in a few words."""
    if is_document(holder):
        return ""
    basis = "" if holder.basis is Basis.UNSTATED else BASIS_SHORT[holder.basis]
    return ", ".join(note for note in (ANONYMITY_SHORT[holder.anonymity], basis) if note)


def show_explanation(console: Console, explanation: Explanation) -> None:
    """Print everything that made one claim: words, chain, each reading with its reason, alternatives, decisions."""
    claim = explanation.claim
    title = printable(claim.document.title or "") or printable(claim.document.source or "") or "a document not shown"
    console.print(heading(f"Claim {short_id(claim.id)}"))
    console.print(Text(f"{shortened(title, 70)} — {outlet_words(claim.document)}", style="dim"))
    console.print()
    console.print(indented(_words_in_place(explanation)))
    _show_chain(console, claim)
    _show_fields(console, explanation)
    _show_places(console, claim)
    show_list(console, "When", [f"{view_time(time)}{_because(time.because)}" for time in claim.times])
    show_list(console, "How many", [view_quantity(quantity) for quantity in claim.quantities])
    show_list(console, "Who does what", list(_participants(claim)))
    show_list(console, "Use with care", [*claim.cautions, *explanation.withheld])
    show_list(console, "Other readings", list(_alternatives(explanation)))
    show_list(console, "What people decided", list(_decisions(explanation)))


def _words_in_place(explanation: Explanation) -> Text:
    """The words of the claim between those before and after."""
    words = Text()
    if explanation.before:
        words.append("…" + flowing(explanation.before), style="dim")
    words.append(printable(explanation.claim.words), style="bold")
    if explanation.after:
        words.append(flowing(explanation.after) + "…", style="dim")
    return words


def _show_chain(console: Console, claim: ClaimView) -> None:
    """The chain as a line of people, and each link with what the text says of it."""
    console.print()
    console.print(heading("Who says it"))
    console.print(indented(Text(view_chain(claim.chain))))
    table = plain_table((("", "left"), ("", "left"), ("", "left")), header=False)
    for holder in claim.chain[:-1]:
        cue = f"by the words “{printable(holder.cue)}”" if holder.cue else "no words mark it"
        table.add_row(source_words(holder, width=34), f"{ANONYMITY[holder.anonymity]}; {BASIS[holder.basis]}", cue)
    if len(claim.chain) > 1:
        console.print(indented(table))


def _show_fields(console: Console, explanation: Explanation) -> None:
    """Each reading of the claim with the rule, lexicon entry or model layer that made it."""
    claim = explanation.claim
    values = {
        "kind": claim.kind.value,
        "type": claim.type,
        "mode": MODE[claim.mode],
        "polarity": "negated" if claim.polarity.value == "-" else "asserted",
        "certainty": claim.certainty.value,
        "realis": claim.realis.value,
        "genericity": claim.genericity.value,
    }
    console.print()
    console.print(heading("How each reading was made"))
    table = plain_table((("reading", "left"), ("value", "left"), ("made by", "left"), ("because", "left")))
    spoken = {reason.field for reason in explanation.reasons}
    for name, value in values.items():
        if name not in spoken:
            table.add_row(name, value, Text("default", style="dim"), "")
    for reason in explanation.reasons:
        table.add_row(reason.field, values.get(reason.field, ""), reason.rule, _reason(reason))
    console.print(indented(table))


def _reason(reason: ReasonView) -> str:
    """The reason with the words that triggered it."""
    words = f"“{shortened(reason.words, 40)}”" if reason.words else ""
    return ": ".join(part for part in (words, printable(reason.because)) if part)


def _show_places(console: Console, claim: ClaimView) -> None:
    """Each place with its readings, best first."""
    lines = []
    for place in claim.places:
        inherited = " — from context" if place.inherited else ""
        lines.append(f"{place.role.value}: {view_place(place)}{inherited}")
        for candidate in place.candidates:
            parts = [part for part in (candidate.name, candidate.admin1, candidate.country) if part]
            lines.append(
                f"    {candidate.score:.2f}  {', '.join(parts)}, {candidate.kind.value}{_because(candidate.because)}"
            )
    show_list(console, "Where", lines)


def _because(reason: str) -> str:
    """A reason behind a dash."""
    return f" — {printable(reason)}" if reason else ""


def _participants(claim: ClaimView) -> Iterator[str]:
    """Who takes part, as written and as known."""
    for participant in claim.participants:
        known = f" ({participant.name})" if participant.name else ""
        yield f"{participant.role.value}: {shortened(participant.words, 60)}{known}"


def _alternatives(explanation: Explanation) -> Iterator[str]:
    """Other chains that the words allow."""
    for alternative in explanation.alternatives:
        yield f"{view_chain(alternative.chain)}{_because(alternative.because)}"


def _decisions(explanation: Explanation) -> Iterator[str]:
    """What reviewers decided, the id first, since `judge undo` takes it."""
    for judgement in explanation.judgements:
        by = f" by {printable(judgement.reviewer)}" if judgement.reviewer else ""
        decision = " ".join(part for part in (judgement.decision.value.replace("_", " "), judgement.grade) if part)
        yield f"{short_id(judgement.id)}  {decision}{by}, {judgement.at[:10]}{_because(judgement.because or '')}"


def shown_of(number: int, limit: int | None) -> str:
    """How many claims were shown, and how to see the rest."""
    more = " shown; --limit 0 shows all, and filters narrow them: reportedly claims --help"
    return counted(number, "claim") + (more if limit is not None and number >= limit else "")
