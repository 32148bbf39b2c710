"""What a reader is warned of, and why."""

import pytest

from parsed import proposition_of, tree_of
from reportedly.extract.events import read_event
from reportedly.extract.flags import read_flags
from reportedly.extract.roles import read_participants
from reportedly.extract.stance import read_stance
from reportedly.vocabulary import Flag


def flags(sentence: str, head: str, *, attributed: bool = True):
    tree = tree_of(sentence)
    proposition = proposition_of(tree, head)
    event = read_event(tree, proposition, read_stance(tree, proposition))
    return tree, read_flags(tree, proposition, event, read_participants(tree, event), attributed=attributed)


WARNED = [
    (
        "They|they|PRON|2|nsubj saw|see|VERB|0|root a|a|DET|4|det bloodbath|bloodbath|NOUN|2|obj",
        "saw",
        Flag.SENSATIONAL,
    ),
    ("Terrorists|terrorist|NOUN|2|nsubj fled|flee|VERB|0|root", "fled", Flag.LOADED_TERM),
    ("Someone|someone|PRON|2|nsubj fled|flee|VERB|0|root", "fled", Flag.VAGUE),
    (
        "Uzbeks|Uzbek|PROPN|2|nsubj arm|arm|VERB|0|root the|the|DET|4|det group|group|NOUN|2|obj",
        "arm",
        Flag.ETHNIC_GENERALISATION,
    ),
    (
        "Officials|official|NOUN|2|nsubj arm|arm|VERB|0|root the|the|DET|4|det group|group|NOUN|2|obj",
        "arm",
        Flag.ACCUSATION_SMALL_CLASS,
    ),
    (
        (
            "They|they|PRON|2|nsubj pay|pay|VERB|0|root “|“|PUNCT|4|punct "
            "compensation|compensation|NOUN|2|obj ”|”|PUNCT|4|punct"
        ),
        "pay",
        Flag.SCARE_QUOTES,
    ),
]


@pytest.mark.parametrize(("sentence", "head", "expected"), WARNED)
def test_flag_is_raised_with_its_words(sentence, head, expected):
    tree, (found, reasons) = flags(sentence, head)
    assert expected in found
    assert all(reason.words is not None and reason.words.of(tree.text) for reason in reasons)


def test_judgement_in_the_documents_own_voice_is_flagged_only_there():
    sentence = "It|it|PRON|3|nsubj is|be|AUX|3|cop tragic|tragic|ADJ|0|root"
    assert flags(sentence, "tragic", attributed=False)[1][0] == (Flag.NARRATOR_ENDORSED,)
    assert flags(sentence, "tragic", attributed=True)[1][0] == ()


def test_plain_report_has_no_flag():
    assert flags("Troops|troop|NOUN|2|nsubj left|leave|VERB|0|root", "left")[1] == ((), ())
