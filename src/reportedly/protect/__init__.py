"""The only door outward: what an audience may see of the ledger, redacted, generalised, coarsened and logged."""

from reportedly.assess import Moment
from reportedly.ledger.encryption import Converted
from reportedly.ledger.encryption import convert as convert_ledger
from reportedly.ledger.opening import Ledger, open_ledger
from reportedly.ledger.passphrases import is_encrypted
from reportedly.ledger.preferences import load_filters, load_preferences
from reportedly.ledger.queries import Wanted
from reportedly.ledger.verifying import Verified, verify
from reportedly.link import IncidentsWanted
from reportedly.protect.columns import Tables
from reportedly.protect.control_pages import control_areas, control_page
from reportedly.protect.desk_pages import document_page
from reportedly.protect.histories import HistoryRow, acts, history
from reportedly.protect.incident_lists import IncidentLists
from reportedly.protect.incident_pages import incident_page, stream_incidents
from reportedly.protect.keeping import Keeping, keeping
from reportedly.protect.lines import Sought
from reportedly.protect.overview import Overview, Shelf, log_overview
from reportedly.protect.policies import Policy, load_policy
from reportedly.protect.previews import Preview, preview
from reportedly.protect.queues import Queue
from reportedly.protect.releases import (
    explained,
    held_back,
    released,
    stream_claims,
    stream_documents,
    stream_issues,
)
from reportedly.protect.reprint_pages import compared, reprints_held, stream_reprints
from reportedly.protect.reprint_views import ReprintsWanted
from reportedly.protect.source_register import stream_sources
from reportedly.protect.views import Occasion

__all__ = [
    "Converted",
    "HistoryRow",
    "IncidentLists",
    "IncidentsWanted",
    "Keeping",
    "Ledger",
    "Moment",
    "Occasion",
    "Overview",
    "Policy",
    "Preview",
    "Queue",
    "ReprintsWanted",
    "Shelf",
    "Sought",
    "Tables",
    "Verified",
    "Wanted",
    "acts",
    "compared",
    "control_areas",
    "control_page",
    "convert_ledger",
    "document_page",
    "explained",
    "held_back",
    "history",
    "incident_page",
    "is_encrypted",
    "keeping",
    "load_filters",
    "load_policy",
    "load_preferences",
    "log_overview",
    "open_ledger",
    "preview",
    "released",
    "reprints_held",
    "stream_claims",
    "stream_documents",
    "stream_incidents",
    "stream_issues",
    "stream_reprints",
    "stream_sources",
    "verify",
]
