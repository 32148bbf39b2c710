"""Who takes part: agent, patient, recipient, theme and instrument, only as far as the sentence says."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.extract.arguments import Arguments, Oblique, read_arguments
from reportedly.extract.events import Event
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.phrases import members, operator, phrase
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.records import Participant
from reportedly.vocabulary import ActorRole, Operator, Quantifier, WorldType

_HAPPENINGS = frozenset({"strike", "explosion", "clash", "attack_civ"})
_THINGS = frozenset({WorldType.STRIKE, WorldType.ATTACK_CIV, WorldType.CLASH, WorldType.KILL, WorldType.EXPLOSION})
_HIT = frozenset({"building", "vehicle", "civilian"})
_NO_ACTOR = frozenset({"time", "percent", "measure", "area", "weight", "money"})
_MEANS = frozenset({"weapon", "aircraft", "vehicle", "explosive"})
_WITH = frozenset({"with", "using", "by"})
_BY_MEANS = frozenset({"by", "in", "with"})
_LOCAL = frozenset(
    {
        WorldType.CONTROL,
        WorldType.MOVEMENT,
        WorldType.CLASH,
        WorldType.PRESENCE_BASE,
        WorldType.STRIKE,
        WorldType.EXPAND,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTable:
    """The roles in claims of one type."""

    doer: ActorRole
    undergoer: ActorRole
    human: ActorRole
    group: ActorRole
    intransitive: ActorRole
    cases: Mapping[str, ActorRole]


@functools.cache
def _tables() -> Mapping[str, RoleTable]:
    """Role tables by type, with `default` for the rest."""
    tables = {}
    for type_, entry in load_lexicon("roles").entries.items():
        doer, undergoer = ActorRole(entry["doer"]), ActorRole(entry["undergoer"])
        human = ActorRole(entry.get("human", undergoer))
        tables[type_] = RoleTable(
            doer=doer,
            undergoer=undergoer,
            human=human,
            group=ActorRole(entry.get("group", human)),
            intransitive=ActorRole(entry.get("intransitive", doer)),
            cases={case: ActorRole(role) for case, role in entry.get("cases", {}).items()},
        )
    return tables


@dataclass(frozen=True, slots=True)
class _Part:
    """One phrase with its role."""

    index: int
    role: ActorRole


def read_participants(tree: Tree, event: Event) -> tuple[Participant, ...]:
    """Those who take part, in text order; an agent that the sentence does not state is left out."""
    table = _tables().get(event.type, _tables()["default"])
    found: list[Participant] = []
    seen: set[int] = set()
    for part in sorted(_Cast(tree, event, table).parts(), key=lambda one: one.index):
        if part.index in seen:
            continue
        joined = [m for m in members(tree, part.index) if m == part.index or not classes_of(tree, m) & _NO_ACTOR]
        group = part.index if len(joined) > 1 else 0
        seen.update(joined)
        found.extend(_participant(tree, part, member, group) for member in joined)
    return tuple(found)


def _participant(tree: Tree, part: _Part, member: int, group: int) -> Participant:
    """One participant; members of one phrase share its group and operator."""
    return Participant(
        role=part.role,
        span=phrase(tree, member),
        quantifier=read_quantifier(tree, member),
        group=group,
        operator=operator(tree, part.index) if group else Operator.AND,
    )


@dataclass(frozen=True, slots=True)
class _Cast:
    """The phrases of one event with their roles."""

    tree: Tree
    event: Event
    table: RoleTable

    def parts(self) -> Iterator[_Part]:
        """All parts, those on the word that says what happened first."""
        arguments = self.event.arguments
        yield from self._doers(arguments)
        yield from self._undergoers(arguments)
        for oblique in arguments.obliques:
            yield from self._oblique(oblique)
        within = read_arguments(self.tree, self.event.trigger)
        if self.event.trigger != self._core():
            yield from self._undergoers(within)
            for oblique in within.obliques:
                yield from self._oblique(oblique)

    def _core(self) -> int:
        """The token that the arguments were read from, where the trigger is not its object."""
        taken = (*self.event.arguments.undergoers, *self.event.arguments.doers)
        below = {substance(self.tree, index) for index in taken}
        return -1 if self.event.trigger in below else self.event.trigger

    def _doers(self, arguments: Arguments) -> Iterator[_Part]:
        """Doers; a strike that does something is the means of those whose strike it is."""
        alone = not arguments.undergoers and not arguments.passive
        for index in arguments.doers:
            if classes_of(self.tree, index) & _HAPPENINGS and index != self.event.trigger:
                yield from self._means(index)
            elif self._is_actor(index):
                yield _Part(index, self.table.intransitive if alone else self.table.doer)

    def _means(self, index: int) -> Iterator[_Part]:
        """An instrument and the agent that is named on it."""
        yield _Part(index, ActorRole.INSTRUMENT)
        for doer in read_arguments(self.tree, substance(self.tree, index)).doers:
            if self._is_actor(doer):
                yield _Part(doer, ActorRole.AGENT)

    def _undergoers(self, arguments: Arguments) -> Iterator[_Part]:
        """Objects and passive subjects, and whom it is done for."""
        for index in arguments.undergoers:
            if substance(self.tree, index) != self.event.trigger and self._is_actor(index):
                yield _Part(index, self._undergone(index))
        for index in arguments.receivers:
            if self._is_actor(index):
                yield _Part(index, self._undergone(index) if arguments.passive else ActorRole.RECIPIENT)

    def _oblique(self, oblique: Oblique) -> Iterator[_Part]:
        """A phrase with a preposition that makes it a part: a means, a target, somebody it is given to."""
        classes = classes_of(self.tree, oblique.index)
        role = self.table.cases.get(oblique.case)
        if oblique.case in _WITH and classes & _MEANS:
            yield _Part(oblique.index, ActorRole.INSTRUMENT)
        elif oblique.case in _BY_MEANS and classes & _HAPPENINGS:
            yield from self._means(oblique.index)
        elif role is not None and self._is_actor(oblique.index):
            yield _Part(oblique.index, role)

    def _undergone(self, index: int) -> ActorRole:
        """The role of what something is done to, by what it is."""
        classes = classes_of(self.tree, index)
        if "group" in classes or "force" in classes:
            return self.table.group
        return self.table.human if classes & {"human", "named", "number"} else self.table.undergoer

    def _is_actor(self, index: int) -> bool:
        """Whether a phrase names somebody, or something that was hit."""
        classes, type_ = classes_of(self.tree, index), self.event.type
        if classes & {"human", "number", "body"} and "place" not in classes:
            return True
        if "place" in classes:
            return bool(classes & {"state", "human"}) and type_ not in _LOCAL
        return "named" in classes or (type_ in _THINGS and bool(classes & _HIT))


@functools.cache
def _quantifiers() -> Mapping[str, Quantifier]:
    """Quantifiers by word or pair of words."""
    return {key: Quantifier(entry["quantifier"]) for key, entry in load_lexicon("quantifiers").entries.items()}


def read_quantifier(tree: Tree, index: int) -> Quantifier | None:
    """How much of a class a phrase means: "most of them", "almost all the districts"."""
    table = _quantifiers()
    for child in (index, *tree.children(index, "det", "amod", "nummod", "det:predet")):
        word = tree.words[child]
        pair = f"{tree.words[child - 1]} {word}" if child else word
        found = table.get(pair) or table.get(word)
        if found is not None and (child == index or child < index):
            return found
    return None
