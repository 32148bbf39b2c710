"""Whose side words belong to, as far as names and demonyms tell: enough to see that a body speaks of its own acts."""

import re
from collections.abc import Iterator, Mapping

from reportedly.lexicon import Lexicon

LONGEST = 5
WORD = re.compile(r"[\w.]+(?:-[\w.]+)*")


class Sides:
    """Names of armed groups, forces and bodies, and demonyms, each with the sides that it stands for."""

    __slots__ = ("_known",)

    def __init__(self, actors: Lexicon, demonyms: Lexicon, countries: Lexicon) -> None:
        """Index every name and alias by its words in lower case."""
        known: dict[str, frozenset[str]] = {}
        for key, entry in actors.entries.items():
            sides = frozenset(filter(None, (key, entry.get("country"))))
            for name in (str(entry["name"]), *entry.get("aliases", ())):
                known[name.lower()] = sides
        for lexicon in (demonyms, countries):
            known.update((key.lower(), frozenset({str(entry["country"])})) for key, entry in lexicon.entries.items())
        self._known: Mapping[str, frozenset[str]] = known

    def of(self, text: str) -> frozenset[str]:
        """The sides that a description names: ids of the actor table and ISO country codes."""
        return frozenset(side for phrase in _phrases(text.lower()) for side in self._known.get(phrase, ()))


def _phrases(text: str) -> Iterator[str]:
    """Runs of up to five words, and the parts of hyphenated ones ("u.s." in "u.s.-led")."""
    words = WORD.findall(text)
    for start in range(len(words)):
        for stop in range(start + 1, min(start + LONGEST, len(words)) + 1):
            yield " ".join(words[start:stop])
        if "-" in words[start]:
            yield from words[start].split("-")
