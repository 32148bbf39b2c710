"""Making incidents: what documents tell is compared with what may be of the same, and grouped.

Only what changed is compared, and only groups that it touches are made anew; the outcome is the same as if everything
were grouped at once, since groups depend on the tellings and the decisions alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from reportedly.ledger.joint import load_joint, standing_joint, with_successors
from reportedly.ledger.opening import Ledger
from reportedly.ledger.store import load_live
from reportedly.link import incident_rows as rows
from reportedly.link.blocking import blocks_of
from reportedly.link.clustering import Likeness, clustered
from reportedly.link.features import likelihood, load_weights
from reportedly.link.gathering import tellings_of
from reportedly.link.incident_making import Group, incident_of
from reportedly.link.incident_names import named
from reportedly.link.rulings import Pair, Rulings, pair, rulings_of
from reportedly.link.tellings import Telling

Progress = Callable[[int, int], None]

# Documents in one transaction: other writers wait no longer than it takes.
_BATCH = 50
# Pairs that are less alike are not kept; a mean counts them as 0.
_FLOOR = 0.05


def link_incidents(ledger: Ledger, progress: Progress | None = None) -> int:
    """Group the claims of documents that changed since they were grouped, and tell how many documents these were.

    `progress` is told how many documents are done, and of how many. Doing it again does nothing.
    """
    with ledger.reading() as connection:
        waiting = rows.unlinked(connection)
    for start in range(0, len(waiting), _BATCH):
        with ledger.writing() as connection:
            still = set(rows.unlinked(connection))
            some = [key for key in waiting[start : start + _BATCH] if key in still]
            if some:
                _link(connection, some)
        if progress is not None:
            progress(min(start + _BATCH, len(waiting)), len(waiting))
    return len(waiting)


@dataclass(frozen=True, slots=True)
class _Ties:
    """Reviewers' decisions, as pairs of tellings."""

    together: tuple[Pair, ...]
    apart: frozenset[Pair]

    def partners(self, lead: str) -> set[str]:
        """Tellings that a reviewer joined to this one."""
        return {other for two in self.together if lead in two for other in two}


def _link(connection: sa.Connection, documents: list[int]) -> None:
    """Group what these documents tell."""
    rulings = rulings_of(with_successors(connection, standing_joint(load_joint(connection))))
    touched = rows.former_of_documents(connection, documents)
    rows.drop_tellings(connection, documents)
    told = [(key, each) for key in documents for each in tellings_of(load_live(connection, key), rulings)]
    rows.write_tellings(connection, told)
    fresh = {each.lead: each for _, each in told}
    rows.write_pairs(connection, _compared(connection, fresh))
    _regroup(connection, set(fresh), touched, _ties(connection, rulings))
    rows.mark_linked(connection, documents)


def _compared(connection: sa.Connection, fresh: Mapping[str, Telling]) -> dict[Pair, float]:
    """How alike each fresh telling is to those that share a key with it."""
    asked = {lead: blocks_of(each).asked for lead, each in fresh.items()}
    filed = rows.filed_under(connection, {block for blocks in asked.values() for block in blocks})
    wanted = {pair(lead, other) for lead, blocks in asked.items() for block in blocks for other in filed.get(block, ())}
    known = dict(fresh) | rows.load_tellings(connection, {each for two in wanted for each in two} - set(fresh))
    weights = load_weights()
    scores = {
        two: round(likelihood(known[two[0]], known[two[1]], weights), 6) for two in sorted(wanted) if two[0] != two[1]
    }
    return {two: score for two, score in scores.items() if score >= _FLOOR}


def _ties(connection: sa.Connection, rulings: Rulings) -> _Ties:
    """The decisions about claims, as decisions about the tellings that hold them."""
    if not rulings.named:
        return _Ties((), frozenset())
    leads = rows.leads_of_documents(connection, rows.documents_of_claims(connection, rulings.named))
    homes = {claim: lead for lead, each in rows.load_tellings(connection, leads).items() for claim in each.claims}
    return _Ties(
        tuple(_moved(rulings.together, homes)),
        frozenset(_moved(sorted(rulings.apart), homes)),
    )


def _moved(pairs: Iterable[Pair], homes: Mapping[str, str]) -> Iterable[Pair]:
    """Pairs of tellings for pairs of claims, where both are still there and in different tellings."""
    found = (pair(homes[one], homes[other]) for one, other in pairs if one in homes and other in homes)
    return dict.fromkeys(two for two in found if two[0] != two[1])


def _regroup(connection: sa.Connection, fresh: set[str], touched: set[int], ties: _Ties) -> None:
    """Make the groups anew that fresh tellings and touched incidents are part of."""
    former = {each.key: each for each in rows.load_former(connection, touched)}
    leads, scores = set(fresh), dict[Pair, float]()
    while True:
        claims = {claim for each in former.values() for claim in each.claims}
        tellings = rows.load_tellings(connection, leads | claims)
        leads = _reached(connection, set(tellings), ties, scores)
        tellings = rows.load_tellings(connection, leads)
        held = {claim for each in tellings.values() for claim in each.claims}
        found = rows.former_of_claims(connection, held) - set(former)
        if not found:
            break
        former |= {each.key: each for each in rows.load_former(connection, found)}
    rows.drop_incidents(connection, former)
    groups = clustered(tellings, _likeness(tellings, scores, ties))
    held_by = [frozenset(claim for lead in group for claim in tellings[lead].claims) for group in groups]
    names = named(connection, held_by, former.values())
    keys = rows.document_keys(connection, {each.document for each in tellings.values()})
    for name, group in zip(names, groups, strict=True):
        made = Group(name=name, tellings=tuple(tellings[lead] for lead in sorted(group)), scores=scores)
        rows.write_incident(connection, incident_of(made), keys)


def _likeness(tellings: Mapping[str, Telling], scores: Mapping[Pair, float], ties: _Ties) -> Likeness:
    """What the grouping goes by."""
    return Likeness(
        scores=scores,
        together=ties.together,
        apart=ties.apart,
        founders=frozenset(lead for lead, each in tellings.items() if each.founds),
        threshold=load_weights().threshold,
    )


def _reached(connection: sa.Connection, start: set[str], ties: _Ties, scores: dict[Pair, float]) -> set[str]:
    """Tellings that can be of one group with these, by way of others; `scores` is filled with what is known of them."""
    threshold = load_weights().threshold
    reached, edge = set(start), set(start)
    while edge:
        found = rows.load_pairs(connection, edge)
        scores |= found
        near = {each for two, score in found.items() if score >= threshold for each in two}
        near |= {other for lead in edge for other in ties.partners(lead)}
        edge = near - reached
        reached |= edge
    return reached
