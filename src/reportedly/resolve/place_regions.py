"""Regions: vague and relative places ("northern Mali", "20 km north of X", "districts bordering Y"), never points.

A region's point is a mere representative of it: the mean of its members, or the place that it is told from. Where the
words give a distance, the point is moved by it. The reason says what the region was made from.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.gazetteer import Gazetteer, Row
from reportedly.records import Candidate
from reportedly.resolve.place_readings import Reading
from reportedly.resolve.place_score import kilometres
from reportedly.resolve.place_words import alternation, demonyms, directions
from reportedly.spans import Span
from reportedly.vocabulary import PlaceKind

_PARTS = (
    "region|regions|provinces|part|parts|area|areas|half|districts|countryside|outskirts|suburbs|"
    "neighborhoods|neighbourhoods|sector|flank|front|side|edge|pocket|villages|towns"
)
_KM = {
    "km": 1.0,
    "kilometer": 1.0,
    "kilometre": 1.0,
    "kms": 1.0,
    "mile": 1.609,
    "mi": 1.609,
    "meter": 0.001,
    "metre": 0.001,
}
_KM_A_DEGREE = 111.2
_EDGE_SHARE = 0.2
_STRETCH_KM = 600.0  # farther places in two countries are no ends of one road
_SHOWN = 6
_NEAR_TOWN = 2
_VAGUE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A vague or relative place.

    Attributes:
        span: The whole phrase.
        swallows: Numbers of the readings whose words are a part of the phrase and name nothing by themselves.
    """

    span: Span
    candidate: Candidate
    swallows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What regions are found in."""

    text: str
    readings: list[Reading]
    gazetteer: Gazetteer
    homes: tuple[str, ...]

    @property
    def home(self) -> str | None:
        """The country that the report is about."""
        return self.homes[0] if self.homes else None

    def side_of(self, codes: list[str]) -> str | None:
        """The country that the report is about on this side of a border with the given ones."""
        return next((code for code in self.homes if code not in codes), None)

    def ending(self, at: int) -> tuple[int, Row] | None:
        """The resolved reading whose words begin at a place of the text, with its row."""
        for number, reading in enumerate(self.readings):
            if reading.spot.span.start == at and reading.best is not None:
                return number, reading.best.match.row
        return None

    def before(self, at: int) -> tuple[int, Row] | None:
        """The resolved reading whose words stop at a place of the text."""
        for number, reading in enumerate(self.readings):
            if reading.spot.span.stop == at and reading.best is not None:
                return number, reading.best.match.row
        return None


def find_regions(text: str, readings: list[Reading], gazetteer: Gazetteer, homes: tuple[str, ...]) -> list[Region]:
    """Vague and relative places of a text, none inside another; `homes` are the countries it is about."""
    scene = _Scene(text=text, readings=readings, gazetteer=gazetteer, homes=homes)
    found: list[Region] = []
    finders: tuple[Callable[[_Scene], Iterator[Region]], ...] = (
        _borders,
        _bordering,
        _distances,
        _roads,
        _cuts,
        _bare_cuts,
    )
    for finder in finders:
        for region in finder(scene):
            if not any(region.span.overlaps(other.span) for other in found):
                found.append(region)
    return sorted(found, key=lambda region: region.span)


@cache
def _direction() -> str:
    """A pattern for any word of direction."""
    return alternation(directions())


@cache
def _cut_pattern() -> re.Pattern[str]:
    """A direction that cuts a part out of the place that follows."""
    return re.compile(
        rf"\b(?P<turn>{_direction()})(?:(?:\s+|-)(?:and|or)\s+(?:{_direction()}))?"
        rf"(?P<of>\s+(?:{_PARTS})\s+(?:of|in)\s+|\s+of\s+|\s+)(?:the\s+)?$",
        re.IGNORECASE,
    )


def _cuts(scene: _Scene) -> Iterator[Region]:
    """Such as "northern Mali", "the north of Mali", "the northern regions of Afghanistan", "eastern Aleppo"."""
    for number, reading in enumerate(scene.readings):
        if reading.best is None:
            continue
        start = reading.spot.span.start
        hit = _cut_pattern().search(scene.text, max(0, start - 60), start)
        if hit is None:
            continue
        noun_of = hit["of"].strip().lower() == "of"
        the = scene.text[max(0, hit.start() - 4) : hit.start()].lower().endswith("the ")
        if noun_of and not the:
            yield _beside(scene, hit.start(), reading, hit["turn"])
            continue
        span = Span(hit.start(), _with_part(scene.text, reading.spot.span.stop))
        if hit["of"].strip() == "" and _is_own_name(span.of(scene.text), scene.gazetteer):
            continue
        yield Region(
            span=span, candidate=_cut_of(scene, reading.best.match.row, hit["turn"].lower()), swallows=(number,)
        )


def _is_own_name(words: str, gazetteer: Gazetteer) -> bool:
    """Whether a direction belongs to a name, as in Northern Ireland, and cuts no part out of a place."""
    return any(match.row.kind is not PlaceKind.REGION for match in gazetteer.named(words))


def _with_part(text: str, stop: int) -> int:
    """Where a phrase stops that goes on with "countryside" or the like."""
    hit = re.compile(r"\s+(?:countryside|suburbs|outskirts)\b").match(text, stop)
    return hit.end() if hit is not None else stop


def _beside(scene: _Scene, start: int, reading: Reading, turn: str) -> Region:
    """Such as "north of Aleppo": outside the place, at a distance that the words leave open."""
    row = reading.matches[0].row if reading.best is None else reading.best.match.row
    lead = re.compile(r"(?:countryside|area|areas|villages|towns|just)\s+$").search(
        scene.text, max(0, start - 14), start
    )
    span = Span(lead.start() if lead is not None else start, reading.spot.span.stop)
    because = f"{turn.lower()} of {row.name}; the distance is open, so the point is that of {row.name}"
    candidate = _candidate(row, f"{turn.lower()} of {row.name}", because, (row.lat, row.lon))
    return Region(span=span, candidate=candidate)


@cache
def _bare_pattern() -> re.Pattern[str]:
    """A direction with a generic word and no place: "the northern region", "neighbouring northern provinces"."""
    return re.compile(
        rf"\b(?:neighbou?ring\s+)?(?P<turn>{_direction()})\s+(?:and\s+(?P<other>{_direction()})\s+)?"
        rf"(?:regions?|provinces|areas|districts|provinces|part|parts)\b(?!\s+(?:of|in)\s+(?:the\s+)?[A-Z])"
    )


def _bare_cuts(scene: _Scene) -> Iterator[Region]:
    """Such as "the northern region": of the country that the report is about."""
    for hit in _bare_pattern().finditer(scene.text):
        around = _nearest_town(scene, hit.start()) if "district" in hit[0] and "province" not in hit[0] else None
        row = around or (scene.gazetteer.with_code(scene.home) if scene.home else None)
        if row is not None:
            candidate = _cut_of(scene, row, hit["turn"].lower())
            yield Region(span=Span(hit.start(), hit.end()), candidate=candidate)


def _nearest_town(scene: _Scene, at: int) -> Row | None:
    """The large town last named before a place of the text: its districts are meant by "eastern districts"."""
    found = None
    for reading in scene.readings:
        if reading.spot.span.start < at and reading.best is not None:
            row = reading.best.match.row
            at_home = scene.home is None or row.country == scene.home
            found = row if at_home and row.kind is PlaceKind.PPL and row.population > 500_000 else found  # noqa: PLR2004
    return found


def _cut_of(scene: _Scene, row: Row, turn: str) -> Candidate:
    """The part of a place that lies in a direction."""
    known = [
        match.row
        for name in (f"{turn} {row.name}", f"{turn} region of {row.name}")
        for match in scene.gazetteer.named(name)
        if match.row.kind is PlaceKind.REGION
    ]
    if known:
        members = ", ".join(member.name for member in scene.gazetteer.members(known[0]))
        return known[0].candidate(0.9, f"a region of the gazetteer: {members}")
    name = f"{turn} {row.name}"
    if row.kind is not PlaceKind.ADM0 or row.country is None:
        return _candidate(row, name, f"a part of {row.name}; its point stands for it", (row.lat, row.lon))
    towards = _towards(scene.gazetteer.divisions(row.country), directions()[turn])
    if not towards:
        return _candidate(row, name, f"a part of {row.name} without stated members", (row.lat, row.lon))
    names = ", ".join(member.name for member in towards[:_SHOWN])
    more = f" and {len(towards) - _SHOWN} more" if len(towards) > _SHOWN else ""
    because = f"divisions of {row.name} whose points lie that way: {names}{more}"
    return _candidate(row, name, because, _middle(towards))


def _towards(rows: tuple[Row, ...], degrees: float | None) -> list[Row]:
    """The rows that lie towards a direction as seen from the middle of all; for no direction those in the middle."""
    placed = [row for row in rows if row.lat is not None and row.lon is not None]
    middle = _middle(placed)
    if middle[0] is None or middle[1] is None or len(placed) < 3:  # noqa: PLR2004 - two have no middle
        return []
    shares: list[tuple[float, Row]] = []
    for row in placed:
        north = (row.lat or 0.0) - middle[0]
        east = ((row.lon or 0.0) - middle[1]) * math.cos(math.radians(middle[0]))
        if degrees is None:
            shares.append((-math.hypot(north, east), row))
        else:
            turn = math.radians(degrees)
            shares.append((north * math.cos(turn) + east * math.sin(turn), row))
    top, low = max(share for share, _ in shares), min(share for share, _ in shares)
    bound = _EDGE_SHARE * top if degrees is not None else low + 0.6 * (top - low)
    return [row for share, row in shares if share >= bound]


@cache
def _distance_pattern() -> re.Pattern[str]:
    """A distance and perhaps a direction from the place that follows."""
    units = alternation(sorted(_KM, key=len, reverse=True))
    return re.compile(
        rf"\b(?:about|around|some|roughly|nearly|just)?\s*(?P<n>\d+(?:[.,]\d+)?)[\s-]*(?P<unit>{units})s?\s*"
        rf"(?:\([^)]*\)\s*)?(?P<turn>{_direction()})?\s*"
        rf"(?:of|from|outside|away from|to the (?P<turn2>{_direction()}) of)\s+"
        rf"(?:the\s+)?(?:city of|town of|village of|center of|centre of)?\s*$",
        re.IGNORECASE,
    )


def _distances(scene: _Scene) -> Iterator[Region]:
    """Such as "20 km north of X": the point moved by the distance, and a bound of it."""
    for reading in scene.readings:
        start = reading.spot.span.start
        hit = _distance_pattern().search(scene.text, max(0, start - 70), start)
        if hit is None or reading.best is None:
            continue
        row = reading.best.match.row
        far = float(hit["n"].replace(",", ".")) * _KM[hit["unit"].lower()]
        turn = (hit["turn"] or hit["turn2"] or "").lower()
        degrees = directions().get(turn)
        where = "from" if not turn else f"{turn} of"
        point = _moved(row, far, degrees) if degrees is not None else (row.lat, row.lon)
        because = f"{far:.0f} km {where} {row.name}; within about {max(5.0, far / 2):.0f} km of the point given"
        candidate = _candidate(row, f"{far:.0f} km {where} {row.name}", because, point, _NEAR_TOWN)
        begin = hit.start("n")
        yield Region(span=Span(begin, reading.spot.span.stop), candidate=candidate)


def _moved(row: Row, far: float, degrees: float) -> tuple[float | None, float | None]:
    """The point at a distance and direction from a row's point."""
    if row.lat is None or row.lon is None:
        return None, None
    turn = math.radians(degrees)
    north = far * math.cos(turn) / _KM_A_DEGREE
    east = far * math.sin(turn) / (_KM_A_DEGREE * max(0.1, math.cos(math.radians(row.lat))))
    return round(row.lat + north, 4), round(row.lon + east, 4)


def _bordering(scene: _Scene) -> Iterator[Region]:
    """Such as "districts bordering Turkmenistan and Uzbekistan": the divisions that our table of borders has there."""
    kinds = (
        r"(?P<unit>districts?|provinces?|regions?|areas?|governorates?|states?|oblasts?|villages|towns|departments?)"
    )
    pattern = re.compile(
        rf"\b{kinds}\s+(?:that\s+|which\s+)?(?:bordering|border|adjoining|along the border with)\s+"
        rf"(?:on\s+)?(?:the\s+)?"
    )
    for hit in pattern.finditer(scene.text):
        first = scene.ending(hit.end())
        if first is None:
            continue
        neighbours, last = _run_of(scene, first[0])
        kind = PlaceKind.ADM2 if hit["unit"].startswith("district") else None
        yield Region(
            span=Span(hit.start(), last),
            candidate=_along(scene, neighbours, kind, f"{hit['unit']} bordering"),
        )


def _run_of(scene: _Scene, number: int) -> tuple[list[Row], int]:
    """The places of a list from a reading on, and where the list stops."""
    rows: list[Row] = []
    stop = scene.readings[number].spot.span.stop
    while number < len(scene.readings):
        reading = scene.readings[number]
        if reading.best is None or (
            rows and not re.fullmatch(r"\s*(?:,|and|or|,\s*and)\s+", scene.text[stop : reading.spot.span.start])
        ):
            break
        rows.append(reading.best.match.row)
        stop = reading.spot.span.stop
        number += 1
    return rows, stop


def _along(scene: _Scene, neighbours: list[Row], kind: PlaceKind | None, words: str) -> Candidate:
    """The divisions of the report's country along its border with the given countries."""
    codes: list[str] = []
    for row in neighbours:
        inside = (
            [member.country for member in scene.gazetteer.members(row) if member.country]
            if row.kind is PlaceKind.REGION
            else []
        )
        codes += inside or ([row.country] if row.country else [])
    home = scene.side_of(codes)
    members = [
        row for code in codes for row in scene.gazetteer.bordering(code, country=home, kind=kind) if home is not None
    ]
    names = ", ".join(dict.fromkeys(row.name for row in members))
    named = " and ".join(row.name for row in neighbours)
    base = scene.gazetteer.with_code(home) if home else None
    because = f"derived from the table of borders: {names}" if members else "no members are known"
    anchor = base or neighbours[0]
    point = _middle(members) if members else (anchor.lat, anchor.lon)
    return _candidate(anchor, f"{words} {named}", because, point, _VAGUE if members else anchor.precision)


def _borders(scene: _Scene) -> Iterator[Region]:
    """Such as "the border with X", "the X border", "the X-Y border", "the Turkish border"."""
    after = re.compile(r"\bborders?\s+(?:crossing\s+)?(?:with|between|to|into|of)\s+(?:neighbou?ring\s+)?(?:the\s+)?")
    for hit in after.finditer(scene.text):
        first = scene.ending(hit.end())
        if first is not None:
            rows, stop = _run_of(scene, first[0])
            yield Region(span=Span(hit.start(), stop), candidate=_border_of(scene, rows))
    people = re.compile(
        rf"\b(?P<one>{alternation(demonyms())})(?:[-–](?P<two>{alternation(demonyms())}))?\s+border(?:s|lands?)?\b"
    )
    for hit in people.finditer(scene.text):
        codes = [demonyms()[word] for word in (hit["one"], hit["two"]) if word]
        rows = [row for row in (scene.gazetteer.with_code(code) for code in codes) if row is not None]
        yield Region(span=Span(*hit.span()), candidate=_border_of(scene, rows))
    for number, reading in enumerate(scene.readings):
        tail = re.compile(r"['’]?s?\s+border(?:s|lands?)?\b").match(scene.text, reading.spot.span.stop)
        if tail is not None and reading.best is not None:
            start, rows = _with_hyphen(scene, number)
            yield Region(span=Span(start, tail.end()), candidate=_border_of(scene, rows))


def _with_hyphen(scene: _Scene, number: int) -> tuple[int, list[Row]]:
    """The places joined by hyphens that stop at a reading, and where they start."""
    reading = scene.readings[number]
    rows, start = [reading.best.match.row] if reading.best is not None else [], reading.spot.span.start
    previous = scene.readings[number - 1] if number else None
    if (
        previous is not None
        and previous.best is not None
        and scene.text[previous.spot.span.stop : start] in {"-", "–", "/"}
    ):
        return previous.spot.span.start, [previous.best.match.row, *rows]
    return start, rows


def _border_of(scene: _Scene, rows: list[Row]) -> Candidate:
    """The stretch along a border: divisions on this side where our table has them."""
    countries = [row for row in rows if row.kind is PlaceKind.ADM0 and row.country != scene.home]
    if scene.home is not None and countries:
        return _along(scene, countries, PlaceKind.ADM1, "border with")
    named = " and ".join(row.name for row in rows)
    return _candidate(rows[0], f"border of {named}", "the border as a whole; its point stands for it", _middle(rows))


def _roads(scene: _Scene) -> Iterator[Region]:
    """Such as "the road between X and Y", "the X-Y highway": the stretch, with the point half way."""
    lead = re.compile(r"\b(?:road|highway|route|motorway|railway)\s+(?:between|from|linking|connecting)\s+(?:the\s+)?$")
    for number in range(len(scene.readings) - 1):
        one, two = scene.readings[number], scene.readings[number + 1]
        if one.best is None or two.best is None:
            continue
        between = scene.text[one.spot.span.stop : two.spot.span.start]
        hit = lead.search(scene.text, max(0, one.spot.span.start - 40), one.spot.span.start)
        tail = re.compile(r"\s+(?:road|highway|route|motorway|railway)\b").match(scene.text, two.spot.span.stop)
        rows = [one.best.match.row, two.best.match.row]
        if not _is_one_way(*rows):
            continue
        if hit is not None and re.fullmatch(r"\s+(?:and|to|with)\s+", between):
            span = Span(hit.start(), two.spot.span.stop)
        elif tail is not None and re.fullmatch(r"\s*[-–]\s*|\s+to\s+", between):
            span = Span(one.spot.span.start, tail.end())
        else:
            continue
        name = f"road between {rows[0].name} and {rows[1].name}"
        yield Region(
            span=span, candidate=_candidate(rows[0], name, "a stretch; its point lies half way", _middle(rows))
        )


def _is_one_way(one: Row, two: Row) -> bool:
    """Whether two places lie in one country, or so near that a stretch between them can be meant."""
    if one.country == two.country:
        return True
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return False
    return kilometres(one.lat, one.lon, two.lat, two.lon) <= _STRETCH_KM


def _candidate(
    row: Row, name: str, because: str, point: tuple[float | None, float | None], precision: int = _VAGUE
) -> Candidate:
    """A region told from a row."""
    slug = "-".join(re.findall(r"[a-z0-9]+", f"{row.country or ''} {name}".lower()))
    return Candidate(
        id=f"derived:{slug}",
        name=name,
        kind=PlaceKind.REGION,
        country=row.country,
        admin1=row.name if row.kind is PlaceKind.ADM1 else row.admin1,
        lat=point[0],
        lon=point[1],
        precision=precision,
        score=0.8,
        because=because,
    )


def _middle(rows: list[Row] | tuple[Row, ...]) -> tuple[float | None, float | None]:
    """The mean of the rows' points."""
    points = [(row.lat, row.lon) for row in rows if row.lat is not None and row.lon is not None]
    if not points:
        return None, None
    return round(sum(lat for lat, _ in points) / len(points), 4), round(sum(lon for _, lon in points) / len(points), 4)
