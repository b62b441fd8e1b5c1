"""The way back from a front, what it would look like, the fronts of sections, and who may arrange any of them."""

import pytest

from articles.fronts.arrange import front_of
from articles.models import FrontArrangement, FrontSlot
from articles.tests.front_builders import automatic, pin, put_draft, put_live
from common import site_version
from newsroom.tests.admin.boards import BOARD, headlines, press

SPORT = f"{BOARD}section/sport/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def three(make_live_article):
    return [make_live_article(name, hours_ago=hours) for hours, name in enumerate(["Newest", "Older", "Oldest"], 1)]


def test_an_earlier_arrangement_is_put_back(desk, three, editor):
    first = put_live(pin(three[0], headline="As it was"), by=editor)
    put_live(pin(three[1]), automatic(), by=editor)
    page = desk.get(BOARD)
    assert "Pinned “Older”, unpinned “As it was”, 1 slot more" in page.text

    desk.post(f"{BOARD}earlier/{first.pk}/undo/", {"version": page.context["version"]})

    assert [slot.headline for slot in FrontSlot.objects.live_on(None)] == ["As it was"]
    assert "Put back from" in desk.get(BOARD).text


def test_a_section_stands_as_an_editor_chose_until_that_is_put_back(
    desk, client, make_live_article, make_section, editor
):
    sport = make_section("Sport")
    pinned = make_live_article("Pinned", section=sport)
    for number in range(3):
        make_live_article(f"Match {number}", section=sport, hours_ago=number + 1)
    first = put_live(pin(pinned), by=editor)
    assert "band--feature" in client.get("/").text

    chosen = press(desk, desk.get(BOARD), "publish", **{f"band__{sport.pk}": "row", "band__opinion": "feature"})
    site_version.forget()
    assert chosen.status_code == 302
    page = desk.get(BOARD)
    assert 'value="row" selected' in page.text
    assert "Other bands" in page.text
    assert FrontArrangement.objects.newest_first()[0].bands == {str(sport.pk): "row"}, "opinion is there or is not"
    assert "band--row" in client.get("/").text
    previewed = desk.post(f"{BOARD}preview/", {"order": "s0", "s0-size": "card", f"band-{sport.pk}": "out"}).text
    assert "band--" not in previewed

    desk.post(f"{BOARD}earlier/{first.pk}/undo/", {"version": page.context["version"]})
    site_version.forget()
    assert "band--feature" in client.get("/").text


def test_a_stale_undo_is_refused(desk, three):
    first = put_live(pin(three[0]))
    page = desk.get(BOARD)
    put_live(pin(three[1]))

    desk.post(f"{BOARD}earlier/{first.pk}/undo/", {"version": page.context["version"]})

    assert [slot.article for slot in FrontSlot.objects.live_on(None)] == [three[1]]


def test_a_draft_is_dropped(desk, three):
    put_live(pin(three[0]))
    put_draft(pin(three[1]))

    press(desk, desk.get(BOARD), "drop")

    assert headlines(desk.get(BOARD)) == ["Newest"]


def test_a_preview_is_the_public_page_and_is_kept_by_nobody(desk, three):
    page = desk.get(BOARD)

    shown = press(desk, page, "preview", path=f"{BOARD}preview/", s0__article=three[2].pk, s0__headline="Not yet")

    assert "Not yet" in shown.text
    assert "Only you see this" in shown.text
    assert shown["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in shown["Cache-Control"]
    assert "csrfmiddlewaretoken" not in shown.text
    assert not FrontArrangement.objects.exists()


def test_an_earlier_arrangement_can_be_looked_at(desk, three):
    first = put_live(pin(three[0], headline="As it was"))
    put_live(pin(three[1]))

    assert "As it was" in desk.get(f"{BOARD}earlier/{first.pk}/").text


def test_a_section_has_a_board_of_its_own(desk, three, make_section, make_live_article):
    sport = make_section("Sport")
    make_live_article("Match", section=sport)
    page = desk.get(SPORT)

    shown = press(desk, page, "preview", path=f"{SPORT}preview/", s0__article=three[0].pk)
    press(desk, page, "publish", path=SPORT, s0__article=three[0].pk)

    assert "Newest" in shown.text
    assert headlines(page)[0] == "Match"
    assert FrontSlot.objects.live_on(sport)[0].article == three[0]
    assert not FrontSlot.objects.live_on(None)


def test_opens_in_few_queries(desk, make_many_live, make_live_article, make_picture, django_assert_max_num_queries):
    make_many_live(100)
    slots = [pin(make_live_article(), picture=make_picture()) for _ in range(10)]
    for count in range(1, 10):
        put_live(*slots[:count])
    put_draft(*slots, *[automatic() for _ in range(10)])

    with django_assert_max_num_queries(25):
        desk.get(BOARD)


ADDRESSES = ["", "preview/", "section/sport/", "section/sport/preview/", "earlier/{pk}/", "earlier/{pk}/undo/"]


@pytest.mark.parametrize("who", ["reporter", "sub_editor", "section_editor", "legal", "picture_desk", "finance"])
def test_board_refuses_every_address_when_the_front_is_not_theirs(who, request, client, make_section, make_article):
    make_section("Sport")
    first = put_live(pin(make_article()))
    put_live(automatic())
    client.force_login(request.getfixturevalue(who))
    addresses = [BOARD + address.format(pk=first.pk) for address in ADDRESSES]

    read = {client.get(address).status_code for address in addresses}
    written = {client.post(address, {"publish": "1", "version": "4"}).status_code for address in addresses}

    assert read <= {403, 405}
    assert written == {403}
    assert front_of(None).version == 4


@pytest.mark.parametrize("address", ["section/nowhere/", "earlier/999/", "earlier/999/undo/"])
def test_what_is_not_there_is_not_found(address, desk):
    assert desk.post(BOARD + address).status_code == 404


def test_a_draft_cannot_be_put_back_or_looked_at_by_its_number(desk, three):
    draft = put_draft(pin(three[0]))

    assert desk.get(f"{BOARD}earlier/{draft.pk}/").status_code == 404
