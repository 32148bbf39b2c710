from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess import Context, Derivation, Range, counts, derivations_of, independence, root_groups, root_of
from reportedly.errors import RecordError
from reportedly.records import JointJudgement, Ruling
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    Basis,
    Direction,
    Independence,
    JointDecision,
    Mode,
    ReprintKind,
    SourceKind,
)
from weighing import Tell, one, report, told

RULING = Ruling(reviewer="R. Eviewer", at="2026-01-01T00:00:00Z")
DEAD = "Nine people died in Sayad"
UNNAMED = Anonymity.UNNAMED_ON_REQUEST


def said(who: str | None, outlet: str | None = "Amu Post", words: str = DEAD, before: str = "", **more: object):
    """One claim of one report, said by somebody."""
    sentence = f"{words}, {before}{who} said." if who else f"{words}."
    return one(sentence, Tell(says=words, who=who, **more), publisher=outlet)


def word(first, second, found: Independence) -> Context:
    """A reviewer's word about two claims."""
    judgement = JointJudgement(
        id="j",
        decision=JointDecision.INDEPENDENCE,
        ruling=RULING,
        claims=(first.id,),
        others=(second.id,),
        independence=found,
    )
    return Context(words=(judgement,))


def reprint(first, second, kind: ReprintKind = ReprintKind.REPRINT_WHOLE) -> Context:
    """The second report prints the first claim's words again."""
    pair = (first.claim.claim.content[0], second.claim.claim.content[0])
    found = Derivation(
        reports=(first.report, second.report), kind=kind, direction=Direction.SECOND_FROM_FIRST, shared=(pair,)
    )
    return Context(derivations=derivations_of([found]))


def test_unknown_until_somebody_shows_it():
    found, because = independence(said("Karim Ahadi"), said("Laila Noor", "Steppe Monitor"))
    assert (found, because) == (Independence.UNKNOWN, "nobody has shown that the sources do not share a root")


def test_independent_only_by_a_reviewers_word():
    first, second = said("Karim Ahadi"), said("Laila Noor", "Steppe Monitor")
    context = word(first, second, Independence.INDEPENDENT)
    assert independence(first, second, context)[0] is Independence.INDEPENDENT
    assert independence(second, first, context)[0] is Independence.INDEPENDENT


def test_one_named_person_in_two_outlets_is_one_root():
    assert independence(said("Karim Ahadi"), said("Karim Ahadi", "Steppe Monitor"))[0] is Independence.SAME_ROOT


def test_a_name_of_one_part_is_not_matched_across_reports():
    assert independence(said("Karim"), said("Karim", "Steppe Monitor"))[0] is Independence.UNKNOWN


@pytest.mark.parametrize(
    "anonymity",
    [Anonymity.UNNAMED_ON_REQUEST, Anonymity.UNNAMED_UNEXPLAINED, Anonymity.COLLECTIVE, Anonymity.NONE_STATED],
)
def test_anonymous_sources_are_never_matched_across_reports(anonymity: Anonymity):
    first = said("a resident of Sayad", anonymity=anonymity)
    second = said("a resident of Sayad", "Steppe Monitor", words="9 people were dead in Sayad", anonymity=anonymity)
    assert independence(first, second)[0] is Independence.UNKNOWN
    assert len(root_groups((first, second))) == 2


def test_two_sources_of_one_report_share_its_outlet():
    text = "Nine people died in Sayad, Karim Ahadi said. Laila Noor said ten people died."
    both = told(report(text, Tell(says=DEAD, who="Karim Ahadi"), Tell(says="ten people died", who="Laila Noor")))
    assert independence(*both)[0] is Independence.SAME_OUTLET


def test_one_source_heard_twice_in_a_report_is_one_root():
    text = "Nine people died in Sayad, Karim Ahadi said. Ahadi said houses burned."
    both = told(report(text, Tell(says=DEAD, who="Karim Ahadi"), Tell(says="houses burned", who="Karim Ahadi")))
    assert independence(*both)[0] is Independence.SAME_ROOT


def test_official_and_his_spokesman_are_one_institution():
    role = {"anonymity": Anonymity.ROLE_ONLY}
    first = said("the governor of Sayad", place="Sayad", **role)
    second = said("the spokesman for the governor of Sayad", "Steppe Monitor", place="Sayad", **role)
    assert independence(first, second)[0] is Independence.SAME_INSTITUTION


def test_two_people_of_one_ministry_are_one_institution():
    first = said("Karim Ahadi", before="interior ministry spokesman ", place="Sayad")
    second = said("Laila Noor", "Steppe Monitor", before="deputy minister of interior ", place="Sayad")
    assert root_of(first).institution == root_of(second).institution
    assert independence(first, second)[0] is Independence.SAME_INSTITUTION


def test_two_ministries_are_two():
    first = said("the interior ministry", kind=SourceKind.ORGANISATION, place="Sayad")
    second = said("the defence ministry", "Steppe Monitor", kind=SourceKind.ORGANISATION, place="Sayad")
    assert independence(first, second)[0] is Independence.UNKNOWN


def test_a_former_official_speaks_for_no_institution():
    assert (
        root_of(said("the former governor of Sayad", place="Sayad", anonymity=Anonymity.ROLE_ONLY)).institution is None
    )


def test_an_unnamed_source_has_no_institution_whatever_is_said_of_it():
    found = root_of(said("an official of the police in Sayad", place="Sayad", anonymity=UNNAMED))
    assert found.institution is None


def test_one_outlet_with_two_reports_is_one_outlet():
    first, second = said("Karim Ahadi"), said("Laila Noor", words="Nine died in Sayad")
    assert independence(first, second)[0] is Independence.SAME_OUTLET


def test_shared_intermediary_is_seen():
    link = (("Jazira Wire", SourceKind.OUTLET, Anonymity.NAMED),)
    first = said("Karim Ahadi", links=link)
    second = said("Laila Noor", "Steppe Monitor", links=link)
    assert independence(first, second)[0] is Independence.INTERMEDIARY_SHARED


def test_an_outlet_that_the_other_report_cites_is_an_intermediary_of_both():
    first = said("Karim Ahadi", "Jazira Wire")
    second = said("Laila Noor", links=(("the Jazira Wire", SourceKind.OUTLET, Anonymity.NAMED),))
    assert independence(first, second)[0] is Independence.INTERMEDIARY_SHARED


def test_a_reprint_has_the_root_of_what_it_prints():
    first, second = said("a resident of Sayad", anonymity=UNNAMED), said(None, "Steppe Monitor")
    assert independence(first, second, reprint(first, second))[0] is Independence.SAME_ROOT


def test_a_reprint_with_one_word_changed_has_the_same_root():
    first = said("a resident of Sayad", anonymity=UNNAMED)
    second = said("a resident of Sayad", "Steppe Monitor", words="Nine persons died in Sayad", anonymity=UNNAMED)
    assert independence(first, second)[0] is Independence.UNKNOWN
    assert independence(first, second, reprint(first, second))[0] is Independence.SAME_ROOT


def test_what_a_reprint_adds_of_its_own_has_another_root():
    first = said("Karim Ahadi")
    second = said("Laila Noor", "Steppe Monitor", words="Ten people died in Sayad")
    context = Context(
        derivations=derivations_of(
            [Derivation(reports=(first.report, second.report), kind=ReprintKind.REPRINT_PARTIAL)]
        )
    )
    assert independence(first, second, context)[0] is Independence.INTERMEDIARY_SHARED


def test_one_press_statement_in_two_outlets_is_one_root():
    words = "We strongly condemn the killing of nine people in Sayad"
    first = said("the provincial council", words=words, mode=Mode.DIRECT, anonymity=Anonymity.ROLE_ONLY)
    second = said("the council", "Steppe Monitor", words=words, mode=Mode.DIRECT, anonymity=Anonymity.ROLE_ONLY)
    assert independence(first, second)[0] is Independence.SAME_ROOT


def test_root_is_the_innermost_person_of_the_chain():
    claim = said(
        "residents", anonymity=Anonymity.COLLECTIVE, links=(("Karim Ahadi", SourceKind.PERSON, Anonymity.NAMED),)
    )
    assert root_of(claim).holder.label == "residents"
    outlet = said("Jazira Wire", kind=SourceKind.OUTLET, links=(("Karim Ahadi", SourceKind.PERSON, Anonymity.NAMED),))
    assert root_of(outlet).holder.label == "Karim Ahadi"


def test_five_outlets_in_their_own_voice_are_one_to_five_roots():
    outlets = tuple(said(None, f"Outlet {number}", words=f"{number} people died in Sayad") for number in range(5))
    found = counts(outlets)
    assert (found.reports, str(found.outlets), str(found.roots), str(found.firsthand)) == (5, "5", "1-5", "0")
    assert any("own voice" in reason for reason in found.because)


def test_a_reviewers_word_raises_the_least_number_of_roots():
    first, second = said("Karim Ahadi"), said("Laila Noor", "Steppe Monitor")
    assert counts((first, second)).roots == Range(low=1, high=2)
    context = word(first, second, Independence.INDEPENDENT)
    assert counts((first, second), context).roots == Range(low=2, high=2)


def test_a_reviewers_word_stands_in_front_of_what_is_shared():
    first, second = said("Karim Ahadi"), said("Karim Ahadi", "Steppe Monitor")
    context = word(first, second, Independence.INDEPENDENT)
    assert counts((first, second), context).roots == Range(low=2, high=2)


def test_first_hand_roots_are_counted_apart():
    first = said("Karim Ahadi", basis=Basis.FIRSTHAND_WITNESS)
    second = said("Laila Noor", "Steppe Monitor")
    assert str(counts((first, second)).firsthand) == "1"


def test_a_report_without_an_outlet_makes_outlets_a_range():
    assert str(counts((said("Karim Ahadi"), said("Laila Noor", None))).outlets) == "1-2"


def test_no_claims_have_no_roots():
    assert counts(()).roots == Range(low=0, high=0)


def test_a_range_holds_a_number():
    with pytest.raises(RecordError):
        Range(low=2, high=1)


NAMES = ("Karim Ahadi", "Laila Noor", "a resident", None)
OUTLETS = ("Amu Post", "Steppe Monitor", None)
TELLINGS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(OUTLETS), st.integers(1, 4)), max_size=6)


def tellings(rows: list[tuple[str | None, str | None, int]]):
    """Claims of as many reports."""
    return tuple(
        said(
            who,
            outlet,
            words=f"{number} people died in Sayad on day {place}",
            anonymity=UNNAMED if who == "a resident" else Anonymity.NAMED,
        )
        for place, (who, outlet, number) in enumerate(rows)
    )


@given(TELLINGS)
def test_least_is_at_most_the_most_and_one_unless_a_reviewer_speaks(rows):
    found = counts(tellings(rows))
    assert found.roots.low == min(1, len(rows))
    assert found.roots.low <= found.roots.high <= len(rows)
    assert found.firsthand.high <= found.roots.high
    assert found.outlets.high <= found.reports


@given(TELLINGS, st.randoms())
def test_counts_do_not_depend_on_the_order(rows, random):
    claims = list(tellings(rows))
    before = counts(claims)
    random.shuffle(claims)
    after = counts(claims)
    assert (after.reports, after.outlets, after.roots) == (before.reports, before.outlets, before.roots)


@given(TELLINGS)
def test_claims_of_one_root_or_institution_are_counted_together(rows):
    claims = tellings(rows)
    groups = {place: number for number, group in enumerate(root_groups(claims)) for place in group}
    for left, first in enumerate(claims):
        for right, second in enumerate(claims):
            found, because = independence(first, second)
            assert because
            assert found is not Independence.INDEPENDENT
            if found in {Independence.SAME_ROOT, Independence.SAME_INSTITUTION}:
                assert groups[left] == groups[right]


@given(TELLINGS.filter(bool))
def test_a_reprint_never_raises_the_count_of_roots(rows):
    claims = tellings(rows)
    first = claims[0]
    again = said(None, "Reprinting Daily", words="0 people died in Sayad on day 0")
    copy = replace(again, document=again.document)
    shared = (Span(*first.claim.claim.content[0]), Span(*copy.claim.claim.content[0]))
    context = Context(
        derivations=derivations_of(
            [Derivation(reports=(first.report, copy.report), kind=ReprintKind.IDENTICAL, shared=(shared,))]
        )
    )
    assert counts((*claims, copy), context).roots == counts(claims, context).roots


@pytest.mark.parametrize(
    ("text", "institution"),
    [
        ("A spokesman for the Sayad police, Major Karim Ahadi, said houses burned.", "police, Sayad"),
        ("The governor of Sayad, Karim Ahadi, said houses burned.", "governor, Sayad"),
        ("Karim Ahadi, the governor of Sayad, said houses burned.", "governor, Sayad"),
        ("Police of Sayad fled in the night, Karim Ahadi said; houses burned.", None),
        ("Sayad police did not answer. Karim Ahadi said houses burned.", None),
        ("The former governor of Sayad, Karim Ahadi, said houses burned.", None),
    ],
)
def test_an_office_is_read_from_the_words_that_introduce_a_name_and_from_no_others(text: str, institution: str | None):
    tells = [Tell(says="houses burned", who="Karim Ahadi", place="Sayad")]
    if "fled" in text:
        tells.append(Tell(says="Police of Sayad fled in the night", who="Karim Ahadi"))
    found = root_of(told(report(text, *tells, publisher="Amu Post"))[-1]).institution
    assert (found.name if found else None) == institution


def test_a_body_and_the_voice_of_its_own_bulletin_are_one_root():
    text = "The Relief Network said nine people died. Our crews found houses burned."
    body = Tell(says="nine people died", who="The Relief Network", kind=SourceKind.ORGANISATION)
    both = told(report(text, body, Tell(says="Our crews found houses burned"), publisher="Relief Network"))
    assert independence(*both)[0] is Independence.SAME_ROOT
    other = told(report(text, body, Tell(says="Our crews found houses burned"), publisher="Amu Post"))
    assert independence(*other)[0] is Independence.SAME_OUTLET
