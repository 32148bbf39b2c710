"""Spots: the words of a document that may name a place, with what stands around them.

Names come from three sides: what the model marks as a location, capitalised words beside a generic word ("Kush Tapa
district", "the districts of A and B"), and capitalised words that the gazetteer knows for something large.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.gazetteer import Gazetteer
from reportedly.lexicon import load_lexicon
from reportedly.records import Annotated, Name
from reportedly.resolve.place_words import KindWord, abbreviations, alternation, demonyms, directions, kind_words
from reportedly.spans import Span, trimmed
from reportedly.vocabulary import NameKind, PlaceKind

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂČĎĐĒĞĪİŁŌŠŞŪŽ\u0400-\u042F]"
_LETTER = r"[\w'’‘ʻʿ`]"
_ARTICLE = r"(?:[AaEe](?:l|d|r|s|t|z|sh|n)-)"
_WORD = rf"(?:{_ARTICLE}?{_CAPITAL}{_LETTER}*)"
_JOINT = (
    r"(?:-(?:e|i|ye|yi|al|el|ez|az|ul|ash|as|ar|an)[- ]|[- ]|\.? (?:e|of the|al|el|ez|az|ash|de|du|del|la|le|wa|ibn) )"
)
RUN = re.compile(rf"(?<!\w)(?:[Aa]l |[Ee]l )?{_WORD}(?:{_JOINT}{_WORD})*")
"""Capitalised words that may be one name, with the small words that join its parts."""

_LIST_END = re.compile(r"\s*(?:,\s*(?:and|or|&)?|and|or|&|as well as)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?$")
_POSSESSIVE = re.compile(r"['’]s?$")
_HOLDING = re.compile(rf"['’]s\s+(?={_CAPITAL})|\s+in\s+(?={_CAPITAL})")
_HELD = re.compile(rf"\sin\s+({RUN.pattern})$")
_ARABIC = re.compile(r"[\u0620-\u06ff]+(?:[ -][\u0620-\u06ff]+)*")
_ARABIC_WORDS = 4  # of one name
_SAME_SOUNDS = 0.93
_BIG_TOWN = 100_000
_TOWN = 10_000
_MILLION = 1_000_000
_BEFORE = 12
_LOCATIVE = re.compile(r"\b(?:in|at|near|outside|around|towards?) +(?:the +)?$")
_LATIN = re.compile(r"[A-Za-z]")
_CAPITALISED = re.compile(_CAPITAL)
_EDGE = "\"'“”‘’«»()[].,;:–—-"
_NAMED_BEFORE = re.compile(
    rf"\b(?!(?:The|An|In|At|From|Near|To)\b){_CAPITAL}{_LETTER}+ $"
)  # "Tillabéri region of Niger": the word belongs to what precedes
_BODIES = frozenset({"department", "state", "county"})  # "Department of Agriculture" is no division
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")  # "U.S.": the full stop belongs to the name
_KIN = re.compile(r"\s+(?:famil(?:y|ies)|clans?|tribes?|brothers|sisters|dynasty)\b")  # "the Baisi family"
_DIVISIONS = frozenset({PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3})
_OPENERS = frozenset({"the", "in", "at", "from", "near", "on", "to", "of", "and"})
_NOT_LOCATIONS = frozenset({NameKind.PERSON, NameKind.ORGANISATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Words that may name a place.

    Attributes:
        span: Where they stand, without generic words.
        name: What is looked up.
        longer: A longer form that is tried first, such as the name with its generic word.
        kind: The generic word that stands with them.
        code: The code of the division that an abbreviation stands for.
        marked: Whether the model marks a location there.
        listed: Number of the list that the spot is a member of; members share their parent.
    """

    span: Span
    name: str
    longer: str | None = None
    kind: KindWord | None = None
    code: str | None = None
    marked: bool = False
    listed: int | None = None


def find_spots(annotated: Annotated, gazetteer: Gazetteer) -> list[Spot]:
    """Spots of a document in its order, none overlapping another."""
    text = annotated.document.text
    found = [
        *_beside_kinds(annotated, gazetteer),
        *_marked(annotated, gazetteer),
        *_known(annotated, gazetteer),
        *_in_arabic_script(text, gazetteer),
        *_in_names_of_places(annotated, gazetteer),
    ]
    surnames = _surnames(annotated)
    kept: list[Spot] = []
    for spot in found:
        if spot.name in surnames and spot.kind is None and not _is_locative(spot, text, gazetteer):
            continue
        rival = next((other for other in kept if other.span.overlaps(spot.span)), None)
        if rival is None:
            kept.append(spot)
        elif spot.marked and not rival.marked:
            kept[kept.index(rival)] = _both(rival, spot)
    return _abbreviated(sorted(kept, key=lambda spot: spot.span), text)


def _surnames(annotated: Annotated) -> frozenset[str]:
    """The last words of the names of persons that a report gives in full: "Reno" after "Janet Reno"."""
    text = annotated.document.text
    persons = (name.span.of(text).split() for name in annotated.names if name.kind is NameKind.PERSON)
    return frozenset(words[-1] for words in persons if len(words) > 1)


def _is_locative(spot: Spot, text: str, gazetteer: Gazetteer) -> bool:
    """Whether a name that a person bears too is that of a place here: after "in" or the like, or of a large one."""
    at = spot.span.start
    return _LOCATIVE.search(text, max(0, at - _BEFORE), at) is not None or _is_large(spot.name, gazetteer, _MILLION)


def spots_at(spans: Iterable[Span], text: str, gazetteer: Gazetteer) -> list[Spot]:
    """Spots of the given names, in their order, in place of those found; none overlaps another."""
    found = (_spot_of(span, text, gazetteer) for span in sorted(set(spans)))
    kept: list[Spot] = []
    for spot in found:
        if spot is not None and not any(other.span.overlaps(spot.span) for other in kept):
            kept.append(spot)
    return _abbreviated(kept, text)


def _both(kind: Spot, marked: Spot) -> Spot:
    """One spot of two that overlap: the generic word of one, and what the model marks."""
    return Spot(
        span=kind.span,
        name=kind.name,
        longer=kind.longer or marked.longer,
        kind=kind.kind or marked.kind,
        marked=True,
        listed=kind.listed,
    )


def _marked(annotated: Annotated, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Locations that the model marks, cut at commas, without generic words and possessives."""
    text = annotated.document.text
    runs = [Span(*hit.span()) for hit in RUN.finditer(text)]
    for whole in _merged(annotated):
        for cut in _parts(whole, text, gazetteer):
            for part in (_widened(trimmed(cut, text), runs, text, gazetteer),):
                spot = _spot_of(part, text, gazetteer)
                if spot is not None and _may_name(spot):
                    yield spot


def _runs(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """Capitalised words that may be one name each: what a possessive joins is two, "northwestern Syria's Idlib"."""
    for hit in RUN.finditer(text):
        yield from _owned(Span(*hit.span()), text, gazetteer)


def _merged(annotated: Annotated) -> list[Span]:
    """Spans that the model marks as locations; two with a mere space or hyphen between them are one."""
    found: list[Span] = []
    for name in annotated.names:
        if name.kind is NameKind.LOCATION:
            between = annotated.document.text[found[-1].stop : name.span.start] if found else "."
            if between in {" ", ""}:
                found[-1] = Span(found[-1].start, name.span.stop)
            else:
                found.append(name.span)
    return found


def _may_name(spot: Spot) -> bool:
    """Whether the words of a spot can be a name: not a generic word, a direction or an address by themselves."""
    word = spot.name.lower()
    bare = word in _facilities() or word in kind_words() or (word in directions() and spot.kind is None)
    if spot.name in demonyms() and spot.kind is None:
        return False
    return (
        not bare and "@" not in word and (bool(_CAPITALISED.search(spot.name)) or not any(map(str.islower, spot.name)))
    )


def _widened(span: Span, runs: list[Span], text: str, gazetteer: Gazetteer) -> Span:
    """The longest known name among the capitalised words around a marked one: the model may mark a part of it."""
    run = next((run for run in runs if run.overlaps(span)), None)
    if run is None or span.contains(run):
        return span
    found = (Span(run.start + hit.start(), run.start + hit.end()) for hit in re.finditer(r"[^\s-]+", run.of(text)))
    words = [word for word in found if word.of(text).lower() not in _OPENERS]
    around = [
        Span(first.start, last.stop)
        for first in words
        for last in words
        if first.of(text).lower() not in _OPENERS
        and first.start <= span.start
        and last.stop >= span.stop
        and last.stop - first.start > span.length
    ]
    for wider in sorted(around, key=lambda one: -one.length):
        bare = _POSSESSIVE.sub("", wider.of(text))
        if bare.rpartition(" ")[2].lower() not in _facilities() and _is_spelled(bare, gazetteer):
            return Span(wider.start, wider.start + len(bare))
    return span


def _is_spelled(name: str, gazetteer: Gazetteer) -> bool:
    """Whether some row has a name that sounds the same, letter for letter where it is one word."""
    return gazetteer.is_known(name) or (("-" in name or " " in name) and _sounds_like_one(name, gazetteer))


def _sounds_like_one(name: str, gazetteer: Gazetteer) -> bool:
    """Whether the best match of a name of several words has the same sounds."""
    best = gazetteer.matches(name)[:1]
    return bool(best) and best[0].likeness >= _SAME_SOUNDS


@cache
def _facilities() -> frozenset[str]:
    """Words that end the name of a building, road or body."""
    return frozenset(load_lexicon("place_facilities").entries)


def is_facility(name: str) -> bool:
    """Whether a name is that of a building, road or body."""
    return name.rpartition(" ")[2].lower() in _facilities()


def _parts(span: Span, text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """The span cut at commas, slashes and line ends, and where a place owns or holds the next: "Syria's Idlib"."""
    start = span.start
    for hit in re.finditer(r",|/|\n|;", span.of(text)):
        yield from _owned(Span(start, span.start + hit.start()), text, gazetteer)
        start = span.start + hit.end()
    yield from _owned(Span(start, span.stop), text, gazetteer)


def _owned(span: Span, text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """The span cut after a possessive and at "in", unless it is one name with these words in it."""
    hit = _HOLDING.search(span.of(text))
    if hit is None or gazetteer.is_known(span.of(text)):
        yield span
        return
    yield Span(span.start, span.start + hit.start())
    yield from _owned(Span(span.start + hit.end(), span.stop), text, gazetteer)


def _spot_of(part: Span, text: str, gazetteer: Gazetteer) -> Spot | None:
    """A spot for a marked part, with the generic words at its ends taken off where the rest is the name."""
    span = trimmed(part, text, _EDGE)
    words = span.of(text)
    if words[:4].lower() == "the ":
        span = Span(span.start + 4, span.stop)
        words = span.of(text)
    hit = _POSSESSIVE.search(words)
    if hit is not None and hit.start() > 0:
        span = Span(span.start, span.start + hit.start())
        words = span.of(text)
    if span.length < 2 or not any(letter.isalpha() for letter in words):  # noqa: PLR2004 - one letter names no place
        return None
    if _DOTTED.fullmatch(text, span.start, span.stop + 1):
        return Spot(span=Span(span.start, span.stop + 1), name=words, marked=True)
    if _KIN.match(text, span.stop):
        return None
    return _without_kind(span, text, gazetteer)


def _without_kind(span: Span, text: str, gazetteer: Gazetteer) -> Spot:
    """The spot of a marked span, apart from a generic word at its end or beginning or right beside it."""
    words = span.of(text)
    kinds = kind_words()
    first, _, rest = words.partition(" ")
    body, _, last = words.rpartition(" ")
    if body and last.lower() in kinds and kinds[last.lower()].after:
        kind = kinds[last.lower()]
        if last[0].isupper() and _is_proper(words, gazetteer):
            return Spot(span=span, name=words, kind=kind, marked=True)
        short = trimmed(Span(span.start, span.start + len(body)), text, _EDGE)
        return Spot(span=short, name=short.of(text), longer=words, kind=kind, marked=True)
    if rest.startswith("of ") and first.lower() in kinds and kinds[first.lower()].before:
        short = trimmed(Span(span.stop - len(rest) + 3, span.stop), text, _EDGE)
        return Spot(span=short, name=short.of(text), kind=kinds[first.lower()], marked=True)
    return Spot(span=span, name=words, marked=True)


def _is_proper(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the generic word belongs to the name itself, as in Mexico City or the United States."""
    return any(not match.short and match.row.kind not in _DIVISIONS for match in gazetteer.named(words))


@cache
def _after_pattern() -> re.Pattern[str]:
    """A generic word right after a name; a hyphen or a possessive may stand between."""
    words = [form for form, kind in kind_words().items() if kind.after]
    return re.compile(rf"(?:['’]s)?[ \u00a0-]({alternation(words)})\b", re.IGNORECASE)


@cache
def _before_pattern() -> re.Pattern[str]:
    """Generic words with "of" right before a name, or a generic word alone ("Village Karabulak")."""
    words = [form for form, kind in kind_words().items() if kind.before]
    return re.compile(rf"\b({alternation(words)})(?: +(?:of|like|such as|called|named))+ +(?:the )?$", re.IGNORECASE)


def _beside_kinds(annotated: Annotated, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Names beside a generic word, alone or in a list that the word opens or closes."""
    text = annotated.document.text
    for number, run in enumerate(_lists(text, gazetteer)):
        kind = _kind_of(run, text)
        if kind is None or any(is_facility(span.of(text)) for span in run):
            continue
        listed = number if len(run) > 1 else None
        for span in run:
            spot = Spot(span=span, name=span.of(text), longer=_longer(span, text), kind=kind, listed=listed)
            people = spot.name in demonyms() or spot.name.lower() in directions()
            if not people and not _is_person(span, annotated) and not _is_common(span, annotated):
                yield spot


def _longer(span: Span, text: str) -> str | None:
    """The name with the generic word after it."""
    hit = _after_pattern().match(text, span.stop)
    return None if hit is None else f"{span.of(text)} {hit[1]}"


def _lists(text: str, gazetteer: Gazetteer) -> Iterator[list[Span]]:
    """Runs of names joined by commas, "and" and "or", each run at its longest."""
    run: list[Span] = []
    for whole in _runs(text, gazetteer):
        span = _shortened(whole, text, gazetteer)
        if span is None:
            continue
        between = text[run[-1].stop : span.start] if run else ""
        if run and _LIST_END.match(f" {between}") and len(between) < 30:  # noqa: PLR2004 - "and in the villages of"
            run.append(span)
        else:
            if run:
                yield run
            run = [span]
    if run:
        yield run


def _shortened(span: Span, text: str, gazetteer: Gazetteer) -> Span | None:
    """A run without a possessive and without generic words and articles at its ends; None when nothing is left."""
    words = span.of(text)
    while words:
        body, _, last = words.rpartition(" ")
        first, _, rest = words.partition(" ")
        if _POSSESSIVE.search(words):
            words = _POSSESSIVE.sub("", words)
        elif body and last.lower() in kind_words() and not _is_proper(words, gazetteer):
            words = body
        elif rest and first.lower() in _OPENERS:
            span = Span(span.start + len(first) + 1, span.stop)
            words = rest
        else:
            break
    return Span(span.start, span.start + len(words)) if words and words.lower() not in kind_words() else None


def _kind_of(run: list[Span], text: str) -> KindWord | None:
    """The generic word that closes or opens a run of names."""
    kinds = kind_words()
    after = _after_pattern().match(text, run[-1].stop)
    if after is not None and (len(run) == 1 or kinds[after[1].lower()].plural):
        return kinds[after[1].lower()]
    before = _before_pattern().search(text, max(0, run[0].start - 40), run[0].start)
    if before is not None and before[1][0].isupper() and before[1].lower() in _BODIES:
        return None
    if before is not None and _NAMED_BEFORE.search(text, max(0, before.start() - 30), before.start()):
        return None
    if before is not None and (len(run) == 1 or kinds[before[1].lower()].plural or before[1].lower() == "area"):
        return kinds[before[1].lower()]
    return None


def _is_person(span: Span, annotated: Annotated) -> bool:
    """Whether the model marks a person or a body there."""
    return any(name.kind in _NOT_LOCATIONS and name.span.overlaps(span) for name in annotated.names)


def _is_common(span: Span, annotated: Annotated) -> bool:
    """Whether the words open a sentence and are no name: "Some districts", "Other areas"; never in another script."""
    if not _LATIN.search(span.of(annotated.document.text)):
        return False
    for token in _tokens_in(annotated, span):
        if token.upos == "PROPN" or (token.upos == "ADJ" and token.span.start != span.start):
            return False
    return True


def _tokens_in(annotated: Annotated, span: Span) -> list:  # type: ignore[type-arg]
    """The tokens inside a span."""
    return [annotated.tokens[number] for number in annotated.within(span)]


def _known(annotated: Annotated, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Capitalised words that the gazetteer knows as something large and the model marks as nothing.

    Or as a body or thing, where "in", "near" or the like stands before, or which is a town of a country that the report
    names: then a smaller town will do.
    """
    text = annotated.document.text
    names = annotated.names
    nations = _nations(annotated, gazetteer)
    for whole in _runs(text, gazetteer):
        span = _shortened(whole, text, gazetteer)
        if span is None or span.length < 3 or _KIN.match(text, span.stop):  # noqa: PLR2004 - two letters name no place
            continue
        marked = [name for name in names if name.span.overlaps(span)]
        if any(name.span != span or name.kind is NameKind.PERSON for name in marked):
            continue
        spot = Spot(span=span, name=span.of(text))
        located = _LOCATIVE.search(text, max(0, span.start - _BEFORE), span.start) is not None
        if marked and not located and not _is_at_home(spot.name, nations, gazetteer):
            continue
        least = _TOWN if marked else _BIG_TOWN
        if _may_name(spot) and not _is_common(span, annotated) and _is_large(spot.name, gazetteer, least):
            yield spot


def _nations(annotated: Annotated, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries that the model marks as locations."""
    text = annotated.document.text
    words = {name.span.of(text) for name in annotated.names if name.kind is NameKind.LOCATION}
    rows = [match.row for word in words for match in gazetteer.named(word)]
    return frozenset(row.country for row in rows if row.kind is PlaceKind.ADM0 and row.country is not None)


def _is_at_home(name: str, nations: frozenset[str], gazetteer: Gazetteer) -> bool:
    """Whether all towns of exactly this name lie in countries that the report names."""
    towns = [match.row for match in gazetteer.named(name) if match.row.kind is PlaceKind.PPL and match.main]
    return bool(towns) and all(row.country in nations for row in towns)


def _in_arabic_script(text: str, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Words in Arabic script, which has no capitals, that the gazetteer has: the longest first."""
    for hit in _ARABIC.finditer(text):
        words = [Span(hit.start() + one.start(), hit.start() + one.end()) for one in re.finditer(r"\S+", hit[0])]
        while words:
            wholes = [Span(words[0].start, last.stop) for last in words[:_ARABIC_WORDS]]
            known = [whole for whole in wholes if gazetteer.is_known(whole.of(text))]
            if known:
                yield Spot(span=known[-1], name=known[-1].of(text), marked=True)
            words = [word for word in words[1:] if not known or word.start >= known[-1].stop]


def _in_names_of_places(annotated: Annotated, gazetteer: Gazetteer) -> Iterator[Spot]:
    """Large places after "in" inside what the model marks as a body or thing: "Government House in Benghazi"."""
    text = annotated.document.text
    for name in annotated.names:
        for hit in _HELD.finditer(name.span.of(text)) if name.kind is not NameKind.PERSON else ():
            span = Span(name.span.start + hit.start(1), name.span.start + hit.end(1))
            if _is_large(span.of(text), gazetteer, _BIG_TOWN):
                yield Spot(span=span, name=span.of(text), marked=True)


def _is_large(name: str, gazetteer: Gazetteer, least: int) -> bool:
    """Whether a row of exactly this name is a country, a region, or a division or town of so many inhabitants."""
    return any(
        match.row.kind in {PlaceKind.ADM0, PlaceKind.REGION, PlaceKind.NATURAL, PlaceKind.POI}
        or (match.row.kind in {PlaceKind.ADM1, PlaceKind.PPL} and match.row.population >= least)
        for match in gazetteer.named(name)
    )


def _abbreviated(spots: list[Spot], text: str) -> list[Spot]:
    """The spots, with those that are abbreviations of a division after a name given its code."""
    known = abbreviations()
    found = [_with_code(spot, text) for spot in spots]
    pattern = re.compile(rf",\s*({alternation(known)})(?=[\s,.;:)\]]|$)")
    for spot in spots:
        hit = pattern.match(text, spot.span.stop)
        if hit is None:
            continue
        span = Span(*hit.span(1))
        found = [other for other in found if not other.span.overlaps(span)]
        found.append(Spot(span=span, name=hit[1], code=known[hit[1]], marked=True))
    return sorted(found, key=lambda spot: spot.span)


def _with_code(spot: Spot, text: str) -> Spot:
    """The spot, with a code where its words and the full stop after them are an abbreviation of a division."""
    stop = spot.span.stop + (text[spot.span.stop : spot.span.stop + 1] == ".")
    words = text[spot.span.start : stop].replace(" ", "")
    code = abbreviations().get(words) if "." in words else None
    return spot if code is None else Spot(span=spot.span, name=spot.name, code=code, marked=spot.marked)


def in_names(annotated: Annotated, spots: list[Spot]) -> Iterator[Name]:
    """Names of bodies that no spot lies in: a place may stand inside them."""
    for name in annotated.names:
        if name.kind is NameKind.ORGANISATION and not any(spot.span.overlaps(name.span) for spot in spots):
            yield name
