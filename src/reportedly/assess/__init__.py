"""Weighing claims against each other: relations, independence, four counts, plain labels, suggestions, control.

Everything here is derived and shown with its reason; nothing is a verdict, and no number stands for all of it.
"""

from reportedly.assess.context import Context, Derivation, context_of, derivation_of, derivations_of, load_context
from reportedly.assess.control_areas import Area, named_areas
from reportedly.assess.control_finding import CONTROL_TYPES, find_control
from reportedly.assess.control_holders import holder_of
from reportedly.assess.control_lanes import STALE_DAYS, AreaControl, Lane, Moment, Share, control_lanes
from reportedly.assess.control_sightings import Sighting, sightings
from reportedly.assess.counting import Counts, Range, counts, root_groups
from reportedly.assess.grading import Suggestion, suggest_grade
from reportedly.assess.independence import independence
from reportedly.assess.labels import Labelled, label
from reportedly.assess.register import RegisterEntry, register_entries
from reportedly.assess.register_index import index_sources
from reportedly.assess.relations import ClaimRelation, relations
from reportedly.assess.roots import Root, root_of
from reportedly.assess.testimony import Testimony, testimonies

__all__ = [
    "CONTROL_TYPES",
    "STALE_DAYS",
    "Area",
    "AreaControl",
    "ClaimRelation",
    "Context",
    "Counts",
    "Derivation",
    "Labelled",
    "Lane",
    "Moment",
    "Range",
    "RegisterEntry",
    "Root",
    "Share",
    "Sighting",
    "Suggestion",
    "Testimony",
    "context_of",
    "control_lanes",
    "counts",
    "derivation_of",
    "derivations_of",
    "find_control",
    "holder_of",
    "independence",
    "index_sources",
    "label",
    "load_context",
    "named_areas",
    "register_entries",
    "relations",
    "root_groups",
    "root_of",
    "sightings",
    "suggest_grade",
    "testimonies",
]
