"""Decisions over HTTP: each is signed, stands against the version that was seen, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desk_server import Served, served
from fictional import AT, MILL_TEXT, at, mill, numbered
from reportedly.ledger import Entry, append, open_ledger


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        made = [mill(), numbered(1)]
        append(ledger, [Entry(report=each, original=b"x") for each in made], at=AT)
        with served(ledger) as running:
            yield running


def first(browser: httpx.Client, **asked: str) -> dict:
    return browser.get("/api/claims", params={"limit": "1", **asked}).json()["claims"][0]


def of_mill(browser: httpx.Client) -> dict:
    documents = browser.get("/api/documents").json()["documents"]
    found = next(each for each in documents if each["source"] == "mill.txt")
    return browser.get(f"/api/documents/{found['id']}").json()


def decide(browser: httpx.Client, claim: dict, what: str, **more: object) -> httpx.Response:
    return browser.post(f"/api/claims/{claim['id']}/{what}", json={"version": claim["version"], **more})


def test_an_accepted_claim_says_so_and_has_a_new_version(desk):
    claim = first(desk.browser)
    made = decide(desk.browser, claim, "accept", because="read it again")
    assert made.status_code == 200
    after = desk.browser.get("/api/claims", params={"ids": claim["id"]}).json()["claims"][0]
    assert after["status"] == "accepted"
    assert after["version"] == made.json()["version"] != claim["version"]


def test_a_stale_decision_is_refused_and_the_other_one_stands(desk):
    claim = first(desk.browser)
    with desk.window("Somebody Else") as other:
        assert decide(other, claim, "accept").status_code == 200
    late = decide(desk.browser, claim, "reject")
    assert late.status_code == 409
    assert late.json()["error"] == "stale"
    assert late.json()["remedy"]
    explained = desk.browser.get(f"/api/claims/{claim['id']}").json()["explanation"]
    assert [each["decision"] for each in explained["judgements"]] == ["accept"]
    assert explained["judgements"][0]["reviewer"] == "Somebody Else"


def test_undo_brings_back_the_version_before(desk):
    claim = first(desk.browser)
    made = decide(desk.browser, claim, "reject").json()
    assert desk.browser.get("/api/claims", params={"ids": claim["id"]}).json()["claims"][0]["status"] == "rejected"
    assert desk.browser.post(f"/api/judgements/{made['judgement']}/undo", json={}).status_code == 200
    assert first(desk.browser)["version"] == claim["version"]


def test_a_decision_without_a_name_is_refused(desk):
    claim = first(desk.browser)
    with desk.stranger() as other:
        other.get("/open", params={"ticket": desk.desk.sessions.issue_ticket()})
        other.headers["x-reportedly-token"] = other.get("/api/session").json()["csrf"]
        refused = decide(other, claim, "accept")
    assert (refused.status_code, refused.json()["error"]) == (403, "unsigned")


def test_a_place_is_corrected_to_another_of_the_gazetteer(desk):
    page = of_mill(desk.browser)
    claim = next(each for each in page["claims"] if each["places"])
    found = desk.browser.get("/api/places", params={"words": "Balkh", "country": "AF"}).json()["places"][0]
    made = decide(desk.browser, claim, "correct", places=[{"number": 0, "id": found["id"]}])
    assert made.status_code == 200, made.text
    after = first(desk.browser, document=page["document"]["id"], status="corrected")
    assert after["places"][0]["name"] == found["name"]


def test_a_point_of_the_map_stands_where_the_gazetteer_has_none(desk):
    claim = next(each for each in of_mill(desk.browser)["claims"] if each["places"])
    point = {"name": "the old mill", "lat": 36.7, "lon": 68.8, "country": "AF"}
    assert decide(desk.browser, claim, "correct", places=[{"number": 0, "point": point}]).status_code == 200
    place = first(desk.browser, status="corrected")["places"][0]
    assert (place["name"], place["lat"], place["lon"]) == ("the old mill", 36.7, 68.8)


def test_source_basis_and_time_are_corrected_one_by_one(desk):
    page = of_mill(desk.browser)
    claim = page["claims"][0]
    words = MILL_TEXT.split()[0]
    span = at(page["text"], words)
    made = decide(
        desk.browser,
        claim,
        "correct",
        source={"words": {"start": span.start, "stop": span.stop}, "basis": "firsthand_witness"},
        times=[{"begin": "2025-03-01", "finish": "2025-03-31"}],
    )
    assert made.status_code == 200, made.text
    after = first(desk.browser, status="corrected")
    assert after["chain"][0]["label"] == words
    assert after["chain"][0]["basis"] == "firsthand_witness"
    assert after["times"][-1]["begin"] == "2025-03-01"


def test_links_of_a_chain_are_added_put_in_another_order_and_taken_away(desk):
    claim = of_mill(desk.browser)["claims"][0]
    added = decide(desk.browser, claim, "correct", chain=[{"label": "a newspaper", "kind": "outlet"}, {"number": 0}])
    assert added.status_code == 200, added.text
    after = first(desk.browser, status="corrected")
    assert [each["label"] for each in after["chain"]] == ["a newspaper", claim["chain"][0]["label"], "document"]

    assert decide(desk.browser, after, "correct", chain=[{"number": 1}, {"number": 0}]).status_code == 200
    turned = first(desk.browser, status="corrected")
    assert [each["label"] for each in turned["chain"]] == [claim["chain"][0]["label"], "a newspaper", "document"]
    assert turned["chain"][0]["span"] == claim["chain"][0]["span"]

    assert decide(desk.browser, turned, "correct", chain=[{"number": 0}]).status_code == 200
    assert first(desk.browser, status="corrected")["chain"] == claim["chain"]


def test_who_takes_part_what_is_counted_and_what_to_be_wary_of_are_corrected(desk):
    page = of_mill(desk.browser)
    claim = next(each for each in page["claims"] if each["participants"])
    words = at(page["text"], "the ford")
    made = decide(
        desk.browser,
        claim,
        "correct",
        participants=[
            {"number": 0, "role": "recipient"},
            {"role": "theme", "words": {"start": words.start, "stop": words.stop}, "id": "TALIBAN", "name": "Taliban"},
        ],
        quantities=[{"of": "fighters", "low": 2, "words": {"start": words.start, "stop": words.stop}}],
        flags=["vague"],
    )
    assert made.status_code == 200, made.text
    after = first(desk.browser, status="corrected")
    kept, new = after["participants"]
    assert kept == {**claim["participants"][0], "role": "recipient"}
    assert (new["words"], new["id"], new["name"]) == ("the ford", "TALIBAN", "Taliban")
    assert [(each["of"], each["low"], each["words"]) for each in after["quantities"]] == [("fighters", 2.0, "the ford")]
    assert after["flags"] == ["vague"]

    quantity = {"number": 0, "of": "fighters", "low": 2, "high": 4}
    cleared = decide(desk.browser, after, "correct", participants=[], quantities=[quantity], flags=[])
    assert cleared.status_code == 200, cleared.text
    last = first(desk.browser, status="corrected")
    assert (last["participants"], last["flags"]) == ([], [])
    assert [(each["high"], each["words"]) for each in last["quantities"]] == [(4.0, "the ford")]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"places": [{"number": 77, "is_none": True}]},
        {"places": [{"number": 0, "id": "geonames:0"}]},
        {"times": [{"begin": "2025-03-01", "finish": "2024-03-01"}]},
        {"times": [{"begin": "yesterday"}]},
        {"words": [{"start": 5, "stop": 5}]},
        {"words": [{"start": 5, "stop": 19_000_000}]},
        {"source": {"place": 40, "basis": "hearsay"}},
        {"source": {"place": 0, "basis": "hearsay"}, "chain": [{"number": 0}]},
        {"chain": [{"number": 7}]},
        {"chain": [{"basis": "hearsay"}]},
        {"participants": [{"role": "agent", "number": 9}]},
        {"participants": [{"role": "agent", "words": {"start": 5, "stop": 19_000_000}}]},
        {"quantities": [{"of": "killed", "best": 3}]},
        {"quantities": [{"of": "killed", "low": 3, "best": 2, "words": {"start": 0, "stop": 4}}]},
    ],
)
def test_a_correction_that_points_nowhere_changes_nothing(desk, change):
    claim = next(each for each in of_mill(desk.browser)["claims"] if each["places"])
    assert decide(desk.browser, claim, "correct", **change).status_code in {400, 422}
    assert desk.browser.get("/api/claims", params={"status": "corrected"}).json()["total"] == 0


def test_a_missed_claim_is_added_by_selecting_words(desk):
    page = of_mill(desk.browser)
    span = at(page["text"], page["text"][10:40])
    sent = {"words_start": span.start, "words_stop": span.stop, "type": "other"}
    made = desk.browser.post(f"/api/documents/{page['document']['id']}/claims", json=sent)
    assert made.status_code == 201, made.text
    added = first(desk.browser, status="added")
    assert added["id"] == made.json()["claim"]
    assert added["words"] == page["text"][10:40]
    again = desk.browser.post(f"/api/documents/{page['document']['id']}/claims", json=sent)
    assert again.status_code == 400


def test_a_claim_is_divided_and_undone_part_by_part(desk):
    page = of_mill(desk.browser)
    claim = page["claims"][0]
    start, stop = claim["spans"][0]
    middle = (start + stop) // 2
    parts = [{"start": start, "stop": middle}, {"start": middle, "stop": stop}]
    made = decide(desk.browser, claim, "split", parts=parts)
    assert made.status_code == 200, made.text
    assert len(made.json()["judgements"]) == 2
    after = of_mill(desk.browser)["claims"]
    assert len(after) == len(page["claims"]) + 1
    for each in made.json()["judgements"]:
        assert desk.browser.post(f"/api/judgements/{each}/undo", json={}).status_code == 200
    assert [each["version"] for each in of_mill(desk.browser)["claims"]] == [e["version"] for e in page["claims"]]


def test_claims_of_one_document_are_united(desk):
    page = of_mill(desk.browser)
    pair = page["claims"][:2]
    sent = {"ids": [each["id"] for each in pair], "versions": [each["version"] for each in pair]}
    assert desk.browser.post("/api/claims/merge", json=sent).status_code == 200
    after = {each["id"]: each for each in of_mill(desk.browser)["claims"]}
    assert after[pair[1]["id"]]["status"] == "rejected"
    assert len(after[pair[0]["id"]]["spans"]) >= len(pair[0]["spans"])
    assert desk.browser.post("/api/claims/merge", json=sent).status_code == 409


def test_one_stale_claim_of_many_holds_no_other_back(desk):
    claims = desk.browser.get("/api/claims").json()["claims"]
    decide(desk.browser, claims[0], "accept")
    sent = {
        "ids": [each["id"] for each in claims],
        "versions": [each["version"] for each in claims],
        "decision": "accept",
    }
    made = desk.browser.post("/api/claims/bulk", json=sent).json()
    assert made["decided"] == len(claims) - 1
    assert made["claims"][0]["error"] == "stale"
    assert all(each["judgement"] for each in made["claims"][1:])


def test_a_grade_of_one_needs_the_word_of_the_reviewer(desk):
    claim = first(desk.browser)
    assert decide(desk.browser, claim, "grade", reliability="B", credibility=1).status_code == 422
    assert decide(desk.browser, claim, "grade", reliability="B", credibility=1, independent=True).status_code == 200
    assert first(desk.browser, grade="B1")["id"] == claim["id"]


def test_a_comment_and_a_redaction_are_shown_among_the_decisions(desk):
    claim = first(desk.browser)
    version = decide(desk.browser, claim, "comment", text="ask again").json()["version"]
    made = desk.browser.post(
        f"/api/claims/{claim['id']}/redact", json={"version": version, "sensitivity": "high", "link": None}
    )
    assert made.status_code == 200, made.text
    shown = desk.browser.get(f"/api/claims/{claim['id']}").json()["explanation"]["judgements"]
    assert [each["decision"] for each in shown] == ["comment", "redact"]
    assert shown[0]["comment"] == "ask again"


def test_fields_of_the_readers_own_are_noted_and_taken_away(desk):
    desk.browser.post("/api/settings", json={"fields": [{"name": "Photo", "choices": ["yes", "no"]}, {"name": "Map"}]})
    claim = first(desk.browser)
    made = decide(desk.browser, claim, "note", notes={"Photo": "yes", "Map": "sheet 7"})
    assert made.status_code == 200, made.text
    after = first(desk.browser)
    assert after["notes"] == [["Map", "sheet 7"], ["Photo", "yes"]]
    assert after["status"] == claim["status"]
    decide(desk.browser, after, "note", notes={"Map": ""})
    assert first(desk.browser)["notes"] == [["Photo", "yes"]]
    for wrong in ({"Photo": "perhaps"}, {"Colour": "red"}, {}):
        assert decide(desk.browser, first(desk.browser), "note", notes=wrong).status_code in {400, 422}
    shown = desk.browser.post("/api/release/preview", json={"audience": "public"}).text
    assert "Photo" not in shown
