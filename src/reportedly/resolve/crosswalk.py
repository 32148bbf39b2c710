"""Crosswalk: the codes of PLOVER, ACLED and UCDP that a claim fits, and why it fits none.

A code here describes what is claimed. It never says that it happened, and none of these schemes is our own.
"""

from collections.abc import Mapping
from typing import Any

from reportedly.lexicon import load_lexicon
from reportedly.records import ActorReading, Claim, Crosswalk
from reportedly.resolve.actor_table import load_table
from reportedly.vocabulary import ActorKind, ActorRole, Genericity, Kind, Polarity, QuantityOf, Realis, WorldType

STATE_BASED, NON_STATE, ONE_SIDED = "1", "2", "3"
_EVENTS = frozenset({Kind.EVENT, Kind.STATE_CHANGE})
_ORGANISED = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE, ActorKind.INTERNATIONAL_FORCE})
_STATE = frozenset({ActorKind.STATE_FORCE, ActorKind.GOVERNMENT_BODY, ActorKind.INTERNATIONAL_FORCE})
_DEADLY = frozenset({WorldType.KILL, WorldType.CLASH, WorldType.ATTACK_CIV, WorldType.STRIKE, WorldType.EXPLOSION})


def read_crosswalk(claim: Claim, actors: tuple[ActorReading, ...] = ()) -> Crosswalk:
    """The codes that a claim fits; `actors`, the readings of its participants, decide the type of violence for UCDP."""
    row = load_lexicon("crosswalk").entries.get(claim.type)
    if row is None:
        return Crosswalk(because="a type that the user defined; the crosswalk does not know it")
    barred = _barred(claim)
    if barred is not None:
        return Crosswalk(because=barred)
    plover, no_plover = _plover(claim, row)
    acled, no_acled = _acled(claim, row, actors)
    ucdp, no_ucdp = _ucdp(claim, row, actors)
    reasons = [each for each in (no_plover, no_acled, no_ucdp) if each]
    return Crosswalk(plover=plover, acled=acled, ucdp=ucdp, because="; ".join(dict.fromkeys(reasons)))


def _barred(claim: Claim) -> str | None:
    """Why no scheme codes the claim, whatever its type."""
    if claim.polarity is Polarity.NEGATED or claim.kind is Kind.DENIAL:
        return "it is said not to be so; none of the schemes codes that"
    if claim.realis is not Realis.ACTUAL:
        return "it is not told as having come about"
    return None


def _plover(claim: Claim, row: Mapping[str, Any]) -> tuple[str | None, str]:
    """PLOVER's category, with its mode; none without somebody who acts."""
    code = row["plover"]
    if code is None:
        return None, f"PLOVER: {row.get('reason', 'no category fits')}"
    if claim.kind not in _EVENTS and claim.kind is not Kind.PROCESS:
        return None, "PLOVER: a state or a judgement is no event"
    if not _agents(claim):
        return None, "PLOVER: nobody is named who acts, which it requires"
    return str(code), ""


def _acled(claim: Claim, row: Mapping[str, Any], actors: tuple[ActorReading, ...]) -> tuple[str | None, str]:
    """ACLED's event and sub-event type; none for what is not one occurrence."""
    code = row["acled"]
    if code is None:
        return None, f"ACLED: {row.get('reason', 'no event type fits')}"
    if claim.kind not in _EVENTS:
        return None, "ACLED: a state or process is no event"
    if claim.genericity is not Genericity.SPECIFIC:
        return None, "ACLED: not one occurrence"
    if claim.type == WorldType.ABDUCT_CAPTURE and _side(claim, actors, ActorRole.PATIENT) & _ORGANISED:
        return None, "ACLED: capturing fighters is no violence against civilians"
    return str(code), ""


def _ucdp(claim: Claim, row: Mapping[str, Any], actors: tuple[ActorReading, ...]) -> tuple[str | None, str]:
    """UCDP's type of violence; none without a death and an organised actor."""
    if claim.kind not in _EVENTS or claim.type not in _DEADLY:
        return None, "UCDP: no use of armed force"
    if not _has_death(claim):
        return None, "UCDP: no death is claimed"
    doers, others = _side(claim, actors, ActorRole.AGENT), _side(claim, actors, ActorRole.PATIENT)
    if not doers & (_ORGANISED | _STATE):
        return None, "UCDP: no organised actor that the table knows acts"
    if row.get("ucdp"):
        return str(row["ucdp"]), ""
    if not others & (_ORGANISED | _STATE):
        return None, "UCDP: the words do not say against whom"
    return (STATE_BASED if (doers | others) & _STATE else NON_STATE), ""


def _has_death(claim: Claim) -> bool:
    """Whether at least one death is claimed."""
    killed = [each for each in claim.quantities if each.of is QuantityOf.KILLED]
    if killed:
        return any(max(each.low or 0, each.best or 0, each.high or 0) >= 1 for each in killed)
    return claim.type == WorldType.KILL


def _agents(claim: Claim) -> bool:
    """Whether the words name somebody who acts."""
    return any(each.role is ActorRole.AGENT for each in claim.participants)


def _side(claim: Claim, actors: tuple[ActorReading, ...], role: ActorRole) -> frozenset[ActorKind]:
    """The kinds of the known actors in a role."""
    table = load_table()
    kinds = set()
    for participant, reading in zip(claim.participants, actors, strict=False):
        if participant.role is role and reading.id is not None:
            kinds.add(table.kind_of(reading.id))
    return frozenset(kind for kind in kinds if kind is not None)
