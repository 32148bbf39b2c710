"""The lexicon of what words assert, frozen for look-up: `types.yml` and a user's own types beside it."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import LexiconError
from reportedly.lexicon import Lexicon, load_lexicon
from reportedly.vocabulary import Kind

_TYPE = re.compile(r"[A-Z][A-Z0-9_]*")
_SPEECH = ("verb", "noun", "adjective")
_FIELDS = frozenset(
    (*_SPEECH, "kind", "noun_kind", "adjective_kind", "patient", "agent", "light", "forms", "seen", "note")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeEntry:
    """One word or set phrase and the type of claim that it makes.

    Attributes:
        key: The entry's key, as a reason names it.
        others: The words of a phrase besides the governing one.
        type: The type when no condition on patient or agent holds; None where the word says little itself.
        kind: The kind, where the word fixes it.
        patient: Pairs of a class and the type that a patient of this class makes of it.
        agent: The same for the agent.
        light: Which argument bears the type, "patient" or "agent", or None.
    """

    key: str
    others: frozenset[str]
    type: str | None
    kind: Kind | None
    patient: tuple[tuple[str, str], ...]
    agent: tuple[tuple[str, str], ...]
    light: str | None

    def typed(self, patient: frozenset[str], agent: frozenset[str]) -> str | None:
        """The type under these classes of patient and agent; a condition on the patient comes first."""
        for classes, conditions in ((patient, self.patient), (agent, self.agent)):
            for name, type_ in conditions:
                if name in classes:
                    return type_
        return self.type


class Types:
    """Entries by part of speech and governing word, those with the most words first."""

    __slots__ = ("_entries", "_inflected", "nominal")

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        """Freeze the entries; a later lexicon's entry replaces an earlier one of the same key.

        Raises:
            LexiconError: An entry has a field, a type or a kind that is none.
        """
        merged: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for lexicon in lexicons:
            merged.update((key, (lexicon.name, entry)) for key, entry in lexicon.entries.items())
        self._entries: dict[tuple[str, str], tuple[TypeEntry, ...]] = {}
        self._inflected: dict[tuple[str, str], str] = {}
        for key, (name, fields) in merged.items():
            _check(name, key, fields)
            for speech in _SPEECH:
                if speech in fields or (speech != "noun" and "light" in fields):
                    self._keep(speech, key, fields)
        self.nominal = frozenset(head for speech, head in self._entries if speech == "noun")

    def _keep(self, speech: str, key: str, fields: Mapping[str, Any]) -> None:
        """File one reading of an entry under its governing word."""
        words = key.split()
        head = words[_governor(speech, words)]
        entry = _entry(speech, key, fields, frozenset(words) - {head})
        for form in (*inflected(speech, head), *fields.get("forms", ())):
            self._inflected.setdefault((speech, form), head)
        found = (*self._entries.get((speech, head), ()), entry)
        self._entries[speech, head] = tuple(sorted(found, key=lambda one: -len(one.others)))

    def find(self, speech: str, head: str, word: str = "") -> tuple[TypeEntry, ...]:
        """Entries of a lemma as verb, noun or adjective; empty for one that says nothing.

        Where there are none, those of the word as written: a lemma of a rare word may be wrong.
        """
        found = self._entries.get((speech, head))
        if found is None and word:
            found = self._entries.get((speech, self._inflected.get((speech, word), word)))
        return found or ()

    def is_nominal(self, lemma: str, word: str) -> bool:
        """Whether a noun is listed, by its lemma or as written."""
        return lemma in self.nominal or word in self.nominal or ("noun", word) in self._inflected


def inflected(speech: str, lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb or noun; irregular ones stand in an entry's `forms`."""
    vowel = len(lemma) > 1 and lemma.endswith("y") and lemma[-2] not in "aeiou"
    plural = f"{lemma[:-1]}ies" if vowel else f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    if speech == "noun":
        return (plural, f"{lemma[:-2]}en") if lemma.endswith("man") else (plural,)
    if speech != "verb":
        return ()
    stem = lemma.removesuffix("e")
    past = f"{lemma[:-1]}ied" if vowel else f"{stem}ed"
    return (plural, past, f"{stem}ing", f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")


def _governor(speech: str, words: list[str]) -> int:
    """Where the governing word stands: last in a compound noun, first in all else."""
    return len(words) - 1 if speech == "noun" and "of" not in words else 0


def _entry(speech: str, key: str, fields: Mapping[str, Any], others: frozenset[str]) -> TypeEntry:
    """One reading of an entry."""
    kind = fields.get("kind" if speech == "verb" else f"{speech}_kind")
    return TypeEntry(
        key=key,
        others=others,
        type=fields.get(speech),
        kind=Kind(kind) if kind else None,
        patient=tuple(fields.get("patient", {}).items()),
        agent=tuple(fields.get("agent", {}).items()),
        light=fields.get("light") if speech != "noun" else None,
    )


def _check(name: str, key: str, fields: Mapping[str, Any]) -> None:
    """Refuse what would silently do nothing."""
    where = f"lexicon {name}.yml: entry {key!r}"
    unknown = set(fields) - _FIELDS
    if unknown:
        message = f"{where} has the unknown field {min(unknown)!r}; known are {', '.join(sorted(_FIELDS))}"
        raise LexiconError(message)
    conditions = [*fields.get("patient", {}).values(), *fields.get("agent", {}).values()]
    for type_ in (*(fields[speech] for speech in _SPEECH if speech in fields), *conditions):
        if not _TYPE.fullmatch(str(type_)):
            message = f"{where} names the type {type_!r}; a type is written in capitals, such as CLASH or WATER_SUPPLY"
            raise LexiconError(message)
    for field in ("kind", "noun_kind", "adjective_kind"):
        if field in fields and fields[field] not in set(Kind):
            message = f"{where}: {field} {fields[field]!r} is no kind; kinds are {', '.join(Kind)}"
            raise LexiconError(message)
    if fields.get("light", "patient") not in {"patient", "agent"}:
        message = f"{where}: light is {fields['light']!r}; it is patient or agent"
        raise LexiconError(message)


@functools.cache
def load_types(folder: Path | None = None) -> Types:
    """The package's types, with those of `types.yml` in a folder of the user's own added in front.

    Raises:
        LexiconError: One of the files cannot be read, or an entry of it makes no sense.
    """
    own = load_lexicon("types")
    if folder is None or not (folder / "types.yml").is_file():
        return Types((own,))
    return Types((own, load_lexicon("types", folder=folder)))
