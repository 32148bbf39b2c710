"""Place mentions in short fictional reports over five regions: what each is read as, and why.

The expectations stand in `test_resolve_places.txt`: a text, then a line for each mention: words, status and use with
the stated parent, the row (kind, country, first-level division, name), and words of the reason.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from place_cases import annotated_of
from reportedly.gazetteer import Gazetteer, load_gazetteer
from reportedly.records import ActorMention, Document, PlaceMention
from reportedly.resolve.places import find_places, inside_groups, read_names
from reportedly.settings import load_settings
from reportedly.spans import Span
from reportedly.vocabulary import ActorKind, PlaceKind, PlaceStatus, PlaceUse

_LINE = re.compile(r"    (?P<words>.*?) = (?P<reading>.*?) \| (?P<row>.*?) \| ?(?P<because>.*)$")


class Case(NamedTuple):
    text: str
    expected: tuple[str, ...]


def cases() -> Iterator[Case]:
    text, lines = "", []
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            lines.append(line)
        else:
            if text:
                yield Case(text, tuple(lines))
            text, lines = ("" if line.startswith("#") else line), []
    if text:
        yield Case(text, tuple(lines))


CASES = tuple(cases())


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(load_settings())


def told(mention: PlaceMention, text: str) -> str:
    parent = f" in {mention.stated_parent}" if mention.stated_parent else ""
    conflict = " CONFLICT" if mention.conflict else ""
    best = mention.candidates[0] if mention.candidates else None
    row = " / ".join(str(part) for part in (best.kind, best.country, best.admin1, best.name)) if best else "None"
    return f"    {mention.span.of(text)} = {mention.status} {mention.use}{parent}{conflict} | {row}"


@pytest.mark.parametrize("case", CASES, ids=[case.text[:50] for case in CASES])
def test_each_mention_is_read_as_a_careful_reader_would(case: Case, gazetteer: Gazetteer) -> None:
    annotated = annotated_of(case.text)
    mentions = find_places(annotated, gazetteer)
    assert [told(mention, annotated.document.text) for mention in mentions] == [
        line.rpartition(" |")[0] for line in case.expected
    ]


@pytest.mark.parametrize("case", CASES, ids=[case.text[:50] for case in CASES])
def test_each_reading_says_why(case: Case, gazetteer: Gazetteer) -> None:
    for mention, line in zip(find_places(annotated_of(case.text), gazetteer), case.expected, strict=True):
        because = mention.candidates[0].because if mention.candidates else ""
        assert line.rpartition(" |")[2].strip() in because


def test_the_table_holds_a_hundred_mentions() -> None:
    assert sum(len(case.expected) for case in CASES) >= 100
    assert all(_LINE.match(line) for case in CASES for line in case.expected)


def only(text: str, gazetteer: Gazetteer, publisher: str | None = None) -> PlaceMention:
    (mention,) = find_places(annotated_of(text, publisher), gazetteer)
    return mention


def test_a_publisher_tells_the_country_of_a_name_that_many_places_have(gazetteer: Gazetteer) -> None:
    assert only("He left [L:Hama].", gazetteer, "Syrian Observer").candidates[0].country == "SY"


def test_rivals_are_kept_behind_the_reading(gazetteer: Gazetteer) -> None:
    mention = only("He spoke in [L:Springfield].", gazetteer)
    assert mention.status is PlaceStatus.AMBIGUOUS
    assert len(mention.candidates) > 1
    scores = [candidate.score for candidate in mention.candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_vague_region_is_never_a_point_of_a_town(gazetteer: Gazetteer) -> None:
    mention = only("Roads in the northern region of [L:Afghanistan] are bad.", gazetteer)
    assert mention.candidates[0].kind is PlaceKind.REGION
    assert mention.candidates[0].precision == 5


def test_a_district_without_a_point_of_its_own_takes_its_provinces_and_says_so(gazetteer: Gazetteer) -> None:
    mention = find_places(annotated_of("The Kush Tapa district of [L:Jowzjan] province."), gazetteer)[0]
    assert mention.candidates[0].precision == 4


def test_a_distance_moves_the_point_and_bounds_it(gazetteer: Gazetteer) -> None:
    text = "A mine lay 20 km north of [L:Kunduz], [L:Afghanistan]."
    region, town, _ = find_places(annotated_of(text), gazetteer)
    assert region.candidates[0].precision == 2
    assert region.candidates[0].lat == pytest.approx((town.candidates[0].lat or 0) + 20 / 111.2, abs=0.001)


def test_a_person_named_like_a_place_is_no_place(gazetteer: Gazetteer) -> None:
    assert find_places(annotated_of("[P:Jordan Paris] said nothing."), gazetteer) == ()


def test_a_surname_of_somebody_named_in_full_is_no_place_unless_something_happens_in_it(gazetteer: Gazetteer) -> None:
    surname = annotated_of("[P:Elena Reno] waited. [L:Reno] called again.")
    assert find_places(surname, gazetteer) == ()
    town = annotated_of("[P:Elena Reno] waited. Shots were heard in [L:Reno].")
    assert [mention.span.of(town.document.text) for mention in find_places(town, gazetteer)] == ["Reno"]


def test_a_town_that_the_model_takes_for_a_body_is_a_place_where_its_country_is_named(gazetteer: Gazetteer) -> None:
    told = annotated_of("[O:Bankass] burned while others in [L:Mali] slept.")
    assert {mention.span.of(told.document.text) for mention in find_places(told, gazetteer)} == {"Bankass", "Mali"}


def test_the_name_of_a_language_is_no_people(gazetteer: Gazetteer) -> None:
    assert find_places(annotated_of("They speak Russian or Uzbek."), gazetteer) == ()


def test_a_government_that_speaks_is_a_metonym_and_a_town_that_is_hit_is_not(gazetteer: Gazetteer) -> None:
    assert only("[L:Moscow] denied it.", gazetteer).use is PlaceUse.METONYM
    assert only("Fire broke out in [L:Moscow].", gazetteer).use is PlaceUse.LITERAL


def test_places_are_the_same_when_found_again(gazetteer: Gazetteer) -> None:
    annotated = annotated_of(CASES[0].text)
    assert find_places(annotated, gazetteer) == find_places(annotated, gazetteer)


def test_given_names_are_read_in_view_of_each_other(gazetteer: Gazetteer) -> None:
    text = "Russian envoys and U.S. aides met in Paris, Texas."
    words = ("Russian", "U.S.", "Paris", "Texas")
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    mentions = read_names(spans, Document(source="case", text=text), gazetteer)
    assert [mention.span.of(text) for mention in mentions] == list(words)
    assert [mention.candidates[0].country for mention in mentions] == ["RU", "US", "US", "US"]


def test_a_family_is_no_place(gazetteer: Gazetteer) -> None:
    annotated = annotated_of("Soldiers in [L:Syria] entered the home of the [L:Idlib] family.")
    found = find_places(annotated, gazetteer)
    assert [mention.span.of(annotated.document.text) for mention in found] == ["Syria"]


@pytest.mark.parametrize(
    ("kind", "use"), [(ActorKind.ARMED_GROUP, PlaceUse.IN_NAME), (ActorKind.GOVERNMENT_BODY, PlaceUse.LITERAL)]
)
def test_a_country_in_the_name_of_an_armed_group_is_part_of_that_name(kind: ActorKind, use: PlaceUse) -> None:
    """In "the Islamic State of Iraq entered Sayad"; "the police of Iraq" are somewhere."""
    iraq, sayad = (PlaceMention(span=Span(*each), status=PlaceStatus.RESOLVED) for each in ((21, 25), (34, 39)))
    group = ActorMention(span=Span(4, 25), id="x", name="x", kind=kind)
    assert [each.use for each in inside_groups((iraq, sayad), (group,))] == [use, PlaceUse.LITERAL]
