import hashlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fictional import AT, GOVERNOR, LATER, MILL_TEXT, MILLER, mill, numbered, report, unreadable
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import (
    Entry,
    Ledger,
    Wanted,
    append,
    append_issues,
    canonical_live_state,
    find_claims,
    find_documents,
    find_issues,
    find_read,
    is_read,
    live_lines,
    load_claim,
    load_document,
    open_ledger,
)
from reportedly.records import Report
from reportedly.vocabulary import Anonymity, Basis
from strategies import reports

# A database that may be wiped, such as `postgresql+psycopg://me@/scratch`: the suite runs on it too.
POSTGRESQL = os.environ.get("REPORTEDLY_TEST_POSTGRESQL")


@pytest.fixture(params=["file", *([POSTGRESQL] if POSTGRESQL else [])])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    if request.param != "file":
        wipe(request.param)
    with open_ledger(tmp_path / "ledger.db" if request.param == "file" else request.param) as opened:
        yield opened


def wipe(address: str) -> None:
    """Empty a PostgreSQL database."""
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()


def entry(made: Report) -> Entry:
    return Entry(report=made, original=made.document.text.encode())


def put(ledger: Ledger, *made: Report, at: str = AT) -> None:
    append(ledger, [entry(each) for each in made], at=at)


def found(ledger: Ledger, **wanted: object) -> list[str]:
    return [
        each.claim.content[0].of(fitting.document.latest.report.document.text)
        for fitting in find_claims(ledger, Wanted(**wanted))
        for each in fitting.document.claims
        if each.id in fitting.claims
    ]


def test_report_comes_out_as_it_went_in(ledger: Ledger):
    put(ledger, mill())
    (document,) = find_documents(ledger, Wanted())
    assert document.latest.report == mill()


@given(st.lists(reports(), max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_report_comes_out_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, made: list[Report]):
    with open_ledger(tmp_path_factory.mktemp("any") / "ledger.db") as ledger:
        put(ledger, *made)
        latest = {each.document.id: each for each in made}
        assert {
            each.latest.report.document.id: each.latest.report for each in find_documents(ledger, Wanted())
        } == latest


def test_reading_the_same_again_changes_nothing(ledger: Ledger):
    put(ledger, mill())
    before = list(live_lines(ledger))
    done = append(ledger, [entry(mill())], at=LATER)
    assert (done.readings, done.unchanged) == (0, 1)
    assert list(live_lines(ledger)) == before


@given(reports())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reading_anything_again_changes_nothing(tmp_path_factory: pytest.TempPathFactory, made: Report):
    with open_ledger(tmp_path_factory.mktemp("any") / "ledger.db") as ledger:
        put(ledger, made)
        before = list(live_lines(ledger))
        assert append(ledger, [entry(made)], at=LATER).unchanged == 1
        assert list(live_lines(ledger)) == before


def test_reading_with_another_model_appends_and_replaces_what_is_live(ledger: Ledger):
    put(ledger, mill())
    put(ledger, report(MILL_TEXT, replace(GOVERNOR, type="OTHER"), source="mill.txt", model="m2"))
    assert found(ledger) == ["the road to Kunduz was open"]
    with ledger.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM reading")).scalar() == 2


@given(st.permutations(range(5)), st.integers(1, 5))
@settings(max_examples=10, deadline=None)
def test_live_state_does_not_depend_on_the_order_of_documents(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], size: int
):
    with open_ledger(tmp_path_factory.mktemp("any") / "ledger.db") as ledger:
        for start in range(0, 5, size):
            put(ledger, *(numbered(number) for number in order[start : start + size]), at=f"2026-01-0{start + 1}")
        state = canonical_live_state(ledger)
    with open_ledger(tmp_path_factory.mktemp("other") / "ledger.db") as ledger:
        put(ledger, *(numbered(number) for number in range(5)))
        assert canonical_live_state(ledger) == state


def test_another_text_is_another_live_state(ledger: Ledger, tmp_path: Path):
    put(ledger, numbered(1))
    with open_ledger(tmp_path / "other.db") as other:
        put(other, numbered(2))
        assert canonical_live_state(other) != canonical_live_state(ledger)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 3),
        ({"place": "kúnduz"}, 1),
        ({"place": "Kunduz Province"}, 1),
        ({"place": "AF"}, 1),
        ({"place": "Kund"}, 0),
        ({"actor": "blue"}, 1),
        ({"actor": "ID-Blue Column"}, 1),
        ({"type": "MOVEMENT"}, 1),
        ({"source": "governor"}, 1),
        ({"source": "MILLER"}, 1),
        ({"source": "%"}, 0),
        ({"basis": Basis.FIRSTHAND_WITNESS}, 1),
        ({"anonymity": Anonymity.UNNAMED_ON_REQUEST}, 1),
        ({"words": "ford night"}, 1),
        ({"words": "FORD"}, 2),
        ({"words": 'ford" OR "road'}, 0),
        ({"words": "!"}, 0),
        ({"since": "2025-05-15"}, 1),
        ({"since": "2025-06-01"}, 0),
        ({"until": "2025-05-01"}, 1),
        ({"until": "2025"}, 1),
        ({"until": "2025-04"}, 0),
        ({"since": "2025-05-31", "until": "2025-06-30"}, 1),
        ({"document": "mill.txt"}, 3),
        ({"document": "other.txt"}, 0),
        ({"place": "Kunduz", "type": "CONTROL"}, 0),
    ],
)
def test_claims_are_found_by(ledger: Ledger, wanted: dict, count: int):
    put(ledger, mill())
    assert len(found(ledger, **wanted)) == count


def test_a_day_that_is_none_is_refused(ledger: Ledger):
    with pytest.raises(UsageError, match="no day"):
        list(find_claims(ledger, Wanted(since="spring")))


def test_claims_come_by_day_of_publication(ledger: Ledger):
    put(ledger, numbered(1, published="2025-03-01"), numbered(2, published="2025-01-01"))
    assert found(ledger, type="CONTROL") == ["post 2 was lost", "post 1 was lost"]


def test_a_claim_is_found_by_the_beginning_of_its_id(ledger: Ledger):
    put(ledger, mill())
    claim = mill().claims[0].claim.id
    assert load_claim(ledger, claim)[1] == claim
    assert load_claim(ledger, claim.removeprefix("sha256:")[:12])[1] == claim


def test_a_claim_that_is_not_there_is_not_in_the_ledger(ledger: Ledger):
    put(ledger, mill())
    with pytest.raises(NotInLedgerError, match="no live claim"):
        load_claim(ledger, "0" * 64)
    with pytest.raises(NotInLedgerError, match="several"):
        load_claim(ledger, "")


def test_a_document_is_found_by_its_source(ledger: Ledger):
    put(ledger, mill(), numbered(1))
    assert load_document(ledger, "mill.txt").latest.report == mill()
    with pytest.raises(NotInLedgerError, match="no document"):
        load_document(ledger, "nowhere.txt")


def test_what_was_read_is_known(ledger: Ledger):
    put(ledger, mill())
    document = mill().document
    assert is_read(ledger, document, model="m1", gazetteer="g1")
    assert not is_read(ledger, document, model="m2", gazetteer="g1")
    assert not is_read(ledger, document, model="m1", gazetteer="g2")
    assert not is_read(ledger, replace(document, title="Mill"), model="m1", gazetteer="g1")
    assert not is_read(ledger, numbered(1).document, model="m1", gazetteer="g1")


def test_an_original_is_known_by_source_bytes_and_reading(ledger: Ledger):
    put(ledger, mill())
    source, digest = mill().document.source, hashlib.sha256(MILL_TEXT.encode()).hexdigest()
    (found,) = find_read(ledger, source, digest, model="m1", gazetteer="g1")
    assert found == replace(mill().document, text="")
    assert not find_read(ledger, "elsewhere.txt", digest, model="m1", gazetteer="g1")
    assert not find_read(ledger, source, hashlib.sha256(b"other").hexdigest(), model="m1", gazetteer="g1")
    assert not find_read(ledger, source, digest, model="m2", gazetteer="g1")
    assert not find_read(ledger, source, digest, model="m1", gazetteer="g2")
    put(ledger, mill(model="m2"), at=LATER)
    assert not find_read(ledger, source, digest, model="m1", gazetteer="g1")


def test_a_failure_is_an_issue_until_its_source_is_read(ledger: Ledger):
    assert append_issues(ledger, [unreadable("mill.txt")], at=AT) == 1
    assert append_issues(ledger, [unreadable("mill.txt")], at=LATER) == 0
    assert [each.source for each in find_issues(ledger)] == ["mill.txt"]
    put(ledger, mill(), at=LATER)
    assert not list(find_issues(ledger))


def test_issues_of_a_document_are_those_of_its_latest_reading(ledger: Ledger):
    issue = replace(unreadable(), source=None)
    put(ledger, mill(issues=(issue,)))
    assert [(each.document, each.issue) for each in find_issues(ledger)] == [(mill().document.id, issue)]
    put(ledger, mill(model="m2"))
    assert not list(find_issues(ledger))


def test_a_report_that_contradicts_itself_is_an_issue_and_the_rest_go_on(ledger: Ledger):
    good = mill()
    claim = good.claims[0].claim
    broken = numbered(1)
    broken = replace(broken, claims=(replace(broken.claims[0], claim=claim),))
    done = append(ledger, [entry(broken), entry(good)], at=AT)
    assert (done.broken, done.documents) == (("report-1.txt",), 1)
    assert [each.issue.code for each in find_issues(ledger)] == ["report_broken"]


def test_original_bytes_are_kept_once(ledger: Ledger):
    put(ledger, mill(), mill(model="m2"))
    with ledger.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*), sum(size) FROM original")).one() == (1, len(MILL_TEXT))


def test_words_that_describe_an_unnamed_person_are_not_in_the_index(ledger: Ledger):
    said = replace(MILLER, says="said that Blue Column riders hold the ford")
    around = replace(said, says="A miller who asked not to be named said that Blue Column", who=None, label=None)
    put(ledger, report(MILL_TEXT, said, around, source="mill.txt"))
    assert found(ledger, words="column")
    assert not found(ledger, words="miller")


def test_file_is_for_its_owner_alone(tmp_path: Path):
    old = os.umask(0)
    try:
        with open_ledger(tmp_path / "new" / "ledger.db") as ledger:
            put(ledger, mill())
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "new").iterdir()}
    finally:
        os.umask(old)
    assert set(modes.values()) == {0o600}
    assert "ledger.db-wal" in modes


def test_errors_of_the_database_hold_no_values(tmp_path: Path):
    twice = [{"name": "Qwzx"}, {"name": "Qwzx"}]
    insert = sa.text("INSERT INTO secret VALUES (:name, x'00')")
    with (
        open_ledger(tmp_path / "ledger.db") as ledger,
        ledger.engine.begin() as connection,
        pytest.raises(sa.exc.IntegrityError) as caught,
    ):
        connection.execute(insert, twice)
    assert "Qwzx" not in str(caught.value)


def test_rows_survive_as_sqlite_reads_them(tmp_path: Path):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        put(ledger, mill())
    plain = sqlite3.connect(tmp_path / "ledger.db")
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()
