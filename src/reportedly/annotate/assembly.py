"""Windows put together again: records of a document, with spans in code points of its text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.annotate.linking import Linked, Range
from reportedly.annotate.reading import Read
from reportedly.annotate.segment import Words
from reportedly.records.annotations import Annotated, Attribution, Name, Nominal, Sentence, Token
from reportedly.records.documents import Document
from reportedly.spans import Span
from reportedly.vocabulary import NameKind

_KINDS = {"person": NameKind.PERSON, "organization": NameKind.ORGANISATION}
_NOMINAL = frozenset({"NOUN", "NUM", "DET", "ADJ", "PRON"})
# A description ends before what is added to it loosely.
_LOOSE = frozenset(
    {"acl:relcl", "appos", "parataxis", "conj", "cc", "punct", "cop", "nsubj", "nsubj:outer", "dep", "case", "mark"}
    | {"advmod", "discourse", "vocative"}
)


def assembled(document: Document, words: Words, windows: Iterable[Read], model: str) -> Annotated:
    """The document annotated."""
    tokens: list[Token] = []
    firsts: list[int] = []
    names: list[tuple[Span, Mapping[str, float]]] = []
    nominals: list[Nominal] = []
    attributions: list[Attribution] = []
    for window in windows:
        tokens.extend(_tokens(window, words))
        firsts.extend(window.start + start for start in window.starts)
        names.extend((_span(words, window.start, (one.start, one.stop)), one.shares) for one in window.names)
        nominals.extend(_nominals(window, words))
        attributions.extend(_attribution(one, window.start, words, document.text) for one in window.attributions)
    return Annotated(
        document=document,
        tokens=tuple(tokens),
        sentences=tuple(_sentences(firsts, words)),
        names=tuple(_agreed(names, document.text)),
        nominals=tuple(nominals),
        attributions=tuple(sorted(attributions, key=_where)),
        model=model,
    )


def _tokens(window: Read, words: Words) -> Iterator[Token]:
    """The tokens of a window."""
    base = window.start
    spans = words.spans[base : base + len(window.heads)]
    heads = [base + head if head >= 0 else -1 for head in window.heads]
    return map(Token, spans, window.upos, window.lemma, window.feats, heads, window.deprel, window.factuality)


def _sentences(firsts: list[int], words: Words) -> Iterator[Sentence]:
    """Sentences from the words that begin them."""
    bounds = [*firsts, len(words.spans)]
    for start, stop in pairwise(bounds):
        yield Sentence(start=start, stop=stop, span=Span(words.spans[start].start, words.spans[stop - 1].stop))


def _agreed(found: Sequence[tuple[Span, Mapping[str, float]]], text: str) -> Iterator[Name]:
    """Names, the same words of a document being of one kind: the one that most speaks for where they stand."""
    votes: dict[str, dict[str, float]] = {}
    for span, shares in found:
        mine = votes.setdefault(span.of(text), {})
        for kind, share in shares.items():
            mine[kind] = mine.get(kind, 0.0) + share
    for span, _ in found:
        mine = votes[span.of(text)]
        yield Name(span=span, kind=NameKind(max(mine, key=lambda kind: (mine[kind], kind))))


def _span(words: Words, base: int, where: Range) -> Span:
    """The code points of a range of a window's words."""
    return Span(words.spans[base + where[0]].start, words.spans[base + where[1] - 1].stop)


def _attribution(one: Linked, base: int, words: Words, text: str) -> Attribution:
    """An attribution in code points, stretches of one role that nothing separates joined."""
    parts = (tuple(_span(words, base, where) for where in some) for some in (one.source, one.cue, one.content))
    source, cue, content = (_bridged(some, text) for some in parts)
    return Attribution(source=source, cue=cue, content=content, score=one.score)


def _bridged(parts: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Spans with nothing but white space between them made one."""
    joined: list[Span] = []
    for part in parts:
        if joined and not text[joined[-1].stop : part.start].strip():
            joined[-1] = Span(joined[-1].start, part.stop)
        else:
            joined.append(part)
    return tuple(joined)


def _where(one: Attribution) -> tuple[Span, ...]:
    """The order of attributions: by their first words."""
    return tuple(sorted((*one.source, *one.cue, *one.content)))


def _nominals(window: Read, words: Words) -> Iterator[Nominal]:
    """Descriptions of persons and groups: the words that hang on a head of that kind, without loose additions."""
    children: dict[int, list[int]] = {}
    for i, head in enumerate(window.heads):
        children.setdefault(head, []).append(i)
    for i, kind in enumerate(window.mentions):
        if kind in _KINDS and window.upos[i] in _NOMINAL and "PronType=Prs" not in window.feats[i]:
            yield Nominal(span=_span(words, window.start, _extent(window, children, i)), kind=_KINDS[kind])


def _extent(window: Read, children: dict[int, list[int]], head: int) -> Range:
    """The unbroken stretch round a head of words that hang on it."""
    mine = {head}
    waiting = [child for child in children.get(head, ()) if window.deprel[child] not in _LOOSE]
    while waiting:
        word = waiting.pop()
        mine.add(word)
        waiting.extend(children.get(word, ()))
    start, stop = head, head + 1
    while start - 1 in mine:
        start -= 1
    while stop in mine:
        stop += 1
    while stop > head + 1 and window.upos[stop - 1] == "PUNCT":
        stop -= 1
    return start, stop
