from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from raids import AT, RULING, Raid, put, report_of
from reportedly import judge
from reportedly.codec import pack
from reportedly.errors import NotInLedgerError
from reportedly.ledger import Ledger, open_ledger
from reportedly.pipeline import link_pending
from reportedly.protect import IncidentsWanted, Occasion, incident_page, stream_incidents
from reportedly.protect.incident_views import IncidentPage, IncidentView
from reportedly.protect.views import ClaimView
from reportedly.records import Report
from reportedly.vocabulary import (
    Anonymity,
    Audience,
    Independence,
    JointDecision,
    PlainLabel,
    QuantityOf,
    Relation,
    Sensitivity,
)

OWNER = Occasion(audience=Audience.INTERNAL, at=AT, key=b"k" * 32)
PUBLIC = Occasion(audience=Audience.PUBLIC, at=AT, key=b"k" * 32)
GOVERNOR = report_of("governor.txt", Raid(who="the district governor"))
DOCTOR = report_of("doctor.txt", Raid(killed=12, who="a doctor"), outlet="Northern Herald", published="2020-03-04")
MILLER = report_of(
    "miller.txt",
    Raid(killed=12, who="Zulmarg the miller", anonymity=Anonymity.UNNAMED_ON_REQUEST),
    outlet="Valley Post",
    published="2020-03-05",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def fill(ledger: Ledger, *reports: Report) -> None:
    put(ledger, *reports)
    link_pending(ledger)


def only(ledger: Ledger, occasion: Occasion = OWNER, wanted: IncidentsWanted | None = None) -> IncidentView:
    (found,) = stream_incidents(ledger, wanted or IncidentsWanted(), occasion)
    return found


def page(ledger: Ledger, occasion: Occasion = OWNER) -> IncidentPage:
    return incident_page(ledger, only(ledger).id, occasion)


def test_numbers_are_ranges_with_the_source_of_every_value(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    (killed,) = only(ledger).quantities
    assert (killed.of, killed.low, killed.high) == (QuantityOf.KILLED, 9, 12)
    assert [(each.best, each.source, each.outlet) for each in killed.values] == [
        (9, "the district governor", "Border Notes"),
        (12, "a doctor", "Northern Herald"),
    ]


def test_the_fields_of_the_contract_are_there(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    found = only(ledger)
    assert found.documents == ("governor.txt", "doctor.txt")
    assert found.claims == (GOVERNOR.claims[0].claim.id, DOCTOR.claims[0].claim.id)
    assert (found.type, found.place, found.begin, found.finish) == ("KILL", "Almar", "2020-03-02", "2020-03-02")


def test_four_counts_stand_apart(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    counts = only(ledger).counts
    assert (counts.reports, str(counts.outlets), str(counts.roots), str(counts.firsthand)) == (2, "2", "1-2", "0")


def test_numbers_that_differ_make_it_contested(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    shown = page(ledger)
    assert shown.incident.label is PlainLabel.CONTESTED
    assert any(each.relation is Relation.CONTRADICTS for each in shown.relations)


def test_a_reprint_does_not_add_a_root(ledger: Ledger) -> None:
    text = GOVERNOR.document.text
    copy = report_of("copy.txt", Raid(who="the district governor"), outlet="Reprinter", published="2020-03-04")
    assert copy.document.text == text
    fill(ledger, GOVERNOR, copy)
    counts = only(ledger).counts
    assert (counts.reports, str(counts.roots)) == (2, "1")


def test_claims_stand_under_their_roots_with_what_each_adds(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    roots = page(ledger).roots
    assert [(each.number, each.label) for each in roots] == [(1, "the district governor"), (2, "a doctor")]
    assert "killed 9" in roots[0].adds
    assert roots[1].adds == ("killed 12",)


def test_ties_are_the_graph_of_independence(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    (tie,) = page(ledger).ties
    assert (tie.first, tie.second, tie.independence) == (1, 2, Independence.UNKNOWN)
    assert tie.because


def test_nothing_is_called_confirmed(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR, MILLER)
    assert b"confirm" not in pack(page(ledger)).lower()


def test_no_grade_of_one_is_suggested(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR, MILLER)
    assert {int(each.credibility) for each in page(ledger).suggestions} <= {2, 3, 4, 5, 6}


def test_the_owner_sees_why_and_who_decided(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    claims = tuple(each.claims[0].claim.id for each in (GOVERNOR, DOCTOR))
    decision = judge.merge(ledger, claims, RULING)
    link_pending(ledger)
    shown = page(ledger)
    assert [(each.id, each.decision, each.stands) for each in shown.rulings] == [
        (decision, JointDecision.SAME_INCIDENT, True)
    ]
    assert [each.says for each in shown.links[0].reasons if each.name == "same_place"] == ["both at Almar"]
    before = shown.version
    judge.undo(ledger, decision, RULING)
    link_pending(ledger)
    assert page(ledger).version != before


def test_the_public_sees_neither_reasons_nor_decisions(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    judge.merge(ledger, tuple(each.claims[0].claim.id for each in (GOVERNOR, DOCTOR)), RULING)
    link_pending(ledger)
    shown = page(ledger, PUBLIC)
    assert (shown.links, shown.rulings, shown.version) == ((), (), "")


def test_ids_are_keyed_for_others_and_agree_with_each_other(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    shown = page(ledger, PUBLIC)
    known = set(only(ledger, PUBLIC).claims)
    assert known.isdisjoint({GOVERNOR.claims[0].claim.id, DOCTOR.claims[0].claim.id})
    assert {each.first for each in shown.relations} | {each.second for each in shown.relations} <= known
    assert {claim for each in shown.incident.quantities for claim in (one.claim for one in each.values)} <= known
    assert only(ledger, PUBLIC).id != only(ledger).id
    assert only(ledger, PUBLIC).id == only(ledger, PUBLIC).id


def test_a_withheld_source_leaves_no_name_and_no_district(ledger: Ledger) -> None:
    fill(ledger, MILLER)
    shown = pack(page(ledger, PUBLIC))
    assert b"Zulmarg" not in shown
    assert b"Almar" not in shown
    assert b"2020-03-02" not in shown
    assert b"miller" not in shown


def test_a_district_that_only_a_withheld_source_names_finds_nothing(ledger: Ledger) -> None:
    fill(ledger, MILLER)
    assert list(stream_incidents(ledger, IncidentsWanted(place="Almar"), PUBLIC)) == []
    assert len(list(stream_incidents(ledger, IncidentsWanted(place="Almar"), OWNER))) == 1


def test_an_incident_of_withheld_claims_is_not_shown(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR)
    judge.redact_claim(ledger, GOVERNOR.claims[0].claim.id, Sensitivity.HIGH, RULING)
    link_pending(ledger)
    assert list(stream_incidents(ledger, IncidentsWanted(), PUBLIC)) == []
    with pytest.raises(NotInLedgerError, match="nothing of this incident"):
        page(ledger, PUBLIC)


def test_what_is_held_back_is_counted(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    judge.redact_claim(ledger, GOVERNOR.claims[0].claim.id, Sensitivity.HIGH, RULING)
    link_pending(ledger)
    shown = page(ledger, PUBLIC)
    assert shown.held == 1
    assert [each.best for each in shown.incident.quantities[0].values] == [12]


def test_the_limit_counts_what_is_shown(ledger: Ledger) -> None:
    other = report_of("qaysar.txt", Raid(place="Qaysar", who="a police officer"))
    fill(ledger, GOVERNOR, other)
    assert len(list(stream_incidents(ledger, IncidentsWanted(limit=1), OWNER))) == 1
    assert len(list(stream_incidents(ledger, IncidentsWanted(limit=0), OWNER))) == 0


def test_reports_that_are_not_shown_do_not_count(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, DOCTOR)
    judge.redact_document(ledger, "doctor.txt", Sensitivity.SEVERE, RULING)
    link_pending(ledger)
    wanted = IncidentsWanted(reports=2)
    assert list(stream_incidents(ledger, wanted, PUBLIC)) == []
    assert only(ledger, PUBLIC, replace(wanted, reports=1)).counts.reports == 1


@pytest.mark.parametrize(("day", "found"), [("2020-03-02", 1), ("2020-03-20", 1), ("2020-04-01", 0)])
def test_asking_day_by_day_does_not_tell_the_day_of_what_is_told_by_the_month(ledger: Ledger, day, found) -> None:
    fill(ledger, MILLER)
    wanted = IncidentsWanted(since=day, until=day)
    assert len(tuple(stream_incidents(ledger, wanted, PUBLIC))) == found
    assert len(tuple(stream_incidents(ledger, wanted, OWNER))) == (day == "2020-03-02")


def reprinted(ledger: Ledger) -> tuple[Report, Report]:
    """A report whose source a reviewer withholds, and an open one of another outlet with the same text."""
    copy = report_of("copy.txt", Raid(who="the district governor"), outlet="Reprinter", published="2020-03-04")
    fill(ledger, GOVERNOR, copy, DOCTOR)
    link = judge.Link(claim=GOVERNOR.claims[0].claim.id)
    judge.redact_source(ledger, link, Sensitivity.HIGH, RULING)
    link_pending(ledger)
    return GOVERNOR, copy


def test_a_report_that_leads_nowhere_does_not_stand_beside_the_open_one_that_prints_it(ledger: Ledger) -> None:
    reprinted(ledger)
    shown = page(ledger, PUBLIC)
    assert sorted(str(each.publisher) for each in shown.documents) == ["Northern Herald", "Reprinter"]
    assert not any(claim.document.withheld and claim.document.publisher == "Border Notes" for claim in _claims(shown))
    assert (shown.incident.counts.reports, shown.held) == (2, 1)


def test_the_owner_sees_the_report_and_what_prints_it_as_one_root(ledger: Ledger) -> None:
    reprinted(ledger)
    shown = page(ledger)
    assert (len(shown.documents), str(shown.incident.counts.roots)) == (3, "1-2")


def test_a_report_that_leads_nowhere_and_shares_no_text_stays(ledger: Ledger) -> None:
    fill(ledger, GOVERNOR, MILLER)
    assert len(page(ledger, PUBLIC).documents) == 2


def _claims(shown: IncidentPage) -> list[ClaimView]:
    return [claim for root in shown.roots for claim in root.claims]
