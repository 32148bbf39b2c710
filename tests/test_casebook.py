"""A case complains of a report where, and only where, the report differs from what the case asks for."""

from dataclasses import replace

import pytest

from casebook import Case, complaints, read_cases
from reportedly.records import (
    DOCUMENT_HOLDER,
    About,
    Alternative,
    Candidate,
    Claim,
    DatedTo,
    Holder,
    Mentions,
    Observation,
    Participant,
    PlacedAt,
    PlaceMention,
    Quantity,
    Report,
    Resolved,
    Scope,
    TimeMention,
)
from reportedly.spans import Span
from reportedly.vocabulary import (
    AboutHow,
    ActorRole,
    Anonymity,
    Basis,
    ControlDiurnal,
    ControlLevel,
    ControlUnit,
    Flag,
    Kind,
    Mode,
    Operator,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    Quantifier,
    QuantityOf,
    SourceKind,
    TimeKind,
)

TEXT = "The mayor said on Monday that two men held the road to Baaj at night."
SAYS = "two men held the road to Baaj at night"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


MAYOR = Holder(
    who=at("The mayor"),
    cue=at("said"),
    label="The mayor",
    kind=SourceKind.PERSON,
    anonymity=Anonymity.ROLE_ONLY,
    basis=Basis.SECONDHAND,
)
CLAIM = Claim(
    document="sha256:0",
    content=(at(SAYS),),
    head=at("held"),
    kind=Kind.STATE,
    type="CONTROL",
    chain=(MAYOR, DOCUMENT_HOLDER),
    alternatives=(Alternative(chain=(DOCUMENT_HOLDER,), because="no cue"),),
    about=(About(claim=0, how=AboutHow.CONFIRMS),),
    mode=Mode.INDIRECT,
    participants=(
        Participant(role=ActorRole.AGENT, span=at("two men"), group=1, operator=Operator.OR),
        Participant(role=ActorRole.AGENT, span=at("men"), group=1, operator=Operator.OR),
    ),
    quantities=(Quantity(of=QuantityOf.FIGHTERS, span=at("two men"), low=2, best=2, high=2),),
    control=(
        Observation(
            actor=at("two men"),
            level=ControlLevel(4),
            diurnal=ControlDiurnal.NIGHT,
            scope=Scope(quantifier=Quantifier.ONE, unit=ControlUnit.ROADS, named=False),
            wording=at("held"),
        ),
    ),
    flags=(Flag.VAGUE,),
)
BAAJ = PlaceMention(
    span=at("Baaj"),
    status=PlaceStatus.RESOLVED,
    candidates=(Candidate(id="x:1", name="Al Ba'aj", kind=PlaceKind.PPL, country="IQ"),),
)
NIGHT = TimeMention(span=at("at night"), kind=TimeKind.TIME)


def report(claim: Claim = CLAIM) -> Report:
    resolved = Resolved(
        claim=claim,
        places=(PlacedAt(mention=0, role=PlaceRole.TO),),
        times=(DatedTo(mention=0, begin="2022-05-02", finish="2022-05-02"),),
    )
    mentions = Mentions(places=(BAAJ,), times=(NIGHT,))
    document = case("says: x").document()
    return Report(document=document, sentences=(), attributions=(), mentions=mentions, claims=(resolved,))


def case(*lines: str) -> Case:
    [read] = read_cases("x", "\n".join(["# A case.", TEXT, "--- claims", *lines]))
    return read


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("via: The mayor", "via: document"),
        ("via: The mayor", "via: -"),
        ("cue: said", "cue: -"),
        ("chain: mayor > document", "chain: document"),
        ("chain: The mayor > document", "chain: men > document"),
        ("mode: indirect", "mode: direct"),
        ("polarity: +", "polarity: -"),
        ("certainty: CT", "certainty: PS"),
        ("realis: actual", "realis: feared"),
        ("genericity: specific", "genericity: habitual"),
        ("kind: event | state", "kind: event"),
        ("type: CONTROL", "type: CLASH"),
        ("basis: secondhand", "basis: unstated"),
        ("basis: secondhand > unstated", "basis: secondhand > thirdhand_plus"),
        ("anonymity: role_only > unsigned_narrator", "anonymity: named"),
        ("actor: agent two men", "actor: patient two men"),
        ("actor: patient -", "actor: agent -"),
        ("operator: OR", "operator: AND"),
        ("quantity: fighters two men = 2", "quantity: fighters two men = 2 - -"),
        ("quantity: fighters two = 2", "quantity: -"),
        ("place: to Baaj", "place: at Baaj"),
        ("place: at -", "place: to -"),
        ("time: at night", "time: Monday"),
        ("time: at night = 2022-05-02..2022-05-02", "time: at night = ..2022-05-02"),
        ("control: two men | level 4 | diurnal night | unit roads", "control: two men | level 5"),
        ("control: two men | level 3/4", "control: two men | trend rising"),
        ("flags: vague", "flags: -"),
        ("flags: vague", "flags: vague, sensational"),
        (f"about: confirms {SAYS}", f"about: denies {SAYS}"),
        ("alternative: document", "alternative: The mayor"),
    ],
)
def test_field_is_compared(right: str, wrong: str):
    assert complaints(case(f"says: {SAYS}", right), report()) == []
    assert len(complaints(case(f"says: {SAYS}", wrong), report())) == 1


def test_claim_that_nobody_makes_is_missed():
    assert complaints(case("says: on Monday"), report()) == ["no claim says 'on Monday'"]


def test_words_at_an_edge_do_not_matter_and_more_words_do():
    assert complaints(case("says: that two men held the road to Baaj at night"), report()) == []
    assert complaints(case("says: said on Monday that two men held the road to Baaj at night"), report()) != []


def test_absent_claim_is_complained_of_where_it_is_found():
    assert complaints(case(f"absent: {SAYS}"), report()) == [f"a claim says {SAYS!r}"]
    assert complaints(case("absent: on Monday"), report()) == []


def test_any_of_several_claims_with_the_same_words_may_be_the_right_one():
    other = Resolved(claim=replace(CLAIM, type="CLASH"))
    both = replace(report(), claims=(other, *report().claims))
    assert complaints(case(f"says: {SAYS}", "type: CONTROL"), both) == []
    assert complaints(case(f"says: {SAYS}", "type: KILL"), both) == [f"{SAYS!r}: type is CLASH, not KILL"]
