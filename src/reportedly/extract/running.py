"""Speech that runs over paragraphs whose quotation marks are missing.

Papers repeat the opening mark at each paragraph of a long quotation; copies of them lose marks. A quotation that was
opened and never closed runs on over paragraphs without marks, and one that was closed and never opened began before,
as long as nobody is said to speak in between and somebody in these paragraphs speaks in the first person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.extract.frames import Frame
from reportedly.extract.quotations import MARK, PARAGRAPH, Quotation
from reportedly.extract.sources import FIRST_PERSON, is_first_person
from reportedly.extract.tree import Tree
from reportedly.spans import Span


def run_on(tree: Tree, quotations: Sequence[Quotation], frames: Sequence[Frame]) -> tuple[Quotation, ...]:
    """The quotations, each lengthened over the unmarked paragraphs that go on with it."""
    paragraphs = [Span(*match.span()) for match in PARAGRAPH.finditer(tree.text)]
    spoken = {_number(paragraphs, place) for place in _cues(tree, frames)}
    bare = [MARK.search(tree.text, *paragraph) is None for paragraph in paragraphs]
    free = [is_bare and number not in spoken for number, is_bare in enumerate(bare)]
    personal = [is_bare and _is_personal(tree, paragraph) for paragraph, is_bare in zip(paragraphs, bare, strict=True)]
    return tuple(_lengthened(quotation, paragraphs, free, personal) for quotation in quotations)


def _cues(tree: Tree, frames: Sequence[Frame]) -> Iterable[int]:
    """Where somebody else than the speaker is said to say something."""
    return (tree.tokens[frame.cue[0]].span.start for frame in frames if frame.cue and not is_first_person(tree, frame))


def _number(paragraphs: Sequence[Span], place: int) -> int:
    """The paragraph that a place in the text belongs to."""
    return next((number for number, span in enumerate(paragraphs) if span.start <= place < span.stop), -1)


def _is_personal(tree: Tree, paragraph: Span) -> bool:
    """Whether somebody speaks in the first person."""
    return any(tree.words[index] in FIRST_PERSON for index in tree.within(paragraph))


def _lengthened(
    quotation: Quotation, paragraphs: Sequence[Span], free: Sequence[bool], personal: Sequence[bool]
) -> Quotation:
    """One quotation with the paragraphs that it runs on over, or that it began in."""
    own = _number(paragraphs, quotation.span.start)
    if quotation.closed or own < 0:
        return quotation
    paragraph = paragraphs[own]
    if quotation.span.stop >= paragraph.stop:
        last = _reach(range(own + 1, len(paragraphs)), free, personal)
        return quotation if last is None else replace(quotation, span=Span(quotation.span.start, paragraphs[last].stop))
    first = _reach(range(own - 1, -1, -1), [one or two for one, two in zip(free, personal, strict=True)], personal)
    return quotation if first is None else replace(quotation, span=Span(paragraphs[first].start, quotation.span.stop))


def _reach(numbers: Iterable[int], free: Sequence[bool], personal: Sequence[bool]) -> int | None:
    """The farthest first-person paragraph that can be reached over paragraphs free of marks and cues."""
    farthest = None
    for number in numbers:
        if not free[number]:
            break
        if personal[number]:
            farthest = number
    return farthest
