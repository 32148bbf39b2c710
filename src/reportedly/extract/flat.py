"""The flat attribution layer of a document, written from the frames that the claims' chains are built of."""

from collections.abc import Sequence

from reportedly.extract.frames import Frame
from reportedly.extract.propositions import EDGE_MARKS
from reportedly.extract.tree import Tree
from reportedly.records import Attribution
from reportedly.spans import Span, trimmed


def flat_attributions(tree: Tree, frames: Sequence[Frame]) -> tuple[Attribution, ...]:
    """One attribution for each frame, in the order of their first words."""
    made = [
        Attribution(source=_spans(tree, frame.source), cue=_spans(tree, frame.cue), content=_spans(tree, frame.content))
        for frame in frames
        if frame.content
    ]
    return tuple(sorted(made, key=_place))


def _spans(tree: Tree, tokens: Sequence[int] | frozenset[int]) -> tuple[Span, ...]:
    """The words without blanks and commas at their edges."""
    parts = (trimmed(part, tree.text, ",;: \n\t") for part in tree.spans(tokens))
    return tuple(part for part in parts if part.length > 0 and trimmed(part, tree.text, EDGE_MARKS).length > 0)


def _place(attribution: Attribution) -> tuple[int, int]:
    """Where an attribution begins."""
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    return min(part.start for part in parts), max(part.stop for part in parts)
