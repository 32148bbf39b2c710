"""The ledger: readings, issues and judgements, appended and never overwritten, and what of them is live."""

from reportedly.ledger.canonical import canonical_live_state, live_lines
from reportedly.ledger.live import LiveClaim, LiveDocument, StoredReading, live_document, standing_judgements
from reportedly.ledger.opening import Ledger, open_ledger
from reportedly.ledger.queries import (
    Fitting,
    OpenIssue,
    Wanted,
    find_claims,
    find_documents,
    find_issues,
    load_claim,
    load_document,
)
from reportedly.ledger.rows import Entry
from reportedly.ledger.store import Appended, append, append_issues, find_read, is_read

__all__ = [
    "Appended",
    "Entry",
    "Fitting",
    "Ledger",
    "LiveClaim",
    "LiveDocument",
    "OpenIssue",
    "StoredReading",
    "Wanted",
    "append",
    "append_issues",
    "canonical_live_state",
    "find_claims",
    "find_documents",
    "find_issues",
    "find_read",
    "is_read",
    "live_document",
    "live_lines",
    "load_claim",
    "load_document",
    "open_ledger",
    "standing_judgements",
]
