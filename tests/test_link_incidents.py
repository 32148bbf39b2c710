from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raids import PLACES, RULING, Raid, elsewhere, put, report_of, shorter
from reportedly import judge
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import Ledger, Wanted, canonical_live_state, find_claims, open_ledger, schema
from reportedly.link import (
    Incident,
    IncidentsWanted,
    find_incident,
    find_incidents,
    incidents_of,
    link_incidents,
    links_of,
    load_incident,
)
from reportedly.link.incident_names import name_of
from reportedly.records import Report

ALMAR = (
    report_of("almar-1", Raid(who="the district governor")),
    report_of("almar-2", Raid(killed=12, who="a doctor"), outlet="Northern Herald", published="2020-03-04"),
    report_of("almar-3", Raid(killed=12, who="an elder"), outlet="Valley Post", published="2020-03-05"),
)
QAYSAR = (
    report_of("qaysar-1", Raid(place="Qaysar", who="a police officer")),
    report_of("qaysar-2", Raid(place="Qaysar", who="a teacher"), outlet="Northern Herald", published="2020-03-04"),
)
WEEK_LATER = (
    report_of("later-1", Raid(day="2020-03-09", who="the mayor"), published="2020-03-10"),
    report_of("later-2", Raid(day="2020-03-09", who="a driver"), published="2020-03-11", outlet="Valley Post"),
)
ALL = (*ALMAR, *QAYSAR, *WEEK_LATER)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def made(ledger: Ledger) -> list[Incident]:
    link_incidents(ledger)
    return list(find_incidents(ledger, IncidentsWanted()))


def groups(ledger: Ledger) -> set[frozenset[str]]:
    """The claims of each incident."""
    return {frozenset(each.claims) for each in made(ledger)}


def sources(ledger: Ledger) -> set[frozenset[str]]:
    """The reports of each incident, by their sources."""
    names = {each.document.id: each.document.source for each in ALL}
    return {frozenset(names[identity] for identity in each.documents) for each in made(ledger)}


def incident_with(ledger: Ledger, report: Report) -> Incident:
    link_incidents(ledger)
    claim = report.claims[0].claim.id
    return load_incident(ledger, incidents_of(ledger, (claim,))[claim])


def test_reports_of_one_raid_are_one_incident_and_look_alikes_are_not(ledger: Ledger) -> None:
    put(ledger, *ALL)
    assert sources(ledger) == {
        frozenset({"almar-1", "almar-2", "almar-3"}),
        frozenset({"qaysar-1", "qaysar-2"}),
        frozenset({"later-1", "later-2"}),
    }


def test_two_raids_of_one_report_are_two_incidents(ledger: Ledger) -> None:
    both = report_of("both", Raid(), Raid(place="Qaysar", who="a teacher"))
    put(ledger, ALMAR[0], QAYSAR[0], both)
    found = {each.places[0].name: set(each.documents) for each in made(ledger)}
    assert found == {
        "Almar": {ALMAR[0].document.id, both.document.id},
        "Qaysar": {QAYSAR[0].document.id, both.document.id},
    }


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_groups_do_not_depend_on_the_order_of_arrival(ledger: Ledger, order: tuple[int, ...]) -> None:
    batches = (ALMAR[:1], (*ALMAR[1:], QAYSAR[0]), QAYSAR[1:], WEEK_LATER)
    for number in order:
        put(ledger, *batches[number])
        link_incidents(ledger)
    assert sources(ledger) == {
        frozenset({"almar-1", "almar-2", "almar-3"}),
        frozenset({"qaysar-1", "qaysar-2"}),
        frozenset({"later-1", "later-2"}),
    }


def test_attributes_are_ranges_with_the_claim_behind_each_value(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    (found,) = made(ledger)
    claims = [each.claims[0].claim.id for each in ALMAR]
    assert [(each.best, each.claim) for each in found.figures] == [(9, claims[0]), (12, claims[1]), (12, claims[2])]
    assert (found.begin, found.finish) == ("2020-03-02", "2020-03-02")
    assert found.places[0].claims == tuple(claims)


def test_an_id_stays_when_reports_come(ledger: Ledger) -> None:
    put(ledger, ALMAR[0])
    before = incident_with(ledger, ALMAR[0]).id
    put(ledger, *ALMAR[1:], *QAYSAR)
    assert incident_with(ledger, ALMAR[0]).id == before


def test_an_id_stays_when_the_claim_that_gave_it_is_gone(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    before = incident_with(ledger, ALMAR[0])
    for each in ALMAR:
        if judge_name(each) == before.id:
            judge.reject(ledger, each.claims[0].claim.id, RULING)
    link_incidents(ledger)
    assert load_incident(ledger, before.id).id == before.id
    assert len(load_incident(ledger, before.id).claims) == len(before.claims) - 1


def judge_name(report: Report) -> str:
    """The name that the report's claim would give an incident."""
    from reportedly.link.incident_names import name_of

    return name_of(report.claims[0].claim.id)


def test_both_ids_lead_to_the_incident_that_two_turn_out_to_be(ledger: Ledger) -> None:
    put(ledger, *ALMAR, *QAYSAR)
    one, other = incident_with(ledger, ALMAR[0]).id, incident_with(ledger, QAYSAR[0]).id
    judge.merge(ledger, (one, other), RULING)
    link_incidents(ledger)
    assert load_incident(ledger, one).claims == load_incident(ledger, other).claims
    assert len(made(ledger)) == 1


def test_merging_then_splitting_is_identity(ledger: Ledger) -> None:
    put(ledger, *ALL)
    before = {each.id: each for each in made(ledger)}
    one, other = incident_with(ledger, ALMAR[0]), incident_with(ledger, QAYSAR[0])
    judge.merge(ledger, (one.id, other.id), RULING)
    merged = incident_with(ledger, ALMAR[0])
    judge.split(ledger, merged.id, other.claims, RULING)
    assert {each.id: each for each in made(ledger)} == before


def test_undoing_a_split_restores_the_incident_under_its_id(ledger: Ledger) -> None:
    put(ledger, *ALL)
    before = {each.id: each for each in made(ledger)}
    whole = incident_with(ledger, ALMAR[0])
    made_id = judge.split(ledger, whole.id, whole.claims[:1], RULING)
    assert len(made(ledger)) == len(before) + 1
    judge.undo(ledger, made_id, RULING)
    assert {each.id: each for each in made(ledger)} == before


def naming_claim(incident: Incident) -> str:
    """The claim that gave the incident its name."""
    return next(claim for claim in incident.claims if name_of(claim) == incident.id)


def test_the_name_stays_with_the_part_that_keeps_most_claims_whoever_gave_it(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    before = (whole := incident_with(ledger, ALMAR[0])).id
    apart = naming_claim(whole)
    judge.split(ledger, whole.id, (apart,), RULING)
    found = {each.id: set(each.claims) for each in made(ledger)}
    assert found.pop(before) == set(whole.claims) - {apart}
    assert list(found.values()) == [{apart}]


def test_names_stay_when_a_part_that_was_split_off_is_grouped_again(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    whole = incident_with(ledger, ALMAR[0])
    apart = naming_claim(whole)
    told = next(each for each in ALMAR if each.claims[0].claim.id == apart)
    judge.split(ledger, whole.id, (apart,), RULING)
    before = {each.id: each.claims for each in made(ledger)}
    put(ledger, elsewhere(told, "another"))
    assert {each.id: each.claims for each in made(ledger)} == before


def test_a_split_that_comes_back_gives_the_same_names(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    whole = incident_with(ledger, ALMAR[0])
    decision = judge.split(ledger, whole.id, (naming_claim(whole),), RULING)
    apart = {each.id: each.claims for each in made(ledger)}
    undoing = judge.undo(ledger, decision, RULING)
    assert [each.id for each in made(ledger)] == [whole.id]
    judge.undo(ledger, undoing, RULING)
    assert {each.id: each.claims for each in made(ledger)} == apart


def test_a_report_that_comes_later_is_grouped_as_was_decided(ledger: Ledger) -> None:
    put(ledger, *ALMAR[:2])
    whole = incident_with(ledger, ALMAR[0])
    judge.split(ledger, whole.id, (ALMAR[1].claims[0].claim.id,), RULING)
    put(ledger, ALMAR[2])
    link_incidents(ledger)
    assert incident_with(ledger, ALMAR[0]).id != incident_with(ledger, ALMAR[1]).id
    # Twelve dead are as in the second report.
    assert incident_with(ledger, ALMAR[2]).id == incident_with(ledger, ALMAR[1]).id


def test_a_claim_of_a_report_can_be_split_from_its_sentences(ledger: Ledger) -> None:
    twice = report_of("twice", Raid(), Raid(killed=3, who="a nurse"))
    put(ledger, twice)
    (whole,) = made(ledger)
    judge.split(ledger, whole.id, whole.claims[1:], RULING)
    assert groups(ledger) == {frozenset(whole.claims[:1]), frozenset(whole.claims[1:])}


def test_a_decision_outlives_a_reading_by_another_model(ledger: Ledger) -> None:
    put(ledger, *ALMAR, *QAYSAR)
    judge.merge(ledger, (incident_with(ledger, ALMAR[0]).id, incident_with(ledger, QAYSAR[0]).id), RULING)
    put(ledger, *(elsewhere(each, "another") for each in (*ALMAR, *QAYSAR)))
    assert len(made(ledger)) == 1


def test_a_decision_holds_for_the_claim_that_takes_the_place_of_another(ledger: Ledger) -> None:
    put(ledger, ALMAR[0], QAYSAR[0])
    before = incident_with(ledger, ALMAR[0])
    judge.merge(ledger, (before.id, incident_with(ledger, QAYSAR[0]).id), RULING)
    put(ledger, shorter(ALMAR[0]))
    (found,) = made(ledger)
    assert len(found.claims) == 2
    assert set(found.claims).isdisjoint(before.claims)
    assert load_incident(ledger, before.id).id == found.id


def test_a_split_undone_after_another_reading_is_undone(ledger: Ledger) -> None:
    put(ledger, *ALMAR[:2])
    whole = incident_with(ledger, ALMAR[0])
    decision = judge.split(ledger, whole.id, whole.claims[:1], RULING)
    put(ledger, *map(shorter, ALMAR[:2]))
    assert len(made(ledger)) == 2
    judge.undo(ledger, decision, RULING)
    assert len(made(ledger)) == 1


def test_a_denial_points_at_an_incident_and_makes_none(ledger: Ledger) -> None:
    denial = report_of("denial", Raid(denied=True, who="a spokesman"), outlet="Valley Post")
    put(ledger, denial)
    assert made(ledger) == []
    put(ledger, *ALMAR)
    (found,) = made(ledger)
    assert [each.claim for each in found.members if each.points] == [denial.claims[0].claim.id]


def test_a_rejected_claim_leaves_its_incident(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    judge.reject(ledger, ALMAR[0].claims[0].claim.id, RULING)
    (found,) = made(ledger)
    assert ALMAR[0].claims[0].claim.id not in found.claims


def test_linking_again_does_nothing(ledger: Ledger) -> None:
    put(ledger, *ALL)
    assert link_incidents(ledger) == len(ALL)
    assert link_incidents(ledger) == 0


def test_progress_is_told(ledger: Ledger) -> None:
    put(ledger, *ALL)
    told: list[tuple[int, int]] = []
    link_incidents(ledger, lambda done, of: told.append((done, of)))
    assert told == [(len(ALL), len(ALL))]


def test_a_purged_report_leaves_its_incident_and_every_table(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    link_incidents(ledger)
    judge.purge_document(ledger, "almar-2", RULING)
    (found,) = made(ledger)
    assert found.documents == (ALMAR[0].document.id, ALMAR[2].document.id)
    gone = ALMAR[1].claims[0].claim.id
    with ledger.reading() as connection:
        for table, column in (("telling", "claim"), ("telling_pair", "first"), ("telling_pair", "second")):
            held = connection.execute(sa.select(getattr(schema, table).c[column])).scalars().all()
            assert gone not in held


def test_links_say_why(ledger: Ledger) -> None:
    put(ledger, *ALMAR[:2])
    (found,) = made(ledger)
    (link,) = links_of(ledger, found)
    says = {each.name: each.says for each in link.reasons}
    assert says["same_place"] == "both at Almar"
    assert says["near_number"] == "killed: 9 against 12"
    assert says["same_time"] == "the same day"


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (IncidentsWanted(type="KILL"), 3),
        (IncidentsWanted(type="CLASH"), 0),
        (IncidentsWanted(place="almar"), 2),
        (IncidentsWanted(place="Faryab"), 3),
        (IncidentsWanted(since="2020-03-05"), 1),
        (IncidentsWanted(until="2020-03-05"), 2),
        (IncidentsWanted(reports=3), 1),
        (IncidentsWanted(document="later-1"), 1),
        (IncidentsWanted(limit=2), 2),
    ],
)
def test_filters(ledger: Ledger, wanted: IncidentsWanted, number: int) -> None:
    put(ledger, *ALL)
    link_incidents(ledger)
    assert len(list(find_incidents(ledger, wanted))) == number


def test_a_day_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="is no day"):
        list(find_incidents(ledger, IncidentsWanted(since="soon")))


def test_an_unknown_incident_is_none(ledger: Ledger) -> None:
    assert find_incident(ledger, "abc") is None
    with pytest.raises(NotInLedgerError, match="no incident 'abc'"):
        load_incident(ledger, "abc")


# Reports with what makes or breaks an incident, for random histories.
RAIDS = st.builds(
    Raid,
    place=st.sampled_from(sorted(PLACES)[:2]),
    day=st.sampled_from(["2020-03-02", "2020-03-03", "2020-03-09", None]),
    killed=st.sampled_from([3, 9, 12]),
    denied=st.sampled_from([False, False, False, True]),
)
REPORTS = st.lists(st.lists(RAIDS, min_size=1, max_size=2), min_size=2, max_size=6)


def _reports(drawn: list[list[Raid]]) -> list[Report]:
    return [report_of(f"report-{number}", *raids) for number, raids in enumerate(drawn)]


@given(drawn=REPORTS, order=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_gives_the_same_groups(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[list[Raid]], order: object
) -> None:
    reports = _reports(drawn)
    with open_ledger(tmp_path_factory.mktemp("all") / "l.db") as ledger:
        put(ledger, *reports)
        expected = groups(ledger)
    order.shuffle(reports)  # type: ignore[attr-defined]
    with open_ledger(tmp_path_factory.mktemp("one") / "l.db") as ledger:
        for each in reports:
            put(ledger, each)
            link_incidents(ledger)
        assert groups(ledger) == expected


@given(drawn=REPORTS, choose=st.data())
@settings(max_examples=20, deadline=None)
def test_undoing_every_decision_restores_incidents_and_their_ids(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[list[Raid]], choose: st.DataObject
) -> None:
    with open_ledger(tmp_path_factory.mktemp("undo") / "l.db") as ledger:
        put(ledger, *_reports(drawn))
        before, state = made(ledger), canonical_live_state(ledger)
        decided = [each for _ in range(3) if (each := _decide(ledger, choose.draw)) is not None]
        for each in reversed(decided):
            judge.undo(ledger, each, RULING)
        assert made(ledger) == before
        assert canonical_live_state(ledger) == state


def _decide(ledger: Ledger, draw: Callable[..., object]) -> str | None:
    """Merge two incidents, or split one, whatever is there; the id of the decision."""
    found = made(ledger)
    if len(found) > 1 and draw(st.booleans()):
        chosen = draw(st.permutations(found))
        return judge.merge(ledger, (chosen[0].id, chosen[1].id), RULING)  # type: ignore[index]
    large = [each for each in found if len(each.claims) > 1]
    if not large:
        return None
    whole = draw(st.sampled_from(large))
    return judge.split(ledger, whole.id, whole.claims[:1], RULING)  # type: ignore[attr-defined]


def test_every_claim_belongs_to_one_incident_at_most(ledger: Ledger) -> None:
    put(ledger, *ALL)
    held = [claim for each in made(ledger) for claim in each.claims]
    live = [claim for each in find_claims(ledger, Wanted()) for claim in each.claims]
    assert len(held) == len(set(held))
    assert set(held) <= set(live)


def test_a_merge_is_signed(ledger: Ledger) -> None:
    put(ledger, *ALMAR, *QAYSAR)
    ids = (incident_with(ledger, ALMAR[0]).id, incident_with(ledger, QAYSAR[0]).id)
    from dataclasses import replace

    with pytest.raises(UsageError, match="signed and dated"):
        judge.merge(ledger, ids, replace(RULING, reviewer=" "))
    with pytest.raises(UsageError, match="two incidents"):
        judge.merge(ledger, ids[:1], RULING)
    with pytest.raises(NotInLedgerError, match="no incident and no claim"):
        judge.merge(ledger, (ids[0], "ffff"), RULING)


def test_a_split_names_some_claims_and_not_all(ledger: Ledger) -> None:
    put(ledger, *ALMAR)
    whole = incident_with(ledger, ALMAR[0])
    with pytest.raises(UsageError, match="not all"):
        judge.split(ledger, whole.id, whole.claims, RULING)
    with pytest.raises(UsageError, match="no claim of this incident"):
        judge.split(ledger, whole.id, ("ffff",), RULING)


def test_a_decision_across_documents_is_taken_back_once(ledger: Ledger) -> None:
    put(ledger, *ALMAR, *QAYSAR)
    ids = (incident_with(ledger, ALMAR[0]).id, incident_with(ledger, QAYSAR[0]).id)
    decision = judge.merge(ledger, ids, RULING)
    undoing = judge.undo(ledger, decision, RULING)
    with pytest.raises(UsageError, match="already"):
        judge.undo(ledger, decision, RULING)
    judge.undo(ledger, undoing, RULING)
    assert len(made(ledger)) == 1
