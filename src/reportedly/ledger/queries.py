"""Reading: which live claims fit a question, and what is live of each document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa

from reportedly.codec import unpack
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger import schema
from reportedly.ledger.indexing import day_number, tokens
from reportedly.ledger.live import LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.sources import folded
from reportedly.ledger.store import load_live
from reportedly.records import Issue
from reportedly.vocabulary import Anonymity, Basis, Certainty, ClaimStatus

_ANY = "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of the ledger; None asks for everything.

    Attributes:
        claim: Id of one claim, or the beginning of one.
        document: Id of one document, or the beginning of one, or its source as given.
        place: A name of a place, district, province, or a country's code; case and accents do not count.
        actor: An actor's id, or part of a name.
        type: A type, such as CONTROL.
        source: Part of the name or description of a holder.
        basis: How the nearest holder claims to know.
        anonymity: How far the nearest holder is identified.
        words: Words that the claim holds, all of them.
        since: Earliest day, ISO 8601; claims that hold at some time from then on. A claim without a time never fits.
        until: Latest day.
        certainty: How sure the claim is presented.
        publisher: The outlet of the document, by its whole name; case and accents do not count.
        grade: Reliability and credibility, such as `B2`; a letter alone asks for that reliability.
        status: How the claim came to stand; rejected ones too are shown where they are asked for.
        incident: Id of an incident.
        rejected: Whether claims that a reviewer rejected are shown too.
        limit: At most so many claims; None for all.
    """

    claim: str | None = None
    document: str | None = field(default=None, repr=False)
    place: str | None = field(default=None, repr=False)
    actor: str | None = field(default=None, repr=False)
    type: str | None = None
    source: str | None = field(default=None, repr=False)
    basis: Basis | None = None
    anonymity: Anonymity | None = None
    words: str | None = field(default=None, repr=False)
    since: str | None = None
    until: str | None = None
    certainty: Certainty | None = None
    publisher: str | None = field(default=None, repr=False)
    grade: str | None = None
    status: ClaimStatus | None = None
    incident: str | None = None
    rejected: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """A document with the live claims of it that fit a question, in the order of the text."""

    document: LiveDocument
    claims: tuple[str, ...]


def find_claims(ledger: Ledger, wanted: Wanted) -> Iterator[Fitting]:
    """Documents with their claims that fit, by day of publication; one document at a time is held in memory.

    Raises:
        UsageError: A day is none.
    """
    conditions = _conditions(wanted, ledger.engine.dialect.name)
    claim, live = schema.live_claim, schema.live_document
    fitting = (
        sa.select(claim.c.document, claim.c.id)
        .join(live, live.c.document == claim.c.document)
        .where(*conditions)
        .order_by(live.c.published, live.c.id, claim.c.position)
    )
    with ledger.reading() as connection:
        rows = connection.execution_options(yield_per=1000).execute(fitting)
        yield from _by_document(connection, ((int(row[0]), str(row[1])) for row in rows))


def _by_document(connection: sa.Connection, rows: Iterator[tuple[int, str]]) -> Iterator[Fitting]:
    """Rows that follow each other and are of one document, together with what is live of it."""
    key: int | None = None
    ids: list[str] = []
    for document, identity in rows:
        if key is not None and document != key:
            yield Fitting(document=load_live(connection, key), claims=tuple(ids))
            ids = []
        key = document
        ids.append(identity)
    if key is not None:
        yield Fitting(document=load_live(connection, key), claims=tuple(ids))


def _conditions(wanted: Wanted, dialect: str) -> list[sa.ColumnElement[bool]]:
    """What a row must fulfil."""
    claim = schema.live_claim
    found: list[sa.ColumnElement[bool]] = []
    if not wanted.rejected and wanted.status is None:
        found.append(claim.c.status != ClaimStatus.REJECTED.value)
    for column, value in (
        (claim.c.type, wanted.type),
        (claim.c.basis, wanted.basis),
        (claim.c.anonymity, wanted.anonymity),
        (claim.c.status, wanted.status),
    ):
        if value is not None:
            found.append(column == str(value))
    if wanted.claim is not None:
        found.append(begins(claim.c.id, wanted.claim))
    if wanted.incident is not None:
        found.append(claim.c.id.in_(_told_of(wanted.incident)))
    if wanted.document is not None:
        live = schema.live_document
        found.append(sa.or_(begins(live.c.id, wanted.document), live.c.source == wanted.document))
    return [*found, *_named(wanted), *_dated(wanted), *_worded(wanted, dialect)]


def _told_of(incident: str) -> sa.Select[tuple[str]]:
    """Ids of the claims that tell of this incident."""
    table, member = schema.incident, schema.incident_claim
    return sa.select(member.c.claim).join(table, table.c.key == member.c.incident).where(table.c.id == incident)


def begins(column: sa.ColumnElement[str], given: str) -> sa.ColumnElement[bool]:
    """Whether the id is the given one or begins like it; `sha256:` may be left out."""
    start = given if given.startswith("sha256:") else f"sha256:{given}"
    return column.like(_escaped(start) + _ANY, escape="\\")


def _escaped(words: str) -> str:
    """The words as a pattern that means nothing but themselves."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _named(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    """Places by their whole name, actors and sources by a part of it."""
    term = schema.live_term
    if wanted.place is not None:
        yield has_term("place", term.c.term == folded(wanted.place))
    for name, given in (("actor", wanted.actor), ("source", wanted.source)):
        if given is not None:
            yield has_term(name, term.c.term.like(_ANY + _escaped(folded(given)) + _ANY, escape="\\"))


def has_term(name: str, condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether the claim is found by such a name."""
    term = schema.live_term
    return schema.live_claim.c.key.in_(sa.select(term.c.claim).where(term.c.field == name, condition))


def _dated(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    """Claims that may hold at some time in the interval."""
    claim = schema.live_claim
    for given, column in ((wanted.since, claim.c.finish_day), (wanted.until, claim.c.begin_day)):
        if given is None:
            continue
        day = day_number(given)
        if day is None:
            message = f"{given!r} is no day; write it as 2017-11-15"
            raise UsageError(message)
        yield sa.or_(claim.c.begin_day.is_not(None), claim.c.finish_day.is_not(None))
        later = column >= day if column is claim.c.finish_day else column <= _last(day)
        yield sa.or_(column.is_(None), later)


def _last(day: int) -> int:
    """The last day that a year or a month, given for a day, reaches to."""
    if day % 10_000 == 0:
        return day + 1231
    return day + 31 if day % 100 == 0 else day


def _worded(wanted: Wanted, dialect: str) -> Iterator[sa.ColumnElement[bool]]:
    """Claims that hold all of these words."""
    if wanted.words is None:
        return
    found = tokens(wanted.words)
    if not found:
        yield sa.false()
        return
    words = schema.live_words
    if dialect == "sqlite":
        query = " ".join(f'"{each}"' for each in found)
        matching = sa.text("live_words MATCH :words").bindparams(words=query)
    else:
        matching = sa.text("to_tsvector('simple', words) @@ plainto_tsquery('simple', :words)").bindparams(
            words=" ".join(found)
        )
    yield schema.live_claim.c.key.in_(sa.select(words.c.rowid).where(matching))


def find_documents(ledger: Ledger, wanted: Wanted) -> Iterator[LiveDocument]:
    """What is live of each document, by day of publication; of `wanted` only `document` counts."""
    live = schema.live_document
    listed = sa.select(live.c.document).order_by(live.c.published, live.c.id)
    if wanted.document is not None:
        listed = listed.where(sa.or_(begins(live.c.id, wanted.document), live.c.source == wanted.document))
    with ledger.reading() as connection:
        for (key,) in connection.execution_options(yield_per=1000).execute(listed):
            yield load_live(connection, int(key))


def find_redacted(ledger: Ledger) -> Iterator[LiveDocument]:
    """What is live of each document that a reviewer withheld, or a source of which."""
    with ledger.reading() as connection:
        redacted = (
            sa.select(schema.document.c.key)
            .join(schema.judgement, schema.judgement.c.target == schema.document.c.id)
            .distinct()
        )
        for key in connection.execute(redacted).scalars().all():
            yield load_live(connection, key)


def load_claim(ledger: Ledger, claim: str) -> tuple[LiveDocument, str]:
    """The document that the live claim stands in, and the claim's whole id, given the id or its beginning.

    Raises:
        NotInLedgerError: No live claim has it, or several begin like it.
    """
    with ledger.reading() as connection:
        key, identity = claim_key(connection, claim)
        return load_live(connection, key), identity


def claim_key(connection: sa.Connection, claim: str) -> tuple[int, str]:
    """The key of the document that the live claim stands in, and the claim's whole id.

    Raises:
        NotInLedgerError: No live claim has the id or begins like it, or several do.
    """
    table = schema.live_claim
    rows = connection.execute(
        sa.select(table.c.document, table.c.id).where(begins(table.c.id, claim)).distinct().limit(2)
    ).all()
    if not rows:
        message = f"the ledger holds no live claim {claim!r}; `reportedly claims` lists them"
        raise NotInLedgerError(message)
    if len(rows) > 1:
        message = f"several claims begin with {claim!r}; give more of the id"
        raise NotInLedgerError(message)
    return int(rows[0][0]), str(rows[0][1])


def has_judgement(ledger: Ledger, judgement: str) -> bool:
    """Whether a judgement about a claim or document has this id, or begins like it."""
    table = schema.judgement
    with ledger.reading() as connection:
        found = sa.select(table.c.key).where(begins(table.c.id, judgement)).limit(1)
        return connection.execute(found).first() is not None


def load_document(ledger: Ledger, document: str) -> LiveDocument:
    """What is live of a document, given its id, the beginning of it, or its source.

    Raises:
        NotInLedgerError: No document has it, or several do.
    """
    with ledger.reading() as connection:
        return load_live(connection, document_key(connection, document))


def load_documents(ledger: Ledger, documents: Iterable[str]) -> Iterator[LiveDocument]:
    """What is live of these documents, given by their whole ids, in that order; those that are gone are left out."""
    table = schema.document
    with ledger.reading() as connection:
        for identity in documents:
            key = connection.execute(sa.select(table.c.key).where(table.c.id == identity)).scalar()
            if key is not None:
                yield load_live(connection, int(key))


def document_key(connection: sa.Connection, document: str) -> int:
    """The key of the document with this id, beginning of an id, or source.

    Raises:
        NotInLedgerError: No document has it, or several do.
    """
    table = schema.live_document
    either = sa.or_(begins(table.c.id, document), table.c.source == document)
    keys = connection.execute(sa.select(table.c.document).where(either).limit(2)).all()
    if len(keys) != 1:
        many = "several documents have" if keys else "the ledger holds no document with"
        message = f"{many} this id or source; `reportedly claims` names documents"
        raise NotInLedgerError(message)
    return int(keys[0][0])


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIssue:
    """An issue that stands: of a latest reading, or of a source that has not been read since."""

    issue: Issue
    document: str | None
    source: str | None
    at: str


def find_issues(ledger: Ledger) -> Iterator[OpenIssue]:
    """Issues that stand, in the order in which they arose."""
    issue, live = schema.issue, schema.live_document
    later = live.alias()
    since = sa.select(later.c.document).where(later.c.source == issue.c.source, later.c.at >= issue.c.at)
    standing = (
        sa.select(issue.c.body, live.c.id, issue.c.source, issue.c.at)
        .outerjoin(live, live.c.document == issue.c.document)
        .where(sa.or_(issue.c.reading == live.c.reading, sa.and_(issue.c.document.is_(None), ~since.exists())))
        .order_by(issue.c.at, issue.c.source, issue.c.id)
    )
    with ledger.reading() as connection:
        for body, document, source, at in connection.execution_options(yield_per=1000).execute(standing):
            yield OpenIssue(issue=unpack(body, Issue), document=document, source=source, at=at)
