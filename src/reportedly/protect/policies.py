"""Policies: what each audience may see, as data in `lexicons/policies.yml` and its neighbours."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from reportedly.errors import LexiconError
from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.records import Holder
from reportedly.vocabulary import Audience, Flag, Handling, Sensitivity, SourceKind

_ORDER = tuple(Sensitivity)
_BRANCH = re.compile(r"[A-Z]{2}:[a-z_]+")
# Vocabularies of other stages whose words lead to nobody.
_PLAIN = ("function_words", "general_sources", "holders", "large_classes", "nouns", "offices", "plain_words")
_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What one audience may see.

    Attributes:
        withheld_from: The lowest sensitivity that is withheld.
        has_defaults: Whether sources have a sensitivity that no reviewer gave.
        is_keyed: Whether ids are made anew for each release and documents with a withheld source lead nowhere.
        general_from: The lowest sensitivity of a source from which its words are told in general only; None never.
        decimals: Digits of a degree that a point is rounded to; None leaves it.
        has_months: Whether days of a claim that is made general are told by the month only.
        held: Flags that keep a claim back.
        has_notes: Whether reviewers, reasons, comments and messages are shown.
        handling: How far the recipient may pass the release on; None says it row by row.
    """

    audience: Audience
    withheld_from: Sensitivity
    has_defaults: bool
    is_keyed: bool
    general_from: Sensitivity | None
    decimals: int | None
    has_months: bool
    held: frozenset[Flag]
    has_notes: bool
    handling: Handling | None

    def withholds(self, sensitivity: Sensitivity | None) -> bool:
        """Whether what is so sensitive is withheld."""
        return _reaches(sensitivity, self.withheld_from)

    def generalises(self, sensitivity: Sensitivity | None) -> bool:
        """Whether words of a source that is so sensitive are told in general only."""
        return _reaches(sensitivity, self.general_from)


def _reaches(sensitivity: Sensitivity | None, lowest: Sensitivity | None) -> bool:
    """Whether the first is at least the second; nothing is reached where one is missing."""
    return sensitivity is not None and lowest is not None and _ORDER.index(sensitivity) >= _ORDER.index(lowest)


@functools.cache
def load_policy(audience: Audience) -> Policy:
    """The policy for this audience.

    Raises:
        LexiconError: `policies.yml` has no such policy, or a value that the vocabulary lacks.
    """
    entry = load_lexicon("policies").entries.get(audience.value)
    if entry is None:
        message = f"lexicon policies.yml has no policy for {audience.value!r}; nothing is released to it"
        raise LexiconError(message)
    try:
        return Policy(
            audience=audience,
            withheld_from=Sensitivity(entry["withheld_from"]),
            has_defaults=bool(entry["defaults"]),
            is_keyed=bool(entry["keyed"]),
            general_from=None if entry["general_from"] is None else Sensitivity(entry["general_from"]),
            decimals=entry["decimals"],
            has_months=bool(entry["months"]),
            held=frozenset(Flag(each) for each in entry["held"]),
            has_notes=bool(entry["notes"]),
            handling=None if entry["handling"] is None else Handling(entry["handling"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        message = f"lexicon policies.yml: the policy {audience.value!r} is incomplete or has an unknown value ({error})"
        raise LexiconError(message) from error


@functools.cache
def word_pattern() -> re.Pattern[str]:
    r"""One word: letters and digits with the marks and invisible characters inside it, which `\w` leaves out.

    Without them a decomposed accent, a vowel sign of Devanagari or a soft hyphen would hide a name in pieces.
    """
    marks = "".join(
        re.escape(each)
        for each in map(chr, range(0x80, 0x10000))
        if unicodedata.category(each) in {"Mn", "Mc", "Me", "Cf"}
    )
    return re.compile(rf"[^\W_](?:[^\W_]|[{marks}])*")


def parts_of(words: str) -> tuple[str, ...]:
    """The words one by one, folded; hyphens and underscores part them."""
    return tuple(word_pattern().findall(folded(words)))


def singular(word: str) -> str:
    """The word without a plural ending; good enough to look it up."""
    if word.endswith("ies") and len(word) > _SHORTEST + 1:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and len(word) > _SHORTEST else word


@functools.cache
def words_of(lexicon: str) -> frozenset[str]:
    """Every word of a lexicon's keys."""
    return frozenset(part for key in load_lexicon(lexicon).entries for part in parts_of(key))


@functools.lru_cache(maxsize=16_384)
def is_plain(word: str) -> bool:
    """Whether a folded word of a description leads to nobody."""
    if len(word) < _SHORTEST or word.isdigit():
        return True
    return any(each in words_of(lexicon) for lexicon in _PLAIN for each in (word, singular(word)))


@functools.lru_cache(maxsize=16_384)
def has_office(words: str) -> bool:
    """Whether these words name a public office."""
    return any(part in words_of("offices") for part in map(singular, parts_of(words)))


@functools.lru_cache(maxsize=16_384)
def is_large(words: str) -> bool:
    """Whether these words describe a class too large to lead to anybody, or nobody at all, as "they" and "some"."""
    parts = parts_of(words)
    is_class = any(singular(part) in words_of("large_classes") for part in parts)
    return is_class or all(part in words_of("function_words") for part in parts)


def is_listed_actor(identity: str | None) -> bool:
    """Whether the id is one of the actor table, which holds no private person, or a state's branch made from it."""
    if identity is None:
        return False
    return identity in load_lexicon("actors").entries or _BRANCH.fullmatch(identity) is not None


def general_label(holder: Holder) -> str:
    """What stands in place of the source's name or description."""
    is_body = holder.kind in {SourceKind.ORGANISATION, SourceKind.OUTLET}
    key = "organisation" if is_body else holder.anonymity.value
    return str(load_lexicon("general_sources").entries[key]["says"])


@functools.cache
def country_name(code: str | None) -> str | None:
    """The name of a country in English, by its code; None for one that the lexicon does not know."""
    entries = load_lexicon("actor_countries").entries
    named = (name for name, entry in entries.items() if entry.get("country") == code and not entry.get("capital"))
    return min(named, default=None)


@functools.lru_cache(maxsize=16_384)
def large_class(words: str) -> str | None:
    """The large class that these words name, such as `civilians`, and nothing else of them; None for none."""
    found = (part for part in parts_of(words) if {part, singular(part)} & words_of("large_classes"))
    return next(found, None)
