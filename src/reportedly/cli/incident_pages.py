"""Tables of incidents and the page of one, as `reportedly incidents` and `reportedly incident` print them."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli.claims_page import WORDS_WIDTH
from reportedly.cli.console import heading, indented, printable, shortened, show_list
from reportedly.cli.readings import interval_words, number_range, short_id, type_words
from reportedly.cli.view_words import outlet_words
from reportedly.phrases import counted
from reportedly.protect.incident_views import (
    FigureView,
    IncidentPage,
    IncidentView,
    LinkView,
    RangeView,
    RootView,
    RulingView,
)
from reportedly.protect.views import ClaimView, PlaceView
from reportedly.vocabulary import JointDecision, PlainLabel, Relation

_STYLES = {PlainLabel.CONTESTED: "yellow", PlainLabel.DENIED: "yellow"}
_SHOWN_RELATIONS = (Relation.CONTRADICTS, Relation.DENIES, Relation.RETRACTS)
_MOST = 12


def show_incidents(console: Console, incidents: Iterable[IncidentView]) -> int:
    """Print a table of incidents; how many there were."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, header_style="dim")
    table.add_column("incident", no_wrap=True)
    table.add_column("what is reported", ratio=4)
    table.add_column("where, when", ratio=3)
    table.add_column("reports", justify="right")
    table.add_column("roots", justify="right")
    for each in incidents:
        table.add_row(*_cells(each))
    if table.row_count:
        console.print(table)
    return table.row_count


def _cells(incident: IncidentView) -> tuple[Text, Text, Text, str, str]:
    """The cells of an incident."""
    what = Text(" · ".join(type_words(each) for each in incident.types[:3]))
    for each in incident.quantities:
        what.append(f"\n{_range(each)}")
    what.append(f"\n{incident.says}", style=_STYLES.get(incident.label, "dim"))
    where = Text(printable(incident.place or "place not known"))
    where.append(f"\n{interval_words(incident.begin, incident.finish) or 'day not known'}", style="dim")
    identity = Text(short_id(incident.id), style="cyan")
    return identity, what, where, str(incident.counts.reports), str(incident.counts.roots)


def _range(given: RangeView) -> str:
    """`killed 9–12`, `killed 9`, `killed 7–12 or more`."""
    more = " or more" if given.is_open else ""
    return f"{given.of.value} {number_range(given.low, None, given.high)}{more}"


def show_incident(console: Console, page: IncidentPage) -> None:
    """Print all that is reported of one incident."""
    incident = page.incident
    console.print(heading(f"Incident {short_id(incident.id)}"))
    when = interval_words(incident.begin, incident.finish) or "day not known"
    what = " · ".join(type_words(each) for each in incident.types)
    console.print(Text(f"{what} — {printable(incident.place or 'place not known')}, {when}", style="dim"))
    show_list(console, "Sources", list(_counts(page)))
    for each in incident.quantities:
        show_list(console, f"Reported {_range(each)}", [_value(one) for one in each.values])
    if len(incident.places) > 1:
        show_list(console, "Places", [_place(_place_words(each.place), each.claims) for each in incident.places])
    if len(incident.times) > 1:
        show_list(
            console, "Days", [_place(interval_words(each.begin, each.finish), each.claims) for each in incident.times]
        )
    show_list(console, "Where they differ", list(_differences(page)))
    console.print()
    console.print(heading("Who says what"))
    for root in page.roots:
        _show_root(console, root)
    show_list(console, "Why these reports were grouped", [_link(each) for each in page.links[:_MOST]])
    show_list(console, "What people decided", [_ruling(each) for each in page.rulings])
    if page.held:
        show_list(console, "Not shown", [f"{counted(page.held, 'claim')} that this audience does not see"])


def _counts(page: IncidentPage) -> Iterator[str]:
    """The label and the four counts with their reasons."""
    counts = page.incident.counts
    yield f"{page.incident.says}: {printable(page.incident.because)}"
    yield (
        f"{counted(counts.reports, 'report')} · outlets {counts.outlets} · root sources {counts.roots} · "
        f"of these first-hand {counts.firsthand}"
    )
    yield from (printable(each) for each in counts.because)


def _value(figure: FigureView) -> str:
    """A number with who gives it."""
    number = number_range(figure.low, figure.best, figure.high)
    words = f" “{shortened(figure.words, 40)}”" if figure.words else ""
    outlet = f", {printable(figure.outlet)}" if figure.outlet else ""
    return f"{number}{words}: {shortened(figure.source, 40)}{outlet} ({short_id(figure.claim)})"


def _place_words(place: PlaceView) -> str:
    """The place with what it lies in."""
    parts = dict.fromkeys(each for each in (place.name or place.words, place.admin1, place.country) if each)
    return ", ".join(parts)


def _place(words: str | None, claims: tuple[str, ...]) -> str:
    """A place or a day with how many claims give it."""
    return f"{printable(words or '')}: {counted(len(claims), 'claim')}"


def _differences(page: IncidentPage) -> Iterator[str]:
    """Contradictions and denials, each sentence once."""
    found = (each for each in page.relations if each.relation in _SHOWN_RELATIONS)
    lines: dict[str, list[str]] = {}
    for each in found:
        about = f" ({each.dimension.value})" if each.dimension else ""
        words = f"{each.relation.value}{about}: {printable(each.because)}"
        lines.setdefault(words, []).append(f"{short_id(each.first)} / {short_id(each.second)}")
    for words, pairs in lines.items():
        yield f"{words} — {', '.join(pairs[:3])}{' …' if len(pairs) > 3 else ''}"  # noqa: PLR2004 - a line holds three


def _show_root(console: Console, root: RootView) -> None:
    """One root with its claims."""
    first = " — says they were there" if root.firsthand else ""
    console.print()
    console.print(indented(Text(f"{root.number}. {shortened(root.label, 70)}{first}", style="bold")))
    for claim in root.claims:
        console.print(indented(_claim(claim), 5))
    if root.adds:
        console.print(indented(Text(f"adds: {'; '.join(map(printable, root.adds))}", style="dim"), 5))


def _claim(claim: ClaimView) -> Text:
    """A claim on one or two lines."""
    line = Text(short_id(claim.id), style="cyan")
    line.append(f"  {shortened(claim.words, WORDS_WIDTH)}", style="default")
    line.append(f"  {outlet_words(claim.document)}", style="dim")
    return line


def _link(link: LinkView) -> str:
    """Why two reports were grouped."""
    told = "; ".join(
        f"{'' if each.weight >= 0 else 'against: '}{printable(each.says)}"
        for each in link.reasons
        if abs(each.weight) > 0
    )
    return f"{short_id(link.first)} and {short_id(link.second)} ({link.likelihood:.2f}): {told}"


def _ruling(ruling: RulingView) -> str:
    """One decision, the id first, since `judge undo` takes it."""
    what = {
        JointDecision.SAME_INCIDENT: f"merged {counted(len(ruling.claims), 'claim')}",
        JointDecision.OTHER_INCIDENT: f"split off {counted(len(ruling.claims), 'claim')}",
    }.get(ruling.decision, ruling.decision.value.replace("_", " "))
    undone = "" if ruling.stands else " (taken back)"
    because = f" — {printable(ruling.because)}" if ruling.because else ""
    return f"{short_id(ruling.id)}  {what} by {printable(ruling.reviewer)}, {ruling.at[:10]}{undone}{because}"
