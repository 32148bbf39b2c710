"""The log is a chain: decisions, views of severe rows and exports are in it without words, and tampering shows."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from fictional import AT, GOVERNOR, MILL_TEXT, NARRATOR, mill, numbered, report
from planted import plant
from reportedly.judge import accept, grade, purge_document, reject, undo
from reportedly.ledger import Entry, Ledger, append
from reportedly.ledger.auditing import Act, check_chain, log_act
from reportedly.ledger.opening import MIGRATIONS, open_ledger
from reportedly.protect import Occasion, Wanted, explained, held_back, stream_claims, verify
from reportedly.protect.releases import Written, log_export
from reportedly.records import Grade, Ruling
from reportedly.vocabulary import Audience, Credibility, Reliability

RULING = Ruling(reviewer="R. Viewer", at=AT, because="vrembling words")
OWNER = Occasion(audience=Audience.INTERNAL, at=AT, recipient="desk", key=b"k" * 32)
PUBLIC = replace(OWNER, audience=Audience.PUBLIC)
# What stops the hand of an honest program, and not that of somebody with the file.
UNLOCK = "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "ledger.db") as opened:
        append(opened, [Entry(report=mill(), original=b"x"), Entry(report=numbered(1), original=b"y")], at=AT)
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


def acts(ledger: Ledger) -> list[Act]:
    with ledger.reading() as connection:
        bodies = connection.execute(sa.text("SELECT body FROM audit ORDER BY key")).scalars()
        return [msgspec.json.decode(body, type=Act) for body in bodies]


def claims(ledger: Ledger) -> list[str]:
    return [each.id for each in stream_claims(ledger, Wanted(), OWNER)]


def test_every_decision_is_in_the_log_without_its_words(ledger: Ledger):
    first, *_ = claims(ledger)
    given = Grade(reliability=Reliability.B, credibility=Credibility.PROBABLY)
    made = [accept(ledger, first, RULING), grade(ledger, first, given, RULING), reject(ledger, first, RULING)]
    undo(ledger, made[-1], RULING)
    decisions = [each for each in acts(ledger) if each.act == "decision"]
    assert [each.decision for each in decisions] == ["accept", "grade", "reject", "undo"]
    assert {each.by for each in decisions} == {"R. Viewer"}
    assert len({each.mark for each in decisions}) == 4
    with ledger.reading() as connection:
        log = b"".join(connection.execute(sa.text("SELECT body FROM audit")).scalars())
    assert not any(word in log for word in (b"vrembling", first.encode(), *(each.encode() for each in made)))


def test_view_of_severe_rows_is_logged_once_before_the_first_leaves(ledger: Ledger):
    view = stream_claims(ledger, Wanted(), OWNER)
    assert [each.act for each in acts(ledger)] == ["release"]
    next(view)
    assert [each.act for each in acts(ledger)] == ["release", "severe"]
    list(view)
    explained(ledger, mill().claims[1].claim.id, OWNER)
    assert [(each.act, each.view) for each in acts(ledger)][2:] == [
        ("release", "explanation"),
        ("severe", "explanation"),
    ]


@pytest.mark.parametrize("occasion", [PUBLIC, replace(OWNER, audience=Audience.PARTNER)])
def test_others_see_no_severe_rows(ledger: Ledger, occasion: Occasion):
    list(stream_claims(ledger, Wanted(), occasion))
    assert [each.act for each in acts(ledger)] == ["release"]


def test_counting_shows_no_severe_rows(ledger: Ledger):
    held_back(ledger, Wanted(), OWNER)
    assert [each.act for each in acts(ledger)] == ["release"]


def test_view_without_severe_rows_is_no_severe_view(tmp_path: Path):
    with open_ledger(tmp_path / "plain.db") as ledger:
        append(ledger, [Entry(report=report(MILL_TEXT, GOVERNOR, NARRATOR), original=b"x")], at=AT)
        list(stream_claims(ledger, Wanted(), OWNER))
        assert [each.act for each in acts(ledger)] == ["release"]


def test_export_is_logged_by_its_hash(ledger: Ledger):
    digest = hashlib.sha256(b"file").hexdigest()
    log_export(ledger, PUBLIC, Written(form="csv", sha256=digest, claims=3))
    (act,) = acts(ledger)
    assert (act.act, act.form, act.sha256, act.claims, act.by) == ("export", "csv", digest, 3, "desk")


def test_whole_log_is_said_with_its_length_and_head(ledger: Ledger):
    claims(ledger)
    verified = verify(ledger)
    assert (verified.findings, verified.log) == ((), 2)
    log_act(ledger, Act(act="release", at=AT, by="x"))
    assert verify(ledger).head != verified.head


@pytest.mark.parametrize("statement", ["UPDATE audit SET by = 'x'", "DELETE FROM audit", "UPDATE audit SET chain = ''"])
def test_log_cannot_be_changed_by_the_way(path: Path, ledger: Ledger, statement: str):
    claims(ledger)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="only appended"):
        connection.execute(statement)


CHANGES = st.sampled_from(
    [
        "UPDATE audit SET by = 'x' WHERE key = {}",
        "UPDATE audit SET at = '1999' WHERE key = {}",
        "UPDATE audit SET act = 'purge' WHERE key = {}",
        "UPDATE audit SET body = X'00' WHERE key = {}",
        "UPDATE audit SET chain = 'no' WHERE key = {}",
        "DELETE FROM audit WHERE key = {}",
    ]
)


@given(CHANGES, st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_first_row_that_was_changed_or_taken_out_is_named(
    tmp_path_factory: pytest.TempPathFactory, change: str, row: int
):
    where = tmp_path_factory.mktemp("chain") / "ledger.db"
    with open_ledger(where) as ledger:
        for number in range(6):
            log_act(ledger, Act(act="release", at=AT, by=f"reader {number}"))
    with closing(sqlite3.connect(where)) as connection:
        connection.executescript(UNLOCK + change.format(row))
    with open_ledger(where) as ledger:
        (finding,) = verify(ledger).findings
    named = row + 1 if change.startswith("DELETE") else row
    assert finding.what == f"row {named} of the log"


def test_purge_keeps_the_chain_whole(ledger: Ledger):
    accept(ledger, claims(ledger)[0], RULING)
    purge_document(ledger, "mill.txt", RULING)
    verified = verify(ledger)
    assert verified.findings == ()
    assert acts(ledger)[-1].act == "purge"


def test_rows_of_an_older_ledger_are_chained_when_it_is_opened(tmp_path: Path):
    path, older = tmp_path / "ledger.db", tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, older, ignore=lambda _, names: [each for each in names if "0003" < each[:4] < "9999"])
    open_ledger(path, migrations=older).close()
    rows = [(AT, "release", f"reader {number}", b"{}") for number in range(3)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO audit (at, act, by, body) VALUES (?, ?, ?, ?)", rows)
    with open_ledger(path) as ledger, ledger.reading() as connection:
        chain = check_chain(connection)
    assert (chain.rows, chain.broken) == (3, None)
    assert chain.head


def test_planted_words_are_in_no_log(tmp_path: Path):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        plant(ledger)
        list(stream_claims(ledger, Wanted(words="vrembling"), OWNER))
        with ledger.reading() as connection:
            log = b"".join(connection.execute(sa.text("SELECT body FROM audit")).scalars())
    assert b"vrembling" not in log
    assert b"zulmarg" not in log.lower()
