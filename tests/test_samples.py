"""The bundled samples are marked as fictional, read as reports would, and agree with their gold."""

import html
import importlib.util
import json
import re
from importlib.resources import as_file, files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reportedly import vocabulary
from reportedly.read import read
from reportedly.records import Acquired, Issue

GOLD = Path(__file__).parent / "gold"
NAMES = sorted(path.stem for path in (GOLD / "coding").glob("*.txt"))
SAMPLES = files("reportedly") / "samples"
PAGES = ("obeid-market", "sinjar-truce")
NOTICE = "Fictional sample written for Reportedly; the events are invented."


def load_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_build", GOLD / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_manifest() -> list[dict[str, str]]:
    return [json.loads(line) for line in (SAMPLES / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def load_gold(name: str) -> tuple[str, dict[str, Any]]:
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    return text, json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))


def test_generated_files_are_not_stale():
    build = load_build()
    assert build.stale(build.contents()) == []


def test_there_are_fifteen_reports():
    assert len(NAMES) == 15
    assert len(load_manifest()) == 13


def test_every_report_of_the_manifest_is_marked_fictional():
    assert {row["notice"] for row in load_manifest()} == {NOTICE}


def test_no_text_of_the_manifest_speaks_of_being_a_sample():
    assert not [row["source"] for row in load_manifest() if re.search("fictional|sample", row["text"], re.IGNORECASE)]


def test_every_address_of_the_manifest_is_reserved_for_examples():
    assert all(re.match(r"https://[\w.-]+\.example/", row["url"]) for row in load_manifest())


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_the_text_of_its_gold_and_the_notice_outside_it(name: str):
    page = (SAMPLES / f"{name}.html").read_text(encoding="utf-8")
    text, _ = load_gold(name)
    article = page[page.index("<article") : page.index("</article")]
    held = [html.unescape(words) for words in re.findall(r"<p>(.*?)</p>", article)]
    assert held == text.strip().split("\n\n")
    assert f"<p>{NOTICE}</p>" in page[page.index("<footer") :]


@pytest.mark.parametrize("name", NAMES)
def test_reports_are_short(name: str):
    text, _ = load_gold(name)
    assert 120 <= len(text.split()) <= 350


@pytest.mark.parametrize("name", NAMES)
def test_quotes_of_the_gold_are_the_words_of_their_spans(name: str):
    text, record = load_gold(name)
    for claim in record["claims"]:
        assert claim["quote"] == " ... ".join(text[start:end] for start, end in claim["content"])


@pytest.mark.parametrize("name", NAMES)
def test_gold_uses_the_vocabulary(name: str):
    _, record = load_gold(name)
    codes = load_build().CODES
    types = {*vocabulary.WorldType, *vocabulary.MetaType}
    for claim in record["claims"]:
        assert claim["type"] in types
        assert all(claim[field] in set(members) for field, members in codes.items())
        for link in claim["chain"]:
            assert link["basis"] in set(vocabulary.Basis)
            assert link["anonymity"] in set(vocabulary.Anonymity)


@pytest.mark.parametrize("name", NAMES)
def test_chains_of_the_gold_end_at_the_document_and_only_there(name: str):
    _, record = load_gold(name)
    for claim in record["claims"]:
        *holders, last = claim["chain"]
        assert last["label"] == "document"
        assert "unsigned_narrator" not in {link["anonymity"] for link in holders}


@pytest.mark.parametrize("name", NAMES)
def test_claims_of_the_document_alone_are_in_its_own_voice(name: str):
    _, record = load_gold(name)
    for claim in record["claims"]:
        alone = len(claim["chain"]) == 1
        assert claim["mode"] in ({"narrator", "presupposed"} if alone else set(vocabulary.Mode) - {"narrator"})


@pytest.mark.parametrize("name", NAMES)
def test_intervals_of_the_gold_are_not_backwards(name: str):
    _, record = load_gold(name)
    bounds = [(time["start"], time["end"]) for claim in record["claims"] for time in claim["times"]]
    assert [pair for pair in bounds if None not in pair and pair[0] > pair[1]] == []


def test_samples_have_what_they_are_there_for():
    claims = [claim for name in NAMES for claim in load_gold(name)[1]["claims"]]
    assert {claim["mode"] for claim in claims} >= {"direct", "nested_direct", "mixed", "presupposed", "ambiguous"}
    assert {claim["realis"] for claim in claims} == set(vocabulary.Realis)
    assert {claim["certainty"] for claim in claims} == set(vocabulary.Certainty)
    assert max(len(claim["chain"]) for claim in claims) == 4


def test_samples_are_read_with_their_texts_dates_and_publishers():
    with as_file(SAMPLES) as folder:
        outcomes = list(read(folder))
    documents = {Path(each.document.source).stem: each.document for each in outcomes if isinstance(each, Acquired)}
    assert sorted(documents) == NAMES
    for name, document in documents.items():
        text, record = load_gold(name)
        assert document.text.split() == text.split()
        assert (document.published, document.publisher) == (record["doc"]["dct"], record["doc"]["publisher"])
        assert document.url == record["doc"]["url"]


def test_reading_the_samples_raises_no_issue():
    with as_file(SAMPLES) as folder:
        assert [each for each in read(folder) if isinstance(each, Issue)] == []
