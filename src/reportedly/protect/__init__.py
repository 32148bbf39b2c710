"""The only door outward: what an audience may see of the ledger, redacted, generalised, coarsened and logged."""

from reportedly.ledger.encryption import Converted
from reportedly.ledger.encryption import convert as convert_ledger
from reportedly.ledger.opening import Ledger, open_ledger
from reportedly.ledger.passphrases import is_encrypted
from reportedly.ledger.queries import Wanted
from reportedly.ledger.verifying import Verified, verify
from reportedly.protect.desk_pages import document_page
from reportedly.protect.incident_pages import IncidentsWanted, incident_page, stream_incidents
from reportedly.protect.keeping import Keeping, keeping
from reportedly.protect.lines import Sought
from reportedly.protect.overview import Overview
from reportedly.protect.policies import Policy, load_policy
from reportedly.protect.previews import Preview, preview
from reportedly.protect.releases import (
    explained,
    held_back,
    released,
    stream_claims,
    stream_documents,
    stream_issues,
)
from reportedly.protect.views import Occasion

__all__ = [
    "Converted",
    "IncidentsWanted",
    "Keeping",
    "Ledger",
    "Occasion",
    "Overview",
    "Policy",
    "Preview",
    "Sought",
    "Verified",
    "Wanted",
    "convert_ledger",
    "document_page",
    "explained",
    "held_back",
    "incident_page",
    "is_encrypted",
    "keeping",
    "load_policy",
    "open_ledger",
    "preview",
    "released",
    "stream_claims",
    "stream_documents",
    "stream_incidents",
    "stream_issues",
    "verify",
]
