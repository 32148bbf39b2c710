"""What the language model says of a document: sentences, Universal Dependencies, names, attributions, factuality."""

from bisect import bisect_left
from dataclasses import dataclass

from reportedly.records.documents import Document
from reportedly.spans import Span
from reportedly.vocabulary import NameKind


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word.

    Attributes:
        span: Where it stands; the parts of a contraction share out its letters.
        upos: Universal part of speech.
        lemma: Dictionary form.
        feats: Universal features such as `Tense=Past`, sorted.
        head: Index of the governing token in the document; -1 for the root of a sentence.
        deprel: Universal relation to the head, with subtype.
        factuality: How far the event of this word is presented as having happened, -3 to 3; None for no event.
    """

    span: Span
    upos: str
    lemma: str
    feats: tuple[str, ...]
    head: int
    deprel: str
    factuality: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `[start, stop)` of the document, by index, and where they stand."""

    start: int
    stop: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name."""

    span: Span
    kind: NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A description of persons or a group, such as an office or a class of people.

    Attributes:
        span: The words.
        kind: PERSON or ORGANISATION.
    """

    span: Span
    kind: NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One flat attribution: who is said to say what, and by which words.

    Attributes:
        source: The words for the source; empty when the text names none.
        cue: The words that mark the attribution; may be empty.
        content: The attributed words, in parts where a frame interrupts them.
        score: How sure the model is, 0 to 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document with what the language model says of it; attributions in document order.

    Attributes:
        model: Name and version of what annotated it.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    nominals: tuple[Nominal, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    model: str = ""

    def within(self, span: Span) -> range:
        """Indices of the tokens that lie wholly inside a span, found by bisection."""
        start = bisect_left(self.tokens, span.start, key=_start)
        stop = start
        while stop < len(self.tokens) and self.tokens[stop].span.stop <= span.stop:
            stop += 1
        return range(start, stop)

    def touching(self, span: Span) -> range:
        """Indices of the tokens that share a code point with a span."""
        stop = bisect_left(self.tokens, span.stop, key=_start)
        start = stop
        while start > 0 and self.tokens[start - 1].span.stop > span.start:
            start -= 1
        return range(start, stop)


def _start(token: Token) -> int:
    """Where a token begins."""
    return token.span.start
