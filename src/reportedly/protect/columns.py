"""Lines turned into columns with dictionaries, so that a browser filters 20,000 claims by comparing numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields

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


def table_of(
    version: str, documents: Iterable[tuple[DocumentView, tuple[Line, ...]]], incidents: Mapping[str, str]
) -> TableView:
    """All lines in columns."""
    kept = [(document, lines) for document, lines in documents if lines]
    lines = [line for _, of_document in kept for line in of_document]
    coded = {name: _Dictionary() for name in (*_CODED, *_LISTED, "incident")}
    columns = {
        **{name: tuple(map(coded[name].code, map(get, lines))) for name, get in _CODED.items()},
        **{name: tuple(tuple(map(coded[name].code, get(line))) for line in lines) for name, get in _LISTED.items()},
        **{name: tuple(map(get, lines)) for name, get in _PLAIN.items()},
        "incident": tuple(coded["incident"].code(incidents.get(line.id)) for line in lines),
    }
    dictionaries = {name: each.values() for name, each in coded.items()}
    titles = tuple(document.title for document, _ in kept)
    return TableView(
        version=version,
        columns=Columns(**{each.name: columns[each.name] for each in fields(Columns)}),  # type: ignore[arg-type]
        dictionaries=Dictionaries(title=titles, **dictionaries),
    )
