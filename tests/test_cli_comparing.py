"""The commands `reprints` and `compare`, as a user types them."""

import json
from pathlib import Path

import pytest

from fictional import AT, Said, report
from reportedly.ledger import Entry, append, open_ledger
from terminal import typed

TEXT = (
    "The council of Tarnabad said that the second well was opened on Friday. The clerk of the council said that the "
    "key lies with the guard of the mill. The market was shut for the rest of the day."
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("comparing") / "ledger.db"
    opened = Said(says="the second well was opened on Friday", who="The council of Tarnabad")
    market = Said(says="The market was shut for the rest of the day")
    first = report(TEXT, opened, market, source="one.txt", publisher="Valley Record", title="Well opened")
    text = TEXT.replace(" The market was shut for the rest of the day.", "")
    second = report(text, opened, source="two.txt", publisher="Hill Gazette", published="2025-06-02", title="Water")
    with open_ledger(path) as made:
        append(made, [Entry(report=each, original=b"") for each in (first, second)], at=AT)
    return str(path)


def test_reprints_are_listed_with_what_was_dropped_and_why(ledger: str):
    ended = typed("reprints", "--ledger", ledger)
    assert ended.status == 0
    assert "printed again, in part — the second from the first" in ended.said
    assert "dropped: 1 claim" in ended.said
    assert "The market was shut" in ended.said
    assert "The second report is dated 1 day after the first." in ended.said


def test_reprints_for_programs_are_a_line_for_each_pair(ledger: str):
    [line] = typed("reprints", "--format", "jsonl", "--ledger", ledger).out.splitlines()
    row = json.loads(line)
    assert row["kind"] == "reprint_partial"
    assert [each["words"] for each in row["dropped"]] == ["The market was shut for the rest of the day"]


def test_a_kind_of_which_there_is_none_gives_no_pair(ledger: str):
    assert "0 pairs" in typed("reprints", "--kind", "rewrite", "--ledger", ledger).said


def test_two_reports_are_laid_side_by_side(ledger: str):
    said = typed("compare", "two.txt", "one.txt", "--ledger", ledger).said
    assert "Only in the first (1)" in said
    assert "In both, the same (1)" in said
    assert "Only in the second" not in said


def test_the_texts_stand_beside_each_other_where_they_are_asked_for(ledger: str):
    assert "rest of the day." in typed("compare", "two.txt", "one.txt", "--text", "--ledger", ledger).said


def test_a_comparison_for_programs_is_one_line(ledger: str):
    [line] = typed("compare", "one.txt", "two.txt", "--format", "jsonl", "--ledger", ledger).out.splitlines()
    assert [each["how"] for each in json.loads(line)["claims"]] == ["same", "dropped"]


@pytest.mark.parametrize(("two", "status"), [("nowhere.txt", 1), ("one.txt", 2)])
def test_what_cannot_be_compared_is_said(ledger: str, two: str, status: int):
    ended = typed("compare", "one.txt", two, "--ledger", ledger)
    assert ended.status == status
    assert ended.err.startswith("reportedly: ")
