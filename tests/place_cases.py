"""Short fictional reports on real places, for tests of place resolution, and a reader that needs no language model.

In a text `[L:...]`, `[P:...]` and `[O:...]` mark what the model would mark as location, person and organisation.
"""

import re

from reportedly.records import Annotated, Document, Name, Sentence, Token
from reportedly.spans import Span
from reportedly.vocabulary import NameKind

_MARK = re.compile(r"\[([LPO]):([^\]]+)\]")
_KINDS = {"L": NameKind.LOCATION, "P": NameKind.PERSON, "O": NameKind.ORGANISATION}
_SPEAKING = {"said": "say", "denied": "deny", "accused": "accuse", "warned": "warn", "rejected": "reject"}


def annotated_of(marked: str, publisher: str | None = None) -> Annotated:
    """The text without its marks, with names where they stood and the simplest parse that tells a subject."""
    text, names = "", []
    last = 0
    for hit in _MARK.finditer(marked):
        text += marked[last : hit.start()]
        names.append(Name(span=Span(len(text), len(text) + len(hit[2])), kind=_KINDS[hit[1]]))
        text += hit[2]
        last = hit.end()
    text += marked[last:]
    tokens = _tokens(text, names)
    document = Document(source="case", text=text, publisher=publisher)
    return Annotated(document=document, tokens=tokens, sentences=_sentences(tokens, text), names=tuple(names))


def _sentences(tokens: tuple[Token, ...], text: str) -> tuple[Sentence, ...]:
    """The sentences, each up to a full stop before a space and a capital, or to the end."""
    ends = [
        number + 1
        for number, token in enumerate(tokens)
        if number + 1 == len(tokens) or re.match(r"\.\s+[A-Z]", text[token.span.start : token.span.start + 3])
    ]
    starts = [0, *ends[:-1]] if ends else []
    return tuple(
        Sentence(start=start, stop=stop, span=Span(tokens[start].span.start, tokens[stop - 1].span.stop))
        for start, stop in zip(starts, ends, strict=True)
    )


def _tokens(text: str, names: list[Name]) -> tuple[Token, ...]:
    """Words and marks; a capitalised word is a proper noun unless it opens a sentence outside a name."""
    spans = [Span(*hit.span()) for hit in re.finditer(r"\w+|[^\w\s]", text)]
    found = []
    for number, span in enumerate(spans):
        word = span.of(text)
        opens = number == 0 or text[spans[number - 1].start] in ".!?"
        named = any(name.span.contains(span) for name in names)
        proper = word[0].isupper() and (named or not opens)
        follower = spans[number + 1].of(text) if number + 1 < len(spans) else ""
        speaks = follower in _SPEAKING
        found.append(
            Token(
                span=span,
                upos="PROPN" if proper else "VERB" if word in _SPEAKING else "NOUN",
                lemma=_SPEAKING.get(word, word.lower()),
                feats=(),
                head=number + 1 if speaks else -1,
                deprel="nsubj" if speaks else "dep",
            )
        )
    return tuple(found)
