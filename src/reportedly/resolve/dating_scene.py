"""What claims are dated by: the parse, the times that the document names, the claims' heads and their tense."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportedly.records import Annotated, Claim, TimeMention, Token
from reportedly.resolve.time_grammar import Lean
from reportedly.resolve.time_parse import tense_of
from reportedly.spans import Span

CLIMB = 12
OWN_TENSE = "its own tense"
NO_VERB = "no verb of its own"
_FINITE_BELOW = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "csubj", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document as dating sees it.

    Attributes:
        heads: The token of each claim's head, by the claim's number; absent where the parse has none.
        places: The token of each mention.
    """

    annotated: Annotated
    mentions: tuple[TimeMention, ...]
    heads: Mapping[int, int] = field(repr=False)
    places: tuple[int | None, ...] = field(repr=False)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the document."""
        return self.annotated.tokens

    @property
    def today(self) -> str | None:
        """The day of the document."""
        published = self.annotated.document.published
        return published[:10] if published else None

    def is_bounded(self, mention: int) -> bool:
        """Whether a mention has a bound."""
        return self.mentions[mention].begin is not None or self.mentions[mention].finish is not None

    def above(self, index: int | None) -> Iterator[int]:
        """A token and those above it in its tree, as far as times are looked for."""
        for _ in range(CLIMB):
            if index is None or index < 0:
                return
            yield index
            index = self.tokens[index].head

    def sentence(self, at: int) -> int:
        """Number of the sentence that holds a code point."""
        return bisect_right(self.annotated.sentences, at, key=lambda each: each.span.start) - 1


def scene_of(claims: tuple[Claim, ...], annotated: Annotated, mentions: tuple[TimeMention, ...]) -> Scene:
    """The document with its mentions and the claims' heads, each found in the parse."""
    heads = {number: token_in(annotated, claim.head) for number, claim in enumerate(claims)}
    return Scene(
        annotated=annotated,
        mentions=mentions,
        heads={number: index for number, index in heads.items() if index is not None},
        places=tuple(token_in(annotated, mention.span) for mention in mentions),
    )


def token_in(annotated: Annotated, span: Span) -> int | None:
    """The token of a span that governs the others in it; None where no token stands there."""
    tokens = annotated.tokens
    index = bisect_left(tokens, span.start + 1, key=lambda token: token.span.stop)
    first = index
    while index < len(tokens) and tokens[index].span.start < span.stop:
        head = tokens[index].head
        if tokens[index].upos != "PUNCT" and (head < 0 or not tokens[head].span.overlaps(span)):
            return index
        index += 1
    return first if first < index else None


def holds(claim: Claim, span: Span) -> bool:
    """Whether the words of a claim share letters with a span."""
    return any(part.overlaps(span) for part in claim.content)


def told_tense(scene: Scene, claim: Claim, number: int) -> tuple[Lean | None, str]:
    """The tense that the claim is told in: its predicate's, its relative clause's, else that of the clause above it."""
    index = scene.heads.get(number)
    if index is None:
        return None, NO_VERB
    own = tense_of(scene.annotated, index) or _relative_tense(scene, claim, index)
    if own is not None:
        return own, OWN_TENSE
    if scene.tokens[index].upos in _NOUNS:
        return None, NO_VERB
    return _tense_above(scene, index)


def _tense_above(scene: Scene, index: int) -> tuple[Lean | None, str]:
    """The tense of the nearest clause above that has one."""
    for each in scene.above(index):
        lean = tense_of(scene.annotated, each)
        if lean is not None:
            return lean, "the tense of the clause above it"
        if scene.tokens[each].deprel.split(":")[0] not in _FINITE_BELOW:
            break
    return None, NO_VERB


def _relative_tense(scene: Scene, claim: Claim, index: int) -> Lean | None:
    """The tense of a relative clause that the claim's words hold: "foreign armies that are …"."""
    tokens = scene.tokens
    for child in range(index + 1, min(len(tokens), index + CLIMB)):
        if tokens[child].head == index and tokens[child].deprel == "acl:relcl" and holds(claim, tokens[child].span):
            return tense_of(scene.annotated, child)
    return None


def is_pluperfect(scene: Scene, index: int) -> bool:
    """Whether a verb is told as earlier than what is told around it: "had left"."""
    near = scene.tokens[max(0, index - CLIMB) : index]
    return any(token.head == index and token.lemma == "have" and "Tense=Past" in token.feats for token in near)
