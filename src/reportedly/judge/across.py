"""What people decide across documents: which claims tell of one incident, and which do not."""

from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger.joint import append_joint, find_joint
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import load_claim
from reportedly.link.incidents import find_incident, load_incident
from reportedly.records import JointJudgement, Ruling
from reportedly.vocabulary import JointDecision


def merge(ledger: Ledger, incidents: tuple[str, ...], ruling: Ruling) -> str:
    """These incidents are one; each is given by its id, a name that it once had, or the id of a claim.

    Raises:
        NotInLedgerError: There is no such incident and no such claim, or several begin like it.
        UsageError: They are one incident already, or the ruling names no reviewer or no time.
    """
    claims = tuple(sorted({claim for each in incidents for claim in _claims_of(ledger, each)}))
    if len(incidents) < 2 or len(claims) < 2:  # noqa: PLR2004 - one alone is merged with nothing
        raise UsageError("name two incidents or more, or claims of them")
    judgement = JointJudgement(id="", decision=JointDecision.SAME_INCIDENT, ruling=ruling, claims=claims)
    return append_joint(ledger, judgement)


def _claims_of(ledger: Ledger, given: str) -> tuple[str, ...]:
    """The claims of an incident, or the claim that is given."""
    found = find_incident(ledger, given)
    if found is not None:
        return found.claims
    try:
        return (load_claim(ledger, given)[1],)
    except NotInLedgerError:
        raise NotInLedgerError(
            f"the ledger holds no incident and no claim {given!r}; `reportedly incidents` lists them"
        ) from None


def split(ledger: Ledger, incident: str, claims: tuple[str, ...], ruling: Ruling) -> str:
    """These claims of the incident tell of another one.

    Raises:
        NotInLedgerError: There is no such incident.
        UsageError: A claim is none of its claims, or all are; or the ruling names no reviewer or no time.
    """
    found = load_incident(ledger, incident)
    apart = tuple(sorted({_member(found.claims, each) for each in claims}))
    rest = tuple(sorted(set(found.claims) - set(apart)))
    if not apart or not rest:
        raise UsageError("name some of the incident's claims and not all of them")
    judgement = JointJudgement(id="", decision=JointDecision.OTHER_INCIDENT, ruling=ruling, claims=apart, others=rest)
    return append_joint(ledger, judgement)


def _member(claims: tuple[str, ...], given: str) -> str:
    """The claim of the incident that this id, or beginning of one, names."""
    start = given if given.startswith("sha256:") else f"sha256:{given}"
    found = [each for each in claims if each.startswith(start)]
    if len(found) != 1:
        raise UsageError(f"{given!r} names {'several claims' if found else 'no claim'} of this incident")
    return found[0]


def undo_joint(ledger: Ledger, judgement: str, ruling: Ruling) -> str:
    """A decision across documents no longer counts; undoing an `undo` brings back what it took away.

    Raises:
        NotInLedgerError: No such judgement has this id, or several begin like it.
        UsageError: It was taken back already.
    """
    return append_joint(ledger, JointJudgement(id="", decision=JointDecision.UNDO, ruling=ruling, about=judgement))


def is_joint(ledger: Ledger, judgement: str) -> bool:
    """Whether this id, or beginning of one, names a decision across documents.

    Raises:
        NotInLedgerError: It names several.
    """
    return find_joint(ledger, judgement) is not None
