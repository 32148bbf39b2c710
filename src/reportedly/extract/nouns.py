"""What a noun phrase stands for: persons, fighters, places, weapons, or a happening that a noun tells of."""

import functools
from bisect import bisect_right
from collections.abc import Mapping

from reportedly.extract.event_words import load_types
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.vocabulary import NameKind

_NAMED = {
    NameKind.PERSON: frozenset({"named", "named_person", "human"}),
    NameKind.ORGANISATION: frozenset({"named", "group", "human"}),
    NameKind.LOCATION: frozenset({"named", "place", "state"}),
    NameKind.MISC: frozenset({"named"}),
}
_COUNTRY = frozenset({"country"})
_BODIES = frozenset({"force", "group"})
_DESCRIBED = {
    NameKind.PERSON: frozenset({"human", "person"}),
    NameKind.ORGANISATION: frozenset({"human", "group"}),
}
_PEOPLE = frozenset({"human", "person"})  # "Syrians", "Kurds": a name in the plural names a people
_PERSONAL = frozenset({"i", "we", "he", "she", "him", "her", "they", "them", "us", "me", "who", "you", "whom"})
_PERSONAL |= {"my", "our", "his", "their", "its", "your", "theirs", "ours"}
_LIMIT = 4  # "most of a series of waves of ..." ends somewhere


@functools.cache
def _classes() -> Mapping[str, frozenset[str]]:
    """Classes of common nouns by lemma."""
    return {key: frozenset(entry["classes"]) for key, entry in load_lexicon("nouns").entries.items()}


@functools.cache
def _countries() -> frozenset[str]:
    """Names by which reports mean a country's government or forces."""
    return frozenset(load_lexicon("actor_countries").entries)


@functools.cache
def _event_classes() -> Mapping[str, frozenset[str]]:
    """For a noun that tells of a happening, the class of its type: `strike` for an airstrike."""
    types = load_types()
    found = {}
    for lemma in types.nominal:
        names = {entry.type.lower() for entry in types.find("noun", lemma) if entry.type}
        found[lemma] = frozenset(names)
    return found


def classes_of(tree: Tree, index: int) -> frozenset[str]:
    """The classes of what a noun phrase stands for; empty for an unknown word."""
    index = substance(tree, index)
    lemma, token = tree.lemmas[index], tree.tokens[index]
    found = _classes().get(lemma) or _classes().get(tree.words[index]) or frozenset()
    if token.upos == "PRON":
        return frozenset({"pronoun", "human"}) if tree.words[index] in _PERSONAL else frozenset({"pronoun"})
    if token.upos == "PROPN" or (not found and _is_capital(tree, index)):
        named = _named(tree, index)
        if found & _BODIES:  # "Guard", "Front" in a name: not a place, whatever the model says
            named -= _NAMED[NameKind.LOCATION] - {"named"}
        people = tree.has(index, "Number=Plur") and named == _NAMED[NameKind.MISC]
        return found | named | (_PEOPLE if people else frozenset())
    if token.upos == "NUM" and not found:
        return frozenset({"number"})
    happening = _event_classes().get(lemma, frozenset())
    return found | happening if found or happening else _described(tree, index)


def _described(tree: Tree, index: int) -> frozenset[str]:
    """Classes of an unlisted noun that heads what the model takes for a description of persons or of a group."""
    nominals, span = tree.annotated.nominals, tree.tokens[index].span
    at = bisect_right(nominals, span.start, key=lambda nominal: nominal.span.start) - 1
    if at < 0 or not nominals[at].span.contains(span) or tree.tokens[index].upos != "NOUN":
        return frozenset()
    head = tree.tokens[index].head
    if head >= 0 and nominals[at].span.contains(tree.tokens[head].span):
        return frozenset()
    return _DESCRIBED.get(nominals[at].kind, frozenset())


def _is_capital(tree: Tree, index: int) -> bool:
    """Whether a noun or adjective is written with a capital that no beginning of a sentence explains."""
    token = tree.tokens[index]
    inside = index != tree.sentence(index).start
    return inside and token.upos in {"NOUN", "ADJ"} and tree.text[token.span.start].isupper()


def substance(tree: Tree, index: int) -> int:
    """The noun that the phrase is about: "people" in "most of the people", "clashes" in "days of clashes"."""
    for _ in range(_LIMIT):
        found = _classes().get(tree.lemmas[index], frozenset())
        if "part" not in found and "shell" not in found and tree.tokens[index].upos != "NUM":
            return index
        inner = next((c for c in tree.children(index, "nmod") if is_marked(tree, c, "of")), None)
        if inner is None:
            return index
        index = inner
    return index


def is_marked(tree: Tree, index: int, *cases: str) -> bool:
    """Whether a phrase is introduced by one of these prepositions."""
    return any(tree.words[c] in cases for c in tree.children(index, "case", "mark"))


def case_of(tree: Tree, index: int) -> str:
    """The first preposition of a phrase, lower case; empty for none."""
    found = tree.child(index, "case")
    return "" if found is None else tree.words[found]


def _named(tree: Tree, index: int) -> frozenset[str]:
    """Classes of a proper name, by the kind of the name that covers it."""
    names, span = tree.annotated.names, tree.tokens[index].span
    at = bisect_right(names, span.start, key=lambda name: name.span.start) - 1
    if at >= 0 and names[at].span.contains(span):
        country = names[at].kind is NameKind.LOCATION and names[at].span.of(tree.text) in _countries()
        return _NAMED[names[at].kind] | (_COUNTRY if country else frozenset())
    return frozenset({"named"})
