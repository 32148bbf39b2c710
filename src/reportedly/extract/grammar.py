"""The lexicons of the extract stage, loaded once and made ready for look-up."""

from dataclasses import dataclass
from pathlib import Path

from reportedly.extract.arguments import read_arguments
from reportedly.extract.cues import Cues
from reportedly.extract.events import EventWords, load_event_words
from reportedly.extract.knowing import Knowing
from reportedly.extract.propositions import HAPPENINGS, Signs, Splitter
from reportedly.extract.sides import Sides
from reportedly.extract.sources import HolderWords, load_holder_words
from reportedly.extract.spine import is_layer
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that `extract` looks words up in."""

    cues: Cues
    holders: HolderWords
    splitter: Splitter
    knowing: Knowing
    continuations: frozenset[str]
    events: EventWords


def load_sides() -> Sides:
    """Names and demonyms by side, from the actor and country lexicons."""
    return Sides(load_lexicon("actors"), load_lexicon("place_demonyms"), load_lexicon("actor_countries"))


def load_grammar(own: Path | None = None) -> Grammar:
    """The grammar from the package's lexicons, with the user's own types from the folder `own` where it has any.

    Raises:
        LexiconError: A lexicon is broken.
    """
    holders = load_holder_words(load_lexicon("holders"), load_lexicon("outlets"), load_lexicon("anonymity"))
    events = load_event_words(own)
    cues = Cues(load_lexicon("cues"), lambda tree, index: _noun_type(events, tree, index) in HAPPENINGS)
    return Grammar(
        cues=cues,
        holders=holders,
        splitter=Splitter(load_lexicon("clauses"), _signs(events)),
        knowing=Knowing(load_lexicon("evidence"), holders, cues, load_sides()),
        continuations=frozenset(load_lexicon("continuations").entries),
        events=events,
    )


def _noun_type(events: EventWords, tree: Tree, index: int) -> str | None:
    """The type that a noun reports, whatever hangs on it."""
    if tree.tokens[index].upos != "NOUN":
        return None
    found = events.match(tree, index, read_arguments(tree, index))
    return found.type if found else None


def _signs(events: EventWords) -> Signs:
    """What the lexicon of happenings says of words, as the splitter asks for it."""

    def trigger(tree: Tree, index: int) -> str | None:
        found = events.nominal_trigger(tree, index)
        return found.type if found else None

    def type_at(tree: Tree, index: int) -> str | None:
        found = events.match(tree, index, read_arguments(tree, index))
        return found.type if found else None

    return Signs(trigger=trigger, type=type_at, is_layer=is_layer)
