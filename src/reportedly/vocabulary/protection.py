"""What may leave, and for whom."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """How much harm a leak could do."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    SEVERE = "severe"


class Handling(StrEnum):
    """How far something may be passed on (Traffic Light Protocol 2.0)."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"


class Audience(StrEnum):
    """Who a release is for."""

    INTERNAL = "internal"
    PARTNER = "partner"
    PUBLIC = "public"
