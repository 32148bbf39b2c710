"""The units that claims are made of: one proposition for each thing that a text asserts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reportedly.extract.contents import OBJECT, ORDER, POINTING
from reportedly.extract.frames import Frame, OwnClaim
from reportedly.extract.nouns import classes_of
from reportedly.extract.tree import Tree
from reportedly.lexicon import Lexicon
from reportedly.spans import Span, trimmed
from reportedly.vocabulary import WorldType

EDGE_MARKS = "\"“”„«»'‘’`.,;:!?…–—-() \t\n"
PERCEIVING = {"see", "hear", "watch", "witness", "notice", "film", "observe", "spot", "find", "feel"}
VIOLENCE = {WorldType.KILL, WorldType.STRIKE, WorldType.EXPLOSION}
APART = {",", "–", "—", "-"}
CONDITIONS = {"condition", "cause"}
INNER = "quotation:inner"
COURTESIES = {"thank", "congratulate", "wish"}
PREDICATES = {"VERB", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADV", "AUX"}
HAPPENINGS = frozenset(WorldType) - {WorldType.MEETING_NEGOTIATION, WorldType.STATE_ACTION_INACTION}


class Embedding(StrEnum):
    """How a proposition stands in its sentence."""

    MAIN = "main"
    CONTENT = "content"
    COORDINATE = "coordinate"
    RELATIVE = "relative"
    PURPOSE = "purpose"
    CAUSE = "cause"
    CONDITION = "condition"
    ADVERBIAL = "adverbial"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One asserted proposition, before anything is known of who holds it.

    Attributes:
        head: Index of the token that carries it: a verb, a predicate noun or adjective, or a nominal trigger.
        tokens: Indices of its own tokens, without frames and without nested propositions that stand alone.
        content: Its words as spans of the document.
        embedding: How it stands in its sentence.
        governor: Head token of the proposition that it depends on; None for a main clause.
        subject: Head token of its subject, also where it is shared with a coordinated clause.
        frames: Tokens of the verbs that embed it and belong to no claim ("tried", "is able", "it is possible that").
    """

    head: int
    tokens: tuple[int, ...]
    content: tuple[Span, ...]
    embedding: Embedding = Embedding.MAIN
    governor: int | None = None
    subject: int | None = None
    frames: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that stands as a proposition.

    Attributes:
        stays: Whether its words are also words of its governor.
        doer: Whoever a frame says is to do it or to have done it; None where the clause has its own subject.
        with_doer: Whether the words for the doer are words of the proposition.
        words: All its words, where they are not those below its head: an order that is quoted inside a quotation.
    """

    head: int
    embedding: Embedding
    governor: int | None
    stays: bool
    doer: int | None = None
    with_doer: bool = False
    words: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Heads:
    """Tokens that frames decide about: heads that make no claim, and nouns that are what somebody confirms or saw."""

    silent: frozenset[int]
    told: frozenset[int | None]


@dataclass(frozen=True, slots=True)
class Signs:
    """What the lexicons say of words in their tree.

    Attributes:
        trigger: The type of happening that a noun reports by itself; None for other nouns.
        type: The type that a verb or predicate asserts; None where no entry fits.
        is_layer: Whether a word only says how likely, wanted or tried something is.
    """

    trigger: Callable[[Tree, int], str | None]
    type: Callable[[Tree, int], str | None]
    is_layer: Callable[[Tree, int], bool]


class Splitter:
    """Splits the sentences of a document into propositions."""

    __slots__ = ("_edges", "_embeds", "_openings", "_signs")

    def __init__(self, clauses: Lexicon, signs: Signs) -> None:
        """Keep the clause words and what the lexicons say of the others."""
        edges = clauses.having("edge", value=True)
        self._edges = frozenset(words for words in edges if " " not in words)
        self._openings = tuple(tuple(words.split()) for words in sorted(edges - self._edges))
        self._embeds = {key: str(entry["embeds"]) for key, entry in clauses.entries.items() if "embeds" in entry}
        self._signs = signs

    def split(self, tree: Tree, frames: Sequence[Frame]) -> tuple[Proposition, ...]:
        """Propositions in text order; an attribution frame is none, unless it makes a claim itself."""
        clauses = self._found(tree, frames)
        heads = {clause.head for clause in clauses}
        fruitful = [frame for frame in frames if frame.own is not OwnClaim.NONE or not heads.isdisjoint(frame.content)]
        if len(fruitful) < len(frames):  # a frame without any claim in it is an act: "agreed to a truce"
            frames, clauses = fruitful, self._found(tree, fruitful)
            heads = {clause.head for clause in clauses}
        feared = _objects(tree, frames, OwnClaim.FEELING)
        apart = {clause.head for clause in clauses if not clause.stays or clause.head in feared}
        apart.update(self._modal_asides(tree))
        words = _frame_words(tree, frames, heads).union(*(clause.words for clause in clauses))
        made = [self._proposition(tree, clause, apart, words - clause.words) for clause in clauses]
        found = [proposition for proposition in made if proposition is not None]
        return tuple(sorted(found, key=lambda one: (one.content[0].start, -one.content[-1].stop)))

    def _found(self, tree: Tree, frames: Sequence[Frame]) -> list[_Clause]:
        """The clauses that stand as propositions under these frames."""
        silent = _frame_heads(frames) | _objects(tree, frames, OwnClaim.WHOLE)
        heads = _Heads(silent=silent, told=frozenset(told_head(tree, frame) for frame in frames))
        doers = {frame.deed: frame for frame in frames if frame.deed is not None and frame.doer is not None}
        found = [
            _done_by(clause, doers.get(clause.head))
            for sentence in tree.annotated.sentences
            for clause in self._clauses(tree, sentence, heads)
        ]
        return _with_orders(tree, found, [frame for frame in frames if frame.rule == INNER])

    def _clauses(self, tree: Tree, sentence: object, heads: _Heads) -> Iterator[_Clause]:
        """The clauses of a sentence, from the root down."""
        root = tree.root(sentence)  # type: ignore[arg-type]
        pending: list[tuple[int, _Clause | None]] = [(root, None)] if root is not None else []
        while pending:
            index, above = pending.pop()
            clause = self._clause(tree, index, above, heads)
            if clause is not None:
                yield clause
            pending.extend((child, clause or above) for child in tree.children(index))

    def _clause(self, tree: Tree, index: int, above: _Clause | None, heads: _Heads) -> _Clause | None:
        """The clause that a token heads, if it heads one that stands as a proposition."""
        governor = above.head if above else None
        if index in heads.silent or self._is_modal_frame(tree, index):
            return None
        if above is None and tree.tokens[index].head < 0:
            return self._main(tree, index)
        embedding = self._embedding(tree, index)
        first = tree.tokens[index].head
        if embedding is Embedding.COORDINATE and first != governor and first not in heads.silent:
            embedding = None
        if index in heads.told:
            verbal = tree.tokens[index].upos in {"VERB", "AUX"} or tree.relation(index) == "xcomp"
            return _Clause(index, Embedding.CONTENT if verbal else Embedding.NOMINAL, governor, stays=True)
        if embedding is None:
            apart = self._reports_apart(tree, index, governor)
            return _Clause(index, Embedding.NOMINAL, governor, stays=True) if apart else None
        return _Clause(index, embedding, governor, stays=self._stays(tree, index, embedding))

    def _modal_asides(self, tree: Tree) -> Iterator[int]:
        """Heads of clauses such as "... and it is possible that ...", which are no words of the clause they hang on."""
        for index in range(len(tree.tokens)):
            if tree.relation(index) in {"conj", "parataxis"} and self._is_modal_frame(tree, index):
                yield index

    def _is_modal_frame(self, tree: Tree, index: int) -> bool:
        """Whether a clause is a frame such as "it is possible that ...": the claim is what follows it."""
        if _looks_as_if(tree, index):
            return True
        if tree.child(index, "ccomp", "csubj", "xcomp") is None or not self._signs.is_layer(tree, index):
            return False
        if tree.child(index, "ccomp", "csubj") is None and tree.child(index, "expl") is None:
            return False
        subject = tree.child(index, "nsubj", "expl")
        return subject is None or tree.words[subject] == "it"

    def _main(self, tree: Tree, index: int) -> _Clause | None:
        """The root of a sentence: a clause, or a headline or caption around a happening; thanks are no claim."""
        subject = tree.child(index, "nsubj")
        if tree.lemmas[index] in COURTESIES and (subject is None or tree.words[subject] in {"i", "we"}):
            return None
        if is_clause(tree, index) or self._signs.trigger(tree, index):
            return _Clause(index, Embedding.MAIN, None, stays=False)
        return None

    def _reports_apart(self, tree: Tree, index: int, governor: int | None) -> bool:
        """Whether a noun reports a happening that the clause around it does not report itself.

        "A strike hit the bridge" is one claim; "the killing of 12 in the town led to protests" is two. The noun must be
        tied to a place, a count or two parties, since a bare "the war" identifies nothing.
        """
        type_ = self._signs.trigger(tree, index)
        if "human" in classes_of(tree, index):  # "local authorities" are people, "the authority of" is not
            return False
        if type_ not in HAPPENINGS or (governor is not None and self._signs.type(tree, governor) == type_):
            return False
        below = tree.subtree(index)
        if any("place" in classes_of(tree, one) or tree.relation(one) == "nummod" for one in below if one != index):
            return True
        parties = [
            one
            for one in tree.children(index, "nmod", "nmod:poss", "amod")
            if classes_of(tree, one) & {"human", "group"}
        ]
        return len(parties) > 1

    def _relative(self, tree: Tree, index: int) -> Embedding | None:
        """A relative clause that a comma sets apart, or one that tells of a happening; not what "there are" asserts."""
        if self._says_that_there_are(tree, index):
            return None
        return Embedding.RELATIVE if self._is_apart(tree, index) or self._asserts_happening(tree, index) else None

    def _says_that_there_are(self, tree: Tree, index: int) -> bool:
        """Whether a relative clause is what "there are ..." asserts of its noun: then both are one claim."""
        verb = tree.tokens[tree.tokens[index].head].head
        return verb >= 0 and any(tree.words[child] == "there" for child in tree.children(verb, "expl"))

    def _asserts_happening(self, tree: Tree, index: int) -> bool:
        """Whether the lexicon knows what a clause asserts about the world."""
        return self._signs.type(tree, index) in HAPPENINGS

    def _embedding(self, tree: Tree, index: int) -> Embedding | None:
        """How a token's clause is embedded; None where it heads no clause of its own."""
        relation = tree.tokens[index].deprel
        plain = relation.split(":", 1)[0]
        if plain in {"ccomp", "csubj"} or (plain == "xcomp" and self._is_modal_frame(tree, tree.tokens[index].head)):
            return Embedding.CONTENT if is_clause(tree, index) else None
        if plain == "parataxis":
            return Embedding.MAIN if is_clause(tree, index) else None
        if plain == "conj":
            return self._coordinate(tree, index)
        if relation == "acl:relcl":
            return self._relative(tree, index)
        if plain == "advcl":
            return self._adverbial(tree, index)
        return self._adnominal(tree, index) if plain == "acl" else None

    def _adnominal(self, tree: Tree, index: int) -> Embedding | None:
        """A clause that says what a noun is: "the fact that ...", "strikes aimed at ..."; not "no evidence that"."""
        factive = tree.lemmas[tree.tokens[index].head] in {"fact", "reality"}
        if factive and any(tree.words[mark] == "that" for mark in tree.children(index, "mark")):
            return Embedding.CONTENT
        return Embedding.PURPOSE if tree.lemmas[index] in {"aim", "design", "mean", "intend"} else None

    def _coordinate(self, tree: Tree, index: int) -> Embedding | None:
        """A coordinated predicate, unless it shares its subject and type with the first one."""
        first = tree.tokens[index].head
        if tree.tokens[index].upos not in {"VERB", "AUX"} and not is_clause(tree, index):
            return None
        if not (is_clause(tree, first) or tree.tokens[first].upos == "VERB"):
            return None
        shared = tree.child(index, "nsubj", "nsubj:pass") is None
        if shared and ((_is_bare(tree, first) and _is_bare(tree, index)) or self._is_same_act(tree, first, index)):
            return None
        if tree.relation(first) in {"xcomp", "acl"} and shared:
            return None
        if any(tree.words[c] == "either" for c in tree.children(first, "cc:preconj", "advmod", "cc")):
            return None
        return Embedding.COORDINATE

    def _is_same_act(self, tree: Tree, first: int, second: int) -> bool:
        """Whether two verbs tell of one act and its result: "struck and killed", "killed 5 and wounded 7"."""
        left, right = self._signs.type(tree, first), self._signs.type(tree, second)
        return left is not None and (left == right or {left, right} <= VIOLENCE)

    def _adverbial(self, tree: Tree, index: int) -> Embedding | None:
        """An adverbial clause: by its conjunction, or a bare infinitive of purpose."""
        if _is_fronted(tree, index) or _looks_as_if(tree, tree.tokens[index].head):
            return Embedding.CONTENT
        marks = [tree.words[mark] for mark in tree.children(index, "mark", "advmod")]
        has_subject = tree.child(index, "nsubj", "nsubj:pass", "expl") is not None
        in_order_to = {"in", "to"} <= set(marks) and tree.tokens[index].head < index
        if in_order_to or ("so" in marks and has_subject):
            return Embedding.ADVERBIAL if _is_result(tree, index) else Embedding.PURPOSE
        if "where" in marks and not self._is_apart(tree, index):
            marks = []
        kinds = [self._embeds.get(mark) for mark in marks]
        told = next((kind for kind in kinds if kind in CONDITIONS or (kind == "adverbial" and has_subject)), None)
        if told is not None:
            return None if told in CONDITIONS else Embedding.ADVERBIAL
        purpose = "to" in marks and tree.tokens[index].head < index and self._asserts_happening(tree, index)
        return Embedding.PURPOSE if purpose else None

    def _stays(self, tree: Tree, index: int, embedding: Embedding) -> bool:
        """Whether the words of an embedded clause are also words of the clause above."""
        if embedding is Embedding.CONTENT:
            return True
        return embedding is Embedding.RELATIVE and not self._is_apart(tree, index)

    def _is_apart(self, tree: Tree, index: int) -> bool:
        """Whether a comma or dash sets a relative clause apart."""
        first = tree.subtree(index)[0]
        edge = (
            first if tree.words[first] in APART and tree.words[first + 1] not in {"who", "whom", "which"} else first - 1
        )
        return edge >= 0 and tree.words[edge] in APART

    def _proposition(
        self, tree: Tree, clause: _Clause, apart: set[int], frame_words: frozenset[int]
    ) -> Proposition | None:
        """The proposition of a clause; None when no words are left."""
        below = sorted(clause.words) or tree.subtree(clause.head, without=apart - {clause.head})
        raised = clause.doer if clause.with_doer else raised_subject(tree, clause.head)
        if raised is not None and raised not in frame_words:
            below = sorted({*below, *_raised_words(tree, clause.head, raised)})
        own = frame_words if clause.head not in frame_words else frozenset()
        if clause.embedding is Embedding.NOMINAL:
            own = own.union(tree.children(clause.head, "case"))
        tokens = self._trimmed(tree, [index for index in below if index not in own])
        if not tokens:
            return None
        content = tuple(filter(None, (_bare(span, tree.text) for span in tree.spans(tokens))))
        if not content:
            return None
        return Proposition(
            head=clause.head,
            tokens=tuple(tokens),
            content=content,
            embedding=clause.embedding,
            governor=clause.governor,
            subject=subject_of(tree, clause.head) if clause.doer is None else clause.doer,
        )

    def _trimmed(self, tree: Tree, tokens: list[int]) -> list[int]:
        """Tokens without connectives and marks at the beginning, and without marks at the end."""
        start, stop = 0, len(tokens)
        while start < stop and self._is_edge(tree, tokens[start]):
            start += 1
        for opening in self._openings:
            if tuple(tree.words[index] for index in tokens[start : start + len(opening)]) == opening:
                return self._trimmed(tree, tokens[start + len(opening) :])
        while stop > start and tree.tokens[tokens[stop - 1]].upos in {"PUNCT", "CCONJ"}:
            stop -= 1
        return tokens[start:stop]

    def _is_edge(self, tree: Tree, index: int) -> bool:
        """A mark, or a connective that says nothing by itself."""
        token = tree.tokens[index]
        if token.upos in {"PUNCT", "CCONJ"} and tree.words[index] != "nor":
            return True
        if tree.words[index] not in self._edges:
            return False
        return tree.relation(index) in {"mark", "advmod", "cc", "discourse"} and token.upos in {"SCONJ", "ADV", "CCONJ"}


def _is_result(tree: Tree, index: int) -> bool:
    """Whether "so" tells what came of something, not what it was for: "so we cannot go out"."""
    purpose = {"could", "can", "would", "might", "may", "will", "ca"}
    negated = any(tree.words[child] in {"not", "n't"} for child in tree.children(index, "advmod"))
    marked = any(tree.words[child] == "that" for child in tree.children(index, "mark", "fixed"))
    helpers = {tree.words[child] for child in tree.children(index, "aux")}
    return not marked and (negated or "cannot" in helpers or not helpers & purpose)


def _with_orders(tree: Tree, clauses: list[_Clause], inner: Sequence[Frame]) -> list[_Clause]:
    """The clauses, with an order that is quoted inside a quotation as one: ‘Leave them to us, go and do your work’."""
    for frame in inner:
        inside = [clause for clause in clauses if clause.head in frame.content]
        first = min(inside, key=lambda clause: clause.head, default=None)
        if first is not None and len(inside) > 1 and _is_order(tree, first.head):
            order = replace(first, stays=False, words=frame.content)
            clauses = [order if one is first else one for one in clauses if one is first or one not in inside]
    return clauses


def _looks_as_if(tree: Tree, index: int) -> bool:
    """Whether a clause only says what something looks like: "it looks as if ..."."""
    if index < 0 or tree.lemmas[index] not in {"look", "seem", "appear"}:
        return False
    subject = tree.child(index, "nsubj", "expl")
    marks = {tree.words[m] for c in tree.children(index, "advcl", "ccomp") for m in tree.children(c, "mark")}
    return subject is not None and tree.words[subject] == "it" and "as" in marks and bool(marks & {"if", "though"})


def _is_fronted(tree: Tree, index: int) -> bool:
    """Whether a clause is the subject that "That ..." opens with; a parse may take it for an adverbial."""
    first = tree.sentence(index).start
    opens = tree.words[first] == "that" and tree.tokens[first].upos == "SCONJ"
    return opens and tree.subtree(index)[0] == first + 1 and index < tree.tokens[index].head


def _done_by(clause: _Clause, frame: Frame | None) -> _Clause:
    """The clause with whoever a frame around it names as its doer."""
    return clause if frame is None else replace(clause, doer=frame.doer, with_doer=frame.rule.startswith(ORDER))


def raised_subject(tree: Tree, head: int) -> int | None:
    """The subject of a verb without one that stands beside the verb above: "is said to have left", "saw men pass"."""
    above = tree.tokens[head].head
    if above < 0 or tree.child(head, "nsubj", "nsubj:pass") is not None:
        return None
    if tree.relation(head) == "xcomp" and (passive := tree.child(above, "nsubj:pass")) is not None:
        return passive
    if tree.relation(head) == "acl" and tree.words[head].endswith("ing") and tree.relation(above) == "obj":
        return above if tree.lemmas[tree.tokens[above].head] in PERCEIVING else None
    perceived = tree.relation(head) in {"xcomp", "ccomp", "advcl"} and tree.lemmas[above] in PERCEIVING
    seen = tree.child(above, "obj") if perceived else None
    return None if seen is None or tree.words[seen] in POINTING else seen


def _raised_words(tree: Tree, head: int, raised: int) -> set[int]:
    """The words of whoever was seen to do something, with what the parse hung on the seeing: "men on motorcycles"."""
    above = tree.tokens[head].head
    hung = [c for c in tree.children(above, "obl", "advmod") if raised < c < head and tree.lemmas[above] in PERCEIVING]
    return {one for top in (raised, *hung) for one in tree.subtree(top)}


def _is_bare(tree: Tree, index: int) -> bool:
    """Whether a verb stands alone as in an order: no subject, no auxiliary, no "to", no tense."""
    bare = tree.has(index, "Mood=Imp") or tree.has(index, "VerbForm=Inf")
    return bare and tree.child(index, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cop") is None


def _is_order(tree: Tree, index: int) -> bool:
    """Whether a quoted verb stands without subject and in its plain form, whatever mood the parse gives it."""
    helped = tree.child(index, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cop")
    return helped is None and tree.words[index] == tree.lemmas[index]


def is_clause(tree: Tree, index: int) -> bool:
    """Whether a token heads a clause: a verb with a subject or tense, or a predicate with a copula."""
    token = tree.tokens[index]
    if tree.child(index, "nsubj", "nsubj:pass", "csubj", "expl", "cop") is not None:
        return token.upos in PREDICATES
    return token.upos in {"VERB", "AUX"}


def subject_of(tree: Tree, index: int) -> int | None:
    """The subject of a predicate, its own or the one it shares with the clause it hangs on."""
    own = tree.child(index, "nsubj", "nsubj:pass")
    if own is not None:
        if tree.tokens[index].deprel == "acl:relcl" and tree.words[own] in {"who", "which", "that"}:
            return tree.tokens[index].head
        return own
    relation = tree.relation(index)
    if relation in {"conj", "xcomp", "advcl"} and tree.tokens[index].head >= 0:
        return subject_of(tree, tree.tokens[index].head)
    return tree.tokens[index].head if relation == "acl" else None


def _frame_heads(frames: Sequence[Frame]) -> frozenset[int]:
    """Heads of frames whose own clause is no claim."""
    return frozenset(frame.head for frame in frames if frame.head is not None and frame.own is OwnClaim.NONE)


def told_head(tree: Tree, frame: Frame) -> int | None:
    """The word that carries what a frame attributes where that is no clause of its own.

    A noun ("confirmed the expansion", "reports of shelling"), a raised verb ("is said to have left") or a gerund
    ("accused of selling"); None for a frame with a clause.
    """
    if frame.head is None or frame.deed is not None:
        return frame.deed
    return tree.child(frame.head, "obj", "nmod") if frame.rule.startswith(OBJECT) else None


def _objects(tree: Tree, frames: Sequence[Frame], own: OwnClaim) -> frozenset[int]:
    """Heads of the object clauses of frames whose own clause asserts something of this sort."""
    heads = (frame.head for frame in frames if frame.own is own and frame.head is not None)
    return frozenset(child for head in heads for child in tree.children(head, "ccomp"))


def _frame_words(tree: Tree, frames: Sequence[Frame], heads: set[int]) -> frozenset[int]:
    """Every word of the frames' own clauses that is not attributed by them: it belongs to no proposition.

    Clauses that merely hang on a frame ("said ..., and the army withdrew") are no words of it.
    """
    words: set[int] = set()
    for frame in frames:
        if frame.own is not OwnClaim.NONE or frame.head is None:
            continue
        if frame.rule.startswith("parse:according_to"):
            words.update(frame.cue, frame.source)
            continue
        below = tree.subtree(frame.head, without=heads - {frame.head})
        words.update(index for index in below if index not in frame.content)
    return frozenset(words)


def _bare(span: Span, text: str) -> Span | None:
    """A span without marks at its edges; None when nothing is left."""
    bare = trimmed(span, text, EDGE_MARKS)
    return bare if bare.length > 0 else None
