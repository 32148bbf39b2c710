"""Words around place names, as the lexicons list them, in the shape in which place resolution asks for them."""

import re
from dataclasses import dataclass
from functools import cache

from reportedly.lexicon import load_lexicon
from reportedly.vocabulary import PlaceKind, PlaceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWord:
    """A generic word such as "district".

    Attributes:
        kinds: Rows of the gazetteer that fit it, the most usual first.
        before: Whether it may stand before the name, with "of".
        after: Whether it may stand after the name.
    """

    word: str
    kinds: tuple[PlaceKind, ...]
    before: bool
    after: bool
    plural: bool


@cache
def kind_words() -> dict[str, KindWord]:
    """Generic words, singular and plural, small letters."""
    found: dict[str, KindWord] = {}
    for word, entry in load_lexicon("place_kinds").entries.items():
        forms = [(word, False)] + ([(entry["plural"], True)] if "plural" in entry else [])
        for form, plural in forms:
            found[form] = KindWord(
                word=word,
                kinds=tuple(PlaceKind(kind) for kind in entry["kinds"]),
                before=entry["place"] in {"before", "either"},
                after=entry["place"] in {"after", "either"},
                plural=plural,
            )
    return found


@cache
def directions() -> dict[str, float | None]:
    """Words for a direction to degrees clockwise from north; None for the middle or a direction without degrees."""
    entries = load_lexicon("place_directions").entries
    return {word: None if entry["toward"] == "none" else float(entry["toward"]) for word, entry in entries.items()}


@cache
def demonyms() -> dict[str, str]:
    """Words for the people or things of a country to its alpha-2 code, plurals included."""
    found: dict[str, str] = {}
    for word, entry in load_lexicon("place_demonyms").entries.items():
        found[word] = entry["country"]
        found[f"{word}s"] = entry["country"]
    return found


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviations of divisions to their ISO codes."""
    return {word: entry["code"] for word, entry in load_lexicon("place_abbreviations").entries.items()}


@cache
def preposition_roles() -> dict[str, PlaceRole]:
    """Prepositions to the role of the place that follows."""
    return {word: PlaceRole(entry["role"]) for word, entry in load_lexicon("place_prepositions").entries.items()}


@cache
def verb_roles() -> dict[str, PlaceRole]:
    """Verbs to the role of a place that is their object."""
    entries = load_lexicon("place_verbs").entries
    return {word: PlaceRole(entry["role"]) for word, entry in entries.items() if "role" in entry}


@cache
def speaking_verbs() -> frozenset[str]:
    """Verbs whose subject speaks or decides."""
    return load_lexicon("place_verbs").having("metonym", value=True)


@cache
def scene_verbs() -> frozenset[str]:
    """Verbs whose subject is where something happens and not who does it: "Syria saw its worst day"."""
    return load_lexicon("place_verbs").having("scene", value=True)


@cache
def mind_verbs() -> frozenset[str]:
    """Verbs for what goes on in somebody's head or is a stance: what they tell holds nowhere in particular."""
    return load_lexicon("place_verbs").having("mind", value=True)


@cache
def topic_nouns() -> frozenset[str]:
    """Nouns for words about a thing, by lemma: a place after "on" or "about" is their topic and not where they are."""
    return frozenset(load_lexicon("place_topics").entries)


def alternation(words: object) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(str(word)) for word in sorted(words, key=lambda word: -len(str(word))))  # type: ignore[call-overload]
