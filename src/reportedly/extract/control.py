"""Reported control of places: how far an actor is said to hold what, by day or by night, growing or shrinking."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportedly.extract.events import Event
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.phrases import phrase
from reportedly.extract.propositions import Proposition
from reportedly.extract.roles import read_quantifier
from reportedly.extract.spine import read_spine
from reportedly.extract.stance_polarity import read_polarity
from reportedly.extract.stance_realis import is_question
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.records import Observation, Participant, Scope
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorRole,
    ControlDiurnal,
    ControlFunction,
    ControlLevel,
    ControlTrend,
    ControlUnit,
    Kind,
    Polarity,
    Quantifier,
    WorldType,
)

_SPEAKING = frozenset(
    {
        WorldType.CONTROL, WorldType.INFLUENCE, WorldType.EXPAND, WorldType.PRESENCE_BASE, WorldType.RECRUIT,
        WorldType.FINANCE_EXTORTION, WorldType.MOVEMENT, WorldType.COLLUSION_TOLERANCE,
    }
)  # fmt: skip
_MOVING = frozenset({WorldType.MOVEMENT, WorldType.COLLUSION_TOLERANCE})
_HOLDERS = (ActorRole.AGENT, ActorRole.THEME, ActorRole.RECIPIENT)
# Who is paid or joined is said to be strong, and not who pays or joins.
_JOINED = (ActorRole.RECIPIENT, ActorRole.AGENT, ActorRole.THEME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A word of control and what it says."""

    index: int
    level: ControlLevel | None
    trend: ControlTrend | None
    diurnal: ControlDiurnal | None
    function: ControlFunction | None


@functools.cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    """Entries of the lexicon of control."""
    return load_lexicon("control").entries


def read_control(
    tree: Tree, proposition: Proposition, participants: tuple[Participant, ...], event: Event
) -> tuple[Observation, ...]:
    """The observation of control that a proposition reports; none without a holder and a word that says how far."""
    if event.type not in _SPEAKING or is_question(tree, proposition):
        return ()
    signs = list(_signs(tree, proposition, participants))
    if event.type == WorldType.FINANCE_EXTORTION and not any(s.function is ControlFunction.TAXATION for s in signs):
        return ()  # who steals or sells is not said to rule; who collects taxes is
    level = _level(signs, event)
    if level is not None and read_polarity(tree, proposition, read_spine(tree, proposition))[0] is Polarity.NEGATED:
        level = ControlLevel.NONE
    paying = event.type == WorldType.FINANCE_EXTORTION and tree.lemmas[event.trigger] == "pay"
    roles = (ActorRole.RECIPIENT,) if paying else _JOINED if event.type == WorldType.RECRUIT else _HOLDERS
    holder, place = _holder(participants, roles), _place(tree, proposition)
    if level is None or holder is None or (event.type in _MOVING and not _is_steady(signs, event, place)):
        return ()
    word = next((sign.index for sign in signs if sign.level is not None), event.trigger)
    observation = Observation(
        actor=holder,
        level=level,
        trend=_trend(signs, event),
        diurnal=next((sign.diurnal for sign in signs if sign.diurnal is not None), ControlDiurnal.UNSTATED),
        scope=_scope(tree, place),
        function=tuple(dict.fromkeys(sign.function for sign in signs if sign.function is not None)),
        place=None if place is None else phrase(tree, place),
        wording=tree.tokens[word].span,
    )
    return (observation,)


def _signs(tree: Tree, proposition: Proposition, participants: tuple[Participant, ...]) -> Iterator[Sign]:
    """Every word of the proposition that the lexicon of control knows, names of parties left out: "authorities"."""
    parties = {index for one in participants for index in tree.within(one.span)}
    for index in proposition.tokens:
        if index in parties:
            continue
        entry = _entries().get(tree.lemmas[index]) or _entries().get(tree.words[index])
        if entry is not None:
            yield Sign(
                index=index,
                level=ControlLevel(entry["level"]) if "level" in entry else None,
                trend=ControlTrend(entry["trend"]) if "trend" in entry else None,
                diurnal=ControlDiurnal(entry["diurnal"]) if "diurnal" in entry else None,
                function=ControlFunction(entry["function"]) if "function" in entry else None,
            )


_LEVELS = {
    WorldType.CONTROL: ControlLevel.EXCLUSIVE,
    WorldType.INFLUENCE: ControlLevel.INFLUENCE,
    WorldType.EXPAND: ControlLevel.ACTIVE,
    WorldType.PRESENCE_BASE: ControlLevel.ACTIVE,
    WorldType.RECRUIT: ControlLevel.ACTIVE,
    WorldType.FINANCE_EXTORTION: ControlLevel.INFLUENCE,
    WorldType.COLLUSION_TOLERANCE: ControlLevel.ACTIVE,
    WorldType.MOVEMENT: ControlLevel.ACTIVE,
}


def _level(signs: list[Sign], event: Event) -> ControlLevel | None:
    """How far: as the words say, held back to "dominant" where only a part of the day is spoken of."""
    stated = [sign.level for sign in signs if sign.level is not None]
    level = max(stated) if stated else _LEVELS.get(WorldType(event.type)) if event.type in set(WorldType) else None
    by_day = any(sign.diurnal in {ControlDiurnal.DAY, ControlDiurnal.NIGHT} for sign in signs)
    if level is ControlLevel.EXCLUSIVE and by_day:
        return ControlLevel.DOMINANT
    return level


def _is_steady(signs: list[Sign], event: Event, place: int | None) -> bool:
    """Whether a movement tells of a standing freedom to move in a place, and not of a journey."""
    moving = any(sign.function is ControlFunction.MOVEMENT for sign in signs)
    return event.kind is Kind.PROCESS and place is not None and moving


def _trend(signs: list[Sign], event: Event) -> ControlTrend | None:
    """Growing or shrinking, where the words say so."""
    stated = next((sign.trend for sign in signs if sign.trend is not None), None)
    return ControlTrend.RISING if stated is None and event.type == WorldType.EXPAND else stated


def _holder(participants: tuple[Participant, ...], roles: tuple[ActorRole, ...]) -> Span | None:
    """Who is said to hold, tax or move: the first who has one of these roles, in their order."""
    for role in roles:
        found = next((one.span for one in participants if one.role is role), None)
        if found is not None:
            return found
    return None


def _place(tree: Tree, proposition: Proposition) -> int | None:
    """The words for the place: what is held, else where."""
    for index in proposition.tokens:
        if "place" in classes_of(tree, index) and tree.relation(index) in {"obj", "obl", "nmod", "nsubj", "conj"}:
            return substance(tree, index)
    return None


def _scope(tree: Tree, place: int | None) -> Scope | None:
    """Which part of the place, and whether the parts are named."""
    if place is None:
        return None
    unit = _UNITS.get(tree.lemmas[place])
    if unit is None:
        return None
    named = any(
        tree.tokens[c].upos == "PROPN" for c in tree.children(place, "compound", "nmod", "appos", "flat", "amod")
    )
    quantifier = read_quantifier(tree, place)
    if quantifier is None:
        plural = tree.has(place, "Number=Plur")
        quantifier = Quantifier.SOME if plural and not named else Quantifier.UNSPECIFIED
    return Scope(quantifier=quantifier, unit=unit, named=named)


_UNITS = {
    "district": ControlUnit.DISTRICT,
    "village": ControlUnit.VILLAGES,
    "hamlet": ControlUnit.VILLAGES,
    "centre": ControlUnit.DISTRICT_CENTRE,
    "center": ControlUnit.DISTRICT_CENTRE,
    "road": ControlUnit.ROADS,
    "highway": ControlUnit.ROADS,
    "city": ControlUnit.WHOLE,
    "town": ControlUnit.WHOLE,
    "province": ControlUnit.WHOLE,
    "region": ControlUnit.WHOLE,
    "country": ControlUnit.WHOLE,
    "territory": ControlUnit.WHOLE,
    "neighborhood": ControlUnit.DISTRICT,
    "neighbourhood": ControlUnit.DISTRICT,
}
