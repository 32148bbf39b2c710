"""One claim where it stands: who says it, in which report, of which outlet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from reportedly.ledger import LiveClaim, LiveDocument
from reportedly.ledger.sources import folded
from reportedly.records import Holder
from reportedly.vocabulary import ClaimStatus, SourceKind

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Testimony:
    """A live claim together with what is live of its document; equal to itself alone, and so cheap to look up."""

    claim: LiveClaim
    document: LiveDocument = field(repr=False)

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def text(self) -> str:
        """The text that the claim's spans refer to."""
        return self.document.latest.report.document.text

    @property
    def report(self) -> str:
        """The document's id."""
        return self.document.latest.report.document.id

    @property
    def published(self) -> str | None:
        """The day of publication."""
        return self.document.latest.report.document.published

    @property
    def outlet(self) -> str | None:
        """Who published it, folded: the publisher as given, else the host of the address; None where unknown."""
        document = self.document.latest.report.document
        if document.publisher:
            return name_key(document.publisher)
        host = urlsplit(document.url or "").hostname
        return host.removeprefix("www.") if host else None

    @property
    def words(self) -> str:
        """The words of the claim, folded."""
        return folded(" ".join(part.of(self.text) for part in self.claim.claim.content))

    @property
    def links(self) -> tuple[Holder, ...]:
        """The chain without the document at its end, nearest first."""
        return self.claim.claim.chain[:-1]


def name_key(words: str) -> str:
    """A name as it is compared: folded, without an article before it."""
    return _ARTICLE.sub("", folded(words))


def testimonies(documents: Iterable[LiveDocument]) -> Iterator[Testimony]:
    """Every live claim of these documents that no reviewer rejected."""
    for document in documents:
        for claim in document.claims:
            if claim.status is not ClaimStatus.REJECTED:
                yield Testimony(claim=claim, document=document)


def is_outlet(holder: Holder) -> bool:
    """Whether the link is an outlet or a document, which pass on what others say."""
    return holder.kind in {SourceKind.OUTLET, SourceKind.DOCUMENT}
