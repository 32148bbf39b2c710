"""What commands on a ledger show, decide and refuse."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from fictional import AT, mill
from reportedly.ledger import Entry, append, append_issues
from reportedly.protect import open_ledger
from reportedly.records import Issue
from reportedly.vocabulary import Stage
from terminal import Ended, typed


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as opened:
        append(opened, [Entry(report=mill(publisher="Ford Post"), original=b"x")], at=AT)
        gone = str(tmp_path / "gone.txt")
        append_issues(
            opened,
            [Issue(code="not_found", stage=Stage.READ, message=f"{gone}: no such file", remedy="Look.", source=gone)],
            at=AT,
        )
    return path


def lines(path: Path, *words: str) -> list[dict[str, object]]:
    ended = typed("claims", *words, "--format", "jsonl", "--ledger", str(path))
    assert ended.status == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def ids(path: Path, *words: str) -> list[str]:
    return [str(claim["id"]) for claim in lines(path, *words)]


def undoing(ended: Ended) -> str:
    """The id of the decision that a command names."""
    assert ended.status == 0, ended.err
    found = re.search(r"judge undo (\w+)", ended.said)
    assert found is not None
    return found[1]


def test_table_says_who_says_what(ledger: Path):
    ended = typed("claims", "--ledger", str(ledger))
    assert ended.status == 0
    for words in ("Governor Ilar Tosk", "the road to Kunduz was open", "unnamed, on request, witness", "3 claims"):
        assert words in ended.said or all(word in ended.said for word in words.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--place", "Kunduz"), 1),
        (("--type", "control"), 1),
        (("--source", "governor"), 1),
        (("--anonymity", "unnamed_on_request"), 1),
        (("--basis", "firsthand_witness"), 1),
        (("--words", "ford night"), 1),
        (("--since", "2025-06-15"), 0),
        (("--until", "2025-05-10"), 1),
        (("--actor", "Blue Column"), 1),
        (("--document", "mill.txt"), 3),
        (("--source", "governor", "--type", "CONTROL"), 0),
        ((), 3),
    ],
)
def test_filters_must_all_fit(ledger: Path, words: tuple[str, ...], expected: int):
    assert len(ids(ledger, *words)) == expected


def test_limit_says_that_there_is_more(ledger: Path):
    ended = typed("claims", "--limit", "1", "--ledger", str(ledger))
    assert "1 claim shown; --limit 0 shows all" in ended.said


def test_explanation_takes_the_first_characters(ledger: Path):
    claim = ids(ledger, "--source", "miller")[0]
    short = claim.removeprefix("sha256:")[:8]
    ended = typed("explain", short, "--ledger", str(ledger))
    assert ended.status == 0, ended.err
    assert f"Claim {short}" in ended.said
    assert "A miller who asked not to be named (not named, on request) → this document" in ended.said


def test_unknown_claim_is_a_failure_with_one_line(ledger: Path):
    ended = typed("explain", "ffffffff", "--ledger", str(ledger))
    assert ended.status == 1
    assert ended.err.splitlines()[-1].startswith("reportedly: ")
    assert "Traceback" not in ended.err


def test_ledger_that_is_not_there_is_not_made(tmp_path: Path):
    path = tmp_path / "none.db"
    ended = typed("claims", "--ledger", str(path))
    assert ended.status == 1
    assert "reportedly read" in ended.said
    assert not path.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("claims", "--since", "soon"),
        ("claims", "--basis", "hunch"),
        ("judge", "correct", "abc"),
        ("judge", "correct", "abc", "--anonymity", "named"),
        ("judge", "redact"),
        ("purge",),
        ("nonsense",),
    ],
)
def test_wrong_use_is_status_two(ledger: Path, words: tuple[str, ...]):
    assert typed(*words, *(("--ledger", str(ledger)) if words != ("nonsense",) else ())).status == 2


def test_decision_can_be_undone(ledger: Path):
    claim = ids(ledger, "--source", "governor")[0]
    made = undoing(typed("judge", "reject", claim, "--reviewer", "R. V.", "--ledger", str(ledger)))
    assert claim not in ids(ledger)
    assert claim in ids(ledger, "--rejected")
    undoing(typed("judge", "undo", made, "--reviewer", "R. V.", "--ledger", str(ledger)))
    assert claim in ids(ledger)


def test_accepted_claim_says_so(ledger: Path):
    claim = ids(ledger)[0]
    undoing(typed("judge", "accept", claim, "--because", "read it", "--reviewer", "R. V.", "--ledger", str(ledger)))
    assert lines(ledger)[0]["status"] == "accepted"
    assert "accept by R. V." in typed("explain", claim, "--ledger", str(ledger)).said


def test_correction_names_a_new_source(ledger: Path):
    claim = ids(ledger, "--source", "governor")[0]
    words = ("--source", "The road office", "--source-kind", "organisation", "--type", "control")
    undoing(typed("judge", "correct", claim, *words, "--reviewer", "R. V.", "--ledger", str(ledger)))
    (found,) = lines(ledger, "--source", "road office")
    assert found["type"] == "CONTROL"
    assert found["id"] == claim


def test_missed_claim_is_added_by_its_words(ledger: Path):
    words = ("--words", "asked not  to be\nnamed", "--source", "A miller", "--anonymity", "unnamed_on_request")
    undoing(typed("judge", "add", "mill.txt", *words, "--reviewer", "R. V.", "--ledger", str(ledger)))
    (found,) = lines(ledger, "--words", "asked")
    assert found["words"] == "asked not to be named"


@pytest.mark.parametrize(("words", "said"), [("no such words", "do not stand"), ("the", "times: give more")])
def test_words_of_a_missed_claim_must_stand_once(ledger: Path, words: str, said: str):
    ended = typed("judge", "add", "mill.txt", "--words", words, "--reviewer", "R. V.", "--ledger", str(ledger))
    assert ended.status == 2
    assert said in ended.said


def test_highest_grade_needs_the_word_that_a_source_is_independent(ledger: Path):
    claim = ids(ledger)[0]
    words = ("judge", "grade", claim, "--reliability", "B", "--credibility", "1", "--reviewer", "R. V.")
    assert typed(*words, "--ledger", str(ledger)).status != 0
    undoing(typed(*words, "--independent", "--ledger", str(ledger)))
    assert (lines(ledger)[0]["reliability"], lines(ledger)[0]["credibility"]) == ("B", 1)


def test_export_is_for_the_public_unless_told_otherwise(ledger: Path):
    public = typed("export", "--ledger", str(ledger))
    assert "audience “public”" in public.said
    internal = typed("export", "--audience", "internal", "--ledger", str(ledger))
    assert len(list(csv.DictReader(io.StringIO(internal.out, newline="")))) == 3


def test_export_does_not_write_over_a_file(ledger: Path, tmp_path: Path):
    out = tmp_path / "claims.geojson"
    words = ("export", "--format", "geojson", "--out", str(out), "--ledger", str(ledger))
    assert typed(*words).status == 0
    assert json.loads(out.read_text())["type"] == "FeatureCollection"
    assert typed(*words).status == 2
    assert typed(*words, "--force").status == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".claims")] == []


def test_issues_come_with_their_remedy(ledger: Path):
    ended = typed("issues", "--ledger", str(ledger))
    assert "not_found" in ended.said
    assert "Look." in ended.said
    (row,) = [
        json.loads(line) for line in typed("issues", "--format", "jsonl", "--ledger", str(ledger)).out.splitlines()
    ]
    assert row["code"] == "not_found"


def test_verify_finds_a_changed_byte(ledger: Path):
    assert typed("verify", "--ledger", str(ledger)).status == 0
    with open_ledger(ledger) as opened, opened.writing() as connection:
        connection.exec_driver_sql("UPDATE document SET text = replace(text, 'open', 'shut')")
    ended = typed("verify", "--ledger", str(ledger))
    assert ended.status == 1
    assert "finding" in ended.said


def test_purge_asks_for_a_yes_where_nobody_can_be_asked(ledger: Path):
    assert typed("purge", "--document", "mill.txt", "--ledger", str(ledger)).status == 2
    words = ("purge", "--document", "mill.txt", "--yes", "--reviewer", "R. V.", "--ledger", str(ledger))
    assert typed(*words).status == 0
    assert ids(ledger) == []


def test_purged_person_is_in_no_claim(ledger: Path):
    words = ("purge", "--person", "Ilar Tosk", "--yes", "--reviewer", "R. V.", "--ledger", str(ledger))
    assert typed(*words).status == 0
    assert "Ilar Tosk" not in typed("claims", "--format", "jsonl", "--ledger", str(ledger)).out


def test_output_has_no_colour_where_it_is_no_terminal(ledger: Path):
    for words in (("claims",), ("issues",), ("explain", ids(ledger)[0])):
        ended = typed(*words, "--ledger", str(ledger))
        assert "\x1b" not in ended.out + ended.err
        assert max(map(len, ended.out.splitlines())) <= 80


def test_help_names_every_command():
    out = typed("--help").out
    for name in ("audit", "read", "claims", "explain", "export", "judge", "gazetteer", "doctor"):
        assert name in out


def test_what_is_no_grade_is_refused_and_not_answered_with_nothing(tmp_path: Path) -> None:
    ended = typed("claims", "--grade", "Z9", "--ledger", str(tmp_path / "none.db"))
    assert ended.status == 2
    assert "'Z9' is no grade" in ended.err
