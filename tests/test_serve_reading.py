"""Reading started from the page: dropped files, pasted text, an address; with progress, and stopped when asked."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk_server import Served, served, waited
from fictional import mill
from reportedly.intake.line import KEPT, Work
from reportedly.ledger import open_ledger
from reportedly.records import Document, Issue, Mentions, Report
from reportedly.serve.uploads import plain_name
from reportedly.vocabulary import Stage

TEXT = "The mayor said that the road was open.\nNobody else was asked about it.\n" * 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    version: str = "a gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    """Tools that read nothing: the tests here are about what stands around the line."""

    version: str = "a model"
    gazetteer: Index = Index()


GATE = threading.Event()


def at_once(document: Document, tools: Quick) -> Report | Issue:
    if "cannot be processed" in document.text:
        return Issue(
            code="not_processed", stage=Stage.EXTRACT, message=f"{document.source}: no", source=document.source
        )
    if "waits for the gate" in document.text:
        assert GATE.wait(30)
    return Report(
        document=document,
        sentences=(),
        attributions=(),
        mentions=Mentions(),
        claims=(),
        model=tools.version,
        gazetteer=tools.gazetteer.version,
    )


QUICK = Work(load=lambda settings, *, threads: Quick(), attempt=at_once)  # noqa: ARG005 - as the line calls it


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    GATE.clear()
    with open_ledger(tmp_path / "ledger.db") as ledger, served(ledger, work=QUICK) as running:
        yield running
        GATE.set()


def started(answer) -> str:
    assert answer.status_code == 202, answer.text
    return answer.json()["job"]


def test_files_that_are_dropped_are_read_under_their_own_names(desk):
    files = [
        ("files", ("../../etc/one.txt", TEXT.encode(), "text/plain")),
        ("files", ("two.txt", (TEXT + "Two.").encode(), "text/plain")),
    ]
    job = started(desk.browser.post("/api/reading", files=files, data={"publisher": "Harbour Post"}))
    state = waited(desk.browser, job)
    assert (state["state"], state["done"], state["total"]) == ("done", 2, 2)
    documents = desk.browser.get("/api/documents").json()["documents"]
    assert sorted(each["source"] for each in documents) == ["one.txt", "two.txt"]
    assert {each["publisher"] for each in documents} == {"Harbour Post"}
    assert sorted(each["id"] for each in documents) == sorted(state["documents"])


def test_text_that_is_pasted_stays_text_whatever_it_looks_like(desk):
    text = "<html><script>alert(1)</script><p>The mayor said that the road was open.</p></html>\n" * 2
    sent = {"text": text, "title": "A note", "published": "2025-02-03"}
    state = waited(desk.browser, started(desk.browser.post("/api/reading", json=sent)))
    assert state["state"] == "done", state
    page = desk.browser.get(f"/api/documents/{state['documents'][0]}").json()
    assert "<script>alert(1)</script>" in page["text"]
    assert page["document"]["published"] == "2025-02-03"


def test_the_same_file_again_is_skipped(desk):
    files = [("files", ("one.txt", TEXT.encode(), "text/plain"))]
    waited(desk.browser, started(desk.browser.post("/api/reading", files=files)))
    state = waited(desk.browser, started(desk.browser.post("/api/reading", files=files)))
    assert (state["skipped"], state["documents"]) == (1, [])


def test_what_cannot_be_read_is_an_issue_and_the_rest_goes_on(desk):
    files = [
        ("files", ("bad.txt", (TEXT + "This cannot be processed.").encode(), "text/plain")),
        ("files", ("noise.bin", bytes(range(256)) * 40, "application/octet-stream")),
        ("files", ("good.txt", TEXT.encode(), "text/plain")),
    ]
    state = waited(desk.browser, started(desk.browser.post("/api/reading", files=files)))
    assert len(state["documents"]) == 1
    assert {each["code"] for each in state["issues"]} >= {"not_processed"}
    assert len(state["issues"]) == 2
    listed = desk.browser.get("/api/issues").json()["issues"]
    assert {each["code"] for each in listed} == {each["code"] for each in state["issues"]}


def test_a_job_that_is_stopped_keeps_what_is_in_hand(desk):
    files = [("files", ("first.txt", (TEXT + "It waits for the gate.").encode(), "text/plain"))] + [
        ("files", (f"{number}.txt", (TEXT + str(number)).encode(), "text/plain")) for number in range(200)
    ]
    job = started(desk.browser.post("/api/reading", files=files))
    desk.browser.post(f"/api/jobs/{job}/stop")
    GATE.set()
    state = waited(desk.browser, job)
    assert state["state"] == "stopped"
    assert len(desk.browser.get("/api/documents").json()["documents"]) < 201


def test_jobs_wait_for_each_other_and_are_listed_the_newest_first(desk):
    first = started(desk.browser.post("/api/reading", json={"text": TEXT + "It waits for the gate."}))
    second = started(desk.browser.post("/api/reading", json={"text": TEXT}))
    assert desk.browser.get(f"/api/jobs/{second}").json()["state"] == "waiting"
    assert [each["job"] for each in desk.browser.get("/api/jobs").json()["jobs"]] == [second, first]
    GATE.set()
    assert waited(desk.browser, second)["state"] == "done"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": ""},
        {"text": "some", "address": "https://harbour.example/"},
        {"address": "/etc/passwd"},
        {"address": "file:///etc/passwd"},
        {"text": "some", "published": "yesterday"},
        {"text": "some", "path": "/etc/passwd"},
    ],
)
def test_what_names_nothing_to_read_is_refused(desk, sent):
    assert desk.browser.post("/api/reading", json=sent).status_code == 400
    assert desk.browser.get("/api/jobs").json()["jobs"] == []


def test_a_form_without_files_or_with_a_broken_body_is_refused(desk):
    kind = {"content-type": "multipart/form-data; boundary=x"}
    for body in (b"", b"--x\r\n", b"--x--\r\n", b"no form at all"):
        assert desk.browser.post("/api/reading", content=body, headers=kind).status_code == 400
    assert desk.browser.post("/api/reading", content=b"x", headers={"content-type": "text/plain"}).status_code == 400


def test_an_unknown_job_is_not_found(desk):
    assert desk.browser.get("/api/jobs/none").status_code == 404
    assert desk.browser.post("/api/jobs/none/stop").status_code == 404


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\report.txt", "report.txt"),
        ("a\u202egpj.txt", "agpj.txt"),
        ("..", "dropped"),
        ("", "dropped"),
        (None, "dropped"),
    ],
)
def test_a_dropped_file_keeps_only_the_last_part_of_its_name(given, plain):
    assert plain_name(given) == plain


@pytest.mark.model
def test_a_pasted_report_has_claims_when_the_job_has_ended(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as ledger, served(ledger, work=KEPT) as running:
        text = mill().document.text
        state = waited(running.browser, started(running.browser.post("/api/reading", json={"text": text})), 300)
        assert state["state"] == "done", state
        assert state["claims"] > 0
        assert running.browser.get("/api/claims").json()["total"] == state["claims"]
