"""Comparing what is new in a ledger with what is there, with a bar that is drawn meanwhile."""

import functools
import gc

from rich.progress import BarColumn, Progress, TextColumn

from reportedly.cli.console import margin
from reportedly.pipeline import link_pending
from reportedly.protect import Ledger, Overview

_WORDS = {
    "reprints": "comparing reports",
    "incidents": "grouping claims",
    "sources": "listing sources",
    "control": "listing areas",
    "overview": "making the overview",
}


def bring_up(ledger: Ledger) -> None:
    """Compare documents that came or changed since the last time, and make the overview of them for the desk.

    Nothing is drawn where there are none.
    """
    console = margin()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.completed} of {task.total}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks = {stage: bar.add_task(words, total=None, visible=False) for stage, words in _WORDS.items()}

        def tell(stage: str, done: int, of: int) -> None:
            bar.update(tasks[stage], completed=done, total=of, visible=done < of)

        link_pending(ledger, tell)
        Overview(ledger).keep(functools.partial(tell, "overview"))
    # What is loaded by now stays until the command ends; the collector need not walk through it again.
    gc.freeze()
