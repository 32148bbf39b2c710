"""How many: killed, injured, abducted, displaced, fighters, weapons, money and the rest, low, best and high."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from reportedly.extract.events import Event
from reportedly.extract.figures import Figure, read_figures
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.propositions import Proposition
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.records import Quantity
from reportedly.spans import Span
from reportedly.vocabulary import QuantityOf, WorldType

_MONTHS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"})
_MONTHS |= {"november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"}
_PEOPLE = frozenset({"human", "number", "pronoun"})
_ARMS = frozenset({"weapon", "munition", "explosive"})
_YEARS = (1000, 2100)
_BY_TYPE = {
    WorldType.KILL: QuantityOf.KILLED,
    WorldType.ABDUCT_CAPTURE: QuantityOf.ABDUCTED,
    WorldType.ARREST: QuantityOf.ABDUCTED,
    WorldType.DISPLACEMENT_ACCESS: QuantityOf.DISPLACED,
}


@functools.cache
def _units() -> Mapping[str, Mapping[str, Any]]:
    return load_lexicon("units").entries


@functools.cache
def _counts() -> Mapping[str, QuantityOf]:
    return {key: QuantityOf(entry["of"]) for key, entry in load_lexicon("counts").entries.items()}


def read_quantities(tree: Tree, proposition: Proposition, event: Event) -> tuple[Quantity, ...]:
    """The numbers that a proposition gives, without dates, ages, ranks and parts of names."""
    return tuple(_quantities(tree, proposition, event))


def _quantities(tree: Tree, proposition: Proposition, event: Event) -> Iterator[Quantity]:
    own = frozenset(proposition.tokens)
    for start, stop in _runs(proposition.tokens):
        for figure in read_figures(tree, start, stop):
            counted = _counted(tree, figure)
            if counted is None and (figure.money or _is_bare(tree, figure)):
                counted = figure.stop
            if counted is None or _is_no_count(tree, figure, counted):
                continue
            of = _of(tree, figure, counted, event)
            if of is not None and (counted in own or counted == figure.stop):
                yield Quantity(
                    of=of, span=_span(tree, figure, counted), low=figure.low, best=figure.best, high=figure.high
                )


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


def _counted(tree: Tree, figure: Figure) -> int | None:
    """The noun that a number counts: what it stands before, or what follows `of`."""
    for index in range(figure.stop, figure.start - 1, -1):
        relation, head = tree.relation(index), tree.tokens[index].head
        if relation in {"nummod", "amod", "det", "compound", "advmod"} and (head > figure.stop or head < figure.start):
            return substance(tree, head) if head >= 0 else None
        inner = substance(tree, index)
        if inner > figure.stop:
            return inner
    return None


def _is_bare(tree: Tree, figure: Figure) -> bool:
    """A number that stands for those it counts: "killed five", "130 dead"."""
    return tree.relation(figure.stop) in {"nsubj", "obj", "obl", "nsubj:pass", "nmod", "conj", "root", "appos", "xcomp"}


def _is_no_count(tree: Tree, figure: Figure, counted: int) -> bool:
    """Dates, years, ages, times of day, ranks in names and "one of"."""
    unit = _units().get(tree.lemmas[counted])
    if unit is not None and "skip" in unit:
        return True
    if counted == figure.stop and (
        _is_year(figure) or (figure.stop - figure.start == 0 and tree.words[figure.stop] == "one")
    ):
        return True
    if "time" in classes_of(tree, counted) or tree.lemmas[counted].rstrip(".") in _MONTHS:
        return True
    before = tree.words[figure.start - 1].rstrip(".") if figure.start else ""
    after = tree.words[figure.stop + 1] if figure.stop + 1 < len(tree.words) else ""
    if before in _MONTHS or after.rstrip(".") in _MONTHS or after in {"-", "st", "nd", "rd", "th"}:
        return True
    named = tree.tokens[counted].upos == "PROPN" and tree.words[figure.stop][0].isdigit() is False
    return named or (tree.words[figure.stop] == "one" and after == "of")


def _is_year(figure: Figure) -> bool:
    """A lone whole number that reads as a year."""
    return (
        figure.best is not None
        and figure.best.is_integer()
        and _YEARS[0] <= figure.best <= _YEARS[1]
        and not figure.money
    )


def _of(tree: Tree, figure: Figure, counted: int, event: Event) -> QuantityOf | None:
    """What is counted: by unit, by what stands on the noun, by what happened to it."""
    if figure.money:
        return QuantityOf.MONEY
    unit = _units().get(tree.lemmas[counted])
    if unit is not None:
        return QuantityOf(unit["of"])
    direct = _counts().get(tree.lemmas[counted]) or _by_modifier(tree, counted)
    if direct is not None:
        return direct
    classes = classes_of(tree, counted)
    if classes & _ARMS:
        return QuantityOf.WEAPONS
    if classes & _PEOPLE or tree.tokens[counted].upos in {"PROPN", "NUM"}:
        return _people(tree, counted, event, classes)
    return QuantityOf.OTHER


def _by_modifier(tree: Tree, counted: int) -> QuantityOf | None:
    """As in "12 wounded men", "97 civilians killed", "130 dead"."""
    for child in tree.children(counted, "amod", "acl"):
        found = _counts().get(tree.lemmas[child]) or _counts().get(tree.words[child])
        if found is not None and tree.child(child, "obj") is None:
            return found
    return None


def _people(tree: Tree, counted: int, event: Event, classes: frozenset[str]) -> QuantityOf:
    """People by what happens to them."""
    for verb in _verbs_over(tree, counted):
        found = _counts().get(tree.lemmas[verb])
        if found is not None and (tree.lemmas[verb] not in {"take", "seize", "gun"} or event.type in _BY_TYPE):
            return found
    undergoing = set(event.arguments.undergoers)
    if counted in undergoing and event.type in _BY_TYPE:
        return _BY_TYPE[WorldType(event.type)]
    if event.type == WorldType.KILL and counted == event.trigger:
        return QuantityOf.KILLED
    return QuantityOf.FIGHTERS if "fighter" in classes and event.type == WorldType.COMPOSITION else QuantityOf.OTHER


def _verbs_over(tree: Tree, counted: int) -> Iterator[int]:
    """Verbs or nouns of happening that people undergo: as object, passive subject, subject of dying, or after `of`."""
    current = counted
    for _ in range(3):
        relation, head = tree.tokens[current].deprel, tree.tokens[current].head
        if head < 0:
            return
        base = relation.split(":", 1)[0]
        if (
            base in {"obj", "nmod", "appos"}
            or relation == "nsubj:pass"
            or (base == "nsubj" and tree.lemmas[head] in _SELF)
        ):
            yield head
        if base not in {"conj", "nmod", "appos", "nummod", "nsubj"}:
            return
        current = head


_SELF = frozenset({"die", "perish", "flee", "dead"})


def _span(tree: Tree, figure: Figure, counted: int) -> Span:
    """From the first word of the number to the counted noun."""
    start = tree.tokens[figure.start].span.start
    if figure.money and figure.start and tree.words[figure.start - 1] in "$£€¥":
        start = tree.tokens[figure.start - 1].span.start
    stop = max(tree.tokens[figure.stop].span.stop, tree.tokens[counted].span.stop if counted > figure.stop else 0)
    return Span(start, stop)
