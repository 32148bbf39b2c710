"""The day of publication: which words name a day, and which of several days is chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read import Overrides
from reportedly.read.dates import chosen, dated, days_in_url, find_day
from reportedly.records import DateCandidate
from reportedly.vocabulary import DateOrigin


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2017-11-15", "2017-11-15"),
        ("2017-11-15T23:30:00-05:00", "2017-11-15"),
        ("20171115", "2017-11-15"),
        ("20171115120000Z", None),
        ("2017/11/5", "2017-11-05"),
        ("Wed, 15 Nov 2017 08:00:00 +0430", "2017-11-15"),
        ("November 15, 2017", "2017-11-15"),
        ("15th of November 2017", "2017-11-15"),
        ("Sept. 3, 2017", "2017-09-03"),
        ("15 ноября 2017 г.", "2017-11-15"),
        ("15 de noviembre de 2017", "2017-11-15"),
        ("15 novembre 2017", "2017-11-15"),
        ("15. November 2017", "2017-11-15"),
        ("15.11.2017", "2017-11-15"),
        ("25/08/2020", "2020-08-25"),
        ("08/25/2020", "2020-08-25"),
        ("05/05/2020", "2020-05-05"),
        ("05/08/2020", None),
        ("٢٠١٧-١١-١٥", "2017-11-15"),
        ("15 نوفمبر 2017", "2017-11-15"),
        ("24 آبان 1396", None),
        ("1396-08-24", None),
        ("31 February 2017", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_words_name_a_day_or_none(words: str, day: str | None) -> None:
    assert find_day(words) == day


@given(st.dates(min_value=__import__("datetime").date(1600, 1, 1)))
def test_a_day_reads_back_however_it_is_written(day: object) -> None:
    for form in ("{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0:%d.%m.%Y}", "{0.day} {0:%B} {0.year}", "{0:%B} {0.day}, {0.year}"):
        assert find_day(form.format(day)) == str(day)


@given(st.text())
def test_no_words_break_the_reading_of_days(words: str) -> None:
    find_day(words)
    days_in_url(f"https://x.example/{words}")


@pytest.mark.parametrize(
    ("address", "days"),
    [
        ("https://news.example/en/world/20171115/who-is", ["2017-11-15"]),
        ("https://news.example/2017/11/15/who-is", ["2017-11-15"]),
        ("https://news.example/2017/nov/15/who-is", ["2017-11-15"]),
        ("https://news.example/who-is-2017-11-15.html", ["2017-11-15"]),
        ("https://news.example/2017/11/who-is", []),
        ("https://news.example/articles/3062", []),
        ("https://20171115.example/a", []),
        ("https://news.example/a?day=20171115", []),
        (None, []),
    ],
)
def test_an_address_carries_a_day_or_none(address: str | None, days: list[str]) -> None:
    assert [each.value for each in days_in_url(address)] == days


def candidate(value: str, origin: DateOrigin) -> DateCandidate:
    return DateCandidate(value=value, origin=origin)


def best(*candidates: DateCandidate, read_on: str | None = None, said: Overrides = Overrides()) -> str | None:  # noqa: B008
    ordered, _ = chosen(candidates, said, read_on)
    return ordered[0].value if ordered and ordered[0].usable else None


def codes(*candidates: DateCandidate, said: Overrides = Overrides()) -> list[str]:  # noqa: B008 - frozen
    return [issue.code for issue in chosen(candidates, said)[1]]


META = candidate("2017-11-16", DateOrigin.META)
URL = candidate("2017-11-15", DateOrigin.URL)
HEADER = candidate("2020-08-05", DateOrigin.HEADER)
MOVED = candidate("2020-08-05", DateOrigin.META)


def test_what_the_user_gave_is_chosen() -> None:
    assert best(META, URL, said=Overrides(published="2017-11-01")) == "2017-11-01"


def test_the_better_origin_is_chosen() -> None:
    assert best(URL, META) == "2017-11-16"


def test_the_day_of_the_crawl_in_the_frame_is_never_chosen() -> None:
    assert best(HEADER) is None
    assert best(HEADER, URL) == "2017-11-15"


def test_a_page_that_was_dated_anew_keeps_the_day_of_its_address() -> None:
    assert best(MOVED, URL) == "2017-11-15"


def test_a_field_with_the_day_of_the_crawl_gives_way_to_an_earlier_day() -> None:
    jsonld = candidate("2017-11-15", DateOrigin.JSONLD)
    assert best(MOVED, jsonld, read_on="2020-08-05") == "2017-11-15"


def test_a_report_read_on_its_own_day_keeps_its_day() -> None:
    byline = candidate("2017-11-01", DateOrigin.BYLINE)
    assert best(candidate("2020-08-05", DateOrigin.META), byline, read_on="2020-08-05") == "2020-08-05"


def test_a_day_after_the_day_of_reading_is_kept_and_not_chosen() -> None:
    said = Overrides(today="2020-01-01")
    assert best(candidate("2020-01-02", DateOrigin.META), said=said) == "2020-01-02"
    assert best(candidate("2020-01-09", DateOrigin.META), said=said) is None
    assert codes(candidate("2020-01-09", DateOrigin.META), said=said) == ["date_impossible"]


def test_a_day_that_software_writes_when_it_knows_none_is_not_chosen() -> None:
    assert best(candidate("1970-01-01", DateOrigin.META), URL) == "2017-11-15"


def test_days_that_lie_apart_are_told_unless_the_user_has_settled_it() -> None:
    assert codes(MOVED, URL) == ["dates_disagree"]
    assert codes(META, URL) == []
    assert codes(MOVED, URL, said=Overrides(published="2017-11-15")) == []


def test_every_candidate_is_kept_once_with_a_reason() -> None:
    ordered, _ = chosen((META, URL, HEADER, URL, META), Overrides(), None)
    assert sorted(each.value for each in ordered) == ["2017-11-15", "2017-11-16", "2020-08-05"]
    assert all(each.because for each in ordered)


def test_words_that_name_no_day_are_told_without_being_repeated() -> None:
    (issue,) = dated("the day of the gardener", DateOrigin.META, "the field date").issues
    assert issue.code == "date_unreadable"
    assert "gardener" not in issue.message
