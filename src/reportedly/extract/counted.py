"""Which noun a number counts, and which numbers count nothing: dates, ages, names and measures of distance."""

import functools
from collections.abc import Mapping
from typing import Any

from reportedly.extract.figures import Figure
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon

_MONTHS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"})
_MONTHS |= {"november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"}
_YEARS = range(1900, 2100)
_ON_NOUN = frozenset({"nummod", "amod", "det", "compound", "advmod"})
_BARE = frozenset({"nsubj", "obj", "obl", "nmod", "conj", "root", "appos", "xcomp"})
_AFTER = frozenset({"-", "–", "st", "nd", "rd", "th", "b.c.", "a.d.", "bc", "ad", "bce", "am", "pm", "a.m.", "p.m."})
_BEFORE = frozenset({"-", "young", "old", "aged", "age", "no", "number", "resolution", "flight", "su", "f"})
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})


@functools.cache
def units() -> Mapping[str, Mapping[str, Any]]:
    """Units by lemma: what they count, or that they count nothing."""
    return load_lexicon("units").entries


def counted_noun(tree: Tree, figure: Figure) -> int | None:
    """The noun that a number counts, the number itself where it stands for those it counts, or None for no count."""
    direct = _direct(tree, figure)
    if direct is None:
        bare = figure.money or tree.relation(figure.stop) in _BARE
        direct = figure.stop if bare else None
    if direct is None or _is_no_count(tree, figure, direct):
        return None
    counted = substance(tree, direct)
    return None if _is_skipped(tree, counted) else counted


def _direct(tree: Tree, figure: Figure) -> int | None:
    """The noun that a number stands on, or what follows its `of`."""
    for index in range(figure.stop, figure.start - 1, -1):
        relation, head = tree.relation(index), tree.tokens[index].head
        if head >= 0 and relation in _ON_NOUN and not figure.start <= head <= figure.stop:
            return head
        inner = substance(tree, index)
        if inner > figure.stop:
            return inner
    return None


def _is_skipped(tree: Tree, index: int) -> bool:
    """Whether a noun is a unit that counts nothing: hours, years, months."""
    unit = units().get(tree.lemmas[index]) or {}
    return "skip" in unit or "time" in classes_of(tree, index) or tree.lemmas[index].rstrip(".") in _MONTHS


def _is_no_count(tree: Tree, figure: Figure, direct: int) -> bool:
    """Dates, years, ages, times of day, parts of names, sizes and distances."""
    before = tree.words[figure.start - 1].rstrip(".") if figure.start else ""
    after = tree.words[figure.stop + 1] if figure.stop + 1 < len(tree.words) else ""
    if _is_skipped(tree, direct) or _is_year(tree, figure) or before in _MONTHS or after.rstrip(".") in _MONTHS:
        return True
    if before in _BEFORE or after in _AFTER or (tree.words[figure.stop] == "one" and after == "of"):
        return True
    if "of" in units().get(tree.lemmas[direct], {}) and _is_distance(tree, direct):
        return True
    if before == "by" and tree.tokens[figure.start - 2].upos in {"NUM", "NOUN"} and not figure.money:
        return "of" in units().get(tree.lemmas[direct], {})
    if tree.words[figure.stop + 1 : figure.stop + 4] == ["and", "a", "half"]:
        return True
    return _follows_date(tree, figure) or _is_name(tree, figure, direct)


def _is_year(tree: Tree, figure: Figure) -> bool:
    """A number that reads as a year, or a span of years; a comma makes it a count."""
    bounds = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
    if not bounds or figure.money or "," in tree.words[figure.stop]:
        return False
    return all(bound in _YEARS for bound in bounds) and tree.words[figure.stop][0].isdigit()


def _is_distance(tree: Tree, index: int) -> bool:
    """A measure that tells where something lies, or how long and wide: "110 kilometers west of", "25 by 55"."""
    following = tree.words[index + 1 : index + 2]
    return bool(following) and (following[0] in _DIRECTIONS or following[0] in {"by", "from", "away"})


def _follows_date(tree: Tree, figure: Figure) -> bool:
    """The second of two days: "on May 2 and 3"."""
    head = tree.tokens[figure.stop].head
    if tree.relation(figure.stop) != "conj" or head < 1:
        return False
    return tree.words[head - 1].rstrip(".") in _MONTHS or tree.words[head].rstrip(".") in _MONTHS


def _is_name(tree: Tree, figure: Figure, direct: int) -> bool:
    """A number word inside a proper name: "Three Rivers"."""
    written = tree.text[tree.tokens[figure.stop].span.start]
    named = tree.tokens[direct].upos == "PROPN" and direct != figure.stop and figure.stop > 0
    return named and written.isupper() and tree.sentence(figure.stop).start != figure.start
