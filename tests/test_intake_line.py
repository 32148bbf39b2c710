"""Documents go through the line in order, in flat memory, and one that kills its reader harms no other."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.intake.line import AHEAD, LITTLE, Done, Work, processed
from reportedly.records import Acquired, Document, Issue, Mentions, Report
from reportedly.settings import Settings
from reportedly.vocabulary import Stage


def load(settings: Settings, *, threads: int) -> Settings:
    assert threads > 0
    return settings


def attempt(document: Document, tools: Settings) -> Report | Issue:
    """A reader that dies at one word, fails at another, and makes an empty report of the rest."""
    if document.text == "deadly" or (document.text == "deadly once" and died_first(tools)):
        os.kill(os.getpid(), signal.SIGKILL)
    if document.text == "broken":
        return issue(document.source)
    return Report(document=document, sentences=(), attributions=(), mentions=Mentions(), claims=())


def died_first(tools: Settings) -> bool:
    """Whether nobody has died yet; a mark in the data folder tells the next process."""
    mark = tools.data / "died"
    if mark.exists():
        return False
    mark.touch()
    return True


def issue(source: str) -> Issue:
    return Issue(code="not_processed", stage=Stage.EXTRACT, message=source, source=source)


WORK = Work(load=load, attempt=attempt)


PLAIN = "plain " * LITTLE


def acquired(number: int, text: str = PLAIN) -> Acquired:
    return Acquired(document=Document(source=f"d{number}", text=text), original=text.encode())


def settings(folder: Path, workers: int = 2) -> Settings:
    return Settings(ledger=folder / "l", cache=folder, data=folder, workers=workers)


def names(done: Iterator[Done | Issue]) -> list[str]:
    return [
        f"issue {each.source}: {each.code}" if isinstance(each, Issue) else each.acquired.document.source
        for each in done
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_order_is_kept_and_issues_stay_in_their_place(tmp_path: Path, workers: int) -> None:
    given = [acquired(0), issue("i"), *(acquired(number) for number in range(1, 20)), acquired(20, "broken")]
    shown = names(processed(given, settings=settings(tmp_path, workers), work=WORK))
    assert shown == ["d0", "issue i: not_processed", *(f"d{n}" for n in range(1, 20)), "issue d20: not_processed"]


def test_document_that_kills_its_reader_is_an_issue_and_the_others_are_read(tmp_path: Path) -> None:
    given = [acquired(number, "deadly" if number == 3 else PLAIN) for number in range(12)]
    shown = names(processed(given, settings=settings(tmp_path), work=WORK))
    assert shown == ["d0", "d1", "d2", "issue d3: reader_died", *(f"d{n}" for n in range(4, 12))]


def test_reader_that_dies_once_loses_nothing(tmp_path: Path) -> None:
    given = [acquired(number, "deadly once" if number == 2 else PLAIN) for number in range(8)]
    assert names(processed(given, settings=settings(tmp_path), work=WORK)) == [f"d{n}" for n in range(8)]


def test_no_more_is_read_ahead_than_the_queue_holds(tmp_path: Path) -> None:
    taken = 0

    def stream() -> Iterator[Acquired]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield acquired(number)

    line = processed(stream(), settings=settings(tmp_path), work=WORK)
    next(line)
    assert taken <= AHEAD * 2 + 1
    line.close()  # type: ignore[attr-defined]
