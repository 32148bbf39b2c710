"""Who and what hangs on a word that tells of a happening: subjects, objects and adjuncts, read off the parse."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.event_words import load_types
from reportedly.extract.nouns import case_of, classes_of
from reportedly.extract.tree import Tree

_LIMIT = 4
_SUBJECTS = ("nsubj", "csubj")
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_PARTICLES = frozenset({"off", "up", "down", "out", "back", "away"})  # what a parse may take for a preposition
_MANNER = frozenset({"terrorist", "suicide", "guerrilla"})  # how, not whose: "terrorist attacks"
_GROUP = frozenset({"human", "aircraft"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Oblique:
    """A phrase with the preposition that introduces it."""

    case: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The arguments of one word, as head tokens of their phrases.

    Attributes:
        doers: Active subjects, "by" phrases of passives, and possessors or group words before a noun of happening.
        undergoers: Objects, passive subjects, and what follows "of" after a noun of happening.
        receivers: Indirect objects.
        obliques: All other phrases with a preposition.
        passive: Whether the word is a passive verb.
    """

    doers: tuple[int, ...] = ()
    undergoers: tuple[int, ...] = ()
    receivers: tuple[int, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    passive: bool = False


def read_arguments(tree: Tree, core: int, subject: int | None = None) -> Arguments:
    """The arguments of a verb, noun or adjective; `subject` is one shared from another clause."""
    if _is_nominal(tree, core):
        return _of_noun(tree, core, subject)
    return _of_verb(tree, core, subject)


def read_noun_arguments(tree: Tree, core: int) -> Arguments:
    """The arguments of a noun of happening, also where a copula makes it a predicate: "was under the authority of"."""
    return _of_noun(tree, core, None)


def _is_nominal(tree: Tree, index: int) -> bool:
    """A noun that is no predicate of a copula."""
    return (
        tree.tokens[index].upos in {"NOUN", "PROPN", "PRON", "NUM", "DET"} and tree.child(index, "cop", "nsubj") is None
    )


def is_passive(tree: Tree, index: int) -> bool:
    """Whether a verb is in the passive, with an auxiliary or as a bare participle."""
    if tree.child(index, "aux:pass", "nsubj:pass") is not None:
        return True
    token = tree.tokens[index]
    bare = tree.has(index, "VerbForm=Part") and (tree.has(index, "Tense=Past") or tree.has(index, "Voice=Pass"))
    return bare and token.upos == "VERB" and tree.child(index, "aux", "nsubj", "obj") is None


def _of_verb(tree: Tree, core: int, shared: int | None) -> Arguments:
    """Arguments of a verb, or of a predicate noun or adjective with its copula."""
    passive = is_passive(tree, core)
    subjects = _subjects(tree, core)
    if not subjects and shared is not None and shared != core:
        subjects = (shared,)
    predicate = tree.child(core, "cop") is not None
    taken = ("obl", "nmod") if predicate else ("obl",)
    obliques = tuple(Oblique(case=case_of(tree, c), index=c) for c in tree.children(core, *taken))
    by = tuple(o.index for o in obliques if passive and o.case == "by" and _may_act(tree, o.index))
    objects = tuple(_resolved(tree, core, c) for c in tree.children(core, "obj"))
    objects += tuple(o.index for o in obliques if o.case in _PARTICLES)
    if not objects and not passive:
        objects = _relative_object(tree, core, subjects)
    return Arguments(
        doers=by if passive else subjects,
        undergoers=subjects if passive else objects,
        receivers=(*tree.children(core, "iobj"), *(objects if passive else ())),
        obliques=tuple(o for o in obliques if o.index not in by and o.case not in _PARTICLES),
        passive=passive,
    )


def _may_act(tree: Tree, index: int) -> bool:
    """A "by" phrase that names a doer and not a time or a measure."""
    return not classes_of(tree, index) & {"time", "percent", "measure"}


def _subjects(tree: Tree, core: int) -> tuple[int, ...]:
    """The subject: its own, that of the noun it modifies, or that of the clause it shares one with."""
    current = core
    for _ in range(_LIMIT):
        own = [_resolved(tree, current, c) for c in tree.children(current, *_SUBJECTS)]
        if own:
            return tuple(own)
        found = _outer(tree, current)
        if found is None:
            return ()
        if not isinstance(found, _Step):
            return (found,)
        current = found.to
    return ()


@dataclass(frozen=True, slots=True)
class _Step:
    """Look on at this verb."""

    to: int


def _outer(tree: Tree, index: int) -> int | _Step | None:
    """Where the subject of a verb without one is found: a token, a verb to look on at, or nowhere."""
    relation, head = tree.relation(index), tree.tokens[index].head
    if head < 0:
        return None
    if relation == "acl":
        return _modified(tree, index, head)
    if relation == "xcomp":
        own = tree.child(head, "obj", "iobj")
        return own if own is not None and own < index else _Step(head)
    if relation == "advcl" and tree.child(head, "obj") is not None and _is_infinitive(tree, index):
        return _Step(head)
    if relation in {"conj", "advcl", "ccomp", "dep", "parataxis"}:
        return _Step(head) if relation == "conj" or not _is_finite(tree, index) else None
    return None


def _modified(tree: Tree, index: int, head: int) -> int | None:
    """The noun that a participle or relative clause describes, where it is the subject."""
    if tree.tokens[head].upos not in {"NOUN", "PROPN", "PRON", "NUM", "DET"}:
        return None
    return None if tree.child(index, "nsubj") is not None or _is_infinitive(tree, index) else head


def _is_infinitive(tree: Tree, index: int) -> bool:
    return any(tree.words[c] == "to" for c in tree.children(index, "mark"))


def _is_finite(tree: Tree, index: int) -> bool:
    return tree.has(index, "VerbForm=Fin") or any(
        tree.has(c, "VerbForm=Fin") for c in tree.children(index, "aux", "cop")
    )


def _resolved(tree: Tree, verb: int, index: int) -> int:
    """For a relative pronoun, the noun that it stands for; else the token itself."""
    if tree.words[index] not in _RELATIVE or tree.tokens[index].upos != "PRON":
        return index
    for current in (verb, *tree.ancestors(verb)):
        if tree.tokens[current].deprel == "acl:relcl" and tree.tokens[current].head >= 0:
            return tree.tokens[current].head
        if tree.relation(current) not in {"conj", "xcomp"}:
            break
    return index


def _relative_object(tree: Tree, core: int, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """As in "districts the rebels hold": the noun that an object relative clause without a pronoun describes."""
    token = tree.tokens[core]
    if token.deprel != "acl:relcl" or not subjects or token.head in subjects or tree.child(core, "cop") is not None:
        return ()
    return (token.head,)


def _of_noun(tree: Tree, core: int, shared: int | None) -> Arguments:
    """Arguments of a noun of happening: "the coalition's strikes on the town", "the killing of 12 by gunmen"."""
    phrases = [Oblique(case=case_of(tree, c), index=c) for c in tree.children(core, "nmod", "obl") if case_of(tree, c)]
    owners = tree.children(core, "nmod:poss") or list(_before(tree, core))[:1]
    doers = [*owners, *(p.index for p in phrases if p.case == "by")]
    for clause in tree.children(core, "acl"):
        doers.extend(_by(tree, clause))
    light = tree.tokens[core].head
    if not doers and shared is not None:
        doers.append(shared)
    elif not doers and light >= 0 and tree.relation(core) == "obj" and _is_light(tree, light):
        doers.extend(_subjects(tree, light))
    return Arguments(
        doers=tuple(doers),
        undergoers=tuple(p.index for p in phrases if p.case == "of"),
        obliques=tuple(p for p in phrases if p.case not in {"of", "by"}),
    )


def _is_light(tree: Tree, index: int) -> bool:
    """Whether the doer of a verb is the doer of its object: "carried out an attack", not "condemned an attack"."""
    return any(entry.light is not None for entry in load_types().find("verb", tree.lemmas[index]))


def _before(tree: Tree, core: int) -> Iterator[int]:
    """Words before a noun that name a side: "Turkish artillery fire", "rebel counter-offensive"."""
    for child in tree.children(core, "amod", "compound", "nmod"):
        if child > core or case_of(tree, child):
            continue
        token = tree.tokens[child]
        capital = tree.text[token.span.start].isupper() and token.upos in {"PROPN", "ADJ"}
        group = token.upos == "NOUN" and tree.lemmas[child] not in _MANNER and classes_of(tree, child) & _GROUP
        if (capital and "time" not in classes_of(tree, child)) or group:
            yield child


def _by(tree: Tree, clause: int) -> list[int]:
    """The doer of a participle: "massacres carried out by forces"."""
    return [c for c in tree.children(clause, "obl") if case_of(tree, c) == "by" and _may_act(tree, c)]
