"""Who is reported to hold a place."""

from enum import IntEnum, StrEnum


class ControlLevel(IntEnum):
    """How far an actor is reported to control a place.

    0 none; 1 clandestine or transit; 2 active: attacks, recruits, moves openly; 3 influence: taxes, rules partly
    obeyed, officials accommodate; 4 dominant except at stated places or times; 5 exclusive.
    """

    NONE = 0
    CLANDESTINE = 1
    ACTIVE = 2
    INFLUENCE = 3
    DOMINANT = 4
    EXCLUSIVE = 5


class ControlSide(StrEnum):
    """For whom an actor is said to hold a place: the state, a group against it, or neither."""

    GOVERNMENT = "government"
    GROUP = "group"
    OTHER = "other"


class ControlTrend(StrEnum):
    """Whether reported control grows or shrinks."""

    RISING = "rising"
    STABLE = "stable"
    FALLING = "falling"


class ControlDiurnal(StrEnum):
    """The part of the day that reported control holds."""

    DAY = "day"
    NIGHT = "night"
    ALL = "all"
    UNSTATED = "unstated"


class ControlUnit(StrEnum):
    """What a statement of control speaks of."""

    DISTRICT = "district"
    VILLAGES = "villages"
    DISTRICT_CENTRE = "district_centre"
    ROADS = "roads"
    WHOLE = "whole"


class ControlFunction(StrEnum):
    """What the reported control consists of."""

    MILITARY_PRESENCE = "military_presence"
    ADMINISTRATION = "administration"
    AUTHORITY = "authority"
    TAXATION = "taxation"
    JUSTICE = "justice"
    RECRUITMENT = "recruitment"
    MOVEMENT = "movement"
    BASE = "base"
