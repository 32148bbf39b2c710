"""Lines turned into columns with dictionaries, so that a browser filters 20,000 claims by comparing numbers."""

import itertools
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from reportedly.protect.desk_views import Columns, Dictionaries, TableView
from reportedly.protect.lines import Line
from reportedly.protect.views import DocumentView

NOTHING = -1
_ID_LENGTH = 23
# What stands in a column that has a dictionary.
_CODED: dict[str, Callable[[Line], str | None]] = {
    "document": lambda line: line.document,
    "publisher": lambda line: line.publisher,
    "published": lambda line: line.published,
    "type": lambda line: line.type,
    "kind": lambda line: line.kind,
    "source": lambda line: line.source or None,
    "anonymity": lambda line: line.anonymity,
    "basis": lambda line: line.basis,
    "certainty": lambda line: line.certainty,
    "polarity": lambda line: line.polarity,
    "realis": lambda line: line.realis,
    "status": lambda line: line.status,
    "grade": lambda line: line.grade,
    "place": lambda line: (line.place.name or line.place.words) if line.place else None,
    "place_id": lambda line: line.place.id if line.place else None,
    "country": lambda line: line.place.country if line.place else None,
    "admin1": lambda line: line.place.admin1 if line.place else None,
    "begin": lambda line: line.begin,
    "finish": lambda line: line.finish,
}
_LISTED: dict[str, Callable[[Line], tuple[str, ...]]] = {
    "actors": lambda line: line.actors,
    "flags": lambda line: line.flags,
}
# Columns that hold words of documents, and the documents themselves.
_WORDED = ("document", "publisher", "source", "place", "admin1", "actors")
_PLAIN: dict[str, Callable[[Line], object]] = {
    "id": lambda line: line.id[:_ID_LENGTH],
    "lat": lambda line: line.place.lat if line.place else None,
    "lon": lambda line: line.place.lon if line.place else None,
    "precision": lambda line: line.place.precision or 0 if line.place else 0,
    "hatched": lambda line: line.is_hatched,
    "vague": lambda line: line.place is not None and line.place.generalised,
    "unrealised": lambda line: line.is_unrealised,
    "protected": lambda line: line.is_protected,
}


class _Dictionary:
    """Values by the order in which they came."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def code(self, value: str | None) -> int:
        """The number of the value; -1 for none."""
        if value is None:
            return NOTHING
        return self._codes.setdefault(value, len(self._codes))

    def values(self) -> tuple[str, ...]:
        """The values in the order of their numbers."""
        return tuple(self._codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The columns of one document.

    Attributes:
        lines: What they were made of; lines that were coded before are the same object still.
        ids: The whole ids of the claims.
        used: Which words of each dictionary stand in it.
    """

    lines: tuple[Line, ...] = field(repr=False)
    ids: tuple[str, ...] = field(repr=False)
    columns: Mapping[str, tuple[Any, ...]] = field(repr=False)
    used: Mapping[str, frozenset[int]] = field(repr=False)


Documents = Iterable[tuple[DocumentView, tuple[Line, ...]]]


class Tables:
    """Makes the table of one ledger again and again: what was coded of a document is kept as long as the document is.

    Dictionaries grow with what comes. Where a word of them stands in no claim any more, they are made anew, so that a
    name that was withheld or purged stays in none.
    """

    def __init__(self) -> None:
        """Nothing is coded yet."""
        self._dictionaries: dict[str, _Dictionary] = {}
        self._coded: dict[int, _Part] = {}
        self._begin()

    def _begin(self) -> None:
        """Forget everything."""
        self._dictionaries = {name: _Dictionary() for name in (*_CODED, *_LISTED)}
        self._coded = {}

    def table(self, version: str, documents: Documents, incidents: Mapping[str, str]) -> TableView:
        """All lines in columns."""
        kept = [(document, lines) for document, lines in documents if lines]
        parts = self._parts(kept)
        if self._has_unused(parts):
            self._begin()
            parts = self._parts(kept)
        names = (*_CODED, *_LISTED, *_PLAIN)
        coded = [part.columns for part in parts]
        columns = {name: tuple(itertools.chain.from_iterable(map(operator.itemgetter(name), coded))) for name in names}
        told = _Dictionary()
        ids = itertools.chain.from_iterable(part.ids for part in parts)
        columns["incident"] = tuple(map(told.code, map(incidents.get, ids)))
        dictionaries = {name: each.values() for name, each in self._dictionaries.items()}
        return TableView(
            version=version,
            columns=Columns(**{each.name: columns[each.name] for each in fields(Columns)}),
            dictionaries=Dictionaries(title=self._titles(kept), incident=told.values(), **dictionaries),
        )

    def _parts(self, kept: list[tuple[DocumentView, tuple[Line, ...]]]) -> list[_Part]:
        """The coded columns of each document."""
        before, self._coded = self._coded, {}
        parts = []
        for _, lines in kept:
            known = before.get(id(lines))
            part = known if known is not None and known.lines is lines else self._code(lines)
            self._coded[id(lines)] = part
            parts.append(part)
        return parts

    def _code(self, lines: tuple[Line, ...]) -> _Part:
        """The columns of one document."""
        code = self._dictionaries
        columns: dict[str, tuple[Any, ...]] = {
            **{name: tuple(map(code[name].code, map(get, lines))) for name, get in _CODED.items()},
            **{name: tuple(tuple(map(code[name].code, get(line))) for line in lines) for name, get in _LISTED.items()},
            **{name: tuple(map(get, lines)) for name, get in _PLAIN.items()},
        }
        worded = {name: columns[name] if name in _CODED else itertools.chain(*columns[name]) for name in _WORDED}
        used = {name: frozenset(codes) - {NOTHING} for name, codes in worded.items()}
        return _Part(lines=lines, ids=tuple(each.id for each in lines), columns=columns, used=used)

    def _has_unused(self, parts: list[_Part]) -> bool:
        """Whether a dictionary holds words that no claim has any more."""
        for name in _WORDED:
            used: set[int] = set().union(*(part.used[name] for part in parts))
            if len(used) < len(self._dictionaries[name].values()):
                return True
        return False

    def _titles(self, kept: list[tuple[DocumentView, tuple[Line, ...]]]) -> tuple[str | None, ...]:
        """The titles, in the order of the documents' numbers."""
        titles = {document.id: document.title for document, _ in kept}
        return tuple(titles[each] for each in self._dictionaries["document"].values())
