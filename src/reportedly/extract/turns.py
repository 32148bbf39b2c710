"""Turns of a transcript: paragraphs that open with whoever speaks and a colon, as radio and interviews are printed."""

import re
from collections import Counter
from collections.abc import Iterator

from reportedly.extract.frames import Frame
from reportedly.extract.quotations import PARAGRAPH
from reportedly.extract.tree import Tree
from reportedly.lexicon import load_lexicon
from reportedly.spans import Span
from reportedly.vocabulary import NameKind

LABEL = re.compile(r"[\"“”«]?(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s+(?=\S)")
TURNS = 2  # one label with a colon may be a heading


def turns(tree: Tree) -> tuple[Frame, ...]:
    """A frame for each turn; none where fewer than two paragraphs are turns."""
    found = tuple(_turns(tree))
    return found if len(found) >= TURNS else ()


def _turns(tree: Tree) -> Iterator[Frame]:
    """Paragraphs that open with a person's name, or a word for a speaker, and a colon; also inside a quotation."""
    labels = [(paragraph, LABEL.match(tree.text, *paragraph.span())) for paragraph in PARAGRAPH.finditer(tree.text)]
    shouted = Counter(label["who"] for _, label in labels if label is not None and label["who"].isupper())
    for paragraph, label in labels:
        if label is None:
            continue
        if shouted[label["who"]] < TURNS and not _speaks(tree, Span(*label.span("who"))):
            continue
        who = tree.within(Span(*label.span("who")))
        said = tree.within(Span(label.end(), paragraph.end()))
        if who and said:
            yield Frame(cue=(), head=None, source=tuple(who), content=frozenset(said), rule="turn:announced")


def _speaks(tree: Tree, label: Span) -> bool:
    """Whether a label names a person or says that somebody speaks: not "Source:", "Note:" or "Update:"."""
    if label.of(tree.text).split()[-1].lower() in load_lexicon("turn_speakers").entries:
        return True
    return any(n.kind is NameKind.PERSON and n.span.overlaps(label) for n in tree.annotated.names)
