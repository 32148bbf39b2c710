"""How sure a proposition is put and whether it is put as having come about."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.nouns import case_of, classes_of
from reportedly.extract.propositions import Embedding, Proposition
from reportedly.extract.spine import Spine, is_layer
from reportedly.extract.stance_words import StanceWord, stance_words
from reportedly.extract.tree import Tree
from reportedly.records import Reason
from reportedly.vocabulary import Certainty, Realis

_ORDER = (Certainty.CT, Certainty.PR, Certainty.PS, Certainty.U)
_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"he", "she", "they"})
_STATING = frozenset({None, "say", "tell", "announce", "state", "add", "inform", "confirm", "declare", "report"})
_SPEAKS_FOR = frozenset({"state", "leader", "force", "named_person"})
_AHEAD = frozenset({"coming", "next", "tomorrow", "soon", "shortly", "upcoming", "ahead"})
_OPENING = frozenset({"“", '"', "‘", "”", "''", "``", ":"})
_ENDS = frozenset({".", "?", "!", ";", ","})
_ENABLING = frozenset({"can", "could", "may", "might", "would", "will"})
_CLAUSAL = ("ccomp", "xcomp", "csubj", "acl", "advcl", "parataxis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Certainty and realis with the words that set them."""

    certainty: Certainty
    realis: Realis
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One word or construction that speaks of certainty or realis."""

    index: int
    rule: str
    because: str
    certainty: Certainty | None = None
    realis: Realis | None = None


def read_realis(tree: Tree, proposition: Proposition, spine: Spine, cue_lemma: str | None) -> Reading:
    """The first sign of realis decides it; the least sure sign decides the certainty."""
    signs = [*_constructions(tree, proposition, spine), *_embedders(tree, proposition, spine, cue_lemma)]
    signs += [*_layers(tree, spine), *_modals(tree, proposition, spine, cue_lemma), *_hedges(tree, spine, cue_lemma)]
    decided = next((sign for sign in signs if sign.realis is not None), None)
    doubts = [sign for sign in signs if sign.certainty not in {None, Certainty.CT}]
    doubted = max(doubts, key=lambda sign: _ORDER.index(sign.certainty or Certainty.CT), default=None)
    reasons = []
    if doubted is not None:
        reasons.append(_reason(tree, "certainty", doubted))
    if decided is not None and decided.realis is not Realis.ACTUAL:
        reasons.append(_reason(tree, "realis", decided))
    return Reading(
        certainty=(doubted.certainty if doubted else None) or Certainty.CT,
        realis=(decided.realis if decided else None) or Realis.ACTUAL,
        reasons=tuple(reasons),
    )


def _reason(tree: Tree, field: str, sign: Sign) -> Reason:
    return Reason(field=field, rule=sign.rule, words=tree.tokens[sign.index].span, because=sign.because)


def _constructions(tree: Tree, proposition: Proposition, spine: Spine) -> Iterator[Sign]:
    """Purposes, conditions, commands and questions."""
    head = proposition.head
    if is_purpose(tree, proposition):
        yield Sign(
            index=head, rule="rule:purpose", because="it is told as a purpose",
            certainty=Certainty.U, realis=Realis.INTENDED,
        )  # fmt: skip
    if _condition(tree, head) is not None or proposition.embedding is Embedding.CONDITION:
        yield Sign(
            index=head, rule="rule:condition", because="it is a condition",
            certainty=Certainty.U, realis=Realis.HYPOTHETICAL,
        )  # fmt: skip
    if _is_imperative(tree, spine.tokens[0]):
        yield Sign(
            index=head, rule="rule:imperative", because="it is an imperative",
            certainty=Certainty.U, realis=Realis.COMMANDED,
        )  # fmt: skip
    if is_question(tree, proposition):
        yield Sign(
            index=head, rule="rule:question", because="it is asked and not asserted",
            certainty=Certainty.U, realis=Realis.HYPOTHETICAL,
        )  # fmt: skip
    depends = next((c for c in tree.children(head, "advcl") if _condition(tree, c) is not None), None)
    if depends is not None:
        certainty = Certainty.U if _has_future(tree, spine) else None
        because = "it holds under a condition"
        yield Sign(
            index=depends, rule="rule:conditional", because=because, certainty=certainty, realis=Realis.HYPOTHETICAL
        )


def is_question(tree: Tree, proposition: Proposition) -> bool:
    """Whether a clause asks, and so asserts nothing: a question mark ends it, or "whether" opens it."""
    head = proposition.head
    if proposition.embedding in {Embedding.NOMINAL, Embedding.RELATIVE}:
        return False
    if any(tree.words[c] == "whether" for c in tree.children(head, "mark", "advmod")):
        return tree.relation(head) == "ccomp"
    stop = tree.sentence(head).stop
    after = (tree.words[i] for i in range(max(proposition.tokens), stop))
    return next((word for word in after if word in _ENDS), None) == "?"


def is_purpose(tree: Tree, proposition: Proposition) -> bool:
    """As in "to reduce the flow", "so that it could be bombed", or a clause already found to be a purpose."""
    head = proposition.head
    parent = tree.tokens[head].head
    tried = parent >= 0 and tree.relation(head) in {"advcl", "xcomp"} and is_layer(tree, parent)
    if proposition.embedding is Embedding.PURPOSE and not tried:
        return True
    marks = [c for c in tree.children(head, "mark", "advmod") if c < head]
    if any(tree.words[c] == "so" for c in marks):
        negated = any(tree.words[c] in {"not", "n't"} for c in tree.children(head, "advmod"))
        modal = not negated and any(tree.words[c] in _ENABLING for c in tree.children(head, "aux"))
        return modal or any(tree.words[c : c + 2] == ["so", "that"] for c in marks)
    if tree.relation(head) not in {"advcl", "acl"} or parent < 0 or not any(tree.words[c] == "to" for c in marks):
        return False
    return tree.tokens[parent].upos in {"VERB", "NOUN"} and not is_layer(tree, parent)


def _is_imperative(tree: Tree, index: int) -> bool:
    """A command: marked as one by the model, or a bare verb that opens its sentence."""
    if tree.has(index, "Mood=Imp"):
        return True
    before = tree.words[index - 1] if index else "."
    first = index == tree.sentence(index).start or before in _OPENING
    bare = tree.tokens[index].upos == "VERB" and tree.words[index] == tree.lemmas[index]
    return first and bare and tree.child(index, "nsubj", "aux", "mark", "expl", "cop") is None


def _condition(tree: Tree, index: int) -> int | None:
    """The "if" or "unless" of an adverbial clause."""
    if tree.relation(index) != "advcl":
        return None
    marks = (c for c in tree.children(index, "mark") if tree.words[c] in {"if", "unless"})
    return next((c for c in marks if c == 0 or tree.words[c - 1] not in {"as", "even"}), None)


def _has_future(tree: Tree, spine: Spine) -> bool:
    """Whether "will" or "going to" stands on the verb."""
    on = any(tree.words[c] in {"will", "'ll", "wo"} for i in spine.tokens for c in tree.children(i, "aux"))
    return on or any(tree.words[i] == "going" for i in spine.layers)


def _embedders(tree: Tree, proposition: Proposition, spine: Spine, cue_lemma: str | None) -> Iterator[Sign]:
    """The feeling or the cue that the proposition hangs on."""
    words, top = stance_words(), spine.tokens[0]
    yield from _unsaid(tree, top)
    clausal = tree.tokens[proposition.head].upos in {"VERB", "AUX"} or tree.child(proposition.head, "cop") is not None
    parent = tree.tokens[top].head
    attitude = words.attitudes.get(tree.lemmas[parent]) if parent >= 0 else None
    if attitude is not None and attitude.doubt and tree.relation(top) in (*_CLAUSAL, "nmod", "obl", "obj"):
        yield from _felt(attitude, parent, clausal=clausal)
    cued = words.attitudes.get(cue_lemma) if cue_lemma else None
    if cued is not None and cued.doubt:
        yield from _felt(cued, proposition.head, clausal=clausal)
    demand = words.layers.get(cue_lemma) if cue_lemma else None
    if demand is not None and demand.demand:
        yield Sign(
            index=proposition.head, rule=demand.rule, because="it is demanded",
            certainty=Certainty.U, realis=Realis.COMMANDED,
        )  # fmt: skip
    elif demand is not None and demand.realis == "intended" and (clausal or tree.relation(top) == "xcomp"):
        yield Sign(index=proposition.head, rule=demand.rule, because="it is announced", realis=Realis.INTENDED)


def _unsaid(tree: Tree, top: int) -> Iterator[Sign]:
    """What somebody did not say or does not know: nothing is told of it."""
    parent = tree.tokens[top].head
    if parent < 0 or tree.relation(top) != "ccomp" or stance_words().negators.get(tree.lemmas[parent]) is not None:
        return
    for child in tree.children(parent, "advmod"):
        if tree.words[child] in {"not", "n't", "n’t", "never"}:
            because = "what holds it is itself negated"
            yield Sign(index=child, rule="rule:negated cue", because=because, certainty=Certainty.U)


def _felt(attitude: StanceWord, index: int, *, clausal: bool) -> Iterator[Sign]:
    """What a feeling makes of what it is about: feared as an event, in doubt as a state."""
    feared = attitude.realis == "feared" and (clausal or attitude.rule not in {"attitudes:worry", "attitudes:worried"})
    yield Sign(
        index=index,
        rule=attitude.rule,
        because="it is feared" if feared else "it is what somebody feels about",
        certainty=Certainty.U,
        realis=Realis.FEARED if feared else None,
    )


def _layers(tree: Tree, spine: Spine) -> Iterator[Sign]:
    """Trying, planning, being likely to."""
    words = stance_words()
    for index in spine.layers:
        found = words.layers.get(tree.lemmas[index]) or words.layers.get(tree.words[index])
        if found is None or found.realis in {None, "none"}:
            continue
        if found.realis == "future":
            yield Sign(index=index, rule=found.rule, because="it lies ahead", realis=Realis.PREDICTED)
            continue
        certainty = Certainty.U if found.demand else found.certainty
        yield Sign(
            index=index, rule=found.rule, because="a word above says that it is not done",
            certainty=certainty, realis=Realis(str(found.realis)),
        )  # fmt: skip


def _modals(tree: Tree, proposition: Proposition, spine: Spine, cue_lemma: str | None) -> Iterator[Sign]:
    """Modal verbs on the verb or on what stands above it."""
    modals = stance_words().modals
    for index in spine.tokens:
        for child in tree.children(index, "aux"):
            found = modals.get(tree.words[child])
            if found is None or (tree.words[child] == "'d" and tree.lemmas[child] != "would"):
                continue
            yield _modal(tree, proposition, child, found, cue_lemma)


def _modal(tree: Tree, proposition: Proposition, child: int, found: StanceWord, cue_lemma: str | None) -> Sign:
    """What one modal verb does."""
    if found.realis == "command" and any(tree.words[c] == "have" for c in tree.children(_verb(tree, child), "aux")):
        return Sign(index=child, rule=found.rule, because="it is concluded", certainty=Certainty.PR)
    if found.realis == "command":
        return Sign(
            index=child, rule=found.rule, because="it is called for", certainty=Certainty.U, realis=Realis.COMMANDED
        )
    if found.realis in {"future", "past"}:
        realis = Realis.INTENDED if _is_own_future(tree, proposition, cue_lemma) else Realis.PREDICTED
        return Sign(index=child, rule=found.rule, because="it lies ahead", realis=realis)
    ahead = found.certainty is Certainty.PS and _lies_ahead(tree, _verb(tree, child))
    because = "a modal verb says how sure"
    foreseen = Realis.PREDICTED if ahead else None
    return Sign(index=child, rule=found.rule, because=because, certainty=found.certainty, realis=foreseen)


def _lies_ahead(tree: Tree, verb: int) -> bool:
    """Whether a time that is still to come stands on a verb: "in the coming days", "tomorrow"."""
    for child in tree.children(verb, "advmod", "obl"):
        on = (child, *tree.children(child, "amod"))
        if any(tree.words[word] in _AHEAD for word in on):
            return True
    return False


def _verb(tree: Tree, child: int) -> int:
    """The verb that a modal stands on."""
    return tree.tokens[child].head


def _is_own_future(tree: Tree, proposition: Proposition, cue_lemma: str | None) -> bool:
    """Whether the future is the speaker's own plan, or that of a body that plans, plainly stated."""
    found = tree.child(proposition.head, "nsubj")
    subject = proposition.subject if found is None else found
    if subject is None:
        return False
    if tree.words[subject] in _FIRST_PERSON:
        return True
    would = any(tree.words[c] == "would" for c in tree.children(proposition.head, "aux"))
    if would and cue_lemma in _STATING and cue_lemma is not None and tree.words[subject] in _THIRD_PERSON:
        return tree.tokens[proposition.head].upos == "VERB"
    acts = tree.tokens[proposition.head].upos == "VERB"
    return acts and cue_lemma in _STATING and bool(classes_of(tree, subject) & _SPEAKS_FOR)


def _hedges(tree: Tree, spine: Spine, cue_lemma: str | None) -> Iterator[Sign]:
    """Adverbs, hedging verbs above, and cues that do not commit."""
    hedges = stance_words().hedges
    for index in spine.tokens:
        for child in tree.children(index, "advmod", "discourse", "parataxis"):
            found = hedges.get(tree.words[child]) or hedges.get(tree.lemmas[child])
            if found is not None:
                yield _hedge(child, found)
    for index in spine.layers:
        found = hedges.get(tree.lemmas[index])
        if found is not None and found.use in {"frame", "both"} and not _is_look_for(tree, index):
            yield _hedge(index, found)
    core = hedges.get(tree.lemmas[spine.core])
    if core is not None and core.use in {"frame", "both"} and _is_hedge_itself(tree, spine.core):
        yield _hedge(spine.core, core)
    cue = hedges.get(cue_lemma) if cue_lemma else None
    if cue is not None and cue.use in {"cue", "frame"}:
        yield _hedge(spine.core, cue)


def _is_hedge_itself(tree: Tree, index: int) -> bool:
    """As in "looks like a project", "raids are more likely"."""
    if tree.lemmas[index] == "look":
        return any(case_of(tree, c) == "like" for c in tree.children(index, "obl"))
    return tree.tokens[index].upos == "ADJ"


def _is_look_for(tree: Tree, index: int) -> bool:
    """As in "look" hedges only with "like", "as if" or an adjective."""
    return tree.lemmas[index] == "look" and tree.child(index, "obj", "compound:prt") is not None


def _hedge(index: int, found: StanceWord) -> Sign:
    realis = Realis(found.realis) if found.realis else None
    return Sign(index=index, rule=found.rule, because="a hedge", certainty=found.certainty, realis=realis)
