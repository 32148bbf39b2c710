"""Tables of reports that share text and the page of two reports, as `reprints` and `compare` print them."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli.console import flowing, heading, indented, printable, shortened
from reportedly.cli.readings import short_id, type_words
from reportedly.cli.view_words import outlet_words, view_chain
from reportedly.phrases import counted
from reportedly.protect.reprint_views import ClaimLine, ComparedClaim, Comparison, Piece, ReprintView
from reportedly.protect.views import ClaimView, DocumentView
from reportedly.vocabulary import Difference, Direction, ReprintKind

_KINDS: Mapping[ReprintKind, str] = {
    ReprintKind.IDENTICAL: "the same words",
    ReprintKind.REPRINT_WHOLE: "printed again, whole",
    ReprintKind.REPRINT_PARTIAL: "printed again, in part",
    ReprintKind.TRANSLATION: "translated",
    ReprintKind.REWRITE: "told again in other words",
    ReprintKind.QUOTES: "the same quotation or sentence in both",
    ReprintKind.FOLLOW_UP: "the same outlet, going on",
    ReprintKind.CORRECTION: "corrected",
    ReprintKind.RETRACTION: "taken back",
}
_WAYS: Mapping[Direction, str] = {
    Direction.SECOND_FROM_FIRST: "the second from the first",
    Direction.FIRST_FROM_SECOND: "the first from the second",
    Direction.UNKNOWN: "which from which is not known",
}
_TITLES: Mapping[Difference, str] = {
    Difference.CONTRADICTED: "They contradict each other",
    Difference.CHANGED: "In both, changed",
    Difference.DROPPED: "Only in the first",
    Difference.ADDED: "Only in the second",
    Difference.SAME: "In both, the same",
}
_MARKS: Mapping[Difference, tuple[str, str]] = {
    Difference.CONTRADICTED: ("≠", "red"),
    Difference.CHANGED: ("~", "yellow"),
    Difference.DROPPED: ("-", "magenta"),
    Difference.ADDED: ("+", "green"),
    Difference.SAME: ("=", "dim"),
}
_CLAIM, _LINE, _MOST = 160, 100, 6


def show_reprints(console: Console, reprints: Iterable[ReprintView]) -> int:
    """Print pairs of reports; how many there were."""
    number = 0
    for number, each in enumerate(reprints, start=1):
        if number > 1:
            console.print()
        console.print(heading(f"{_KINDS[each.kind]} — {_WAYS[each.direction]}"))
        table = Table.grid(padding=(0, 2, 0, 0))
        for document, part in ((each.first, each.containment_first), (each.second, each.containment_second)):
            table.add_row(*_document(document), f"{100 * part:.0f} % in the other")
        console.print(indented(table))
        for words in each.evidence:
            console.print(indented(Text(printable(words), style="dim")))
        for title, lines, style in (("dropped", each.dropped, "magenta"), ("added", each.added, "green")):
            _show_lines(console, title, lines, style)
    return number


def _document(document: DocumentView) -> tuple[Text, Text]:
    """The id of a document, and what it is called."""
    words = Text(outlet_words(document))
    if document.title:
        words.append(f"\n{shortened(document.title, 60)}", style="dim")
    return Text(short_id(document.id), style="cyan"), words


def _show_lines(console: Console, title: str, lines: tuple[ClaimLine, ...], style: str) -> None:
    """Claims that one report lacks, in short."""
    if not lines:
        return
    console.print(indented(Text(f"{title}: {counted(len(lines), 'claim')}", style=style)))
    for line in lines[:_MOST]:
        words = Text(f"{short_id(line.id)}  ", style="cyan")
        words.append(shortened(line.words, _LINE), style="default")
        console.print(indented(words, 4))
    if len(lines) > _MOST:
        console.print(indented(Text(f"… and {len(lines) - _MOST} more: reportedly compare shows them", style="dim"), 4))


def show_comparison(console: Console, comparison: Comparison, *, with_text: bool) -> None:
    """Print two reports side by side: what they are to each other, and their claims by what became of them."""
    title = "No sign that one rests on the other"
    if comparison.kind is not None:
        title = f"{_KINDS[comparison.kind]} — {_WAYS[comparison.direction]}"
    console.print(heading(title[:1].upper() + title[1:]))
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, document in (("first", comparison.first), ("second", comparison.second)):
        table.add_row(Text(name, style="dim"), *_document(document))
    console.print(indented(table))
    for words in comparison.evidence:
        console.print(indented(Text(printable(words), style="dim")))
    for how, words in _TITLES.items():
        _show_claims(console, words, [each for each in comparison.claims if each.how is how])
    if with_text:
        _show_text(console, comparison)
    if comparison.held:
        console.print(Text(f"\n{counted(comparison.held, 'claim')} not shown to this audience", style="dim"))


def _show_claims(console: Console, title: str, claims: list[ComparedClaim]) -> None:
    """Claims of which the same became, under a heading; nothing where there are none."""
    if not claims:
        return
    mark, style = _MARKS[claims[0].how]
    console.print()
    console.print(heading(f"{title} ({len(claims)})"))
    for each in claims:
        table = Table.grid(padding=(0, 1, 0, 0))
        for place, line in enumerate(_lines(each)):
            table.add_row(Text(mark if not place else " ", style=style), line)
        console.print(indented(table))


def _lines(compared: ComparedClaim) -> Iterator[Text]:
    """A claim with its counterpart, where they differ, and what differs."""
    is_same = compared.how is Difference.SAME
    for claim in (compared.first, None if is_same and compared.first else compared.second):
        if claim is not None:
            yield _claim(claim)
    for words in compared.because:
        yield Text(printable(words), style="dim")


def _claim(claim: ClaimView) -> Text:
    """A claim on one line: who says it, and what."""
    words = Text(f"{short_id(claim.id)}  ", style="cyan")
    words.append(shortened(claim.words, _CLAIM), style="default")
    words.append(f"\n{view_chain(claim.chain)} · {type_words(claim.type)}", style="dim")
    return words


def _show_text(console: Console, comparison: Comparison) -> None:
    """The texts beside each other; words that the other lacks stand out."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, header_style="dim")
    table.add_column("first", ratio=1)
    table.add_column("second", ratio=1)
    for pair in comparison.paragraphs:
        table.add_row(_paragraph(pair.first, "magenta"), _paragraph(pair.second, "green"))
    console.print()
    console.print(table)


def _paragraph(pieces: tuple[Piece, ...], style: str) -> Text:
    """A paragraph with the words that only it has in colour."""
    words = Text()
    for piece in pieces:
        words.append(flowing(piece.words), style="default" if piece.shared else style)
    return words
