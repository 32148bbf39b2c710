"""How sensitive sources, people, claims and documents are by default, and what a general statement says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fictional import AT, GOVERNOR, MILL_TEXT, MILLER, NARRATOR, Said, at, mill, report
from reportedly.judge import redact_claim
from reportedly.ledger import Entry, Ledger, append, load_document
from reportedly.lexicon import load_lexicon
from reportedly.protect import Occasion, Wanted, load_policy, open_ledger, stream_claims, stream_documents
from reportedly.protect.sensitivities import default_sensitivity, handling_of, is_exposed, person_sensitivity
from reportedly.protect.views import ClaimView
from reportedly.records import Holder, Name, Quantity, Report, Ruling
from reportedly.vocabulary import (
    Anonymity,
    Audience,
    Basis,
    Handling,
    MetaType,
    NameKind,
    PlaceRole,
    QuantityOf,
    Sensitivity,
    SourceKind,
    WorldType,
)

OWNER = Occasion(audience=Audience.INTERNAL, at=AT, recipient="desk", key=b"k" * 32)
PUBLIC = replace(OWNER, audience=Audience.PUBLIC)
RULING = Ruling(reviewer="R. Viewer", at=AT, because="")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def put(ledger: Ledger, *made: Report) -> None:
    append(ledger, [Entry(report=each, original=b"x") for each in made], at=AT)


def seen(ledger: Ledger, occasion: Occasion) -> tuple[ClaimView, ...]:
    return tuple(stream_claims(ledger, Wanted(), occasion))


def holder(label: str, anonymity: Anonymity, *, basis: Basis = Basis.UNSTATED) -> Holder:
    return Holder(who=None, cue=None, label=label, kind=SourceKind.PERSON, anonymity=anonymity, basis=basis)


@pytest.mark.parametrize(
    ("label", "anonymity", "level"),
    [
        ("Ilar Tosk", Anonymity.NAMED, Sensitivity.HIGH),
        ("Governor Ilar Tosk", Anonymity.NAMED, Sensitivity.LOW),
        ("a trader", Anonymity.UNNAMED_UNEXPLAINED, Sensitivity.HIGH),
        ("a 14-year-old pupil", Anonymity.UNNAMED_UNEXPLAINED, Sensitivity.SEVERE),
        ("a trader aged 17", Anonymity.UNNAMED_UNEXPLAINED, Sensitivity.SEVERE),
        ("a trader aged 18", Anonymity.UNNAMED_UNEXPLAINED, Sensitivity.HIGH),
        ("one of the survivors", Anonymity.UNNAMED_ON_REQUEST, Sensitivity.SEVERE),
        ("Ilar Tosk, an eyewitness", Anonymity.NAMED, Sensitivity.SEVERE),
        ("residents", Anonymity.COLLECTIVE, Sensitivity.LOW),
        ("members of the city council", Anonymity.COLLECTIVE, Sensitivity.MODERATE),
    ],
)
def test_default_level_follows_what_the_words_say_of_a_source(label: str, anonymity: Anonymity, level: Sensitivity):
    assert default_sensitivity(holder(label, anonymity), label) is level


def test_whoever_says_to_have_seen_it_is_a_witness():
    seen_it = holder("a trader", Anonymity.UNNAMED_UNEXPLAINED, basis=Basis.FIRSTHAND_WITNESS)
    assert default_sensitivity(seen_it, seen_it.label) is Sensitivity.SEVERE
    crowd = holder("residents", Anonymity.COLLECTIVE, basis=Basis.FIRSTHAND_WITNESS)
    assert default_sensitivity(crowd, crowd.label) is Sensitivity.LOW


@pytest.mark.parametrize(
    ("around", "level"),
    [
        ("Ilar Tosk", Sensitivity.HIGH),
        ("the victim Ilar Tosk", Sensitivity.SEVERE),
        ("Ilar Tosk 14", Sensitivity.SEVERE),
        ("minister Ilar Tosk", Sensitivity.LOW),
    ],
)
def test_people_who_are_named_have_a_level_too(around: str, level: Sensitivity):
    assert person_sensitivity(around) is level


@pytest.mark.parametrize("words", sorted(load_lexicon("exposed_people").entries))
def test_every_word_for_exposed_people_is_found(words: str):
    assert is_exposed(f"a {words} of the village")


@pytest.mark.parametrize("level", Sensitivity)
def test_every_level_has_a_handling(level: Sensitivity):
    assert handling_of(level) in Handling


def test_owner_sees_levels_on_sources_claims_and_documents(ledger: Ledger):
    put(ledger, mill())
    governor, miller, narrator = seen(ledger, OWNER)
    assert [each.sensitivity for each in (governor, miller, narrator)] == [
        Sensitivity.LOW,
        Sensitivity.SEVERE,
        Sensitivity.LOW,
    ]
    assert miller.chain[0].sensitivity is Sensitivity.SEVERE
    assert (miller.handling, governor.handling) == (Handling.RED, Handling.CLEAR)
    (document,) = stream_documents(ledger, Wanted(), OWNER)
    assert (document.sensitivity, document.handling) == (Sensitivity.SEVERE, Handling.RED)


def test_claim_that_names_a_private_person_is_as_sensitive_as_the_person(ledger: Ledger):
    text = "The ford is closed. A crowd saw Ilar Tosk leave."
    made = report(text, Said(says="The ford is closed"), Said(says="A crowd saw Ilar Tosk leave"))
    name = Name(span=at(text, "Ilar Tosk"), kind=NameKind.PERSON)
    put(ledger, replace(made, mentions=replace(made.mentions, names=(name,))))
    assert [each.sensitivity for each in seen(ledger, OWNER)] == [Sensitivity.LOW, Sensitivity.HIGH]


def test_reviewer_raises_a_level(ledger: Ledger):
    put(ledger, report(MILL_TEXT, GOVERNOR, NARRATOR))
    redact_claim(ledger, load_document(ledger, "fiction.txt").claims[1].id, Sensitivity.HIGH, RULING)
    assert [each.sensitivity for each in seen(ledger, OWNER)] == [Sensitivity.LOW, Sensitivity.HIGH]


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_others_are_not_told_what_sort_of_person_is_withheld(ledger: Ledger, audience: Audience):
    put(ledger, mill())
    shown = seen(ledger, replace(OWNER, audience=audience))
    assert {each.sensitivity for claim in shown for each in (claim, claim.document, *claim.chain)} == {None}
    assert {each.handling for each in shown} == {load_policy(audience).handling}


def test_general_statement_says_what_the_coded_fields_say(ledger: Ledger):
    said = replace(MILLER, place="the ford", begin="2025-05-03", finish="2025-05-03")
    made = report(MILL_TEXT, said)
    claim = made.claims[0]
    counted = Quantity(of=QuantityOf.FIGHTERS, span=at(MILL_TEXT, "ford"), low=5.0, high=9.0)
    actor = replace(claim.actors[0], id="IS", name="Islamic State")
    put(
        ledger,
        replace(made, claims=(replace(claim, claim=replace(claim.claim, quantities=(counted,)), actors=(actor,)),)),
    )
    (shown,) = seen(ledger, PUBLIC)
    assert shown.words == (
        "(words withheld) control of a place; agent: Islamic State; fighters: 5 to 9; "
        "Kunduz Province, Afghanistan; 2025-05"
    )


def test_days_of_a_general_claim_are_told_by_the_month(ledger: Ledger):
    put(ledger, report(MILL_TEXT, replace(MILLER, begin="2024-02-03", finish="2024-02-05"), GOVERNOR))
    governor, miller = (each.times[0] for each in seen(ledger, PUBLIC))
    assert (miller.begin, miller.finish, miller.precision) == ("2024-02-01", "2024-02-29", 4)
    assert (governor.begin, governor.finish) == (GOVERNOR.begin, GOVERNOR.finish)


@pytest.mark.parametrize(("said", "has_point"), [(MILLER, False), (GOVERNOR, True)])
def test_place_of_a_protected_source_has_no_point_for_its_owner_either(ledger: Ledger, said: Said, *, has_point: bool):
    made = report(MILL_TEXT, replace(said, place="Kunduz"))
    home = replace(made.claims[0].places[0], role=PlaceRole.SOURCE_LOCATION)
    put(ledger, replace(made, claims=(replace(made.claims[0], places=(home, *made.claims[0].places)),)))
    source, claimed = seen(ledger, OWNER)[0].places
    assert (source.lat is not None) is has_point
    assert claimed.lat is not None


def test_general_statement_names_large_classes_and_no_more_of_their_words(ledger: Ledger):
    text = "A miller who asked not to be named said that four terrified villagers of Ostrelka fled."
    said = replace(
        MILLER, says="four terrified villagers of Ostrelka fled", agent="four terrified villagers of Ostrelka"
    )
    made = report(text, said)
    unknown = replace(made.claims[0].actors[0], id=None, name=None)
    put(ledger, replace(made, claims=(replace(made.claims[0], actors=(unknown,)),)))
    (shown,) = seen(ledger, PUBLIC)
    assert shown.words == "(words withheld) control of a place; agent: villagers"
    assert [each.words for each in shown.participants] == ["villagers"]


@pytest.mark.parametrize("code", [*WorldType, *MetaType])
def test_every_type_has_words(code: str):
    assert code.value in load_lexicon("type_phrases").entries
