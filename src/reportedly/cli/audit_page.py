"""The page of `reportedly audit`: what one report rests on, before anybody asks whether it is right."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli.audit_voices import show_control, show_own_voice, show_voices
from reportedly.cli.chains import chain_line
from reportedly.cli.console import heading, indented, plain_table, printable
from reportedly.cli.tally import Tally, tally
from reportedly.phrases import ANONYMITY, BASIS, FLAG, ORIGIN, counted
from reportedly.records import Report
from reportedly.vocabulary import Anonymity

BAR = 24
SOURCE_AND_DOCUMENT = 2
# Sources from the best to the least identified; the article's own voice last.
ANONYMITY_ORDER = (
    Anonymity.NAMED,
    Anonymity.ROLE_ONLY,
    Anonymity.UNNAMED_ON_REQUEST,
    Anonymity.UNNAMED_UNEXPLAINED,
    Anonymity.COLLECTIVE,
    Anonymity.NONE_STATED,
    Anonymity.UNSIGNED_NARRATOR,
)

Key = TypeVar("Key")


def show_audit(console: Console, report: Report, *, brief: bool = False) -> None:
    """Print the page; `brief` leaves out the claims of each source and keeps the counts."""
    counts = tally(report)
    _show_document(console, report)
    _show_missing_date(console, report, counts)
    if counts.claims:
        _show_summary(console, counts)
        if not brief:
            show_voices(console, report, counts)
            show_own_voice(console, report, counts)
        show_control(console, report)
        _show_flags(console, counts)
    else:
        console.print("\nNo claim was found in this text.")
    _show_issues(console, report)


def _show_document(console: Console, report: Report) -> None:
    """What was read: title, outlet, date and length."""
    document = report.document
    grid = Table.grid(padding=(0, 2, 0, 0))
    for name, value in (
        ("Report", printable(document.title or "") or document.source),
        ("Read from", document.source if document.title else ""),
        ("Outlet", printable(document.publisher or "") or "not known"),
        ("Date", _date_words(report)),
        ("Length", f"{counted(len(document.text.split()), 'word')}, {counted(len(report.sentences), 'sentence')}"),
    ):
        if value:
            grid.add_row(Text(name, style="dim"), Text(value))
    console.print(grid)


def _date_words(report: Report) -> str:
    """The day of publication, where it was found, and the days that were passed over."""
    day = report.document.published
    others = report.document.dates[1:] if day else report.document.dates
    passed = "; ".join(f"{other.value} ({ORIGIN[other.origin]})" for other in others if other.value != day)
    behind = f"; passed over: {passed}" if passed else ""
    return f"{day}, {ORIGIN[report.document.dates[0].origin]}{behind}" if day else f"not known{behind}"


def _show_missing_date(console: Console, report: Report, counts: Tally) -> None:
    """Where no date is known: that relative dates stay relative, and how to give it."""
    if report.document.published is not None:
        return
    here = f" ({counts.relative} here)" if counts.relative else ""
    console.print(
        Text(
            f"No date is known, so “recently” or “two years ago” stay relative{here}.\n"
            "To give it:  reportedly audit … --published YYYY-MM-DD",
            style="yellow",
        )
    )


def _show_summary(console: Console, counts: Tally) -> None:
    """The counts: identification, knowledge, length of chains."""
    own = len(counts.narrated)
    told = counts.claims - own
    sources = counted(len(counts.voices), "source")
    console.print()
    console.print(
        heading(f"{counted(counts.claims, 'claim')}: {told} from {sources}, {own} in the article's own voice")
    )
    _show_bars(console, "Who the claims rest on", counts.anonymity, ANONYMITY_ORDER, ANONYMITY.__getitem__)
    if told:
        _show_bars(console, "How these sources are said to know", counts.basis, tuple(BASIS), BASIS.__getitem__)
    _show_bars(console, "How far the words have come", counts.lengths, sorted(counts.lengths), _length_words)
    if len(counts.longest) > SOURCE_AND_DOCUMENT:
        console.print(indented(Text(f"longest: {chain_line(counts.longest)}", style="dim")))


def _length_words(links: int) -> str:
    """Who stands between what is asserted and the reader."""
    between = links - SOURCE_AND_DOCUMENT
    if between < 0:
        return "the article alone"
    if between == 0:
        return "a source → the article"
    return f"a source → {between} more → the article"


def _show_bars(
    console: Console, title: str, numbers: Mapping[Key, int], order: Iterable[Key], words: Callable[[Key], str]
) -> None:
    """One line for each value that occurs, with a bar in proportion."""
    most = max(numbers.values(), default=1)
    console.print()
    console.print(heading(title))
    table = plain_table((("", "right"), ("", "left"), ("", "left")), header=False)
    for key in order:
        number = numbers.get(key, 0)
        if number:
            table.add_row(str(number), Text("█" * max(1, BAR * number // most), style="cyan"), words(key))
    console.print(indented(table))


def _show_flags(console: Console, counts: Tally) -> None:
    """What a reader should be wary of, with how often."""
    if not counts.flags:
        return
    console.print()
    console.print(heading("Be wary of"))
    table = plain_table((("", "right"), ("", "left")), header=False)
    for flag, number in sorted(counts.flags.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(str(number), FLAG[flag])
    console.print(indented(table))


def _show_issues(console: Console, report: Report) -> None:
    """What could not be read or understood."""
    if not report.issues:
        return
    console.print()
    console.print(heading("Not understood"))
    for issue in report.issues:
        console.print(indented(Text(f"{issue.code}: {printable(issue.message)}")))
