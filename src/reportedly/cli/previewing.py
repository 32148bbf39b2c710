"""What a release would hold, on the terminal."""

from rich.text import Text

from reportedly.cli.claims_page import show_claims
from reportedly.cli.console import heading, printable, screen
from reportedly.phrases import counted
from reportedly.protect import Preview
from reportedly.protect.descriptors import DescriptorWarning, Where

# Rows and warnings that a terminal shows; the desk shows more.
_ROWS, _WARNINGS = 20, 20
_WHERE = {
    Where.SOURCE: "a source",
    Where.PARTICIPANT: "somebody who takes part",
    Where.WORDS: "the words of a claim",
}


def show_preview(found: Preview) -> None:
    """What would leave, what of it is general, what is held back, and what may lead to somebody."""
    console = screen()
    marked = f", marked {found.handling.value}" if found.handling else ""
    console.print(heading(f"A release for the audience “{found.audience.value}”{marked}"))
    told = f"{counted(found.claims, 'claim')} of {counted(found.documents, 'document')} would leave"
    console.print(Text(told))
    for general in found.general:
        console.print(Text(f"  {counted(general.claims, 'claim')}: {general.because}", style="dim"))
    for held in found.held:
        console.print(Text(f"{counted(held.claims, 'claim')} would not leave: {held.because}"))
    _show_warnings(found.warnings)
    console.print()
    show_claims(console, found.goes[:_ROWS])
    if found.claims > _ROWS:
        console.print(Text(f"the first {_ROWS} of {counted(found.claims, 'claim')}", style="dim"))


def _show_warnings(warnings: tuple[DescriptorWarning, ...]) -> None:
    """Descriptions that may lead to somebody, with more general words."""
    console = screen()
    if not warnings:
        return
    console.print()
    console.print(heading("May lead to somebody; withhold the source, or correct its words, before you release"))
    for each in warnings[:_WARNINGS]:
        console.print(Text(f"“{printable(each.words)}”, {_WHERE[each.where]} ({counted(each.claims, 'claim')})"))
        console.print(Text(f"  {each.because}; more general: “{each.offered}”", style="yellow"))
    if len(warnings) > _WARNINGS:
        console.print(Text(f"and {len(warnings) - _WARNINGS} more", style="dim"))
