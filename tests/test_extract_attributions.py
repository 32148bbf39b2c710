"""The flat attributions and the claims' nearest links say the same."""

import json
from functools import cache
from importlib import resources

import pytest

from reportedly.pipeline import Tools, load_tools, process
from reportedly.records import Attribution, Claim, Document, Report
from reportedly.settings import load_settings
from reportedly.spans import Span, covering

pytestmark = pytest.mark.model
FIRST_PERSON = {"i", "we", "me", "us", "my", "our"}


@cache
def tools() -> Tools:
    return load_tools(load_settings())


@cache
def reports() -> tuple[Report, ...]:
    lines = (resources.files("reportedly") / "samples" / "manifest.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return tuple(process(Document(source=row["source"], text=row["text"]), tools()) for row in rows)


def attributed() -> list[tuple[Report, Claim]]:
    """Claims of the samples whose nearest holder has a cue."""
    pairs = [(report, resolved.claim) for report in reports() for resolved in report.claims]
    return [
        (report, claim) for report, claim in pairs if claim.chain[0].cue is not None and not claim.chain[0].inferred
    ]


def with_cue(report: Report, cue: Span) -> list[Attribution]:
    return [one for one in report.attributions if one.cue and covering(one.cue).overlaps(cue)]


def both() -> list[tuple[Report, Claim, list[Attribution]]]:
    """Claims and the attributions with their nearest cue; a link inside another attribution has none of its own."""
    pairs = ((report, claim, with_cue(report, claim.chain[0].cue or Span(0, 0))) for report, claim in attributed())
    return [(report, claim, found) for report, claim, found in pairs if found]


def test_most_nearest_links_are_attributions_too() -> None:
    assert len(attributed()) > 50
    assert len(both()) > 0.9 * len(attributed())


def test_what_an_attribution_covers_holds_the_claims_of_its_cue() -> None:
    apart = [
        claim.id
        for _, claim, found in both()
        if not claim.alternatives and not any(part.overlaps(claim.head) for one in found for part in one.content)
    ]
    assert len(apart) <= 0.1 * len(both())


def test_the_source_of_an_attribution_is_the_holder_or_the_speaker_of_i_and_we() -> None:
    for report, claim, found in both():
        who = claim.chain[0].who
        if who is None or who.of(report.document.text).lower() in FIRST_PERSON or not any(one.source for one in found):
            continue
        assert any(part.overlaps(who) for one in found for part in one.source), who.of(report.document.text)
