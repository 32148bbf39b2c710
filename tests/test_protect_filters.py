"""What a release is asked by: the questions of the overview, answered from what the audience sees."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planted import Plant, plant
from raids import AT, RULING, Raid, put, report_of
from reportedly.errors import NotInLedgerError
from reportedly.judge import grade, reject
from reportedly.ledger import Ledger, open_ledger
from reportedly.link import IncidentsWanted, find_incidents, link_incidents
from reportedly.protect import Occasion, Wanted, held_back, preview, stream_claims
from reportedly.records import Grade
from reportedly.vocabulary import Audience, Certainty, ClaimStatus, Credibility, Reliability

OWNER = Occasion(audience=Audience.INTERNAL, at=AT, recipient="a test", key=b"k" * 32)
PUBLIC = replace(OWNER, audience=Audience.PUBLIC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        put(
            opened,
            report_of("one.txt", Raid(), Raid(place="Qaysar", day="2020-02-11", killed=3)),
            report_of("two.txt", Raid(), outlet="Ford Post", published="2020-03-04"),
        )
        yield opened


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[tuple[Ledger, Plant]]:
    with open_ledger(tmp_path / "planted.db") as opened:
        yield opened, plant(opened)


def found(ledger: Ledger, occasion: Occasion = OWNER, **wanted: object) -> list[str]:
    return [each.id for each in stream_claims(ledger, Wanted(**wanted), occasion)]


def test_a_release_is_narrowed_to_an_outlet_by_its_whole_name(ledger):
    assert len(found(ledger, publisher="ford POST")) == 1
    assert found(ledger, publisher="Ford") == []


def test_a_release_is_narrowed_to_how_sure_a_claim_is_presented(ledger):
    assert len(found(ledger, certainty=Certainty.CT)) == len(found(ledger))
    assert found(ledger, certainty=Certainty.PS) == []


def test_a_release_is_narrowed_to_a_grade_or_a_reliability(ledger):
    first = found(ledger)[0]
    grade(ledger, first, Grade(reliability=Reliability.B, credibility=Credibility(2)), RULING)
    assert found(ledger, grade="B2") == found(ledger, grade="b") == [first]
    assert found(ledger, grade="B3") == []


def test_rejected_claims_leave_only_where_their_status_is_asked_for(ledger):
    first = found(ledger)[0]
    reject(ledger, first, RULING)
    assert first not in found(ledger)
    assert found(ledger, status=ClaimStatus.REJECTED) == [first]
    assert first not in found(ledger, status=ClaimStatus.PROPOSED)


def test_a_release_of_an_incident_holds_its_claims_whatever_name_it_is_given_by(ledger):
    link_incidents(ledger)
    incident = max(find_incidents(ledger, IncidentsWanted()), key=lambda each: len(each.claims))
    assert sorted(found(ledger, incident=incident.id)) == sorted(incident.claims)
    assert found(ledger, incident=incident.id[:20]) == found(ledger, incident=incident.id)
    assert len(found(ledger, PUBLIC, incident=incident.id)) == len(incident.claims)


@pytest.mark.parametrize("audience", list(Audience))
def test_an_incident_that_is_not_there_is_refused_before_anything_leaves(ledger, audience):
    with pytest.raises(NotInLedgerError, match="no incident"):
        stream_claims(ledger, Wanted(incident="sha256:0"), replace(OWNER, audience=audience))


def test_the_preview_takes_the_same_questions(ledger):
    asked = Wanted(publisher="Ford Post", certainty=Certainty.CT, status=ClaimStatus.PROPOSED, grade="F6")
    assert preview(ledger, asked, PUBLIC).claims == 1


def test_how_much_is_held_back_tells_the_public_nothing_of_an_outlet(planted):
    ledger, _ = planted
    every = held_back(ledger, Wanted(), PUBLIC)
    assert every
    assert held_back(ledger, Wanted(publisher="no such outlet"), PUBLIC) == every
    assert held_back(ledger, Wanted(publisher="no such outlet"), OWNER) == ()


def test_what_is_held_back_is_counted_by_how_sure_it_is_presented(planted):
    ledger, _ = planted
    assert held_back(ledger, Wanted(certainty=Certainty.PS), PUBLIC) == ()
    assert held_back(ledger, Wanted(certainty=Certainty.CT), PUBLIC) == held_back(ledger, Wanted(), PUBLIC)
