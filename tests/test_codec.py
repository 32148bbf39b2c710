import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from reportedly.codec import decode_report, encode_report, masked, pack, report_schema, unpack
from reportedly.errors import RecordError
from reportedly.records import (
    DOCUMENT_HOLDER,
    About,
    ActorReading,
    Claim,
    Document,
    Holder,
    Mentions,
    Participant,
    PlaceMention,
    Report,
    Resolved,
)
from reportedly.spans import Span
from reportedly.vocabulary import AboutHow, ActorRole, Anonymity, Kind, Mode, PlaceStatus, SourceKind
from strategies import reports

TEXT = "A miller in Orvel said that the bridge was burned. He said the mill stands."
DOCUMENT = Document(source="orvel.txt", text=TEXT)
MILLER = Holder(
    who=Span(0, 8), cue=Span(18, 22), label="A miller", kind=SourceKind.PERSON, anonymity=Anonymity.NAMED, entity=1
)
FIRST = Claim(
    document=DOCUMENT.id,
    content=(Span(28, 49),),
    head=Span(43, 49),
    kind=Kind.EVENT,
    type="EXPLOSION",
    chain=(MILLER, DOCUMENT_HOLDER),
    mode=Mode.INDIRECT,
    participants=(Participant(role=ActorRole.PATIENT, span=Span(28, 38)),),
)
SECOND = replace(
    FIRST,
    content=(Span(59, 74),),
    chain=(replace(MILLER, who=Span(51, 53)), DOCUMENT_HOLDER),
    about=(About(claim=0, how=AboutHow.EXPLAINS),),
    participants=(),
)
REPORT = Report(
    document=DOCUMENT,
    sentences=(),
    attributions=(),
    mentions=Mentions(places=(PlaceMention(span=Span(12, 17), status=PlaceStatus.UNRESOLVED),)),
    claims=(
        Resolved(claim=FIRST, actors=(ActorReading(span=Span(28, 38), id="BRIDGE", name="the bridge"),)),
        Resolved(claim=SECOND),
    ),
)


@pytest.fixture(scope="module")
def line() -> dict:
    return json.loads(encode_report(REPORT))


@given(reports())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_round_trip_is_identity(report: Report):
    assert decode_report(encode_report(report)) == report


@given(reports())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_line_fits_the_schema_and_is_one_line(report: Report):
    line = encode_report(report)
    assert b"\n" not in line
    jsonschema.validate(json.loads(line), json.loads(report_schema()))


@given(reports())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_packing_is_identity(report: Report):
    assert unpack(pack(report), Report) == report


def test_spans_are_pairs(line: dict):
    assert line["claims"][0]["content"] == [[28, 49]]
    assert line["claims"][0]["head"] == [43, 49]
    assert line["claims"][0]["chain"][0]["who"] == [0, 8]


def test_mentions_carry_their_words(line: dict):
    assert line["mentions"]["places"] == [
        {
            "start": 12,
            "end": 17,
            "text": "Orvel",
            "status": "unresolved",
            "use": "literal",
            "stated_parent": None,
            "conflict": False,
            "candidates": [],
        }
    ]


def test_actors_carry_who_they_are(line: dict):
    assert line["claims"][0]["actors"][0] == {
        "role": "patient",
        "span": [28, 38],
        "id": "BRIDGE",
        "name": "the bridge",
        "quantifier": None,
        "group": 0,
        "operator": "AND",
    }


def test_same_as_names_the_earliest_claim_of_the_source_and_never_itself(line: dict):
    first, second = line["claims"]
    assert first["chain"][0]["same_as"] is None
    assert second["chain"][0]["same_as"] == first["id"]
    assert second["chain"][-1]["same_as"] is None


def test_about_names_the_claim_by_id(line: dict):
    assert line["claims"][1]["about"] == [{"claim": line["claims"][0]["id"], "how": "explains", "index": 0}]


def test_unknown_is_null_or_empty_and_never_absent(line: dict):
    assert line["document"]["published"] is None
    assert line["document"]["url"] is None
    assert line["issues"] == []
    assert line["claims"][0]["crosswalk"] == {"plover": None, "acled": None, "ucdp": None, "because": ""}


def test_line_without_our_own_fields_can_be_read(line: dict):
    bare = json.loads(json.dumps(line))
    for claim in bare["claims"]:
        claim.pop("actor_readings", None)
        for link in claim["chain"]:
            link.pop("entity", None)
        for about in claim["about"]:
            about.pop("index")
    report = decode_report(json.dumps(bare))
    assert [each.claim.id for each in report.claims] == [FIRST.id, SECOND.id]
    assert report.claims[1].claim.about == SECOND.about


def test_changed_text_is_noticed(line: dict):
    changed = {**line, "document": {**line["document"], "text": TEXT.replace("burned", "closed")}}
    with pytest.raises(RecordError, match="another text"):
        decode_report(json.dumps(changed))


def test_changed_claim_is_noticed(line: dict):
    changed = json.loads(json.dumps(line))
    changed["claims"][0]["content"] = [[28, 30]]
    with pytest.raises(RecordError, match="other words"):
        decode_report(json.dumps(changed))


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"schema": "reportedly.report/2"}'])
def test_no_record_is_refused(broken: str):
    with pytest.raises(RecordError, match=r"reportedly\.report/1"):
        decode_report(broken)


def test_half_a_surrogate_pair_is_refused():
    report = replace(REPORT, document=Document(source="x", text="\ud800"), claims=(), mentions=Mentions())
    with pytest.raises(RecordError, match="cannot be written"):
        encode_report(report)
    with pytest.raises(RecordError, match="cannot be written"):
        pack(report)


def test_masking_reaches_every_text_and_leaves_the_rest():
    hidden = masked(FIRST, lambda text: text.replace("miller", "······"))
    assert hidden.chain[0].label == "A ······"
    assert hidden.content == FIRST.content
    assert hidden.mode is Mode.INDIRECT


def test_unpacking_something_else_is_refused():
    with pytest.raises(RecordError, match="hold no Claim"):
        unpack(b"{}", Claim)
