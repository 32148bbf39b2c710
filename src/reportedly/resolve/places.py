"""Places: every word for a place in a report, with what it may mean in the gazetteer and why."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from reportedly.gazetteer import CLOSE, Gazetteer, Row
from reportedly.lexicon import load_lexicon
from reportedly.records import ActorMention, Annotated, Candidate, Document, Name, PlaceMention, Token
from reportedly.resolve.place_readings import Reading, ranked_readings
from reportedly.resolve.place_regions import Region, find_regions
from reportedly.resolve.place_score import Scored, focus_of, kilometres
from reportedly.resolve.place_spots import RUN, find_spots, in_names, is_facility, spots_at
from reportedly.resolve.place_unlisted import unlisted_places
from reportedly.resolve.place_words import alternation, demonyms, scene_verbs, speaking_verbs
from reportedly.spans import Span
from reportedly.vocabulary import ActorKind, NameKind, PlaceKind, PlaceStatus, PlaceUse

_KEPT = 5  # candidates that a mention keeps
_MARGIN = 0.04  # a rival so near in score leaves a mention ambiguous
_FAR_KM = 100.0  # rivals nearer than this are one place for a reader
_LIKELY = 0.77  # likeness that context can make up for
_LIKELY_TOWN = 0.88  # the same for a town: there are so many that a likeness to some town is soon found
_AT_HOME = 0.3  # share of a report's places that makes it a report on a country
_SAME = 1.0
_KNOWN_FAR = 200_000  # a town of this size is spoken of from anywhere
_VILLAGE = 20_000  # below it a name that fits nowhere near is taken for that of a place that no table has
_STRAY = 0.05
_ABOUT = 0.5
_LOCAL = frozenset({PlaceKind.PPL, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3, PlaceKind.POI})
_DIVISIONS = frozenset({PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.ADM3})
_CAPITALS = frozenset({PlaceKind.PPL, PlaceKind.ADM0})
_CAPITAL_SIZE = 400_000
_KNOWN_SIZE = 100_000
_TONGUE = re.compile(r"\b(?:speak|speaks|speaking|spoke|spoken|in fluent|language|languages)\b[^.;]{0,40}$|\bin\s+$")


def find_places(annotated: Annotated, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The places that a document names, in its order, each with candidates best first.

    What no row fits is kept as unresolved, and what two rows fit alike as ambiguous; a region is never made a point.

    Raises:
        GazetteerError: The index is damaged.
    """
    text = annotated.document.text
    home = _publishers_country(annotated.document.publisher) or _people_of(text)
    readings = ranked_readings(find_spots(annotated, gazetteer), text, gazetteer, home)
    about = _countries_of(readings)
    sure = [one if _status(one) is not PlaceStatus.UNRESOLVED else replace(one, ranked=()) for one in readings]
    regions = find_regions(text, sure, gazetteer, about)
    swallowed = {number for region in regions for number in region.swallows}
    mentions = [_region_mention(region) for region in regions]
    unlisted = unlisted_places(readings, sure, regions, text)
    mentions += [
        _unlisted(_mention(reading, readings, annotated), unlisted.get(number))
        for number, reading in enumerate(readings)
        if number not in swallowed and not _is_noise(reading)
    ]
    taken = [mention.span for mention in mentions]
    mentions += [one for one in _peoples(annotated, gazetteer) if not any(one.span.overlaps(span) for span in taken)]
    mentions += _inside_names(annotated, readings, gazetteer)
    return tuple(sorted(mentions, key=lambda mention: (mention.span, -mention.span.length)))


def inside_groups(places: tuple[PlaceMention, ...], actors: tuple[ActorMention, ...]) -> tuple[PlaceMention, ...]:
    """The places, where those inside the name of an armed group are part of that name: "of Iraq and the Levant".

    A group's whole name that no table has as a place is none: "al-Qaida in Idlib".
    """
    groups = [each.span for each in actors if each.kind is ActorKind.ARMED_GROUP]
    kept = (place for place in places if place.span not in groups or _is_listed(place))
    return tuple(
        replace(place, use=PlaceUse.IN_NAME)
        if any(span.contains(place.span) and span != place.span for span in groups)
        else place
        for place in kept
    )


def _is_listed(place: PlaceMention) -> bool:
    """Whether a place is read as a row of the gazetteer."""
    return place.status is not PlaceStatus.UNRESOLVED and not place.candidates[0].id.startswith("derived:")


def read_names(spans: Iterable[Span], document: Document, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The given names of a document read as places, each in view of all others; nothing else is looked for.

    Raises:
        GazetteerError: The index is damaged.
    """
    text = document.text
    spots = spots_at(spans, text, gazetteer)
    home = _publishers_country(document.publisher) or _people_of(text)
    readings = ranked_readings([spot for spot in spots if spot.name not in demonyms()], text, gazetteer, home)
    peoples = (_as_country(spot.span, spot.name, gazetteer) for spot in spots if spot.name in demonyms())
    named = (
        PlaceMention(span=reading.spot.span, status=_status(reading), candidates=_kept(reading.ranked))
        for reading in readings
    )
    return tuple(sorted((*named, *(one for one in peoples if one is not None)), key=lambda mention: mention.span))


def _publishers_country(publisher: str | None) -> str | None:
    """The country that a publisher's name tells by a word for its people or by its own name."""
    if not publisher:
        return None
    return next((demonyms()[word] for word in re.findall(r"\w+", publisher) if word in demonyms()), None)


def _people_of(text: str) -> str | None:
    """The country whose people or things a report names most often."""
    codes = [demonyms()[hit[0]] for hit in _people_pattern().finditer(text)]
    return max(sorted(set(codes)), key=codes.count, default=None)


def _countries_of(readings: list[Reading]) -> tuple[str, ...]:
    """The countries that a report is about, the one that most of its places lie in first."""
    countries = focus_of((reading.key, reading.ranked) for reading in readings).countries
    counts: dict[str, float] = {}
    for reading in readings:
        country = reading.best.match.row.country if reading.best is not None else None
        if country is not None:
            counts[country] = counts.get(country, 0.0) + 0.1
    return tuple(sorted(countries, key=lambda code: (-countries[code] - counts.get(code, 0.0), code)))


def _mention(reading: Reading, readings: list[Reading], annotated: Annotated) -> PlaceMention:
    """A reading as a mention: its status, its use, its parents."""
    outer = readings[reading.parent] if reading.parent is not None else None
    stated = outer.spot.name if outer is not None else None
    conflict = outer is not None and _is_bounded(outer) and reading.explicit and _lies_outside(reading)
    if stated is None:
        stated, conflict = _spoken_of(reading, readings, annotated)
    return PlaceMention(
        span=reading.spot.span,
        status=_status(reading),
        use=_use(reading, annotated),
        stated_parent=stated,
        conflict=conflict,
        candidates=_kept(reading.ranked),
    )


def _is_bounded(outer: Reading) -> bool:
    """Whether a parent is a country or division, of which the gazetteer tells what lies in it."""
    return outer.best is not None and outer.best.match.row.kind in _DIVISIONS


def _lies_outside(reading: Reading) -> bool:
    """Whether a place lies elsewhere than the words put it."""
    return reading.best is not None and not reading.best.in_parent


def _unlisted(mention: PlaceMention, candidate: Candidate | None) -> PlaceMention:
    """The mention of a place that no row fits, where the words put it; likenesses elsewhere stay as other readings."""
    if candidate is None:
        return mention
    others = mention.candidates[: _KEPT - 1]
    return replace(mention, status=PlaceStatus.RESOLVED, conflict=False, candidates=(candidate, *others))


def _kept(ranked: tuple[Scored, ...]) -> tuple[Candidate, ...]:
    """The candidates that a mention keeps."""
    return tuple(one.match.row.candidate(one.score, one.because) for one in ranked[:_KEPT])


def _status(reading: Reading) -> PlaceStatus:
    """How far a reading is resolved; a spelling that is only like the name needs the context's support."""
    best = reading.best
    if best is None or (best.match.likeness < _SAME and not _is_supported(reading, best)):
        return PlaceStatus.UNRESOLVED
    if _is_stray(best) or _is_namesake(reading, best):
        return PlaceStatus.UNRESOLVED
    if any(_is_rival(best, other) for other in reading.ranked[1:4]):
        return PlaceStatus.AMBIGUOUS
    return PlaceStatus.RESOLVED


def _is_stray(best: Scored) -> bool:
    """Whether a small place lies in a country that a report on another country says nothing else of."""
    row = best.match.row
    small = row.kind in _LOCAL and row.population < _KNOWN_FAR
    return small and not best.in_parent and best.at_home < _STRAY and best.elsewhere >= _ABOUT


def _is_namesake(reading: Reading, best: Scored) -> bool:
    """Whether words put a village elsewhere than the only one of that name, in a country that is not spoken of."""
    row = best.match.row
    small = row.kind in _LOCAL and row.population < _VILLAGE
    return small and reading.explicit and not best.in_parent and best.at_home < _ABOUT


def _is_supported(reading: Reading, best: Scored) -> bool:
    """Whether the context makes up for a spelling that is only like the name; same sounds need less of it."""
    if reading.spot.kind is not None and best.match.row.kind not in reading.spot.kind.kinds:
        return False  # the Mayu River is not a village that is spelled like it
    needed = _AT_HOME if best.match.likeness < CLOSE else _AT_HOME / 3
    least = _LIKELY_TOWN if best.match.row.kind is PlaceKind.PPL else _LIKELY
    return best.match.likeness >= least and (best.in_parent or best.at_home >= needed)


def _is_rival(best: Scored, other: Scored) -> bool:
    """Whether another candidate fits as well and lies elsewhere."""
    one, two = best.match.row, other.match.row
    if best.score - other.score >= _MARGIN or other.match.likeness < CLOSE:
        return False
    if one.number in {two.first, two.second} or two.number in {one.first, one.second}:
        return False  # a town and the province called after it: the wider one is no other place
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return one.first != two.first
    return kilometres(one.lat, one.lon, two.lat, two.lon) > _FAR_KM


def _spoken_of(reading: Reading, readings: list[Reading], annotated: Annotated) -> tuple[str | None, bool]:
    """The province that a report speaks of around a district, where it is not the one that the district lies in.

    A district is put nowhere by its own words, and its province is not named anywhere in the report: the reader is left
    to think of the province named last.
    """
    best = reading.best
    if best is None or best.match.row.kind is not PlaceKind.ADM2 or reading.spot.kind is None:
        return None, False
    row = best.match.row
    provinces = [other for other in readings if other.best is not None and other.best.match.row.kind is PlaceKind.ADM1]
    before = [other for other in provinces if other.spot.span.start < reading.spot.span.start]
    named = any(other.best is not None and other.best.match.row.number == row.first for other in provinces)
    if named or not before or row.first is None:
        return None, False
    last = before[-1]
    same = last.best is not None and last.best.match.row.country == row.country
    gap = annotated.document.text[last.spot.span.stop : reading.spot.span.start]
    return (last.spot.name, True) if same and gap.count("\n\n") <= 2 else (None, False)  # noqa: PLR2004 - paragraphs


def _use(reading: Reading, annotated: Annotated) -> PlaceUse:
    """Whether a country or capital stands for its government: it acts, speaks, or marks whose a thing is."""
    row = reading.best.match.row if reading.best is not None else None
    if row is None or row.kind not in _CAPITALS or (row.kind is PlaceKind.PPL and row.population < _CAPITAL_SIZE):
        return PlaceUse.LITERAL
    for number in annotated.within(reading.spot.span):
        token = annotated.tokens[number]
        if token.deprel in {"nsubj", "nsubj:outer"} and token.head >= 0:
            head = annotated.tokens[token.head]
            acts = row.kind is PlaceKind.ADM0 and head.lemma.lower() not in scene_verbs()
            if head.upos in {"VERB", "AUX"} and (acts or head.lemma.lower() in speaking_verbs()):
                return PlaceUse.METONYM
        if row.kind is PlaceKind.ADM0 and _marks_whose(token, reading.spot.span, annotated):
            return PlaceUse.DEMONYM
    return PlaceUse.LITERAL


def _marks_whose(token: Token, span: Span, annotated: Annotated) -> bool:
    """Whether a country's name stands before a noun as a word for its people would: "U.S. officials", "UK forces"."""
    if not span.contains(token.span) or token.head < 0 or span.contains(annotated.tokens[token.head].span):
        return False
    holder = annotated.tokens[token.head].lemma.lower() in load_lexicon("holders").entries
    return token.deprel == "compound" or (token.deprel == "nmod:poss" and holder)


def _is_noise(reading: Reading) -> bool:
    """Whether a spot is a building or road that the gazetteer does not have: no place name of its own."""
    if not is_facility(reading.spot.name):
        return False
    return reading.best is None or reading.best.match.likeness < CLOSE


def _region_mention(region: Region) -> PlaceMention:
    """A vague or relative place as a mention."""
    return PlaceMention(span=region.span, status=PlaceStatus.RESOLVED, candidates=(region.candidate,))


@cache
def _people_pattern() -> re.Pattern[str]:
    """Any word for the people or things of a country."""
    return re.compile(rf"\b(?:{alternation(demonyms())})\b")


def _peoples(annotated: Annotated, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Words for the people or things of a country, read as that country; names of languages are none."""
    text = annotated.document.text
    persons = [name.span for name in annotated.names if name.kind is NameKind.PERSON]
    for hit in _people_pattern().finditer(text):
        span = Span(*hit.span())
        if any(span.overlaps(person) for person in persons) or _TONGUE.search(
            text, max(0, span.start - 60), span.start
        ):
            continue
        mention = _as_country(span, hit[0], gazetteer)
        if mention is not None:
            yield mention


def _as_country(span: Span, word: str, gazetteer: Gazetteer) -> PlaceMention | None:
    """A word for a people as its country, where the gazetteer has that."""
    row = gazetteer.with_code(demonyms()[word])
    if row is None:
        return None
    candidate = row.candidate(0.9, "a word for its people or things")
    return PlaceMention(span=span, status=PlaceStatus.RESOLVED, use=PlaceUse.DEMONYM, candidates=(candidate,))


def _inside_names(annotated: Annotated, readings: list[Reading], gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Places inside the names of bodies: "the Balkh city council"."""
    known = {reading.key: reading for reading in readings}
    for name in in_names(annotated, [reading.spot for reading in readings]):
        yield from _inside(name, known.values(), annotated.document.text, gazetteer)


def _inside(name: Name, readings: Iterable[Reading], text: str, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """The place in one body's name: one that the report names elsewhere, or one that the gazetteer knows as large."""
    words = name.span.of(text)
    for reading in readings:
        hit = re.search(rf"\b{re.escape(reading.spot.name)}\b", words)
        if hit is not None and reading.best is not None and len(reading.spot.name) < len(words):
            yield _in_name(name, hit, reading.ranked[:_KEPT])
            return
    run = RUN.search(words)
    first = run[0].split(" ")[0] if run is not None else ""
    row = _large_row(first, gazetteer) if len(first) < len(words) else None
    if row is not None and run is not None:
        span = Span(name.span.start + run.start(), name.span.start + run.start() + len(first))
        candidate = row.candidate(0.6, "a place inside the name of a body")
        yield PlaceMention(span=span, status=PlaceStatus.RESOLVED, use=PlaceUse.IN_NAME, candidates=(candidate,))


def _in_name(name: Name, hit: re.Match[str], ranked: tuple[Scored, ...]) -> PlaceMention:
    """A mention inside a body's name, read as the same name elsewhere in the report."""
    span = Span(name.span.start + hit.start(), name.span.start + hit.end())
    candidates = tuple(one.match.row.candidate(one.score, f"inside a name; {one.because}") for one in ranked)
    return PlaceMention(span=span, status=PlaceStatus.RESOLVED, use=PlaceUse.IN_NAME, candidates=candidates)


def _large_row(word: str, gazetteer: Gazetteer) -> Row | None:
    """The country, first-level division or big town of exactly this name."""
    rows = [match.row for match in gazetteer.named(word) if match.main and not match.short]
    large = [
        row
        for row in rows
        if row.kind is PlaceKind.ADM0 or (row.kind in {PlaceKind.ADM1, PlaceKind.PPL} and row.population >= _KNOWN_SIZE)
    ]
    return max(large, key=lambda row: (row.kind is PlaceKind.ADM0, row.population), default=None)
