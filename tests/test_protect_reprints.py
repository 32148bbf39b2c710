"""Reports that share text, and two side by side, as each audience may see them."""

import secrets
from pathlib import Path

import pytest

from fictional import AT, MILL_TEXT, MILLER, Said, mill, report
from planted import assert_clean
from reportedly.codec import pack
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.judge import Link, purge_document, redact_document, redact_source, undo
from reportedly.ledger import Entry, Ledger, append, open_ledger
from reportedly.link import link_reprints
from reportedly.protect import ReprintsWanted, Wanted, compared, reprints_held, stream_documents, stream_reprints
from reportedly.protect.reprint_views import Comparison, ReprintView
from reportedly.protect.views import Occasion
from reportedly.records import Report, Ruling
from reportedly.vocabulary import Audience, Difference, Direction, ReprintKind, Sensitivity, SourceKind

RULING = Ruling(reviewer="R", at=AT)
OPEN_TEXT = (
    "The council of Tarnabad said that the second well was opened on Friday. The clerk of the council said that the "
    "key lies with the guard of the mill. The market was shut for the rest of the day."
)
BODY = SourceKind.ORGANISATION
OPENED = Said(says="the second well was opened on Friday", who="The council of Tarnabad", kind=BODY, type="CONTROL")
KEY = Said(says="the key lies with the guard of the mill", who="The clerk of the council", kind=BODY, type="BACKGROUND")
MARKET = Said(says="The market was shut for the rest of the day", type="DISPLACEMENT_ACCESS")


@pytest.fixture
def ledger(tmp_path: Path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def store(ledger: Ledger, *reports: Report) -> None:
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in reports], at=AT)
    link_reprints(ledger)


def occasion(audience: Audience = Audience.INTERNAL) -> Occasion:
    return Occasion(audience=audience, at=AT, key=secrets.token_bytes(32))


def listed(ledger: Ledger, audience: Audience = Audience.INTERNAL, **wanted: object) -> list[ReprintView]:
    return list(stream_reprints(ledger, ReprintsWanted(**wanted), occasion(audience)))


def side_by_side(ledger: Ledger, audience: Audience = Audience.INTERNAL) -> Comparison:
    return compared(ledger, "one.txt", "two.txt", occasion(audience))


def open_pair(ledger: Ledger) -> None:
    """An open report and its reprint, which drops a claim and adds one."""
    kept = OPEN_TEXT.replace(" The market was shut for the rest of the day.", " Nobody answered at the mill on Sunday.")
    added = Said(says="Nobody answered at the mill on Sunday", type="BACKGROUND")
    store(
        ledger,
        report(OPEN_TEXT, OPENED, KEY, MARKET, source="one.txt", publisher="Valley Record", title="Well"),
        report(
            kept,
            OPENED,
            KEY,
            added,
            source="two.txt",
            publisher="Hill Gazette",
            title="A well",
            published="2025-06-02",
        ),
    )


def mill_pair(ledger: Ledger) -> None:
    """A report with an unnamed witness, and a reprint in which nobody is said to have asked not to be named."""
    text = MILL_TEXT.replace("A miller who asked not to be named said that", "It is said that")
    store(
        ledger,
        mill(publisher="Valley Record", title="Riders at the ford", source="one.txt"),
        report(text, Said(says=MILLER.says), source="two.txt", publisher="Hill Gazette", title="Night at the ford"),
    )


def test_the_owner_sees_what_a_reprint_dropped_and_added(ledger: Ledger):
    open_pair(ledger)
    [pair] = listed(ledger)
    assert (pair.kind, pair.direction) == (ReprintKind.REPRINT_PARTIAL, Direction.SECOND_FROM_FIRST)
    assert (pair.first.title, pair.second.title) == ("Well", "A well")
    assert [line.words for line in pair.dropped] == ["The market was shut for the rest of the day"]
    assert [line.words for line in pair.added] == ["Nobody answered at the mill on Sunday"]


def test_pairs_are_asked_for_by_document_kind_and_number(ledger: Ledger):
    open_pair(ledger)
    assert len(listed(ledger, document="one.txt")) == 1
    assert listed(ledger, kind=ReprintKind.REWRITE) == []
    assert listed(ledger, limit=0) == []
    with pytest.raises(NotInLedgerError):
        listed(ledger, document="three.txt")


def test_a_withheld_document_is_in_no_pair_and_is_counted(ledger: Ledger):
    open_pair(ledger)
    redacted = redact_document(ledger, "one.txt", Sensitivity.HIGH, RULING)
    link_reprints(ledger)
    assert listed(ledger, Audience.PUBLIC) == []
    [held] = reprints_held(ledger, ReprintsWanted(), occasion(Audience.PUBLIC))
    assert held.claims == 1
    assert len(listed(ledger)) == 1
    undo(ledger, redacted, RULING)
    link_reprints(ledger)
    assert len(listed(ledger, Audience.PUBLIC)) == 1


def test_a_pair_with_a_withheld_source_leads_nowhere(ledger: Ledger):
    mill_pair(ledger)
    [pair] = listed(ledger, Audience.PUBLIC)
    assert pair.bare
    for document in (pair.first, pair.second):
        assert (document.title, document.publisher, document.published, document.source, document.url) == (None,) * 5
    assert (pair.evidence, pair.dropped, pair.added) == ((), (), ())


def test_ids_of_a_pair_that_leads_nowhere_stand_nowhere_else_in_the_release(ledger: Ledger):
    mill_pair(ledger)
    release = occasion(Audience.PUBLIC)
    [pair] = stream_reprints(ledger, ReprintsWanted(), release)
    elsewhere = {each.id for each in stream_documents(ledger, Wanted(), release)}
    assert elsewhere
    assert elsewhere.isdisjoint({pair.first.id, pair.second.id})


def test_the_public_sees_an_open_pair_with_ids_of_the_release_only(ledger: Ledger):
    open_pair(ledger)
    [pair] = listed(ledger, Audience.PUBLIC)
    assert not pair.bare
    assert b"sha256" not in pack(pair)


def test_a_comparison_tells_what_became_of_each_claim(ledger: Ledger):
    open_pair(ledger)
    found = side_by_side(ledger)
    assert [(each.how, (each.first or each.second).words.split()[0]) for each in found.claims] == [
        (Difference.SAME, "the"),
        (Difference.SAME, "the"),
        (Difference.DROPPED, "The"),
        (Difference.ADDED, "Nobody"),
    ]
    assert found.kind is ReprintKind.REPRINT_PARTIAL


def test_the_earlier_report_stands_first_whichever_is_named_first(ledger: Ledger):
    open_pair(ledger)
    assert compared(ledger, "two.txt", "one.txt", occasion()) == side_by_side(ledger)
    assert side_by_side(ledger).first.title == "Well"


def test_paragraphs_beside_each_other_hold_all_words_of_both_texts(ledger: Ledger):
    open_pair(ledger)
    [pair] = side_by_side(ledger).paragraphs
    assert "".join(piece.words for piece in pair.first) == OPEN_TEXT
    assert [piece.words.strip() for piece in pair.first if not piece.shared] == [
        "The market was shut for the rest of the day."
    ]


def test_two_reports_that_share_nothing_are_compared_all_the_same(ledger: Ledger):
    store(
        ledger,
        report(OPEN_TEXT, OPENED, source="one.txt"),
        report("Two bulls fell into the canal.", Said(says="Two bulls fell into the canal"), source="two.txt"),
    )
    found = side_by_side(ledger)
    assert found.kind is None
    assert [each.how for each in found.claims] == [Difference.DROPPED, Difference.ADDED]
    assert len(found.paragraphs) == 2


def test_a_report_is_not_compared_with_itself(ledger: Ledger):
    open_pair(ledger)
    with pytest.raises(UsageError):
        compared(ledger, "one.txt", "one.txt", occasion())


def test_a_comparison_that_would_lead_to_a_withheld_source_is_refused(ledger: Ledger):
    mill_pair(ledger)
    with pytest.raises(NotInLedgerError, match="withheld source"):
        side_by_side(ledger, Audience.PUBLIC)
    assert side_by_side(ledger).claims


def test_a_source_that_a_reviewer_withheld_closes_the_comparison(ledger: Ledger):
    open_pair(ledger)
    assert side_by_side(ledger, Audience.PUBLIC).claims
    claim = next(each.first for each in side_by_side(ledger).claims if each.first is not None)
    redact_source(ledger, Link(claim=claim.id), Sensitivity.HIGH, RULING)
    with pytest.raises(NotInLedgerError, match="withheld source"):
        side_by_side(ledger, Audience.PUBLIC)


def test_no_text_of_a_document_leaves_for_the_public(ledger: Ledger):
    open_pair(ledger)
    found = side_by_side(ledger, Audience.PUBLIC)
    assert (found.paragraphs, found.quotations) == ((), ())
    assert b"sha256" not in pack(found)


def test_a_purged_report_leaves_no_pair_and_others_are_compared_again(ledger: Ledger):
    open_pair(ledger)
    purge_document(ledger, "one.txt", RULING)
    assert link_reprints(ledger) == 1
    assert listed(ledger) == []
    with ledger.reading() as connection:
        left = connection.exec_driver_sql("SELECT count(DISTINCT document) FROM shingle").scalar_one()
    assert left == 1


def test_no_planted_word_stands_in_a_refusal(ledger: Ledger):
    mill_pair(ledger)
    with pytest.raises(NotInLedgerError) as refused:
        side_by_side(ledger, Audience.PUBLIC)
    assert_clean(str(refused.value))
    assert "miller" not in str(refused.value)
