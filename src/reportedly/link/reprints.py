"""Finding reports that share text, in the ledger, without comparing each with each.

Every document leaves hashes in a table on disk. A document that is new, or was changed, is looked at beside those that
share rare hashes, names or credits with it. What is found is a function of the documents alone: it does not depend on
the order in which they came.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa

from reportedly.codec import pack, unpack
from reportedly.ledger import schema
from reportedly.ledger.control_areas import forget_areas
from reportedly.ledger.live import LiveDocument
from reportedly.ledger.loading import load_described
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import document_key
from reportedly.ledger.sources import folded
from reportedly.ledger.store import load_live
from reportedly.link.reprints_alignment import Alignment
from reportedly.link.reprints_index import (
    NAMES,
    Rows,
    chunks,
    close_to,
    naming,
    odd_turned,
    rare_names,
    read_rows,
    sharing,
    turned,
    write_rows,
)
from reportedly.link.reprints_kinds import reprint_of
from reportedly.link.reprints_names import announced, names_in, outlet_name, title_words
from reportedly.link.reprints_record import Printed, Reprint
from reportedly.link.reprints_signs import Signs
from reportedly.link.shingles import wording_of
from reportedly.records import Document, PlaceMention
from reportedly.vocabulary import PlaceStatus, ReprintKind

Progress = Callable[[int, int], None]
STAGE = "reprints"
# Documents in one transaction: others wait for it.
_BATCH = 50
_KEPT = 1024


def printed_of(document: Document, places: tuple[PlaceMention, ...] = ()) -> Printed:
    """The document as it is compared with others; `places` are those that it names."""
    wording = wording_of(document.text)
    return Printed(
        id=document.id,
        outlet=outlet_name(document.publisher or _host(document.url)),
        title=title_words(document.title),
        published=document.published,
        wording=wording,
        names=names_in(wording),
        announced=announced(document.title, wording),
        odd=frozenset(_odd(document.text, places)),
    )


def _host(url: str | None) -> str | None:
    """The host of an address, which stands for the outlet where nothing names it."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else None


def _odd(text: str, places: tuple[PlaceMention, ...]) -> Iterator[str]:
    """Names of places that are spelled otherwise than the gazetteer spells the place that they mean."""
    for place in places:
        written = folded(place.span.of(text))
        if place.status is PlaceStatus.RESOLVED and place.candidates and len(written.split()) < 3:  # noqa: PLR2004
            best = place.candidates[0]
            known = {folded(name) for name in (best.name, best.admin1, best.admin2, best.country) if name}
            if not any(written in name or name in written for name in known):
                yield written


def link_reprints(ledger: Ledger, progress: Progress | None = None) -> int:
    """Compare documents that are new or changed with all others, and tell how many these were.

    `progress` is told how many documents are done, and of how many.
    """
    shelf = _Shelf()
    _note_hashes(ledger, shelf)
    with ledger.reading() as connection:
        left = _unlinked(connection)
    done: set[int] = set()
    for start in range(0, len(left), _BATCH):
        with ledger.writing() as connection:
            desk = _Desk(connection, shelf, done)
            for key in left[start : start + _BATCH]:
                desk.compare(key)
        if progress is not None:
            progress(min(start + _BATCH, len(left)), len(left))
    return len(left)


def _unlinked(connection: sa.Connection) -> list[int]:
    """Keys of live documents that were not compared since they changed."""
    live, linked = schema.live_document, schema.linked_document
    done = sa.exists().where(linked.c.document == live.c.document, linked.c.stage == STAGE)
    return list(connection.execute(sa.select(live.c.document).where(~done).order_by(live.c.document)).scalars())


def _note_hashes(ledger: Ledger, shelf: "_Shelf") -> None:
    """Put the hashes of documents that were not compared into the table, and mark those for which that matters."""
    with ledger.reading() as connection:
        left = _unlinked(connection)
    for start in range(0, len(left), _BATCH):
        with ledger.writing() as connection:
            for key in left[start : start + _BATCH]:
                _note(connection, key, shelf)


def _note(connection: sa.Connection, key: int, shelf: "_Shelf") -> None:
    """The hashes of one document."""
    old, new = read_rows(connection, key), Rows.of(shelf.printed(connection, key))
    if old == new:
        return
    before = sharing(connection, old.text | new.text)
    write_rows(connection, key, new)
    became, ceased = turned(before, before.replaced(key, new))
    became |= odd_turned(connection, new)
    _unlink(connection, ceased | frozenset(_found_among(connection, became)))


def _found_among(connection: sa.Connection, documents: Collection[int]) -> Iterator[int]:
    """Those of the documents of which a pair was found."""
    found = schema.reprint
    for part in chunks(documents):
        rows = connection.execute(sa.select(found.c.first, found.c.second).where(found.c.first.in_(part)))
        yield from (int(row[0]) for row in rows if int(row[1]) in documents)


def _unlink(connection: sa.Connection, documents: Collection[int]) -> None:
    """Mark documents as not compared."""
    linked = schema.linked_document
    for part in chunks(documents):
        connection.execute(sa.delete(linked).where(linked.c.document.in_(part), linked.c.stage == STAGE))


class _Shelf:
    """Documents as they are compared, the last ones kept: a text never changes."""

    def __init__(self) -> None:
        self.kept: dict[int, Printed] = {}

    def printed(self, connection: sa.Connection, key: int) -> Printed:
        """A document of the ledger as it is compared with others."""
        if key not in self.kept:
            if len(self.kept) >= _KEPT:
                del self.kept[next(iter(self.kept))]
            self.kept[key] = printed_of(*load_described(connection, key))
        return self.kept[key]


class _Desk:
    """Comparing several documents in one transaction.

    `done` are the documents that were compared since the hashes were noted: what was found of them stands.
    """

    def __init__(self, connection: sa.Connection, shelf: _Shelf, done: set[int]) -> None:
        self.connection = connection
        self.shelf = shelf
        self.done = done

    def printed(self, key: int) -> Printed:
        """A document of the ledger as it is compared with others."""
        return self.shelf.printed(self.connection, key)

    def compare(self, key: int) -> None:
        """Put what is found of one document in place of what was found of it before."""
        self._forget(key)
        rows = read_rows(self.connection, key)
        shared = sharing(self.connection, rows.text)
        named = naming(self.connection, self.printed(key), rows)
        close = close_to(self.connection, key, shared)
        for other in sorted({*shared.candidates(key), *close, *named} - {key} - self.done):
            is_story = other in close and self._one_story(key, other)
            common = shared.frequent if is_story else shared.common(key, other)
            self._write(key, other, reprint_of(self.signs(key, other, common)))
        self.connection.execute(sa.insert(schema.linked_document), {"document": key, "stage": STAGE})
        self.done.add(key)

    def _forget(self, key: int) -> None:
        """Take out what was found of a document, but for what was found since the hashes were noted."""
        found = schema.reprint
        for one, two in ((found.c.first, found.c.second), (found.c.second, found.c.first)):
            others = set(self.connection.execute(sa.select(two).where(one == key)).scalars()) - self.done
            for part in chunks(others):
                self.connection.execute(sa.delete(found).where(one == key, two.in_(part)))
            if others:
                forget_areas(self.connection, (key,))

    def common(self, key: int, other: int) -> frozenset[int]:
        """The hashes that are no sign between two documents."""
        shared = sharing(self.connection, read_rows(self.connection, key).text)
        is_close = other in close_to(self.connection, key, shared)
        return shared.frequent if is_close and self._one_story(key, other) else shared.common(key, other)

    def _one_story(self, key: int, other: int) -> bool:
        """Whether two documents have names in common, so that what they share is no mere boilerplate."""
        return len(Signs.of(self.printed(key), self.printed(other)).names) >= NAMES

    def signs(self, key: int, other: int, common: frozenset[int]) -> Signs:
        """What two documents show of each other; `common` are the hashes that are no sign."""
        one, two = self.printed(key), self.printed(other)
        return Signs.of(one, two, common, rare_names(self.connection, one.odd & two.odd))

    def _write(self, key: int, other: int, reprint: Reprint | None) -> None:
        """Keep what was found of two documents."""
        if reprint is not None:
            row = {
                "first": min(key, other),
                "second": max(key, other),
                "kind": reprint.kind.value,
                "body": pack(reprint),
            }
            self.connection.execute(sa.insert(schema.reprint), row)
            forget_areas(self.connection, (key,))


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two documents with what they are to each other and the sentences that they share.

    Attributes:
        first: The one that was published first, as in a `Reprint`.
        reprint: None where nothing shows that they rest on each other.
    """

    first: LiveDocument
    second: LiveDocument
    reprint: Reprint | None
    alignment: Alignment


def load_side_by_side(ledger: Ledger, one: str, two: str) -> SideBySide:
    """Two documents beside each other, given by their ids, beginnings of ids, or sources.

    Raises:
        NotInLedgerError: The ledger holds no such document, or several begin like it.
    """
    with ledger.reading() as connection:
        keys = sorted(document_key(connection, each) for each in (one, two))
        desk = _Desk(connection, _Shelf(), set())
        keys.sort(key=lambda key: desk.printed(key).order)
        signs = desk.signs(keys[0], keys[1], desk.common(keys[0], keys[1]))
        return SideBySide(
            first=load_live(connection, keys[0]),
            second=load_live(connection, keys[1]),
            reprint=reprint_of(signs),
            alignment=signs.alignment,
        )


def find_reprints(
    connection: sa.Connection, documents: Collection[int] | None = None, kind: ReprintKind | None = None
) -> Iterator[Reprint]:
    """What was found, the latest report first; of these documents only where they are given, by their keys."""
    table = schema.reprint
    if documents is None:
        yield from _listed(connection, kind)
        return
    seen: set[tuple[str, str]] = set()
    for part in chunks(documents):
        for each in _listed(connection, kind, sa.or_(table.c.first.in_(part), table.c.second.in_(part))):
            if (each.first, each.second) not in seen:
                seen.add((each.first, each.second))
                yield each


def _listed(
    connection: sa.Connection, kind: ReprintKind | None, which: sa.ColumnElement[bool] | None = None
) -> Iterator[Reprint]:
    """Rows of what was found, one at a time; the order depends on the documents alone."""
    table = schema.reprint
    one, two = schema.live_document.alias(), schema.live_document.alias()
    latest = sa.case((one.c.published > two.c.published, one.c.published), else_=two.c.published)
    ids = sa.case((one.c.id < two.c.id, one.c.id + two.c.id), else_=two.c.id + one.c.id)
    query = (
        sa.select(table.c.body)
        .join(one, one.c.document == table.c.first)
        .join(two, two.c.document == table.c.second)
        .order_by(latest.desc(), ids)
    )
    for condition in (which, None if kind is None else table.c.kind == kind.value):
        query = query if condition is None else query.where(condition)
    for body in connection.execution_options(yield_per=200).execute(query).scalars():
        yield unpack(body, Reprint)
