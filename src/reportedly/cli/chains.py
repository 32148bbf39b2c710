"""Chains of holders, drawn as a line of people from the one nearest to the claim to the document."""

from collections.abc import Sequence

from reportedly.cli.console import shortened
from reportedly.phrases import BASIS, LINK
from reportedly.records import Holder
from reportedly.vocabulary import Anonymity, Basis, SourceKind

ARROW = " → "
NOBODY = "somebody whom the text does not name"
LABEL = 60
# What a description may have at its edges and a line of people does not want.
EDGE = " ,;:"


def chain_line(chain: Sequence[Holder], *, document: str = "this document") -> str:
    """The chain on one line: `residents (group) → a representative (not named, on request) → this document`."""
    return ARROW.join(link_words(holder, document=document) for holder in chain)


def link_words(holder: Holder, *, document: str = "this document") -> str:
    """One link: its label, shortened, and in brackets how far it is identified and whether context put it here."""
    if is_document(holder):
        return document
    notes = [note for note in (LINK[holder.anonymity], "from context" if holder.inferred else "") if note]
    return label_of(holder) + (f" ({'; '.join(notes)})" if notes else "")


def label_of(holder: Holder, *, width: int = LABEL) -> str:
    """The name or description of a holder, at most `width` characters."""
    if is_document(holder):
        return "the article itself"
    nameless = not holder.label.strip() or (holder.anonymity is Anonymity.NONE_STATED and holder.who is None)
    return NOBODY if nameless else shortened(holder.label.strip(EDGE), width)


def knowing_words(chain: Sequence[Holder]) -> str:
    """How the nearest holder is said to know; empty where the words do not say."""
    return "" if chain[0].basis is Basis.UNSTATED else BASIS[chain[0].basis]


def is_document(holder: Holder) -> bool:
    """Whether this link is the document, the only one that speaks in the article's own voice."""
    return holder.kind is SourceKind.DOCUMENT and holder.who is None
