"""Grammatical negation and how far it reaches."""

from collections.abc import Iterator

from reportedly.extract.propositions import Proposition
from reportedly.extract.spine import Spine
from reportedly.extract.stance_words import stance_words
from reportedly.extract.tree import Tree
from reportedly.records import Reason
from reportedly.vocabulary import Polarity

_REACH = ("nsubj", "obj", "obl", "expl", "iobj", "nmod")
_SPARED = frozenset({"only", "just", "merely", "least", "necessarily"})


def read_polarity(tree: Tree, proposition: Proposition, spine: Spine) -> tuple[Polarity, tuple[Reason, ...]]:
    """Negated when an odd number of negations reaches the word that says what happened."""
    found = list(_negations(tree, proposition, spine))
    if len(found) % 2 == 0:
        return Polarity.ASSERTED, ()
    index, because = found[0]
    reason = Reason(
        field="polarity",
        rule=f"negators:{tree.lemmas[index]}",
        words=tree.tokens[index].span,
        because=because,
    )
    return Polarity.NEGATED, (reason,)


def _negations(tree: Tree, proposition: Proposition, spine: Spine) -> Iterator[tuple[int, str]]:
    """Each negating word with what it does."""
    negators = stance_words().negators
    for index in spine.tokens:
        yield from ((word, "a word of negation hangs on the verb") for word in _negating_words(tree, index))
        layer = negators.get(tree.lemmas[index]) or negators.get(tree.words[index])
        if layer is not None and layer.use == "layer" and index != spine.core and not _is_passive_bar(tree, index):
            yield index, "the verb above says that it did not come about"
    for index in dict.fromkeys((proposition.head, spine.core)):
        yield from _determined(tree, index)
    yield from _raised(tree, spine)


def _negating_words(tree: Tree, index: int) -> Iterator[int]:
    """Words such as "not", "never", "no longer" on a verb, unless they spare it: "not only"."""
    for child in tree.children(index, "advmod", "aux", "cc", "det"):
        if _negates(tree, child) or _is_no_longer(tree, child):
            yield child


def _negates(tree: Tree, child: int) -> bool:
    """Whether a word on a verb negates it."""
    relation, word = tree.relation(child), tree.words[child]
    if relation == "det":
        return word in {"no", "neither"}
    if relation == "cc":
        return word == "nor"
    negator = stance_words().negators.get(word) or stance_words().negators.get(tree.lemmas[child])
    return negator is not None and negator.use == "word" and not _is_spared(tree, child)


def _is_no_longer(tree: Tree, child: int) -> bool:
    """No longer: it was once, and is not."""
    return tree.words[child] == "longer" and any(tree.words[c] == "no" for c in tree.children(child))


def _is_spared(tree: Tree, child: int) -> bool:
    """Whether the negation falls on an adverb behind it."""
    return child + 1 < len(tree.words) and tree.words[child + 1] in _SPARED


def _determined(tree: Tree, index: int) -> Iterator[tuple[int, str]]:
    """Negation on a subject, object or adjunct: "no measures were adopted", "none of the men admitted"."""
    negators = stance_words().negators
    own = [index] if tree.tokens[index].upos in {"NOUN", "PRON", "ADV"} else []
    for child in (*own, *tree.children(index, *_REACH)):
        word = negators.get(tree.words[child])
        if word is not None and word.use == "pronoun":
            yield child, "the subject or object is a word of negation"
            return
        for inner in tree.children(child, "det", "advmod", "cc"):
            if tree.words[inner] in {"no", "neither"} and child != index and not _is_choice(tree, child):
                yield inner, "a word of negation stands on the subject, object or adjunct"
                return


def _is_choice(tree: Tree, index: int) -> bool:
    """As in "no choice but to", "no doubt": the negation is cancelled."""
    return tree.lemmas[index] in {"choice", "option", "doubt", "alternative", "wonder"}


def _is_passive_bar(tree: Tree, index: int) -> bool:
    """As in "were prevented from leaving" asserts the preventing."""
    return tree.child(index, "aux:pass", "nsubj:pass") is not None and tree.lemmas[index] in {"prevent", "stop"}


def _raised(tree: Tree, spine: Spine) -> Iterator[tuple[int, str]]:
    """As in "does not believe that", "there is no evidence that": the negation belongs to what is embedded."""
    negators = stance_words().negators
    top = spine.tokens[0]
    parent = tree.tokens[top].head
    if parent < 0 or tree.relation(top) not in {"ccomp", "xcomp", "acl", "csubj"}:
        return
    word = negators.get(tree.lemmas[parent])
    if word is None or word.use != "raise":
        return
    for child in tree.children(parent, "advmod", "det"):
        found = negators.get(tree.words[child])
        if found is not None and found.use in {"word", "determiner"}:
            yield child, "the negation above the embedding word belongs to what it embeds"
            return
