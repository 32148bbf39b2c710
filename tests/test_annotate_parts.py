"""Features, windows, sequences, trees, linking: the parts of annotate that need no model."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.completing import Trees, completed
from reportedly.annotate.features import Casing, Quote, casing, quoting
from reportedly.annotate.linking import Linked, linked
from reportedly.annotate.reading import lemma_of
from reportedly.annotate.segment import Gap
from reportedly.annotate.sequences import Run, best_chain, best_chains, runs, unbroken
from reportedly.annotate.trees import heads, is_tree, tree
from reportedly.annotate.windows import cut


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("said", Casing.LOWER),
        ("Kabul", Casing.TITLE),
        ("UN", Casing.UPPER),
        ("I", Casing.LETTER),
        ("McKay", Casing.MIXED),
        ("3rd", Casing.DIGIT),
        ("“", Casing.MARK),
    ],
)
def test_casing_is_told_apart(form: str, expected: Casing) -> None:
    assert casing(form) == expected


def test_quotation_is_carried_over_its_words():
    states = quoting(["“", "No", "”", "he", "said"], [Gap.PARAGRAPH, Gap.NONE, Gap.NONE, Gap.SPACE, Gap.SPACE])
    assert states == [Quote.OPENING, Quote.INSIDE, Quote.CLOSING, Quote.OUTSIDE, Quote.OUTSIDE]


def test_paragraph_closes_a_quotation_that_lost_its_mark():
    states = quoting(['"', "No", "He", "left"], [Gap.PARAGRAPH, Gap.NONE, Gap.PARAGRAPH, Gap.SPACE])
    assert states[2:] == [Quote.OUTSIDE, Quote.OUTSIDE]


@given(
    st.lists(st.tuples(st.integers(1, 16), st.booleans(), st.booleans()), max_size=60),
    st.integers(16, 80),
)
def test_windows_cover_the_text_within_the_limit(words: list[tuple[int, bool, bool]], limit: int) -> None:
    sizes, starts, paragraphs = ([word[i] for word in words] for i in range(3))
    found = cut(sizes, starts, paragraphs, limit)
    assert [at for start, stop in found for at in range(start, stop)] == list(range(len(words)))
    assert all(sum(sizes[start:stop]) <= limit for start, stop in found)


def test_window_ends_between_sentences():
    starts = [i in {0, 4, 8} for i in range(10)]
    assert cut([5] * 10, starts, [False] * 10, 35) == [(0, 4), (4, 10)]


def test_window_prefers_to_end_at_a_paragraph():
    starts = [i % 2 == 0 for i in range(10)]
    assert cut([5] * 10, starts, [i == 6 for i in range(10)], 44)[0] == (0, 6)


def test_inside_label_without_beginning_begins_a_span():
    assert runs(["O", "I-PERSON", "I-PERSON", "B-PERSON", "I-MISC"]) == [
        Run(1, 3, "PERSON"),
        Run(3, 4, "PERSON"),
        Run(4, 5, "MISC"),
    ]


def test_chain_obeys_the_transitions():
    scores = np.array([[2.0, 0.0], [0.0, 1.0]], np.float32)
    assert best_chain(scores, np.zeros((2, 2), np.float32)) == [0, 1]
    assert best_chain(scores, np.array([[0.0, -9.0], [0.0, 0.0]], np.float32)) == [0, 0]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.integers(0, 10_000))
def test_chains_searched_together_are_those_searched_alone(sizes: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    transitions = draw.normal(size=(4, 4)).astype(np.float32)
    several = [draw.normal(size=(size, 4)).astype(np.float32) for size in sizes]
    assert best_chains(several, transitions) == [best_chain(scores, transitions) for scores in several]


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_no_chain_is_better_than_the_best(size: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores, transitions = draw.normal(size=(size, 3)), draw.normal(size=(3, 3))

    def total(path: tuple[int, ...]) -> float:
        moves = sum(transitions[a, b] for a, b in pairwise(path))
        return float(sum(scores[i, label] for i, label in enumerate(path)) + moves)

    best = max(map(total, np.ndindex(*[3] * size)))
    found = best_chain(scores.astype(np.float32), transitions.astype(np.float32))
    assert total(tuple(found)) == pytest.approx(best, abs=1e-4)


def test_name_is_of_one_kind_throughout():
    labels = ("O", "B-PERSON", "I-PERSON", "B-ORGANISATION", "I-ORGANISATION")
    scores = np.array([[0, 5, 0, 4, 0], [0, 0, 2, 0, 5]], np.float32)
    assert [labels[i] for i in best_chain(scores, unbroken(labels))] == ["B-ORGANISATION", "I-ORGANISATION"]


def test_cycle_is_broken_for_the_best_tree():
    # Both words choose each other; the second gives up least by hanging on the root.
    scores = np.array([[1.0, 0.0, 9.0], [5.0, 9.0, 0.0]], np.float32)
    assert tree(scores) == [2, 0]


def test_only_one_word_is_the_root():
    scores = np.array([[9.0, 0.0, 1.0], [9.0, 8.0, 0.0]], np.float32)
    assert tree(scores) == [0, 1]


@given(st.integers(1, 9), st.integers(0, 10_000))
def test_every_sentence_becomes_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(tree(scores))


@given(st.integers(2, 4), st.integers(0, 2_000))
def test_tree_is_as_good_as_the_best_of_all(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)

    def total(found: list[int]) -> float:
        return sum(float(scores[i, head]) for i, head in enumerate(found))

    trees = [list(t) for t in np.ndindex(*[size + 1] * size) if is_tree(list(t))]
    best = max(total(t) for t in trees if all(head != i + 1 for i, head in enumerate(t)))
    found = tree(scores)
    # With more words than root candidates the answer may fall short; with so few it may not.
    assert total(found) == pytest.approx(best) or size > 3


def test_heads_stay_inside_their_sentence():
    scores = np.random.default_rng(1).normal(size=(8, 8)).astype(np.float32)
    found = heads(scores, [0, 3])
    assert all(head < 3 for head in found[:3])
    assert all(head == -1 or head >= 3 for head in found[3:])
    assert found.count(-1) == 2


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [("said", "k|2|y", "say"), ("Residents", "l|1|", "resident"), ("KABUL", "t|0|", "Kabul"), ("is", "=be", "be")],
)
def test_lemma_is_made_by_its_script(form: str, script: str, lemma: str) -> None:
    assert lemma_of(form, script) == lemma


def _scores(size: int, links: dict[tuple[int, int], float]) -> np.ndarray:
    table = np.zeros((size + 1, size + 1), np.float32)
    for (one, other), value in links.items():
        table[one + 1, other + 1] = value
    return table


def test_content_goes_to_the_cue_it_points_at_and_not_to_the_nearest():
    # source0 cue1 content2 | source3 cue4, the content being the second cue's.
    found = [Run(i, i + 1, role) for i, role in enumerate(("source", "cue", "content", "source", "cue"))]
    one, other = linked(found, _scores(5, {(2, 4): 9.0}), _scores(5, {(1, 0): 9.0, (4, 3): 9.0}))
    assert (one.source, one.content) == (((0, 1),), ())
    assert (other.source, other.cue, other.content) == (((3, 4),), ((4, 5),), ((2, 3),))


def test_cue_without_source_keeps_none():
    found = [Run(1, 2, "cue"), Run(2, 3, "content")]
    (only,) = linked(found, _scores(3, {(2, 1): 9.0}), _scores(3, {(1, -1): 9.0}))
    assert only.source == ()
    assert only.content == ((2, 3),)


def test_interrupted_content_is_one_attribution():
    found = [Run(0, 1, "content"), Run(1, 2, "source"), Run(2, 3, "cue"), Run(4, 5, "content")]
    (only,) = linked(found, _scores(5, {(0, 2): 9.0, (4, 2): 9.0}), _scores(5, {(2, 1): 9.0}))
    assert only.content == ((0, 1), (4, 5))


def _one(cue: tuple[int, int], content: tuple[int, int]) -> Linked:
    return Linked(source=(), cue=(cue,), content=(content,), score=0.5)


def test_subject_far_from_its_verb_is_the_source():
    # A clerk who knew him stated : names
    forms = ("A", "clerk", "who", "knew", "him", "stated", ":", "names")
    relations = ("det", "nsubj", "nsubj", "acl:relcl", "obj", "root", "punct", "ccomp")
    (only,) = completed([_one((5, 7), (7, 8))], Trees(forms, (1, 5, 3, 1, 3, -1, 7, 5), relations))
    assert only.source == ((0, 5),)


def test_agent_behind_an_aside_is_the_source():
    # This was confirmed , on condition , by one of them
    forms = ("This", "was", "confirmed", ",", "on", "condition", ",", "by", "one", "of", "them")
    heads_ = (2, 2, -1, 5, 5, 2, 8, 8, 5, 10, 8)
    before, after = ("nsubj:pass", "aux:pass", "root", "punct", "case", "obl", "punct", "case"), ("case", "nmod")
    for hung in ("conj", "nmod"):
        (only,) = completed([_one((1, 3), (0, 1))], Trees(forms, heads_, (*before, hung, *after)))
        assert only.source == ((8, 11),)


def test_subject_of_a_passive_is_no_source():
    trees = Trees(("It", "was", "said", "so"), (2, 2, -1, 2), ("nsubj:pass", "aux:pass", "root", "advmod"))
    (only,) = completed([_one((1, 3), (3, 4))], trees)
    assert only.source == ()


def test_source_that_was_pointed_at_is_kept():
    told = Linked(source=((3, 4),), cue=((1, 2),), content=((2, 3),), score=0.9)
    trees = Trees(("He", "said", "so", "Karim"), (1, -1, 1, 1), ("nsubj", "root", "advmod", "vocative"))
    assert completed([told], trees) == (told,)


def test_clause_cut_in_two_by_its_source_is_the_content():
    # The guns , according to them , were new .
    forms = ("The", "guns", ",", "according", "to", "them", ",", "were", "new", ".")
    relations = ("det", "nsubj", "punct", "case", "fixed", "obl", "punct", "cop", "root", "punct")
    cut_in_two = Linked(source=((5, 6),), cue=((3, 5),), content=(), score=1.0)
    (only,) = completed([cut_in_two], Trees(forms, (1, 8, 5, 5, 3, 8, 5, 8, -1, 8), relations))
    assert only.content == ((0, 2), (7, 9))


def test_what_is_told_inside_what_another_says_is_an_attribution_of_its_own():
    # He said most , according to our information , left .
    forms = ("He", "said", "most", ",", "according", "to", "our", "information", ",", "left", ".")
    relations = ("nsubj", "root", "nsubj", "punct", "case", "fixed", "nmod:poss", "obl", "punct", "ccomp", "punct")
    trees = Trees(forms, (1, -1, 9, 7, 7, 4, 7, 9, 7, 1, 1), relations)
    told = Linked(source=((0, 1),), cue=((1, 2),), content=((2, 10),), score=0.9)
    first, inside = completed([told], trees)
    assert first == told
    assert (inside.source, inside.cue, inside.content) == (((6, 8),), ((4, 6),), ((2, 3), (9, 10)))


def test_phrase_that_the_network_saw_as_a_cue_is_not_told_twice():
    forms = ("It", "left", "according", "to", "them")
    trees = Trees(forms, (1, -1, 4, 2, 1), ("nsubj", "root", "case", "fixed", "obl"))
    told = Linked(source=((4, 5),), cue=((2, 4),), content=((0, 2),), score=0.9)
    assert completed([told], trees) == (told,)


def test_teller_without_a_content_keeps_none():
    trees = Trees(("He", "spoke", "."), (1, -1, 1), ("nsubj", "root", "punct"))
    told = Linked(source=((0, 1),), cue=((1, 2),), content=(), score=1.0)
    assert completed([told], trees) == (told,)
