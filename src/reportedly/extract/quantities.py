"""How many: killed, injured, abducted, displaced, fighters, weapons, money and the rest, low, best and high."""

import functools
from collections.abc import Iterator, Mapping

from reportedly.extract.counted import counted_noun, units
from reportedly.extract.events import Event
from reportedly.extract.figures import Figure, read_figures
from reportedly.extract.nouns import case_of, classes_of, substance
from reportedly.extract.propositions import Proposition
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.records import Quantity
from reportedly.spans import Span
from reportedly.vocabulary import Kind, QuantityOf, WorldType

_PEOPLE = frozenset({"human", "number", "pronoun", "body", "dead"})
_ARMS = frozenset({"weapon", "munition", "explosive"})
_WORDLESS = frozenset({Kind.ATTITUDE, Kind.DEFINITION, Kind.ASSESSMENT})
_SELF = frozenset({"die", "perish", "flee", "dead", "leave"})
_OFTEN_THINGS = frozenset({"take", "seize", "capture", "shoot"})  # towns and drones too
_BESIDE = frozenset({"along", "including", "with", "of"})
_LIMIT = 3
_LIST = 2
_BY_TYPE = {
    WorldType.KILL: QuantityOf.KILLED,
    WorldType.ABDUCT_CAPTURE: QuantityOf.ABDUCTED,
    WorldType.ARREST: QuantityOf.ABDUCTED,
}


@functools.cache
def _counts() -> Mapping[str, QuantityOf]:
    """What a word makes of the people that it counts."""
    return {key: QuantityOf(entry["of"]) for key, entry in load_lexicon("counts").entries.items()}


def read_quantities(tree: Tree, proposition: Proposition, event: Event) -> tuple[Quantity, ...]:
    """The numbers that a proposition gives, without dates, ages, ranks and parts of names.

    What somebody feels, judges or defines gives none: the numbers in it belong to claims of their own.
    """
    if event.kind in _WORDLESS:
        return ()
    found = list(_counted(tree, proposition))
    listed = {counted for _, counted in found}
    found.extend(_singles(tree, proposition, listed))
    found.sort(key=lambda pair: pair[0].start)
    return tuple(filter(None, (_quantity(tree, figure, counted, event) for figure, counted in found)))


def _counted(tree: Tree, proposition: Proposition) -> Iterator[tuple[Figure, int]]:
    """Numbers with the noun that each counts."""
    for start, stop in _runs(proposition.tokens):
        for figure in read_figures(tree, start, stop):
            counted = counted_noun(tree, figure)
            if counted is not None:
                yield figure, counted


def _runs(tokens: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Runs of tokens that follow each other, as `[start, stop)`."""
    start = previous = None
    for index in tokens:
        if previous is None or index != previous + 1:
            if start is not None and previous is not None:
                yield start, previous + 1
            start = index
        previous = index
    if start is not None and previous is not None:
        yield start, previous + 1


def _singles(tree: Tree, proposition: Proposition, listed: set[int]) -> Iterator[tuple[Figure, int]]:
    """Single things in a list whose other members are counted: "13 tunnels, two trucks and a bridge"."""
    own = frozenset(proposition.tokens)
    for first in own:
        members = (first, *tree.children(first, "conj"))
        if len(members) <= _LIST or sum(member in listed for member in members) < _LIST:
            continue
        for member in members:
            article = next((c for c in tree.children(member, "det") if tree.words[c] in {"a", "an"}), None)
            if article is not None and member not in listed:
                yield Figure(start=article, stop=article, low=1, best=1, high=1), member


def _quantity(tree: Tree, figure: Figure, counted: int, event: Event) -> Quantity | None:
    """A number with what is counted; "one" counts only people to whom something happened."""
    of = _of(tree, figure, counted, event)
    bare = counted == figure.stop or tree.lemmas[counted] in units()
    if of is QuantityOf.OTHER and tree.words[figure.stop] == "one" and not bare:
        return None
    return Quantity(of=of, span=_span(tree, figure, counted), low=figure.low, best=figure.best, high=figure.high)


def _of(tree: Tree, figure: Figure, counted: int, event: Event) -> QuantityOf:
    """What is counted: by unit, by what stands on the noun, by what happened to it."""
    classes, unit = classes_of(tree, counted), units().get(tree.lemmas[counted])
    if figure.money or ("money" in classes and "human" not in classes):
        return QuantityOf.MONEY
    if unit is not None:
        return QuantityOf(unit["of"])
    direct = _counts().get(tree.lemmas[counted])
    if direct is not None and "human" not in classes:
        return direct
    if classes & _PEOPLE or counted == figure.stop or tree.tokens[counted].upos == "PROPN":
        return _people(tree, counted, event, classes)
    return QuantityOf.WEAPONS if classes & _ARMS else QuantityOf.OTHER


def _people(tree: Tree, counted: int, event: Event, classes: frozenset[str]) -> QuantityOf:
    """People by what is said of them, then by what happens to them."""
    for word in (*_modifiers(tree, counted), *_verb_before(tree, counted), *_verbs_over(tree, counted)):
        found = _counts().get(tree.lemmas[word]) or _counts().get(tree.words[word])
        if found is not None and (tree.lemmas[word] not in _OFTEN_THINGS or event.type in _BY_TYPE):
            return found
    direct = _counts().get(tree.lemmas[counted])
    if direct is not None:
        return direct
    leaving = {substance(tree, index) for index in event.arguments.doers}
    if event.type == WorldType.DISPLACEMENT_ACCESS and counted in leaving:
        return QuantityOf.DISPLACED
    undergoing = (*event.arguments.undergoers, *(() if event.arguments.undergoers else event.arguments.doers))
    if counted in undergoing and event.type in _BY_TYPE:
        return _BY_TYPE[WorldType(event.type)]
    return QuantityOf.FIGHTERS if "fighter" in classes and "soldier" not in classes else QuantityOf.OTHER


def _modifiers(tree: Tree, counted: int) -> Iterator[int]:
    """Words on the noun or on those it is listed with: "12 wounded men", "30 men and 22 women who were executed"."""
    head = tree.tokens[counted].head
    first = head if tree.relation(counted) == "conj" and head >= 0 else counted
    for noun in dict.fromkeys((counted, first, *tree.children(first, "conj"))):
        for child in tree.children(noun, "amod", "acl"):
            if tree.child(child, "obj") is None and (noun == counted or tree.relation(child) == "acl"):
                yield child


def _verb_before(tree: Tree, counted: int) -> Iterator[int]:
    """The verb of "killed 12 and injured dozens", where the parse lists the dozens with the 12."""
    before = tree.subtree(counted)[0] - 1
    listed = tree.relation(counted) == "conj" and before >= 0
    if listed and tree.tokens[before].upos == "VERB" and tree.relation(before) == "conj":
        yield from (before,) if tree.child(before, "obj") is None else ()


def _verbs_over(tree: Tree, counted: int) -> Iterator[int]:
    """Verbs or nouns of happening that people undergo: as object, passive subject, who died, or after `of`."""
    current = counted
    for _ in range(_LIMIT):
        relation, head = tree.tokens[current].deprel, tree.tokens[current].head
        if head < 0:
            return
        base = relation.split(":", 1)[0]
        passive = base == "nsubj" and tree.child(head, "aux:pass") is not None
        subject = passive or (base == "nsubj" and tree.lemmas[head] in _SELF)
        if base in {"obj", "appos"} or subject or (base in {"nmod", "obl"} and case_of(tree, current) in _BESIDE):
            yield head
            yield from tree.children(head, "conj")
        if base in {"nsubj", "obj"}:
            yield from (c for c in tree.children(head, "xcomp") if tree.lemmas[c] in _SELF)
        if base not in {"conj", "nmod", "appos", "nummod", "obl"}:
            return
        current = head


def _span(tree: Tree, figure: Figure, counted: int) -> Span:
    """From the first word of the number to the counted noun."""
    first = figure.start
    if figure.money and first and tree.words[first - 1] in "$£€¥":
        first -= 1
    last = max(figure.stop, counted)
    return Span(tree.tokens[first].span.start, tree.tokens[last].span.stop)
