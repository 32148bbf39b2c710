"""Spans."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.spans import Span, covering, trimmed, words_of

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.text(max_size=40), SPANS)
def test_trimmed_span_lies_inside_and_has_no_blank_edges(text: str, span: Span) -> None:
    inside = Span(min(span.start, len(text)), min(span.stop, len(text)))
    bare = trimmed(inside, text, ".,")
    assert inside.contains(bare)
    words = bare.of(text)
    assert words == words.strip()
    assert not words or (words[0] not in ".," and words[-1] not in ".,")


@given(st.lists(SPANS, min_size=1))
def test_covering_span_contains_every_part_and_nothing_beyond(parts: list[Span]) -> None:
    whole = covering(parts)
    assert all(whole.contains(part) for part in parts)
    assert whole.start in {part.start for part in parts}
    assert whole.stop in {part.stop for part in parts}


@given(SPANS, SPANS)
def test_overlap_is_mutual_and_means_a_shared_code_point(left: Span, right: Span) -> None:
    shared = set(range(*left)) & set(range(*right))
    assert left.overlaps(right) == right.overlaps(left) == bool(shared)


def test_offsets_count_code_points() -> None:
    text = "𝒜 قلعه report"
    assert Span(0, 1).of(text) == "𝒜"
    assert words_of((Span(2, 6), Span(7, 13)), text) == "قلعه … report"
