"""Meta claims that confirm, deny or repeat what was said before, and the earlier claims they point at."""

from collections.abc import Sequence

from reportedly.extract.cues import Cues
from reportedly.extract.frames import Frame, OwnClaim
from reportedly.extract.propositions import Embedding, Proposition
from reportedly.extract.tree import Tree
from reportedly.records import About
from reportedly.vocabulary import AboutHow

POINTING = {"this", "that", "these", "it", "the", "such", "those", "both"}
WORDS = {
    "information",
    "report",
    "claim",
    "allegation",
    "accusation",
    "statement",
    "account",
    "this",
    "that",
    "it",
    "news",
    "charge",
}
HOW = {"confirm": AboutHow.CONFIRMS, "denial": AboutHow.DENIES}


def find_about(
    tree: Tree, cues: Cues, frame: Frame, earlier: Sequence[tuple[Proposition, tuple[int | None, ...]]]
) -> tuple[About, ...]:
    """The earlier claims that a confirming or denying frame speaks of: the latest run of claims with one chain.

    `earlier` holds the propositions before it with the sources of their chains, in document order.
    """
    how = HOW.get(str(cues.value(frame.entry, "class")))
    if how is None or frame.head is None or not _points_back(tree, frame.head):
        return ()
    sentence = tree.sentence_index[frame.head]
    before = [
        number
        for number, (proposition, holders) in enumerate(earlier)
        if holders and _counts(tree, proposition, sentence, frame)
    ]
    if not before:
        return ()
    chain = earlier[before[-1]][1]
    run: list[int] = []
    for number in reversed(before):
        if earlier[number][1] != chain:
            break
        run.append(number)
    return tuple(About(claim=number, how=how) for number in reversed(run))


def _points_back(tree: Tree, head: int) -> bool:
    """Whether what is confirmed or denied is a pronoun or a word such as "this information"."""
    for argument in tree.children(head, "nsubj:pass", "obj", "nsubj"):
        words = {tree.lemmas[argument], tree.words[argument]}
        first = tree.words[tree.subtree(argument)[0]]
        if words & WORDS and first in POINTING:
            return True
    return False


def _counts(tree: Tree, proposition: Proposition, sentence: int, frame: Frame) -> bool:
    """Claims of earlier sentences, or of the same one before the cue; not what a noun phrase takes for granted."""
    if proposition.embedding in {Embedding.NOMINAL, Embedding.RELATIVE}:
        return False
    where = tree.sentence_index[proposition.head]
    return where < sentence or (
        where == sentence and proposition.head < (frame.cue or (frame.head or 0,))[0] and frame.own is OwnClaim.NONE
    )
