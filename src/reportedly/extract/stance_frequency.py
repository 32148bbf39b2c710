"""Once, several times, as a rule, or of a class in general."""

from collections.abc import Iterable, Iterator

from reportedly.extract.arguments import read_arguments
from reportedly.extract.event_words import load_types
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.propositions import Proposition
from reportedly.extract.spine import Spine
from reportedly.extract.stance_words import stance_words
from reportedly.extract.tree import Tree
from reportedly.records import Reason
from reportedly.vocabulary import Genericity

_COUNTED = frozenset({"strike", "kill", "clash", "attack_civ", "explosion", "abduct_capture", "other"})
_SIZES = frozenset({"several", "multiple", "various", "numerous"})
_LARGE = frozenset({"dozen", "hundred", "thousand", "score", "million", "ten"})


def read_genericity(tree: Tree, proposition: Proposition, spine: Spine) -> tuple[Genericity, tuple[Reason, ...]]:
    """The genericity, with the word that says so."""
    found = _by_word(tree, spine) or _by_phrase(tree, proposition) or _by_count(tree, proposition, spine)
    found = found or _by_tense(tree, spine)
    if found is None:
        return Genericity.SPECIFIC, ()
    genericity, index, rule, because = found
    reason = Reason(field="genericity", rule=rule, words=tree.tokens[index].span, because=because)
    return genericity, (reason,)


type_found = tuple[Genericity, int, str, str]


def _by_word(tree: Tree, spine: Spine) -> type_found | None:
    """An adverb of the verb, or "several", "many" on a noun of happening."""
    words = stance_words().iteration
    for index in spine.tokens:
        for child in _on(tree, index):
            genericity = words.get(tree.words[child])
            if genericity is not None:
                return genericity, child, f"iteration:{tree.words[child]}", "a word says how often"
            basis = next((c for c in tree.children(child, "amod", "det") if tree.words[c] in words), None)
            if basis is not None and tree.lemmas[child] in {"basis", "day", "night", "week", "month", "year", "time"}:
                return words[tree.words[basis]], basis, f"iteration:{tree.words[basis]}", "a phrase says how often"
    return None


def _on(tree: Tree, index: int) -> Iterator[int]:
    """Words on a verb or noun, and those on what it is about: "hand over a weekly tax", "many such cases"."""
    yield from tree.children(index, "advmod", "amod", "obl", "nmod")
    counted = ("obj",) if tree.child(index, "expl") is None else ("nsubj",)
    for noun in tree.children(index, *counted):
        regular = counted == ("nsubj",) or tree.tokens[index].upos == "VERB"
        yield from (c for c in tree.children(noun, "amod") if regular and tree.words[c] not in _SIZES)


def _by_phrase(tree: Tree, proposition: Proposition) -> type_found | None:
    """A set phrase such as "time and again"."""
    for first, rest, genericity in _phrases():
        for index in proposition.tokens:
            if tree.words[index] == first and tuple(tree.words[index + 1 : index + 1 + len(rest)]) == rest:
                key = " ".join((first, *rest))
                return genericity, index, f"iteration:{key}", "a phrase says how often"
    return None


def _phrases() -> Iterable[tuple[str, tuple[str, ...], Genericity]]:
    """Entries of several words."""
    for key, genericity in stance_words().iteration.items():
        first, *rest = key.split()
        if rest:
            yield first, tuple(rest), genericity


def _by_count(tree: Tree, proposition: Proposition, spine: Spine) -> type_found | None:
    """Several strikes or several dead: not one occurrence."""
    core = spine.core
    arguments = read_arguments(tree, core, proposition.subject)
    happenings = [core, *arguments.doers, *arguments.undergoers]
    for index in happenings:
        inner = substance(tree, index)
        plural = tree.has(inner, "Number=Plur") or inner != index
        if plural and tree.tokens[inner].upos == "NOUN" and classes_of(tree, inner) & _COUNTED:
            return Genericity.ITERATIVE, inner, "rule:plural happening", "the happening is in the plural"
    entries = load_types().find("verb", tree.lemmas[core]) if tree.tokens[core].upos == "VERB" else ()
    deadly = bool(entries) and (entries[-1].type or "").lower() in _COUNTED
    if not deadly and "kill" not in classes_of(tree, core):
        return None
    for index in arguments.undergoers:
        number = _number(tree, index)
        if number is not None:
            return Genericity.ITERATIVE, number, "rule:count", "several are counted together"
    return None


def _by_tense(tree: Tree, spine: Spine) -> type_found | None:
    """The simple present of what several do: a habit, as in "they take money from everybody"."""
    verb = spine.inner[0]
    if tree.tokens[verb].upos != "VERB" or not (tree.has(verb, "Tense=Pres") and tree.has(verb, "VerbForm=Fin")):
        return None
    if tree.child(verb, "aux", "expl", "ccomp") is not None or verb != spine.core:
        return None
    subject = tree.child(verb, "nsubj")
    entries = load_types().find("verb", tree.lemmas[verb])
    if subject is None or not tree.has(subject, "Number=Plur") or not entries or entries[-1].kind is not None:
        return None
    return Genericity.HABITUAL, verb, "rule:simple present", "the simple present tells of a habit"


def _number(tree: Tree, index: int) -> int | None:
    """A number above one that counts a noun."""
    for child in (index, *tree.children(index, "nummod"), *tree.children(index, "conj")):
        if tree.tokens[child].upos == "NUM" and tree.words[child] not in {"one", "1"}:
            return child
        if tree.lemmas[child] in _LARGE:
            return child
    return None
