"""Which links of a document's chains are the same source: within the document only, never across documents."""

import functools
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.records import Holder
from reportedly.spans import Span
from reportedly.vocabulary import SourceKind

Chosen = Callable[[Holder], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSet:
    """Some sources of one document.

    Attributes:
        numbers: Their numbers, each within the reading that gave it.
        labels: Their folded names and descriptions.
        words: Where the document names them.
    """

    numbers: frozenset[tuple[str, int]] = frozenset()
    labels: frozenset[str] = frozenset()
    words: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.numbers or self.labels or self.words)

    def has(self, holder: Holder, reading: str) -> bool:
        """Whether the link is one of these sources; two sources that are described alike count as one, to be safe."""
        if holder.kind is SourceKind.DOCUMENT or not self:
            return False
        if holder.entity is not None and (reading, holder.entity) in self.numbers:
            return True
        if folded(holder.label) in self.labels:
            return True
        return holder.who is not None and any(holder.who.overlaps(span) for span in self.words)


def sources_like(document: LiveDocument, chosen: Chosen) -> SourceSet:
    """The sources that are chosen in some link, with every other link that speaks of the same ones."""
    found = SourceSet()
    while True:
        links = [
            (holder, claim.reading)
            for claim in document.claims
            for holder in links_of(claim)
            if holder.kind is not SourceKind.DOCUMENT and (chosen(holder) or found.has(holder, claim.reading))
        ]
        wider = SourceSet(
            numbers=frozenset((reading, holder.entity) for holder, reading in links if holder.entity is not None),
            labels=frozenset(label for holder, _ in links if (label := folded(holder.label))),
            words=tuple(sorted({holder.who for holder, _ in links if holder.who is not None})),
        )
        if wider == found:
            return found
        found = wider


def links_of(claim: LiveClaim) -> Iterator[Holder]:
    """Every link of the claim's chain and of the other chains that its words allow."""
    yield from claim.claim.chain
    for other in claim.claim.alternatives:
        yield from other.chain


@functools.lru_cache(maxsize=16_384)
def folded(words: str) -> str:
    """The words without case, accents, invisible characters and double spaces: `Kunduz` is found as `kundúz`."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    if not plain.isascii():
        plain = "".join(
            each for each in plain if not unicodedata.combining(each) and unicodedata.category(each) != "Cf"
        )
    return " ".join(plain.split())
