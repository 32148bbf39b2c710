"""`incidents`, `incident`, `judge merge` and `judge split`, as they are typed."""

import json
import re
from pathlib import Path

import pytest

from raids import Raid, put, report_of
from reportedly.protect import open_ledger
from terminal import typed

GOVERNOR = report_of("governor.txt", Raid(who="the district governor"))
DOCTOR = report_of("doctor.txt", Raid(killed=12, who="a doctor"), outlet="Northern Herald", published="2020-03-04")
QAYSAR = report_of("qaysar.txt", Raid(place="Qaysar", who="a teacher"))


@pytest.fixture
def filled(ledger_file: Path) -> Path:
    with open_ledger(ledger_file) as ledger:
        put(ledger, GOVERNOR, DOCTOR, QAYSAR)
    return ledger_file


def rows(*words: str) -> list[dict[str, object]]:
    """What a command prints for programs."""
    return [json.loads(line) for line in typed(*words, "--format", "jsonl").out.splitlines()]


def test_incidents_are_listed_with_ranges_and_counts(filled: Path) -> None:
    ended = typed("incidents")
    assert ended.status == 0
    assert "killed 9–12" in ended.out
    assert "1-2" in ended.out
    assert "2 incidents" in ended.err
    assert filled


def test_rows_have_the_fields_of_the_contract(filled: Path) -> None:
    first = next(each for each in rows("incidents") if each["place"] == "Almar")
    assert first["documents"] == ["governor.txt", "doctor.txt"]
    assert {"id", "claims", "type", "begin", "finish", "quantities", "counts"} <= set(first)
    assert first["counts"]["reports"] == 2  # type: ignore[index]
    assert filled


@pytest.mark.usefixtures("filled")
def test_filters_narrow_the_list() -> None:
    assert [each["place"] for each in rows("incidents", "--place", "Qaysar")] == ["Qaysar"]
    assert [each["place"] for each in rows("incidents", "--reports", "2")] == ["Almar"]
    assert rows("incidents", "--type", "clash") == []
    assert rows("incidents", "--since", "2021-01-01") == []
    assert len(rows("incidents", "--limit", "1")) == 1


@pytest.mark.usefixtures("filled")
def test_a_page_shows_roots_ranges_and_differences() -> None:
    found = rows("incidents", "--reports", "2")[0]
    out = typed("incident", str(found["id"])[7:15]).out
    assert "the district governor" in out
    assert "Reported killed 9–12" in out
    assert "contradicts (quantity)" in out
    assert "Why these reports were grouped" in out
    assert "confirm" not in out.casefold()


@pytest.mark.usefixtures("filled")
def test_a_merge_and_a_split_can_be_typed_and_undone() -> None:
    before = rows("incidents")
    merged = typed("judge", "merge", *(str(each["id"])[7:19] for each in before), "--because", "one raid")
    assert merged.status == 0
    (one,) = rows("incidents")
    assert len(one["claims"]) == 3  # type: ignore[arg-type]
    assert "one raid" in typed("incident", str(one["id"])).out
    undo = re.search(r"judge undo (\w+)", merged.said)
    assert undo is not None
    assert typed("judge", "undo", undo[1]).status == 0
    assert rows("incidents") == before
    split = typed("judge", "split", str(before[0]["id"]), str(before[0]["claims"][0]))  # type: ignore[index]
    assert split.status == (0 if len(before[0]["claims"]) > 1 else 2)  # type: ignore[arg-type]


@pytest.mark.usefixtures("filled")
def test_an_unknown_incident_is_said_to_be_unknown() -> None:
    ended = typed("incident", "ffff")
    assert ended.status != 0
    assert "no incident 'ffff'" in ended.said


@pytest.mark.usefixtures("filled")
def test_a_split_takes_a_claim_out() -> None:
    found = rows("incidents", "--reports", "2")[0]
    assert typed("judge", "split", str(found["id"]), str(found["claims"][0])).status == 0  # type: ignore[index]
    assert len(rows("incidents")) == 3
