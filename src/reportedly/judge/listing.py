"""Lists of a claim that a reviewer gives anew: the links of its chain, who takes part, its numbers.

Each member is one that stands, by its `number` in the claim, or one that was missed, which needs words of the document.
What the list leaves out goes, and the order is that of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from reportedly.errors import UsageError
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.records import DOCUMENT_HOLDER, ActorReading, Holder, Participant, Quantity
from reportedly.spans import Span
from reportedly.vocabulary import ActorRole, Anonymity, Basis, Operator, Quantifier, QuantityOf, SourceKind

Member = TypeVar("Member", Holder, Participant, Quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPick:
    """One link of a chain, nearest first; None leaves what was read of the link with this number.

    Attributes:
        words: Where the document names the source.
        label: Its name or description, where no words of the document are pointed at.
    """

    number: int | None = None
    words: Span | None = None
    label: str | None = field(default=None, repr=False)
    kind: SourceKind | None = None
    anonymity: Anonymity | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPick:
    """One participant.

    Attributes:
        number: Which of the claim's, whose words and reading stay where no others are given.
        id: Who is meant, where the actor table knows it.
    """

    role: ActorRole
    number: int | None = None
    words: Span | None = None
    quantifier: Quantifier | None = None
    group: int = 0
    operator: Operator = Operator.AND
    id: str | None = None
    name: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityPick:
    """One number that the claim gives; `number` says which of the claim's quantities, whose words stay."""

    of: QuantityOf
    number: int | None = None
    words: Span | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None


def chain_of(picks: Sequence[LinkPick], claim: LiveClaim, text: str) -> tuple[Holder, ...]:
    """The links as they are read now, with the document at the end; none is the article's own voice."""
    known = claim.claim.chain[:-1]
    return (*(_link(each, _numbered(each.number, known, "source"), text) for each in picks), DOCUMENT_HOLDER)


def _link(pick: LinkPick, before: Holder | None, text: str) -> Holder:
    """One link; one that nothing is said of stays as it was read, guessed or not."""
    if before is not None and replace(pick, number=None) == LinkPick():
        return before
    return link_of(pick, before, text)


def link_of(pick: LinkPick, before: Holder | None, text: str) -> Holder:
    """The link as a reviewer reads it.

    Raises:
        UsageError: It is a new one, and nothing says who it is.
    """
    label = pick.label if pick.words is None else pick.words.of(text)
    if before is None and not label:
        raise UsageError("point at the words for the source that was missed, or give its name")
    known = before or Holder(who=None, cue=None, label="", kind=SourceKind.PERSON, anonymity=Anonymity.NAMED)
    is_new = label is not None
    return replace(
        known,
        who=pick.words if is_new else known.who,
        label=label if label is not None else known.label,
        kind=pick.kind or known.kind,
        anonymity=pick.anonymity or known.anonymity,
        basis=pick.basis or known.basis,
        party=None if is_new else known.party,
        entity=None if is_new else known.entity,
        inferred=False,
    )


def participants_of(
    picks: Sequence[ActorPick], claim: LiveClaim, document: LiveDocument
) -> tuple[tuple[Participant, ...], tuple[ActorReading, ...]]:
    """Who takes part, with one reading each of who is meant."""
    found = tuple((_participant(each, claim), each) for each in picks)
    return tuple(each for each, _ in found), tuple(_meant(*each, claim, document) for each in found)


def _participant(pick: ActorPick, claim: LiveClaim) -> Participant:
    """One participant as the reviewer reads it."""
    before = _numbered(pick.number, claim.claim.participants, "participant")
    return Participant(
        role=pick.role,
        span=_words(pick.words, before.span if before else None, "participant"),
        quantifier=pick.quantifier,
        group=pick.group,
        operator=pick.operator,
    )


def _meant(participant: Participant, pick: ActorPick, claim: LiveClaim, document: LiveDocument) -> ActorReading:
    """Who is meant: what the reviewer says, else what was read of these words, here or elsewhere in the document."""
    span = participant.span
    if pick.id is not None or pick.name is not None:
        return ActorReading(span=span, id=pick.id, name=pick.name)
    standing = next((each for each in claim.actors if each.span == span), None)
    if standing is not None:
        return standing
    mention = next((each for each in document.latest.report.mentions.actors if each.span.overlaps(span)), None)
    return ActorReading(span=span, id=mention.id if mention else None, name=mention.name if mention else None)


def quantities_of(picks: Sequence[QuantityPick], claim: LiveClaim) -> tuple[Quantity, ...]:
    """The numbers as the reviewer reads them."""
    return tuple(_quantity(each, claim) for each in picks)


def _quantity(pick: QuantityPick, claim: LiveClaim) -> Quantity:
    """One number."""
    before = _numbered(pick.number, claim.claim.quantities, "quantity")
    low, best, high = pick.low, pick.best, pick.high
    known = [each for each in (low, best, high) if each is not None]
    if known != sorted(known):
        raise UsageError("of a quantity the lowest reading comes first, and the highest last")
    return Quantity(
        of=pick.of,
        span=_words(pick.words, before.span if before else None, "quantity"),
        low=low,
        best=best,
        high=high,
    )


def _words(words: Span | None, before: Span | None, what: str) -> Span:
    """The words that the reviewer points at, else those that stand."""
    found = words or before
    if found is None:
        raise UsageError(f"point at the words of the {what} that was missed")
    return found


def _numbered(number: int | None, members: Sequence[Member], what: str) -> Member | None:
    """The member that stands, by its number; None for one that was missed."""
    if number is None:
        return None
    if not 0 <= number < len(members):
        raise UsageError(f"the claim has no {what} number {number}")
    return members[number]
