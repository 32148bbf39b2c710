"""What is asserted: the kind and the type of a proposition, read from the lexicon over the parse."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.extract.arguments import Arguments, read_arguments
from reportedly.extract.event_kinds import Told, is_predicated, read_kind
from reportedly.extract.event_words import TypeEntry, Types, load_types
from reportedly.extract.nouns import case_of, classes_of, substance
from reportedly.extract.propositions import Proposition
from reportedly.extract.stance import Stance
from reportedly.extract.stance_words import StanceWord, stance_words
from reportedly.extract.tree import Tree
from reportedly.records import Reason
from reportedly.vocabulary import Kind, MetaType, WorldType

_SPEECH = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_TOWARDS = frozenset({"on", "against", "at", "in", "into", "for", "to"})
_META = frozenset(MetaType)
_ABLE = frozenset(
    {"human", "named", "number", "body", "aircraft", "vehicle", "weapon", "munition", "explosive", "photograph"}
)
_CASES = frozenset({"case", "incident", "occasion", "instance", "example"})
_MAKING = frozenset({"make", "leave", "keep", "consider", "find", "render", "deem", "get"})


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
        plain = tree.tokens[core].upos in {"NOUN", "NUM"} and tree.child(core, "cop") is None
        core = substance(tree, core) if plain else core
        speech = _SPEECH.get(tree.tokens[core].upos)
        entries = self.types.find(speech, tree.lemmas[core], tree.words[core]) if speech else ()
        near = near_words(tree, core) if any(entry.others for entry in entries) else frozenset()
        for entry in entries:
            if entry.others <= near:
                found = self._typed(tree, core, entry, arguments)
                if found is not None or entry.others:  # a phrase that fits shuts out the verb alone
                    return found
        return None

    def _typed(self, tree: Tree, core: int, entry: TypeEntry, arguments: Arguments) -> Match | None:
        """What an entry makes of its word; a light one looks at the argument that bears the type."""
        if entry.light is not None:
            for bearer in _bearers(entry, arguments):
                found = self.bearing(tree, bearer)
                if found is not None:
                    return found
        patient: frozenset[str] = frozenset()
        agent: frozenset[str] = frozenset()
        if entry.patient:
            towards = tuple(oblique.index for oblique in arguments.obliques if oblique.case in _TOWARDS)
            handed = arguments.receivers if arguments.passive else ()  # "he was sent photographs"
            patient = _classes(tree, (*arguments.undergoers, *handed) or towards)
        if entry.agent:
            agent = _classes(tree, arguments.doers)
        type_ = entry.typed(patient, agent)
        return None if type_ is None else Match(entry=entry, index=core, type=type_)

    def bearing(self, tree: Tree, index: int) -> Match | None:
        """The type that a noun of happening bears; None for another noun."""
        index = substance(tree, index)
        if tree.tokens[index].upos not in {"NOUN", "PROPN"} or not self._is_nominal(tree, index):
            return None
        return self.match(tree, index, read_arguments(tree, index))

    def nominal_trigger(self, tree: Tree, index: int) -> Nominal | None:
        """The happening or state that a noun reports by itself, or None.

        It counts with who, whom or where on it ("the killing of 12 civilians", "the presence of troops") or with a date
        or count; not as the object that gives a light verb its meaning ("carried out an attack"), not as a predicate,
        nor as a part of a name or compound.
        """
        if tree.tokens[index].upos != "NOUN" or not self._is_nominal(tree, index):
            return None
        if not self._stands_alone(tree, index):
            return None
        match = self.match(tree, index, read_arguments(tree, index))
        pins = frozenset(_pins(tree, index))
        if match is None or match.type in _META or not pins:
            return None
        kind = match.entry.kind or Kind.EVENT
        return Nominal(index=index, type=match.type, kind=kind, pinned=bool(pins & {"date", "count"}))

    def _is_nominal(self, tree: Tree, index: int) -> bool:
        """Whether a noun is listed."""
        return self.types.is_nominal(tree.lemmas[index], tree.words[index])

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
    core = core if tree.child(core, "cop", "nsubj") is not None else substance(tree, core)
    arguments = read_arguments(tree, core, proposition.subject)
    table = words or load_event_words()
    match = (
        _caused(tree, core)
        or _stanced(tree, stance)
        or table.match(tree, core, arguments)
        or _constructed(tree, core, arguments, table)
        or _by_default(tree, core, arguments)
    )
    if match is not None and tree.relation(match.index) == "acl" and match.index != core:
        arguments = read_arguments(tree, match.index)
    kind, why = read_kind(tree, proposition, stance, _told(core, match))
    trigger = match.index if match else core
    typed = Reason(
        field="type",
        rule=_rule(match),
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


def _told(core: int, match: Match | None) -> Told:
    """What the entry tells of the kind; a noun under another verb leaves that to the verb."""
    if match is None:
        return Told()
    conditioned = match.entry.type is not None and match.type != match.entry.type
    kind = match.entry.kind
    if conditioned or (match.index != core and kind not in {Kind.STATE, Kind.ATTITUDE}):
        kind = None
    return Told(kind=kind, type=match.type, borne=match.index != core)


def _rule(match: Match | None) -> str:
    """The rule as a reason names it: an entry of the types, or of another lexicon, or a construction."""
    if match is None:
        return "rule:no entry"
    return match.entry.key if ":" in match.entry.key else f"types:{match.entry.key}"


def _bearers(entry: TypeEntry, arguments: Arguments) -> tuple[int, ...]:
    """The phrases that may bear the type of a light verb, likeliest first."""
    if entry.light == "agent":
        return (*arguments.doers, *arguments.undergoers)
    into = tuple(oblique.index for oblique in arguments.obliques if oblique.case in {"in", "for"})
    return (*arguments.undergoers, *into) if arguments.undergoers else (*into, *arguments.doers)


def near_words(tree: Tree, core: int) -> frozenset[str]:
    """Lemmas and words that hang on a word, with their prepositions and what stands next below."""
    found: set[str] = set()
    for child in tree.children(core):
        found.update((tree.lemmas[child], tree.words[child], tree.lemmas[substance(tree, child)]))
        if "time" not in classes_of(tree, child):  # "held talks on Wednesday" is no "hold on"
            found.update(tree.lemmas[inner] for inner in tree.children(child, "case", "amod", "compound"))
    return frozenset(found)


def _classes(tree: Tree, indices: tuple[int, ...]) -> frozenset[str]:
    """Classes of several phrases together."""
    found: frozenset[str] = frozenset()
    for index in indices:
        found |= classes_of(tree, index)
    return found


def _caused(tree: Tree, core: int) -> Match | None:
    """What is said to be due to something."""
    due = tree.words[core] == "due" or any(tree.words[c] == "due" for c in tree.children(core, "case"))
    said = due and tree.child(core, "cop") is not None
    return _plain("construction:due to", core, MetaType.EXPLAIN, Kind.CAUSAL) if said else None


def _stanced(tree: Tree, stance: Stance) -> Match | None:
    """Somebody's feeling, resolve or demand, where that is what the proposition itself tells."""
    words = stance_words()
    for index in stance.spine.inner:
        found = words.attitudes.get(tree.lemmas[index]) or words.attitudes.get(tree.words[index])
        if found is not None and _is_felt(tree, index, found):
            return _plain(found.rule, index, MetaType.ATTITUDE, Kind.ATTITUDE)
        command = next((c for c in tree.children(index, "aux") if tree.words[c] in {"must", "should"}), None)
        if command is not None:
            return _plain(f"modals:{tree.words[command]}", index, MetaType.ATTITUDE, Kind.ATTITUDE)
    return None


def _is_felt(tree: Tree, index: int, word: StanceWord) -> bool:
    """Whether a word for a feeling stands in its part of speech and tells of more than an act or a plan."""
    if word.use not in {None, tree.tokens[index].upos.lower()}:
        return False
    # "committed a crime", "intends to send two teams": what is meant to be done tells more than that it is meant.
    return not (word.realis == "intended" and tree.child(index, "obj", "xcomp") is not None)


def _constructed(tree: Tree, core: int, arguments: Arguments, table: EventWords) -> Match | None:
    """What a construction tells: "there are Arabs among them", "makes it easier", "they are from Russia"."""
    if tree.lemmas[core] == "be" and tree.child(core, "expl") is not None:
        return _existing(tree, core, arguments, table)
    named = tree.child(core, "xcomp")
    if named is not None and tree.tokens[named].upos == "ADJ" and tree.lemmas[core] in _MAKING:
        return _plain("construction:make", core, MetaType.ASSESSMENT, Kind.ASSESSMENT)
    if tree.child(core, "cop") is None:
        return None
    human = any("human" in classes_of(tree, index) for index in arguments.doers)
    if human and (case_of(tree, core) == "from" or _is_people(tree, core)):
        return _plain("construction:people", core, WorldType.COMPOSITION, Kind.STATE)
    return None


def _by_default(tree: Tree, core: int, arguments: Arguments) -> Match | None:
    """A judgement, where an adjective is predicated, or where something that is nobody does what no entry lists."""
    if tree.tokens[core].upos == "ADJ" and is_predicated(tree, core):
        if tree.lemmas[core] in stance_words().conditions:
            weapons = any("weapon" in classes_of(tree, index) for index in arguments.doers)
            type_ = WorldType.ARMS_SUPPLY if weapons else MetaType.OTHER
            return _plain(f"conditions:{tree.lemmas[core]}", core, type_, Kind.STATE)
        return _plain("construction:adjective", core, MetaType.ASSESSMENT, Kind.ASSESSMENT)
    if tree.tokens[core].upos != "VERB" or arguments.passive or not arguments.doers:
        return None
    if any(classes_of(tree, index) & _ABLE for index in arguments.doers):
        return None
    return _plain("construction:thing does", core, MetaType.ASSESSMENT, Kind.ASSESSMENT)


def _existing(tree: Tree, core: int, arguments: Arguments, table: EventWords) -> Match | None:
    """There is: a happening, people among others, or else a judgement where it is denied or only possible."""
    for index in arguments.doers:
        found = table.bearing(tree, index)
        if found is not None:
            return found
        clause = tree.child(index, "acl")
        told = None if clause is None else table.match(tree, clause, read_arguments(tree, clause))
        if told is not None:
            return told
        if tree.lemmas[index] in _CASES and tree.has(index, "Number=Plur"):
            return _plain("construction:there are cases", core, MetaType.OTHER, Kind.GENERALISATION)
        if "human" in classes_of(tree, index):
            among = any(oblique.case == "among" for oblique in arguments.obliques)
            somewhere = any("place" in classes_of(tree, oblique.index) for oblique in arguments.obliques)
            type_ = WorldType.PRESENCE_BASE if somewhere and not among else WorldType.COMPOSITION
            return _plain("construction:there", core, type_, Kind.STATE)
    if tree.child(core, "aux") is not None or any(tree.child(i, "det") is not None for i in arguments.doers):
        return _plain("construction:there", core, MetaType.ASSESSMENT, Kind.ASSESSMENT)
    return None


def _is_people(tree: Tree, core: int) -> bool:
    """Persons or a people as predicate: "women and children", "Tajiks", "Afghan Shi'ite exiles"."""
    if not tree.has(core, "Number=Plur"):
        return False
    inside = (core, *tree.children(core, "amod", "compound"))
    return "person" in classes_of(tree, core) or any(tree.text[tree.tokens[i].span.start].isupper() for i in inside)


def _plain(key: str, index: int, type_: str, kind: Kind) -> Match:
    """A match that no entry of the types made."""
    entry = TypeEntry(key=key, others=frozenset(), type=type_, kind=kind, patient=(), agent=(), light=None)
    return Match(entry=entry, index=index, type=type_)


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
