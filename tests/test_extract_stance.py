"""How a proposition is put: negation and its reach, how sure, come about or not, how often."""

import pytest

from parsed import proposition_of, tree_of
from reportedly.extract.propositions import Embedding
from reportedly.extract.stance import read_stance
from reportedly.vocabulary import Certainty, Genericity, Polarity, Realis


def stance(sentence: str, head: str, cue: str | None = None, embedding: Embedding = Embedding.MAIN):
    tree = tree_of(sentence)
    return read_stance(tree, proposition_of(tree, head, embedding), cue)


NEGATED = [
    ("They|they|PRON|4|nsubj did|do|AUX|4|aux not|not|PART|4|advmod enter|enter|VERB|0|root", "enter"),
    (
        (
            "No|no|DET|2|det measures|measure|NOUN|4|nsubj:pass were|be|AUX|4|aux:pass "
            "adopted|adopt|VERB|0|root|Tense=Past,VerbForm=Part"
        ),
        "adopted",
    ),
    ("None|none|PRON|2|nsubj left|leave|VERB|0|root", "left"),
    (
        (
            "They|they|PRON|4|nsubj do|do|AUX|4|aux not|not|PART|4|advmod "
            "believe|believe|VERB|0|root he|he|PRON|6|nsubj "
            "died|die|VERB|4|ccomp"
        ),
        "died",
    ),
    (
        (
            "There|there|PRON|2|expl is|be|VERB|0|root no|no|DET|4|det "
            "evidence|evidence|NOUN|2|nsubj he|he|PRON|6|nsubj "
            "died|die|VERB|4|acl"
        ),
        "died",
    ),
    (
        "They|they|PRON|5|nsubj no|no|ADV|3|advmod longer|longer|ADV|5|advmod can|can|AUX|5|aux hold|hold|VERB|0|root",
        "hold",
    ),
]


@pytest.mark.parametrize(("sentence", "head"), NEGATED)
def test_grammatical_negation_is_read_with_its_reach(sentence, head):
    found = stance(sentence, head)
    assert found.polarity is Polarity.NEGATED
    assert [reason.rule.split(":")[0] for reason in found.reasons if reason.field == "polarity"] == ["negators"]


ASSERTED = [
    ("They|they|PRON|2|nsubj denied|deny|VERB|0|root it|it|PRON|2|obj", "denied"),
    (
        (
            "They|they|PRON|4|nsubj not|not|PART|3|advmod only|only|ADV|4|advmod burned|burn|VERB|0|root "
            "houses|house|NOUN|4|obj"
        ),
        "burned",
    ),
    (
        (
            "They|they|PRON|2|nsubj have|have|VERB|0|root no|no|DET|4|det "
            "choice|choice|NOUN|2|obj but|but|SCONJ|6|mark "
            "leave|leave|VERB|4|acl"
        ),
        "have",
    ),
    (
        (
            "The|the|DET|2|det army|army|NOUN|3|nsubj failed|fail|VERB|0|root to|to|PART|5|mark take|take|VERB|3|xcomp "
            "Ora|Ora|PROPN|5|obj"
        ),
        "failed",
    ),
]


@pytest.mark.parametrize(("sentence", "head"), ASSERTED)
def test_words_that_only_look_negative_negate_nothing(sentence, head):
    assert stance(sentence, head).polarity is Polarity.ASSERTED


SURE = [
    ("He|he|PRON|3|nsubj may|may|AUX|3|aux survive|survive|VERB|0|root", "survive", None, Certainty.PS),
    ("He|he|PRON|3|nsubj apparently|apparently|ADV|3|advmod died|die|VERB|0|root", "died", None, Certainty.PR),
    ("He|he|PRON|3|nsubj reportedly|reportedly|ADV|3|advmod died|die|VERB|0|root", "died", None, Certainty.CT),
    ("He|he|PRON|2|nsubj died|die|VERB|0|root", "died", "suggest", Certainty.PR),
    ("He|he|PRON|2|nsubj died|die|VERB|0|root", "died", "say", Certainty.CT),
    (
        (
            "It|it|PRON|3|expl is|be|AUX|3|cop possible|possible|ADJ|0|root they|they|PRON|5|nsubj "
            "cross|cross|VERB|3|csubj borders|border|NOUN|5|obj"
        ),
        "cross",
        None,
        Certainty.PS,
    ),
    (
        (
            "The|the|DET|2|det army|army|NOUN|3|nsubj seems|seem|VERB|0|root to|to|PART|5|mark "
            "advance|advance|VERB|3|xcomp"
        ),
        "seems",
        None,
        Certainty.PR,
    ),
    ("They|they|PRON|3|nsubj can|can|AUX|3|aux fight|fight|VERB|0|root", "fight", None, Certainty.CT),
]


@pytest.mark.parametrize(("sentence", "head", "cue", "expected"), SURE)
def test_modals_hedges_and_cues_set_certainty(sentence, head, cue, expected):
    assert stance(sentence, head, cue).certainty is expected


COME_ABOUT = [
    (
        "They|they|PRON|2|nsubj try|try|VERB|0|root to|to|PART|4|mark expand|expand|VERB|2|xcomp",
        "try",
        None,
        (Realis.ONGOING_ATTEMPT, Certainty.CT),
    ),
    (
        "We|we|PRON|3|nsubj will|will|AUX|3|aux return|return|VERB|0|root",
        "return",
        "say",
        (Realis.INTENDED, Certainty.CT),
    ),
    ("It|it|PRON|3|nsubj will|will|AUX|3|aux fall|fall|VERB|0|root", "fall", "say", (Realis.PREDICTED, Certainty.CT)),
    (
        "They|they|PRON|3|nsubj must|must|AUX|3|aux leave|leave|VERB|0|root",
        "leave",
        None,
        (Realis.COMMANDED, Certainty.U),
    ),
    ("Leave|leave|VERB|0|root|Mood=Imp them|they|PRON|1|obj", "Leave", None, (Realis.COMMANDED, Certainty.U)),
    ("It|it|PRON|3|nsubj will|will|AUX|3|aux fall|fall|VERB|0|root", "fall", "fear", (Realis.FEARED, Certainty.U)),
    (
        (
            "They|they|PRON|3|nsubj are|be|AUX|3|cop afraid|afraid|ADJ|0|root rebels|rebel|NOUN|6|nsubj "
            "will|will|AUX|6|aux surrender|surrender|VERB|3|ccomp"
        ),
        "surrender",
        None,
        (Realis.FEARED, Certainty.U),
    ),
    (
        "They|they|PRON|2|nsubj came|come|VERB|0|root to|to|PART|4|mark loot|loot|VERB|2|advcl|VerbForm=Inf",
        "loot",
        None,
        (Realis.INTENDED, Certainty.U),
    ),
    (
        "It|it|PRON|2|nsubj ends|end|VERB|0|root if|if|SCONJ|5|mark they|they|PRON|5|nsubj lose|lose|VERB|2|advcl",
        "lose",
        None,
        (Realis.HYPOTHETICAL, Certainty.U),
    ),
    (
        "It|it|PRON|2|nsubj ends|end|VERB|0|root if|if|SCONJ|5|mark they|they|PRON|5|nsubj lose|lose|VERB|2|advcl",
        "ends",
        None,
        (Realis.HYPOTHETICAL, Certainty.CT),
    ),
    (
        "They|they|PRON|2|nsubj managed|manage|VERB|0|root to|to|PART|4|mark leave|leave|VERB|2|xcomp",
        "managed",
        None,
        (Realis.ACTUAL, Certainty.CT),
    ),
    (
        "They|they|PRON|2|nsubj left|leave|VERB|0|root",
        "left",
        "demand",
        (Realis.COMMANDED, Certainty.U),
    ),
]


@pytest.mark.parametrize(("sentence", "head", "cue", "expected"), COME_ABOUT)
def test_realis_comes_from_construction_word_above_or_cue(sentence, head, cue, expected):
    found = stance(sentence, head, cue)
    assert (found.realis, found.certainty) == expected


def test_purpose_found_by_splitting_is_intended_and_in_doubt():
    found = stance("They|they|PRON|2|nsubj lead|lead|VERB|0|root", "lead", embedding=Embedding.PURPOSE)
    assert (found.realis, found.certainty) == (Realis.INTENDED, Certainty.U)


OFTEN = [
    ("They|they|PRON|3|nsubj repeatedly|repeatedly|ADV|3|advmod fled|flee|VERB|0|root", "fled", Genericity.ITERATIVE),
    ("They|they|PRON|3|nsubj usually|usually|ADV|3|advmod flee|flee|VERB|0|root", "flee", Genericity.HABITUAL),
    (
        (
            "They|they|PRON|2|nsubj pay|pay|VERB|0|root on|on|ADP|6|case a|a|DET|6|det monthly|monthly|ADJ|6|amod "
            "basis|basis|NOUN|2|obl"
        ),
        "pay",
        Genericity.HABITUAL,
    ),
    (
        "Planes|plane|NOUN|2|nsubj made|make|VERB|0|root strikes|strike|NOUN|2|obj|Number=Plur",
        "made",
        Genericity.ITERATIVE,
    ),
    ("They|they|PRON|2|nsubj fled|flee|VERB|0|root", "fled", Genericity.SPECIFIC),
    (
        "Gunmen|gunman|NOUN|2|nsubj killed|kill|VERB|0|root 12|12|NUM|4|nummod men|man|NOUN|2|obj|Number=Plur",
        "killed",
        Genericity.ITERATIVE,
    ),
]


@pytest.mark.parametrize(("sentence", "head", "expected"), OFTEN)
def test_words_plurals_and_counts_say_how_often(sentence, head, expected):
    assert stance(sentence, head).genericity is expected


def test_every_reading_that_is_no_default_names_its_entry_and_words():
    tree = tree_of("They|they|PRON|3|nsubj might|might|AUX|3|aux flee|flee|VERB|0|root")
    reasons = read_stance(tree, proposition_of(tree, "flee")).reasons
    assert [(reason.rule, reason.words.of(tree.text)) for reason in reasons if reason.words] == [
        ("modals:might", "might")
    ]
