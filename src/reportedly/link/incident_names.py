"""Names of incidents: an id stays when reports come, and a name once given leads somewhere for ever.

Every claim could give its incident a name. An incident without a name takes that of its smallest claim; one that holds
claims that gave names keeps the oldest, and the others lead to it. So an incident that is joined to another and taken
out of it again has its own name back. Where one that was never two is split, its name stays with the part that holds
most of its claims, whoever gave it, and the other part has a new one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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


def _second_name_of(claim: str) -> str:
    """The name that this claim gives where all others of its incident stay with another part."""
    return content_id("incident", "apart", claim)


@dataclass(frozen=True, slots=True)
class _Given:
    """A name that was given, how early, and where it leads now."""

    name: str
    number: int
    incident: str


def named(connection: sa.Connection, groups: Sequence[frozenset[str]], former: Collection[Former]) -> tuple[str, ...]:
    """The id of each group of claims, and every older name of it is made to lead there."""
    given = _given(connection, groups, former)
    held = _held(connection, groups, former, given)
    ids: list[str] = []
    rows: list[dict[str, str | int]] = []
    fresh = _next_number(connection)
    for group, own in zip(groups, held, strict=True):
        names = sorted((given[name] for name in own), key=_age)
        identity = names[0].name if names else _new_name(group, given)
        if not names:
            rows.append({"alias": identity, "incident": identity, "number": fresh + len(rows)})
        _lead(connection, [each.name for each in names if each.incident != identity], identity)
        ids.append(identity)
    if rows:
        connection.execute(sa.insert(schema.incident_alias), rows)
    return tuple(ids)


def _new_name(group: frozenset[str], given: Mapping[str, _Given]) -> str:
    """A name that was never given."""
    names = sorted(name for claim in group if (name := name_of(claim)) not in given)
    return names[0] if names else _second_name_of(min(group))


def _age(given: _Given) -> tuple[int, str]:
    """What orders names: how early they were given."""
    return given.number, given.name


def _names_of(group: Iterable[str]) -> set[str]:
    """Every name that one of these claims may have given."""
    return {name for claim in group for name in (name_of(claim), _second_name_of(claim))}


def _given(connection: sa.Connection, groups: Iterable[frozenset[str]], former: Iterable[Former]) -> dict[str, _Given]:
    """Those of the claims' names, and of the ids of former incidents, that were given."""
    table = schema.incident_alias
    found: dict[str, _Given] = {}
    for some in runs((*(name for group in groups for name in _names_of(group)), *(each.id for each in former))):
        columns = sa.select(table.c.alias, table.c.number, table.c.incident)
        for name, number, incident in connection.execute(columns.where(table.c.alias.in_(some))):
            found[name] = _Given(name, number or 0, incident)
    return found


def _held(
    connection: sa.Connection,
    groups: Sequence[frozenset[str]],
    former: Iterable[Former],
    given: Mapping[str, _Given],
) -> list[set[str]]:
    """For each group, the names that are its own: what its claims gave, but for what another part keeps."""
    free = set(given) - _in_use(connection, given)
    held = [_names_of(group) & free for group in groups]
    homes = {claim: place for place, group in enumerate(groups) for claim in group}
    for each in former:
        heir = _heir(connection, each, homes, groups)
        giver = next((place for place, own in enumerate(held) if each.id in own), None)
        if heir is None or giver == heir or each.id not in free:
            continue
        if giver is None:
            held[heir].add(each.id)
        elif not held[heir]:
            held[giver].discard(each.id)
            held[heir].add(each.id)
    return held


def _in_use(connection: sa.Connection, names: Iterable[str]) -> set[str]:
    """Those of the names that are ids of incidents that are not being made anew."""
    table = schema.incident
    found: set[str] = set()
    for some in runs(names):
        found.update(connection.execute(sa.select(table.c.id).where(table.c.id.in_(some))).scalars())
    return found


def _heir(
    connection: sa.Connection, former: Former, homes: Mapping[str, int], groups: Sequence[frozenset[str]]
) -> int | None:
    """The group that holds most of a former incident's claims; None where none holds any."""
    held = [homes[claim] for claim in _as_now(connection, former, homes) if claim in homes]
    return min(set(held), key=lambda place: (-held.count(place), min(groups[place])), default=None)


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
