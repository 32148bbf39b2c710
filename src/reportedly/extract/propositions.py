"""The units that claims are made of: one proposition for each thing that a text asserts."""

from dataclasses import dataclass, field
from enum import StrEnum

from reportedly.spans import Span


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
