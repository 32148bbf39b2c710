"""Reasons, places, keys and grouping, on tellings made by hand."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon import load_lexicon
from reportedly.link.blocking import blocks_of
from reportedly.link.claim_readings import day_of, families_of, ordinal
from reportedly.link.clustering import Likeness, clustered
from reportedly.link.features import FEATURES, findings, likelihood, load_weights, reasons
from reportedly.link.nearness import Nearness, between
from reportedly.link.rulings import pair, rulings_of
from reportedly.link.tellings import Count, Part, Spot, Telling
from reportedly.records import JointJudgement, Ruling
from reportedly.vocabulary import ActorRole, JointDecision, PlaceKind, QuantityOf

DAY = ordinal("2020-03-02") or 0
KUNDUZ = Spot(
    claim="c", id="1", name="Kunduz", kind=PlaceKind.ADM1, country="AF", admin1="Kunduz", written="knds", precision=4
)
ARCHI = Spot(
    claim="c",
    id="2",
    name="Archi",
    kind=PlaceKind.ADM2,
    country="AF",
    admin1="Kunduz",
    admin2="Archi",
    written="rc",
    lat=37.0,
    lon=69.2,
    precision=3,
)
IMAM = replace(ARCHI, id="3", name="Imam Sahib", admin2="Imam Sahib", written="mmshb", lat=37.2, lon=68.8)
TOWN = replace(ARCHI, id="4", name="Archi", kind=PlaceKind.PPL, precision=1)
VILLAGE = replace(TOWN, id="5", name="Basiz", written="bsz", lat=37.05)
FAR = replace(IMAM, id="6", name="Djibo", country="BF", admin1="Sahel", admin2=None, written="jb")


def telling(name: str = "a", spot: Spot | None = ARCHI, day: int | None = DAY, **more: object) -> Telling:
    """A telling of a killing there and then."""
    kind = str(more.pop("type", "KILL"))
    more.setdefault("published", DAY + 1)
    part = Part(claim=name, at=0, type=kind, founds=True, begin=day, finish=day)
    return Telling(
        document=f"document of {name}",
        publisher=None,
        parts=(part,),
        founds=True,
        families=families_of(kind),
        begin=day,
        finish=day,
        spots=() if spot is None else (spot,),
        **more,  # type: ignore[arg-type]
    )


def killed(low: float | None, high: float | None = None) -> tuple[Count, ...]:
    best = low if low == high else None
    return (Count(claim="c", of=QuantityOf.KILLED, low=low, best=best, high=high),)


def held(left: Telling, right: Telling) -> dict[str, str]:
    """The sentence of each reason that holds."""
    found = zip(FEATURES, findings(left, right), strict=True)
    return {feature.__name__: each.because for feature, each in found if each.score}


@pytest.mark.parametrize("feature", FEATURES, ids=lambda each: each.__name__)
def test_every_reason_has_its_sentence_and_its_weight(feature: object) -> None:
    name = feature.__name__  # type: ignore[attr-defined]
    assert (feature.__doc__ or "").strip().endswith(".")
    assert name in load_lexicon("incident_weights").entries


@pytest.mark.parametrize(
    ("left", "right", "nearness"),
    [
        (ARCHI, ARCHI, Nearness.SAME),
        (TOWN, ARCHI, Nearness.SAME),
        (VILLAGE, ARCHI, Nearness.BESIDE),
        (VILLAGE, TOWN, Nearness.BESIDE),
        (VILLAGE, IMAM, Nearness.APART),
        (ARCHI, IMAM, Nearness.APART),
        (KUNDUZ, ARCHI, Nearness.AROUND),
        (KUNDUZ, FAR, Nearness.APART),
        (ARCHI, FAR, Nearness.APART),
        (ARCHI, replace(IMAM, on_way=True), Nearness.UNKNOWN),
        (ARCHI, replace(FAR, sure=False), Nearness.UNKNOWN),
        (ARCHI, replace(FAR, sure=False, written="rc"), Nearness.SAME),
        (replace(TOWN, name="Kunduz", admin2=None), IMAM, Nearness.DOUBTFUL),
    ],
)
def test_how_two_places_stand(left: Spot, right: Spot, nearness: Nearness) -> None:
    assert between(left, right).nearness is nearness
    assert between(right, left).nearness is nearness


@pytest.mark.parametrize(
    ("left", "right", "name", "says"),
    [
        (telling(), telling("b"), "same_place", "both at Archi"),
        (telling(), telling("b", KUNDUZ), "wider_place", "Archi and Kunduz: one may lie in the other"),
        (telling(), telling("b", IMAM), "other_place", "different places: Archi and Imam Sahib, 42 km apart"),
        (telling(), telling("b"), "same_time", "the same day"),
        (telling(), telling("b", day=DAY + 2), "other_time", "2 days apart"),
        (telling(), telling("b", published=DAY + 2), "soon_told", "reported within 1 day"),
        (telling(), telling("b", published=DAY + 31), "late_told", "reported 30 days apart"),
        (telling(), telling("b"), "same_type", "both tell of KILL"),
        (telling(type="STRIKE"), telling("b", type="CLASH"), "other_means", "one tells of blast, the other of arms"),
        (telling(counts=killed(9, 9)), telling("b", counts=killed(9, 9)), "same_number", "killed: 9 and 9"),
        (telling(counts=killed(9, 9)), telling("b", counts=killed(12)), "near_number", "killed: 9 against at least 12"),
        (telling(counts=killed(9, 9)), telling("b", counts=killed(60, 60)), "far_number", "killed: 9 against 60"),
        (telling(words=(1, 2)), telling("b", words=(2, 3)), "shared_words", "words that both use"),
        (telling(words=tuple(range(9))), telling("b", words=tuple(range(10))), "same_wording", "much the same words"),
        (telling(names=(1, 2)), telling("b", names=(2,)), "shared_names", "a name that both give"),
        (
            telling(actors=((ActorRole.AGENT, "TALIBAN", "a"),)),
            telling("b", actors=((ActorRole.PATIENT, "TALIBAN", "b"),)),
            "same_actor",
            "both name TALIBAN",
        ),
        (
            telling(actors=((ActorRole.AGENT, "TALIBAN", "a"),)),
            telling("b", actors=((ActorRole.AGENT, "IS", "b"),)),
            "other_actor",
            "one names TALIBAN, the other IS",
        ),
    ],
)
def test_a_reason_says_why(left: Telling, right: Telling, name: str, says: str) -> None:
    assert held(left, right)[name] == says


def test_what_came_out_before_it_happened_does_not_tell_of_it() -> None:
    early = telling(day=None, published=DAY - 1)
    assert held(early, telling("b"))["other_time"] == "one came out before the other is said to have happened"


def test_a_reason_counts_the_same_both_ways() -> None:
    left, right = (
        telling(counts=killed(9, 9), words=(1, 2)),
        telling("b", KUNDUZ, DAY + 1, counts=killed(12), words=(2,)),
    )
    assert likelihood(left, right, load_weights()) == likelihood(right, left, load_weights())


def test_reasons_are_the_weightiest_first() -> None:
    weights = [abs(weight) for _, weight, _ in reasons(telling(), telling("b", day=DAY + 9))]
    assert weights == sorted(weights, reverse=True)


SPOTS = st.sampled_from([None, KUNDUZ, ARCHI, IMAM, TOWN, FAR, replace(FAR, sure=False), replace(KUNDUZ, admin1=None)])
TELLINGS = st.builds(
    telling,
    spot=SPOTS,
    day=st.none() | st.integers(DAY, DAY + 40),
    type=st.sampled_from(["KILL", "CLASH", "CONTROL", "ARREST"]),
)


@given(left=TELLINGS, right=TELLINGS)
def test_who_asks_for_a_telling_is_asked_for_by_it(left: Telling, right: Telling) -> None:
    one, other = blocks_of(left), blocks_of(right)
    assert one.asked.isdisjoint(other.filed) == other.asked.isdisjoint(one.filed)


@given(left=TELLINGS, right=TELLINGS)
def test_what_is_likely_one_occurrence_is_compared(left: Telling, right: Telling) -> None:
    if set(left.families) & set(right.families) and likelihood(left, right, load_weights()) > 0.8:
        assert not blocks_of(left).asked.isdisjoint(blocks_of(right).filed)


def test_far_ones_are_not_compared() -> None:
    assert blocks_of(telling()).asked.isdisjoint(blocks_of(telling("b", FAR)).filed)
    assert blocks_of(telling()).asked.isdisjoint(blocks_of(telling("b", day=DAY + 60)).filed)


def test_a_telling_without_place_and_time_is_not_compared() -> None:
    assert not blocks_of(telling(spot=None, day=None)).filed


def test_an_open_day_is_none() -> None:
    assert ordinal(None) is None
    assert ordinal("2020-03") is None
    assert day_of(DAY) == "2020-03-02"
    assert day_of(None) is None


def grouped(scores: dict[tuple[str, str], float], **more: object) -> list[str]:
    """The groups, each as its members' names."""
    names = {each for two in scores for each in two}
    likeness = Likeness(scores=scores, founders=frozenset(names - set(more.pop("pointers", ()))), **more)  # type: ignore[arg-type]
    return sorted("".join(sorted(each)) for each in clustered(names, likeness))


def test_a_chain_of_likeness_is_no_group() -> None:
    assert grouped({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.05}) == ["ab", "c"]


def test_a_reviewer_joins_what_is_not_alike() -> None:
    assert grouped({("a", "b"): 0.1}, together=(("a", "b"),)) == ["ab"]


def test_a_reviewer_keeps_apart_what_is_alike() -> None:
    assert grouped({("a", "b"): 0.9}, apart=frozenset({("a", "b")})) == ["a", "b"]
    whole = {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): 0.8}
    assert grouped(whole, apart=frozenset({("b", "c")})) == ["ab", "c"]


def test_what_only_points_joins_the_group_that_it_is_most_alike_to_or_none() -> None:
    scores = {("a", "b"): 0.9, ("a", "p"): 0.8, ("b", "p"): 0.6, ("c", "p"): 0.5, ("p", "q"): 0.9}
    assert grouped(scores, pointers=("p", "q")) == ["abp", "c"]


@given(seed=st.integers(0, 10_000))
def test_groups_do_not_depend_on_the_order_of_pairs(seed: int) -> None:
    chance = random.Random(seed)
    names = "abcdefgh"
    pairs = [(one, other) for one in names for other in names if one < other]
    scores = {two: chance.choice((0.0, 0.3, 0.5, 0.7, 0.9)) for two in pairs}
    shuffled = list(scores.items())
    chance.shuffle(shuffled)
    assert grouped(scores) == grouped(dict(shuffled))


RULING = Ruling(reviewer="R. Viewer", at="2026-01-01T00:00:00Z")


def one(*claims: str) -> JointJudgement:
    return JointJudgement(id="", decision=JointDecision.SAME_INCIDENT, ruling=RULING, claims=claims)


def two(claims: tuple[str, ...], others: tuple[str, ...]) -> JointJudgement:
    return JointJudgement(id="", decision=JointDecision.OTHER_INCIDENT, ruling=RULING, claims=claims, others=others)


def test_the_later_decision_counts_for_a_pair() -> None:
    found = rulings_of((one("a", "b", "c"), two(("c",), ("a", "b"))))
    assert found.apart == {pair("a", "c"), pair("b", "c")}
    assert found.together == (("a", "b"),)
    assert rulings_of((two(("a",), ("b",)), one("b", "a"))).apart == frozenset()
    assert found.are_kept_apart("c", "a")
    assert found.names("b")
