from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess import (
    Area,
    AreaControl,
    Context,
    Derivation,
    Moment,
    Sighting,
    Testimony,
    control_lanes,
    derivations_of,
    named_areas,
    sightings,
)
from reportedly.assess.control_areas import area_of
from reportedly.assess.control_holders import side_of
from reportedly.assess.control_zones import load_zones
from reportedly.records import ActorMention, Candidate, Sentence
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorKind,
    Anonymity,
    ControlDiurnal,
    ControlSide,
    ControlUnit,
    Direction,
    Kind,
    PlaceKind,
    Quantifier,
    ReprintKind,
)
from weighing import KOHISTAN, PROVINCE, SAYAD, VILLAGE, Holds, Tell, at, one, report, told

NOW = Moment(day="2018-04-01")
DAY, NIGHT = ControlDiurnal.DAY, ControlDiurnal.NIGHT
SOME = {"unit": ControlUnit.DISTRICT, "quantifier": Quantifier.SOME, "named": False}


def area(place: Candidate) -> Area:
    made = area_of(place)
    assert made is not None
    return made


def holds(
    actor: str, level: int, *, who: str = "Karim Ahadi", place: str = "Sayad", day: str = "2018-03-14", **more: object
) -> Testimony:
    """A claim that an actor holds a place so far."""
    words = f"{actor} holds {place} somehow"
    identity = {"Taliban": "TALIBAN", "the army": "AF:army", "Daesh": "IS"}.get(actor)
    outlet = str(more.pop("outlet", f"Outlet of {who} {day}"))
    anonymity = more.pop("anonymity", Anonymity.NAMED)
    shown = Holds(actor=actor, level=level, id=identity, **more)
    tell = Tell(says=words, who=who, place=place, type="CONTROL", of=Kind.STATE, holds=shown, anonymity=anonymity)
    return one(f"{words}, {who} said.", tell, publisher=outlet, published=day)


def page(place: Candidate, *claims: Testimony, moment: Moment = NOW, context: Context = Context()) -> AreaControl:  # noqa: B008 - frozen
    return control_lanes(area(place), sightings(claims), moment, context)


def zones(made: AreaControl) -> list[tuple[int, int]]:
    return [(share.low, share.high) for share in made.shares]


def by_day_and_night() -> tuple[Testimony, ...]:
    """One official says who rules by day and who by night in districts that he does not name."""
    text = (
        "In some districts of Sar-e Pol the administration rules by day, Karim Ahadi said. "
        "By night the Taliban rule in these districts, he added."
    )
    shared = {"who": "Karim Ahadi", "place": "Sar-e Pol", "type": "CONTROL", "of": Kind.STATE}
    return told(
        report(
            text,
            Tell(
                says="the administration rules by day",
                holds=Holds(actor="the administration", level=4, diurnal=DAY, **SOME),
                **shared,
            ),
            Tell(
                says="the Taliban rule",
                holds=Holds(actor="Taliban", level=4, id="TALIBAN", diurnal=NIGHT, **SOME),
                **shared,
            ),
            publisher="Amu Post",
        )
    )


def test_administration_by_day_and_group_by_night_is_the_middle_zone():
    made = page(PROVINCE, *by_day_and_night())
    (share,) = made.hatched_shares
    assert (share.low, share.high, share.kalyvas) == (3, 3, ("zone 3",))
    assert (share.sigar, share.lwj) == (("contested",), ("contested",))
    assert str(share.counted.roots) == "1"


def test_unnamed_districts_are_counted_at_the_province_and_painted_on_none():
    made = page(PROVINCE, *by_day_and_night(), holds("Taliban", 2))
    assert not made.lanes
    assert [lane.side for lane in made.hatched] == [ControlSide.GOVERNMENT, ControlSide.GROUP]
    (district,) = made.within
    assert [lane.is_hatched for lane in district.lanes] == [False]
    sayad = page(SAYAD, *by_day_and_night())
    assert not sayad.lanes
    assert not sayad.shares
    assert len(sayad.above) == 2


def test_all_districts_are_the_province_itself():
    made = page(
        PROVINCE,
        holds("Taliban", 5, place="Sar-e Pol", unit=ControlUnit.DISTRICT, quantifier=Quantifier.ALL, named=False),
    )
    assert len(made.lanes) == 1
    assert not made.hatched


def test_what_is_said_of_a_province_is_said_of_no_district():
    made = page(SAYAD, holds("Taliban", 5, place="Sar-e Pol"))
    assert not made.lanes
    assert [lane.actor for lane in made.above] == ["TALIBAN"]


def test_what_is_said_of_a_district_is_not_said_of_its_province():
    made = page(PROVINCE, holds("Taliban", 5))
    assert not made.lanes
    assert [each.area.name for each in made.within] == ["Sayad"]


def test_a_village_is_a_part_of_its_district():
    made = page(SAYAD, holds("Taliban", 5, place="Archa"))
    (share,) = made.shares
    assert (share.low, share.high) == (2, 4)
    assert len(made.lanes) == 1


def test_a_place_of_another_province_is_on_no_lane():
    made = page(PROVINCE, holds("Taliban", 5, place="Tukzar"))
    assert made == AreaControl(area=area(PROVINCE))


@pytest.mark.parametrize(
    ("government", "group", "zone"),
    [(5, 0, 1), (5, 1, 1), (4, 2, 2), (4, 4, 3), (3, 3, 3), (2, 4, 4), (1, 4, 4), (0, 5, 5), (1, 5, 5)],
)
def test_levels_of_two_sides_make_a_zone(government: int, group: int, zone: int):
    made = page(SAYAD, holds("the army", government), holds("Taliban", group, outlet="Other"))
    assert zones(made) == [(zone, zone)]


@pytest.mark.parametrize(("level", "expected"), [(5, (5, 5)), (4, (3, 4)), (3, (2, 4))])
def test_a_side_of_which_nothing_is_said_may_hold_what_the_other_leaves(level: int, expected: tuple[int, int]):
    assert zones(page(SAYAD, holds("Taliban", level))) == [expected]


def test_no_vote_between_roots():
    claims = [holds("Taliban", 5, who=f"Source Number{number}") for number in range(4)]
    made = page(SAYAD, *claims, holds("the army", 5, who="Laila Noor"))
    assert [(share.low, share.high) for share in made.shares] == [(1, 5)]
    assert str(made.shares[0].counted.roots) == "1-5"


def test_one_root_alone_makes_a_claim_that_lwj_calls_by_its_own_word():
    assert page(SAYAD, holds("Taliban", 5)).shares[0].lwj == ("unconfirmed",)
    both = page(SAYAD, holds("Taliban", 5), holds("Taliban", 5, who="Laila Noor"))
    assert both.shares[0].lwj == ("controlled",)


def test_a_reprint_adds_no_lane():
    first = holds("Taliban", 5, who="a resident", anonymity=Anonymity.UNNAMED_ON_REQUEST)
    again = holds("Taliban", 5, who="a resident", anonymity=Anonymity.UNNAMED_ON_REQUEST, outlet="Reprinting Daily")
    assert len(page(SAYAD, first, again).lanes) == 2
    derivation = Derivation(
        reports=(first.report, again.report), kind=ReprintKind.IDENTICAL, direction=Direction.SECOND_FROM_FIRST
    )
    made = page(SAYAD, first, again, context=Context(derivations=derivations_of([derivation])))
    (lane,) = made.lanes
    assert len(lane.sightings) == 2
    assert str(made.shares[0].counted.roots) == "1"


def test_what_a_root_said_last_counts_and_what_it_said_before_stays_in_its_lane():
    made = page(SAYAD, holds("Taliban", 2, day="2018-03-01"), holds("Taliban", 5, day="2018-03-20"))
    assert zones(made) == [(5, 5)]
    assert [int(each.observed.level) for each in made.lanes[0].sightings] == [2, 5]


def test_stale_after_ninety_days():
    made = page(SAYAD, holds("Taliban", 5, day="2018-01-01"), moment=Moment(day="2018-04-01"))
    assert not made.shares[0].is_stale
    made = page(SAYAD, holds("Taliban", 5, day="2018-01-01"), moment=Moment(day="2018-04-02"))
    assert made.shares[0].is_stale
    made = page(SAYAD, holds("Taliban", 5, day="2018-01-01"), moment=Moment(day="2018-04-02", stale_days=365))
    assert not made.shares[0].is_stale


def test_what_is_stale_does_not_widen_the_label():
    made = page(SAYAD, holds("the army", 5, who="Laila Noor", day="2017-01-01"), holds("Taliban", 5))
    assert zones(made) == [(5, 5)]
    assert len(made.lanes) == 2


def test_what_was_published_later_is_not_known_yet():
    assert not page(SAYAD, holds("Taliban", 5, day="2018-05-01")).lanes


def test_the_label_of_one_group_says_nothing_of_another():
    made = page(SAYAD, holds("Taliban", 5), holds("Daesh", 1, who="Laila Noor"))
    assert {(share.actor, share.high) for share in made.shares} == {("TALIBAN", 5), ("IS", 3)}


def test_an_actor_known_by_words_alone_is_not_matched_across_reports():
    made = page(SAYAD, holds("the Stone Herons", 3), holds("the Stone Herons", 3, who="Laila Noor"))
    assert len({lane.actor for lane in made.lanes}) == 2


@pytest.mark.parametrize("words", ["the militants", "the group", "some local fighters", "the group's men"])
def test_armed_men_whom_nothing_names_have_one_lane(words: str):
    made = page(SAYAD, holds(words, 3), holds("armed men", 4))
    assert [(lane.name, lane.side, len(lane.sightings)) for lane in made.lanes] == [
        ("an unnamed armed group", ControlSide.GROUP, 2)
    ]
    assert [share.name for share in made.shares] == ["an unnamed armed group"]


def test_pronouns_that_lead_to_nobody_have_one_lane_and_no_label():
    made = page(SAYAD, holds("its", 3), holds("they", 4))
    assert [(lane.side, len(lane.sightings)) for lane in made.lanes] == [(ControlSide.OTHER, 2)]
    assert not made.shares


PRONOUN = "The {first} came back{more}. They hold Sayad now, Karim Ahadi said."


@pytest.mark.parametrize(
    ("more", "actors", "expected"),
    [
        ("", ("Taliban",), "TALIBAN"),
        (" and met the army", ("Taliban", "army"), "side:unnamed"),
        ("", (), "side:unnamed"),
    ],
)
def test_a_pronoun_means_the_one_holder_that_the_sentence_before_names(
    more: str, actors: tuple[str, ...], expected: str
):
    text = PRONOUN.format(first="Taliban", more=more)
    shown = Holds(actor="They", level=4)
    tell = Tell(
        says="They hold Sayad now", who="Karim Ahadi", place="Sayad", type="CONTROL", of=Kind.STATE, holds=shown
    )
    made = report(text, tell, publisher="Amu Post")
    kinds = {"Taliban": ("TALIBAN", ActorKind.ARMED_GROUP), "army": ("AF:army", ActorKind.STATE_FORCE)}
    named = tuple(
        ActorMention(span=at(text, each), id=kinds[each][0], name=each, kind=kinds[each][1]) for each in actors
    )
    stop = text.index(". ") + 1
    sentences = (
        Sentence(start=0, stop=4, span=Span(0, stop)),
        Sentence(start=4, stop=12, span=Span(stop + 1, len(text))),
    )
    whole = replace(made, sentences=sentences, mentions=replace(made.mentions, actors=named))
    assert [each.actor for each in sightings(told(whole))] == [expected]


def test_others_than_groups_have_a_lane_and_no_label():
    made = page(SAYAD, holds("farmers", 3))
    assert [lane.side for lane in made.lanes] == [ControlSide.OTHER]
    assert not made.shares


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        ("TALIBAN", ControlSide.GROUP),
        ("AF:army", ControlSide.GOVERNMENT),
        ("ML:military", ControlSide.GOVERNMENT),
        ("unheard of", ControlSide.GROUP),
    ],
)
def test_sides(actor: str, side: ControlSide):
    assert side_of(actor) is side


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Sayad", ["AF/sar-e pol/sayad"]),
        ("sayad district", ["AF/sar-e pol/sayad"]),
        ("Sar-e Pol province", ["AF/sar-e pol"]),
        ("AF", ["AF"]),
        ("AF/sar-e pol/sayad", ["AF/sar-e pol/sayad"]),
        ("Sayad village", []),
        ("Nowhere", []),
    ],
)
def test_areas_are_found_by_name(words: str, ids: list[str]):
    found = named_areas(words, [area(each) for each in (SAYAD, KOHISTAN, VILLAGE)])
    assert [each.id for each in found] == ids


def test_a_vague_region_is_somewhere_in_its_province():
    vague = Candidate(id="v", name="the north of Sar-e Pol", kind=PlaceKind.REGION, country="AF", admin1="Sar-e Pol")
    assert area(vague).id == "AF/sar-e pol"


def test_a_place_without_a_country_is_no_area():
    assert area_of(Candidate(id="v", name="the steppe", kind=PlaceKind.REGION, country=None)) is None


def test_each_zone_has_the_words_of_three_schemes():
    assert [zone.number for zone in load_zones()] == [1, 2, 3, 4, 5]
    assert all(zone.kalyvas and zone.sigar and zone.lwj and zone.lwj_alone for zone in load_zones())


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Taliban", "the army", "Daesh", "farmers"]),
        st.integers(0, 5),
        st.sampled_from(["Karim Ahadi", "Laila Noor", "a resident"]),
        st.sampled_from(["Sayad", "Kohistanat", "Sar-e Pol", "Archa", "Tukzar"]),
        st.sampled_from(["2017-03-14", "2018-03-01", "2018-03-14"]),
        st.sampled_from([{}, SOME, {"diurnal": NIGHT}, {"unit": ControlUnit.DISTRICT_CENTRE}]),
    ),
    max_size=6,
)


def claims_of(rows) -> list[Testimony]:
    return [
        holds(
            actor,
            level,
            who=who,
            place=place,
            day=day,
            outlet=f"Outlet {number}",
            anonymity=Anonymity.UNNAMED_ON_REQUEST if who == "a resident" else Anonymity.NAMED,
            **scope,
        )
        for number, (actor, level, who, place, day, scope) in enumerate(rows)
    ]


def every(made: AreaControl) -> list[AreaControl]:
    return [made, *(each for inner in made.within for each in every(inner))]


@given(ROWS)
def test_every_observation_lies_on_one_lane_and_unnamed_parts_on_no_district(rows):
    claims = claims_of(rows)
    made = page(PROVINCE, *claims)
    shown = [
        each for one_area in every(made) for lane in (*one_area.lanes, *one_area.hatched) for each in lane.sightings
    ]
    expected = [each for each in sightings(claims) if each.area.path[:2] == ("AF", "sar-e pol")]
    assert sorted(each.testimony.id for each in shown) == sorted(each.testimony.id for each in expected)
    districts = [lane for one_area in every(made)[1:] for lane in one_area.lanes]
    assert all(len(each.area.path) > 2 for lane in districts for each in lane.sightings)


@given(ROWS, st.randoms())
def test_control_does_not_depend_on_the_order_of_reports(rows, random):
    claims = claims_of(rows)
    before = page(PROVINCE, *claims)
    random.shuffle(claims)
    after = page(PROVINCE, *claims)
    assert [_plain(each) for each in every(before)] == [_plain(each) for each in every(after)]


def _plain(made: AreaControl) -> tuple[object, ...]:
    labels = [(share.actor, share.low, share.high, share.newest, str(share.counted.roots)) for share in made.shares]
    lanes = [(lane.actor, tuple(_point(each) for each in lane.sightings)) for lane in (*made.lanes, *made.hatched)]
    return (made.area.id, sorted(labels, key=str), sorted(lanes))


def _point(sighting: Sighting) -> tuple[object, ...]:
    return (sighting.testimony.id, sighting.day, int(sighting.observed.level))


@given(ROWS)
def test_a_label_spans_what_each_root_allows_and_nothing_else(rows):
    claims = claims_of(rows)
    for made in every(page(PROVINCE, *claims)):
        for share in (*made.shares, *made.hatched_shares):
            assert 1 <= share.low <= share.high <= 5
            assert len(share.sigar) == share.high - share.low + 1
            assert share.counted.roots.low <= share.counted.roots.high
            assert share.counted.roots.high >= 1
