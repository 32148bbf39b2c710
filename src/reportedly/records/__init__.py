"""Records: frozen values that the stages hand on. A stage wraps what it was given and changes nothing in it."""

from reportedly.records.annotations import Annotated, Attribution, Name, Nominal, Sentence, Token
from reportedly.records.claims import (
    DOCUMENT_HOLDER,
    About,
    Alternative,
    Claim,
    Extracted,
    Holder,
    Observation,
    Participant,
    Quantity,
    Reason,
    Scope,
)
from reportedly.records.documents import Acquired, DateCandidate, Document, Issue, content_id
from reportedly.records.mentions import ActorMention, Candidate, DatedTo, PlacedAt, PlaceMention, TimeMention
from reportedly.records.reports import ActorReading, Crosswalk, Mentions, Report, Resolved

__all__ = [
    "DOCUMENT_HOLDER",
    "About",
    "Acquired",
    "ActorMention",
    "ActorReading",
    "Alternative",
    "Annotated",
    "Attribution",
    "Candidate",
    "Claim",
    "Crosswalk",
    "DateCandidate",
    "DatedTo",
    "Document",
    "Extracted",
    "Holder",
    "Issue",
    "Mentions",
    "Name",
    "Nominal",
    "Observation",
    "Participant",
    "PlaceMention",
    "PlacedAt",
    "Quantity",
    "Reason",
    "Report",
    "Resolved",
    "Scope",
    "Sentence",
    "TimeMention",
    "Token",
    "content_id",
]
