"""What a release would hold: what leaves, what is general and why, what is held back, and what may lead to somebody.

The claims are made by the very function that the release is written from, with the same key.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import Wanted
from reportedly.protect.descriptors import DescriptorWarning, gathered, warnings_of
from reportedly.protect.policies import load_policy
from reportedly.protect.releases import held_back, stream_claims
from reportedly.protect.views import ClaimView, HeldBack, Occasion
from reportedly.vocabulary import Audience, Handling

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGeneral:
    """Claims that leave with something made general, and why."""

    because: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a release would hold.

    Attributes:
        handling: How far the recipient may pass it on; None says it row by row.
        goes: The first claims, exactly as they would be written under the same key.
        claims: How many claims would be written.
        documents: How many documents they come from.
        general: What of them is made general, with the number of claims.
        held: What would be held back, and why.
        warnings: Descriptions that leave and may lead to somebody, with more general words for them.
    """

    audience: Audience
    handling: Handling | None
    goes: tuple[ClaimView, ...]
    claims: int
    documents: int
    general: tuple[MadeGeneral, ...]
    held: tuple[HeldBack, ...]
    warnings: tuple[DescriptorWarning, ...]


def preview(ledger: Ledger, wanted: Wanted, occasion: Occasion, *, shown: int = SHOWN) -> Preview:
    """What `stream_claims` would give for the same question and occasion.

    Give the release the occasion's key, and its ids are those of the preview. A preview is logged like any view.

    Raises:
        UsageError: A day is none.
        NotInLedgerError: There is no such incident.
    """
    goes: list[ClaimView] = []
    documents: set[str] = set()
    general: Counter[str] = Counter()
    warnings: list[DescriptorWarning] = []
    number = 0
    for view in stream_claims(ledger, wanted, occasion):
        number += 1
        if number <= shown:
            goes.append(view)
        documents.add(view.document.id)
        general.update(set(made_general(view)))
        warnings += warnings_of(view)
    return Preview(
        audience=occasion.audience,
        handling=load_policy(occasion.audience).handling,
        goes=tuple(goes),
        claims=number,
        documents=len(documents),
        general=tuple(MadeGeneral(because=reason, claims=count) for reason, count in sorted(general.items())),
        held=held_back(ledger, replace(wanted, limit=None), occasion),
        warnings=gathered(warnings),
    )


def made_general(view: ClaimView) -> Iterator[str]:
    """What of a claim is shown in general only, one reason each."""
    if any(each.withheld for each in view.chain):
        yield "a source is withheld: a general description stands in its place"
    if not view.verbatim:
        yield "words are withheld, or names in them are"
    if view.document.withheld:
        yield "the document has a withheld source: no address, title or offset leads to it"
    if any(each.generalised and each.lat is None for each in view.places):
        yield "a place is told by its province or country only, without a point"
    elif any(each.generalised for each in view.places):
        yield "points are rounded"
