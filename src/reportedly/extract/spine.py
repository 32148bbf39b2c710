"""From the word that carries a proposition to the word that says what happened, over all that stands between."""

from dataclasses import dataclass

from reportedly.extract.propositions import Proposition
from reportedly.extract.stance_words import stance_words
from reportedly.extract.tree import Tree

_LIMIT = 5
_EMBEDDED = ("xcomp", "ccomp", "csubj", "acl", "advcl", "parataxis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """The verb, noun or adjective that says what happened, and the words that it is said under.

    Attributes:
        core: What happened: "expand" in "is trying to expand".
        layers: Words above it that tell of trying, beginning, hoping or being likely, outermost first.
    """

    core: int
    layers: tuple[int, ...]

    @property
    def tokens(self) -> tuple[int, ...]:
        """Layers and core, outermost first."""
        return (*self.layers, self.core)


def read_spine(tree: Tree, proposition: Proposition) -> Spine:
    """Follow verbs such as "try", "begin", "be able" down to what they take, and up to those that embed the head."""
    core, passed = proposition.head, []
    for _ in range(_LIMIT):
        below = _below(tree, core)
        if below is None:
            break
        passed.append(core)
        core = below
    above = sorted({*proposition.frames, *_above(tree, proposition.head)})
    return Spine(core=core, layers=(*above, *passed))


def is_layer(tree: Tree, index: int) -> bool:
    """Whether a word may stand between a claim and its verb."""
    words, lemma = stance_words(), tree.lemmas[index]
    if lemma in words.layers or tree.words[index] in words.layers:
        return True
    negator, hedge = words.negators.get(lemma), words.hedges.get(lemma)
    return (negator is not None and negator.use == "layer") or (hedge is not None and hedge.use in {"frame", "both"})


def _below(tree: Tree, index: int) -> int | None:
    """What a layer takes: its open complement, or "from" with a verb after "prevent"."""
    if not is_layer(tree, index):
        return None
    if stance_words().layers.get(tree.lemmas[index]) is not None and stance_words().layers[tree.lemmas[index]].demand:
        return None
    found = tree.child(index, "xcomp")
    if found is not None and _is_predicate(tree, found):
        return found
    return next((c for c in tree.children(index, "advcl", "obl") if _is_from_doing(tree, c)), None)


def _is_predicate(tree: Tree, index: int) -> bool:
    """Whether an open complement says what happens, and not what something is called."""
    return tree.tokens[index].upos in {"VERB", "AUX", "ADJ", "NOUN"}


def _is_from_doing(tree: Tree, index: int) -> bool:
    """As in "from operating", "from regaining control"."""
    marks = [tree.words[c] for c in tree.children(index, "mark", "case")]
    return "from" in marks and tree.tokens[index].upos == "VERB"


def _above(tree: Tree, index: int) -> list[int]:
    """Layers over the head, outermost first."""
    found: list[int] = []
    current = index
    for _ in range(_LIMIT):
        parent = tree.tokens[current].head
        if parent < 0 or tree.relation(current) not in _EMBEDDED or not is_layer(tree, parent):
            break
        if tree.relation(current) == "advcl" and not _is_from_doing(tree, current):
            break
        found.insert(0, parent)
        current = parent
    return found
