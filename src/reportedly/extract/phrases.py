"""The words of a noun phrase, without leading article and clauses, and its members where several are joined."""

from collections.abc import Iterator

from reportedly.extract.tree import Tree
from reportedly.spans import Span, trimmed
from reportedly.vocabulary import Operator

_LEFT_OUT = (
    "acl",
    "appos",
    "case",
    "cc",
    "conj",
    "punct",
    "advcl",
    "parataxis",
    "mark",
    "cop",
    "nsubj",
    "advmod",
    "aux",
    "dep",
)
_OF_A_CLAUSE = ("obl", "obj", "xcomp", "ccomp", "discourse", "vocative")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "of", "by", "all"})
_EDGE = "\"'“”‘’(),;:- "


def phrase(tree: Tree, index: int) -> Span:
    """The phrase under a head token, as one span."""
    inside = _inside(tree, index)
    start = stop = index
    while start - 1 in inside:
        start -= 1
    while stop + 1 in inside:
        stop += 1
    while start < index and tree.words[start] in _ARTICLES:
        start += 1
    bare = Span(tree.tokens[start].span.start, tree.tokens[stop].span.stop)
    clean = trimmed(bare, tree.text, _EDGE)
    return clean if clean.length else tree.tokens[index].span


def _inside(tree: Tree, index: int) -> set[int]:
    """Tokens of the phrase, without clauses and further members."""
    barred = [c for c in tree.children(index) if tree.relation(c) in _LEFT_OUT and tree.words[c] != "-"]
    barred = [c for c in barred if not _is_close(tree, c)]
    if tree.child(index, "cop", "nsubj") is not None or tree.tokens[index].upos == "VERB":
        barred.extend(tree.children(index, *_OF_A_CLAUSE))
    return set(tree.subtree(index, without=barred)) | {
        c for c in barred if tree.tokens[c].deprel == "advmod" and c < index
    }


def _is_close(tree: Tree, index: int) -> bool:
    """A name set beside an office without a comma: "the commander Salim Dar"."""
    if tree.relation(index) != "appos":
        return False
    first = tree.subtree(index)[0]
    return first > 0 and tree.tokens[first - 1].upos != "PUNCT"


def members(tree: Tree, index: int) -> tuple[int, ...]:
    """A head with the heads joined to it by "and" or "or"."""
    return (index, *_joined(tree, index))


def _joined(tree: Tree, index: int) -> Iterator[int]:
    for child in tree.children(index, "conj"):
        if (
            tree.tokens[child].upos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
            and tree.child(child, "cop", "nsubj") is None
        ):
            yield child


def operator(tree: Tree, index: int) -> Operator:
    """Whether the members of a phrase are joined by "or"."""
    for child in tree.children(index, "conj"):
        if any(tree.words[c] in {"or", "nor"} for c in tree.children(child, "cc")):
            return Operator.OR
    return Operator.AND
