"""The cue lexicon in use: which words mark an attribution, and what each entry says of them."""

from collections.abc import Callable, Mapping
from typing import Any

from reportedly.extract.tree import Tree
from reportedly.lexicon import Lexicon


class Cues:
    """The cue lexicon by part of speech and lemma."""

    __slots__ = ("entries", "is_happening")

    def __init__(self, lexicon: Lexicon, is_happening: Callable[[Tree, int], bool]) -> None:
        """Index the entries; a key is a lemma, for nouns and adjectives with `.NOUN` or `.ADJ`.

        `is_happening` tells whether a noun reports a happening.
        """
        self.is_happening = is_happening
        self.entries: Mapping[str, Mapping[str, Any]] = lexicon.entries

    def find(self, lemma: str, upos: str) -> str | None:
        """The key of the entry for a word, or None."""
        key = lemma if upos in {"VERB", "AUX"} else f"{lemma}.{upos}"
        return key if key in self.entries else None

    def value(self, key: str | None, field: str) -> str | None:
        """A field of an entry, or None."""
        found = self.entries[key].get(field) if key is not None and key in self.entries else None
        return None if found is None else str(found)
