"""Why the reports of an incident were grouped, pair by pair."""

from dataclasses import dataclass, field
from itertools import combinations

from reportedly.ledger.opening import Ledger
from reportedly.link.features import likelihood, load_weights, reasons
from reportedly.link.incident_rows import load_tellings
from reportedly.link.incidents import Incident

# Pairs that are less alike than this did not bring anything together.
_LEAST = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for (positive weight) or against two tellings being of one occurrence."""

    name: str
    weight: float
    says: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two tellings of an incident, by their first claims, and why they seem to be of one occurrence."""

    first: str
    second: str
    likelihood: float
    reasons: tuple[Reason, ...]


def links_of(ledger: Ledger, incident: Incident) -> tuple[Link, ...]:
    """The pairs of tellings that hold the incident together, the most alike first."""
    with ledger.reading() as connection:
        tellings = load_tellings(connection, incident.claims)
    ordered = [tellings[claim] for claim in incident.claims if claim in tellings]
    weights = load_weights()
    found = [
        Link(
            first=one.lead,
            second=other.lead,
            likelihood=round(likelihood(one, other, weights), 3),
            reasons=tuple(
                Reason(name=name, weight=round(weight, 2), says=says) for name, weight, says in reasons(one, other)
            ),
        )
        for one, other in combinations(ordered, 2)
    ]
    return tuple(sorted((each for each in found if each.likelihood >= _LEAST), key=lambda each: -each.likelihood))
