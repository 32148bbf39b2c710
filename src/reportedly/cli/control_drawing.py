"""Lanes of reported control drawn in the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli.console import heading, indented, plain_table, printable, shortened
from reportedly.cli.control_axis import Axis, axis_of
from reportedly.cli.control_words import (
    CAUTION,
    lane_name,
    lane_source,
    point_words,
    share_lines,
    spread,
    title,
    unnamed_words,
)
from reportedly.protect.control_views import AreaView, ControlPage, LaneView, ShareView

_COLUMNS = 26
_BEGUN, _HATCHED, _LASTS, _BLANK = "─", "▒", "·", " "


def show_control(console: Console, page: ControlPage) -> None:
    """The page: label, lanes, unnamed parts, the areas in it, and what is said of the area that it lies in."""
    area = page.area
    console.print(Text(title(page), style="bold"))
    console.print(Text(CAUTION, style="dim"))
    axis = axis_of(page, (*area.lanes, *area.hatched, *area.above))
    _show_lanes(console, "", (area.lanes, area.shares), axis)
    if area.hatched:
        _show_lanes(console, unnamed_words(area), (area.hatched, area.hatched_shares), axis)
    if area.within:
        console.print()
        console.print(heading("In it"))
        console.print(indented(areas_table(area.within)))
    if area.above:
        _show_lanes(console, "Said of the wider area, and of no part of it alone", (area.above, ()), axis)
    if page.others:
        console.print()
        console.print(Text("Also called so: " + ", ".join(map(printable, page.others)), style="dim"))


Drawn = tuple[Sequence[LaneView], Sequence[ShareView]]


def _show_lanes(console: Console, words: str, drawn: Drawn, axis: Axis) -> None:
    """Labels and lanes under a heading."""
    lanes, shares = drawn
    if not lanes:
        return
    console.print()
    if words:
        console.print(heading(words))
    for share in shares:
        for line in share_lines(share):
            console.print(indented(Text(line, style="dim" if share.stale else "")))
    console.print(indented(_lanes_table(lanes, axis)))


def _lanes_table(lanes: Sequence[LaneView], axis: Axis) -> Table:
    """One row for each lane: who is said to hold the place, when and how far, and who says so."""
    (_, first), (_, last) = axis.ticks(2)
    table = plain_table((("reported to hold", "left"), (f"{first} to {last}", "left"), ("as reported by", "left")))
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for lane in lanes:
        style = "dim" if lane.stale else ""
        said = f"{point_words(lane.points[-1])}; {lane.newest or 'no day'}{', stale' if lane.stale else ''}"
        table.add_row(
            Text(shortened(lane_name(lane), 20), style=style),
            Text(drawn_lane(lane, axis), style=style),
            Text(lane_source(lane), style=style).append(f"\n{said}", style="dim"),
        )
    return table


def drawn_lane(lane: LaneView, axis: Axis) -> str:
    """The lane as characters: a level stands on the day that it is said for, behind a line and before dots.

    The line comes from when it is said to begin; the dots go on until it is stale.
    """
    cells = [_BLANK] * _COLUMNS
    for point in lane.points:
        begin, day = _cell(axis.place(point.begin or point.day)), _cell(axis.place(point.day))
        stale = _cell(axis.stale_from(point.day))
        for cell in range(begin, day):
            cells[cell] = _HATCHED if lane.hatched else _BEGUN
        for cell in range(day + 1, stale + 1):
            cells[cell] = _LASTS
        cells[day] = str(point.level.value)
    return "".join(cells)


def _cell(place: float) -> int:
    """The character that a place on the axis falls into."""
    return min(_COLUMNS - 1, int(place * _COLUMNS))


def areas_table(areas: Sequence[AreaView], depth: int = 0) -> Table:
    """Areas with their labels, those that lie in them set off below."""
    columns = (("area", "left"), ("group", "left"), ("zones", "left"), ("SIGAR’s words", "left"))
    table = plain_table((*columns, ("roots", "left"), ("newest", "left")))
    table.columns[0].no_wrap = table.columns[-1].no_wrap = True
    _add_areas(table, areas, depth)
    return table


def _add_areas(table: Table, areas: Sequence[AreaView], depth: int) -> None:
    """Rows of areas, one for each label, and of the areas in them."""
    for area in areas:
        name = "  " * depth + shortened(area.name, 22)
        named = [(name, share) for share in area.shares]
        unnamed = [(f"{'  ' * (depth + 1)}{_HATCHED} unnamed parts", share) for share in area.hatched_shares]
        if not named:
            table.add_row(Text(name), "", "", "", "", Text(area.newest or "", style="dim" if area.stale else ""))
        for words, share in (*named, *unnamed):
            table.add_row(*_share_cells(words, share))
        _add_areas(table, area.within, depth + 1)


def _share_cells(words: str, share: ShareView) -> tuple[Text, ...]:
    """One label as cells."""
    low, high = share.zones
    zones = str(low) if low == high else f"{low}-{high}"
    group = shortened(share.name or "", 20)
    cells = (words, group, zones, spread(share.sigar), share.roots, share.newest or "")
    return tuple(Text(cell, style="dim" if share.stale else "") for cell in cells)
