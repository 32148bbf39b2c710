"""Descriptions that single somebody out: a small class of people in a small place, an office, a kinship.

"One of the generals of the army in Faryab" names nobody and leads to one of three men. The check is a pure function of
the words and of what is known of the places in them. It finds what is common, not all there is: look at what leaves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reportedly.ledger.sources import folded
from reportedly.lexicon import load_lexicon
from reportedly.protect.policies import country_name, has_office, parts_of, singular, words_of
from reportedly.protect.views import ClaimView, HolderView, PlaceView
from reportedly.vocabulary import Anonymity, PlaceKind, SourceKind

# A small class weighs two, as does what fits one person only and a village or district; a province or a body one.
# "A doctor in Kabul Province" (3) is told; "a doctor" (2) and "residents of Ostrelka" (2) are not.
_TOLD_FROM = 3
_OF_PLACE = {PlaceKind.ADM0: 0, PlaceKind.ADM1: 1, PlaceKind.REGION: 1, PlaceKind.NATURAL: 1}
_SMALL = 2
_CAPITALISED = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-ÞА-Я][\w'’-]+")
# Nouns for people as a class of which somebody is one: "one of the generals", "members of the city council".
_PICKED = re.compile(
    r"\b(?:(?:one|two|three|four|five|some|several|members?|heads?|representatives?)\s+of|the\s+(?:only|sole))\s+"
    r"[^.,;:!?()\n\"“”]{3,90}",
    re.IGNORECASE,
)
# Counted animals are nobody's description.
_ANIMALS = re.compile(r"\bheads? of (?:camels?|cattle|goats?|livestock|sheep)\b", re.IGNORECASE)
_BODIES = ("clinic", "company", "council", "department", "hospital", "ministry", "mosque", "office", "school", "unit")


class Where(StrEnum):
    """Where a description stands."""

    SOURCE = "source"
    PARTICIPANT = "participant"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place that a description may name, with what it lies in."""

    words: str = field(repr=False)
    kind: PlaceKind | None = None
    within: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Singled:
    """Why a description may lead to somebody, and what could be said instead."""

    because: str
    offered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptorWarning:
    """A description that is shown and may lead to somebody.

    Attributes:
        claim: Id in this release of the first claim that shows it.
        claims: How many claims show it.
        words: The description.
        because: Why it may lead to somebody.
        offered: More general words, for a reviewer to say or to withhold the source instead.
    """

    claim: str
    claims: int = 1
    where: Where
    words: str = field(repr=False)
    because: str
    offered: str


def singled_out(words: str, places: Iterable[KnownPlace] = ()) -> Singled | None:
    """Why this description may lead to one person or to few; None where it is as good as anybody."""
    words = _ANIMALS.sub("", words)
    classes = _classes(words)
    found = tuple(each for each in places if each.words and folded(each.words) in folded(words))
    unknown = _unknown_names(words, found)
    weights = [
        (_SMALL, f"there are few of a kind in one place ({', '.join(classes)})") if classes else (0, ""),
        _weight_of_places(found, unknown=bool(unknown)),
        (_SMALL, "the words fit one person only") if _is_one_only(words) else (0, ""),
        (1, "an office or a body is named") if _has_body(words) else (0, ""),
    ]
    if not classes and not _is_one_only(words):
        return None
    if sum(weight for weight, _ in weights) < _TOLD_FROM:
        return None
    return Singled(because="; ".join(reason for _, reason in weights if reason), offered=_offered(classes, found))


def _classes(words: str) -> tuple[str, ...]:
    """The small classes that the description names, in the singular."""
    small = words_of("small_classes")
    return tuple(dict.fromkeys(each for each in map(singular, parts_of(words)) if each in small))


def _is_one_only(words: str) -> bool:
    """Whether the words fit one person only."""
    return any(part in words_of("singling_words") for part in parts_of(words))


def _has_body(words: str) -> bool:
    """Whether an office, a unit or an institution is named, by its noun or by an abbreviation in capitals."""
    parts = set(map(singular, parts_of(words)))
    return any(each in parts for each in _BODIES) or re.search(r"\b[A-Z]{2,6}\b", words) is not None


def _unknown_names(words: str, found: tuple[KnownPlace, ...]) -> tuple[str, ...]:
    """Capitalised words that are no known place: a village that no gazetteer has, a person, a unit."""
    known = {part for each in found for part in parts_of(each.words)}
    return tuple(
        each
        for each in _CAPITALISED.findall(words)
        if not each.isupper() and known.isdisjoint(parts_of(each)) and not has_office(each)
    )


def _weight_of_places(found: tuple[KnownPlace, ...], *, unknown: bool) -> tuple[int, str]:
    """How much the named places narrow it down."""
    weights = [_SMALL if each.kind is None else _OF_PLACE.get(each.kind, _SMALL) for each in found]
    weight = max((*weights, _SMALL if unknown else 0), default=0)
    if weight == 0:
        return 0, ""
    if not found:
        return weight, "a name stands in the description"
    return weight, "a small place is named" if weight == _SMALL else "a province or region is named"


def _offered(classes: tuple[str, ...], found: tuple[KnownPlace, ...]) -> str:
    """General words for the class, and what the place lies in."""
    entries = load_lexicon("small_classes").entries
    general = str(entries[classes[0]]["as"]) if classes else "a person"
    within = next((each.within for each in found if each.within), None)
    return f"{general} in {within}" if within else general


def places_in(view: ClaimView) -> tuple[KnownPlace, ...]:
    """The places of a claim as descriptions may name them."""
    return tuple(
        _known(each, words) for each in view.places for words in dict.fromkeys((each.words, each.name)) if words
    )


def _known(place: PlaceView, words: str) -> KnownPlace:
    """A place under one of its names, with the next larger place that is no longer small."""
    country = country_name(place.country)
    within = country if place.kind is PlaceKind.ADM1 else place.admin1 or country
    return KnownPlace(words=words, kind=place.kind, within=within)


def warnings_of(view: ClaimView) -> Iterator[DescriptorWarning]:
    """Every description in a claim, as it is shown, that may lead to somebody."""
    places = places_in(view)
    for where, words in _descriptions(view):
        singled = singled_out(words, places)
        if singled is not None:
            yield DescriptorWarning(
                claim=view.id, where=where, words=words, because=singled.because, offered=singled.offered
            )


def _descriptions(view: ClaimView) -> Iterator[tuple[Where, str]]:
    """The descriptions that a claim shows: of its sources, of those who take part, and within its words."""
    yield from ((Where.SOURCE, each.label) for each in view.chain if _describes(each))
    yield from (
        (Where.PARTICIPANT, each.words)
        for each in view.participants
        if each.id is None and each.words and not has_office(each.words)
    )
    yield from ((Where.WORDS, each.group().strip()) for each in _PICKED.finditer(view.words) if view.verbatim)


def _describes(holder: HolderView) -> bool:
    """Whether a link describes people without naming them; who speaks by public office may be found on purpose."""
    if holder.withheld or holder.kind in {SourceKind.DOCUMENT, SourceKind.OUTLET}:
        return False
    if holder.anonymity in {Anonymity.NAMED, Anonymity.NONE_STATED, Anonymity.UNSIGNED_NARRATOR}:
        return False
    return not (holder.anonymity is Anonymity.ROLE_ONLY and has_office(holder.label))


def gathered(warnings: Iterable[DescriptorWarning]) -> tuple[DescriptorWarning, ...]:
    """The warnings, equal descriptions together, the most frequent first."""
    first: dict[str, DescriptorWarning] = {}
    count: dict[str, int] = {}
    for each in warnings:
        key = folded(each.words)
        first.setdefault(key, each)
        count[key] = count.get(key, 0) + 1
    told = (_counted(each, count[key]) for key, each in first.items())
    return tuple(sorted(told, key=lambda each: -each.claims))


def _counted(warning: DescriptorWarning, claims: int) -> DescriptorWarning:
    """The warning with how many claims show the description."""
    return replace(warning, claims=claims)
