"""Tense from the parse: the verb that governs a time expression, with its auxiliaries."""

import bisect

from reportedly.records import Annotated, Token
from reportedly.resolve.time_grammar import Lean
from reportedly.spans import Span

STEPS = 6
_VERBAL = frozenset({"VERB", "AUX"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})


def lean_in(annotated: Annotated, span: Span) -> Lean | None:
    """The tense of the verb that governs the words; None where the parse shows none."""
    index = _token_at(annotated.tokens, span)
    if index is None:
        return None
    verb = governing_verb(annotated.tokens, index)
    return tense_of(annotated, verb) if verb is not None else None


def _token_at(tokens: tuple[Token, ...], span: Span) -> int | None:
    """The token inside the words whose head lies outside them."""
    index = bisect.bisect_left(tokens, span.start, key=lambda token: token.span.stop - 1)
    while index < len(tokens) and tokens[index].span.start < span.stop:
        head = tokens[index].head
        if head < 0 or not span.overlaps(tokens[head].span):
            return index
        index += 1
    return None


def governing_verb(tokens: tuple[Token, ...], index: int) -> int | None:
    """The nearest verb or copular predicate above a token; None within `STEPS` steps or at the root."""
    for _ in range(STEPS):
        index = tokens[index].head
        if index < 0:
            return None
        if tokens[index].upos in _VERBAL:
            return index
    return None


def tense_of(annotated: Annotated, verb: int) -> Lean | None:
    """The tense of a verb: by its auxiliaries first, else by its own form; None for a bare infinitive or noun."""
    tokens = annotated.tokens
    auxiliaries = _auxiliaries(annotated, verb)
    if any(tokens[each].lemma.lower() in _FUTURE for each in auxiliaries):
        return Lean.FUTURE
    if any(tokens[each].lemma.lower() == "have" and "Tense=Pres" in tokens[each].feats for each in auxiliaries):
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
