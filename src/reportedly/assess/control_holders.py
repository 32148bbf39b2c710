"""Who is said to hold a place: an actor of the table, a side, a name of the report's own, or nobody whom it names."""

import functools
import re
from dataclasses import dataclass
from itertools import pairwise

from reportedly.assess.testimony import Testimony, name_key
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.records import ActorMention, Observation
from reportedly.spans import Span
from reportedly.vocabulary import ActorKind, ControlSide

_STATE = frozenset({ActorKind.STATE_FORCE.value, ActorKind.GOVERNMENT_BODY.value})
_HOLDS = frozenset({ActorKind.STATE_FORCE, ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_GROUP})
_ARMED = ActorKind.ARMED_GROUP.value
_POSSESSIVE = re.compile(r"['’]s?$")
# Whose lane it is where the report says only "armed men", and where it says only "they".
UNNAMED_GROUP, UNNAMED = "side:group", "side:unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlHolder:
    """Who is said to hold a place.

    Attributes:
        id: Of the actor table, of a side, or of words; words lead to nobody beyond their report.
        name: The table's name, or what those are called whom nobody names; None where the report's words say it.
    """

    id: str
    name: str | None
    side: ControlSide


def holder_of(testimony: Testimony, number: int, observed: Observation) -> ControlHolder:
    """Who is said to hold the place of one of a claim's observations.

    "They" are those whom the last sentence with a holder names, if it names one alone. Armed men whom nothing names
    have one lane together, and so have pronouns that lead to nobody.
    """
    readings = testimony.claim.control_actors
    reading = readings[number] if number < len(readings) else None
    if reading is not None and reading.id is not None:
        return ControlHolder(id=reading.id, name=reading.name, side=side_of(reading.id))
    said = observed.actor.of(testimony.text)
    words = name_key(said)
    entry = load_lexicon("control_sides").entries.get(words)
    if entry is not None and entry["side"] == ControlSide.GOVERNMENT.value:
        return ControlHolder(id=f"side:{entry['side']}", name=None, side=ControlSide.GOVERNMENT)
    if _is_pronoun(words):
        return _antecedent(testimony, observed.actor) or _unnamed(UNNAMED)
    if entry is not None or (not _is_name(said) and _has_group_word(words)):
        return _unnamed(UNNAMED_GROUP)
    side = ControlSide.GROUP if _is_name(said) else ControlSide.OTHER
    return ControlHolder(id=f"words:{testimony.report}:{words}", name=None, side=side)


def _unnamed(identity: str) -> ControlHolder:
    """Those whom nobody names, all together."""
    if identity == UNNAMED_GROUP:
        return ControlHolder(id=identity, name="an unnamed armed group", side=ControlSide.GROUP)
    return ControlHolder(id=identity, name="somebody whom the report does not name", side=ControlSide.OTHER)


def _is_pronoun(words: str) -> bool:
    """Whether the words are none that mean anything by themselves: "its", "they", "those who"."""
    function_words = load_lexicon("function_words").entries
    return all(_POSSESSIVE.sub("", word) in function_words for word in words.split())


def _has_group_word(words: str) -> bool:
    """Whether one of the words is said of armed groups: "some local fighters", "the group's men"."""
    groups = load_lexicon("control_sides").having("side", ControlSide.GROUP.value)
    parts = [_POSSESSIVE.sub("", word) for word in words.split()]
    pairs = (f"{one} {two}" for one, two in pairwise(parts))
    return any(each in groups for each in (*parts, *pairs))


def _is_name(words: str) -> bool:
    """Whether the words are a name that the actor table lacks: a capital behind the first word, or in it alone."""
    parts = [part for part in words.split() if name_key(part)]
    named = parts[1:] or parts
    function_words = load_lexicon("function_words").entries
    return any(part[:1].isupper() and folded(part) not in function_words for part in named)


def _antecedent(testimony: Testimony, words: Span) -> ControlHolder | None:
    """Whom the sentence of a pronoun, or else the one before, names before it; None where it names several."""
    report = testimony.document.latest.report
    sentences = [each.span for each in report.sentences if each.span.start <= words.start][-2:]
    holding = [each for each in report.mentions.actors if each.kind in _HOLDS and each.span.stop <= words.start]
    for sentence in reversed(sentences):
        found = {each.id: each for each in holding if each.span.overlaps(sentence)}
        if found:
            return _as_holder(*found.values()) if len(found) == 1 else None
    return None


def _as_holder(mention: ActorMention) -> ControlHolder:
    """An actor that the report names."""
    return ControlHolder(id=mention.id, name=mention.name, side=side_of(mention.id))


@functools.lru_cache(maxsize=4096)
def side_of(actor: str) -> ControlSide:
    """For whom an actor of the actor table holds a place; a branch of a state is the government's."""
    entry = load_lexicon("actors").entries.get(actor)
    kind = str(entry["kind"]) if entry is not None else None
    if kind in _STATE or (kind is None and ":" in actor):
        return ControlSide.GOVERNMENT
    return ControlSide.GROUP if kind in {None, _ARMED} else ControlSide.OTHER
