"""A report that wants to be more than text: whatever it holds, the desk hands it on as JSON text."""

from collections.abc import Iterator

import pytest

from desk_server import Served, served
from fictional import AT, Said, report
from planted import plant
from reportedly.ledger import Entry, append, open_ledger

SCRIPT = "<script>alert('x')</script>"
LINK = "javascript:alert(1)"
TURNED = "\u202egnp.exe\u2066"
FORMULA = '=HYPERLINK("http://evil.example","x")'
NAME = f"Officer {SCRIPT} {TURNED}"
TEXT = f"{NAME} told us that {FORMULA} {LINK} {SCRIPT} was the road. \x00\x07 \ud800"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_ledger(tmp_path_factory.mktemp("hostile") / "ledger.db") as ledger:
        text = TEXT.replace("\ud800", "")
        says = f"{FORMULA} {LINK} {SCRIPT} was the road"
        told = {"title": f"{SCRIPT}{TURNED}", "publisher": LINK, "url": LINK}
        made = report(text, Said(says=says, who=NAME), source=f"{SCRIPT}.txt", **told)
        long = "x" * 10_000_000
        many = report(f"He said that {long} was lost.", Said(says=f"{long} was lost"), source="long.txt")
        entries = [Entry(report=each, original=b"x") for each in (made, many)]
        append(ledger, entries, at=AT)
        plant(ledger)
        with served(ledger) as running:
            yield running


def test_words_that_look_like_code_come_back_letter_for_letter(desk):
    claims = desk.browser.get("/api/claims", params={"source": "officer"}).json()["claims"]
    assert claims[0]["words"] == f"{FORMULA} {LINK} {SCRIPT} was the road"
    assert claims[0]["document"]["title"] == f"{SCRIPT}{TURNED}"


@pytest.mark.parametrize("path", ["/api/claims", "/api/documents", "/api/table", "/api/queue", "/api/issues"])
def test_every_list_is_json_that_no_browser_takes_for_a_page(desk, path):
    answer = desk.browser.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_ten_megabytes_on_one_line_are_a_page_like_any_other(desk):
    documents = desk.browser.get("/api/documents").json()["documents"]
    long = next(each for each in documents if each["source"] == "long.txt")
    page = desk.browser.get(f"/api/documents/{long['id']}").json()
    assert len(page["text"]) > 10_000_000
    assert len(page["claims"]) == 1


def test_an_error_repeats_nothing_of_what_was_asked(desk):
    for answer in (
        desk.browser.get("/api/claims", params={"limit": SCRIPT}),
        desk.browser.post("/api/claims/x/accept", json={"version": {SCRIPT: 1}}),
        desk.browser.post("/api/reading", json={"text": {"a": SCRIPT}}),
    ):
        assert answer.status_code in {400, 422}
        assert SCRIPT not in answer.text


def test_a_csv_for_others_runs_no_formula(desk):
    sent = {"audience": "internal", "form": "csv", "recipient": "a test", "filters": {"source": "officer"}}
    answer = desk.browser.post("/api/release", json=sent)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert not any(
        cell.startswith("=") for line in answer.text.splitlines() for cell in line.replace('"', "").split(",")
    )
