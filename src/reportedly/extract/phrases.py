"""The words of a noun phrase, without article and clauses, its members where several are joined; verb groups."""

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
RELATIVE = {"who", "which", "whom", "whose"}
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


def verb_group(tree: Tree, index: int) -> tuple[int, ...]:
    """A verb with its auxiliaries, negation, particles and the adverbs between them."""
    inner = tree.children(index, "aux", "aux:pass", "cop", "compound:prt")
    first = min([index, *inner])
    adverbs = [child for child in tree.children(index, "advmod") if first <= child <= index or child == first - 1]
    return tuple(sorted({index, *inner, *adverbs}))


def phrase_of(tree: Tree, index: int, *, without: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The words of a source: its phrase without relative clauses, prepositions before it and marks at its ends."""
    barred = [*tree.children(index, "acl:relcl", "case", "cc", "parataxis", "conj"), *without]
    if conjuncts := tree.children(index, "conj"):
        barred = [child for child in barred if child not in conjuncts or tree.tokens[child].upos == "VERB"]
        barred = [child for child in barred if tree.relation(child) != "cc"]
    tokens = tree.subtree(index, without=barred)
    while tokens and tree.tokens[tokens[-1]].upos == "PUNCT" and tree.words[tokens[-1]] != ")":
        tokens.pop()
    while tokens and (tree.tokens[tokens[0]].upos in {"PUNCT", "ADP", "CCONJ"} or tree.words[tokens[0]] in RELATIVE):
        tokens.pop(0)
    while tokens and tree.words[tokens[-1]] in RELATIVE:
        tokens.pop()
    return tuple(tokens)
