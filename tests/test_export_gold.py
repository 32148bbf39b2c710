"""Judged claims are exported as gold that the scorer reads, and as texts that the product reads again."""

import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fictional import AT, MILL_TEXT, Said, mill, numbered, report
from reportedly.codec import encode_report
from reportedly.errors import UsageError
from reportedly.export.gold import write_gold
from reportedly.judge import Link, accept, comment, redact_source, reject
from reportedly.ledger import Entry, Ledger, append, load_document
from reportedly.protect import Occasion, Wanted, acts, open_ledger
from reportedly.protect.gold import stream_gold
from reportedly.records import Ruling
from reportedly.vocabulary import Anonymity, Audience, Sensitivity
from terminal import typed

OWNER = Occasion(audience=Audience.INTERNAL, at=AT, recipient="file", key=b"k" * 32)
RULING = Ruling(reviewer="R. Viewer", at=AT, because="")
SCORER = Path(__file__).parents[2] / "shared" / "score" / "claims.py"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        made = (mill(), numbered(1), numbered(2))
        append(opened, [Entry(report=each, original=b"x") for each in made], at=AT)
        yield opened


def claims(ledger: Ledger, source: str) -> list[str]:
    return [each.id for each in load_document(ledger, source).claims]


def judged(ledger: Ledger) -> None:
    """The mill to the last claim, one of the others in part."""
    governor, miller, narrator = claims(ledger, "mill.txt")
    accept(ledger, governor, RULING)
    accept(ledger, miller, RULING)
    reject(ledger, narrator, RULING)
    accept(ledger, claims(ledger, "report-1.txt")[0], RULING)
    comment(ledger, claims(ledger, "report-2.txt")[0], "look again", RULING)


def test_gold_holds_what_reviewers_let_stand(ledger: Ledger, tmp_path: Path):
    judged(ledger)
    done = write_gold(stream_gold(ledger, Wanted(), OWNER), tmp_path / "gold")
    assert (done.complete, done.partial, done.claims) == (1, 1, 3)
    (path,) = (tmp_path / "gold" / "complete").glob("*.json")
    body = json.loads(path.read_text("utf-8"))
    assert path.with_suffix(".txt").read_text("utf-8") == MILL_TEXT
    assert body["doc"]["sha256"] == hashlib.sha256(MILL_TEXT.encode()).hexdigest()
    assert [each["quote"] for each in body["claims"]] == [
        "the road to Kunduz was open",
        "Blue Column riders hold the ford at night",
    ]
    assert [each["quote"] for each in body["rejected"]] == ["The ford lies north of the mill"]
    first = body["claims"][0]
    assert MILL_TEXT[slice(*first["content"][0])] == first["quote"]
    assert [each["label"] for each in first["chain"]] == ["Governor Ilar Tosk", "document"]
    assert first["places"][0]["level"] == "PPL"
    assert first["times"][0]["start"] == "2025-05-01"


def test_writing_again_leaves_no_line_twice(ledger: Ledger, tmp_path: Path):
    judged(ledger)
    for _ in range(2):
        write_gold(stream_gold(ledger, Wanted(), OWNER), tmp_path / "gold")
    lines = (tmp_path / "gold" / "complete" / "manifest.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [MILL_TEXT]


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_gold_is_for_the_owner(ledger: Ledger, audience: Audience):
    with pytest.raises(UsageError, match="internal"):
        stream_gold(ledger, Wanted(), replace(OWNER, audience=audience))


def test_what_is_withheld_from_the_owner_is_in_no_gold(ledger: Ledger):
    judged(ledger)
    redact_source(ledger, Link(claim=claims(ledger, "mill.txt")[1]), Sensitivity.SEVERE, RULING)
    assert [each.publisher for each in stream_gold(ledger, Wanted(), OWNER)] == [None]
    assert all(each.text != MILL_TEXT for each in stream_gold(ledger, Wanted(), OWNER))


def test_a_name_that_is_withheld_in_another_report_is_in_no_gold(ledger: Ledger):
    """The second report names the miller in passing."""
    other = report("Snow fell. Zulmarg was away.", Said(says="Snow fell", type="BACKGROUND"), source="other.txt")
    named = Said(says="riders came", who="Zulmarg", anonymity=Anonymity.NAMED)
    told = report("Zulmarg said riders came.", named, source="named.txt")
    append(ledger, [Entry(report=each, original=b"x") for each in (other, told)], at=AT)
    accept(ledger, claims(ledger, "other.txt")[0], RULING)
    assert [each.text for each in stream_gold(ledger, Wanted(), OWNER)] == [other.document.text]
    redact_source(ledger, Link(claim=claims(ledger, "named.txt")[0], place=0), Sensitivity.SEVERE, RULING)
    assert list(stream_gold(ledger, Wanted(), OWNER)) == []


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer lies beside the repository, not in it")
def test_scorer_reads_gold_and_finds_the_ledgers_own_claims(ledger: Ledger, tmp_path: Path):
    judged(ledger)
    write_gold(stream_gold(ledger, Wanted(), OWNER), tmp_path / "gold")
    (tmp_path / "reports.jsonl").write_bytes(encode_report(mill()) + b"\n")
    command = [sys.executable, str(SCORER), "--gold", str(tmp_path / "gold" / "complete")]
    figures = tmp_path / "figures.json"
    command += ["--reports", str(tmp_path / "reports.jsonl"), "--json", str(figures)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(figures.read_text("utf-8"))
    assert told


def test_files_of_gold_are_their_owners_whatever_the_umask_and_the_log_has_their_hash(ledger: Ledger, tmp_path: Path):
    judged(ledger)
    folder = tmp_path / "gold"
    (folder / "complete").mkdir(parents=True)
    old = folder / "complete" / "manifest.jsonl"
    old.write_text("old", "utf-8")
    old.chmod(0o644)
    before = os.umask(0)
    try:
        done = write_gold(stream_gold(ledger, Wanted(), OWNER), folder)
    finally:
        os.umask(before)
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    listed = "".join(
        f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.relative_to(folder).as_posix()}\n" for each in files
    )
    assert done.sha256 == hashlib.sha256(listed.encode()).hexdigest()


def test_the_log_knows_of_gold_that_was_written(ledger: Ledger, tmp_path: Path):
    judged(ledger)
    out = tmp_path / "gold"
    words = ("export", "--audience", "internal", "--format", "gold", "--out", str(out), "--ledger", ledger.where)
    assert typed(*words).status == 0
    written = next(each for each in acts(ledger, OWNER) if each.act == "export")
    again = write_gold(stream_gold(ledger, Wanted(), OWNER), tmp_path / "again")
    assert (written.form, written.sha256, written.claims) == ("gold", again.sha256, again.claims)
