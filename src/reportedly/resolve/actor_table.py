"""The table of actors, ready to look names up in: by the letters and digits of a name, whatever stands between them."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportedly.errors import LexiconError
from reportedly.lexicon import Lexicon, load_lexicon
from reportedly.spans import Span
from reportedly.vocabulary import ActorKind

_PIECE = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s\-‑–'’ʼʿ‘`/()]{1,3}|\.[\s\-]?")
ACRONYM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One row of the table, or a state actor made from a country and a branch.

    Attributes:
        inter: ACLED's actor code.
        plover: PLOVER's sector codes.
        country: ISO 3166-1 code of the country that it belongs to.
        wikidata: Wikidata id, only where it was sure.
        surnames: Aliases that are also surnames.
    """

    id: str
    name: str
    kind: ActorKind
    inter: int
    plover: tuple[str, ...]
    country: str | None = None
    wikidata: str | None = None
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text as its runs of letters and digits.

    Attributes:
        spans: Where each run stands.
        folded: The runs, without regard to case.
    """

    text: str = field(repr=False)
    spans: tuple[Span, ...]
    folded: tuple[str, ...] = field(repr=False)

    def joined(self, index: int) -> bool:
        """Whether the run belongs to the same words as the one before: little stands between them."""
        if index <= 0 or index >= len(self.spans):
            return False
        before, this = self.spans[index - 1], self.spans[index]
        gap = self.text[before.stop : this.start]
        if gap.startswith("."):
            return before.length == 1 and _GAP.fullmatch(gap) is not None
        return "\n\n" not in gap and _GAP.fullmatch(gap) is not None

    def written(self, index: int) -> str:
        """The run as written."""
        return self.spans[index].of(self.text)

    def covering(self, start: int, stop: int) -> Span:
        """Where the runs `[start, stop)` stand."""
        return Span(self.spans[start].start, self.spans[stop - 1].stop)


def pieces_of(text: str) -> Pieces:
    """The runs of letters and digits of a text."""
    spans = tuple(Span(*match.span()) for match in _PIECE.finditer(text))
    return Pieces(text=text, spans=spans, folded=tuple(span.of(text).casefold() for span in spans))


@dataclass(frozen=True, slots=True)
class Name:
    """One name of something, as runs; `value` is what it names."""

    runs: tuple[str, ...]
    folded: tuple[str, ...]
    value: str

    def fits(self, pieces: Pieces, start: int) -> bool:
        """Whether the name stands at a run: capitals where it has them, an acronym only in capitals."""
        stop = start + len(self.runs)
        if pieces.folded[start:stop] != self.folded:
            return False
        if any(not pieces.joined(index) for index in range(start + 1, stop)):
            return False
        return all(_case_fits(run, pieces.written(start + offset)) for offset, run in enumerate(self.runs))


def _case_fits(name: str, written: str) -> bool:
    """Whether a run is written as its name asks: an acronym in capitals, a capital where the name has one."""
    if name.isupper() and len(name) <= ACRONYM:
        return written.isupper() or len(name) == 1
    return not name[0].isupper() or written[0].isupper()


@dataclass(frozen=True, slots=True)
class Names:
    """Names by their first run, longest first."""

    by_first: Mapping[str, tuple[Name, ...]]

    def at(self, pieces: Pieces, start: int) -> tuple[str, int] | None:
        """What the longest name that begins at a run names, and the run after it."""
        for name in self.by_first.get(pieces.folded[start], ()):
            if name.fits(pieces, start):
                return name.value, start + len(name.runs)
        return None

    def in_text(self, pieces: Pieces) -> Iterator[tuple[str, int, int]]:
        """Every name in a text: what it names, its first run and the run after it."""
        start = 0
        while start < len(pieces.spans):
            found = self.at(pieces, start)
            if found is None:
                start += 1
                continue
            yield found[0], start, found[1]
            start = found[1]


def names_of(pairs: Iterator[tuple[str, str]]) -> Names:
    """Names with what they name, ready to look up."""
    grouped: dict[str, list[Name]] = {}
    for words, value in pairs:
        runs = tuple(match.group() for match in _PIECE.finditer(words))
        name = Name(runs, tuple(run.casefold() for run in runs), value)
        grouped.setdefault(name.folded[0], []).append(name)
    return Names({first: tuple(sorted(names, key=lambda each: -len(each.runs))) for first, names in grouped.items()})


@dataclass(frozen=True, slots=True)
class Table:
    """The table of actors.

    Attributes:
        actors: Rows by id.
        names: Names and aliases to ids.
        countries: Country names and demonyms to country codes.
        country_names: The first name of each country.
        words: Head nouns and titles, each to itself.
        lexicon: What each head noun and title is good for.
    """

    actors: Mapping[str, Actor]
    names: Names
    countries: Names
    country_names: Mapping[str, str]
    words: Names
    lexicon: Lexicon

    def word(self, key: str, flag: str) -> bool:
        """Whether a head noun or title has a flag."""
        return bool(self.lexicon.entries.get(key, {}).get(flag))

    def kind_of(self, actor: str) -> ActorKind | None:
        """The kind of an actor by its id, also of one made from a country and a branch; None for an unknown id."""
        listed = self.actors.get(actor)
        if listed is not None:
            return listed.kind
        branch = actor.partition(":")[2]
        kinds = (row["kind"] for row in self.lexicon.entries.values() if row.get("branch") == branch)
        kind = next(kinds, None)
        return ActorKind(kind) if kind is not None else None

    def state_actor(self, country: str, word: str) -> Actor:
        """The actor that a country and a head noun name: the row of the table where it has one."""
        entry = self.lexicon.entries[word]
        branch = str(entry["branch"])
        listed = self.actors.get(f"{country}:{branch}")
        if listed is not None:
            return listed
        of = self.country_names.get(country, country)
        return Actor(
            id=f"{country}:{branch}",
            name=f"{of}: {entry['name']}",
            kind=ActorKind(entry["kind"]),
            inter=1,
            plover=(str(entry["plover"]),),
            country=country,
        )


@functools.cache
def load_table() -> Table:
    """The table, read once.

    Raises:
        LexiconError: A row lacks a field or has one that the vocabulary does not know.
    """
    rows = load_lexicon("actors").entries
    words = load_lexicon("actor_words")
    countries = load_lexicon("actor_countries").entries
    demonyms = load_lexicon("place_demonyms").entries
    actors = {key: _actor(key, row) for key, row in rows.items()}
    named = [(name, key) for key, row in rows.items() for name in (row["name"], *row.get("aliases", ()))]
    places = [(name, str(row["country"])) for name, row in (*demonyms.items(), *countries.items())]
    places += [(f"{name}s", code) for name, code in places if name in demonyms and not name.endswith("s")]
    return Table(
        actors=actors,
        names=names_of(iter(named)),
        countries=names_of(iter(places)),
        country_names=_country_names(countries),
        words=names_of((key, key) for key in words.entries),
        lexicon=words,
    )


def _country_names(rows: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """The longest name of each country, which is neither an abbreviation nor its capital."""
    found: dict[str, str] = {}
    for name, row in rows.items():
        code = str(row["country"])
        if not row.get("capital") and len(name) > len(found.get(code, "")):
            found[code] = name
    return found


def _actor(key: str, row: Mapping[str, object]) -> Actor:
    """One row as a record."""
    try:
        return Actor(
            id=key,
            name=str(row["name"]),
            kind=ActorKind(str(row["kind"])),
            inter=int(str(row["inter"])),
            plover=tuple(str(row["plover"]).split()),
            country=str(row["country"]) if row.get("country") else None,
            wikidata=str(row["wikidata"]) if row.get("wikidata") else None,
            surnames=tuple(str(row.get("surnames") or "").split()),
        )
    except (KeyError, ValueError) as error:
        message = f"lexicon actors.yml: entry {key!r}: {error}; see docs/howto/actors.md for the fields"
        raise LexiconError(message) from error
