"""Reported incidents: claims of several reports that seem to tell of one occurrence.

An incident is a cluster of claims and asserts nothing: its attributes are ranges, each value with the claim that gives
it. It is derived from the live claims and from what reviewers decided, and can be made again from these.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa

from reportedly.codec import unpack
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import schema
from reportedly.ledger.indexing import day_number
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import begins, has_term
from reportedly.ledger.sources import folded
from reportedly.vocabulary import PlaceKind, QuantityOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A claim of an incident.

    Attributes:
        claim: Id of the live claim.
        document: Id of its document.
        points: Whether it only points at the incident: a denial or a negated claim, which cannot make one.
        link: How well it fits the others, 0 to 1; None for the only claim of an incident.
    """

    claim: str
    document: str
    points: bool = False
    link: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a claim of the incident gives."""

    of: QuantityOf
    claim: str
    low: float | None = None
    best: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place that claims of the incident name as where it happened; `claims` are their ids."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """An actor of the actor table that claims of the incident name; `claims` are their ids."""

    id: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A reported incident.

    Attributes:
        id: Stays when more reports come; when two incidents turn out to be one, the other id leads here.
        type: The type that most of its claims have.
        types: All types, most frequent first.
        members: Its claims, by day of publication, document and place in the text.
        begin: First day on which claims say it may have happened, ISO 8601; None where open.
        finish: Last such day.
        places: Where it is said to have happened, the most often and most closely named first.
        actors: Who is said to have taken part, the most often named first.
        figures: Every number that its claims give.
    """

    id: str
    type: str
    types: tuple[str, ...]
    members: tuple[Member, ...]
    begin: str | None = None
    finish: str | None = None
    places: tuple[Where, ...] = ()
    actors: tuple[Who, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of its claims."""
        return tuple(each.claim for each in self.members)

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that tell of it, each once."""
        return tuple(dict.fromkeys(each.document for each in self.members))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsWanted:
    """What is asked of the incidents; None asks for everything.

    Attributes:
        type: A type of claim, such as KILL.
        place: A name of a place, district, province, or a country's code, that a claim names; case does not count.
        actor: An actor's id, or part of a name, that a claim names.
        since: Earliest day, ISO 8601; an incident without a time always fits.
        until: Latest day.
        reports: At least so many reports tell of it.
        document: Id of a document that tells of it, or its source as given.
        limit: At most so many; None for all.
    """

    type: str | None = None
    place: str | None = field(default=None, repr=False)
    actor: str | None = field(default=None, repr=False)
    since: str | None = None
    until: str | None = None
    reports: int = 1
    document: str | None = field(default=None, repr=False)
    limit: int | None = None


def find_incidents(ledger: Ledger, wanted: IncidentsWanted) -> Iterator[Incident]:
    """Incidents that fit, the latest first.

    Raises:
        UsageError: A day is none.
    """
    table = schema.incident
    fitting = sa.select(table.c.body).where(*_conditions(wanted))
    ordered = fitting.order_by(table.c.finish_day.desc().nulls_last(), table.c.documents.desc(), table.c.id)
    with ledger.reading() as connection:
        rows = connection.execution_options(yield_per=100).execute(ordered.limit(wanted.limit))
        for (body,) in rows:
            yield unpack(zlib.decompress(body), Incident)


def _conditions(wanted: IncidentsWanted) -> Iterator[sa.ColumnElement[bool]]:
    """What a row must fulfil."""
    table, member, live = schema.incident, schema.incident_claim, schema.live_document
    yield table.c.documents >= wanted.reports
    if wanted.type is not None:
        yield table.c.type == wanted.type
    if wanted.since is not None:
        yield sa.or_(table.c.finish_day.is_(None), table.c.finish_day >= _day(wanted.since))
    if wanted.until is not None:
        yield sa.or_(table.c.begin_day.is_(None), table.c.begin_day <= _day(wanted.until))
    if wanted.document is not None:
        of_document = sa.select(member.c.incident).join(live, live.c.document == member.c.document)
        named = sa.or_(begins(live.c.id, wanted.document), live.c.source == wanted.document)
        yield table.c.key.in_(of_document.where(named))
    if wanted.place is not None:
        yield _has_claim(has_term("place", schema.live_term.c.term == folded(wanted.place)))
    if wanted.actor is not None:
        yield _has_claim(has_term("actor", schema.live_term.c.term.contains(folded(wanted.actor), autoescape=True)))


def _day(given: str) -> int:
    """The day as a number that sorts as days do."""
    day = day_number(given)
    if day is None:
        raise UsageError(f"{given!r} is no day; write it as 2017-11-15")
    return day


def _has_claim(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether one of the incident's claims fulfils it."""
    member, claim = schema.incident_claim, schema.live_claim
    fitting = sa.select(member.c.incident).join(claim, claim.c.id == member.c.claim).where(condition)
    return schema.incident.c.key.in_(fitting)


def find_incident(ledger: Ledger, incident: str) -> Incident | None:
    """The incident with this id, or a name that it once had, or the beginning of one; None where there is none.

    Raises:
        NotInLedgerError: Several begin like it.
    """
    table, alias = schema.incident, schema.incident_alias
    with ledger.reading() as connection:
        known = sa.select(alias.c.incident).where(begins(alias.c.alias, incident)).distinct().limit(2)
        ids = connection.execute(known).scalars().all()
        found = connection.execute(sa.select(table.c.body).where(table.c.id.in_(ids)).limit(2)).scalars().all()
    if len(found) > 1:
        raise NotInLedgerError(f"several incidents begin with {incident!r}; give more of the id")
    return unpack(zlib.decompress(found[0]), Incident) if found else None


def load_incident(ledger: Ledger, incident: str) -> Incident:
    """The incident with this id, or a name that it once had, or the beginning of one.

    Raises:
        NotInLedgerError: There is none, or several begin like it.
    """
    found = find_incident(ledger, incident)
    if found is None:
        raise NotInLedgerError(f"the ledger holds no incident {incident!r}; `reportedly incidents` lists them")
    return found


def incidents_of(ledger: Ledger, claims: tuple[str, ...]) -> dict[str, str]:
    """The incident of each of these claims that belongs to one."""
    table, member = schema.incident, schema.incident_claim
    with ledger.reading() as connection:
        rows = connection.execute(
            sa.select(member.c.claim, table.c.id)
            .join(table, table.c.key == member.c.incident)
            .where(member.c.claim.in_(claims))
        ).all()
    return {str(claim): str(incident) for claim, incident in rows}
