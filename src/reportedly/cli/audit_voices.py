"""The middle of the audit page: each source with what it is reported to say, and what is said of control."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli.chains import ARROW, label_of, link_words
from reportedly.cli.console import hanging, heading, indented
from reportedly.cli.readings import content_words, control_words, details, short_id, type_words
from reportedly.cli.tally import Tally, Voice
from reportedly.phrases import DIURNAL, LEVEL, LINK, TREND, counted, scope_words
from reportedly.records import Holder, Report, Resolved

VOICE_WIDTH = 120


def show_voices(console: Console, report: Report, counts: Tally) -> None:
    """Every source in order of appearance, with the way its words came and what it is reported to say."""
    if not counts.voices:
        return
    console.print()
    console.print(heading("Who speaks, and what they are reported to say"))
    for voice in counts.voices:
        console.print()
        console.print(indented(_voice_words(voice)))
        _show_claims(console, report, voice.says)


def _voice_words(voice: Voice) -> Text:
    """The source's name or description, how far it is identified, and its part."""
    words = Text(label_of(voice.holder, width=VOICE_WIDTH), style="bold cyan")
    if note := LINK[voice.holder.anonymity]:
        words.append(f" ({note})", style="cyan")
    said = counted(len(voice.says), "claim") if voice.says else ""
    passed = f"passes on {voice.passes_on}" if voice.passes_on else ""
    words.append(" — " + ", ".join(part for part in (said, passed) if part), style="dim")
    return words


def _show_claims(console: Console, report: Report, claims: Iterable[Resolved]) -> None:
    """The claims of one source, under the way they came wherever that changes."""
    way: tuple[str, ...] | None = None
    for resolved in claims:
        here = tuple(link_words(holder) for holder in resolved.claim.chain[1:])
        if here != way and resolved.claim.chain[1:]:
            console.print(indented(_way_words(resolved.claim.chain[1:]), 4))
        way = here
        console.print(indented(_claim_words(report, resolved), 4))


def _way_words(rest: tuple[Holder, ...]) -> Text:
    """The links after the source itself."""
    return Text("".join(ARROW + link_words(holder) for holder in rest).strip(), style="dim")


def _claim_words(report: Report, resolved: Resolved) -> Table:
    """The asserted words and, dimmed, the claim's id with what is known beside the words."""
    beside = (short_id(resolved.claim.id), type_words(resolved.claim.type), *details(report, resolved))
    return hanging("·", Text(content_words(report, resolved)), Text(" · ".join(beside), style="dim"))


def show_own_voice(console: Console, report: Report, counts: Tally) -> None:
    """What the article says without naming anybody for it."""
    if not counts.narrated:
        return
    console.print()
    console.print(heading("What the article says in its own voice"))
    _show_claims(console, report, counts.narrated)


def show_control(console: Console, report: Report) -> None:
    """Statements of who holds what, each with who is reported to say so."""
    rows = [(resolved, index) for resolved in report.claims for index in range(len(resolved.claim.control))]
    if not rows:
        return
    console.print()
    console.print(heading("Reported control (who is said to hold what)"))
    for resolved, index in rows:
        console.print(indented(_observation_words(report, resolved, index)))


def _observation_words(report: Report, resolved: Resolved, index: int) -> Table:
    """One observation: actor, level, part of the day, place, and its holder."""
    observation = resolved.claim.control[index]
    actor, place = control_words(report, resolved, index)
    trend = TREND[observation.trend] if observation.trend else ""
    parts = (LEVEL[observation.level], DIURNAL[observation.diurnal], trend, place, scope_words(observation.scope))
    words = Text(f"{actor}: " + "; ".join(part for part in parts if part))
    said_by = f"{short_id(resolved.claim.id)} · says {label_of(resolved.claim.chain[0])}"
    return hanging("·", words, Text(said_by, style="dim"))
