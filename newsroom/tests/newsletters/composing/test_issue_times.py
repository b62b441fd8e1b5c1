"""From the time on the wall to the moment that it means."""

import datetime as dt

import pytest

from newsroom.newsletters.composing.times import NoSuchTime, moment_of, nearest_moment_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        ((2026, 3, 28), (6, 30), "2026-03-28 06:30"),
        ((2026, 3, 29), (6, 30), "2026-03-29 05:30"),
        ((2026, 10, 24), (6, 30), "2026-10-24 05:30"),
        ((2026, 10, 25), (6, 30), "2026-10-25 06:30"),
    ],
)
def test_time_on_the_wall_holds_over_both_changes_of_the_clocks(day, time, utc):
    moment = moment_of(dt.date(*day), dt.time(*time))

    assert f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M}" == utc


@pytest.mark.parametrize(("day", "word"), [((2026, 3, 29), "forward"), ((2026, 10, 25), "back")])
def test_time_that_the_clocks_leave_out_or_have_twice_is_explained(day, word):
    with pytest.raises(NoSuchTime, match=word):
        moment_of(dt.date(*day), dt.time(1, 30))
    assert nearest_moment_of(dt.date(*day), dt.time(1, 30)).tzinfo is not None
