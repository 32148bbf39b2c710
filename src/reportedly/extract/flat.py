"""The flat attribution layer of a document, written from the frames that the claims' chains are built of.

Flat means: one source, one cue, one content each, and none inside another, as PolNeAR marks them. A frame that the
language model saw too is written with the model's bounds, which follow that corpus, and with the quotations that run on
from it; a frame of the parse alone with its own, unless it stands inside what another frame attributes: that one is a
link of a chain and no attribution of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.extract.frames import Frame
from reportedly.extract.phrases import RELATIVE
from reportedly.extract.propositions import EDGE_MARKS
from reportedly.extract.tree import Tree
from reportedly.records import Attribution
from reportedly.spans import Span, trimmed


def flat_attributions(tree: Tree, frames: Sequence[Frame]) -> tuple[Attribution, ...]:
    """The attributions in the order of their first words, each once."""
    made = dict.fromkeys(one for frame in frames for one in _written(tree, frame, frames) if one.content)
    return tuple(sorted(made, key=_place))


def _written(tree: Tree, frame: Frame, frames: Sequence[Frame]) -> Iterator[Attribution]:
    """One frame as attributions: the model's, or its own."""
    if frame.modelled and not frame.rule.startswith("quotation:"):
        own = _spans(tree, frame.source)
        for one in frame.modelled:
            agrees = not own or any(part.overlaps(mine) for part in one.source for mine in own)
            yield one if agrees or _is_relative(tree, one) else replace(one, source=own)
    elif frame.modelled or not _is_nested(frame, frames):
        yield Attribution(
            source=_spans(tree, frame.source), cue=_spans(tree, frame.cue), content=_spans(tree, frame.content)
        )


def _is_relative(tree: Tree, attribution: Attribution) -> bool:
    """Whether its source is a relative pronoun, which the corpus marks as such; a chain has whom it stands for."""
    return [part.of(tree.text).lower() in RELATIVE for part in attribution.source] == [True]


def _is_nested(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a frame stands inside what another one attributes."""
    return bool(frame.cue) and any(frame.cue[0] in other.content for other in frames if other is not frame)


def _spans(tree: Tree, tokens: Sequence[int] | frozenset[int]) -> tuple[Span, ...]:
    """The words without blanks and commas at their edges."""
    parts = (trimmed(part, tree.text, ",;: \n\t") for part in tree.spans(tokens))
    return tuple(part for part in parts if part.length > 0 and trimmed(part, tree.text, EDGE_MARKS).length > 0)


def _place(attribution: Attribution) -> tuple[int, int]:
    """Where an attribution begins."""
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    return min(part.start for part in parts), max(part.stop for part in parts)
