"""What stands across documents: reported incidents, and reports that share text."""

from reportedly.link.claim_readings import ordinal
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
from reportedly.link.reprints import find_reprints, link_reprints, printed_of
from reportedly.link.reprints_kinds import compared
from reportedly.link.reprints_record import Printed, Reprint, SharedPart

__all__ = [
    "Figure",
    "Incident",
    "IncidentsWanted",
    "Link",
    "Member",
    "Printed",
    "Reason",
    "Reprint",
    "SharedPart",
    "Where",
    "Who",
    "compared",
    "find_incident",
    "find_incidents",
    "find_reprints",
    "incidents_of",
    "link_incidents",
    "link_reprints",
    "links_of",
    "load_incident",
    "ordinal",
    "printed_of",
]
