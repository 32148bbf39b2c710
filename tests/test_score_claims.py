"""The scorer pairs what overlaps most, and counts each measure as its guide says."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldfiles import GoldError, Link, Marked, Spot, days, load_gold
from pairing import pair
from score_claims import figures, matched, same_place, same_source, same_time, score, score_all

GOLD = Path(__file__).parent / "gold"
CODES = {
    "mode": "indirect",
    "polarity": "+",
    "certainty": "CT",
    "realis": "actual",
    "genericity": "specific",
    "kind": "event",
    "type": "KILL",
}
DOCUMENT = Link(span=None, label="document", anonymity="unsigned_narrator", basis="unstated")
EMPTY: dict[str, Any] = {"actors": (), "quantities": {}, "days": (), "spots": ()}


def mark(start: int, stop: int, **changes: Any) -> Marked:  # noqa: ANN401 (any field of the record)

    fields = {**EMPTY, "quantities": Counter(), "codes": CODES, "chain": (DOCUMENT,), "words": "", **changes}
    return Marked(points=frozenset(range(start, stop)), **fields)


def spot(level: str, lat: float, lon: float, **changes: str) -> Spot:
    fields = {"role": "at", "name": "Balkh", "country": "AF", "admin1": "Balkh", **changes}
    return Spot(level=level, point=(lat, lon), **fields)


def report_of(name: str) -> dict[str, Any]:
    """A report that says exactly what the gold of a sample says."""
    record = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    places: list[dict[str, Any]] = []
    claims = []
    for claim in record["claims"]:
        first = len(places)
        places += [
            {"status": "resolved", "candidates": [{**p, "id": i, "kind": p["level"]}]}
            for i, p in enumerate(claim["places"], first)
        ]
        claims.append(
            {
                **claim,
                "chain": [{**link, "who": link["span"]} for link in claim["chain"]],
                "times": [{"begin": time["start"], "finish": time["end"]} for time in claim["times"]],
                "places": [{"mention": first + i, "role": p["role"]} for i, p in enumerate(claim["places"])],
            }
        )
    document = {"source": name, "text": text, "text_sha256": record["doc"]["sha256"]}
    return {"document": document, "claims": claims, "mentions": {"places": places}}


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.1, 1.0)))
def test_no_other_pairing_weighs_more(weights: dict[tuple[int, int], float]):
    def best(rows: list[int], used: frozenset[int]) -> float:
        if not rows:
            return 0.0
        row, rest = rows[0], rows[1:]
        options = [w + best(rest, used | {j}) for (i, j), w in weights.items() if i == row and j not in used]
        return max([best(rest, used), *options])

    pairs = pair(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(weights[each] for each in pairs) == pytest.approx(best(sorted({i for i, _ in weights}), frozenset()))


def test_contents_that_share_less_than_half_are_not_paired():
    assert matched((mark(0, 10),), (mark(0, 5),)) == [(0, 0)]
    assert matched((mark(0, 10),), (mark(0, 4),)) == []


def test_of_equal_contents_the_one_with_the_right_source_is_paired():
    holder = Link(span=(50, 55), label="she", anonymity="named", basis="unstated")
    spoken = {"chain": (holder, DOCUMENT)}
    assert matched((mark(0, 10, **spoken),), (mark(0, 10), mark(0, 10, **spoken))) == [(0, 1)]


def test_optional_claim_may_be_found_and_need_not():
    found = score((mark(0, 10), mark(20, 30, optional=True)), (mark(0, 10),)).of("claims")
    assert (found.precision, found.recall) == (1.0, 1.0)
    both = score((mark(0, 10), mark(20, 30, optional=True)), (mark(0, 10), mark(20, 30))).of("claims")
    assert (both.precision, both.recall) == (1.0, 1.0)


def test_end_to_end_asks_for_polarity_and_realis():
    denied = mark(0, 10, codes={**CODES, "polarity": "-"})
    outcome = score((denied,), (mark(0, 10),))
    assert outcome.value("claims") == 1.0
    assert outcome.value("END TO END") == 0.0
    assert outcome.value("polarity not +") == 0.0


def test_source_without_words_equals_source_without_words():
    unsaid = Link(span=None, label="unspecified", anonymity="none_stated", basis="unstated")
    rumour = Link(span=None, label="", anonymity="none_stated", basis="rumour")
    assert same_source(mark(0, 9, chain=(unsaid, DOCUMENT)), mark(0, 9, chain=(rumour, DOCUMENT)))
    assert not same_source(mark(0, 9, chain=(unsaid, DOCUMENT)), mark(0, 9))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ([("2020-01-01", "2020-01-02")], [("2020-01-01", "2020-01-01")], True),
        ([("2020-01-01", "2020-01-03")], [("2020-01-01", "2020-01-01")], False),
        ([(None, "2020-01-01")], [(None, "2020-02-01")], True),
        ([(None, None)], [], True),
        ([("2020-01-01", "2020-01-01")], [], False),
    ],
)
def test_times_are_the_same_where_half_of_their_days_are(left: list[Any], right: list[Any], same: bool):  # noqa: FBT001
    assert same_time(mark(0, 9, days=days(left)), mark(0, 9, days=days(right))) is same


def test_interval_open_on_one_side_is_a_year():
    [(first, last)] = days([(None, "2020-12-31")])
    assert last - first == 365


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (spot("PPL", 36.7, 67.1), spot("PPL", 36.8, 67.2), True),
        (spot("PPL", 36.7, 67.1), spot("PPL", 37.0, 67.1), False),
        (spot("ADM0", 33.0, 66.0), spot("PPL", 36.7, 67.1), True),
        (spot("ADM0", 33.0, 66.0), spot("PPL", 36.7, 67.1, country="PK"), False),
        (spot("ADM1", 30.0, 60.0), spot("ADM1", 36.7, 67.1), True),
        (spot("ADM1", 30.0, 60.0), spot("PPL", 36.7, 67.1), False),
        (spot("REGION", 36.5, 67.0), spot("PPL", 37.4, 67.0, country="UZ"), True),
    ],
)
def test_places_match_as_closely_as_their_level_allows(gold: Spot, found: Spot, same: bool):  # noqa: FBT001
    assert same_place(gold, found) is same


def test_output_that_says_what_gold_says_is_right_in_everything():
    documents = [each for each in load_gold(GOLD) if each.name == "obeid-market"]
    found = figures(score_all(documents, [report_of("obeid-market")]))
    assert {name: value for name, value in found.items() if value < 1.0} == {}


def test_gold_document_without_a_report_counts_as_empty_output():
    documents = [each for each in load_gold(GOLD) if each.name in {"obeid-market", "djibo-tolls"}]
    outcomes = score_all(documents, [report_of("obeid-market")])
    assert outcomes["djibo-tolls"].of("claims").recall == 0.0
    assert 0.0 < figures(outcomes)["claims"] < 1.0


def test_gold_with_another_text_is_refused(tmp_path: Path):
    (tmp_path / "a.json").write_text((GOLD / "djibo-tolls.json").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("other words\n", encoding="utf-8")
    with pytest.raises(GoldError, match="not the text"):
        load_gold(tmp_path)
