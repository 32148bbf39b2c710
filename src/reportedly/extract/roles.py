"""Who takes part: agent, patient, recipient, theme and instrument, only as far as the sentence says."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.extract.arguments import Arguments, Oblique, read_arguments, read_noun_arguments
from reportedly.extract.events import Event
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.phrases import members, operator, phrase
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.records import Participant
from reportedly.vocabulary import ActorRole, MetaType, Operator, Quantifier, WorldType

_HAPPENINGS = frozenset({"strike", "explosion", "clash", "attack_civ", "kill"})
_MEANS_OF_HARM = frozenset({"strike", "explosion", "munition", "explosive", "weapon"})
_CREWED = frozenset({"aircraft", "vehicle"})
_HARM = frozenset({WorldType.KILL, WorldType.STRIKE, WorldType.ATTACK_CIV, WorldType.EXPLOSION, MetaType.OTHER})
_FELT = frozenset({MetaType.ATTITUDE})
_PREDICATED = _HAPPENINGS | {"movement", "control", "expand"}
_HELPING = frozenset({"support", "involve", "help", "back", "assist"})
_FORCING = frozenset({"force", "compel", "oblige", "prevent", "allow", "let", "permit", "help", "enable"})
_TAKING = frozenset({WorldType.KILL, WorldType.ABDUCT_CAPTURE})
_USING = frozenset({"use", "employ", "deploy"})
_WORLD = frozenset(WorldType)
_HANDED = frozenset({WorldType.ARMS_SUPPLY, WorldType.ID_DOCUMENTS})
_GOODS = frozenset({"weapon", "munition", "document"})
_THINGS = frozenset({WorldType.STRIKE, WorldType.ATTACK_CIV, WorldType.CLASH, WorldType.KILL, WorldType.EXPLOSION})
_HIT = frozenset({"building", "vehicle", "civilian"})
_SOMEBODY = frozenset({"human", "named", "number"})
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
    passive: ActorRole | None
    of: ActorRole | None
    owner: ActorRole | None
    cases: Mapping[str, ActorRole]


def _optional(name: str | None) -> ActorRole | None:
    """A role that a table may leave out."""
    return None if name is None else ActorRole(name)


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
            passive=_optional(entry.get("passive")),
            of=_optional(entry.get("of")),
            owner=_optional(entry.get("owner")),
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
        joined = [m for m in members(tree, part.index) if m == part.index or classes_of(tree, m) & _SOMEBODY]
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
        """All parts: those on the noun that bears the type, then those on the word that says what happened."""
        arguments = self.event.arguments
        predicated = self._is_predicated()
        inner = tuple(self._inner(helped=self._helps())) if predicated or self._borne() else ()
        yield from inner
        if not (predicated and inner):
            yield from self._making()
            yield from self._doers(arguments)
        yield from self._undergoers(arguments)
        for oblique in arguments.obliques:
            yield from self._oblique(oblique)
        if self.event.type in _FELT:
            yield from self._felt(arguments)

    def _is_predicated(self) -> bool:
        """Whether a noun of happening is said of something: "was under the authority of", "was a deployment of"."""
        index = self.event.trigger
        noun = self.tree.tokens[index].upos == "NOUN" and self.tree.child(index, "cop") is not None
        return noun and bool(classes_of(self.tree, index) & _PREDICATED)

    def _borne(self) -> bool:
        """Whether a noun under the word that says what happened bears the type: "carried out an attack"."""
        arguments = self.event.arguments
        under = (*arguments.undergoers, *arguments.doers, *(oblique.index for oblique in arguments.obliques))
        return any(substance(self.tree, index) == self.event.trigger for index in under)

    def _borne_beside(self) -> bool:
        """Whether an adjunct of a passive bears the type, so that its subject is the doer: "were engaged in battle"."""
        arguments = self.event.arguments
        return any(substance(self.tree, oblique.index) == self.event.trigger for oblique in arguments.obliques)

    def _helps(self) -> bool:
        """Whether the word over the noun that bears the type tells of helping: "supported the retaking"."""
        head = self.tree.tokens[self.event.trigger].head
        return head >= 0 and self.tree.lemmas[head] in _HELPING

    def _inner(self, *, helped: bool) -> Iterator[_Part]:
        """Parties of the noun that bears the type; "their" in "began their assault" names nobody new."""
        arguments = read_noun_arguments(self.tree, self.event.trigger)
        governor = set(self.event.arguments.doers) | set(self.event.arguments.undergoers)
        for index in arguments.doers:
            new = helped or self.tree.tokens[index].upos != "PRON"
            if index not in governor and new and self._acts(index):
                yield _Part(index, self.table.doer)
        yield from self._of(arguments)
        for oblique in arguments.obliques:
            yield from self._oblique(oblique)

    def _of(self, arguments: Arguments) -> Iterator[_Part]:
        """What follows `of` on a noun of happening: done to in most, doing in "the advance of the army"."""
        for index in arguments.undergoers:
            if self._is_actor(index):
                yield _Part(index, self.table.of or self._undergone(index, passive=False))

    def _doers(self, arguments: Arguments) -> Iterator[_Part]:
        """Doers; a strike that does something is the means of those whose strike it is."""
        alone = not arguments.undergoers and not arguments.passive
        role = self.table.intransitive if alone and not self._borne() else self.table.doer
        if self._governor() is not None:
            role = ActorRole.PATIENT
        elif role is ActorRole.AGENT and self._borne() and self._helps():
            role = ActorRole.OTHER
        for index in arguments.doers:
            classes = classes_of(self.tree, index)
            if substance(self.tree, index) == self.event.trigger:
                continue
            if classes & _MEANS_OF_HARM and self.event.type in _HARM:
                yield from self._means(index)
            elif "clash" in classes and self.event.type in _TAKING:
                yield _Part(index, ActorRole.AGENT)
            elif classes & _HAPPENINGS and self.event.type not in _HARM:
                yield from self._of_happening(index)
            elif self._acts(index) or (classes & _CREWED and "named" not in classes):
                yield _Part(index, role)
            elif self.event.type in _LOCAL:
                inner = read_arguments(self.tree, index).undergoers
                yield from (_Part(one, role) for one in inner if self._is_actor(one))

    def _of_happening(self, index: int) -> Iterator[_Part]:
        """Who is behind a happening that does something: those named on it."""
        named = (one for one in self._named_on(index) if self.tree.tokens[one].upos != "PRON")
        yield from (_Part(doer, ActorRole.AGENT) for doer in named)

    def _governor(self) -> int | None:
        """A verb over the event by which somebody makes, lets or keeps the doer: "prevented them from leaving"."""
        index = self.event.trigger
        head = self.tree.tokens[index].head
        made = head >= 0 and self.tree.lemmas[head] in _FORCING
        return head if made and self.tree.relation(index) in {"xcomp", "ccomp", "advcl", "obl"} else None

    def _making(self) -> Iterator[_Part]:
        """Whoever makes, lets or keeps the doer."""
        governor = self._governor()
        if governor is not None:
            above = read_arguments(self.tree, governor)
            yield from (_Part(index, ActorRole.AGENT) for index in above.doers if self._acts(index))

    def _named_on(self, index: int) -> Iterator[int]:
        """Those whose strike, attack or weapon it is, as the phrase names them before it."""
        inner = substance(self.tree, index)
        for doer in read_arguments(self.tree, inner).doers:
            if doer < inner and self._acts(doer):
                yield doer

    def _means(self, index: int) -> Iterator[_Part]:
        """An instrument and the agent that is named on it."""
        yield _Part(index, ActorRole.INSTRUMENT)
        yield from (_Part(doer, ActorRole.AGENT) for doer in self._named_on(index))
        for noun in dict.fromkeys((index, substance(self.tree, index))):
            for oblique in read_noun_arguments(self.tree, noun).obliques:
                yield from self._oblique(oblique)

    def _undergoers(self, arguments: Arguments) -> Iterator[_Part]:
        """Objects and passive subjects, and whom it is done for; of a thing, those it belongs to."""
        for index in arguments.undergoers:
            if substance(self.tree, index) == self.event.trigger:
                continue
            if self._is_used(index):
                yield _Part(index, ActorRole.INSTRUMENT)
            elif self._is_actor(index):
                role = self.table.of if self._is_noun() else None
                role = self.table.doer if arguments.passive and self._borne_beside() else role
                yield _Part(index, role or self._undergone(index, passive=arguments.passive))
            else:
                yield from self._of_thing(index)
        for index in arguments.receivers:
            if self._is_actor(index):
                role = self._undergone(index, passive=False) if arguments.passive else ActorRole.RECIPIENT
                yield _Part(index, role)

    def _is_noun(self) -> bool:
        """Whether the word that says what happened is a noun without a verb."""
        return self.tree.tokens[self.event.trigger].upos == "NOUN" and not self._borne()

    def _is_used(self, index: int) -> bool:
        """A weapon or vehicle that somebody is said to use."""
        head = self.tree.tokens[index].head
        used = head >= 0 and self.tree.lemmas[head] in _USING
        return used and bool(classes_of(self.tree, index) & _MEANS)

    def _of_thing(self, index: int) -> Iterator[_Part]:
        """Parties named on an object that is nobody: "positions against fighters", "ISIL's ability"."""
        arguments = read_arguments(self.tree, substance(self.tree, index))
        if self.table.owner is not None:
            for doer in arguments.doers:
                if doer < index and self._is_actor(doer):
                    yield _Part(doer, self.table.owner)
        of = self.table.cases.get("of")
        if of is not None:
            yield from (_Part(one, of) for one in arguments.undergoers if self._is_actor(one))
        for oblique in arguments.obliques:
            role = self.table.cases.get(oblique.case)
            if role is not None and self._is_actor(oblique.index):
                yield _Part(oblique.index, role)

    def _felt(self, arguments: Arguments) -> Iterator[_Part]:
        """Whom a feeling or resolve is about: the doer of what is condemned, the object of what is resolved on."""
        for index in (*arguments.undergoers, *(oblique.index for oblique in arguments.obliques)):
            if self._is_actor(index) or not classes_of(self.tree, index):
                continue
            inner = read_arguments(self.tree, substance(self.tree, index))
            yield from (_Part(one, ActorRole.OTHER) for one in inner.doers if one < index and self._is_actor(one))
            yield from (_Part(one, ActorRole.PATIENT) for one in inner.undergoers if self._is_actor(one))
        for clause in self._resolved(self.event.trigger):
            below = read_arguments(self.tree, clause).undergoers
            yield from (_Part(one, ActorRole.PATIENT) for one in below if self._is_actor(one) and one > clause)

    def _resolved(self, index: int) -> Iterator[int]:
        """Verbs of what somebody is resolved to do, with those joined to them."""
        for clause in self.tree.children(index, "xcomp", "advcl", "obl", "acl", "conj"):
            if self.tree.tokens[clause].upos == "VERB" and clause > index:
                yield clause
                yield from self._resolved(clause)

    def _oblique(self, oblique: Oblique) -> Iterator[_Part]:
        """A phrase with a preposition that makes it a part: a means, a target, somebody it is given to."""
        if substance(self.tree, oblique.index) == self.event.trigger:
            return
        classes = classes_of(self.tree, oblique.index)
        role = self.table.cases.get(oblique.case)
        if oblique.case in _WITH and classes & _MEANS:
            yield _Part(oblique.index, ActorRole.INSTRUMENT)
        elif oblique.case in _BY_MEANS and classes & _MEANS_OF_HARM and self.event.type in _HARM:
            yield from self._means(oblique.index)
        elif role is not None and self._is_actor(oblique.index):
            yield _Part(oblique.index, role)

    def _undergone(self, index: int, *, passive: bool) -> ActorRole:
        """The role of what something is done to, by what it is."""
        if passive and self.table.passive is not None:
            return self.table.passive
        classes = classes_of(self.tree, index)
        if "group" in classes or "force" in classes:
            return self.table.group
        return self.table.human if classes & {"human", "named", "number"} else self.table.undergoer

    def _acts(self, index: int) -> bool:
        """Whether a phrase names somebody who may do something; a country does through its forces."""
        return self._is_actor(index) or "country" in classes_of(self.tree, index)

    def _is_actor(self, index: int) -> bool:
        """Whether a phrase names somebody, or something that was hit."""
        classes, type_ = classes_of(self.tree, index), self.event.type
        hit = type_ in _THINGS and classes & _HIT and "named" not in classes
        if hit or (classes & {"human", "number", "body"} and "place" not in classes):
            return True
        if "place" in classes:
            return bool(classes & {"state", "human"}) and type_ not in _LOCAL
        if "time" in classes or classes & _HAPPENINGS:
            return False
        it = self.tree.words[index] == "it" and type_ in _WORLD and self.tree.relation(index) != "expl"
        if it or (type_ in _HANDED and classes & _GOODS):
            return True
        return "named" in classes


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
