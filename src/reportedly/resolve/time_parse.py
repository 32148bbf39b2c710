"""Tense from the parse: the verb that governs a time expression, with its auxiliaries."""

import bisect

from reportedly.records import Annotated, Token
from reportedly.resolve.time_grammar import Lean
from reportedly.resolve.time_words import load_vocabulary
from reportedly.spans import Span

STEPS = 6
_VERBAL = frozenset({"VERB", "AUX"})
_ADVERBIAL = frozenset({"obl", "advmod"})
_BEYOND = frozenset({"to", "until", "till", "through", "by", "for", "before"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})


def lean_in(annotated: Annotated, span: Span) -> Lean | None:
    """The tense of the verb that the words are an adverbial of; None where the parse shows none that surely is.

    A time after "to" or "until", or with a verb such as "plan" or "postpone", may lie on the other side of the verb.
    """
    index = _token_at(annotated.tokens, span)
    if index is None or not _is_adverbial(annotated.tokens, index):
        return None
    verb = annotated.tokens[index].head
    return tense_of(annotated, verb)


def _is_adverbial(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a token is an adverbial of a verb that does not itself point to another time."""
    token = tokens[index]
    verb = tokens[token.head] if token.head >= 0 else None
    if verb is None or verb.upos not in _VERBAL or token.deprel.split(":")[0] not in _ADVERBIAL:
        return False
    entry = load_vocabulary().single.get(verb.lemma.lower())
    if entry is not None and "forward" in entry.classes:
        return False
    marks = {each.lemma.lower() for each in tokens[max(0, index - STEPS) : index] if each.deprel == "case"}
    return not marks & _BEYOND


def _token_at(tokens: tuple[Token, ...], span: Span) -> int | None:
    """The token inside the words whose head lies outside them."""
    index = bisect.bisect_left(tokens, span.start, key=lambda token: token.span.stop - 1)
    while index < len(tokens) and tokens[index].span.start < span.stop:
        head = tokens[index].head
        if head < 0 or not span.overlaps(tokens[head].span):
            return index
        index += 1
    return None


def tense_of(annotated: Annotated, verb: int) -> Lean | None:
    """The tense of a verb: by its auxiliaries first, else by its own form; None for a bare infinitive or noun."""
    tokens = annotated.tokens
    if any(
        each.head == verb and each.deprel == "mark" and each.lemma == "to"
        for each in tokens[max(0, verb - STEPS) : verb]
    ):
        return None
    auxiliaries = _auxiliaries(annotated, verb)
    if any(tokens[each].lemma.lower() in _FUTURE for each in auxiliaries):
        return Lean.FUTURE
    if any(tokens[each].lemma.lower() == "have" and "Tense=Past" not in tokens[each].feats for each in auxiliaries):
        return Lean.PERFECT
    for each in (*auxiliaries, verb):
        if "VerbForm=Part" in tokens[each].feats and each == verb and auxiliaries:
            continue
        if "Tense=Past" in tokens[each].feats:
            return Lean.PAST
        if "Tense=Pres" in tokens[each].feats and "VerbForm=Fin" in tokens[each].feats:
            return Lean.PRESENT
    return None


def _auxiliaries(annotated: Annotated, verb: int) -> tuple[int, ...]:
    """Auxiliaries and copulas of a predicate, all of which stand near it."""
    tokens = annotated.tokens
    near = range(max(0, verb - 12), min(len(tokens), verb + 4))
    return tuple(
        each for each in near if tokens[each].head == verb and tokens[each].deprel.split(":")[0] in {"aux", "cop"}
    )
