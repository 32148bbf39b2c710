from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fictional import AT, GOVERNOR, LATER, MILL_TEXT, MILLER, NARRATOR, Said, at, mill, numbered, report
from reportedly.errors import NotInLedgerError, RecordError, UsageError
from reportedly.judge import (
    Link,
    accept,
    add,
    comment,
    correct,
    grade,
    redact_claim,
    redact_document,
    redact_source,
    reject,
    undo,
)
from reportedly.ledger import (
    Entry,
    Ledger,
    LiveClaim,
    Wanted,
    append,
    canonical_live_state,
    find_claims,
    load_document,
    open_ledger,
)
from reportedly.records import Addition, Correction, Grade, Holder, Report, Ruling
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    ClaimStatus,
    Credibility,
    Polarity,
    Reliability,
    Sensitivity,
    SourceKind,
)

RULING = Ruling(reviewer="R. Viewer", at=LATER, because="read it again")
BOTH = report(MILL_TEXT, GOVERNOR, MILLER, NARRATOR, source="mill.txt")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        put(opened, mill())
        yield opened


def put(ledger: Ledger, *made: Report) -> None:
    append(ledger, [Entry(report=each, original=b"x") for each in made], at=AT)


def id_of(number: int) -> str:
    return mill().claims[number].claim.id


def live(ledger: Ledger) -> dict[str, LiveClaim]:
    return {each.id: each for each in load_document(ledger, "mill.txt").claims}


def words(ledger: Ledger) -> list[str]:
    return [each.claim.content[0].of(MILL_TEXT) for each in live(ledger).values()]


def addition(says: str = "The ford lies north") -> Addition:
    return Addition(claim=report(MILL_TEXT, Said(says=says), source="mill.txt").claims[0].claim)


def test_accepting_changes_the_status_and_nothing_else(ledger: Ledger):
    before = live(ledger)[id_of(0)]
    row = accept(ledger, id_of(0), RULING)
    after = live(ledger)[id_of(0)]
    assert after.status is ClaimStatus.ACCEPTED
    assert [each.id for each in after.judgements] == [row]
    assert replace(after, judgements=()) == before


def test_a_rejected_claim_is_kept_and_shown_only_when_asked_for(ledger: Ledger):
    reject(ledger, id_of(0), RULING)
    shown = [each.claims for each in find_claims(ledger, Wanted(document="mill.txt"))]
    assert id_of(0) not in shown[0]
    every = [each.claims for each in find_claims(ledger, Wanted(document="mill.txt", rejected=True))]
    assert id_of(0) in every[0]


def test_a_correction_changes_what_was_misread_and_keeps_the_id(ledger: Ledger):
    source = Holder(
        who=at(MILL_TEXT, "Governor Ilar Tosk"),
        cue=None,
        label="the governor",
        kind=SourceKind.PERSON,
        anonymity=Anonymity.ROLE_ONLY,
    )
    content = (at(MILL_TEXT, "the road to Kunduz"),)
    correct(ledger, id_of(0), Correction(source=source, content=content, polarity=Polarity.NEGATED, places=()), RULING)
    claim = live(ledger)[id_of(0)]
    assert claim.status is ClaimStatus.CORRECTED
    assert (claim.claim.content, claim.claim.polarity, claim.places) == (content, Polarity.NEGATED, ())
    assert claim.claim.chain == (source, mill().claims[0].claim.chain[-1])
    found = [each.claims for each in find_claims(ledger, Wanted(source="the governor"))]
    assert found == [(id_of(0),)]


def test_a_narrator_claim_can_be_given_a_source(ledger: Ledger):
    source = mill().claims[1].claim.chain[0]
    correct(ledger, id_of(2), Correction(source=source), RULING)
    assert [each.label for each in live(ledger)[id_of(2)].claim.chain] == [source.label, "document"]


def test_the_last_correction_counts(ledger: Ledger):
    correct(ledger, id_of(0), Correction(type="CLASH"), RULING)
    last = correct(ledger, id_of(0), Correction(type="KILL"), RULING)
    assert live(ledger)[id_of(0)].claim.type == "KILL"
    undo(ledger, last, RULING)
    assert live(ledger)[id_of(0)].claim.type == "CLASH"


def test_what_the_machine_missed_is_added(ledger: Ledger):
    add(ledger, addition(), RULING)
    claim = live(ledger)[addition().claim.id]
    assert claim.status is ClaimStatus.ADDED
    assert len(live(ledger)) == 4


def test_a_comment_and_a_grade_stay_with_the_claim(ledger: Ledger):
    comment(ledger, id_of(0), "compare with the map", RULING)
    grade(ledger, id_of(0), Grade(reliability=Reliability.C, credibility=Credibility.POSSIBLY), RULING)
    claim = live(ledger)[id_of(0)]
    assert claim.status is ClaimStatus.PROPOSED
    assert claim.grade.reliability is Reliability.C
    assert [each.comment for each in claim.judgements] == ["compare with the map", None]


def test_a_grade_of_1_needs_the_word_that_the_source_is_independent():
    with pytest.raises(RecordError, match="independent"):
        Grade(credibility=Credibility.INDEPENDENTLY_REPORTED)
    assert Grade(credibility=Credibility.INDEPENDENTLY_REPORTED, independent=True)


@pytest.mark.parametrize(
    "decide",
    [
        lambda ledger, claim: accept(ledger, claim, RULING),
        lambda ledger, claim: reject(ledger, claim, RULING),
        lambda ledger, claim: correct(ledger, claim, Correction(type="CLASH"), RULING),
        lambda ledger, claim: comment(ledger, claim, "note", RULING),
        lambda ledger, claim: grade(ledger, claim, Grade(), RULING),
        lambda ledger, claim: redact_claim(ledger, claim, Sensitivity.HIGH, RULING),
    ],
)
def test_a_judged_claim_survives_reading_with_a_changed_model(ledger: Ledger, decide: Callable[[Ledger, str], str]):
    decide(ledger, id_of(0))
    before = live(ledger)[id_of(0)]
    longer = replace(GOVERNOR, says="that the road to Kunduz was open", type="OTHER")
    put(ledger, report(MILL_TEXT, longer, MILLER, source="mill.txt", model="m2"))
    after = live(ledger)
    assert after[id_of(0)] == before
    assert words(ledger) == ["the road to Kunduz was open", MILLER.says]


def test_an_added_claim_takes_the_place_of_a_later_one(ledger: Ledger):
    add(ledger, addition("The ford lies north of"), RULING)
    assert NARRATOR.says in words(ledger)
    later = replace(NARRATOR, says="The ford lies north")
    put(ledger, report(MILL_TEXT, later, source="mill.txt", model="m2"))
    assert words(ledger) == ["The ford lies north of"]


def test_a_sibling_of_a_judged_claim_is_not_swallowed_by_it(ledger: Ledger):
    inner = Said(says="the ford at night", type="PRESENCE_BASE")
    put(ledger, report(MILL_TEXT, MILLER, inner, source="mill.txt", model="m2"))
    accept(ledger, id_of(1), RULING)
    put(ledger, report(MILL_TEXT, MILLER, replace(inner, says="ford at night"), source="mill.txt", model="m3"))
    assert words(ledger) == [MILLER.says, "ford at night"]


def test_undoing_lets_the_latest_reading_stand(ledger: Ledger):
    row = accept(ledger, id_of(0), RULING)
    put(ledger, report(MILL_TEXT, MILLER, source="mill.txt", model="m2"))
    assert len(live(ledger)) == 2
    undo(ledger, row, RULING)
    assert words(ledger) == [MILLER.says]


def test_undoing_an_undo_brings_the_decision_back(ledger: Ledger):
    row = undo(ledger, accept(ledger, id_of(0), RULING), RULING)
    assert live(ledger)[id_of(0)].status is ClaimStatus.PROPOSED
    undo(ledger, row, RULING)
    assert live(ledger)[id_of(0)].status is ClaimStatus.ACCEPTED


def test_what_was_undone_cannot_be_undone_again(ledger: Ledger):
    row = accept(ledger, id_of(0), RULING)
    undo(ledger, row, RULING)
    with pytest.raises(UsageError, match="already"):
        undo(ledger, row, RULING)


def test_the_same_decision_twice_is_two_rows(ledger: Ledger):
    assert accept(ledger, id_of(0), RULING) != accept(ledger, id_of(0), RULING)


def test_a_withheld_source_is_withheld_wherever_it_speaks(ledger: Ledger):
    again = Said(says="The ford lies north of the mill", who="A miller", label="he")
    put(ledger, report(MILL_TEXT, GOVERNOR, MILLER, again, source="mill.txt", model="m2"))
    redact_source(ledger, Link(claim=id_of(1)), Sensitivity.HIGH, RULING)
    document = load_document(ledger, "mill.txt")
    assert document.withheld == ((at(MILL_TEXT, "A miller"), Sensitivity.HIGH),)
    assert not list(find_claims(ledger, Wanted(source="miller")))
    assert not list(find_claims(ledger, Wanted(source="he")))


def test_words_of_a_withheld_claim_leave_the_index(ledger: Ledger):
    row = redact_claim(ledger, id_of(1), Sensitivity.HIGH, RULING)
    assert not list(find_claims(ledger, Wanted(words="riders")))
    assert not list(find_claims(ledger, Wanted(actor="Blue Column")))
    with ledger.reading() as connection:
        stored = connection.exec_driver_sql("SELECT block FROM live_words_data").scalars().all()
    assert not any(b"riders" in each for each in stored)
    undo(ledger, row, RULING)
    assert list(find_claims(ledger, Wanted(words="riders")))


def test_a_withheld_document_leaves_the_index(ledger: Ledger):
    redact_document(ledger, "mill.txt", Sensitivity.SEVERE, RULING)
    assert not list(find_claims(ledger, Wanted(words="road")))
    assert load_document(ledger, "mill.txt").sensitivity is Sensitivity.SEVERE


@pytest.mark.parametrize("place", [-1, 1, 2])
def test_the_document_itself_is_no_source_to_withhold(ledger: Ledger, place: int):
    with pytest.raises(UsageError, match="no source"):
        redact_source(ledger, Link(claim=id_of(1), place=place), Sensitivity.HIGH, RULING)


def test_a_claim_that_is_not_live_cannot_be_judged(ledger: Ledger):
    with pytest.raises(NotInLedgerError, match="no live claim"):
        accept(ledger, "1" * 64, RULING)


@pytest.mark.parametrize("unsigned", [Ruling(reviewer=" ", at=AT), Ruling(reviewer="R", at="")])
def test_an_unsigned_decision_is_refused(ledger: Ledger, unsigned: Ruling):
    with pytest.raises(UsageError, match="signed"):
        accept(ledger, id_of(0), unsigned)
    assert not live(ledger)[id_of(0)].judgements


@pytest.mark.parametrize(
    "broken",
    [Correction(), Correction(content=(Span(0, 10_000),))],
)
def test_a_correction_must_change_something_inside_the_text(ledger: Ledger, broken: Correction):
    with pytest.raises(UsageError):
        correct(ledger, id_of(0), broken, RULING)


def test_a_claim_that_is_live_is_not_added_again(ledger: Ledger):
    with pytest.raises(UsageError, match="live already"):
        add(ledger, Addition(claim=mill().claims[0].claim), RULING)


STEPS = st.lists(
    st.sampled_from(["accept", "reject", "correct", "add", "comment", "claim", "source", "document", "undo", "read"]),
    max_size=7,
)


def take(ledger: Ledger, step: str, number: int, rows: list[str]) -> str | None:
    """Take one step on some live claim; the row that it appended."""
    claims = list(live(ledger))
    claim = claims[number % len(claims)]
    if step == "read":
        says = MILL_TEXT[number % 20 : number % 20 + 30]
        put(ledger, report(MILL_TEXT, GOVERNOR, Said(says=says), source="mill.txt", model=f"m{number}"))
        return None
    decisions: dict[str, Callable[[], str]] = {
        "accept": lambda: accept(ledger, claim, RULING),
        "reject": lambda: reject(ledger, claim, RULING),
        "correct": lambda: correct(ledger, claim, Correction(type=f"T{number}"), RULING),
        "add": lambda: add(ledger, addition(MILL_TEXT[number : number + 9]), RULING),
        "comment": lambda: comment(ledger, claim, "note", RULING),
        "claim": lambda: redact_claim(ledger, claim, Sensitivity.HIGH, RULING),
        "source": lambda: redact_source(ledger, Link(claim=claim), Sensitivity.HIGH, RULING),
        "document": lambda: redact_document(ledger, "mill.txt", Sensitivity.HIGH, RULING),
        "undo": lambda: undo(ledger, rows[number % len(rows)] if rows else "none", RULING),
    }
    try:
        return decisions[step]()
    except (UsageError, NotInLedgerError):
        return None


@given(STEPS, st.lists(st.integers(0, 99), min_size=7, max_size=7))
@settings(max_examples=30, deadline=None)
def test_undoing_everything_restores_what_the_readings_alone_give(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str], numbers: list[int]
):
    folder = tmp_path_factory.mktemp("any")
    with open_ledger(folder / "judged.db") as judged, open_ledger(folder / "plain.db") as plain:
        put(judged, mill())
        put(plain, mill())
        rows: list[str] = []
        for step, number in zip(steps, numbers, strict=False):
            row = take(judged, step, number, rows)
            if step == "read":
                take(plain, step, number, [])
            rows += [row] if row else []
        undo_all(judged)
        assert canonical_live_state(judged) == canonical_live_state(plain)


def undo_all(ledger: Ledger) -> None:
    """Undo whatever stands, until nothing does."""
    document = load_document(ledger, "mill.txt")
    standing = [*document.judgements, *(row for claim in document.claims for row in claim.judgements)]
    for each in standing:
        undo(ledger, each.id, RULING)
    if standing:
        undo_all(ledger)


def test_judgements_of_one_document_leave_the_others_alone(ledger: Ledger):
    put(ledger, numbered(1))
    before = load_document(ledger, "report-1.txt")
    redact_document(ledger, "mill.txt", Sensitivity.HIGH, RULING)
    assert load_document(ledger, "report-1.txt") == before
