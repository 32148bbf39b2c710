from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess import (
    ClaimRelation,
    Context,
    Derivation,
    Suggestion,
    Testimony,
    counts,
    derivations_of,
    label,
    relations,
    suggest_grade,
)
from reportedly.errors import RecordError
from reportedly.records import JointJudgement, Ruling
from reportedly.vocabulary import (
    AboutHow,
    Anonymity,
    Credibility,
    Dimension,
    Direction,
    Genericity,
    Independence,
    JointDecision,
    Kind,
    PlainLabel,
    Polarity,
    Realis,
    Relation,
    Reliability,
    ReprintKind,
)
from weighing import Holds, Tell, one, report, told

NOTHING = Context()
RULING = Ruling(reviewer="R. Eviewer", at="2026-01-01T00:00:00Z")


def deaths(low: float | None, high: float | None, who: str = "Karim Ahadi", **more: object) -> Testimony:
    """A claim that so many died in Sayad."""
    outlet = str(more.pop("outlet", who))
    words = "Some number died in Sayad"
    return one(
        f"{words}, {who} said.",
        Tell(says=words, who=who, place="Sayad", counted=(("Some number", low, high),), **more),
        publisher=outlet,
    )


def found(first: Testimony, second: Testimony, context: Context = NOTHING) -> set[tuple[Relation, Dimension | None]]:
    return {(each.relation, each.dimension) for each in relations([(first, second)], context)}


def pairs(claims: tuple[Testimony, ...]) -> Iterator[tuple[Testimony, Testimony]]:
    return combinations(claims, 2)


def test_numbers_that_do_not_overlap_contradict():
    first, second = deaths(9, 9), deaths(12, 12, "Laila Noor")
    (relation,) = relations([(first, second)])
    assert (relation.relation, relation.dimension) == (Relation.CONTRADICTS, Dimension.QUANTITY)
    assert relation.because == "killed: one says 9, the other 12"


@pytest.mark.parametrize(
    ("left", "right"), [((9, 12), (12, 14)), ((9, None), (12, 12)), ((None, None), (12, 12)), ((None, 12), (1, 3))]
)
def test_numbers_that_overlap_do_not_contradict(left, right):
    relation = found(deaths(*left), deaths(*right, "Laila Noor"))
    assert all(each is not Relation.CONTRADICTS for each, _ in relation)


def test_open_number_contradicts_what_lies_below_it():
    assert (Relation.CONTRADICTS, Dimension.QUANTITY) in found(deaths(14, None), deaths(12, 12, "Laila Noor"))


def test_numbers_of_different_people_do_not_contradict():
    first = one(
        "12 civilians died in Sayad, Karim Ahadi said.",
        Tell(
            says="12 civilians died in Sayad",
            who="Karim Ahadi",
            place="Sayad",
            agents=(("12 civilians", None),),
            counted=(("12", 12, 12),),
        ),
    )
    second = one(
        "3 policemen died in Sayad, Laila Noor said.",
        Tell(
            says="3 policemen died in Sayad",
            who="Laila Noor",
            place="Sayad",
            agents=(("3 policemen", None),),
            counted=(("3", 3, 3),),
        ),
        publisher="Other",
    )
    assert (Relation.CONTRADICTS, Dimension.QUANTITY) not in found(first, second)


def test_a_narrower_number_refines():
    assert (Relation.REFINES, Dimension.QUANTITY) in found(deaths(10, 11), deaths(9, 12, "Laila Noor"))


def test_refinement_runs_from_the_finer_to_the_coarser():
    coarse, fine = deaths(9, 12), deaths(10, 10, "Laila Noor")
    (refined,) = [each for each in relations([(coarse, fine)]) if each.relation is Relation.REFINES]
    assert (refined.first, refined.second) == (fine.id, coarse.id)


def acted(actor: str, identity: str | None, place: str = "Sayad", **more: object) -> Testimony:
    """A claim that somebody attacked a place."""
    words = f"{actor} attacked {place}"
    who = str(more.pop("who", f"Source of {actor}"))
    return one(
        f"{words}, {who} said.",
        Tell(says=words, who=who, place=place, agents=((actor, identity),), **more),
        publisher=who,
    )


def test_different_known_actors_contradict():
    assert (Relation.CONTRADICTS, Dimension.ACTOR) in found(acted("NATO", "INT:NATO"), acted("Russia", "RU:military"))


def test_an_actor_that_a_report_leaves_open_is_refined_and_not_contradicted():
    relation = found(acted("Taliban", "TALIBAN"), acted("gunmen", None))
    assert (Relation.REFINES, Dimension.ACTOR) in relation
    assert all(each is not Relation.CONTRADICTS for each, _ in relation)


def test_branches_of_one_state_do_not_contradict():
    relation = found(acted("the army", "AF:army"), acted("the police", "AF:police"))
    assert all(each is not Relation.CONTRADICTS for each, _ in relation)


def test_the_two_sides_of_a_clash_do_not_contradict():
    def clash(first: tuple[str, str], second: tuple[str, str], who: str) -> Testimony:
        words = f"{first[0]} fought {second[0]} in Sayad"
        return one(
            f"{words}, {who} said.",
            Tell(says=words, who=who, place="Sayad", type="CLASH", agents=(first, second)),
            publisher=who,
        )

    relation = found(
        clash(("Taliban", "TALIBAN"), ("police", "AF:police"), "Karim Ahadi"),
        clash(("police", "AF:police"), ("Taliban", "TALIBAN"), "Laila Noor"),
    )
    assert all(each is not Relation.CONTRADICTS for each, _ in relation)


def test_places_that_do_not_overlap_contradict():
    first, second = acted("gunmen", None, "Sayad"), acted("fighters", None, "Kohistanat")
    assert (Relation.CONTRADICTS, Dimension.PLACE) in found(first, second)


@pytest.mark.parametrize("wider", ["Sayad", "Sar-e Pol"])
def test_a_village_refines_the_district_or_province_that_it_lies_in(wider: str):
    relation = found(acted("gunmen", None, "Archa"), acted("fighters", None, wider))
    assert (Relation.REFINES, Dimension.PLACE) in relation
    assert (Relation.CONTRADICTS, Dimension.PLACE) not in relation


def test_places_of_a_lasting_state_do_not_contradict():
    first, second = (
        acted("Taliban", "TALIBAN", place, of=Kind.STATE, type="CONTROL") for place in ("Sayad", "Kohistanat")
    )
    assert not found(first, second)


def test_times_that_do_not_overlap_contradict():
    first, second = acted("gunmen", None, day="2018-03-01"), acted("fighters", None, day="2018-03-04")
    (relation,) = relations([(first, second)])
    assert relation.dimension is Dimension.TIME
    assert relation.because == "one says 2018-03-01, the other 2018-03-04"


def test_one_day_apart_without_words_for_it_contradicts_nothing():
    first, second = acted("gunmen", None, day="2018-03-01"), acted("fighters", None)
    assert (Relation.CONTRADICTS, Dimension.TIME) not in found(first, second)


def test_negation_of_the_same_contradicts():
    relation = found(
        acted("Taliban", "TALIBAN"), acted("Taliban", "TALIBAN", polarity=Polarity.NEGATED, who="Laila Noor")
    )
    assert (Relation.CONTRADICTS, Dimension.POLARITY) in relation


def test_a_denial_denies_and_contradicts_nothing():
    denial = acted("Taliban", "TALIBAN", of=Kind.DENIAL, type="DENY", who="Laila Noor")
    relation = found(denial, acted("Taliban", "TALIBAN"))
    assert relation == {(Relation.DENIES, Dimension.POLARITY)}
    (each,) = relations([(acted("Taliban", "TALIBAN"), denial)])
    assert each.first == denial.id
    assert "no evidence" in each.because


def test_a_denial_of_another_place_denies_nothing():
    denial = acted("Taliban", "TALIBAN", "Kohistanat", of=Kind.DENIAL, type="DENY", who="Laila Noor")
    assert not found(denial, acted("Taliban", "TALIBAN"))


@pytest.mark.parametrize(
    ("how", "relation"),
    [
        (AboutHow.CONFIRMS, Relation.CORROBORATES),
        (AboutHow.DENIES, Relation.DENIES),
        (AboutHow.EXPLAINS, Relation.EXPLAINS),
        (AboutHow.REPEATS, Relation.SAME_STATEMENT),
    ],
)
def test_what_a_report_says_of_its_own_claims_is_their_relation(how: AboutHow, relation: Relation):
    text = "Nine died, Karim Ahadi said. Laila Noor spoke of it."
    made = report(
        text,
        Tell(says="Nine died", who="Karim Ahadi"),
        Tell(says="spoke of it", who="Laila Noor", type="CONFIRM", of=Kind.META, about=((0, how),)),
    )
    claim, meta = told(made)
    (each,) = relations([(claim, meta)])
    assert (each.first, each.second, each.relation) == (meta.id, claim.id, relation)


def test_a_retraction_takes_back_the_claims_of_the_other_report():
    first, second = deaths(9, 9, outlet="Amu Post"), deaths(9, 9, outlet="Steppe Monitor")
    derivation = Derivation(
        reports=(first.report, second.report), kind=ReprintKind.RETRACTION, direction=Direction.SECOND_FROM_FIRST
    )
    context = Context(derivations=derivations_of([derivation]))
    taken = [each for each in relations([(first, second)], context) if each.relation is Relation.RETRACTS]
    assert [(each.first, each.second) for each in taken] == [(second.id, first.id)]


def test_two_sources_that_agree_corroborate_and_their_independence_is_told():
    first, second = deaths(9, 9), deaths(9, 9, "Laila Noor")
    (relation,) = relations([(first, second)])
    assert relation.relation is Relation.CORROBORATES
    assert "nobody has shown that the sources do not share a root" in relation.because


def test_one_source_twice_is_the_same_statement_and_no_corroboration():
    first, second = deaths(9, 9, outlet="Amu Post"), deaths(9, 9, outlet="Steppe Monitor")
    assert found(first, second) == {(Relation.SAME_STATEMENT, None)}


def test_what_is_feared_neither_contradicts_nor_corroborates():
    first, second = deaths(9, 9), deaths(12, 12, "Laila Noor")
    feared = replace(second, claim=replace(second.claim, claim=replace(second.claim.claim, realis=Realis.FEARED)))
    assert not found(first, feared)


def test_likeness_of_words_is_no_relation():
    first = one("Nine people died at the mill.", Tell(says="Nine people died at the mill"), publisher="A")
    second = one(
        "Nine people died at the mill!",
        Tell(says="Nine people died at the mill", type="DISPLACEMENT_ACCESS"),
        publisher="B",
    )
    assert not found(first, second)


def holds(actor: str, level: int, identity: str | None, **more: object) -> Testimony:
    """A claim that somebody holds Sayad."""
    words = f"{actor} holds Sayad"
    who = f"Source of {actor} {level}"
    shown = Holds(actor=actor, level=level, id=identity, **more)
    return one(
        f"{words}, {who} said.",
        Tell(says=words, who=who, place="Sayad", type="CONTROL", of=Kind.STATE, holds=shown),
        publisher=who,
    )


def test_influence_and_control_by_one_actor_contradict_in_degree():
    relation = found(holds("Taliban", 3, "TALIBAN"), holds("Taliban", 5, "TALIBAN"))
    assert (Relation.CONTRADICTS, Dimension.DEGREE) in relation


def test_neighbouring_levels_do_not_contradict():
    assert (Relation.CONTRADICTS, Dimension.DEGREE) not in found(
        holds("Taliban", 4, "TALIBAN"), holds("Taliban", 5, "TALIBAN")
    )


def test_two_actors_cannot_both_hold_a_place_alone():
    relation = found(holds("Taliban", 5, "TALIBAN"), holds("Daesh", 5, "IS"))
    assert (Relation.CONTRADICTS, Dimension.ACTOR) in relation


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Karim Ahadi", "Laila Noor", "Omar Sadiq"]),
            st.integers(0, 4),
            st.integers(0, 3),
            st.sampled_from(Kind),
            st.sampled_from(Polarity),
            st.sampled_from(Genericity),
        ),
        min_size=2,
        max_size=4,
    )
)
def test_relations_do_not_depend_on_the_order_of_a_pair(rows):
    claims = []
    for place, (who, low, more, kind, polarity, genericity) in enumerate(rows):
        made = deaths(low, low + more, who, outlet=f"Outlet {place}", of=kind, polarity=polarity)
        claims.append(replace(made, claim=replace(made.claim, claim=replace(made.claim.claim, genericity=genericity))))
    for first, second in pairs(tuple(claims)):
        forth, back = relations([(first, second)]), relations([(second, first)])
        assert {_plain(each) for each in forth} == {_plain(each) for each in back}
        assert all(each.because for each in forth)


def _plain(relation: ClaimRelation) -> tuple[object, ...]:
    """A relation without direction where it has none."""
    directed = relation.relation in {Relation.DENIES, Relation.REFINES, Relation.RETRACTS}
    ends = (relation.first, relation.second) if directed else tuple(sorted((relation.first, relation.second)))
    return (ends, relation.relation, relation.dimension)


def labelled(*claims: Testimony, context: Context = NOTHING):
    linked = relations(pairs(claims), context)
    return label(claims, linked, counts(claims, context), context)


def test_single_source():
    assert labelled(deaths(9, 9)).label is PlainLabel.SINGLE_SOURCE


def test_a_source_in_two_outlets_is_a_single_source():
    claims = deaths(9, 9, outlet="Amu Post"), deaths(9, 9, outlet="Steppe Monitor")
    assert labelled(*claims).label is PlainLabel.SINGLE_SOURCE


def test_outlets_in_their_own_voice_are_not_several_sources():
    claims = tuple(
        one(
            f"{number} died in Sayad.",
            Tell(says=f"{number} died in Sayad", place="Sayad"),
            publisher=f"Outlet {number}",
        )
        for number in range(3)
    )
    assert labelled(*claims).label is PlainLabel.SINGLE_SOURCE


def test_several_sources():
    found_label = labelled(deaths(9, 9), deaths(9, 9, "Laila Noor"))
    assert found_label.label is PlainLabel.SEVERAL_SOURCES
    assert found_label.because == "root sources 1-2, of 2 reports"


def test_contested():
    found_label = labelled(deaths(9, 9), deaths(12, 12, "Laila Noor"))
    assert (found_label.label, found_label.sources) == (PlainLabel.CONTESTED, PlainLabel.SEVERAL_SOURCES)
    assert found_label.because == "killed: one says 9, the other 12"


def test_denied_and_who_denies_is_no_source_for_it():
    denial = acted("Taliban", "TALIBAN", of=Kind.DENIAL, type="DENY", who="Laila Noor")
    found_label = labelled(acted("Taliban", "TALIBAN"), denial)
    assert (found_label.label, found_label.sources) == (PlainLabel.DENIED, PlainLabel.SINGLE_SOURCE)


def suggested(claim: Testimony, *others: Testimony, context: Context = NOTHING) -> Suggestion:
    claims = (claim, *others)
    return suggest_grade(claim, claims, relations(pairs(claims), context), context)


def test_a_claim_that_stands_alone_is_suggested_f6():
    found_grade = suggested(deaths(9, 9))
    assert (found_grade.reliability, found_grade.credibility) == (Reliability.F, Credibility.CANNOT_BE_JUDGED)


def test_agreement_of_named_sources_is_suggested_as_possible():
    assert suggested(deaths(9, 9), deaths(9, 9, "Laila Noor")).credibility is Credibility.POSSIBLY


def test_a_contradicted_claim_is_suggested_as_doubtful():
    assert suggested(deaths(9, 9), deaths(12, 12, "Laila Noor")).credibility is Credibility.DOUBTFUL


def test_reliability_is_suggested_as_reviewers_judged_the_outlet():
    claim = deaths(9, 9, outlet="Amu Post")
    judged = JointJudgement(
        id="j", decision=JointDecision.RELIABILITY, ruling=RULING, about="outlet:amu-post", reliability=Reliability.B
    )
    found_grade = suggested(claim, context=Context(words=(judged,)))
    assert found_grade.reliability is Reliability.B
    assert found_grade.because[0] == "a reviewer judged Amu Post B"


def test_a_suggestion_of_1_cannot_be_made():
    with pytest.raises(RecordError):
        Suggestion(credibility=Credibility.INDEPENDENTLY_REPORTED)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Karim Ahadi", "Laila Noor", "Omar Sadiq"]), st.integers(1, 2), st.booleans()),
        min_size=1,
        max_size=5,
    ),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(Independence)), max_size=4),
    st.sampled_from(Reliability),
)
def test_no_chain_of_automatic_steps_gives_1(rows, words, reliability):
    claims = tuple(
        deaths(
            number, number, who, outlet=f"Outlet {place}", anonymity=Anonymity.NAMED if named else Anonymity.COLLECTIVE
        )
        for place, (who, number, named) in enumerate(rows)
    )
    judged = [
        JointJudgement(
            id=str(place),
            decision=JointDecision.INDEPENDENCE,
            ruling=RULING,
            claims=(claims[one_side].id,),
            others=(claims[other].id,),
            independence=found_independence,
        )
        for place, (one_side, other, found_independence) in enumerate(words)
        if one_side != other and max(one_side, other) < len(claims)
    ]
    outlet = JointJudgement(
        id="r", decision=JointDecision.RELIABILITY, ruling=RULING, about="outlet:outlet-0", reliability=reliability
    )
    context = Context(words=(*judged, outlet))
    linked = relations(pairs(claims), context)
    for claim in claims:
        assert claim.claim.grade.credibility is Credibility.CANNOT_BE_JUDGED
        suggestion = suggest_grade(claim, claims, linked, context)
        assert suggestion.credibility > Credibility.INDEPENDENTLY_REPORTED
        assert all(suggestion.because)
