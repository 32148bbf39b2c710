"""The only way in for people: what they decide is appended, signed and dated, and can be taken back.

Every function returns the id of the row that it appended, and nothing of the ledger.
"""

from reportedly.judge.across import is_joint, merge, split, undo_joint
from reportedly.judge.amending import Amendment, PlacePick, SourcePick, TimePick, amend
from reportedly.judge.claims import (
    Link,
    Missed,
    accept,
    add,
    add_words,
    comment,
    correct,
    grade,
    note,
    redact_claim,
    redact_document,
    redact_source,
    reject,
)
from reportedly.judge.listing import ActorPick, LinkPick, QuantityPick
from reportedly.judge.pointing import Pointed, add_pointed, divide, unite
from reportedly.judge.settling import drop_filter, save_filter, settle
from reportedly.judge.undoing import undo
from reportedly.judge.weighing import independence, reliability
from reportedly.ledger.purging import Purged, purge_document, purge_person

__all__ = [
    "ActorPick",
    "Amendment",
    "Link",
    "LinkPick",
    "Missed",
    "PlacePick",
    "Pointed",
    "Purged",
    "QuantityPick",
    "SourcePick",
    "TimePick",
    "accept",
    "add",
    "add_pointed",
    "add_words",
    "amend",
    "comment",
    "correct",
    "divide",
    "drop_filter",
    "grade",
    "independence",
    "is_joint",
    "merge",
    "note",
    "purge_document",
    "purge_person",
    "redact_claim",
    "redact_document",
    "redact_source",
    "reject",
    "reliability",
    "save_filter",
    "settle",
    "split",
    "undo",
    "undo_joint",
    "unite",
]
