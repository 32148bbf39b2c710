"""The register of sources in the ledger: filled document by document, and read without loading any document."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa

from reportedly.assess.register import RegisterEntry, register_entries
from reportedly.assess.roots import root_of
from reportedly.assess.testimony import Testimony, testimonies
from reportedly.ledger import Ledger, LiveDocument, schema
from reportedly.ledger.indexing import is_unfindable, withheld_sources
from reportedly.ledger.joint import load_joint, standing_joint
from reportedly.ledger.sources import SourceSet, links_of
from reportedly.ledger.store import load_live
from reportedly.records import JointJudgement
from reportedly.vocabulary import JointDecision, RegisterKind

STAGE = "sources"
# Documents in one transaction, so that other writers wait no longer than it takes.
_BATCH = 100
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredSource:
    """A source of the register with what the ledger has of it.

    Attributes:
        reports: Documents that it published or is named in as a source.
        claims: Claims that pass through it.
        firsthand: Claims of which it says that it took part or saw it.
        first: Day of publication of the first of these documents.
        words: What reviewers said on its reliability and nobody took back, in the order of appending.
    """

    entry: RegisterEntry
    reports: int
    claims: int
    firsthand: int
    first: str | None = None
    last: str | None = None
    words: tuple[JointJudgement, ...] = field(default=())


def index_sources(ledger: Ledger, progress: Progress | None = None) -> int:
    """Enter the sources of documents that changed since they were entered; how many documents these were.

    `progress` is told how many are done, and of how many. Doing it again does nothing.
    """
    with ledger.reading() as connection:
        waiting = _waiting(connection)
    for start in range(0, len(waiting), _BATCH):
        with ledger.writing() as connection:
            for key in waiting[start : start + _BATCH]:
                _enter(connection, key)
        if progress is not None:
            progress(min(start + _BATCH, len(waiting)), len(waiting))
    return len(waiting)


def _waiting(connection: sa.Connection) -> list[int]:
    """Keys of the documents whose sources are not entered."""
    live, linked = schema.live_document, schema.linked_document
    entered = sa.select(linked.c.document).where(linked.c.stage == STAGE)
    listed = sa.select(live.c.document).where(live.c.document.not_in(entered)).order_by(live.c.document)
    return [int(key) for key in connection.execute(listed).scalars()]


def _enter(connection: sa.Connection, key: int) -> None:
    """Enter the sources of one document in place of what stood there."""
    table, linked = schema.registered, schema.linked_document
    connection.execute(sa.delete(table).where(table.c.document == key))
    connection.execute(sa.delete(linked).where(linked.c.document == key, linked.c.stage == STAGE))
    rows = [
        {
            "document": key,
            "source": each.entry.id,
            "kind": each.entry.kind.value,
            "name": each.entry.name,
            "claims": each.claims,
            "firsthand": each.firsthand,
        }
        for each in sources_of(load_live(connection, key))
    ]
    if rows:
        connection.execute(sa.insert(table), rows)
    connection.execute(sa.insert(linked), {"document": key, "stage": STAGE})


def sources_of(document: LiveDocument) -> tuple[RegisteredSource, ...]:
    """The register's sources in one document, but for what a reviewer withheld, which the register never holds."""
    hidden = withheld_sources(document)
    found: dict[str, RegisterEntry] = {}
    passing: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for testimony in testimonies((document,)):
        if is_unfindable(testimony.claim, document) or _is_hidden(testimony, hidden):
            continue
        root = root_of(testimony)
        own = root.institution.name if root.institution is not None and root.is_firsthand else None
        for entry in register_entries(testimony):
            found.setdefault(entry.id, entry)
            passing[entry.id] += 1
            seen[entry.id] += entry.name == own
    return tuple(
        RegisteredSource(entry=entry, reports=1, claims=passing[key], firsthand=seen[key])
        for key, entry in sorted(found.items())
    )


def _is_hidden(testimony: Testimony, hidden: SourceSet) -> bool:
    """Whether a withheld source stands in the claim's chain, or in another that its words allow."""
    return any(hidden.has(link, testimony.claim.reading) for link in links_of(testimony.claim))


def find_sources(ledger: Ledger) -> Iterator[RegisteredSource]:
    """The register, by kind and name."""
    table, live = schema.registered, schema.live_document
    count, day = sa.func.count, sa.func.nullif(live.c.published, "")
    listed = (
        sa.select(
            table.c.source,
            table.c.kind,
            sa.func.min(table.c.name),
            count(),
            sa.func.sum(table.c.claims),
            sa.func.sum(table.c.firsthand),
            sa.func.min(day),
            sa.func.max(day),
        )
        .join(live, live.c.document == table.c.document)
        .group_by(table.c.source, table.c.kind)
        .order_by(table.c.kind, table.c.source)
    )
    with ledger.reading() as connection:
        words = reliability_words(connection)
        for source, kind, name, reports, claims, firsthand, first, last in connection.execute(listed):
            yield RegisteredSource(
                entry=RegisterEntry(id=source, kind=RegisterKind(kind), name=name),
                reports=int(reports),
                claims=int(claims),
                firsthand=int(firsthand),
                first=first,
                last=last,
                words=words.get(source, ()),
            )


def reliability_words(connection: sa.Connection) -> dict[str, tuple[JointJudgement, ...]]:
    """What reviewers said on reliability, by the id of the source, in the order of appending."""
    found: dict[str, tuple[JointJudgement, ...]] = {}
    for each in standing_joint(load_joint(connection)):
        if each.decision is JointDecision.RELIABILITY and each.about is not None:
            found[each.about] = (*found.get(each.about, ()), each)
    return found


def has_source(ledger: Ledger, source: str) -> bool:
    """Whether the register holds a source of this id."""
    table = schema.registered
    with ledger.reading() as connection:
        return (
            connection.execute(sa.select(table.c.source).where(table.c.source == source).limit(1)).first() is not None
        )
