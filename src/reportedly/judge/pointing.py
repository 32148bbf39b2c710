"""Claims that a reviewer makes by pointing at words: one that was missed, one that is several, several that are one."""

import itertools
from dataclasses import dataclass, replace

from reportedly.errors import UsageError
from reportedly.judge.claims import Made, check_seen, check_spans, judgement_of, live_claim
from reportedly.ledger.decisions import append_about_document, append_together
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.records import (
    DOCUMENT_HOLDER,
    Addition,
    Claim,
    Correction,
    DatedTo,
    Holder,
    Judgement,
    PlaceReading,
    Ruling,
    TimeReading,
)
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, Basis, Decision, Kind, Mode, PlaceRole, PlaceStatus, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A claim that the machine missed, by where its words stand.

    Attributes:
        words: The words of the claim.
        source: Where the document names the nearest holder; None for the article's own voice.
        cue: The words that mark the attribution.
    """

    words: Span
    type: str
    kind: Kind = Kind.EVENT
    source: Span | None = None
    cue: Span | None = None
    source_kind: SourceKind = SourceKind.PERSON
    anonymity: Anonymity = Anonymity.NAMED
    basis: Basis = Basis.UNSTATED


def add_pointed(
    ledger: Ledger, document: str, pointed: Pointed, ruling: Ruling, *, seen: str | None = None
) -> tuple[str, str]:
    """Add a claim that was missed; the ids of the judgement and of the claim.

    Places and times that the machine read within its words become those of the claim.

    Raises:
        NotInLedgerError: The ledger holds no such document, or several that begin like it.
        StaleError: Somebody decided about the document since `seen`.
        UsageError: A span lies outside the text, or the claim is live already.
    """
    made: list[str] = []

    def draft(live: LiveDocument, target: str) -> Judgement:
        del target
        check_seen(live.version, seen)
        spans = (pointed.words, *(each for each in (pointed.source, pointed.cue) if each is not None))
        check_spans(spans, live)
        addition = _addition(_claim(pointed, live), live)
        made.append(addition.claim.id)
        return added(addition, live, ruling)

    judgement = append_about_document(ledger, document, draft)
    return judgement, made[-1]


def added(addition: Addition, live: LiveDocument, ruling: Ruling) -> Judgement:
    """The judgement that adds a claim.

    Raises:
        UsageError: It is live already.
    """
    if any(each.id == addition.claim.id for each in live.claims):
        raise UsageError("a claim with these words and this source is there already; accept or correct it")
    made = Made(addition=addition)
    return judgement_of(Decision.ADD, (live, addition.claim.id), ruling, made, live.latest.fingerprint)


def _claim(pointed: Pointed, live: LiveDocument) -> Claim:
    """The claim that is pointed at."""
    document = live.latest.report.document
    chain: tuple[Holder, ...] = (DOCUMENT_HOLDER,)
    if pointed.source is not None:
        nearest = Holder(
            who=pointed.source,
            cue=pointed.cue,
            label=pointed.source.of(document.text),
            kind=pointed.source_kind,
            anonymity=pointed.anonymity,
            basis=pointed.basis,
        )
        chain = (nearest, DOCUMENT_HOLDER)
    return Claim(
        document=document.id,
        content=(pointed.words,),
        head=pointed.words,
        kind=pointed.kind,
        type=pointed.type,
        chain=chain,
        mode=Mode.NARRATOR if pointed.source is None else Mode.INDIRECT,
    )


def _addition(claim: Claim, live: LiveDocument) -> Addition:
    """The claim with the places and times that stand within its words."""
    mentions = live.latest.report.mentions
    return Addition(
        claim=claim,
        places=tuple(
            PlaceReading(role=PlaceRole.AT, mention=each)
            for each in mentions.places
            if each.status is not PlaceStatus.NOT_A_PLACE and _is_in(each.span, claim)
        ),
        times=tuple(
            TimeReading(
                dated=DatedTo(
                    mention=None,
                    begin=each.begin,
                    finish=each.finish,
                    precision=each.precision,
                    because="it stands within the words of the claim",
                ),
                mention=each,
            )
            for each in mentions.times
            if _is_in(each.span, claim)
        ),
    )


def _is_in(span: Span, claim: Claim) -> bool:
    """Whether the words stand within those of the claim."""
    return any(part.contains(span) for part in claim.content)


def divide(
    ledger: Ledger, claim: str, parts: tuple[Span, ...], ruling: Ruling, *, seen: str | None = None
) -> tuple[str, ...]:
    """The claim is several: it keeps the first part, and each further part becomes a claim of the same source.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        StaleError: Somebody decided about it since `seen`.
        UsageError: There are not two parts or more, they overlap, or one lies outside the text.
    """
    if len(parts) < 2:  # noqa: PLR2004 - one part is no division
        raise UsageError("name the words of two parts or more")
    ordered = sorted(parts)
    if any(left.overlaps(right) for left, right in itertools.pairwise(ordered)):
        raise UsageError("the parts overlap")

    def draft(live: LiveDocument, target: str) -> tuple[Judgement, ...]:
        found = live_claim(live, target)
        check_seen(found.version, seen)
        check_spans(parts, live)
        rest = (added(_part(found, each), live, ruling) for each in parts[1:])
        return _corrected(live, found, Correction(content=parts[:1]), ruling), *rest

    return append_together(ledger, claim, draft)


def _part(claim: LiveClaim, words: Span) -> Addition:
    """One part of a claim, with the places, times and participants that stand in it."""
    whole = claim.claim
    participants = tuple(each for each in whole.participants if words.contains(each.span))
    kept = replace(
        whole,
        content=(words,),
        head=words,
        alternatives=(),
        about=(),
        participants=participants,
        quantities=tuple(each for each in whole.quantities if words.contains(each.span)),
        control=(),
        reasons=(),
    )
    return Addition(
        claim=kept,
        places=tuple(each for each in claim.places if words.contains(each.mention.span)),
        times=tuple(each for each in claim.times if each.mention is None or words.contains(each.mention.span)),
        actors=tuple(each for each in claim.actors if words.contains(each.span)),
    )


def unite(
    ledger: Ledger, claims: tuple[str, ...], ruling: Ruling, *, seen: tuple[str | None, ...] = ()
) -> tuple[str, ...]:
    """These claims of one document are one: the first takes the words of all, and the others are rejected.

    Raises:
        NotInLedgerError: No live claim has an id, or several begin like it.
        StaleError: Somebody decided about one since it was seen.
        UsageError: They are not two or more claims of one document.
    """
    if len(set(claims)) < 2:  # noqa: PLR2004 - one alone is united with nothing
        raise UsageError("name two claims or more")
    versions = (*seen, *(None for _ in claims[len(seen) :]))

    def draft(live: LiveDocument, target: str) -> tuple[Judgement, ...]:
        first = live_claim(live, target)
        others = tuple(_named(live, each) for each in claims[1:])
        for found, version in zip((first, *others), versions, strict=True):
            check_seen(found.version, version)
        content = _joined(tuple(span for each in (first, *others) for span in each.claim.content))
        rejected = (judgement_of(Decision.REJECT, (live, each.id), ruling, reading=each.reading) for each in others)
        return _corrected(live, first, Correction(content=content), ruling), *rejected

    return append_together(ledger, claims[0], draft)


def _named(live: LiveDocument, given: str) -> LiveClaim:
    """The claim of this document that the id, or the beginning of one, names."""
    start = given if given.startswith("sha256:") else f"sha256:{given}"
    found = [each for each in live.claims if each.id.startswith(start)]
    if len(found) != 1:
        raise UsageError("only claims of one document can be one claim; merge incidents for claims of several")
    return found[0]


def _corrected(live: LiveDocument, claim: LiveClaim, correction: Correction, ruling: Ruling) -> Judgement:
    """The judgement that corrects a claim."""
    return judgement_of(Decision.CORRECT, (live, claim.id), ruling, Made(correction=correction), claim.reading)


def _joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same words as spans in order, of which none overlaps another."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].stop:
            joined[-1] = Span(joined[-1].start, max(joined[-1].stop, span.stop))
        else:
            joined.append(span)
    return tuple(joined)
