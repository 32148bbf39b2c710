"""Words, sentences, quotations and hashes that texts are compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.shingles import SHINGLE, WINDOW, prints_of, wording_of

WORD = st.text("abcdefghijklmnop", min_size=1, max_size=6)


def sentences(text: str) -> list[str]:
    wording = wording_of(text)
    return [wording.span(run).of(text) for run in wording.sentences]


def quotations(text: str) -> list[str]:
    wording = wording_of(text)
    return [wording.span(run).of(text) for run in wording.quotations]


def test_case_accents_and_the_shape_of_apostrophes_make_no_difference():
    assert wording_of("The Míller’s well").words == wording_of("the miller's WELL").words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rained. The ford rose.", ["It rained", "The ford rose"]),
        ("It rained at 2 a.m. and then stopped.", ["It rained at 2 a.m. and then stopped"]),
        ("A title\n\nIt rained", ["A title", "It rained"]),
        ("“It rained.” She left.", ["It rained", "She left"]),
        ("Was it so? 14 men came.", ["Was it so", "14 men came"]),
    ],
)
def test_sentences(text: str, wanted: list[str]):
    assert sentences(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “the mill is shut” and left.", ["the mill is shut"]),
        ('He said "the mill is shut" and left.', ["the mill is shut"]),
        ("“They came at noon.\n\n“They left at night,” he said.", ["They came at noon", "They left at night"]),
        ("“The mill is shut,“ he said.", ["The mill is shut"]),
        ("No marks here.", []),
    ],
)
def test_quotations_open_and_close_with_any_mark_and_go_on_over_paragraphs(text: str, wanted: list[str]):
    assert quotations(text) == wanted


@given(shared=st.lists(WORD, min_size=SHINGLE + WINDOW - 1, max_size=20), around=st.lists(WORD, max_size=12))
def test_a_shared_run_is_found_whatever_stands_around_it(shared: list[str], around: list[str]):
    one, two = " ".join([*around, *shared]), " ".join([*shared, *reversed(around)])
    assert {each.hash for each in prints_of(wording_of(one))} & {each.hash for each in prints_of(wording_of(two))}


def test_no_run_reaches_over_two_paragraphs():
    text = "one two three four\n\nfive six seven eight"
    assert prints_of(wording_of(text)) == ()


@given(text=st.text(max_size=400))
def test_any_text_has_a_wording_whose_sentences_and_paragraphs_are_all_its_words(text: str):
    wording = wording_of(text)
    for runs in (wording.sentences, wording.paragraphs):
        assert [word for run in runs for word in range(*run)] == list(range(len(wording.words)))
    assert all(each.run.start < each.run.stop <= len(wording.words) for each in prints_of(wording))
