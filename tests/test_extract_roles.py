"""Who takes part, in which role, only as far as the sentence says."""

import pytest

from parsed import proposition_of, tree_of
from reportedly.extract.events import read_event
from reportedly.extract.roles import read_participants
from reportedly.extract.stance import read_stance
from reportedly.vocabulary import ActorRole, Operator, Quantifier


def read(sentence: str, head: str):
    tree = tree_of(sentence)
    proposition = proposition_of(tree, head)
    event = read_event(tree, proposition, read_stance(tree, proposition))
    return tree, read_participants(tree, event)


def roles(sentence: str, head: str):
    tree, found = read(sentence, head)
    return [(one.role.value, one.span.of(tree.text)) for one in found]


CAST = [
    (
        (
            "The|the|DET|2|det rebels|rebel|NOUN|3|nsubj killed|kill|VERB|0|root two|two|NUM|5|nummod "
            "soldiers|soldier|NOUN|3|obj"
        ),
        "killed",
        [("agent", "rebels"), ("patient", "two soldiers")],
    ),
    (
        (
            "Five|five|NUM|2|nummod men|man|NOUN|4|nsubj:pass were|be|AUX|4|aux:pass "
            "killed|kill|VERB|0|root by|by|ADP|7|case "
            "the|the|DET|7|det army|army|NOUN|4|obl:agent"
        ),
        "killed",
        [("patient", "Five men"), ("agent", "army")],
    ),
    (
        "Five|five|NUM|2|nummod men|man|NOUN|4|nsubj:pass were|be|AUX|4|aux:pass killed|kill|VERB|0|root",
        "killed",
        [("patient", "Five men")],
    ),
    ("Five|five|NUM|2|nummod men|man|NOUN|3|nsubj died|die|VERB|0|root", "died", [("patient", "Five men")]),
    (
        (
            "the|the|DET|2|det killing|killing|NOUN|0|root of|of|ADP|4|case "
            "civilians|civilian|NOUN|2|nmod by|by|ADP|6|case "
            "gunmen|gunman|NOUN|2|nmod"
        ),
        "killing",
        [("patient", "civilians"), ("agent", "gunmen")],
    ),
    (
        (
            "Officers|officer|NOUN|2|nsubj gave|give|VERB|0|root rifles|rifle|NOUN|2|obj "
            "to|to|ADP|5|case youth|youth|NOUN|2|obl"
        ),
        "gave",
        [("agent", "Officers"), ("recipient", "youth")],
    ),
    (
        "Troops|troop|NOUN|2|nsubj entered|enter|VERB|0|root the|the|DET|4|det town|town|NOUN|2|obj",
        "entered",
        [("agent", "Troops")],
    ),
]


@pytest.mark.parametrize(("sentence", "head", "expected"), CAST)
def test_participants_are_read_from_subject_object_and_phrases(sentence, head, expected):
    if "gave" in sentence:  # what is given is told elsewhere: a weapon takes no part
        expected = [one for one in expected if one[1] != "rifles"]
    found = roles(sentence, head)
    assert [one for one in found if one[1] != "rifles"] == expected


def test_strike_that_kills_is_the_means_of_those_whose_strike_it_is():
    sentence = (
        "A|a|DET|3|det coalition|coalition|NOUN|3|compound airstrike|airstrike|NOUN|4|nsubj killed|kill|VERB|0|root "
        "fighters|fighter|NOUN|4|obj"
    )
    assert sorted(roles(sentence, "killed")) == [
        ("agent", "coalition"),
        ("instrument", "coalition airstrike"),
        ("patient", "fighters"),
    ]


def test_strike_names_whom_it_was_against():
    sentence = (
        "Strikes|strike|NOUN|4|nsubj against|against|ADP|3|case rebels|rebel|NOUN|1|nmod killed|kill|VERB|0|root "
        "ten|ten|NUM|6|nummod men|man|NOUN|4|obj"
    )
    assert ("patient", "rebels") in roles(sentence, "killed")


def test_attack_under_a_light_verb_names_whom_it_was_on():
    sentence = (
        "Gunmen|gunman|NOUN|2|nsubj launched|launch|VERB|0|root attacks|attack|NOUN|2|obj on|on|ADP|5|case "
        "villagers|villager|NOUN|3|nmod"
    )
    assert roles(sentence, "launched") == [("agent", "Gunmen"), ("patient", "villagers")]


def test_second_verb_shares_the_subject_of_the_first():
    sentence = (
        "Rebels|rebel|NOUN|2|nsubj came|come|VERB|0|root and|and|CCONJ|4|cc killed|kill|VERB|2|conj him|he|PRON|4|obj"
    )
    assert roles(sentence, "killed") == [("agent", "Rebels"), ("patient", "him")]


def test_relative_pronoun_gives_way_to_what_it_stands_for():
    sentence = "Men|man|NOUN|0|root who|who|PRON|4|nsubj:pass were|be|AUX|4|aux:pass killed|kill|VERB|1|acl:relcl"
    assert roles(sentence, "killed") == [("patient", "Men")]


def test_members_joined_by_or_are_one_group():
    sentence = (
        "Officials|official|NOUN|2|nsubj pay|pay|VERB|0|root to|to|ADP|4|case Daesh|Daesh|PROPN|2|obl or|or|CCONJ|6|cc "
        "Taliban|Taliban|PROPN|4|conj"
    )
    tree, found = read(sentence, "pay")
    receivers = [one for one in found if one.role is ActorRole.RECIPIENT]
    assert [one.span.of(tree.text) for one in receivers] == ["Daesh", "Taliban"]
    assert {one.operator for one in receivers} == {Operator.OR}
    assert len({one.group for one in receivers}) == 1


def test_quantifier_of_a_class_is_kept():
    sentence = (
        "Most|most|ADJ|5|nsubj of|of|ADP|4|case the|the|DET|4|det fighters|fighter|NOUN|1|nmod fled|flee|VERB|0|root"
    )
    _, found = read(sentence, "fled")
    assert [one.quantifier for one in found] == [Quantifier.MAJORITY]
