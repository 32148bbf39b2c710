"""Releases over HTTP: the preview is what leaves, nothing that is withheld leaves, and the log knows of the file."""

import hashlib
import json
from collections.abc import Iterator

import pytest

from desk_server import Served, served
from planted import OPEN, assert_clean, plant
from reportedly.export import Form
from reportedly.ledger import open_ledger
from reportedly.pipeline import link_pending


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_ledger(tmp_path_factory.mktemp("planted") / "ledger.db") as ledger:
        plant(ledger)
        link_pending(ledger)
        with served(ledger) as running:
            yield running


@pytest.mark.parametrize("form", list(Form))
def test_nothing_withheld_is_in_a_public_file(desk, form):
    sent = {"audience": "public", "form": form.value, "recipient": "the press"}
    answer = desk.browser.post("/api/release", json=sent)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith(f'.{form.value}"')
    if form in {Form.CSV, Form.JSONL, Form.GEOJSON}:
        assert any(each in answer.text for each in OPEN)
        assert_clean(answer.text)


@pytest.mark.parametrize("audience", ["public", "partner"])
def test_nothing_withheld_is_in_a_preview_and_it_says_what_is_held_back(desk, audience):
    shown = desk.browser.post("/api/release/preview", json={"audience": audience})
    assert shown.status_code == 200, shown.text
    assert any(each in shown.text for each in OPEN)
    if audience == "public":
        assert_clean(shown.text)
        assert shown.json()["held"]


def test_the_file_has_the_ids_of_the_preview(desk):
    shown = desk.browser.post("/api/release/preview", json={"audience": "public"}).json()
    sent = {"audience": "public", "form": "jsonl", "recipient": "the press"}
    lines = desk.browser.post("/api/release", json=sent).text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [each["id"] for each in shown["goes"]]
    again = desk.browser.post("/api/release", json=sent).text.splitlines()
    assert json.loads(again[0])["id"] != shown["goes"][0]["id"]


def test_the_log_knows_the_file_by_its_hash_and_holds_no_word(desk):
    sent = {"audience": "public", "form": "csv", "recipient": "the press"}
    body = desk.browser.post("/api/release", json=sent).content
    acts = desk.browser.get("/api/log").json()["acts"]
    written = next(each for each in acts if each["act"] == "export")
    assert written["sha256"] == hashlib.sha256(body).hexdigest()
    assert written["by"] == "the press"
    assert_clean(json.dumps(acts))


def test_a_release_names_who_receives_it(desk):
    assert desk.browser.post("/api/release", json={"audience": "public", "form": "csv"}).status_code == 422


def test_a_filter_narrows_what_leaves_and_an_unknown_one_is_refused(desk):
    every = desk.browser.post("/api/release/preview", json={"audience": "internal"}).json()["claims"]
    some = desk.browser.post(
        "/api/release/preview", json={"audience": "internal", "filters": {"words": "bridge"}}
    ).json()["claims"]
    assert 0 < some < every
    refused = desk.browser.post("/api/release/preview", json={"filters": {"colour": "red"}})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "filters",
    [{"certainty": "PS"}, {"publisher": "Nobody's Post"}, {"grade": "A"}, {"status": "added"}, {"type": "AID"}],
    ids=lambda each: next(iter(each)),
)
def test_the_questions_of_the_overview_can_be_asked_of_a_release(desk, filters):
    asked = {"audience": "internal", "filters": filters}
    assert desk.browser.post("/api/release/preview", json=asked).json()["claims"] == 0
    assert desk.browser.post("/api/release", json={**asked, "form": "jsonl", "recipient": "me"}).text == ""


def test_an_incident_can_be_asked_of_a_release(desk):
    incident = desk.browser.get("/api/incidents").json()["incidents"][0]
    asked = {"audience": "internal", "filters": {"incident": incident["id"]}}
    shown = desk.browser.post("/api/release/preview", json=asked).json()
    listed = desk.browser.get("/api/claims", params={"incident": incident["id"]}).json()
    assert [each["id"] for each in shown["goes"]] == [each["id"] for each in listed["claims"]]
    unknown = {"audience": "internal", "filters": {"incident": "sha256:0"}}
    assert desk.browser.post("/api/release/preview", json=unknown).status_code == 404


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_brief_for_the_public_is_a_file_without_what_is_withheld(desk, form):
    incidents = desk.browser.get("/api/incidents").json()["incidents"]
    sent = {"subject": "incident", "which": incidents[0]["id"], "form": form, "recipient": "the press"}
    answer = desk.browser.post("/api/release/brief", json=sent)
    assert answer.status_code in {200, 404}, answer.text
    if answer.status_code == 200:
        assert answer.headers["content-disposition"].startswith("attachment; ")
    if form == "html":
        assert_clean(answer.text)


def test_a_brief_of_what_is_not_there_is_not_found(desk):
    sent = {"subject": "district", "which": "Atlantis", "recipient": "the press"}
    assert desk.browser.post("/api/release/brief", json=sent).status_code == 404
