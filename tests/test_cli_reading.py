"""Reading reports with the real model: into the ledger, onto a page, into records; stopped, killed and begun again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from line import texts
from reportedly.codec import decode_report, encode_report, report_schema
from reportedly.ledger import canonical_live_state
from reportedly.protect import open_ledger
from terminal import typed

SAMPLES = Path(__file__).parents[1] / "src" / "reportedly" / "samples"
MANIFEST = SAMPLES / "manifest.jsonl"
KILLS = 10

pytestmark = pytest.mark.model


def sample(source: str) -> dict[str, str]:
    rows = (json.loads(line) for line in MANIFEST.read_text("utf-8").splitlines())
    found: dict[str, str] = next(row for row in rows if row["source"] == source)
    return found


@pytest.fixture
def rifles(tmp_path: Path) -> Path:
    path = tmp_path / "rifles.txt"
    path.write_text(sample("shortepa-rifles")["text"], "utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More text than is read in one process, so that workers do it."""
    path = tmp_path / "many.jsonl"
    rows = [{"source": f"d{number}", "text": text} for number, text in enumerate(texts(90, 130))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def state(path: Path) -> str:
    with open_ledger(path) as ledger:
        return canonical_live_state(ledger)


def started(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "reportedly", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_audit_shows_each_source_with_what_it_says(rifles: Path):
    ended = typed("audit", str(rifles), "--published", "2018-03-14", "--publisher", "Oxus Courier")
    assert ended.status == 0, ended.err
    for words in ("Oxus Courier", "2018-03-14, as given", "not named, on request", "Mohammad Naeem Sarwari"):
        assert words in ended.said
    assert "stay relative" not in ended.said


def test_audit_without_a_date_says_how_to_give_it(rifles: Path):
    assert "--published YYYY-MM-DD" in typed("audit", str(rifles)).said


def test_records_fit_the_schema_and_read_back():
    ended = typed("extract", str(SAMPLES), "--format", "jsonl")
    assert ended.status == 0, ended.err
    validator = Draft202012Validator(json.loads(report_schema()))
    lines = ended.out.splitlines()
    assert len(lines) == 15
    for line in lines:
        validator.validate(json.loads(line))
        assert encode_report(decode_report(line)).decode() == line


def test_offsets_refer_to_the_text_as_given(rifles: Path):
    record = json.loads(typed("extract", str(rifles)).out)
    text = rifles.read_text("utf-8")
    assert record["document"]["text"] == text
    for place in record["mentions"]["places"]:
        assert text[place["start"] : place["end"]] == place["text"]


def test_conllu_has_ten_columns(rifles: Path):
    ended = typed("annotate", str(rifles), "--format", "conllu")
    rows = [line for line in ended.out.splitlines() if line and not line.startswith("#")]
    assert rows
    assert {len(row.split("\t")) for row in rows} == {10}


def test_words_that_were_given_are_kept(rifles: Path, tmp_path: Path):
    given = tmp_path / "given.conllu"
    given.write_text(typed("annotate", str(rifles)).out, "utf-8")
    forms = [line.split("\t")[1] for line in given.read_text("utf-8").splitlines() if line[:1].isdigit()]
    again = typed("annotate", "--pretokenised", str(given)).out
    assert [line.split("\t")[1] for line in again.splitlines() if line[:1].isdigit()] == forms


def test_reading_again_is_a_no_op(ledger_file: Path):
    first = typed("read", str(SAMPLES))
    assert first.status == 0, first.err
    assert "15 documents read" in first.said
    before = state(ledger_file)
    again = typed("read", str(SAMPLES))
    assert "0 documents read" in again.said
    assert "15 documents in the ledger already" in again.said
    assert state(ledger_file) == before


def test_live_state_does_not_depend_on_the_order(tmp_path: Path):
    rows = MANIFEST.read_text("utf-8").splitlines()
    states = set()
    for number in range(2):
        random.Random(number).shuffle(rows)
        given, path = "\n".join(rows).encode(), tmp_path / f"{number}.db"
        assert typed("read", "-", "--media-type", "jsonl", "--ledger", str(path), given=given).status == 0
        states.add(state(path))
    assert len(states) == 1


def test_fields_of_standard_input_are_mapped(ledger_file: Path):
    given = json.dumps({"body": "The mayor said the bridge was closed.", "when": "2024-03-05", "ref": "r1"}).encode()
    words = ("--map", "text=body", "--map", "published=when", "--map", "source=ref")
    ended = typed("read", "-", "--media-type", "jsonl", *words, "--workers", "1", given=given)
    assert ended.status == 0, ended.said
    assert "r1 2024-03-05" in ended.said
    assert ledger_file.stat().st_mode & 0o077 == 0


def test_broken_file_is_an_issue_and_its_neighbours_are_read(rifles: Path, ledger_file: Path):
    (rifles.parent / "broken.jsonl").write_text("{not json}\n", "utf-8")
    ended = typed("read", str(rifles), str(rifles.parent / "broken.jsonl"))
    assert ended.status == 3
    assert "1 document read" in ended.said
    assert typed("issues", "--ledger", str(ledger_file)).out.strip()


def test_retry_reads_what_was_mended(rifles: Path, ledger_file: Path):
    broken = rifles.parent / "broken.jsonl"
    broken.write_text("{not json}\n", "utf-8")
    assert typed("read", str(broken)).status == 3
    broken.write_text(json.dumps({"text": "The mayor said the bridge was closed."}) + "\n", "utf-8")
    ended = typed("retry", "--ledger", str(ledger_file))
    assert "1 document read" in ended.said
    assert "0 issues" in typed("issues").said


@pytest.mark.parametrize("command", ["read", "audit", "extract"])
def test_missing_file_is_wrong_use(command: str, ledger_file: Path):
    ended = typed(command, "no-such-file.txt")
    assert ended.status == 2
    assert "no-such-file.txt" in ended.err
    assert not ledger_file.exists()


def test_killed_reading_goes_on_to_the_same_state(many: Path, tmp_path: Path):
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    assert typed("read", str(many), "--ledger", str(whole)).status == 0
    chance = random.Random(4)
    for _ in range(KILLS):
        running = started("read", str(many), "--ledger", str(killed), "--workers", "2")
        time.sleep(chance.uniform(0.3, 4.0))
        running.kill()
        # Its workers leave with it, else they would hold these pipes open.
        running.communicate(timeout=60)
    ended = typed("read", str(many), "--ledger", str(killed))
    assert ended.status == 0, ended.said
    assert state(killed) == state(whole)
    assert typed("verify", "--ledger", str(killed)).status == 0


def test_first_interruption_keeps_what_is_in_hand(many: Path, tmp_path: Path):
    path = tmp_path / "stopped.db"
    running = started("read", str(many), "--ledger", str(path), "--workers", "2")
    deadline = time.monotonic() + 60
    while not (path.exists() and typed("claims", "--format", "jsonl", "--limit", "1", "--ledger", str(path)).out):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    if running.returncode == 0:
        pytest.skip("it was done before it could be stopped")
    assert running.returncode == 130, err
    assert b"Traceback" not in err
    assert b"documents read" in out
    ended = typed("read", str(many), "--ledger", str(path))
    assert "in the ledger already" in ended.said
