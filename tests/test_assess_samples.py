"""What the bundled samples come to when they are read, linked and weighed: one run of the whole line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

from reportedly import assess
from reportedly.assess import Testimony, counts, label, load_context, relations
from reportedly.ledger import Entry, Ledger, Wanted, append, find_documents, open_ledger
from reportedly.pipeline import link_pending, load_tools, process
from reportedly.records import DateCandidate, Document
from reportedly.settings import load_settings
from reportedly.vocabulary import DateOrigin, Dimension, PlainLabel, Relation

pytestmark = pytest.mark.model
AT = "2026-01-02T03:04:05Z"
READ = ("shortepa-rifles", "shortepa-reprint", "mayadin-ferry", "mayadin-register", "faryab-road")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    tools = load_tools(replace(load_settings(), data=tmp_path_factory.mktemp("own")))
    rows = (files("reportedly") / "samples" / "manifest.jsonl").read_text("utf-8").splitlines()
    entries = [
        Entry(report=process(_document(row), tools), original=row["text"].encode())
        for row in map(json.loads, rows)
        if row["source"] in READ
    ]
    with open_ledger(Path(tmp_path_factory.mktemp("samples")) / "ledger.db") as opened:
        append(opened, entries, at=AT)
        link_pending(opened)
        yield opened


def _document(row: dict[str, str]) -> Document:
    return Document(
        source=row["source"],
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        dates=(DateCandidate(value=row["published"], origin=DateOrigin.GIVEN),),
        language="en",
    )


def told(ledger: Ledger, *names: str) -> tuple[Testimony, ...]:
    """The claims of these samples."""
    documents = [each for each in find_documents(ledger, Wanted()) if each.latest.report.document.source in names]
    return tuple(assess.testimonies(documents))


def test_the_reprint_does_not_raise_the_count_of_root_sources(ledger: Ledger):
    first, both = told(ledger, "shortepa-rifles"), told(ledger, "shortepa-rifles", "shortepa-reprint")
    context = load_context(ledger, {each.report for each in both})
    assert context.derivations
    handed = [tuple(each for each in some if each.claim.claim.type == "ARMS_SUPPLY") for some in (first, both)]
    before, after = (counts(each, context) for each in handed)
    assert after.reports == before.reports + 1
    assert after.roots == before.roots


def test_the_contradiction_in_numbers_and_the_denial_show(ledger: Ledger):
    claims = told(ledger, "mayadin-ferry", "mayadin-register")
    context = load_context(ledger, {each.report for each in claims})
    found = relations(combinations(claims, 2), context)
    differing = [
        each for each in found if each.dimension is Dimension.QUANTITY and each.relation is Relation.CONTRADICTS
    ]
    assert "killed: one says at least 12, the other 7" in {each.because for each in differing}
    assert label(claims, found, counts(claims, context), context).label is PlainLabel.CONTESTED
    assert any(each.relation is Relation.DENIES for each in found)
