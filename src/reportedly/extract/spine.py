"""From the word that carries a proposition to the word that says what happened, over all that stands between."""

from dataclasses import dataclass

from reportedly.extract.event_words import load_types
from reportedly.extract.nouns import substance
from reportedly.extract.propositions import Proposition
from reportedly.extract.stance_words import stance_words
from reportedly.extract.tree import Tree

_LIMIT = 5
_TAKEN = ("xcomp", "ccomp", "csubj")
_EMBEDDED = ("xcomp", "ccomp", "csubj", "acl", "advcl", "parataxis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """The verb, noun or adjective that says what happened, and the words that it is said under.

    Attributes:
        core: What happened: "expand" in "is trying to expand".
        layers: Words above it that tell of trying, beginning, hoping or being likely, outermost first.
        head: The word that carries the proposition; of the layers, those before it lie outside.
    """

    core: int
    layers: tuple[int, ...]
    head: int

    @property
    def tokens(self) -> tuple[int, ...]:
        """Layers and core, outermost first."""
        return (*self.layers, self.core)

    @property
    def inner(self) -> tuple[int, ...]:
        """The head, what is passed from it, and the core."""
        start = self.layers.index(self.head) if self.head in self.layers else len(self.layers)
        return tuple(dict.fromkeys((self.head, *self.layers[start:], self.core)))


def read_spine(tree: Tree, proposition: Proposition) -> Spine:
    """Follow verbs such as "try", "begin", "be able" down to what they take, and up to those that embed the head."""
    core, passed = proposition.head, []
    for _ in range(_LIMIT):
        below = _below(tree, core)
        if below is None:
            break
        passed.append(core)
        core = below
    told = _told_of(tree, core, proposition)
    above = sorted({*proposition.frames, *_above(tree, proposition.head)})
    return Spine(core=core if told is None else told, layers=(*above, *passed), head=proposition.head)


def _told_of(tree: Tree, index: int, proposition: Proposition) -> int | None:
    """For a noun that tells of no happening, the verb that does: "people trapped", "rebel-held towns"."""
    if tree.tokens[index].upos not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
        return None
    inner = substance(tree, index)
    listed = load_types().is_nominal(tree.lemmas[inner], tree.words[inner])
    if listed or tree.child(index, "cop", "nsubj") is not None:
        return None
    own = frozenset(proposition.tokens)
    for noun in dict.fromkeys((index, inner, *tree.children(index, "conj"))):
        for relation in ("acl", "amod"):
            found = [c for c in tree.children(noun, relation) if c in own and tree.tokens[c].upos == "VERB"]
            if found:
                return found[0]
    return None


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
    found = tree.child(index, *_takes(tree, index))
    if found is not None and _is_predicate(tree, found):
        return found
    doing = (c for c in tree.children(index, "advcl", "obl") if _is_from_doing(tree, c) or _is_as_if(tree, c))
    return next(doing, None)


def _is_impersonal(tree: Tree, index: int) -> bool:
    """As in "it seems to me that", "it is possible that"."""
    subject = tree.child(index, "expl", "nsubj")
    return subject is not None and tree.words[subject] == "it"


def _is_helping(tree: Tree, index: int) -> bool:
    """A verb that takes a bare infinitive, which a parse may read as a clause: "helped them cross"."""
    word = stance_words().layers.get(tree.lemmas[index])
    return word is not None and word.aspect == "implied"


def _is_predicate(tree: Tree, index: int) -> bool:
    """Whether an open complement says what happens, and not what something is called."""
    return tree.tokens[index].upos in {"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM"}


def _is_from_doing(tree: Tree, index: int) -> bool:
    """As in "from operating", "from regaining control"."""
    marks = [tree.words[c] for c in tree.children(index, "mark", "case")]
    return bool({"from", "at"} & set(marks)) and tree.tokens[index].upos == "VERB"


def _takes(tree: Tree, index: int) -> tuple[str, ...]:
    """The relations by which a layer takes the claim's verb."""
    if _is_impersonal(tree, index):
        return _TAKEN
    return ("xcomp", "ccomp") if _is_helping(tree, index) else ("xcomp",)


def _hangs_on(tree: Tree, index: int) -> bool:
    """Whether an adverbial clause is what a layer is about."""
    infinitive = any(tree.words[c] == "to" for c in tree.children(index, "mark"))
    return infinitive or _is_from_doing(tree, index) or _is_as_if(tree, index)


def _is_as_if(tree: Tree, index: int) -> bool:
    """As in "it looks as if they came from the hills"."""
    marks = [tree.words[c] for c in tree.children(index, "mark")]
    return "if" in marks and "as" in marks


def _above(tree: Tree, index: int) -> list[int]:
    """Layers over the head, outermost first."""
    found: list[int] = []
    current = index
    for _ in range(_LIMIT):
        parent = tree.tokens[current].head
        if parent < 0 or tree.relation(current) not in _EMBEDDED or not is_layer(tree, parent):
            break
        if tree.relation(current) == "advcl" and not _hangs_on(tree, current):
            break
        found.insert(0, parent)
        current = parent
    return found
