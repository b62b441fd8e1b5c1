"""The screen on which a front is arranged, driven by its buttons alone, as without a script."""

import re

import pytest

from articles.fronts.arrange import front_of, live_arrangement, standing_draft
from articles.models import FrontArrangement, FrontSlot
from articles.tests.front_builders import automatic, pin, put_draft, put_live
from common import site_version
from newsroom.tests.admin.boards import BOARD, headlines, press


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def three(make_live_article):
    return [make_live_article(name, hours_ago=hours) for hours, name in enumerate(["Newest", "Older", "Oldest"], 1)]


def test_begins_with_the_front_as_it_fills_itself(desk, three):
    response = desk.get(BOARD)

    assert headlines(response)[:4] == ["Newest", "Older", "Oldest", "Nothing to show yet"]
    assert "Nobody has arranged this front" in response.text


def test_a_card_moves_by_a_button_and_nothing_is_stored(desk, three):
    put_live(pin(three[0]), pin(three[1]), pin(three[2]))
    opened = desk.get(BOARD)

    moved = press(desk, opened, "down", "s0")
    moved = press(desk, moved, "up", "s2")

    assert headlines(moved) == ["Older", "Oldest", "Newest"]
    assert "Moved to place 2 of 3." in moved.text
    assert standing_draft(None) is None


def test_slots_are_added_and_removed(desk, three):
    put_live(pin(three[2]))

    page = press(desk, desk.get(BOARD), "add", "top")
    page = press(desk, page, "add", "end")
    page = press(desk, page, "remove", "s0")

    assert [card.key for card in page.context["board"].cards] == ["n0", "n1"]
    assert headlines(page) == ["Newest", "Older"]


def test_a_front_has_room_for_forty(desk, db):
    put_live(*[automatic() for _ in range(40)])

    page = press(desk, desk.get(BOARD), "add", "end")

    assert len(page.context["board"].cards) == 40
    assert "at most 40" in page.text


def test_what_a_place_shows_is_pinned_by_one_button(desk, three):
    page = press(desk, desk.get(BOARD), "pin", "s1")

    press(desk, page, "save")

    assert [slot.article for slot in standing_draft(None).slots.all()][:2] == [None, three[1]]


def test_saving_keeps_a_draft_and_publishing_gives_it_to_readers(desk, three, make_picture, editor):
    picture = make_picture()
    words = {"s0__article": three[2].pk, "s0__size": "feature", "s0__headline": "Own words", "s0__kicker": "Late"}
    page = desk.get(BOARD)

    saved = press(desk, page, "save", **words, s0__picture=picture.pk, s0__allow_twice="1")
    unseen = desk.get("/").text
    press(desk, desk.get(BOARD), "publish")
    site_version.forget()

    assert saved.status_code == 302
    assert "Own words" not in unseen
    slot = FrontSlot.objects.live_on(None)[0]
    assert (slot.article, slot.size, slot.headline, slot.kicker) == (three[2], "feature", "Own words", "Late")
    assert slot.picture == picture
    assert slot.allow_twice
    assert "Own words" in desk.get("/").text
    assert live_arrangement(None).made_by == editor


def test_unpinning_takes_the_own_words_along(desk, three):
    put_draft(pin(three[1], headline="Own words"), automatic())

    page = press(desk, desk.get(BOARD), "unpin", "s0")

    assert headlines(page) == ["Newest", "Older"]
    assert "Own words" not in page.text


def test_words_for_one_story_never_stand_over_another(desk, three):
    put_draft(pin(three[1], headline="Said of the older"))

    page = press(desk, desk.get(BOARD), "refresh", s0__article=three[2].pk)

    assert headlines(page) == ["Oldest"]
    assert "Said of the older" not in page.text


def test_the_own_picture_can_be_dropped(desk, three, make_picture):
    put_draft(pin(three[1], picture=make_picture()))

    page = press(desk, desk.get(BOARD), "drop_picture", "s0")

    assert page.context["board"].slots[0].picture is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"s0__article": "99999"}, "There is no story with the number 99999."),
        ({"s0__article": "x"}, "There is no story with the number x."),
        ({"s0__picture": "99999"}, "There is no picture with the number 99999."),
        ({"s0__headline": "W" * 161}, "own headline: "),
        ({"s0__size": "huge"}, "size: "),
    ],
)
def test_a_slip_is_named_and_nothing_is_saved(wrong, said, desk, three):
    put_live(pin(three[0], headline="Kept on screen"))

    page = press(desk, desk.get(BOARD), "publish", **wrong)

    assert said in page.text
    assert front_of(None).version == 2
    assert standing_draft(None) is None


def test_a_pinned_story_that_waits_says_why(desk, three, make_article):
    put_draft(pin(make_article("Under embargo")))

    page = desk.get(BOARD)

    assert headlines(page) == ["Newest"]
    assert "Not published" in page.text
    assert "“Under embargo” is not with readers now" in page.text


def test_who_saves_late_keeps_the_own_arrangement_on_screen(desk, three, editor):
    put_live(pin(three[0]))
    opened = desk.get(BOARD)
    put_draft(pin(three[1]), by=editor)

    refused = press(desk, opened, "save", s0__headline="Typed for an hour")

    assert refused.status_code == 200
    assert "changed this front at" in refused.text
    assert 'value="Typed for an hour"' in refused.text
    assert "Pinned “Typed for an hour”, unpinned “Older”" in refused.text
    assert [slot.article for slot in standing_draft(None).slots.all()] == [three[1]]


def test_who_was_late_can_save_in_place_of_the_other(desk, three):
    put_live(pin(three[0]))
    opened = desk.get(BOARD)
    put_draft(pin(three[1]))
    refused = press(desk, opened, "save", s0__headline="Mine")
    over = re.search(r'name="save_over" value="(\d+)"', refused.text)[1]

    press(desk, refused, "save_over", over)

    assert [slot.headline for slot in standing_draft(None).slots.all()] == ["Mine"]


def test_a_stale_publication_stores_nothing_at_all(desk, three):
    put_live(pin(three[0]))
    opened = desk.get(BOARD)
    put_live(pin(three[1]))

    press(desk, opened, "publish", s0__headline="Stale")

    assert [slot.article for slot in FrontSlot.objects.live_on(None)] == [three[1]]
    assert standing_draft(None) is None


def test_publishing_what_readers_have_says_so(desk, three):
    put_live(pin(three[0]))

    page = press(desk, desk.get(BOARD), "publish")

    assert "Readers have this very arrangement already." in page.text
    assert FrontArrangement.objects.count() == 1
