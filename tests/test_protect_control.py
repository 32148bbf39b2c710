import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

import fictional
import planted
from reportedly import judge
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import Entry, Ledger, append, open_ledger
from reportedly.protect import Moment, Occasion, control_areas, control_page, stream_sources
from reportedly.protect.control_views import AreaView, ControlPage
from reportedly.protect.source_views import SourceView
from reportedly.records import Report, Ruling
from reportedly.vocabulary import (
    Anonymity,
    Audience,
    ControlDiurnal,
    ControlUnit,
    Independence,
    Kind,
    Quantifier,
    RegisterKind,
    Reliability,
    Sensitivity,
    SourceKind,
)
from weighing import Holds, Tell, report

AT = "2018-04-01T00:00:00Z"
RULING = Ruling(reviewer="R. Eviewer", at=AT, because="seen the log")
TEXT = (
    "The governor of Sar-e Pol told the Amu Post that the administration runs Sayad. "
    "A teacher with a limp, who asked not to be named, said the Taliban tax Archa at night. "
    "Sharif Nazari, a grocer, said the Taliban hold Kohistanat."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def put(ledger: Ledger, *reports: Report) -> None:
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in reports], at=AT)


def occasion(audience: Audience = Audience.INTERNAL) -> Occasion:
    return Occasion(audience=audience, at=AT, key=secrets.token_bytes(32))


def district() -> Report:
    """An office-holder, an unnamed teacher and a named grocer speak of three places of one province."""
    shared = {"type": "CONTROL", "of": Kind.STATE}
    return report(
        TEXT,
        Tell(
            says="the administration runs Sayad",
            who="The governor of Sar-e Pol",
            anonymity=Anonymity.ROLE_ONLY,
            place="Sayad",
            holds=Holds(actor="the administration", level=4, diurnal=ControlDiurnal.DAY),
            links=(("Amu Post", SourceKind.OUTLET, Anonymity.NAMED),),
            **shared,
        ),
        Tell(
            says="the Taliban tax Archa at night",
            who="A teacher with a limp",
            anonymity=Anonymity.UNNAMED_ON_REQUEST,
            place="Archa",
            holds=Holds(actor="Taliban", id="TALIBAN", level=3, unit=ControlUnit.VILLAGES),
            **shared,
        ),
        Tell(
            says="the Taliban hold Kohistanat",
            who="Sharif Nazari",
            place="Kohistanat",
            holds=Holds(actor="Taliban", id="TALIBAN", level=5),
            **shared,
        ),
        publisher="Amu Post",
        named=("Sar-e Pol",),
    )


def lanes(area: AreaView) -> list[tuple[str, str, str]]:
    """Area, source and actor of every lane."""
    own = [(area.name, lane.source, str(lane.name)) for lane in (*area.lanes, *area.hatched)]
    return [*own, *(each for inner in area.within for each in lanes(inner))]


def words_of(page: ControlPage) -> str:
    return repr([(lanes(page.area), [point for lane in (*page.area.hatched,) for point in lane.points])]) + str(
        [each.wording for inner in page.area.within for lane in inner.lanes for each in lane.points]
    )


def test_owner_sees_every_lane_where_it_lies(ledger: Ledger):
    put(ledger, district())
    page = control_page(ledger, "Sar-e Pol", occasion())
    assert sorted(lanes(page.area)) == [
        ("Kohistanat", "Sharif Nazari", "TALIBAN"),
        ("Sayad", "A teacher with a limp", "TALIBAN"),
        ("Sayad", "The governor of Sar-e Pol", "the administration"),
    ]


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_withheld_source_is_known_by_its_province_and_lies_on_no_district(ledger: Ledger, audience: Audience):
    put(ledger, district())
    page = control_page(ledger, "Sar-e Pol", occasion(audience))
    assert [lane.hatched for lane in page.area.hatched if "not to be named" in lane.source] == [True]
    assert "limp" not in words_of(page)
    assert "Archa" not in words_of(page)
    sayad = control_page(ledger, "Sayad", occasion(audience))
    assert [lane.source for lane in sayad.area.lanes] == ["The governor of Sar-e Pol"]


def test_public_learns_no_name_of_a_private_person(ledger: Ledger):
    put(ledger, district())
    page = control_page(ledger, "Sar-e Pol", occasion(Audience.PUBLIC))
    assert "Nazari" not in words_of(page)


def test_public_ids_are_not_the_ledgers(ledger: Ledger):
    put(ledger, district())
    own, public = (control_page(ledger, "Sayad", occasion(each)) for each in (Audience.INTERNAL, Audience.PUBLIC))
    assert not {p.claim for lane in own.area.lanes for p in lane.points} & {
        p.claim for lane in public.area.lanes for p in lane.points
    }


def test_a_claim_that_a_reviewer_withheld_has_no_lane(ledger: Ledger):
    put(ledger, district())
    page = control_page(ledger, "Kohistanat", occasion())
    judge.redact_claim(ledger, page.area.lanes[0].points[0].claim, Sensitivity.SEVERE, RULING)
    with pytest.raises(NotInLedgerError):
        control_page(ledger, "Kohistanat", occasion())


def test_a_claim_that_a_reviewer_rejected_has_no_lane(ledger: Ledger):
    put(ledger, district())
    page = control_page(ledger, "Kohistanat", occasion())
    judge.reject(ledger, page.area.lanes[0].points[0].claim, RULING)
    with pytest.raises(NotInLedgerError):
        control_page(ledger, "Kohistanat", occasion())


def test_areas_are_listed_from_the_country_down(ledger: Ledger):
    put(ledger, district())
    (country,) = control_areas(ledger, occasion())
    (province,) = country.within
    assert (country.id, province.id, [each.name for each in province.within]) == (
        "AF",
        "AF/sar-e pol",
        ["Kohistanat", "Sayad"],
    )
    assert not province.within[0].lanes
    assert province.within[0].shares


@pytest.mark.parametrize("place", ["Nowhere", "", "%", "AF/"])
def test_a_place_of_which_nothing_is_reported_is_named_with_the_remedy(ledger: Ledger, place: str):
    put(ledger, district())
    with pytest.raises(NotInLedgerError, match="reportedly control"):
        control_page(ledger, place, occasion())


def test_unnamed_parts_are_counted(ledger: Ledger):
    text = "In some districts of Sar-e Pol the Taliban rule by night, Sharif Nazari said."
    some = Holds(
        actor="Taliban",
        id="TALIBAN",
        level=4,
        diurnal=ControlDiurnal.NIGHT,
        unit=ControlUnit.DISTRICT,
        quantifier=Quantifier.SOME,
        named=False,
    )
    tell = Tell(says="the Taliban rule by night", who="Sharif Nazari", place="Sar-e Pol", type="CONTROL", holds=some)
    put(ledger, report(text, tell, publisher="Amu Post"))
    page = control_page(ledger, "Sar-e Pol", occasion())
    assert (page.area.unnamed, page.area.lanes, page.area.within) == (1, (), ())
    assert page.area.hatched_shares[0].zones == (3, 4)


def test_staleness_follows_the_day_of_the_page(ledger: Ledger):
    put(ledger, district())
    assert not control_page(ledger, "Sayad", occasion()).area.stale
    assert control_page(ledger, "Sayad", occasion(), Moment(day="2019-01-01")).area.stale


def sources(ledger: Ledger, audience: Audience = Audience.INTERNAL) -> dict[str, SourceView]:
    return {each.id: each for each in stream_sources(ledger, occasion(audience))}


def test_the_register_lists_offices_and_outlets_and_no_private_person(ledger: Ledger):
    put(ledger, district())
    found = sources(ledger)
    assert {(each.kind, each.name) for each in found.values()} == {
        (RegisterKind.OFFICE, "governor, Sar-e Pol"),
        (RegisterKind.OUTLET, "Amu Post"),
    }
    assert found["outlet:amu-post"].claims == 3
    assert found["outlet:amu-post"].reports == 1
    assert not any("Nazari" in each.name or "teacher" in each.name for each in found.values())


def test_everything_starts_at_f_and_the_last_word_counts(ledger: Ledger):
    put(ledger, district())
    assert {each.reliability for each in sources(ledger).values()} == {Reliability.F}
    judge.reliability(ledger, "outlet:amu-post", Reliability.C, RULING)
    second = judge.reliability(ledger, "outlet:amu-post", Reliability.B, RULING)
    found = sources(ledger)["outlet:amu-post"]
    assert (found.reliability, [each.reliability for each in found.history]) == (
        Reliability.B,
        [Reliability.B, Reliability.C],
    )
    judge.undo(ledger, second, RULING)
    assert sources(ledger)["outlet:amu-post"].reliability is Reliability.C


def test_who_judged_a_source_is_for_the_owner_alone(ledger: Ledger):
    put(ledger, district())
    judge.reliability(ledger, "outlet:amu-post", Reliability.C, RULING)
    assert sources(ledger)["outlet:amu-post"].history[0].because == "seen the log"
    public = sources(ledger, Audience.PUBLIC)["outlet:amu-post"]
    assert (public.reliability, public.history) == (Reliability.C, ())


def test_a_private_person_cannot_be_judged(ledger: Ledger):
    put(ledger, district())
    with pytest.raises(NotInLedgerError, match="reportedly sources"):
        judge.reliability(ledger, "office:sharif-nazari", Reliability.A, RULING)


def test_a_source_that_a_reviewer_withheld_is_not_in_the_register(ledger: Ledger):
    put(ledger, district())
    page = control_page(ledger, "Sayad", occasion())
    claim = next(p.claim for lane in page.area.lanes if "governor" in lane.source for p in lane.points)
    judge.redact_source(ledger, judge.Link(claim=claim), Sensitivity.HIGH, RULING)
    found = sources(ledger)
    assert set(found) == {"outlet:amu-post"}
    assert found["outlet:amu-post"].claims == 2


def test_the_register_forgets_a_document_that_is_purged(ledger: Ledger):
    made = district()
    put(ledger, made)
    assert sources(ledger)
    judge.purge_document(ledger, made.document.id, RULING)
    assert not sources(ledger)


def test_independence_is_judged_between_two_sides(ledger: Ledger):
    put(ledger, district())
    page = control_page(ledger, "Sar-e Pol", occasion())
    ids = sorted({p.claim for inner in page.area.within for lane in inner.lanes for p in lane.points})
    sayad = control_page(ledger, "Sayad", occasion())
    assert sayad.area.shares[0].roots == "1-2"
    judge.independence(ledger, ((ids[0],), tuple(ids[1:])), Independence.INDEPENDENT, RULING)
    judge.independence(ledger, ((ids[1],), (ids[2],)), Independence.INDEPENDENT, RULING)
    assert control_page(ledger, "Sayad", occasion()).area.shares[0].roots == "2"
    with pytest.raises(UsageError):
        judge.independence(ledger, ((ids[0],), (ids[0],)), Independence.INDEPENDENT, RULING)
    with pytest.raises(UsageError):
        judge.independence(ledger, ((ids[0],), ()), Independence.INDEPENDENT, RULING)


def test_the_list_of_areas_follows_what_reviewers_decide(ledger: Ledger):
    put(ledger, district())
    before = control_areas(ledger, occasion())
    assert control_areas(ledger, occasion()) == before
    claim = control_page(ledger, "Kohistanat", occasion()).area.lanes[0].points[0].claim
    judge.reject(ledger, claim, RULING)
    assert [each.name for each in control_areas(ledger, occasion())[0].within[0].within] == ["Sayad"]
    assert control_areas(ledger, occasion(), Moment(day="2020-01-01"))[0].stale


@pytest.mark.parametrize("audience", list(Audience))
def test_a_name_that_a_reviewer_withheld_is_in_no_register_though_another_report_names_it(ledger, audience):
    said = [
        fictional.Said(says=f"the bridge was {what}", who="The Nimbrel Group", kind=SourceKind.ORGANISATION)
        for what in ("mined", "sold")
    ]
    made = [
        fictional.report(f"The Nimbrel Group said {each.says}.", each, source=f"{name}.txt", publisher=name)
        for each, name in zip(said, ("Harbour Post", "Nimbrel Post"), strict=True)
    ]
    put(ledger, *made)
    assert "institution:nimbrel-group" in sources(ledger, audience)
    link = judge.Link(claim=made[0].claims[0].claim.id, place=0)
    judge.redact_source(ledger, link, Sensitivity.SEVERE, RULING)
    assert not any("nimbrel" in each for each in sources(ledger, audience))


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_asking_for_a_withheld_village_tells_nothing_of_it(ledger: Ledger, audience):
    planted.plant(ledger)
    assert control_page(ledger, "Ostrelka", occasion()).area.name == "Ostrelka"
    with pytest.raises(NotInLedgerError, match="no report"):
        control_page(ledger, "Ostrelka", occasion(audience))
