"""What a cue attributes: a clause, a deed, a happening, or what stands beside the cue."""

from dataclasses import dataclass

from reportedly.extract.cues import Cues
from reportedly.extract.tree import Tree

CLAUSAL = ("ccomp", "csubj")
OBJECT = "parse:object"
RAISING = "parse:raising"
OPEN = "parse:open"
ORDER = "parse:order"
OF_HAPPENINGS = {"confirm", "endorsing", "distancing", "perception"}
SUBJECTS = ("nsubj", "nsubj:pass")
POINTING = {"this", "that", "it"}  # "we saw this, how armies ...": it points at the clause and is no part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a cue attributes.

    Attributes:
        tokens: Every token that is attributed; empty when nothing is.
        rule: How it was found.
        deed: The infinitive or gerund that carries it ("vowed to return", "accused of selling", "ordered to leave").
        doer: Whoever is to do or to have done it, where that is not whoever holds the claim.
    """

    tokens: frozenset[int] = frozenset()
    rule: str = ""
    deed: int | None = None
    doer: int | None = None


def content_of(tree: Tree, cues: Cues, key: str, index: int) -> Content:
    """What a cue attributes, with the rule that found it; empty when it attributes nothing."""
    clause = tree.child(index, *CLAUSAL)
    if clause is not None:
        return Content(tokens=_clauses(tree, cues, (key, index), clause), rule="parse:ccomp")
    raised = tree.child(index, "xcomp")
    subject = tree.child(index, "nsubj:pass")
    if raised is not None and subject is not None:
        return Content(tokens=_below(tree, raised, subject), rule=RAISING, deed=raised)
    seen = tree.child(index, "obj")
    if raised is not None and cues.value(key, "class") == "perception" and _has_doer(tree, raised):
        return Content(tokens=_below(tree, raised), rule=RAISING, deed=raised)
    if seen is not None and cues.value(key, "class") == "perception" and (doing := _doing(tree, index, seen)):
        between = [c for c in tree.children(index, "obl", "advmod") if seen < c < doing]
        return Content(tokens=_below(tree, seen, doing, *between), rule=RAISING, deed=doing)
    found = _deed(tree, index, cues.value(key, "takes")) or _beside(tree, index)
    return found if found.tokens else _happening(tree, cues, key, index) or found


def _has_doer(tree: Tree, act: int) -> bool:
    """Whether a bare verb has its doer before it: "watched men unload rifles", whatever the parse calls the men."""
    return any(doer < act for doer in tree.children(act, "obj", "nsubj"))


def _doing(tree: Tree, index: int, seen: int) -> int | None:
    """What somebody was seen or heard to do: "saw men pass", "heard planes circling over the river"."""
    acts = (*tree.children(index, "xcomp", "advcl"), *tree.children(seen, "acl"))
    return next((act for act in acts if act > seen and _is_act(tree, act, index)), None)


def _is_act(tree: Tree, act: int, index: int) -> bool:
    """A bare verb below the cue, or a participle that tells what goes on; not "heard that ..."."""
    return tree.tokens[act].head == index or (tree.tokens[act].upos == "VERB" and tree.words[act].endswith("ing"))


def _below(tree: Tree, *heads: int) -> frozenset[int]:
    """Every token of several phrases."""
    return frozenset().union(*(tree.subtree(head) for head in heads))


def _clauses(tree: Tree, cues: Cues, cue: tuple[str, int], clause: int) -> frozenset[int]:
    """An object clause, with clauses that go on with it, and with the object that the parse hung on the cue."""
    key, index = cue
    parts = [clause, *_goes_on(tree, cues, index, clause)]
    seen = tree.child(index, "obj")
    bare = tree.child(clause, *SUBJECTS) is None and cues.value(key, "class") == "perception"
    if seen is not None and bare and tree.words[seen] not in POINTING:
        parts.append(seen)  # "had seen men pass": the parse may hang the men on the cue
    return _below(tree, *parts)


def _goes_on(tree: Tree, cues: Cues, index: int, clause: int) -> list[int]:
    """Clauses hung on the cue that go on with what is said: "said that A, but B rules at night".

    They have a subject of their own and no cue; the grammar would also let the writer say them.
    """
    return [
        child
        for child in tree.children(index, "conj")
        if child > clause
        and tree.child(child, "nsubj", "nsubj:pass", "expl") is not None
        and cues.find(tree.lemmas[child], tree.tokens[child].upos) is None
        and any(tree.words[mark] == "that" for mark in tree.children(clause, "mark"))
    ]


def _beside(tree: Tree, index: int) -> Content:
    """What a cue attributes that stands beside it: the clause around it, or clauses that follow."""
    if tree.relation(index) in {"parataxis", "advcl"} and subject_of_cue(tree, index) is not None:
        return _interposed(tree, index)
    following = [child for child in tree.children(index, "parataxis") if child > index or _quoted(tree, child)]
    return Content(tokens=_below(tree, *following), rule="parse:following") if following else Content()


def _deed(tree: Tree, index: int, takes: str | None) -> Content | None:
    """What a cue attributes as an infinitive or gerund, by what its entry says that it takes.

    `to`: "vowed to return". `of`: "accused the guards of selling fuel". `object to`: "ordered his men to leave".
    """
    if takes == "to":
        deed = tree.child(index, "xcomp")
        return None if deed is None else Content(tokens=_below(tree, deed), rule=OPEN, deed=deed)
    if takes == "of":
        return _accusation(tree, index)
    return _order(tree, index) if takes == "object to" else None


def _accusation(tree: Tree, index: int) -> Content | None:
    """A gerund after "of": the parse may hang it on the cue, on whoever is accused, or on the end of that name."""
    accused = tree.child(index, "obj", "nsubj:pass")
    hung = (index,) if accused is None else (index, *tree.subtree(accused))
    for deed in (child for above in hung for child in tree.children(above, "advcl", "obl", "acl")):
        marks = {tree.words[mark] for mark in tree.children(deed, "mark", "case")}
        if tree.tokens[deed].upos == "VERB" and "of" in marks:
            return Content(tokens=_below(tree, deed), rule=OPEN, deed=deed, doer=accused)
    return None


def _order(tree: Tree, index: int) -> Content | None:
    """An infinitive with whoever is to do it: "ordered his men to leave", "called on all parties to spare them"."""
    called = tree.child(index, "obj") or next((o for o in tree.children(index, "obl") if _is_called_on(tree, o)), None)
    for deed in tree.children(index, "xcomp", "advcl", "ccomp"):
        marks = {tree.words[mark] for mark in tree.children(deed, "mark")}
        if called is not None and deed > called and "to" in marks and tree.tokens[deed].upos == "VERB":
            return Content(tokens=_below(tree, called, deed) - _cases(tree, called), rule=ORDER, deed=deed, doer=called)
    return None


def _is_called_on(tree: Tree, index: int) -> bool:
    """Whether a phrase names whoever is called on or appealed to."""
    return any(tree.words[case] in {"on", "upon", "to"} for case in tree.children(index, "case"))


def _cases(tree: Tree, index: int) -> frozenset[int]:
    """The prepositions of a phrase."""
    return frozenset(tree.children(index, "case"))


def _happening(tree: Tree, cues: Cues, key: str, index: int) -> Content | None:
    """The object of a cue where it is a noun for a happening: "confirmed the expansion", "witnessed the strike"."""
    told = tree.child(index, "obj")
    tells = cues.value(key, "class") in OF_HAPPENINGS or cues.value(key, "tells")
    if told is None or is_passive(tree, index) or not tells or not cues.is_happening(tree, told):
        return None
    return Content(tokens=_below(tree, told), rule=OBJECT, deed=told)


def _interposed(tree: Tree, index: int) -> Content:
    """The clause around an interposed frame ("..., she said, ..."), or the one that "as she said" hangs on."""
    adverbial = tree.relation(index) == "advcl"
    if adverbial and not any(tree.words[mark] == "as" for mark in tree.children(index, "mark")):
        return Content()
    tokens = frozenset(tree.subtree(tree.tokens[index].head, without=(index,)))
    return Content(tokens=tokens, rule="parse:as" if adverbial else "parse:parataxis")


def _quoted(tree: Tree, index: int) -> bool:
    """Whether a clause begins or ends with a quotation mark."""
    below = tree.subtree(index)
    return any(tree.words[edge] in {'"', "“", "”", "``", "''"} for edge in (below[0], below[-1]))


def is_passive(tree: Tree, index: int) -> bool:
    """Whether a cue is in the passive."""
    return tree.child(index, "nsubj:pass", "aux:pass") is not None


def subject_of_cue(tree: Tree, index: int) -> int | None:
    """The subject of a cue, also one shared with a coordinated verb or taken up by a relative pronoun."""
    own = tree.child(index, *SUBJECTS)
    if own is not None:
        return referent(tree, own, index)
    added = tree.relation(index) == "advcl" and tree.words[index].endswith("ing")  # "withdrew, saying that ..."
    if added and (cited := _cited_as(tree, index)) is not None:
        return cited
    if added or tree.relation(index) in {"conj", "xcomp"}:
        return subject_of_cue(tree, tree.tokens[index].head)
    described = (
        tree.relation(index) == "acl" and tree.tokens[index].upos == "VERB" and not tree.has(index, "VerbForm=Inf")
    )
    return tree.tokens[index].head if described else None


def _cited_as(tree: Tree, index: int) -> int | None:
    """Whom somebody else quotes: the elder in "quoted an elder as saying that ...", the mayor in "was quoted as"."""
    above = tree.tokens[index].head
    if tree.lemmas[above] not in {"quote", "cite", "report"} or not any(
        tree.words[mark] == "as" for mark in tree.children(index, "mark")
    ):
        return None
    return tree.child(above, "obj", "nsubj:pass")


def referent(tree: Tree, pronoun: int, verb: int) -> int:
    """The noun that a relative pronoun stands for, also before a second verb ("who left and who say"); else itself."""
    if tree.words[pronoun] not in {"who", "which", "that"}:
        return pronoun
    while tree.relation(verb) == "conj":
        verb = tree.tokens[verb].head
    return tree.tokens[verb].head if tree.tokens[verb].deprel == "acl:relcl" else pronoun
