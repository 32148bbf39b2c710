"""The table of hashes: what documents are found by, which documents share rare hashes, and which hashes are common.

Rows are of two sorts. Those of a sentence (`part` from 0) are hashes of text. Those below 0 say of the document what
it is called and what it names. A hash is *common* for a document where more than FREQUENT documents have it, or where
its outlet prints it under SERIES titles or more: that is an outlet's boilerplate and no sign of a reprint.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

import sqlalchemy as sa

from reportedly.ledger import schema
from reportedly.link.reprints_record import Printed
from reportedly.link.shingles import hashed, prints_of, whole_hash

# More documents than these have the hash: boilerplate, a form, an agency's standing words.
FREQUENT = 100
# One outlet prints it under so many titles.
SERIES = 3
# Kept hashes that two documents must share before their texts are looked at: a sentence has its own beside its runs'.
_LEAST = 2
# Documents that share such a part of their hashes, and some names, tell one story.
_CLOSE = 0.5
# An odd spelling that more documents have is no sign.
_RARE = 4
NAMES = 3
# SQLite takes 32,766 parameters in a statement; fewer keep the statement small.
_CHUNK = 900
# How far from a report's day those are that it may rewrite or correct.
_AROUND = datetime.timedelta(days=60)

table = schema.shingle


class Part(IntEnum):
    """What a hash below the sentences stands for."""

    WHOLE = -1
    TITLE = -2
    OUTLET = -3
    NAME = -4
    ANNOUNCED = -5
    ODD = -6


@dataclass(frozen=True, slots=True)
class Rows:
    """The hashes of one document, each with its part, without doubles."""

    parts: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, printed: Printed) -> "Rows":
        """The rows that a document is found by."""
        own = printed.title or " ".join(printed.wording.words[:12])
        found = {
            (Part.WHOLE, whole_hash(printed.wording)),
            (Part.TITLE, hashed("title", own)),
            (Part.OUTLET, hashed("outlet", printed.outlet)) if printed.outlet else None,
            (Part.ANNOUNCED, hashed("announced", printed.outlet)) if printed.announced else None,
            *((Part.NAME, hashed("name", each.name)) for each in printed.names),
            *((Part.ODD, hashed("odd", each)) for each in printed.odd),
            *((each.sentence, each.hash) for each in prints_of(printed.wording)),
        }
        return cls(frozenset((int(each[0]), each[1]) for each in found if each is not None))

    def having(self, *parts: Part) -> frozenset[int]:
        """The hashes of these parts."""
        return frozenset(number for part, number in self.parts if part in parts)

    @property
    def named(self) -> tuple[int, int]:
        """Outlet and title, as hashes; 0 for an unknown outlet."""
        return next(iter(self.having(Part.OUTLET)), 0), next(iter(self.having(Part.TITLE)), 0)

    @property
    def text(self) -> frozenset[int]:
        """The hashes of runs, sentences and quotations, and of the whole text."""
        return frozenset(number for part, number in self.parts if part >= Part.WHOLE)


def read_rows(connection: sa.Connection, document: int) -> Rows:
    """The rows that are kept of a document."""
    rows = connection.execute(sa.select(table.c.part, table.c.hash).where(table.c.document == document))
    return Rows(frozenset((int(part), int(number)) for part, number in rows))


def write_rows(connection: sa.Connection, document: int, rows: Rows) -> None:
    """Put the rows of a document in place of those that are kept."""
    connection.execute(sa.delete(table).where(table.c.document == document))
    made = [{"document": document, "part": part, "hash": number} for part, number in sorted(rows.parts)]
    if made:
        connection.execute(sa.insert(table), made)


@dataclass(frozen=True)
class Sharing:
    """Which documents have each hash of one document.

    Attributes:
        documents: By hash; only of hashes that are not frequent.
        frequent: Hashes that more than FREQUENT documents have.
        titles: Outlet and title of every document that occurs, as hashes; 0 for an unknown outlet.
    """

    documents: Mapping[int, frozenset[int]] = field(default_factory=dict)
    frequent: frozenset[int] = frozenset()
    titles: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def series(self) -> Mapping[int, frozenset[int]]:
        """The outlets that print the text of a hash under SERIES titles or more; hashes without one are left out."""
        found = {}
        for number, holders in self.documents.items():
            if len(holders) >= SERIES:
                counts = Counter(outlet for outlet, _ in {self.titles[each] for each in holders})
                outlets = frozenset(each for each, titles in counts.items() if each and titles >= SERIES)
                if outlets:
                    found[number] = outlets
        return found

    def common(self, *documents: int) -> frozenset[int]:
        """The hashes that are boilerplate of the outlet of one of the documents, and the frequent ones."""
        outlets = {self.titles[each][0] for each in documents if each in self.titles}
        return self.frequent | frozenset(each for each, of in self.series.items() if of & outlets)

    def candidates(self, document: int) -> Iterator[int]:
        """Documents that share enough hashes with this one that are common for neither."""
        own = self.titles[document][0]
        counts: Counter[int] = Counter()
        for number, holders in self.documents.items():
            outlets = self.series.get(number, frozenset())
            if own not in outlets:
                counts.update(each for each in holders if not outlets or self.titles[each][0] not in outlets)
        yield from sorted(each for each, shared in counts.items() if shared >= _LEAST and each != document)

    def shared(self) -> Counter[int]:
        """How many hashes that are not frequent each document has."""
        return Counter(each for holders in self.documents.values() for each in holders)

    def replaced(self, document: int, rows: Rows) -> "Sharing":
        """The same when these are the rows of the document; all its hashes, old and new, must be among those here."""
        documents = {number: holders - {document} for number, holders in self.documents.items()}
        for number in rows.text - self.frequent:
            documents[number] = documents.get(number, frozenset()) | {document}
        frequent = self.frequent | {each for each, holders in documents.items() if len(holders) > FREQUENT}
        return Sharing(
            documents={each: holders for each, holders in documents.items() if each not in frequent},
            frequent=frequent,
            titles={**self.titles, document: rows.named},
        )


def sharing(connection: sa.Connection, hashes: Collection[int]) -> Sharing:
    """Which documents have these hashes; of a frequent one only that it is frequent."""
    frequent = frozenset(_frequent(connection, hashes, FREQUENT))
    documents: dict[int, frozenset[int]] = {}
    # One row for each hash, since a family of copies has many documents to each.
    holders = sa.func.aggregate_strings(sa.cast(table.c.document, sa.Text), ",")
    for part in chunks(each for each in hashes if each not in frequent):
        rows = connection.execute(sa.select(table.c.hash, holders).where(table.c.hash.in_(part)).group_by(table.c.hash))
        documents |= {int(number): frozenset(map(int, some.split(","))) for number, some in rows}
    everyone = frozenset().union(*documents.values())
    return Sharing(
        documents=documents,
        frequent=frequent,
        titles=_titles(connection, everyone),
    )


def close_to(connection: sa.Connection, document: int, shared: Sharing) -> frozenset[int]:
    """Documents that have half of this one's hashes, or this one half of theirs.

    `shared` tells who has the hashes of the document. An agency sends one story three times under new titles: that is
    no boilerplate, though it looks so hash by hash.
    """
    counts = shared.shared()
    own = len(shared.documents) + len(shared.frequent)
    near = [each for each, number in counts.items() if number >= _LEAST and each != document]
    sizes: dict[int, int] = {}
    for part in chunks(near):
        query = sa.select(table.c.document, sa.func.count()).where(
            table.c.document.in_(part), table.c.part >= Part.WHOLE.value
        )
        sizes |= {int(each): int(number) for each, number in connection.execute(query.group_by(table.c.document))}
    return frozenset(each for each in near if counts[each] >= _CLOSE * min(own, sizes.get(each, own)))


def _frequent(connection: sa.Connection, hashes: Collection[int], most: int) -> Iterator[int]:
    """The hashes that more than `most` rows have; no more rows than that are counted for each."""
    each = table.alias()
    for part in chunks(hashes):
        given = sa.select(table.c.hash).where(table.c.hash.in_(part)).distinct().subquery()
        counted = sa.select(sa.literal(1)).where(each.c.hash == given.c.hash).limit(1).offset(most)
        rows = connection.execute(sa.select(given.c.hash).where(sa.exists(counted.correlate(given))))
        yield from (int(number) for number in rows.scalars())


def _titles(connection: sa.Connection, documents: Collection[int]) -> dict[int, tuple[int, int]]:
    """Outlet and title of each document, as hashes."""
    found: dict[int, list[int]] = {each: [0, 0] for each in documents}
    for part in chunks(documents):
        rows = connection.execute(
            sa.select(table.c.document, table.c.part, table.c.hash).where(
                table.c.document.in_(part), table.c.part.in_((Part.OUTLET, Part.TITLE))
            )
        )
        for document, kind, number in rows:
            found[int(document)][0 if kind == Part.OUTLET else 1] = int(number)
    return {each: (outlet, title) for each, (outlet, title) in found.items()}


def turned(before: Sharing, after: Sharing) -> tuple[frozenset[int], frozenset[int]]:
    """Documents for which a hash became common, and those for which one ceased to be.

    Of the first only pairs that were found may change; of the second any pair of them may come.
    """
    became: set[int] = set()
    ceased: set[int] = set()
    for number in {*before.series, *after.series, *(before.frequent ^ after.frequent)}:
        ways = [each.series.get(number, frozenset()) | _all(number in each.frequent) for each in (before, after)]
        holders = before.documents.get(number, frozenset()) | after.documents.get(number, frozenset())
        became |= holders if ways[1] - ways[0] else frozenset()
        ceased |= holders if ways[0] - ways[1] else frozenset()
    return frozenset(became), frozenset(ceased)


def _all(is_frequent: bool) -> frozenset[int]:  # noqa: FBT001 - it is what is asked
    """A mark that stands for every outlet where the hash is frequent."""
    return frozenset({0}) if is_frequent else frozenset()


def odd_turned(connection: sa.Connection, rows: Rows) -> frozenset[int]:
    """Documents with an odd spelling of these rows that now one more has than are few."""
    found: set[int] = set()
    for number in rows.having(Part.ODD):
        held = sa.select(table.c.document).where(table.c.hash == number).limit(_RARE + 2)
        holders = {int(each) for each in connection.execute(held).scalars()}
        found |= holders if len(holders) == _RARE + 1 else set()
    return frozenset(found)


def naming(connection: sa.Connection, printed: Printed, rows: Rows) -> set[int]:
    """Documents that may rest on this one, or it on them, though no text is shared.

    These are reports of outlets that it names and reports that name its outlet, where they have names in common; its
    outlet's reports of the same title, or with the same names where one announces a correction; and reports with the
    same odd spellings. Of reports with a day, those of some weeks around are looked at.
    """
    look = _Look(connection, _days_around(printed.published))
    names = rows.having(Part.NAME)
    outlets = {hashed("outlet", each.name) for each in printed.names}
    found = look.with_names(look.having(outlets), names)
    if printed.outlet:
        own = rows.having(Part.OUTLET) if printed.announced else {hashed("announced", printed.outlet)}
        around = look.having(own)
        found |= look.with_names(look.having({hashed("name", printed.outlet)}) | around, names)
        found |= around & look.having(rows.having(Part.TITLE)) if around else set()
    odd = rows.having(Part.ODD)
    return found | look.having(odd - frozenset(_frequent(connection, odd, _RARE)))


def _days_around(day: str | None) -> tuple[str, str] | None:
    """The first and last day of publication that matter; None where the report has no day."""
    try:
        middle = datetime.date.fromisoformat(day or "")
        return str(middle - _AROUND), str(middle + _AROUND)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class _Look:
    """Looking up documents by hashes; `days` are those between which they were published, if at a known day."""

    connection: sa.Connection
    days: tuple[str, str] | None

    def having(self, hashes: Collection[int]) -> set[int]:
        """The documents that have one of these hashes."""
        live = schema.live_document
        found: set[int] = set()
        for part in chunks(hashes):
            query = sa.select(table.c.document).join(live, live.c.document == table.c.document)
            query = query.where(table.c.hash.in_(part))
            if self.days is not None:
                query = query.where(sa.or_(live.c.published == "", live.c.published.between(*self.days)))
            found.update(int(each) for each in self.connection.execute(query).scalars())
        return found

    def with_names(self, documents: Collection[int], names: Collection[int]) -> set[int]:
        """Those of the documents that have some of the names."""
        counts: Counter[int] = Counter()
        for part in chunks(documents) if len(names) >= NAMES else ():
            for some in chunks(names):
                query = sa.select(table.c.document).where(table.c.document.in_(part), table.c.hash.in_(some))
                counts.update(int(each) for each in self.connection.execute(query).scalars())
        return {each for each, number in counts.items() if number >= NAMES}


def rare_names(connection: sa.Connection, names: Iterable[str]) -> frozenset[str]:
    """Those of the odd spellings that few documents have."""
    by_hash = {hashed("odd", each): each for each in names}
    many = set(_frequent(connection, by_hash, _RARE))
    return frozenset(name for number, name in by_hash.items() if number not in many)


def chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    """The numbers, sorted, in parts that fit into a statement."""
    ordered = sorted(set(numbers))
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
