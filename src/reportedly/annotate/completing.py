"""What the tree knows of an attribution and pointing does not: a source far away, a content in two, one inside another.

The network points at what stands close by. A subject with a long relative clause, or an agent behind an aside ("was
confirmed, on condition of anonymity, by ..."), is out of its sight, but not out of the tree's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from reportedly.annotate.linking import Linked, Range

_SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
_PASSIVES = frozenset({"aux:pass", "nsubj:pass"})
# A cue inside a longer predicate ("continues to say", "said and confirmed") shares the subject of what it hangs on.
_SHARING = frozenset({"conj", "xcomp", "cop", "aux"})
_HUNG = frozenset({"conj", "nmod"})
_ADJUNCTS = frozenset({"obl", "nmod"})
_EDGES = frozenset({"punct", "cc"})
_LINKS = frozenset({"case", "punct", "cc"})
_ACCORDING = frozenset({("according", "to"), ("According", "to"), ("ACCORDING", "TO")})
# How sure an attribution is that only a phrase speaks for: the network saw it and gave its words no role.
_UNSEEN = 0.5


class Trees:
    """The trees of a window, with the words that hang on each; heads are words of the window, -1 for a root."""

    __slots__ = ("children", "deprel", "forms", "heads")

    def __init__(self, forms: Sequence[str], heads: Sequence[int], deprel: Sequence[str]) -> None:
        """Gather the words that hang on each."""
        self.forms, self.heads, self.deprel = forms, heads, deprel
        self.children: list[list[int]] = [[] for _ in heads]
        for word, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(word)

    def source_of(self, word: int) -> int | None:
        """The word that says what a verb tells, whether as its subject or as its agent."""
        mine = self.children[word]
        if any(self.deprel[child] in _PASSIVES for child in mine):
            return next(self._agents(mine), None)
        return next((child for child in mine if self.deprel[child] in _SUBJECTS), None)

    def _agents(self, children: Sequence[int]) -> Iterator[int]:
        """Agents of a passive. Behind an aside one is easily hung on that; then a comma and "by" tell it apart."""
        yield from (child for child in children if self.deprel[child] == "obl:agent")
        for aside in (child for child in children if self.deprel[child] == "obl"):
            for hung in (child for child in self.children[aside] if self.deprel[child] in _HUNG):
                links = {self.forms[child].lower() for child in self.children[hung] if child < hung}
                if {",", "by"} <= links:
                    yield hung

    def up(self, word: int) -> Iterator[int]:
        """A word and those above it with which it shares a subject."""
        yield word
        while self.heads[word] >= 0 and self.deprel[word] in _SHARING:
            word = self.heads[word]
            yield word

    def according(self) -> Iterator[int]:
        """Where "according to" tells who says something."""
        for word, pair in enumerate(pairwise(self.forms)):
            if pair in _ACCORDING and self.deprel[word] == "case" and self.heads[word] > word:
                yield word

    def clause_of(self, one: Linked) -> tuple[Range, ...]:
        """The stretches of the clause that a source is an adjunct of ("The guns, according to them, were new")."""
        cue = {word for part in one.cue for word in range(*part)}
        said = {word for part in one.source for word in range(*part)}
        for word in said:
            if self.deprel[word] in _ADJUNCTS and self.heads[word] not in said | cue and cue & {*self.children[word]}:
                return tuple(self._stretches(self.heads[word], frozenset(cue | said)))
        return ()

    def _stretches(self, head: int, barred: frozenset[int]) -> Iterator[Range]:
        """The runs of words that hang on a head, without marks at their edges."""
        mine, waiting = set(), [head]
        while waiting:
            word = waiting.pop()
            mine.add(word)
            waiting.extend(self.children[word])
        kept = sorted(mine - barred)
        for _, run in groupby(enumerate(kept), key=lambda pair: pair[1] - pair[0]):
            words = [word for _, word in run]
            while words and self.deprel[words[0]] in _EDGES:
                words.pop(0)
            while words and self.deprel[words[-1]] in _EDGES:
                words.pop()
            if words:
                yield words[0], words[-1] + 1

    def extent(self, head: int, barred: frozenset[int]) -> Range:
        """The unbroken words round a head that hang on it, without what only links them to the rest."""
        mine, waiting = {head}, [child for child in self.children[head] if self.deprel[child] != "case"]
        while waiting:
            word = waiting.pop()
            mine.add(word)
            waiting.extend(self.children[word])
        mine -= barred
        start, stop = head, head + 1
        while start - 1 in mine:
            start -= 1
        while stop in mine:
            stop += 1
        while start < head and self.deprel[start] in _LINKS:
            start += 1
        while stop - 1 > head and self.deprel[stop - 1] in _LINKS:
            stop -= 1
        return start, stop


def _sourced(one: Linked, trees: Trees) -> Linked:
    """The attribution with the source that the tree gives it, if it gives one."""
    barred = frozenset(word for part in (*one.cue, *one.content) for word in range(*part))
    for start, stop in one.cue:
        for word in range(start, stop):
            for above in trees.up(word):
                source = trees.source_of(above)
                if source is not None and source not in barred:
                    return replace(one, source=(trees.extent(source, barred),))
    return one


def completed(found: Sequence[Linked], trees: Trees) -> tuple[Linked, ...]:
    """The attributions: a content without a source given one, and a source without a content, where the tree has it."""
    return (*(_completed(one, trees) for one in found), *_unseen(found, trees))


def _unseen(found: Sequence[Linked], trees: Trees) -> Iterator[Linked]:
    """What "according to" tells inside what another says, where no word has a second role for the network to give."""
    cues = frozenset(word for one in found for part in one.cue for word in range(*part))
    for word in trees.according():
        if word not in cues:
            cue = (word, word + 2)
            source = trees.extent(trees.heads[word], frozenset(range(*cue)))
            one = Linked(source=(source,), cue=(cue,), content=(), score=_UNSEEN)
            yield replace(one, content=trees.clause_of(one))


def _completed(one: Linked, trees: Trees) -> Linked:
    """One attribution with what the tree adds."""
    if one.content and not one.source:
        return _sourced(one, trees)
    if one.source and not one.content:
        return replace(one, content=trees.clause_of(one))
    return one
