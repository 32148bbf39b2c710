"""What is asserted: types from verbs, phrases, light verbs and nouns; kinds from construction and tense; own types."""

from pathlib import Path

import pytest

from parsed import proposition_of, tree_of
from reportedly.errors import LexiconError
from reportedly.extract.event_words import load_types
from reportedly.extract.events import load_event_words, read_event
from reportedly.extract.propositions import Embedding
from reportedly.extract.stance import read_stance
from reportedly.vocabulary import Kind, NameKind


def event(sentence: str, head: str, *, own: Path | None = None, names=None, embedding: Embedding = Embedding.MAIN):
    tree = tree_of(sentence, names=names)
    proposition = proposition_of(tree, head, embedding)
    return read_event(tree, proposition, read_stance(tree, proposition), load_event_words(own))


TYPED = [
    # Verb, phrase with a particle, light verb, passive, class of the object, noun alone.
    ("Gunmen|gunman|NOUN|2|nsubj kidnapped|kidnap|VERB|0|root him|he|PRON|2|obj", "kidnapped", "ABDUCT_CAPTURE"),
    (
        "The|the|DET|2|det town|town|NOUN|3|nsubj fell|fall|VERB|0|root to|to|ADP|5|case rebels|rebel|NOUN|3|obl",
        "fell",
        "CONTROL",
    ),
    (
        (
            "Troops|troop|NOUN|2|nsubj carried|carry|VERB|0|root out|out|ADP|2|compound:prt three|three|NUM|5|nummod "
            "airstrikes|airstrike|NOUN|2|obj"
        ),
        "carried",
        "STRIKE",
    ),
    (
        "Officials|official|NOUN|2|nsubj turn|turn|VERB|0|root a|a|DET|5|det blind|blind|ADJ|5|amod eye|eye|NOUN|2|obj",
        "turn",
        "COLLUSION_TOLERANCE",
    ),
    (
        "Rebels|rebel|NOUN|2|nsubj captured|capture|VERB|0|root soldiers|soldier|NOUN|2|obj",
        "captured",
        "ABDUCT_CAPTURE",
    ),
    (
        "Rebels|rebel|NOUN|2|nsubj captured|capture|VERB|0|root the|the|DET|4|det town|town|NOUN|2|obj",
        "captured",
        "CONTROL",
    ),
    (
        "Gunmen|gunman|NOUN|2|nsubj attacked|attack|VERB|0|root a|a|DET|4|det hospital|hospital|NOUN|2|obj",
        "attacked",
        "ATTACK_CIV",
    ),
    ("Rebels|rebel|NOUN|3|nsubj are|be|AUX|3|cop active|active|ADJ|0|root", "active", "PRESENCE_BASE"),
    (
        (
            "the|the|DET|2|det killing|killing|NOUN|0|root of|of|ADP|5|case 12|12|NUM|5|nummod "
            "civilians|civilian|NOUN|2|nmod"
        ),
        "killing",
        "KILL",
    ),
    (
        "They|they|PRON|2|nsubj try|try|VERB|0|root to|to|PART|4|mark expand|expand|VERB|2|xcomp",
        "try",
        "EXPAND",
    ),
    (
        (
            "A|a|DET|2|det series|series|NOUN|6|nsubj of|of|ADP|4|case airstrikes|airstrike|NOUN|2|nmod "
            "has|have|AUX|6|aux killed|kill|VERB|0|root militants|militant|NOUN|6|obj"
        ),
        "killed",
        "STRIKE",
    ),
    ("They|they|PRON|3|nsubj are|be|AUX|3|cop concerned|concerned|ADJ|0|root", "concerned", "ATTITUDE"),
    ("They|they|PRON|2|nsubj glimmered|glimmer|VERB|0|root", "glimmered", "OTHER"),
    ("It|it|PRON|2|nsubj glimmered|glimmer|VERB|0|root", "glimmered", "ASSESSMENT"),
]


@pytest.mark.parametrize(("sentence", "head", "expected"), TYPED)
def test_type_is_read_from_the_word_and_what_hangs_on_it(sentence, head, expected):
    assert event(sentence, head).type == expected


def test_strike_that_kills_somebody_named_is_a_killing():
    sentence = "A|a|DET|2|det strike|strike|NOUN|3|nsubj killed|kill|VERB|0|root Idris|Idris|PROPN|3|obj"
    assert event(sentence, "killed", names={"Idris": NameKind.PERSON}).type == "KILL"


KINDS = [
    ("Troops|troop|NOUN|2|nsubj entered|enter|VERB|0|root|Tense=Past,VerbForm=Fin", "entered", Kind.EVENT),
    (
        "Troops|troop|NOUN|3|nsubj are|be|AUX|3|aux advancing|advance|VERB|0|root|Tense=Pres,VerbForm=Part",
        "advancing",
        Kind.PROCESS,
    ),
    ("Rebels|rebel|NOUN|2|nsubj hold|hold|VERB|0|root|Tense=Pres,VerbForm=Fin it|it|PRON|2|obj", "hold", Kind.STATE),
    ("Rebels|rebel|NOUN|2|nsubj recaptured|recapture|VERB|0|root it|it|PRON|2|obj", "recaptured", Kind.STATE_CHANGE),
    ("They|they|PRON|2|nsubj denied|deny|VERB|0|root it|it|PRON|2|obj", "denied", Kind.DENIAL),
    ("They|they|PRON|2|nsubj confirmed|confirm|VERB|0|root it|it|PRON|2|obj", "confirmed", Kind.META),
    ("It|it|PRON|3|nsubj is|be|AUX|3|cop dangerous|dangerous|ADJ|0|root", "dangerous", Kind.ASSESSMENT),
    (
        (
            "They|they|PRON|2|nsubj left|leave|VERB|0|root because|because|SCONJ|5|mark it|it|PRON|5|nsubj "
            "burned|burn|VERB|2|advcl"
        ),
        "left",
        Kind.CAUSAL,
    ),
    (
        "Troops|troop|NOUN|2|nsubj continue|continue|VERB|0|root to|to|PART|4|mark advance|advance|VERB|2|xcomp",
        "continue",
        Kind.PROCESS,
    ),
    (
        "They|they|PRON|2|nsubj use|use|VERB|0|root|Tense=Pres,VerbForm=Fin helicopters|helicopter|NOUN|2|obj",
        "use",
        Kind.PROCESS,
    ),
]


@pytest.mark.parametrize(("sentence", "head", "expected"), KINDS)
def test_kind_follows_construction_entry_and_tense(sentence, head, expected):
    assert event(sentence, head).kind is expected


def test_purpose_is_a_purpose_whatever_its_verb():
    found = event("They|they|PRON|2|nsubj kill|kill|VERB|0|root", "kill", embedding=Embedding.PURPOSE)
    assert (found.kind, found.type) == (Kind.PURPOSE, "KILL")


def test_reading_names_the_entry_and_the_word():
    tree = tree_of("Gunmen|gunman|NOUN|2|nsubj kidnapped|kidnap|VERB|0|root him|he|PRON|2|obj")
    proposition = proposition_of(tree, "kidnapped")
    reasons = read_event(tree, proposition, read_stance(tree, proposition)).reasons
    typed = next(reason for reason in reasons if reason.field == "type")
    assert (typed.rule, typed.words and typed.words.of(tree.text)) == ("types:kidnap", "kidnapped")


def nominal(sentence: str, word: str):
    tree = tree_of(sentence)
    index = next(i for i, each in enumerate(tree.words) if each == word)
    return load_event_words().nominal_trigger(tree, index)


def test_noun_with_its_victims_is_a_claim_by_itself():
    found = nominal(
        "They|they|PRON|2|nsubj condemned|condemn|VERB|0|root the|the|DET|4|det "
        "killing|killing|NOUN|2|obj of|of|ADP|7|case "
        "12|12|NUM|7|nummod civilians|civilian|NOUN|4|nmod",
        "killing",
    )
    assert found is not None
    assert (found.type, found.pinned) == ("KILL", True)


NO_TRIGGER = [
    # The object of a light verb, a bare noun, a part of a compound, a noun of no happening.
    ("They|they|PRON|2|nsubj made|make|VERB|0|root a|a|DET|4|det raid|raid|NOUN|2|obj", "raid"),
    ("They|they|PRON|2|nsubj feared|fear|VERB|0|root war|war|NOUN|2|obj", "war"),
    ("The|the|DET|3|det attack|attack|NOUN|3|compound plan|plan|NOUN|0|root", "attack"),
    ("The|the|DET|2|det table|table|NOUN|0|root of|of|ADP|4|case men|man|NOUN|2|nmod", "table"),
]


@pytest.mark.parametrize(("sentence", "word"), NO_TRIGGER)
def test_noun_without_parties_or_inside_a_claim_makes_none(sentence, word):
    assert nominal(sentence, word) is None


def test_own_types_stand_before_those_of_the_package(tmp_path: Path):
    (tmp_path / "types.yml").write_text(
        'dam: {verb: WATER_SUPPLY, seen: "our area"}\nkidnap: {verb: SEIZED, seen: "ours"}\n'
    )
    sentence = "Gunmen|gunman|NOUN|2|nsubj dammed|dam|VERB|0|root it|it|PRON|2|obj"
    assert event(sentence, "dammed", own=tmp_path).type == "WATER_SUPPLY"
    sentence = "Gunmen|gunman|NOUN|2|nsubj kidnapped|kidnap|VERB|0|root him|he|PRON|2|obj"
    assert event(sentence, "kidnapped", own=tmp_path).type == "SEIZED"


BROKEN = [
    ("dam: {verb: water, seen: x}", "capitals"),
    ("dam: {verbs: WATER, seen: x}", "unknown field 'verbs'"),
    ("dam: {verb: WATER, kind: happening, seen: x}", "is no kind"),
    ("dam: {verb: WATER, light: object, seen: x}", "patient or agent"),
    ("dam: {verb: WATER, patient: {place: here}, seen: x}", "capitals"),
]


@pytest.mark.parametrize(("entry", "says"), BROKEN)
def test_entry_that_would_silently_do_nothing_is_refused(tmp_path: Path, entry: str, says: str):
    (tmp_path / "types.yml").write_text(entry + "\n")
    with pytest.raises(LexiconError, match=says):
        load_types(tmp_path)
