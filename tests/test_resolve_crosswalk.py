"""Crosswalk: codes where they fit, and a reason where they do not."""

from typing import Any

import pytest

from reportedly.lexicon import load_lexicon
from reportedly.records import DOCUMENT_HOLDER, ActorReading, Claim, Participant, Quantity
from reportedly.resolve.crosswalk import read_crosswalk
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorRole,
    Genericity,
    Kind,
    MetaType,
    Polarity,
    QuantityOf,
    Realis,
    WorldType,
)

AGENT = Participant(role=ActorRole.AGENT, span=Span(0, 1))
PATIENT = Participant(role=ActorRole.PATIENT, span=Span(2, 3))
DEAD = (Quantity(of=QuantityOf.KILLED, span=Span(4, 5), low=5, best=5, high=5),)


def claim(type_: str, **fields: object) -> Claim:
    """A claim that somebody did something, told as one event that came about."""
    given = {"kind": Kind.EVENT, "participants": (AGENT, PATIENT), **fields}
    return Claim(document="d", content=(Span(0, 9),), head=Span(0, 1), type=type_, chain=(DOCUMENT_HOLDER,), **given)


def who(*ids: str | None) -> tuple[ActorReading, ...]:
    """Readings of the two participants."""
    return tuple(ActorReading(span=Span(0, 1), id=each, name=each) for each in ids)


@pytest.mark.parametrize("type_", [*WorldType, *MetaType])
def test_every_type_has_a_row(type_: str):
    assert type_ in load_lexicon("crosswalk").entries


@pytest.mark.parametrize("type_", [*WorldType, *MetaType])
def test_what_fits_no_scheme_says_why(type_: str):
    found = read_crosswalk(claim(type_), who("TALIBAN", "AF:army"))
    assert None not in {found.plover, found.acled, found.ucdp} or found.because


def test_a_clash_is_assault_and_armed_clash():
    found = read_crosswalk(claim("CLASH"), who("TALIBAN", "AF:army"))
    assert (found.plover, found.acled) == ("ASSAULT", "Battles: Armed clash")


@pytest.mark.parametrize(
    "fields",
    [
        {"polarity": Polarity.NEGATED},
        {"kind": Kind.DENIAL},
        {"realis": Realis.FEARED},
        {"realis": Realis.HYPOTHETICAL},
        {"realis": Realis.INTENDED},
    ],
)
def test_what_is_denied_or_did_not_come_about_has_no_code(fields: dict[str, Any]):
    found = read_crosswalk(claim("CLASH", quantities=DEAD, **fields), who("TALIBAN", "AF:army"))
    assert (found.plover, found.acled, found.ucdp) == (None, None, None)
    assert found.because


def test_plover_needs_somebody_who_acts():
    assert read_crosswalk(claim("CLASH", participants=(PATIENT,))).plover is None


def test_acled_needs_one_occurrence():
    assert read_crosswalk(claim("CLASH", genericity=Genericity.ITERATIVE)).acled is None
    assert read_crosswalk(claim("CLASH", kind=Kind.PROCESS)).acled is None


@pytest.mark.parametrize(
    ("type_", "sides", "code"),
    [
        ("CLASH", ("TALIBAN", "AF:army"), "1"),
        ("CLASH", ("AF:army", "TALIBAN"), "1"),
        ("CLASH", ("AL-SHABAAB", "MACAWIISLEY"), "2"),
        ("ATTACK_CIV", ("BOKO-HARAM", None), "3"),
        ("CLASH", ("TALIBAN", None), None),
        ("CLASH", (None, None), None),
        ("RECRUIT", ("TALIBAN", None), None),
    ],
)
def test_ucdp_knows_the_type_of_violence_by_the_sides(type_: str, sides: tuple[str | None, ...], code: str | None):
    assert read_crosswalk(claim(type_, quantities=DEAD), who(*sides)).ucdp == code


@pytest.mark.parametrize("quantities", [(), (Quantity(of=QuantityOf.KILLED, span=Span(4, 5), low=0, best=0, high=0),)])
def test_ucdp_needs_a_death(quantities: tuple[Quantity, ...]):
    assert read_crosswalk(claim("CLASH", quantities=quantities), who("TALIBAN", "AF:army")).ucdp is None


def test_capturing_fighters_is_no_abduction_of_civilians():
    assert read_crosswalk(claim("ABDUCT_CAPTURE"), who("SDF", "IS")).acled is None
    assert read_crosswalk(claim("ABDUCT_CAPTURE"), who("IS", None)).acled is not None


def test_a_type_of_the_user_says_that_the_crosswalk_does_not_know_it():
    assert "user" in read_crosswalk(claim("OLIVE_HARVEST")).because
