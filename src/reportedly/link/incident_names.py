"""Names of incidents: an id stays when reports come, and a name once given leads somewhere for ever.

Every claim could give its incident a name. An incident without a name takes that of its smallest claim; one that holds
claims that gave names keeps the oldest, and the others lead to it. So an incident that is joined to another and taken
out of it again has its own name back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.joint import successors
from reportedly.ledger.statements import runs
from reportedly.link.incident_rows import Former
from reportedly.records import content_id


def name_of(claim: str) -> str:
    """The name that this claim gives an incident."""
    return content_id("incident", claim)


@dataclass(frozen=True, slots=True)
class _Given:
    """A name that was given, how early, and where it leads now."""

    name: str
    number: int
    incident: str


def named(connection: sa.Connection, groups: Sequence[frozenset[str]], former: Iterable[Former]) -> tuple[str, ...]:
    """The id of each group of claims, and every older name of it is made to lead there."""
    given = _given(connection, (name_of(claim) for group in groups for claim in group), former)
    heirs = _heirs(connection, groups, former)
    ids: list[str] = []
    rows: list[dict[str, str | int]] = []
    fresh = _next_number(connection)
    for place, group in enumerate(groups):
        own = {name_of(claim) for claim in group}
        names = sorted((given[name] for name in own | heirs.get(place, set()) if name in given), key=_age)
        identity = names[0].name if names else min(own)
        if not names:
            rows.append({"alias": identity, "incident": identity, "number": fresh + len(rows)})
        _lead(connection, [each.name for each in names if each.incident != identity], identity)
        ids.append(identity)
    if rows:
        connection.execute(sa.insert(schema.incident_alias), rows)
    return tuple(ids)


def _age(given: _Given) -> tuple[int, str]:
    """What orders names: how early they were given."""
    return given.number, given.name


def _given(connection: sa.Connection, names: Iterable[str], former: Iterable[Former]) -> dict[str, _Given]:
    """Those of the names, and of the ids of former incidents, that were given."""
    table = schema.incident_alias
    found: dict[str, _Given] = {}
    for some in runs((*names, *(each.id for each in former))):
        columns = sa.select(table.c.alias, table.c.number, table.c.incident)
        for name, number, incident in connection.execute(columns.where(table.c.alias.in_(some))):
            found[name] = _Given(name, number or 0, incident)
    return found


def _heirs(
    connection: sa.Connection, groups: Sequence[frozenset[str]], former: Iterable[Former]
) -> dict[int, set[str]]:
    """For each group, the ids of former incidents whose naming claim is gone and most of whose claims it holds."""
    names = {name_of(claim) for group in groups for claim in group}
    homes = {claim: place for place, group in enumerate(groups) for claim in group}
    found: dict[int, set[str]] = {}
    for each in former:
        if each.id in names:
            continue
        held = [homes[claim] for claim in _as_now(connection, each, homes) if claim in homes]
        if held:
            heir = min(set(held), key=lambda place: (-held.count(place), min(groups[place])))
            found.setdefault(heir, set()).add(each.id)
    return found


def _as_now(connection: sa.Connection, former: Former, homes: Mapping[str, int]) -> Iterator[str]:
    """The claims of a former incident, those that a later reading replaced by what took their place."""
    gone: dict[int, list[str]] = {}
    for claim, document in sorted(former.documents.items()):
        if claim in homes:
            yield claim
        else:
            gone.setdefault(document, []).append(claim)
    for document, claims in gone.items():
        yield from (heir for _, heir in successors(connection, document, claims))


def _lead(connection: sa.Connection, names: Iterable[str], identity: str) -> None:
    """Make names lead to this incident, and what led to one of them too, however often incidents were joined."""
    table = schema.incident_alias
    for some in runs(names):
        connection.execute(sa.update(table).where(table.c.alias.in_(some)).values(incident=identity))
        others = [each for each in some if each != identity]
        connection.execute(sa.update(table).where(table.c.incident.in_(others)).values(incident=identity))


def _next_number(connection: sa.Connection) -> int:
    """The number of the next name."""
    return int(connection.execute(sa.select(sa.func.max(schema.incident_alias.c.number))).scalar() or 0) + 1
