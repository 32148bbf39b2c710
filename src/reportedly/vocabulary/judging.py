"""What people decide and how a claim came to stand."""

from enum import IntEnum, StrEnum


class Decision(StrEnum):
    """What a reviewer decides; each is an appended row, and `undo` takes one back."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    COMMENT = "comment"
    NOTE = "note"
    GRADE = "grade"
    REDACT = "redact"
    UNDO = "undo"


class JointDecision(StrEnum):
    """What a reviewer decides across documents; each is an appended row, and `undo` takes one back."""

    SAME_INCIDENT = "same_incident"
    OTHER_INCIDENT = "other_incident"
    INDEPENDENCE = "independence"
    RELIABILITY = "reliability"
    UNDO = "undo"


class ClaimStatus(StrEnum):
    """How a claim came to stand: as the machine read it, or by a reviewer's decision."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


class Reliability(StrEnum):
    """Admiralty reliability of a source (STANAG 2511)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """Admiralty credibility of a claim (STANAG 2511)."""

    INDEPENDENTLY_REPORTED = 1
    PROBABLY = 2
    POSSIBLY = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class Stage(StrEnum):
    """The stage at which an issue arose."""

    FETCH = "fetch"
    READ = "read"
    ANNOTATE = "annotate"
    EXTRACT = "extract"
    RESOLVE = "resolve"
    LEDGER = "ledger"
    LINK = "link"
    ASSESS = "assess"
    EXPORT = "export"
    JUDGE = "judge"
    PROTECT = "protect"
