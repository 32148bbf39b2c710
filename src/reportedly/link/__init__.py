"""What stands across documents: reported incidents, and reports that share text."""

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

__all__ = [
    "Figure",
    "Incident",
    "IncidentsWanted",
    "Member",
    "Where",
    "Who",
    "find_incident",
    "find_incidents",
    "incidents_of",
    "link_incidents",
    "load_incident",
]
