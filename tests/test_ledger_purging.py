"""A purge destroys: afterwards no byte of the file, its log and its index holds what was purged."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fictional import AT, LATER, MILL_TEXT, Said, mill, numbered, report, unreadable
from planted import plant
from reportedly.errors import LedgerBusyError, NotInLedgerError, UsageError
from reportedly.judge import accept, add, comment, correct, purge_document, purge_person, reject, settle, undo
from reportedly.judge import merge as judge_merge
from reportedly.judge import reliability as judge_reliability
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
    load_document,
    open_ledger,
)
from reportedly.ledger.joint import load_joint
from reportedly.ledger.masking import Mask
from reportedly.ledger.preferences import load_preferences
from reportedly.protect import verify
from reportedly.records import Addition, Correction, ExtraField, Holder, Issue, Preferences, Report, Ruling
from reportedly.vocabulary import Anonymity, Reliability, SourceKind, Stage

RULING = Ruling(reviewer="R. Viewer", at=LATER, because="consent withdrawn")
PEOPLE = ["Zulmarg", "Pirhasta Dolvenik", "Nimbrel Tarsk", "Ilar Tosk"]
MILL = {"title": "What the miller saw", "url": "https://ford.example/miller", "publisher": "Ford Post"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        put(opened, mill(**MILL), numbered(1))
        yield opened


def put(ledger: Ledger, *made: Report) -> None:
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in made], at=AT)


def remains(ledger: Ledger, *words: str) -> set[str]:
    """Which of the words the ledger's files still hold: in their bytes, or in anything compressed in a row."""
    path = Path(ledger.where)
    raw = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    found = {word for word in words if word.casefold().encode() in raw.lower()}
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [cell for table in tables for row in connection.execute(f'SELECT * FROM "{table}"') for cell in row]  # noqa: S608
    for cell in cells:
        text = unpacked(cell) if isinstance(cell, bytes) else str(cell)
        found |= {word for word in words if word.casefold() in text.casefold()}
    return found


def unpacked(cell: bytes) -> str:
    """The bytes as a text, whether compressed or not."""
    try:
        return zlib.decompress(cell).decode("utf-8", "replace")
    except zlib.error:
        return cell.decode("utf-8", "replace")


def blobs(ledger: Ledger, source: str) -> list[bytes]:
    """A stretch of each of the document's compressed texts, to be looked for in the file afterwards."""
    with ledger.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT d.text, o.body FROM reading r JOIN document d ON d.key = r.document "
            "JOIN original o ON o.key = r.original JOIN live_document l ON l.document = d.key WHERE l.source = ?",
            (source,),
        ).all()
    return [cell[20:60] for row in rows for cell in row]


def test_a_purged_document_leaves_no_word(ledger: Ledger):
    words = ("miller", "riders", "Tosk", "ford.example", mill(**MILL).document.id)
    comment(ledger, mill(**MILL).claims[0].claim.id, "the miller is known", RULING)
    append_issues(ledger, [unreadable("mill.txt")], at=AT)
    before = blobs(ledger, "mill.txt")
    assert remains(ledger, *words) == set(words)
    purged = purge_document(ledger, "mill.txt", RULING)
    assert (purged.documents, purged.claims, purged.backups) == (1, 3, ())
    assert remains(ledger, *words) == set()
    file = Path(ledger.where).read_bytes()
    assert not any(each in file for each in before)
    assert [each.latest.report for each in find_documents(ledger, Wanted())] == [numbered(1)]
    assert not list(find_issues(ledger))
    assert verify(ledger).findings == ()


def test_a_purged_document_is_refused_when_it_comes_again(ledger: Ledger):
    purge_document(ledger, "mill.txt", RULING)
    again = [mill(**MILL), mill(**MILL, model="m2"), mill(source="elsewhere.txt")]
    done = append(ledger, [Entry(report=each, original=b"x") for each in again], at=LATER)
    assert (done.readings, done.purged) == (0, ("mill.txt", "mill.txt", "elsewhere.txt"))
    assert remains(ledger, "miller") == set()


def test_a_document_that_is_not_there_cannot_be_purged(ledger: Ledger):
    with pytest.raises(NotInLedgerError):
        purge_document(ledger, "nowhere.txt", RULING)


def test_backups_that_may_hold_the_words_are_named(ledger: Ledger):
    backup = Path(f"{ledger.where}.version-0000.backup")
    backup.write_text("miller")
    assert purge_document(ledger, "mill.txt", RULING).backups == (str(backup),)


def test_a_reader_who_holds_old_pages_is_told_of_and_verify_overwrites_them(ledger: Ledger):
    with open_ledger(ledger.where, wait=0.1) as own:
        reading = find_documents(ledger, Wanted())
        next(reading)
        with pytest.raises(LedgerBusyError, match="destroyed"):
            purge_document(own, "mill.txt", RULING)
        assert not list(find_claims(own, Wanted(document="mill.txt")))
        reading.close()
        verify(own)
    assert remains(ledger, "miller", "Tosk") == set()


def test_a_purge_is_logged_without_words(ledger: Ledger):
    purge_person(ledger, ("Ilar Tosk",), RULING)
    with ledger.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT act, by, at, body FROM audit").all()
    assert (row.act, row.by, row.at) == ("purge", "R. Viewer", LATER)
    assert b"Tosk" not in row.body


def test_a_purged_person_leaves_no_name_and_no_word(ledger: Ledger):
    words = ("Tosk", "the road to Kunduz was open")
    before = blobs(ledger, "mill.txt")
    assert remains(ledger, *words) == set(words)
    purged = purge_person(ledger, ("Ilar Tosk", "Tosk"), RULING)
    assert (purged.documents, purged.claims) == (1, 1)
    assert remains(ledger, *words) == set()
    file = Path(ledger.where).read_bytes()
    assert not any(each in file for each in before)


def test_offsets_and_everything_else_stay_true_after_a_purge(ledger: Ledger):
    accept(ledger, mill(**MILL).claims[1].claim.id, RULING)
    comment(ledger, mill(**MILL).claims[1].claim.id, "Tosk disagrees", RULING)
    purge_person(ledger, ("Ilar Tosk",), RULING)
    document = load_document(ledger, "mill.txt")
    text = document.latest.report.document.text
    assert len(text) == len(MILL_TEXT)
    assert [each.claim.content[0].of(text) for each in document.claims] == [
        "Blue Column riders hold the ford at night",
        "The ford lies north of the mill",
    ]
    miller = document.claims[0]
    assert [each.decision.value for each in miller.judgements] == ["accept", "comment"]
    assert miller.judgements[1].comment == "Tosk disagrees"
    purge_person(ledger, ("Tosk",), RULING)
    assert load_document(ledger, "mill.txt").claims[0].judgements[1].comment == "████ disagrees"
    assert verify(ledger).findings == ()
    put(ledger, numbered(2))


def test_judgements_of_what_went_go_with_it(ledger: Ledger):
    governor, _, narrator = (each.claim.id for each in mill(**MILL).claims)
    row = reject(ledger, governor, RULING)
    undo(ledger, row, RULING)
    name = Holder(who=None, cue=None, label="Ilar Tosk", kind=SourceKind.PERSON, anonymity=Anonymity.NAMED)
    correct(ledger, narrator, Correction(source=name), RULING)
    spoken = report(MILL_TEXT, Said(says="The ford lies", who="Governor Ilar Tosk"), source="mill.txt", **MILL)
    add(ledger, Addition(claim=spoken.claims[0].claim), RULING)
    kept = report(MILL_TEXT, Said(says="north of the mill"), source="mill.txt", **MILL)
    add(ledger, Addition(claim=kept.claims[0].claim), RULING)
    purge_person(ledger, ("Ilar Tosk",), RULING)
    claims = load_document(ledger, "mill.txt").claims
    assert [each.status.value for each in claims] == ["proposed", "added"]
    with ledger.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM judgement").scalar() == 1
    assert remains(ledger, "Tosk", "ford lies") == set()


def test_a_name_in_addresses_titles_and_failures_goes_too(ledger: Ledger):
    text = "Nothing was said. It rained."
    put(
        ledger,
        report(
            text, Said(says="It rained"), source="ilar-tosk.txt", title="Ilar Tosk", url="https://x.example/ilar_tosk"
        ),
    )
    append_issues(
        ledger,
        [Issue(code="x", stage=Stage.READ, message="Ilar Tosk.pdf: odd", source="Ilar Tosk.pdf"), unreadable()],
        at=AT,
    )
    assert purge_person(ledger, ("Ilar Tosk",), RULING).documents == 2
    assert remains(ledger, "tosk") == set()
    assert [each.source for each in find_issues(ledger)] == ["broken.pdf"]


def test_a_person_who_is_not_there_changes_nothing(ledger: Ledger):
    before = canonical_live_state(ledger)
    assert purge_person(ledger, ("Nobody Known",), RULING).documents == 0
    assert canonical_live_state(ledger) == before


def test_a_document_whose_text_does_not_hold_the_name_can_be_read_again(ledger: Ledger):
    comment(ledger, numbered(1).claims[0].claim.id, "Ilar Tosk again", RULING)
    assert purge_person(ledger, ("Ilar Tosk",), RULING).documents == 2
    assert remains(ledger, "Tosk again") == set()
    done = append(ledger, [Entry(report=numbered(1, model="m2"), original=b"x")], at=LATER)
    assert (done.readings, done.purged) == (1, ())


@pytest.mark.parametrize("names", [(), ("",), ("Al",), ("Ilar", "x")])
def test_a_name_too_short_to_be_told_from_others_is_refused(ledger: Ledger, names: tuple[str, ...]):
    with pytest.raises(UsageError, match="three letters"):
        purge_person(ledger, names, RULING)


def test_a_purge_is_signed(ledger: Ledger):
    with pytest.raises(UsageError, match="signed"):
        purge_document(ledger, "mill.txt", replace(RULING, reviewer=""))


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Ilar Tosk said", "████ ████ said"),
        ("ILAR  TOSK's", "████  ████'s"),
        ("ilar-tosk.pdf", "████-████.pdf".replace("-", "█", 1)),
        ("Ilarion Toskana", "Ilarion Toskana"),
        ("Ilar\nTosk", "████\n████"),
        ("Il\u00adar \u200fTo\u200dsk said", "█████ ██████ said"),
    ],
)
def test_a_name_is_masked_letter_by_letter(words: str, hidden: str):
    assert Mask.of(("Ilar Tosk",)).hide(words) == hidden


@given(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))
@settings(max_examples=6, deadline=None)
def test_whoever_is_purged_is_gone_and_the_ledger_is_whole(tmp_path_factory: pytest.TempPathFactory, names: list[str]):
    with open_ledger(tmp_path_factory.mktemp("any") / "ledger.db") as ledger:
        plant(ledger)
        purge_person(ledger, tuple(names), RULING)
        assert remains(ledger, *names) == set()
        assert verify(ledger).findings == ()


def test_reasons_of_decisions_across_documents_hold_no_purged_name(ledger: Ledger) -> None:
    because = replace(RULING, because="Zulmarg Ostrelka told both")
    claims = [fitting.claims[0] for fitting in find_claims(ledger, Wanted())]
    judge_merge(ledger, tuple(claims), because)
    purge_person(ledger, ("Zulmarg Ostrelka",), RULING)
    assert remains(ledger, "Zulmarg", "Ostrelka") == set()


def test_a_decision_about_a_purged_document_goes_and_others_stay(ledger: Ledger) -> None:
    put(ledger, numbered(2), numbered(3))
    claims = {
        fitting.document.latest.report.document.source: fitting.claims[0] for fitting in find_claims(ledger, Wanted())
    }
    one, two, three = (claims[f"report-{number}.txt"] for number in (1, 2, 3))
    pair = judge_merge(ledger, (one, two), RULING)
    undo(ledger, pair, RULING)
    judge_merge(ledger, (one, two, three), RULING)
    purge_document(ledger, "report-1.txt", RULING)
    with ledger.reading() as connection:
        (left,) = load_joint(connection)
    assert left.claims == tuple(sorted((two, three)))


def test_a_decision_across_documents_moves_with_its_claims(ledger: Ledger) -> None:
    """The miller's name stands beside the governor's claim, which gets a new id and stays."""
    before = {each.claims[0]: each for each in find_claims(ledger, Wanted())}
    judge_merge(ledger, tuple(before), RULING)
    purge_person(ledger, ("A miller",), RULING)
    now = {claim for each in find_claims(ledger, Wanted()) for claim in each.claims}
    with ledger.reading() as connection:
        (left,) = load_joint(connection)
    assert len(left.claims) == len(before)
    assert set(left.claims) <= now


def test_a_name_is_found_however_its_accents_are_composed():
    composed, parted = "Il\u00e1r Tosk", "Ila\u0301r Tosk"
    assert Mask.of((composed,)).hide(f"{parted} said") == "█████ ████ said"
    assert Mask.of((parted,)).hide(f"{composed} said") == "████ ████ said"


def test_settings_and_words_on_reliability_hold_no_purged_name(ledger: Ledger) -> None:
    put(ledger, report("Snow fell.", Said(says="Snow fell", type="BACKGROUND"), publisher="Zulmarg's Post"))
    for source in ("outlet:zulmarg-s-post", "outlet:ford-post"):
        judge_reliability(ledger, source, Reliability.B, RULING)
    fields = (ExtraField(name="Zulmarg knows"), ExtraField(name="seen by", choices=("a", "b")))
    settle(ledger, Preferences(stale_days=30, fields=fields))
    purge_person(ledger, ("Zulmarg",), RULING)
    assert remains(ledger, "Zulmarg") == set()
    assert load_preferences(ledger) == Preferences(stale_days=30, fields=fields[1:])
    with ledger.reading() as connection:
        assert [each.about for each in load_joint(connection)] == ["outlet:ford-post"]
