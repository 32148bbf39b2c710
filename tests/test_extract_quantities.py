"""Numbers in words and digits, their bounds, and what is counted."""

import pytest

from parsed import proposition_of, tree_of
from reportedly.extract.events import read_event
from reportedly.extract.figures import read_figures
from reportedly.extract.quantities import read_quantities
from reportedly.extract.stance import read_stance
from reportedly.vocabulary import QuantityOf

FIGURES = [
    ("12", (12, 12, 12)),
    ("1,200", (1200, 1200, 1200)),
    ("twelve", (12, 12, 12)),
    ("at least 12", (12, None, None)),
    ("more than 20", (20, None, None)),
    ("over a hundred", (100, None, None)),
    ("about 400", (None, 400, None)),
    ("as many as 50", (None, None, 50)),
    ("up to 50", (None, None, 50)),
    ("dozens", (24, None, None)),
    ("hundreds", (200, None, None)),
    ("scores", (40, None, None)),
    ("tens of thousands", (20000, None, None)),
    ("several", (3, None, None)),
    ("a dozen", (12, 12, 12)),
    ("three thousand", (3000, 3000, 3000)),
    ("4 million", (4e6, 4e6, 4e6)),
    ("5-10", (5, None, 10)),
    ("five to ten", (5, None, 10)),
    ("between five and ten", (5, None, 10)),
    ("five to ten thousand", (5000, None, 10000)),
    ("twenty-five", (25, 25, 25)),
    ("an estimated 8,000", (None, 8000, None)),
    ("only 3", (3, 3, 3)),
]


@pytest.mark.parametrize(("words", "expected"), FIGURES)
def test_number_is_read_with_its_bounds(words, expected):
    rows = words.split()
    sentence = " ".join(f"{word}|{word.lower()}|NUM|{len(rows) + 1}|nummod" for word in rows)
    tree = tree_of(f"{sentence} people|people|NOUN|0|root")
    found = read_figures(tree, 0, len(tree.tokens))
    assert [(figure.low, figure.best, figure.high) for figure in found] == [expected]


def test_words_without_a_number_give_none():
    tree = tree_of("many|many|ADJ|2|amod people|people|NOUN|0|root")
    assert read_figures(tree, 0, 2) == []


def quantities(sentence: str, head: str):
    tree = tree_of(sentence)
    proposition = proposition_of(tree, head)
    event = read_event(tree, proposition, read_stance(tree, proposition))
    return [(one.of, one.low, one.span.of(tree.text)) for one in read_quantities(tree, proposition, event)]


COUNTED = [
    (
        "Gunmen|gunman|NOUN|2|nsubj killed|kill|VERB|0|root 12|12|NUM|4|nummod civilians|civilian|NOUN|2|obj",
        "killed",
        [(QuantityOf.KILLED, 12, "12 civilians")],
    ),
    (
        "Five|five|NUM|2|nummod people|people|NOUN|4|nsubj:pass were|be|AUX|4|aux:pass wounded|wound|VERB|0|root",
        "wounded",
        [(QuantityOf.INJURED, 5, "Five people")],
    ),
    (
        "They|they|PRON|2|nsubj took|take|VERB|0|root 256|256|NUM|4|nummod prisoners|prisoner|NOUN|2|obj",
        "took",
        [(QuantityOf.ABDUCTED, 256, "256 prisoners")],
    ),
    (
        (
            "Planes|plane|NOUN|2|nsubj destroyed|destroy|VERB|0|root two|two|NUM|4|nummod mortars|mortar|NOUN|2|obj "
            "and|and|CCONJ|7|cc three|three|NUM|7|nummod tunnels|tunnel|NOUN|4|conj"
        ),
        "destroyed",
        [(QuantityOf.WEAPONS, 2, "two mortars"), (QuantityOf.OTHER, 3, "three tunnels")],
    ),
    (
        "Hundreds|hundred|NOUN|4|nsubj of|of|ADP|3|case families|family|NOUN|1|nmod fled|flee|VERB|0|root",
        "fled",
        [(QuantityOf.DISPLACED, 200, "Hundreds of families")],
    ),
    (
        "They|they|PRON|2|nsubj gave|give|VERB|0|root $|$|SYM|2|obj 4|4|NUM|3|nummod million|million|NUM|3|nummod",
        "gave",
        [(QuantityOf.MONEY, 4e6, "$4 million")],
    ),
]


@pytest.mark.parametrize(("sentence", "head", "expected"), COUNTED)
def test_what_is_counted_follows_noun_and_happening(sentence, head, expected):
    assert quantities(sentence, head) == expected


UNCOUNTED = [
    ("It|it|PRON|2|nsubj ended|end|VERB|0|root on|on|ADP|5|case 12|12|NUM|5|nummod May|May|PROPN|2|obl", "ended"),
    ("It|it|PRON|2|nsubj ended|end|VERB|0|root in|in|ADP|4|case 2016|2016|NUM|2|obl", "ended"),
    ("It|it|PRON|2|nsubj took|take|VERB|0|root three|three|NUM|4|nummod weeks|week|NOUN|2|obj", "took"),
    (
        "One|one|NUM|4|nsubj of|of|ADP|3|case them|they|PRON|1|nmod fled|flee|VERB|0|root",
        "fled",
    ),
]


@pytest.mark.parametrize(("sentence", "head"), UNCOUNTED)
def test_dates_durations_and_one_of_are_no_quantities(sentence, head):
    assert quantities(sentence, head) == []
