"""The parse of a document as a tree to walk: children, subtrees and the spans of words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.extract.forms import lemma_of
from reportedly.records import Annotated, Sentence, Token
from reportedly.spans import Span


class Tree:
    """The tokens of one annotated document with their children; tokens are named by index in the document."""

    __slots__ = ("_children", "annotated", "lemmas", "sentence_index", "text", "tokens", "words")

    def __init__(self, annotated: Annotated) -> None:
        """Index children, lower-cased words and sentences once; every question is then a look-up."""
        self.annotated = annotated
        self.text = annotated.document.text
        self.tokens: tuple[Token, ...] = _parted(annotated)
        self.words = [self.text[token.span.start : token.span.stop].lower() for token in self.tokens]
        self.lemmas = [
            lemma_of(token.upos, word, token.lemma.lower()) for token, word in zip(self.tokens, self.words, strict=True)
        ]
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)
        self.sentence_index = [0] * len(self.tokens)
        for number, sentence in enumerate(annotated.sentences):
            for index in range(sentence.start, sentence.stop):
                self.sentence_index[index] = number

    def sentence(self, index: int) -> Sentence:
        """The sentence that a token stands in."""
        return self.annotated.sentences[self.sentence_index[index]]

    def root(self, sentence: Sentence) -> int | None:
        """The root token of a sentence; None for a sentence without tokens."""
        return next((i for i in range(sentence.start, sentence.stop) if self.tokens[i].head < 0), None)

    def relation(self, index: int) -> str:
        """The universal relation of a token to its head, without subtype."""
        return self.tokens[index].deprel.split(":", 1)[0]

    def children(self, index: int, *relations: str) -> list[int]:
        """Children in text order; with relations, those alone (`nmod` also takes `nmod:poss`)."""
        if not relations:
            return self._children[index]
        return [child for child in self._children[index] if self._is(child, relations)]

    def child(self, index: int, *relations: str) -> int | None:
        """The first child with one of the relations."""
        return next((child for child in self._children[index] if self._is(child, relations)), None)

    def _is(self, index: int, relations: tuple[str, ...]) -> bool:
        """Whether the relation is one of these, with or without its subtype."""
        relation = self.tokens[index].deprel
        return relation in relations or relation.split(":", 1)[0] in relations

    def subtree(self, index: int, *, without: Iterable[int] = ()) -> list[int]:
        """The token and all below it in text order, leaving out the branches that start at `without`."""
        barred = set(without)
        found, pending = [], [index]
        while pending:
            current = pending.pop()
            if current in barred:
                continue
            found.append(current)
            pending.extend(self._children[current])
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads from the nearest up to the root of the sentence."""
        current = self.tokens[index].head
        while current >= 0:
            yield current
            current = self.tokens[current].head

    def has(self, index: int, feature: str) -> bool:
        """Whether a token has a universal feature such as `Tense=Past`."""
        return feature in self.tokens[index].feats

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Spans of the tokens, those that follow each other joined."""
        parts: list[Span] = []
        previous = -2
        for index in sorted(tokens):
            span = self.tokens[index].span
            if index == previous + 1 and parts:
                parts[-1] = Span(parts[-1].start, max(parts[-1].stop, span.stop))
            else:
                parts.append(span)
            previous = index
        return tuple(parts)

    def within(self, span: Span) -> range:
        """Indices of the tokens that lie wholly inside a span."""
        return self.annotated.within(span)

    def top(self, span: Span) -> int | None:
        """The token of a span that governs the others: the first whose head lies outside; None for an empty span."""
        inside = self.within(span)
        return next((i for i in inside if self.tokens[i].head not in inside), None)


def _parted(annotated: Annotated) -> tuple[Token, ...]:
    """The tokens, where no word before a semicolon hangs on one after it, as a small parser may have it.

    "... for two years; they are not able": the years go with what stands before.
    """
    tokens = list(annotated.tokens)
    text = annotated.document.text
    for sentence in annotated.sentences:
        marks = [i for i in range(sentence.start, sentence.stop) if tokens[i].span.of(text) == ";"]
        for mark in marks:
            for index in range(sentence.start, mark):
                above = _before(tokens, index, mark)
                if above is not None:
                    tokens[index] = replace(tokens[index], head=above)
    return tuple(tokens)


def _before(tokens: list[Token], index: int, mark: int) -> int | None:
    """The word before the mark that a word should hang on; None where it hangs on none after the mark."""
    above = tokens[index].head
    if above <= mark:
        return None
    while above > mark:
        above = tokens[above].head
    return above if 0 <= above != index else None
