"""Observations of control: who, how far, by day or night, growing, and of which part of a place."""

from parsed import proposition_of, tree_of
from reportedly.extract.control import read_control
from reportedly.extract.events import read_event
from reportedly.extract.roles import read_participants
from reportedly.extract.stance import read_stance
from reportedly.vocabulary import ControlDiurnal, ControlFunction, ControlLevel, ControlTrend, ControlUnit, Quantifier


def control(sentence: str, head: str):
    tree = tree_of(sentence)
    proposition = proposition_of(tree, head)
    event = read_event(tree, proposition, read_stance(tree, proposition))
    return tree, read_control(tree, proposition, read_participants(tree, event), event)


def test_holder_place_and_level_are_read():
    tree, (found,) = control(
        "Rebels|rebel|NOUN|2|nsubj control|control|VERB|0|root the|the|DET|4|det town|town|NOUN|2|obj", "control"
    )
    assert found.actor.of(tree.text) == "Rebels"
    assert found.place
    assert found.place.of(tree.text) == "town"
    assert (found.level, found.diurnal) == (ControlLevel.EXCLUSIVE, ControlDiurnal.UNSTATED)


def test_control_by_night_is_dominant_and_not_exclusive():
    _, (found,) = control(
        "Rebels|rebel|NOUN|2|nsubj control|control|VERB|0|root "
        "villages|village|NOUN|2|obj|Number=Plur at|at|ADP|5|case "
        "night|night|NOUN|2|obl",
        "control",
    )
    assert (found.level, found.diurnal) == (ControlLevel.DOMINANT, ControlDiurnal.NIGHT)


def test_unnamed_parts_are_some_and_unnamed():
    _, (found,) = control(
        "Rebels|rebel|NOUN|2|nsubj hold|hold|VERB|0|root districts|district|NOUN|2|obj|Number=Plur", "hold"
    )
    assert found.scope is not None
    assert (found.scope.quantifier, found.scope.unit, found.scope.named) == (
        Quantifier.SOME,
        ControlUnit.DISTRICT,
        False,
    )


def test_expanding_influence_rises():
    _, (found,) = control(
        "The|the|DET|2|det group|group|NOUN|4|nsubj is|be|AUX|4|aux "
        "expanding|expand|VERB|0|root its|its|PRON|6|nmod:poss "
        "influence|influence|NOUN|4|obj",
        "expanding",
    )
    assert (found.level, found.trend) == (ControlLevel.INFLUENCE, ControlTrend.RISING)


def test_recruiting_is_a_function_of_active_presence():
    _, (found,) = control(
        "The|the|DET|2|det group|group|NOUN|3|nsubj recruits|recruit|VERB|0|root youth|youth|NOUN|3|obj", "recruits"
    )
    assert (found.level, found.function) == (ControlLevel.ACTIVE, (ControlFunction.RECRUITMENT,))


def test_group_that_is_joined_is_the_strong_one_and_not_who_joins_it():
    tree, (found,) = control(
        "Herders|herder|NOUN|2|nsubj|Number=Plur replenish|replenish|VERB|0|root|Tense=Pres the|the|DET|4|det "
        "ranks|rank|NOUN|2|obj|Number=Plur of|of|ADP|7|case the|the|DET|7|det militia|militia|NOUN|4|nmod",
        "replenish",
    )
    assert found.actor.of(tree.text) == "militia"


def test_question_reports_no_control():
    _, found = control(
        "Who|who|PRON|2|nsubj|PronType=Int holds|hold|VERB|0|root the|the|DET|4|det town|town|NOUN|2|obj "
        "?|?|PUNCT|2|punct",
        "holds",
    )
    assert found == ()


def test_loss_without_a_named_holder_gives_no_observation():
    _, found = control(
        "The|the|DET|2|det town|town|NOUN|4|nsubj:pass was|be|AUX|4|aux:pass taken|take|VERB|0|root", "taken"
    )
    assert found == ()


def test_killing_says_nothing_of_control():
    _, found = control("Rebels|rebel|NOUN|2|nsubj killed|kill|VERB|0|root him|he|PRON|2|obj", "killed")
    assert found == ()


def test_theft_and_trade_are_no_control():
    _, found = control(
        "They|they|PRON|2|nsubj stole|steal|VERB|0|root cattle|cattle|NOUN|2|obj in|in|ADP|5|case "
        "villages|village|NOUN|2|obl",
        "stole",
    )
    assert found == ()


def test_who_pays_is_not_said_to_rule():
    _, found = control("Traders|trader|NOUN|2|nsubj pay|pay|VERB|0|root weekly|weekly|ADV|2|advmod", "pay")
    assert found == ()
