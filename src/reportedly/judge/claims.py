"""What people decide about one claim or one document.

A claim is given by its id or by a beginning of it that fits one live claim. A claim that somebody judged stays live
through later readings. `seen` is the version of the claim or document that the reviewer had in view: where somebody
decided about it since, nothing is appended. None decides whatever others decided.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reportedly.errors import StaleError, UsageError
from reportedly.ledger.decisions import append_about_claim, append_about_document, append_about_judgement
from reportedly.ledger.live import LiveClaim, LiveDocument, corrected
from reportedly.ledger.opening import Ledger
from reportedly.ledger.sources import sources_like
from reportedly.records import (
    DOCUMENT_HOLDER,
    Addition,
    Claim,
    Correction,
    Document,
    Grade,
    Holder,
    Judgement,
    Redaction,
    Ruling,
)
from reportedly.spans import Span
from reportedly.vocabulary import Anonymity, Basis, Decision, Kind, Mode, Sensitivity, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A source, pointed at where it stands in a chain.

    Attributes:
        claim: Id of a live claim, or the beginning of one.
        place: Place in the claim's chain; 0 is the nearest holder.
    """

    claim: str
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A claim that the machine missed, as a reviewer describes it.

    Attributes:
        words: The words of the claim, as they stand in the document.
        type: What is asserted.
        source: The words for the nearest holder, as they stand in the document; None for the article's own voice.
    """

    words: str = field(repr=False)
    type: str
    kind: Kind = Kind.EVENT
    source: str | None = field(default=None, repr=False)
    source_kind: SourceKind = SourceKind.PERSON
    anonymity: Anonymity = Anonymity.NAMED
    basis: Basis = Basis.UNSTATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a decision carries besides its target and its signature."""

    correction: Correction | None = field(default=None, repr=False)
    addition: Addition | None = field(default=None, repr=False)
    grade: Grade | None = None
    redaction: Redaction | None = None
    comment: str | None = field(default=None, repr=False)
    notes: tuple[tuple[str, str], ...] = field(default=(), repr=False)


NOTHING = Made()


def accept(ledger: Ledger, claim: str, ruling: Ruling, *, seen: str | None = None) -> str:
    """The claim says what the document says.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        StaleError: Somebody decided about it since `seen`.
        UsageError: The ruling names no reviewer or no time.
    """
    return append_about_claim(ledger, claim, about_claim(Decision.ACCEPT, ruling, seen=seen))


def reject(ledger: Ledger, claim: str, ruling: Ruling, *, seen: str | None = None) -> str:
    """The document does not say this; the claim is kept and shown only where rejected ones are asked for.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        StaleError: Somebody decided about it since `seen`.
        UsageError: The ruling names no reviewer or no time.
    """
    return append_about_claim(ledger, claim, about_claim(Decision.REJECT, ruling, seen=seen))


def correct(ledger: Ledger, claim: str, correction: Correction, ruling: Ruling, *, seen: str | None = None) -> str:
    """The document says this, but some fields were misread; the claim's id stays.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        UsageError: Nothing is corrected, or a span lies outside the text.
        RecordError: The corrected claim breaks a rule of claims.
    """
    if correction == Correction():
        message = "the correction changes nothing; name the fields that were misread"
        raise UsageError(message)
    made = Made(correction=correction)
    return append_about_claim(
        ledger, claim, about_claim(Decision.CORRECT, ruling, made, check=check_correction, seen=seen)
    )


def add(ledger: Ledger, addition: Addition, ruling: Ruling) -> str:
    """A claim that the machine missed; its own id is that of `addition.claim`.

    Raises:
        NotInLedgerError: The ledger holds no such document.
        UsageError: A span lies outside the text, or the claim is live already.
    """

    def draft(document: LiveDocument, _: str) -> Judgement:
        check_spans(addition.claim.content, document)
        if any(each.id == addition.claim.id for each in document.claims):
            message = f"claim {addition.claim.id} is live already; accept or correct it"
            raise UsageError(message)
        made = Made(addition=addition)
        return judgement_of(Decision.ADD, (document, addition.claim.id), ruling, made, document.latest.fingerprint)

    return append_about_document(ledger, addition.claim.document, draft)


def add_words(ledger: Ledger, document: str, missed: Missed, ruling: Ruling) -> str:
    """A claim that the machine missed, given by the words that the document has for it.

    Raises:
        NotInLedgerError: The ledger holds no such document, or several that begin like it.
        UsageError: Words do not stand in the document, or stand there more than once.
    """

    def draft(live: LiveDocument, target: str) -> Judgement:
        addition = Addition(claim=_claim_of(missed, live.latest.report.document))
        if any(each.id == addition.claim.id for each in live.claims):
            raise UsageError(f"claim {addition.claim.id} is live already; accept or correct it")
        del target
        made = Made(addition=addition)
        return judgement_of(Decision.ADD, (live, addition.claim.id), ruling, made, live.latest.fingerprint)

    return append_about_document(ledger, document, draft)


def _claim_of(missed: Missed, document: Document) -> Claim:
    """The claim that a reviewer describes in words."""
    content = _found(missed.words, document.text)
    chain: tuple[Holder, ...] = (DOCUMENT_HOLDER,)
    if missed.source is not None:
        who = _found(missed.source, document.text)
        nearest = Holder(
            who=who,
            cue=None,
            label=who.of(document.text),
            kind=missed.source_kind,
            anonymity=missed.anonymity,
            basis=missed.basis,
        )
        chain = (nearest, DOCUMENT_HOLDER)
    mode = Mode.NARRATOR if missed.source is None else Mode.INDIRECT
    return Claim(
        document=document.id,
        content=(content,),
        head=content,
        kind=missed.kind,
        type=missed.type,
        chain=chain,
        mode=mode,
    )


def _found(words: str, text: str) -> Span:
    """Where the words stand, however they are set; the message never repeats them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []
    if len(found) != 1:
        many = (
            f"stand in the document {len(found)} times: give more of them" if found else "do not stand in the document"
        )
        raise UsageError(f"the words given {many}")
    return found[0]


def comment(ledger: Ledger, claim: str, text: str, ruling: Ruling, *, seen: str | None = None) -> str:
    """A remark about the claim, for the ledger's owner alone.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        UsageError: The remark is empty.
    """
    if not text.strip():
        message = "the comment is empty"
        raise UsageError(message)
    return append_about_claim(ledger, claim, about_claim(Decision.COMMENT, ruling, Made(comment=text), seen=seen))


def note(
    ledger: Ledger, claim: str, notes: tuple[tuple[str, str], ...], ruling: Ruling, *, seen: str | None = None
) -> str:
    """Values for fields of the readers' own, for the ledger's owner alone; an empty value takes one away.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        StaleError: Somebody decided about it since `seen`.
        UsageError: Nothing is noted, or a field has no name.
    """
    if not notes or any(not name.strip() for name, _ in notes):
        message = "name the fields that are noted"
        raise UsageError(message)
    return append_about_claim(ledger, claim, about_claim(Decision.NOTE, ruling, Made(notes=notes), seen=seen))


def grade(ledger: Ledger, claim: str, given: Grade, ruling: Ruling, *, seen: str | None = None) -> str:
    """The reviewer's Admiralty grade of the claim; the last one that stands counts.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
    """
    return append_about_claim(ledger, claim, about_claim(Decision.GRADE, ruling, Made(grade=given), seen=seen))


def redact_claim(
    ledger: Ledger, claim: str, sensitivity: Sensitivity, ruling: Ruling, *, seen: str | None = None
) -> str:
    """The claim is withheld from every audience whose policy does not allow this sensitivity.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
    """
    made = Made(redaction=Redaction(sensitivity=sensitivity))
    return append_about_claim(ledger, claim, about_claim(Decision.REDACT, ruling, made, seen=seen))


def redact_source(
    ledger: Ledger, source: Link, sensitivity: Sensitivity, ruling: Ruling, *, seen: str | None = None
) -> str:
    """A source is withheld wherever this document lets it speak: its name, its description, its words.

    Raises:
        NotInLedgerError: No live claim has this id, or several begin like it.
        UsageError: The link is the document, is not there, or no words of the document name it.
    """

    def draft(document: LiveDocument, claim: str) -> Judgement:
        found = live_claim(document, claim)
        check_seen(found.version, seen)
        words = _words_for(source.place, found, document)
        made = Made(redaction=Redaction(sensitivity=sensitivity, source=words))
        return judgement_of(Decision.REDACT, (document, document.latest.report.document.id), ruling, made)

    return append_about_claim(ledger, source.claim, draft)


def redact_document(
    ledger: Ledger, document: str, sensitivity: Sensitivity, ruling: Ruling, *, seen: str | None = None
) -> str:
    """The document with all its claims is withheld; it is given by its id, the beginning of it, or its source.

    Raises:
        NotInLedgerError: No document has it, or several do.
    """

    def draft(live: LiveDocument, target: str) -> Judgement:
        check_seen(live.version, seen)
        return judgement_of(Decision.REDACT, (live, target), ruling, Made(redaction=Redaction(sensitivity=sensitivity)))

    return append_about_document(ledger, document, draft)


def undo_single(ledger: Ledger, judgement: str, ruling: Ruling) -> str:
    """The judgement about a claim or document no longer counts; undoing an `undo` brings back what it took away.

    Raises:
        NotInLedgerError: No judgement has this id, or several begin like it.
        UsageError: It was taken back already.
    """

    def draft(document: LiveDocument, target: str) -> Judgement:
        return judgement_of(Decision.UNDO, (document, target), ruling, NOTHING)

    return append_about_judgement(ledger, judgement, draft)


def about_claim(
    decision: Decision,
    ruling: Ruling,
    made: Made = NOTHING,
    *,
    check: Callable[[LiveDocument, LiveClaim, Made], None] | None = None,
    seen: str | None = None,
) -> Callable[[LiveDocument, str], Judgement]:
    """A draft of a judgement about a live claim."""

    def draft(document: LiveDocument, target: str) -> Judgement:
        claim = live_claim(document, target)
        check_seen(claim.version, seen)
        if check is not None:
            check(document, claim, made)
        return judgement_of(decision, (document, target), ruling, made, claim.reading)

    return draft


def check_seen(version: str, seen: str | None) -> None:
    """Refuse a decision of somebody who saw another state than the present one.

    Raises:
        StaleError: Somebody decided about it since.
    """
    if seen is not None and seen != version:
        raise StaleError("somebody decided about this since you looked; your decision was not kept")


def live_claim(document: LiveDocument, claim: str) -> LiveClaim:
    """The live claim of this id."""
    return next(each for each in document.claims if each.id == claim)


def judgement_of(
    decision: Decision,
    about: tuple[LiveDocument, str],
    ruling: Ruling,
    made: Made = NOTHING,
    reading: str | None = None,
) -> Judgement:
    """The row, whose id the ledger gives."""
    if not ruling.reviewer.strip() or not ruling.at.strip():
        message = "a judgement is signed and dated: give the reviewer's name and the time"
        raise UsageError(message)
    document, target = about
    return Judgement(
        id="",
        decision=decision,
        document=document.latest.report.document.id,
        target=target,
        ruling=ruling,
        reading=reading,
        correction=made.correction,
        addition=made.addition,
        grade=made.grade,
        redaction=made.redaction,
        comment=made.comment,
        notes=made.notes,
    )


def check_correction(document: LiveDocument, claim: LiveClaim, made: Made) -> None:
    """Refuse a correction that points outside the text or breaks a rule of claims."""
    if made.correction is not None:
        after = corrected(claim, made.correction)
        check_spans(after.claim.content, document)
        check_spans(tuple(span for each in after.claim.chain for span in (each.who, each.cue) if span), document)
        check_spans(tuple(each.mention.span for each in after.places), document)
        check_spans(tuple(each.span for each in after.claim.participants), document)
        check_spans(tuple(each.span for each in after.claim.quantities), document)


def check_spans(spans: tuple[Span, ...], document: LiveDocument) -> None:
    """Refuse spans that lie outside the document's text."""
    end = len(document.latest.report.document.text)
    for span in spans:
        if not 0 <= span.start < span.stop <= end:
            message = f"the span {span.start}-{span.stop} lies outside the document's {end} code points"
            raise UsageError(message)


def _words_for(place: int, claim: LiveClaim, document: LiveDocument) -> tuple[Span, ...]:
    """Where the document names the source at this place of the chain."""
    chain = claim.claim.chain
    if not 0 <= place < len(chain) or chain[place].kind is SourceKind.DOCUMENT:
        message = f"claim {claim.id} has no source at place {place} of its chain"
        raise UsageError(message)
    chosen = chain[place]
    words = sources_like(document, lambda holder: holder == chosen).words
    if not words:
        message = f"no words of the document name the source at place {place}; withhold its claims instead"
        raise UsageError(message)
    return words
