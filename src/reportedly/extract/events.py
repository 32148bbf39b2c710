"""What is asserted: the kind and the type of a proposition, read from the lexicon over the parse."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.extract.arguments import Arguments, read_arguments
from reportedly.extract.event_kinds import Told, read_kind
from reportedly.extract.event_words import TypeEntry, Types, load_types
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.propositions import Proposition
from reportedly.extract.stance import Stance
from reportedly.extract.stance_words import stance_words
from reportedly.extract.tree import Tree
from reportedly.records import Reason
from reportedly.vocabulary import Kind, MetaType

_SPEECH = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_TOWARDS = frozenset({"on", "against", "at", "in", "into", "for", "to"})
_META = frozenset(MetaType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a proposition asserts.

    Attributes:
        kind: What sort of proposition it is.
        type: A WorldType, a MetaType or a type of the user's own.
        trigger: The token that the type was read from.
        arguments: What hangs on the word that says what happened.
        reasons: Why kind and type have their values.
    """

    kind: Kind
    type: str
    trigger: int
    arguments: Arguments
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that fits, where, and the type that it makes."""

    entry: TypeEntry
    index: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A noun that tells of a happening or state by itself: "the killing of 12 civilians".

    Attributes:
        index: The noun.
        type: What it asserts.
        kind: What sort of proposition it makes.
        pinned: Whether a date or a count pins it down, so that a reader would miss it.
    """

    index: int
    type: str
    kind: Kind
    pinned: bool


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words of happenings and states, with the user's own types."""

    types: Types

    def verb_type(self, lemma: str) -> str | None:
        """The type of a verb by itself, whatever hangs on it; None for a verb that says little."""
        plain = [entry for entry in self.types.find("verb", lemma) if not entry.others]
        return plain[0].type if plain else None

    def match(self, tree: Tree, core: int, arguments: Arguments) -> Match | None:
        """The entry that fits a word and what hangs on it, the longest phrase first."""
        core = substance(tree, core) if tree.tokens[core].upos in {"NOUN", "NUM"} else core
        speech = _SPEECH.get(tree.tokens[core].upos)
        entries = self.types.find(speech, tree.lemmas[core]) if speech else ()
        near = near_words(tree, core) if any(entry.others for entry in entries) else frozenset()
        for entry in entries:
            if entry.others <= near:
                found = self._typed(tree, core, entry, arguments)
                if found is not None:
                    return found
        return None

    def _typed(self, tree: Tree, core: int, entry: TypeEntry, arguments: Arguments) -> Match | None:
        """What an entry makes of its word; a light one looks at the argument that bears the type."""
        if entry.light is not None:
            bearers = arguments.undergoers if entry.light == "patient" else (*arguments.doers, *arguments.undergoers)
            for bearer in bearers:
                found = self._noun(tree, bearer)
                if found is not None:
                    return found
        patient: frozenset[str] = frozenset()
        agent: frozenset[str] = frozenset()
        if entry.patient:
            towards = (oblique.index for oblique in arguments.obliques if oblique.case in _TOWARDS)
            patient = _classes(tree, (*arguments.undergoers, *towards))
        if entry.agent:
            agent = _classes(tree, arguments.doers)
        type_ = entry.typed(patient, agent)
        return None if type_ is None else Match(entry=entry, index=core, type=type_)

    def _noun(self, tree: Tree, index: int) -> Match | None:
        """The type of a noun of happening."""
        index = substance(tree, index)
        if tree.tokens[index].upos not in {"NOUN", "PROPN"} or tree.lemmas[index] not in self.types.nominal:
            return None
        return self.match(tree, index, read_arguments(tree, index))

    def nominal_trigger(self, tree: Tree, index: int) -> Nominal | None:
        """The happening or state that a noun reports by itself, or None.

        It counts with who, whom or where on it ("the killing of 12 civilians", "the presence of troops") or with a date
        or count; not as the object that gives a light verb its meaning ("carried out an attack"), not as a predicate,
        nor as a part of a name or compound.
        """
        if tree.tokens[index].upos != "NOUN" or tree.lemmas[index] not in self.types.nominal:
            return None
        if not self._stands_alone(tree, index):
            return None
        match = self.match(tree, index, read_arguments(tree, index))
        pins = frozenset(_pins(tree, index))
        if match is None or match.type in _META or not pins:
            return None
        kind = match.entry.kind or Kind.EVENT
        return Nominal(index=index, type=match.type, kind=kind, pinned=bool(pins & {"date", "count"}))

    def _stands_alone(self, tree: Tree, index: int) -> bool:
        """Whether no verb or name takes the noun up into a claim of its own."""
        relation, head = tree.relation(index), tree.tokens[index].head
        if relation in {"compound", "flat", "fixed", "conj"} or tree.child(index, "cop") is not None:
            return False
        if relation in {"obj", "nsubj"} and tree.tokens[head].upos == "VERB":
            return not any(entry.light is not None for entry in self.types.find("verb", tree.lemmas[head]))
        return True


def load_event_words(own: Path | None = None) -> EventWords:
    """The words of happenings; `own` is a folder that may hold the user's own `types.yml`.

    Raises:
        LexiconError: One of the files cannot be read, or an entry of it makes no sense.
    """
    return EventWords(load_types(own))


def read_event(tree: Tree, proposition: Proposition, stance: Stance, words: EventWords | None = None) -> Event:
    """The kind and type of a proposition; OTHER, BACKGROUND or ASSESSMENT where the lexicon has no word for it."""
    core = stance.spine.core
    arguments = read_arguments(tree, core, proposition.subject)
    match = _attitude(tree, proposition) or (words or load_event_words()).match(tree, core, arguments)
    kind, why = read_kind(tree, proposition, stance, Told(kind=match.entry.kind, type=match.type) if match else Told())
    trigger = match.index if match else core
    typed = Reason(
        field="type",
        rule=f"types:{match.entry.key}" if match else "rule:no entry",
        words=tree.tokens[trigger].span,
        because="the word is listed with this type" if match else "no listed word tells more",
    )
    told = Reason(field="kind", rule=why.rule, words=tree.tokens[why.index].span, because=why.because)
    return Event(
        kind=kind,
        type=match.type if match else _fallback(tree, core, kind),
        trigger=trigger,
        arguments=arguments,
        reasons=(typed, told),
    )


def near_words(tree: Tree, core: int) -> frozenset[str]:
    """Lemmas and words that hang on a word, with their prepositions and what stands next below."""
    found: set[str] = set()
    for child in tree.children(core):
        found.update((tree.lemmas[child], tree.words[child], tree.lemmas[substance(tree, child)]))
        found.update(tree.lemmas[inner] for inner in tree.children(child, "case", "amod", "compound"))
    return frozenset(found)


def _classes(tree: Tree, indices: tuple[int, ...]) -> frozenset[str]:
    """Classes of several phrases together."""
    found: frozenset[str] = frozenset()
    for index in indices:
        found |= classes_of(tree, index)
    return found


def _attitude(tree: Tree, proposition: Proposition) -> Match | None:
    """Somebody's feeling or resolve, where the proposition's own head is a word for one."""
    lemma = tree.lemmas[proposition.head]
    word = stance_words().attitudes.get(lemma)
    if word is None or word.use not in {None, tree.tokens[proposition.head].upos.lower()}:
        return None
    entry = TypeEntry(
        key=lemma,
        others=frozenset(),
        type=MetaType.ATTITUDE,
        kind=Kind.ATTITUDE,
        patient=(),
        agent=(),
        light=None,
    )
    return Match(entry=entry, index=proposition.head, type=MetaType.ATTITUDE)


def _fallback(tree: Tree, core: int, kind: Kind) -> str:
    """The type of what no entry tells."""
    if kind in {Kind.ASSESSMENT, Kind.GENERALISATION}:
        return MetaType.ASSESSMENT
    if kind is Kind.DEFINITION:
        return MetaType.BACKGROUND
    if kind is Kind.CAUSAL:
        return MetaType.EXPLAIN
    if kind is Kind.ATTITUDE:
        return MetaType.ATTITUDE
    return MetaType.BACKGROUND if tree.child(core, "cop") is not None else MetaType.OTHER


def _pins(tree: Tree, index: int) -> Iterator[str]:
    """What a noun of happening has on it: parties, a place, a date, a count."""
    for child in tree.children(index, "nmod", "acl", "amod", "compound", "nummod"):
        relation, classes = tree.relation(child), classes_of(tree, child)
        if relation == "nummod" or tree.child(child, "nummod") is not None:
            yield "count"
        elif relation == "nmod" and "time" in classes:
            yield "date"
        elif relation in {"nmod", "acl"} or classes & {"human", "place", "named"}:
            yield "party"
