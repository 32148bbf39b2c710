"""Solar Hijri and Hijri dates and feasts, against days that calendars print."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.lexicon import load_lexicon
from reportedly.resolve.time_eras import (
    SOLAR_YEARS,
    Stretch,
    feast_names,
    feasts_in,
    lunar_day,
    lunar_month,
    lunar_months_in,
    solar_day,
    solar_month,
    solar_year,
    solar_year_at,
)

# A busy machine is no failure.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1357, 2, 7), date(1978, 4, 27)),  # the Saur revolution in Afghanistan
        ((1357, 11, 22), date(1979, 2, 11)),  # the Iranian revolution
        ((1396, 1, 1), date(2017, 3, 21)),
        ((1399, 1, 1), date(2020, 3, 20)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_solar_dates_fall_on_the_days_that_calendars_print(solar: tuple[int, int, int], day: date):
    assert solar_day(*solar) == day


@pytest.mark.parametrize("solar", [(1400, 12, 30), (1396, 7, 31), (1396, 13, 1), (1396, 1, 0), (900, 1, 1)])
def test_a_solar_date_that_does_not_exist_is_none(solar: tuple[int, int, int]):
    assert solar_day(*solar) is None


@CALM
@given(day=st.dates(date(1850, 1, 1), date(2200, 1, 1)))
def test_every_day_lies_in_exactly_one_month_of_its_solar_year(day: date):
    year = solar_year_at(day)
    holding = [month for month in range(1, 13) if _within(day, solar_month(year, month))]
    assert len(holding) == 1


def _within(day: date, stretch: Stretch | None) -> bool:
    return stretch is not None and stretch.first <= day <= stretch.last


@CALM
@given(year=st.integers(SOLAR_YEARS.start, SOLAR_YEARS.stop - 2))
def test_solar_years_follow_each_other_without_gap(year: int):
    this, following = solar_year(year), solar_year(year + 1)
    assert following.first - this.last == timedelta(days=1)
    assert (this.last - this.first).days + 1 in {365, 366}


@pytest.mark.parametrize(
    ("lunar", "day"),
    [
        ((1438, 9, 1), date(2017, 5, 27)),  # first of Ramadan
        ((1439, 9, 1), date(2018, 5, 17)),
        ((1445, 9, 1), date(2024, 3, 11)),
        ((1438, 1, 10), date(2016, 10, 11)),  # Ashura
    ],
)
def test_lunar_dates_miss_the_announced_day_by_one_day_at_most(lunar: tuple[int, int, int], day: date):
    assert abs((lunar_day(*lunar).first - day).days) <= 1


@CALM
@given(year=st.integers(1, 1598), month=st.integers(1, 11))
def test_lunar_months_follow_each_other_without_gap(year: int, month: int):
    assert lunar_month(year, month + 1).first - lunar_month(year, month).last == timedelta(days=1)


def test_a_lunar_month_may_come_twice_in_a_year():
    assert [each.first.month for each in lunar_months_in(2030, 9)] == [1, 12]


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        ("easter", 2016, date(2016, 3, 27)),
        ("orthodox-easter", 2016, date(2016, 5, 1)),
        ("orthodox-easter", 2022, date(2022, 4, 24)),
        ("thanksgiving", 1998, date(1998, 11, 26)),
        ("memorial", 2017, date(2017, 5, 29)),
        ("us-election", 2016, date(2016, 11, 8)),
        ("nowruz", 2016, date(2016, 3, 20)),
        ("nowruz", 3000, date(3000, 3, 21)),
    ],
)
def test_feasts_fall_on_the_days_that_calendars_print(feast: str, year: int, day: date):
    assert feasts_in(feast, year)[0].first == day


def test_every_feast_of_the_lexicon_has_a_rule():
    named = {row["is"]["feast"] for row in load_lexicon("times").entries.values() if "feast" in row["is"]}
    assert named <= feast_names()


def test_an_unknown_feast_falls_on_no_day():
    assert feasts_in("harvest", 2016) == ()
