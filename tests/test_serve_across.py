"""Across reports over HTTP: incidents are merged and split against the page that was seen; decisions are followed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desk_server import Served, served
from fictional import AT, Said, report
from reportedly.ledger import Entry, append, open_ledger
from reportedly.pipeline import link_pending
from reportedly.records import Candidate
from reportedly.vocabulary import PlaceKind

TOWNS = {"Obeid": (13.18, 30.22), "Balkh": (36.76, 66.9), "Kunduz": (36.73, 68.86)}


def told(town: str, source: str, day: str = "2025-05-01") -> Entry:
    """A report of an attack on a market."""
    says = f"riders killed four traders at the market of {town}"
    who = f"Officer of {source}"
    text = f"{who} told us that {says}."
    said = Said(says=says, who=who, type="KILL", place=town, agent="riders", begin=day, finish=day)
    made = report(text, said, source=f"{source}.txt", publisher=source, published=day)
    lat, lon = TOWNS[town]
    point = Candidate(
        id=f"made:{town}", name=town, kind=PlaceKind.PPL, country="AF", lat=lat, lon=lon, precision=1, score=0.9
    )
    places = tuple(replace(each, candidates=(point,)) for each in made.mentions.places)
    return Entry(report=replace(made, mentions=replace(made.mentions, places=places)), original=text.encode())


@pytest.fixture
def desk(tmp_path) -> Iterator[Served]:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        append(ledger, [told("Obeid", "Post"), told("Obeid", "Herald"), told("Balkh", "Star")], at=AT)
        link_pending(ledger)
        with served(ledger) as running:
            yield running


def listed(desk: Served, **asked: str) -> list[dict]:
    return desk.browser.get("/api/incidents", params=asked).json()["incidents"]


def test_incidents_are_merged_split_and_taken_back(desk):
    before = listed(desk)
    assert len(before) >= 2
    ids = [each["id"] for each in before]
    made = desk.browser.post("/api/incidents/merge", json={"incidents": ids})
    assert made.status_code == 200, made.text
    (whole,) = listed(desk)
    assert len(whole["claims"]) == 3
    page = desk.browser.get(f"/api/incidents/{whole['id']}").json()
    sent = {"claims": whole["claims"][:1], "version": page["version"]}
    assert desk.browser.post(f"/api/incidents/{whole['id']}/split", json=sent).status_code == 200
    assert len(listed(desk)) == 2
    assert desk.browser.post(f"/api/judgements/{made.json()['judgement']}/undo", json={}).status_code == 200


def test_a_split_of_what_has_changed_meanwhile_is_refused(desk):
    desk.browser.post("/api/incidents/merge", json={"incidents": [each["id"] for each in listed(desk)]})
    (whole,) = listed(desk)
    page = desk.browser.get(f"/api/incidents/{whole['id']}").json()
    sent = {"claims": whole["claims"][:1], "version": page["version"]}
    with desk.window("Somebody Else") as other:
        assert other.post(f"/api/incidents/{whole['id']}/split", json=sent).status_code == 200
    late = desk.browser.post(f"/api/incidents/{whole['id']}/split", json=sent)
    assert (late.status_code, late.json()["error"]) == (409, "stale")


def test_incidents_are_filtered_and_paged(desk):
    every = desk.browser.get("/api/incidents").json()
    assert every["total"] == len(every["incidents"])
    assert {each["place"] for each in listed(desk, place="balkh")} == {"Balkh"}
    assert listed(desk, actor="nobody at all") == []
    paged = [each["id"] for start in range(every["total"]) for each in listed(desk, limit="1", offset=str(start))]
    assert paged == [each["id"] for each in every["incidents"]]


def test_a_view_is_made_again_where_a_claim_of_it_was_judged(desk):
    chosen = listed(desk, place="balkh")[0]
    claim = desk.browser.get("/api/claims", params={"ids": chosen["claims"][0]}).json()["claims"][0]
    desk.browser.post(f"/api/claims/{claim['id']}/reject", json={"version": claim["version"]})
    desk.desk.jobs.link()
    assert chosen["claims"][0] not in {each for one in listed(desk) for each in one["claims"]}


def test_reports_are_compared_and_sources_judged(desk):
    first, second = [each["id"] for each in desk.browser.get("/api/documents").json()["documents"]][:2]
    shown = desk.browser.get("/api/compare", params={"a": first, "b": second})
    assert shown.status_code == 200, shown.text
    assert desk.browser.get("/api/reprints").status_code == 200
    source = desk.browser.get("/api/sources").json()["sources"][0]
    assert desk.browser.post(f"/api/sources/{source['id']}/reliability", json={"reliability": "B"}).status_code == 200
    after = desk.browser.get("/api/sources").json()["sources"]
    assert next(each for each in after if each["id"] == source["id"])["reliability"] == "B"


def test_history_names_every_decision_the_newest_first(desk):
    claim = desk.browser.get("/api/claims").json()["claims"][0]
    made = desk.browser.post(f"/api/claims/{claim['id']}/accept", json={"version": claim["version"]}).json()
    desk.browser.post("/api/incidents/merge", json={"incidents": [each["id"] for each in listed(desk)]})
    desk.browser.post(f"/api/judgements/{made['judgement']}/undo", json={"because": "a slip"})
    rows = desk.browser.get("/api/history").json()["decisions"]
    assert [each["decision"] for each in rows] == ["undo", "same_incident", "accept"]
    assert [each["stands"] for each in rows] == [True, True, False]
    assert rows[0]["because"] == "a slip"
    assert desk.browser.get("/api/history", params={"limit": 1, "offset": 1}).json()["decisions"] == rows[1:2]


def test_the_queue_says_why_and_leaves_out_what_is_judged(desk):
    rows = desk.browser.get("/api/queue").json()["claims"]
    assert len(rows) == 3
    assert all("violence" in each["why"] for each in rows)
    claim = rows[0]["claim"]
    desk.browser.post(f"/api/claims/{claim['id']}/accept", json={"version": claim["version"]})
    assert claim["id"] not in {each["claim"]["id"] for each in desk.browser.get("/api/queue").json()["claims"]}
