"""What stands between reports."""

from enum import StrEnum


class Relation(StrEnum):
    """How two claims relate."""

    SAME_STATEMENT = "same_statement"
    SAME_EVENT = "same_event"
    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    REFINES = "refines"
    DENIES = "denies"
    RETRACTS = "retracts"
    EXPLAINS = "explains"


class Dimension(StrEnum):
    """In what two claims agree, differ, or one is more exact."""

    ACTOR = "actor"
    ACTION = "action"
    PLACE = "place"
    TIME = "time"
    QUANTITY = "quantity"
    DEGREE = "degree"
    POLARITY = "polarity"


class Independence(StrEnum):
    """Whether two attributions rest on different roots."""

    INDEPENDENT = "independent"
    SAME_ROOT = "same_root"
    SAME_OUTLET = "same_outlet"
    SAME_INSTITUTION = "same_institution"
    INTERMEDIARY_SHARED = "intermediary_shared"
    UNKNOWN = "unknown"


class ReprintKind(StrEnum):
    """How one report derives from another."""

    IDENTICAL = "identical"
    REPRINT_WHOLE = "reprint_whole"
    REPRINT_PARTIAL = "reprint_partial"
    TRANSLATION = "translation"
    REWRITE = "rewrite"
    QUOTES = "quotes"
    FOLLOW_UP = "follow_up"
    CORRECTION = "correction"
    RETRACTION = "retraction"


class Direction(StrEnum):
    """Which of two reports that share text derives from the other."""

    SECOND_FROM_FIRST = "second_from_first"
    FIRST_FROM_SECOND = "first_from_second"
    UNKNOWN = "unknown"


class Difference(StrEnum):
    """How a claim stands in two reports that are laid side by side."""

    SAME = "same"
    CHANGED = "changed"
    CONTRADICTED = "contradicted"
    DROPPED = "dropped"
    ADDED = "added"


class PlainLabel(StrEnum):
    """What casualty recorders say of the sources of one incident, in plain words; derived, never stored."""

    SINGLE_SOURCE = "single_source"
    SEVERAL_SOURCES = "several_sources"
    CONTESTED = "contested"
    DENIED = "denied"


class RegisterKind(StrEnum):
    """What sort of source the register of sources lists; never a private person."""

    OUTLET = "outlet"
    INSTITUTION = "institution"
    OFFICE = "office"
