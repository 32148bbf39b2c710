import datetime as dt
import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from reportedly import judge
from reportedly.ledger import Entry, Ledger, append, open_ledger, schema
from reportedly.ledger import control_areas as kept
from reportedly.pipeline import link_pending
from reportedly.protect import Moment, Occasion, control_areas
from reportedly.protect.control_views import AreaView
from reportedly.records import Report, Ruling
from reportedly.vocabulary import Anonymity, Audience, Independence, Kind, Sensitivity
from weighing import FAR_VILLAGE, Holds, Tell, report

AT = "2018-04-01T00:00:00Z"
RULING = Ruling(reviewer="R. Eviewer", at=AT, because="seen the log")
PLACES = ("Sayad", "Kohistanat", "Sar-e Pol", "Archa", FAR_VILLAGE.name)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def put(ledger: Ledger, *reports: Report) -> None:
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in reports], at=AT)


def said(number: int, place: str, *, day: str = "2018-03-01", level: int = 5, men: str | None = None) -> Report:
    """A trader whose name is told says that the Taliban, or men of no table, hold a place."""
    who, actor = f"Trader Number{number}", men or "Taliban"
    text = f"{who} said in row {number} that the {actor} hold {place} since the flood."
    tell = Tell(
        says=f"the {actor} hold {place}",
        who=who,
        place=place,
        type="CONTROL",
        of=Kind.STATE,
        holds=Holds(actor=actor, id=None if men else "TALIBAN", level=level),
    )
    return report(text, tell, publisher=f"Outlet {number}", published=day)


def areas(ledger: Ledger, audience: Audience = Audience.INTERNAL, day: str = "2018-04-01") -> tuple[AreaView, ...]:
    occasion = Occasion(audience=audience, at=AT, key=secrets.token_bytes(32))
    return control_areas(ledger, occasion, Moment(day=day))


def anew(ledger: Ledger, audience: Audience = Audience.INTERNAL, day: str = "2018-04-01") -> tuple[AreaView, ...]:
    """The list when nothing is kept."""
    with ledger.writing() as connection:
        for table in (schema.control_area, schema.control_place):
            connection.execute(sa.delete(table))
        linked = schema.linked_document
        connection.execute(sa.delete(linked).where(linked.c.stage.like("control:%")))
    return areas(ledger, audience, day)


def named(found: tuple[AreaView, ...]) -> dict[str, AreaView]:
    return {key: each for area in found for key, each in ({area.id: area} | named(area.within)).items()}


def roots(ledger: Ledger) -> str:
    """How many roots stand behind what is said of one district."""
    return named(areas(ledger))["AF/sar-e pol/sayad"].shares[0].roots


def made(ledger: Ledger) -> int:
    """How many labels are kept."""
    with ledger.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(schema.control_area)).scalar_one())


def test_a_town_is_told_with_its_district_and_provinces_hold_their_districts(ledger: Ledger) -> None:
    put(ledger, said(1, "Archa"), said(2, "Sar-e Pol"), said(3, FAR_VILLAGE.name))
    found = named(areas(ledger))
    assert list(found) == ["AF", "AF/faryab", "AF/faryab/qaysar", "AF/sar-e pol", "AF/sar-e pol/sayad"]
    assert [len(found[each].shares) for each in found] == [0, 0, 1, 1, 1]
    assert found["AF"].newest == "2018-03-01"


def test_a_list_that_is_asked_for_again_loads_no_document(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    put(ledger, said(1, "Sayad"), said(2, "Kohistanat"))
    before = areas(ledger)
    monkeypatch.setattr(
        "reportedly.protect.control_index.load_each_live", lambda *_: pytest.fail("a document is loaded")
    )
    assert areas(ledger) == before


def test_linking_makes_the_list_of_today(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    put(ledger, said(1, "Sayad"))
    link_pending(ledger)
    monkeypatch.setattr(
        "reportedly.protect.control_index.load_each_live", lambda *_: pytest.fail("a document is loaded")
    )
    assert named(areas(ledger, day=dt.datetime.now(dt.UTC).date().isoformat()))["AF/sar-e pol/sayad"].stale


def test_a_document_that_changes_lets_go_of_its_own_areas_alone(ledger: Ledger) -> None:
    first, second = said(1, "Sayad"), said(2, "Kohistanat")
    put(ledger, first, second)
    areas(ledger)
    judge.reject(ledger, first.claims[0].claim.id, RULING)
    assert made(ledger) == 1
    assert list(named(areas(ledger))) == ["AF", "AF/sar-e pol", "AF/sar-e pol/kohistanat"]


@pytest.mark.parametrize("audience", list(Audience))
def test_what_is_withheld_is_withheld_from_the_list_at_once(ledger: Ledger, audience: Audience) -> None:
    first = said(1, "Sayad")
    put(ledger, first)
    assert areas(ledger, audience)
    judge.redact_claim(ledger, first.claims[0].claim.id, Sensitivity.SEVERE, RULING)
    assert areas(ledger, audience) == ()


def test_a_source_that_is_withheld_lies_on_no_district_for_others(ledger: Ledger) -> None:
    first = said(1, "Sayad")
    put(ledger, first)
    judge.redact_source(ledger, judge.Link(claim=first.claims[0].claim.id), Sensitivity.HIGH, RULING)
    assert "AF/sar-e pol/sayad" in named(areas(ledger))
    public = named(areas(ledger, Audience.PUBLIC))
    assert [(each.id, each.unnamed) for each in public.values()] == [("AF", 0), ("AF/sar-e pol", 1)]


def test_a_purge_leaves_nothing_of_the_document_in_the_list(ledger: Ledger) -> None:
    first, second = said(1, "Sayad"), said(2, "Kohistanat")
    put(ledger, first, second)
    areas(ledger)
    judge.purge_document(ledger, first.document.id, RULING)
    with ledger.reading() as connection:
        rows = connection.execute(sa.select(schema.control_area.c.area)).scalars().all()
        assert rows == ["AF/sar-e pol/kohistanat"]
        assert len(connection.execute(sa.select(schema.control_place)).all()) == 1


def held(ledger: Ledger) -> bytes:
    """Every byte of the ledger's file and its log, free pages too."""
    path = Path(ledger.where)
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def bodies(ledger: Ledger) -> dict[tuple[str, str], bytes]:
    """What is kept, by audience and area."""
    with ledger.reading() as connection:
        rows = connection.execute(sa.select(schema.control_area)).all()
    return {(row.scope.partition(":")[0], row.area): row.body for row in rows}


def test_what_one_audience_was_shown_stays_when_another_asks(ledger: Ledger) -> None:
    put(ledger, said(1, "Sayad"))
    areas(ledger)
    before = bodies(ledger)
    areas(ledger, Audience.PUBLIC)
    assert bodies(ledger).items() > before.items()


@pytest.mark.parametrize(
    "purge",
    [
        lambda ledger, document: judge.purge_document(ledger, document, RULING),
        lambda ledger, _: judge.purge_person(ledger, ("Zulmarg",), RULING),
    ],
    ids=["document", "person"],
)
def test_after_a_purge_the_file_holds_no_byte_of_what_was_kept(
    ledger: Ledger, purge: Callable[[Ledger, str], object]
) -> None:
    first = said(1, "Sayad", men="men of Zulmarg")
    put(ledger, first, said(2, "Sayad"), *(said(number, "Kohistanat") for number in range(3, 9)))
    for audience in Audience:
        areas(ledger, audience)
    kept_of_it = {key: body for key, body in bodies(ledger).items() if not key[1].endswith("/kohistanat")}
    assert {audience for audience, _ in kept_of_it} == {each.value for each in Audience}
    assert b"Zulmarg" in kept_of_it["internal", "AF/sar-e pol/sayad"]
    assert all(each in held(ledger) for each in kept_of_it.values())
    purge(ledger, first.document.id)
    left = held(ledger)
    assert not any(each in left for each in kept_of_it.values())
    assert b"Zulmarg" not in left
    assert areas(ledger) == anew(ledger)


def test_a_word_on_independence_shows_in_the_list_and_goes_with_its_undoing(ledger: Ledger) -> None:
    put(ledger, first := said(1, "Sayad"), second := said(2, "Sayad"))
    ids = [each.claims[0].claim.id for each in (first, second)]
    assert roots(ledger) == "1-2"
    word = judge.independence(ledger, ((ids[0],), (ids[1],)), Independence.INDEPENDENT, RULING)
    assert roots(ledger) == "2"
    judge.undo(ledger, word, RULING)
    assert roots(ledger) == "1-2"


def test_a_reprint_that_is_found_later_shows_in_the_list(ledger: Ledger) -> None:
    body = " ".join(f"The road to the {each} mill was closed in row {each} by men on foot." for each in range(9))
    who = "a driver"
    tells = Tell(
        anonymity=Anonymity.UNNAMED_UNEXPLAINED,
        says="the Taliban hold Sayad",
        who=who,
        place="Sayad",
        type="CONTROL",
        of=Kind.STATE,
        holds=Holds(actor="Taliban", id="TALIBAN", level=5),
    )
    made_twice = [
        report(f"{body} In Sayad {who} said that the Taliban hold Sayad now.", tells, publisher=each, published=day)
        for each, day in (("Amu Post", "2018-03-01"), ("Oxus Courier", "2018-03-02"))
    ]
    put(ledger, *(_sourced(each, f"{number}.txt", number) for number, each in enumerate(made_twice)))
    assert roots(ledger) == "1-2"
    link_pending(ledger)
    assert roots(ledger) == "1"


def _sourced(made_report: Report, source: str, number: int) -> Report:
    document = replace(made_report.document, source=source, text=made_report.document.text + "\n" * number)
    claims = tuple(replace(each, claim=replace(each.claim, document=document.id)) for each in made_report.claims)
    return replace(made_report, document=document, claims=claims)


def test_a_label_holds_for_a_span_of_days(ledger: Ledger) -> None:
    put(ledger, said(1, "Sayad", day="2018-01-01"), said(2, "Sayad", day="2018-02-01", level=2))
    for day in ("2017-12-31", "2018-01-15", "2018-02-01", "2018-04-01", "2018-04-02", "2018-12-01", "2019-12-01"):
        first = areas(ledger, day=day)
        assert first == areas(ledger, day=day) == anew(ledger, day=day)
        assert bool(first) == (day > "2018")


def test_days_of_one_span_are_made_once(ledger: Ledger) -> None:
    put(ledger, said(1, "Sayad", day="2018-01-01"))
    for day in ("2018-01-02", "2018-02-02", "2018-03-31"):
        areas(ledger, day=day)
    assert made(ledger) == 1


def test_what_an_audience_was_shown_before_goes_with_its_scope(ledger: Ledger) -> None:
    put(ledger, said(1, "Sayad"))
    with ledger.writing() as connection:
        row = {"scope": "internal:old", "area": "AF/x", "stale_days": 90, "since": 0, "until": 10**9, "body": b"{}"}
        connection.execute(sa.insert(schema.control_area), row)
        kept.drop_older_scopes(connection, "internal:new")
        assert connection.execute(sa.select(schema.control_area)).all() == []


STEPS: tuple[Callable[[Ledger, list[Report]], object], ...] = (
    lambda ledger, reports: judge.reject(ledger, reports[0].claims[0].claim.id, RULING),
    lambda ledger, reports: judge.redact_claim(ledger, reports[1].claims[0].claim.id, Sensitivity.HIGH, RULING),
    lambda ledger, reports: judge.redact_source(
        ledger, judge.Link(claim=reports[2].claims[0].claim.id), Sensitivity.SEVERE, RULING
    ),
    lambda ledger, reports: judge.independence(
        ledger,
        ((reports[3].claims[0].claim.id,), (reports[4].claims[0].claim.id,)),
        Independence.INDEPENDENT,
        RULING,
    ),
    lambda ledger, reports: judge.purge_document(ledger, reports[5].document.id, RULING),
    lambda ledger, _: put(ledger, said(77, "Sayad", day="2018-03-20")),
    lambda ledger, _: link_pending(ledger),
)


@pytest.mark.parametrize("seed", range(4))
def test_the_kept_list_is_what_it_would_be_if_it_were_made_anew(ledger: Ledger, seed: int) -> None:
    drawn = random.Random(seed)
    reports = [said(number, drawn.choice(PLACES)) for number in range(6)]
    put(ledger, *reports)
    for step in drawn.sample(STEPS, len(STEPS)):
        for audience in Audience:
            areas(ledger, audience)
        step(ledger, reports)
        for audience in Audience:
            assert areas(ledger, audience) == anew(ledger, audience)
