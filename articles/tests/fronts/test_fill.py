"""Filling a front: pinned before automatic, newest first, none twice, nothing that is not live."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.fronts.fill import Stories, fill_slots
from articles.models import Edition
from articles.publishing.publish import publish, schedule, withdraw
from articles.tests.front_builders import automatic, pin, put_live, put_up_bar

HOUR = dt.timedelta(hours=1)
MOMENT = dt.timedelta(microseconds=1)


def headlines(slots, **where):
    return [place and place.edition.headline for place in fill_slots(slots, Stories(**where))]


@pytest.fixture
def three(make_live_article):
    """Newest, older and oldest story."""
    return [make_live_article(name, hours_ago=hours) for hours, name in enumerate(["Newest", "Older", "Oldest"], 1)]


def test_pinned_stands_where_it_was_put_and_the_newest_fill_the_rest(three):
    assert headlines([automatic(), pin(three[2]), automatic(), automatic()]) == ["Newest", "Oldest", "Older", None]


def end(article):
    publish(article=article, by=None, at=timezone.now() - 5 * HOUR)
    Edition.objects.filter(article=article).update(ends_at=timezone.now() - MOMENT)


def withdraw_it(article):
    publish(article=article, by=None)
    withdraw(article=article, by=None)


HIDDEN = {
    "draft": lambda article: None,
    "scheduled": lambda article: schedule(article=article, by=None, at=timezone.now() + HOUR),
    "ended": end,
    "withdrawn": withdraw_it,
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_a_pinned_story_that_is_not_live_gives_its_place_to_the_newest(hide, three, make_article, make_picture):
    hidden = make_article("Secret")
    hide(hidden)

    places = fill_slots([pin(hidden, kicker="Secret", headline="Secret too", picture=make_picture()), automatic()])

    assert [place.edition.headline for place in places] == ["Newest", "Older"]
    assert places[0].edition.kicker == ""
    assert places[0].edition.lead_picture is None
    assert not places[0].is_pinned


def test_a_pinned_story_comes_and_goes_on_the_second(three, make_article):
    article = make_article("At six")
    six = timezone.now() + HOUR
    schedule(article=article, by=None, at=six, until=six + HOUR)

    shown = {
        moment: headlines([pin(article)], at=six + moment) for moment in (-MOMENT, dt.timedelta(), HOUR - MOMENT, HOUR)
    }

    assert list(shown.values()) == [["Newest"], ["At six"], ["At six"], ["Newest"]]


def test_no_story_stands_twice(three):
    assert headlines([pin(three[0]), pin(three[0]), automatic()]) == ["Newest", "Older", "Oldest"]


@pytest.mark.parametrize("which", [0, 1])
def test_a_story_stands_twice_where_one_of_its_slots_says_so(which, three):
    slots = [pin(three[0], allow_twice=which == 0), automatic(), pin(three[0], allow_twice=which == 1)]

    assert headlines(slots) == ["Newest", "Older", "Newest"]


def test_a_pinned_story_is_not_lost_to_an_automatic_place_above_it(three):
    assert headlines([automatic(), automatic(), pin(three[0])]) == ["Older", "Oldest", "Newest"]


def test_an_automatic_lead_has_a_picture_if_one_of_the_newest_has(three, make_live_article, make_picture):
    make_live_article("Pictured", hours_ago=9, lead_picture=make_picture())

    assert headlines([automatic("lead"), automatic()]) == ["Pictured", "Newest"]


def test_own_words_and_picture_stand_in_that_slot_alone(three, make_picture):
    picture = make_picture("Close up")
    own = pin(three[0], kicker="Tonight", headline="Short", picture=picture)

    here, there = fill_slots([own, pin(three[0], allow_twice=True)])

    assert (here.edition.kicker, here.edition.headline, here.edition.lead_picture) == ("Tonight", "Short", picture)
    assert (there.edition.headline, there.edition.lead_picture) == ("Newest", None)
    assert here.edition.get_absolute_url() == there.edition.get_absolute_url()


def test_a_section_fills_itself_from_its_own_stories_and_takes_any_pin(three, make_section, make_live_article):
    sport = make_section("Sport")
    make_live_article("Match", section=make_section("Cricket", parent=sport))

    assert headlines([pin(three[1]), automatic(), automatic()], section=sport) == ["Older", "Match", None]


def test_costs_four_queries_however_many_slots(make_many_live, make_live_article, django_assert_max_num_queries):
    make_many_live(60)
    pinned = [make_live_article() for _ in range(10)]

    with django_assert_max_num_queries(4):  # the stories of both kinds, and who wrote them
        fill_slots([pin(article) for article in pinned] + [automatic() for _ in range(20)])


def test_a_section_page_draws_its_arrangement_and_the_rest_below(client, make_section, make_live_article):
    sport = make_section("Sport")
    stories = [make_live_article(f"Match {number}", section=sport, hours_ago=number) for number in range(1, 30)]
    put_live(pin(stories[8], "lead", headline="Own headline of nine"), automatic(), section=sport)

    first = client.get("/sport/")
    older = client.get("/sport/", {"before": first.context["page"].older})

    drawn = [edition.headline for edition in first.context["page"].rows]
    assert "Own headline of nine" in first.text
    assert "Match 1<" in first.text
    assert "Match 1" not in drawn
    assert drawn[:2] == ["Match 2", "Match 3"]
    assert "Match 9" not in drawn
    assert "Own headline of nine" not in older.text


def test_a_section_that_nobody_arranged_is_a_list(client, make_live_article):
    make_live_article("Only one")

    assert client.get("/news/").context["blocks"] == []


def test_a_section_page_costs_at_most_five_queries(
    client, make_many_live, make_section, make_live_article, django_assert_max_num_queries
):
    make_many_live(400)
    put_up_bar(article=make_live_article())
    section = make_section("Section 0")
    put_live(pin(make_live_article(), "lead"), *[automatic() for _ in range(8)], section=section)
    client.get("/section-0/")  # now the cards are drawn, and the frame is remembered

    with django_assert_max_num_queries(5):
        assert client.get("/section-0/").status_code == 200
