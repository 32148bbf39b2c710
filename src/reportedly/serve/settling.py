"""Settings of the ledger, saved filters, words for codes, and outlines that the user put into the data folder."""

import functools
import inspect
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.responses import Response

from reportedly import judge, phrases, vocabulary
from reportedly.errors import UsageError
from reportedly.export import Form
from reportedly.extract.event_words import load_types
from reportedly.intake.line import kept_tools
from reportedly.lexicon import load_lexicon, save_own
from reportedly.protect import load_filters
from reportedly.records import ExtraField, Preferences, Tiles
from reportedly.serve.answers import FilterList, SettingsView, TypeWord, Vocabulary, Word, answer
from reportedly.serve.desks import Asking, AtDesk, Desk, ruling
from reportedly.serve.problems import PROBLEMS, NotThereError
from reportedly.serve.requests import Sent, Type

routes = APIRouter(prefix="/api", tags=["settings"], responses=PROBLEMS)
_OUTLINES = ("countries", "admin1")
_EMPTY = b'{"type":"FeatureCollection","features":[]}'
# Codes of grades, certainty and kinds of place stay as they are.
_CODE = 4
_PARTS = ("verb", "noun", "adjective")


class SentTiles(Sent):
    """A tile server of the user's own choice."""

    url: str = Field(min_length=8, max_length=500)
    attribution: str = Field("", max_length=300)


class SentField(Sent):
    """Something of the readers' own that they note of claims."""

    name: str = Field(min_length=1, max_length=60)
    choices: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = Field((), max_length=50)


class SentType(Sent):
    """A word of the user's own and the type that it makes, by part of speech."""

    word: str = Field(min_length=1, max_length=100, pattern=r"^[^\s\"\\][^\"\\\x00-\x1f]*$")
    verb: Type | None = None
    noun: Type | None = None
    adjective: Type | None = None
    seen: str = Field(min_length=1, max_length=200)


class SentSettings(Sent):
    """What is changed; what is left out stays."""

    stale_days: int | None = Field(None, ge=1, le=36_500)
    tiles: SentTiles | None = None
    no_tiles: bool = False
    fields: tuple[SentField, ...] | None = Field(None, max_length=50)
    types: tuple[SentType, ...] | None = Field(None, max_length=2_000)


class SentFilter(Sent):
    """A question to keep: what stands in the address of the overview."""

    name: str = Field(min_length=1, max_length=100)
    query: str = Field(max_length=4_000)


class SentName(Sent):
    """The name of a saved filter."""

    name: str = Field(min_length=1, max_length=100)


@routes.get("/settings", response_model=SettingsView)
def settings(desk: AtDesk) -> Response:
    """The settings of this ledger, and the user's own words for types."""
    return answer(_view(desk))


@routes.post("/settings", response_model=SettingsView)
def settle(desk: AtDesk, session: Asking, sent: SentSettings) -> Response:
    """Change settings; words for types hold for what is read from now on."""
    ruling(session)
    before = desk.present_preferences()
    tiles = Tiles(url=sent.tiles.url, attribution=sent.tiles.attribution) if sent.tiles else before.tiles
    fields = tuple(ExtraField(name=each.name, choices=each.choices) for each in sent.fields or ())
    desk.settle(
        Preferences(
            stale_days=sent.stale_days or before.stale_days,
            tiles=None if sent.no_tiles else tiles,
            fields=before.fields if sent.fields is None else fields,
        )
    )
    if sent.types is not None:
        _save_types(desk, sent.types)
    return answer(_view(desk))


def _view(desk: Desk) -> SettingsView:
    """The settings as they stand."""
    kept = desk.present_preferences()
    return SettingsView(
        stale_days=kept.stale_days,
        tiles=kept.tiles,
        fields=kept.fields,
        types=tuple(_types(desk)),
        types_file=str(desk.settings.data / "lexicons" / "types.yml"),
    )


def _types(desk: Desk) -> Iterator[TypeWord]:
    """The user's own words for types; what only the file can say is shown as such."""
    folder = desk.settings.data / "lexicons"
    if not (folder / "types.yml").is_file():
        return
    for word, entry in sorted(load_lexicon("types", folder=folder).entries.items()):
        told = {part: str(entry[part]) for part in _PARTS if entry.get(part)}
        yield TypeWord(word=word, seen=str(entry["seen"]), more=bool(set(entry) - {*_PARTS, "seen"}), **told)


def _save_types(desk: Desk, sent: tuple[SentType, ...]) -> None:
    """Write the user's words, once they are known to load; an entry that says more than a form keeps what it says.

    Raises:
        UsageError: A word makes no type.
        LexiconError: The file cannot be read or written, or an entry makes no sense.
    """
    folder = desk.settings.data / "lexicons"
    before = load_lexicon("types", folder=folder).entries if (folder / "types.yml").is_file() else {}
    entries: dict[str, Mapping[str, object]] = {}
    for each in sent:
        kept = {name: value for name, value in before.get(each.word, {}).items() if name not in {*_PARTS, "seen"}}
        told = {part: value.upper() for part in _PARTS if (value := getattr(each, part))}
        if not told and not kept:
            raise UsageError(f"the word {each.word!r} makes no type; name one for a verb, a noun or an adjective")
        entries[each.word] = {**told, **kept, "seen": each.seen}
    with tempfile.TemporaryDirectory(dir=desk.settings.ledger.parent) as tried:
        save_own("types", File(tried), entries)
        load_types(File(tried))
    save_own("types", folder, entries)
    load_types.cache_clear()
    kept_tools.cache_clear()


@routes.get("/filters", response_model=FilterList)
def filters(desk: AtDesk) -> Response:
    """The saved filters, by name."""
    return answer(FilterList(filters=load_filters(desk.ledger)))


@routes.post("/filters", response_model=FilterList)
def keep_filter(desk: AtDesk, session: Asking, sent: SentFilter) -> Response:
    """Keep a question under a name, in place of one with the same name."""
    judge.save_filter(desk.ledger, sent.name, sent.query, ruling(session))
    return answer(FilterList(filters=load_filters(desk.ledger)))


@routes.post("/filters/delete", response_model=FilterList)
def drop_filter(desk: AtDesk, session: Asking, sent: SentName) -> Response:
    """Take a saved question away."""
    ruling(session)
    judge.drop_filter(desk.ledger, sent.name)
    return answer(FilterList(filters=load_filters(desk.ledger)))


@routes.get("/vocabulary", response_model=Vocabulary)
def words() -> Response:
    """Every code with the words that people read in its place."""
    return answer(_words())


_PHRASED: Mapping[str, Mapping[Any, str]] = {
    "anonymity": phrases.ANONYMITY,
    "basis": phrases.BASIS,
    "certainty": phrases.CERTAINTY,
    "realis": phrases.REALIS,
    "mode": phrases.MODE,
    "flag": phrases.FLAG,
    "date_origin": phrases.ORIGIN,
}
# Fields of views that are not called as their enumeration is.
_OTHER_NAMES = {"claim_status": "status"}


@functools.cache
def _words() -> Vocabulary:
    """Every enumeration, by the name of its field."""
    found: dict[str, tuple[Word, ...]] = {}
    for name, kind in inspect.getmembers(vocabulary, _is_enumeration):
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        field = _OTHER_NAMES.get(snake, snake)
        found[field] = tuple(_word(each, _PHRASED.get(field, {})) for each in kind)
    types = tuple(
        replace(each, label=each.value.replace("_", " ").capitalize())
        for each in (*found.get("world_type", ()), *found.get("meta_type", ()))
    )
    forms = tuple(_word(each, {}) for each in Form)
    return Vocabulary(fields={**found, "type": types, "form": forms, "actor": _actors()})


def _actors() -> tuple[Word, ...]:
    """Who the table of actors knows, by name."""
    rows = load_lexicon("actors").entries
    found = (
        Word(value=key, label=str(row["name"]), meaning=str(row["kind"]).replace("_", " ")) for key, row in rows.items()
    )
    return tuple(sorted(found, key=lambda each: each.label.casefold()))


def _is_enumeration(member: object) -> bool:
    """Whether it is one of our enumerations with values."""
    return inspect.isclass(member) and issubclass(member, Enum) and member.__module__.startswith(vocabulary.__name__)


def _word(value: Enum, told: Mapping[Enum, str]) -> Word:
    """One value in words."""
    code = str(value.value)
    plain = code.replace("_", " ")
    is_shouted = plain.isupper() and len(plain) > _CODE
    label = told.get(value) or (plain.capitalize() if is_shouted else plain)
    return Word(value=code, label=label, meaning="")


@routes.get("/outlines/{name}")
def outlines(name: Annotated[str, Path(max_length=40)], desk: AtDesk) -> Response:
    """The user's own outlines (`outlines/countries.geojson`, `admin1.geojson` in the data folder); empty without.

    Bundled outlines are files of the pages.
    """
    if name not in _OUTLINES:
        raise NotThereError(f"there are outlines of {' and '.join(_OUTLINES)}")
    path = desk.settings.data / "outlines" / f"{name}.geojson"
    body = path.read_bytes() if path.is_file() else _EMPTY
    return Response(body, media_type="application/geo+json")
