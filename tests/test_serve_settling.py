"""Settings over HTTP: they are kept in the ledger, bind the policy of the pages, and what is wrong changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_server import Served, served
from fictional import AT, mill
from reportedly.extract.event_words import load_types
from reportedly.judge import purge_person
from reportedly.ledger import Entry, append, open_ledger
from reportedly.protect import load_filters, load_preferences
from reportedly.records import Ruling

TILES = {"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "the example"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        append(ledger, [Entry(report=mill(), original=b"x")], at=AT)
        with served(ledger) as running:
            yield running


def test_settings_are_kept_part_by_part_in_the_ledger(desk):
    before = desk.browser.get("/api/settings").json()
    assert (before["stale_days"], before["tiles"], before["fields"], before["types"]) == (90, None, [], [])
    desk.browser.post("/api/settings", json={"stale_days": 30})
    desk.browser.post("/api/settings", json={"fields": [{"name": "Photo", "choices": ["yes", "no"]}]})
    after = desk.browser.get("/api/settings").json()
    assert (after["stale_days"], after["fields"][0]["name"]) == (30, "Photo")
    assert load_preferences(desk.desk.ledger).stale_days == 30


def test_a_tile_server_is_the_one_other_origin_of_the_policy_while_it_is_named(desk):
    assert "example" not in desk.browser.get("/").headers["content-security-policy"]
    assert desk.browser.post("/api/settings", json={"tiles": TILES}).json()["tiles"] == TILES
    policy = desk.browser.get("/").headers["content-security-policy"]
    assert "img-src 'self' data: blob: https://tiles.example;" in policy
    assert "script-src 'self';" in policy
    desk.browser.post("/api/settings", json={"no_tiles": True})
    assert "example" not in desk.browser.get("/").headers["content-security-policy"]


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/",
        "https://tiles.example; script-src *//{z}/{x}/{y}",
        "javascript:alert(1)//{z}/{x}/{y}",
        "https://*/{z}/{x}/{y}",
    ],
)
def test_an_address_that_is_none_of_tiles_is_refused(desk, url):
    assert desk.browser.post("/api/settings", json={"tiles": {"url": url}}).status_code == 422
    assert desk.browser.get("/api/settings").json()["tiles"] is None


def test_words_for_types_are_written_so_that_they_load(desk):
    sent = {"types": [{"word": "dam", "verb": "water_supply", "seen": "a test"}]}
    kept = desk.browser.post("/api/settings", json=sent).json()
    assert kept["types"] == [
        {"word": "dam", "verb": "WATER_SUPPLY", "noun": None, "adjective": None, "seen": "a test", "more": False}
    ]
    folder = Path(kept["types_file"]).parent
    assert folder.is_relative_to(Path(desk.desk.ledger.where).parent)
    load_types.cache_clear()
    assert load_types(folder).find("verb", "dam")


def test_what_a_form_cannot_show_of_a_word_stays(desk):
    folder = desk.desk.settings.data / "lexicons"
    folder.mkdir(parents=True)
    (folder / "types.yml").write_text('"dam": {verb: WATER_SUPPLY, forms: [damt], seen: "a test"}\n', "utf-8")
    shown = desk.browser.get("/api/settings").json()["types"]
    assert shown[0]["more"]
    sent = {"types": [{"word": "dam", "verb": "AID", "seen": "a test"}]}
    assert desk.browser.post("/api/settings", json=sent).status_code == 200
    assert "damt" in (folder / "types.yml").read_text("utf-8")


def test_words_that_make_no_type_change_nothing(desk):
    good = {"types": [{"word": "dam", "verb": "AID", "seen": "a test"}]}
    desk.browser.post("/api/settings", json=good)
    assert desk.browser.post("/api/settings", json={"types": [{"word": "well", "seen": "x"}]}).status_code == 400
    assert desk.browser.post(
        "/api/settings", json={"types": [{"word": "a", "verb": "x-1", "seen": "x"}]}
    ).status_code in {400, 422}
    assert [each["word"] for each in desk.browser.get("/api/settings").json()["types"]] == ["dam"]


def test_filters_are_kept_by_name_and_go_with_a_purge(desk):
    desk.browser.post("/api/filters", json={"name": "North", "query": "place=Balkh"})
    kept = desk.browser.post("/api/filters", json={"name": "North", "query": "place=Kunduz"}).json()["filters"]
    assert [(each["name"], each["query"], each["by"]) for each in kept] == [("North", "place=Kunduz", "R. Viewer")]
    assert desk.browser.post("/api/filters/delete", json={"name": "South"}).status_code == 404
    purge_person(desk.desk.ledger, ("Nobody Atall",), Ruling(reviewer="R. Viewer", at=AT))
    assert load_filters(desk.desk.ledger) == ()


def test_a_field_that_named_somebody_who_was_purged_does_not_come_back_with_other_settings(desk):
    desk.browser.post("/api/settings", json={"fields": [{"name": "knows Somebody Atall"}]})
    purge_person(desk.desk.ledger, ("Somebody Atall",), Ruling(reviewer="R. Viewer", at=AT))
    assert desk.browser.get("/api/settings").json()["fields"] == []
    desk.browser.post("/api/settings", json={"stale_days": 30})
    assert load_preferences(desk.desk.ledger).fields == ()


def test_every_code_of_a_claim_has_words(desk):
    fields = desk.browser.get("/api/vocabulary").json()["fields"]
    claim = desk.browser.get("/api/claims").json()["claims"][0]
    for name in ("kind", "type", "mode", "polarity", "certainty", "realis", "genericity", "status"):
        assert claim[name] in {each["value"] for each in fields[name]}, name
    assert all(each["label"] for words in fields.values() for each in words)
    assert {each["label"] for each in fields["type"]} >= {"Kill", "Aid", "Control"}
    assert {"value": "TALIBAN", "label": "Taliban", "meaning": "armed group"} in fields["actor"]


def test_outlines_of_the_user_are_served_and_an_empty_list_without(desk):
    assert desk.browser.get("/api/outlines/countries").json()["features"] == []
    folder = desk.desk.settings.data / "outlines"
    folder.mkdir(parents=True)
    (folder / "countries.geojson").write_text('{"type": "FeatureCollection", "features": [1]}', "utf-8")
    assert desk.browser.get("/api/outlines/countries").json()["features"] == [1]
    assert desk.browser.get("/api/outlines/oceans").status_code == 404
