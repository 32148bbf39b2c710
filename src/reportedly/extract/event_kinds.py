"""What sort of proposition a claim is: happening, going on, holding, changing, judging, defining."""

from dataclasses import dataclass

from reportedly.extract.nouns import case_of
from reportedly.extract.propositions import Proposition
from reportedly.extract.stance import Stance
from reportedly.extract.stance_realis import is_purpose
from reportedly.extract.stance_words import stance_words
from reportedly.extract.tree import Tree
from reportedly.vocabulary import Kind, MetaType, Polarity, Realis, WorldType

_META = {
    MetaType.CONFIRM: Kind.META,
    MetaType.DENY: Kind.DENIAL,
    MetaType.EXPLAIN: Kind.CAUSAL,
    MetaType.ATTITUDE: Kind.ATTITUDE,
    MetaType.ASSESSMENT: Kind.ASSESSMENT,
}
_STATES = frozenset({WorldType.COMPOSITION, WorldType.INFLUENCE})
_FIXED = frozenset({Kind.STATE, Kind.ATTITUDE, Kind.CAUSAL, Kind.DEFINITION, Kind.ASSESSMENT, Kind.META})
_PRESENT_BE = frozenset({"is", "are", "'s", "’s", "'re", "’re"})
_FINITE_BE = frozenset({"is", "are", "was", "were", "am", "'s", "’s", "'re", "’re", "'m", "be", "been"})
_DUE = frozenset({"due", "because", "thanks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Where a kind was read, by which rule, in words."""

    index: int
    rule: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the lexicon tells of the word that says what happened.

    Attributes:
        kind: The kind that the entry fixes, if any.
        type: The type.
        borne: Whether another word bears it: the noun under a light verb.
    """

    kind: Kind | None = None
    type: str | None = None
    borne: bool = False


def read_kind(tree: Tree, proposition: Proposition, stance: Stance, told: Told) -> tuple[Kind, Because]:
    """The kind of a proposition, by construction, type, entry, and last by tense."""
    fixed, type_ = told.kind, told.type
    if fixed is None and type_ in _STATES and not told.borne:
        fixed = Kind.STATE
    core = stance.spine.core
    constructed = _by_construction(tree, proposition, stance, type_)
    if constructed is not None:
        return constructed
    if type_ in _META and fixed is None:
        return _META[MetaType(type_)], Because(index=core, rule="rule:type", because="the type goes with this kind")
    if fixed in _FIXED:
        return fixed, Because(index=core, rule="rule:entry", because="the entry fixes the kind")
    if _is_absence(tree, stance):
        return Kind.STATE, Because(index=core, rule="rule:absence", because="that something does not happen is a state")
    if tree.tokens[core].upos not in {"VERB", "AUX"} or tree.child(core, "cop") is not None:
        return _without_verb(tree, stance, told)
    return _in_time(tree, stance, fixed)


def _by_construction(
    tree: Tree, proposition: Proposition, stance: Stance, type_: str | None
) -> tuple[Kind, Because] | None:
    """A purpose or a cause, whatever the words mean."""
    head = proposition.head
    if is_purpose(tree, proposition) or _is_designed(tree, stance):
        return Kind.PURPOSE, Because(index=head, rule="rule:purpose", because="it is told as a purpose")
    cause = _cause(tree, head)
    if cause is not None and type_ not in {MetaType.ATTITUDE, MetaType.DENY}:
        return Kind.CAUSAL, Because(index=cause, rule="rule:cause", because="it gives a cause")
    return None


def _is_designed(tree: Tree, stance: Stance) -> bool:
    """As in "designed to", "aimed at", "meant to" above the verb."""
    return any(
        tree.lemmas[i] in {"design", "aim", "mean"} and tree.has(i, "VerbForm=Part") for i in stance.spine.layers
    )


def _cause(tree: Tree, head: int) -> int | None:
    """As in "because", "due to" in the proposition itself."""
    for child in tree.children(head, "advcl"):
        mark = next((c for c in tree.children(child, "mark") if tree.words[c] == "because"), None)
        if mark is not None:
            return mark
    due = next((c for c in tree.children(head, "case") if tree.words[c] == "due"), None)
    if tree.words[head] == "due" or due is not None:
        return head if due is None else due
    return next((c for c in tree.children(head, "obl") if case_of(tree, c) in _DUE), None)


def _without_verb(tree: Tree, stance: Stance, told: Told) -> tuple[Kind, Because]:
    """A predicate noun or adjective, or a noun alone."""
    fixed, type_ = told.kind, told.type
    core = stance.spine.core
    if not is_predicated(tree, core):
        if tree.relation(core) == "appos":
            return Kind.DEFINITION, Because(
                index=core, rule="rule:apposition", because="it says who or what somebody is"
            )
        plain = type_ is None or type_ == MetaType.BACKGROUND
        kind = Kind.DEFINITION if plain else fixed or Kind.EVENT
        return kind, Because(index=core, rule="rule:noun", because="a noun tells of it")
    if stance.realis in {Realis.PREDICTED, Realis.HYPOTHETICAL} and not told.borne:
        return Kind.ASSESSMENT, Because(index=core, rule="rule:forecast", because="what will be is judged")
    if _is_judged(tree, core):
        return Kind.ASSESSMENT, Because(index=core, rule="assessments", because="it judges")
    if type_ is not None and type_ not in set(MetaType) and (told.borne or tree.tokens[core].upos == "NOUN"):
        return fixed or Kind.EVENT, Because(index=core, rule="rule:noun", because="a noun tells of it")
    return Kind.STATE, Because(index=core, rule="rule:copula", because="it says what something is")


def is_predicated(tree: Tree, core: int) -> bool:
    """Whether a noun or adjective is said of a subject, by a copula or a verb such as "become"."""
    if tree.child(core, "cop", "nsubj") is not None:
        return True
    head = tree.tokens[core].head
    return head >= 0 and tree.relation(core) == "xcomp" and tree.lemmas[head] in {"become", "remain", "seem", "appear"}


def _is_judged(tree: Tree, core: int) -> bool:
    """Whether the predicate, or an adjective on it, judges."""
    words = stance_words().assessments
    return tree.lemmas[core] in words or any(tree.lemmas[c] in words for c in tree.children(core, "amod"))


def _in_time(tree: Tree, stance: Stance, fixed: Kind | None) -> tuple[Kind, Because]:
    """A verb by its tense and aspect, unless the entry fixes the kind."""
    core = stance.spine.core
    top = stance.spine.inner[0]
    if tree.words[top] == "going" or any(tree.words[c] in {"have", "had"} for c in tree.children(core, "aux")):
        top = core  # "going to" and "appear to have" say when, not what goes on
    if is_progressive(tree, top) or is_progressive(tree, core) or _is_describing(tree, core):
        return Kind.PROCESS, Because(index=core, rule="rule:progressive", because="it is going on")
    if any(_goes_on(tree, index) for index in stance.spine.layers):
        return Kind.PROCESS, Because(index=top, rule="rule:continues", because="it goes on")
    if fixed is not None:
        return fixed, Because(index=core, rule="rule:entry", because="the entry fixes the kind")
    if _is_present(tree, top) and stance.realis is Realis.ACTUAL:
        return Kind.PROCESS, Because(index=core, rule="rule:present", because="the present tense tells of a habit")
    return Kind.EVENT, Because(index=core, rule="rule:past", because="it is told as a happening")


def is_progressive(tree: Tree, index: int) -> bool:
    """As in "is moving", "are being housed", "have been fighting"."""
    helpers = [tree.words[c] for c in tree.children(index, "aux")]
    if not set(helpers) & _FINITE_BE or "had" in helpers:
        return False
    return tree.words[index].endswith("ing") or "being" in helpers


def _is_describing(tree: Tree, index: int) -> bool:
    """As in "rebels battling": a present participle on a noun."""
    return tree.tokens[index].deprel == "acl" and tree.words[index].endswith("ing")


def _is_absence(tree: Tree, stance: Stance) -> bool:
    """Whether something is said not to happen, other than once in the past or in the future."""
    if stance.polarity is Polarity.ASSERTED or stance.realis is not Realis.ACTUAL:
        return False
    return not any(tree.has(i, "Tense=Past") and tree.has(i, "VerbForm=Fin") for i in stance.spine.inner) and not any(
        tree.words[c] in {"did", "was", "were", "had"}
        for i in stance.spine.inner
        for c in tree.children(i, "aux", "cop")
    )


def _goes_on(tree: Tree, index: int) -> bool:
    """As in "continue to", "keep"."""
    word = stance_words().layers.get(tree.lemmas[index])
    return word is not None and word.aspect == "go_on"


def _is_present(tree: Tree, index: int) -> bool:
    """A finite present without auxiliary, or with that of the passive."""
    helpers = [tree.words[c] for c in tree.children(index, "aux")]
    if helpers:
        return len(helpers) == 1 and helpers[0] in _PRESENT_BE and tree.child(index, "aux:pass") is not None
    return tree.has(index, "Tense=Pres") and tree.has(index, "VerbForm=Fin")
