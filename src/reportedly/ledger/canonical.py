"""Equality of ledgers: the same live state, whatever the order of documents and the time of reading."""

import hashlib
from collections.abc import Iterator

from reportedly.codec import pack
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import Wanted, find_documents, find_issues
from reportedly.ledger.rows import bare


def canonical_live_state(ledger: Ledger) -> str:
    """A digest of all that is live; equal for equal ledgers."""
    digest = hashlib.sha256()
    for line in live_lines(ledger):
        digest.update(line + b"\n")
    return digest.hexdigest()


def live_lines(ledger: Ledger) -> Iterator[bytes]:
    """What is live, line by line: first documents in an order of their own, each with its claims, then issues."""
    for document in find_documents(ledger, Wanted()):
        yield from _document_lines(document)
    issues = {pack((each.issue, each.document, each.source)) for each in find_issues(ledger)}
    yield from sorted(issues)


def _document_lines(document: LiveDocument) -> Iterator[bytes]:
    """The document, its latest reading, its redactions and its claims."""
    report = document.latest.report
    yield pack((report.document.id, document.originals, document.latest.fingerprint, bare(report)))
    yield from (_claim_line(each) for each in document.claims)
    for each in document.judgements:
        yield pack((each.decision, each.target, each.redaction))


def _claim_line(claim: LiveClaim) -> bytes:
    """The claim with what reviewers made of it; not who and when, which a repeated decision would change."""
    decided = tuple((each.decision, each.grade, each.redaction, each.comment) for each in claim.judgements)
    plain = (claim.id, claim.reading, claim.claim, claim.places, claim.times, claim.actors, claim.about)
    return pack((*plain, claim.status, decided))
