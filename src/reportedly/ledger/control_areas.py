"""Index: which areas a document reports control of, and what was made of each area, so that a list loads no document.

Rows go with whatever they rest on: a document that changes, a decision across documents, reports that share text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.ledger.statements import runs
from reportedly.vocabulary import ClaimStatus

_STAGE = "control:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the label of an area depends on beside the reports.

    Attributes:
        scope: The audience, a colon, and what changes with everything that its rows are made with.
        day: The day that it is looked at from, as `day_number` has it.
        stale_days: From how many days on something is stale.
    """

    scope: str
    day: int
    stale_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptArea:
    """What was made of an area; `body` holds from the day `since` on and before `until`."""

    area: str
    since: int
    until: int
    body: bytes = field(repr=False)


def unentered(connection: sa.Connection, scope: str, types: Sequence[str]) -> list[int]:
    """Keys of the documents with a claim of these types that stands, whose areas are not entered for the scope."""
    claim, linked = schema.live_claim, schema.linked_document
    entered = sa.select(linked.c.document).where(linked.c.stage == _STAGE + scope)
    listed = (
        sa.select(claim.c.document)
        .where(claim.c.type.in_(types), claim.c.status != ClaimStatus.REJECTED.value, claim.c.document.not_in(entered))
        .distinct()
        .order_by(claim.c.document)
    )
    return [int(key) for key in connection.execute(listed).scalars()]


def enter_areas(connection: sa.Connection, scope: str, document: int, areas: Iterable[str]) -> None:
    """Enter the areas that a document reports control of; what was made of them, or of areas before, goes.

    What another audience was shown stays: it goes when the document is entered for that one.
    """
    found = sorted(set(areas))
    made, place, linked, stage = schema.control_area, schema.control_place, schema.linked_document, _STAGE + scope
    own = (place.c.document == document, place.c.scope == scope)
    before = sa.select(place.c.area).where(*own)
    connection.execute(sa.delete(made).where(made.c.scope == scope, made.c.area.in_(before)))
    connection.execute(sa.delete(place).where(*own))
    connection.execute(sa.delete(linked).where(linked.c.document == document, linked.c.stage == stage))
    for some in runs(found):
        connection.execute(sa.delete(made).where(made.c.scope == scope, made.c.area.in_(some)))
        rows = [{"document": document, "scope": scope, "area": each} for each in some]
        connection.execute(sa.insert(place), rows)
    connection.execute(sa.insert(linked), {"document": document, "stage": stage})


def forget_areas(connection: sa.Connection, documents: Iterable[int]) -> None:
    """Let go of what was made of every area that one of these documents reports control of."""
    place, made = schema.control_place, schema.control_area
    for some in runs(documents):
        areas = sa.select(place.c.area).where(place.c.document.in_(some))
        connection.execute(sa.delete(made).where(made.c.area.in_(areas)))


def drop_areas(connection: sa.Connection, document: int) -> None:
    """Take a document out of the index of areas."""
    forget_areas(connection, (document,))
    connection.execute(sa.delete(schema.control_place).where(schema.control_place.c.document == document))


def drop_older_scopes(connection: sa.Connection, scope: str) -> None:
    """Let go of what the audience of this scope was shown under an earlier one."""
    begins = f"{scope.partition(':')[0]}:%"
    for table in (schema.control_area, schema.control_place):
        connection.execute(sa.delete(table).where(table.c.scope.like(begins), table.c.scope != scope))
    linked = schema.linked_document
    older = (linked.c.stage.like(_STAGE + begins), linked.c.stage != _STAGE + scope)
    connection.execute(sa.delete(linked).where(*older))


def unmade_areas(connection: sa.Connection, outlook: Outlook) -> list[str]:
    """The areas of which nothing is kept that holds on this day."""
    place, made = schema.control_place, schema.control_area
    known = sa.select(made.c.area).where(*_holding(outlook))
    listed = sa.select(place.c.area).where(place.c.scope == outlook.scope, place.c.area.not_in(known)).distinct()
    return sorted(connection.execute(listed).scalars())


def _holding(outlook: Outlook) -> tuple[sa.ColumnElement[bool], ...]:
    """What a row must fulfil to hold on this day."""
    made = schema.control_area
    return (
        made.c.scope == outlook.scope,
        made.c.stale_days == outlook.stale_days,
        made.c.since <= outlook.day,
        made.c.until > outlook.day,
    )


def reporting(connection: sa.Connection, scope: str, areas: Iterable[str]) -> dict[str, list[int]]:
    """Keys of the documents that report control of each of these areas, by day of publication."""
    place, live = schema.control_place, schema.live_document
    found: defaultdict[str, list[int]] = defaultdict(list)
    for some in runs(areas):
        listed = (
            sa.select(place.c.area, place.c.document)
            .join(live, live.c.document == place.c.document)
            .where(place.c.scope == scope, place.c.area.in_(some))
            .order_by(live.c.published, live.c.id)
        )
        for area, document in connection.execute(listed):
            found[area].append(int(document))
    return dict(found)


def keep_areas(connection: sa.Connection, outlook: Outlook, made: Iterable[KeptArea]) -> None:
    """Keep what was made of areas that had nothing to hold on this day."""
    rows = [
        {
            "scope": outlook.scope,
            "area": each.area,
            "stale_days": outlook.stale_days,
            "since": each.since,
            "until": each.until,
            "body": each.body,
        }
        for each in made
    ]
    if rows:
        connection.execute(sa.insert(schema.control_area), rows)


def find_areas(connection: sa.Connection, outlook: Outlook) -> list[bytes]:
    """What is kept of every area and holds on this day."""
    table = schema.control_area
    return [bytes(body) for body in connection.execute(sa.select(table.c.body).where(*_holding(outlook))).scalars()]
