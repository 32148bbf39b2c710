"""What stands across documents: reported incidents, and reports that share text."""

from reportedly.link.claim_readings import ordinal
from reportedly.link.comparing import ClaimPair, claim_pairs
from reportedly.link.incident_linking import link_incidents
from reportedly.link.incidents import (
    Figure,
    Incident,
    IncidentsWanted,
    Member,
    Where,
    Who,
    find_incident,
    find_incidents,
    incidents_of,
    load_incident,
)
from reportedly.link.linking_reasons import Link, Reason, links_of
from reportedly.link.reprints import SideBySide, find_reprints, link_reprints, load_side_by_side, printed_of
from reportedly.link.reprints_kinds import compared
from reportedly.link.reprints_record import Printed, Reprint, SharedPart

__all__ = [
    "ClaimPair",
    "Figure",
    "Incident",
    "IncidentsWanted",
    "Link",
    "Member",
    "Printed",
    "Reason",
    "Reprint",
    "SharedPart",
    "SideBySide",
    "Where",
    "Who",
    "claim_pairs",
    "compared",
    "find_incident",
    "find_incidents",
    "find_reprints",
    "incidents_of",
    "link_incidents",
    "link_reprints",
    "links_of",
    "load_incident",
    "load_side_by_side",
    "ordinal",
    "printed_of",
]
