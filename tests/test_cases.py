"""The cases of `tests/cases`: what the engine makes of short reports, written in words.

A case that the engine does not reach yet stands in `tests/cases/known_failures.txt` and has to fail: progress is
recorded by taking it off the list.
"""

from pathlib import Path

import pytest

from casebook import Case, complaints, load_cases, load_known_failures, malformed, read_cases
from reportedly.errors import ReportedlyError
from tell_cases import recorded
from wording import WordingError, find_content, find_near

FOLDER = Path(__file__).parent / "cases"
CASES = load_cases(FOLDER)
KNOWN = load_known_failures(FOLDER / "known_failures.txt")


def parameters() -> list[object]:
    """Every case; one that is known to fail must fail."""
    known = pytest.mark.xfail(reason="known failure", strict=True)
    return [pytest.param(case, id=case.id, marks=[known] if case.id in KNOWN else []) for case in CASES]


@pytest.fixture(scope="module")
def tools():
    from reportedly.pipeline import load_tools
    from reportedly.settings import load_settings

    try:
        return load_tools(load_settings())
    except ReportedlyError as error:
        pytest.skip(f"the line cannot run here: {error}")


@pytest.mark.model
@pytest.mark.parametrize("case", parameters())
def test_case(case: Case, tools: object):
    from reportedly.pipeline import process

    assert complaints(case, process(case.document(), tools)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case_is_written_as_cases_are(case: Case):
    assert list(malformed(case)) == []


def test_there_are_at_least_150_cases():
    assert len(CASES) >= 150


def test_names_of_cases_differ():
    assert len({case.id for case in CASES}) == len(CASES)


def test_known_failures_are_cases():
    assert {case.id for case in CASES} >= KNOWN


def test_case_with_words_that_its_text_lacks_is_malformed():
    [case] = read_cases("x", "# A case.\nThe mayor left.\n--- claims\nsays: the mayor stayed\n")
    assert [line for line in malformed(case) if "stands 0 times" in line]


def test_case_without_claims_is_refused():
    with pytest.raises(WordingError, match="case at line 1"):
        list(read_cases("x", "# A case.\nThe mayor left.\n"))


def test_words_of_a_claim_must_stand_once_unless_numbered():
    text = "He left. Then he left."
    with pytest.raises(WordingError, match="2 times"):
        find_content(text, "left")
    assert find_content(text, "left#2") == [(17, 21)]


def test_other_words_are_looked_for_in_the_claim_first_and_then_nearby():
    text = "The mayor spoke. The mayor said that the mayor left."
    assert find_near(text, "mayor", [(37, 51)]) == (41, 46)
    assert find_near(text, "spoke", [(37, 51)]) == (10, 15)


def test_recording_drops_what_passes_and_adds_only_with_a_reason():
    text = "# First.\na: one\na: two\n"
    assert recorded(text, {"a: two", "b: three"}, None) == "# First.\na: two\n"
    assert recorded(text, {"a: two", "b: three"}, "New.") == "# First.\na: two\n# New.\nb: three\n"
