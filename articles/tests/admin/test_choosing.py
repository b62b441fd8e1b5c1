"""The lists that a story's form offers in its dialogs: whose they are, what is found, and what they cost."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from articles.admin.story.placed_objects import KINDS, MADE_AT, addresses
from articles.models import Article, Video
from polls.models import Poll

DESK = "/admin/articles/article/choose/"
VIEW = {
    "picture": "view_picture",
    "poll": "view_poll",
    "video": "view_video",
    "document": "view_document",
    "sound": "view_sound",
    "linked": "view_article",
}


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def make_film(make_picture):
    def make(title):
        return Video.objects.create(title=title, slug="film", poster=make_picture(), file="films/a.webm", seconds=75)

    return make


@pytest.fixture
def make_each(make_picture, make_poll, make_film, make_article, make_document, make_sound):
    made = {"picture": make_picture, "poll": make_poll, "video": make_film, "linked": make_article}
    return made | {"document": make_document, "sound": make_sound}


def found(client, kind, **asked):
    answer = client.get(f"{DESK}{kind}/", asked)
    assert answer.status_code == 200
    return re.findall(r'class="choice__label">([^<]*)<', answer.text)


def older(client, kind, **asked):
    return re.search(r'data-older="([^"]*)"', client.get(f"{DESK}{kind}/", asked).text)[1]


@pytest.mark.parametrize("kind", VIEW)
def test_newest_stand_first_and_every_word_has_to_be_there(desk, make_each, kind):
    for words in ("Llŷn gannet", "Crane wall", "Gannet at the crane"):
        make_each[kind](words)

    assert found(desk, kind) == ["Gannet at the crane", "Crane wall", "Llŷn gannet"]
    assert found(desk, kind, q="CRANE gannet") == ["Gannet at the crane"]
    assert found(desk, kind, q="crane figures") == []
    if kind != "video":  # a film has no folded words
        assert found(desk, kind, q="llyn") == ["Llŷn gannet"]


@pytest.mark.parametrize("kind", VIEW)
def test_costs_as_much_for_one_as_for_many_and_little(desk, make_each, kind, django_assert_max_num_queries):
    make_each[kind]("Tide 0")
    with django_assert_max_num_queries(7) as for_one:
        assert len(found(desk, kind)) == 1
    for number in range(1, 6):
        make_each[kind](f"Tide {number}")

    with django_assert_max_num_queries(len(for_one)):
        assert len(found(desk, kind)) == 6


@pytest.mark.parametrize("kind", VIEW)
def test_each_row_is_met_once_on_the_way_down(desk, make_each, kind, monkeypatch):
    monkeypatch.setattr("articles.admin.story.choosing.SIZE", 2)
    for number in range(5):
        make_each[kind](f"Tide {number}")
    met, cursor = [], ""

    for _ in range(3):
        met += found(desk, kind, before=cursor)
        cursor = older(desk, kind, before=cursor)

    assert met == [f"Tide {number}" for number in (4, 3, 2, 1, 0)]
    assert cursor == ""


@pytest.mark.parametrize("kind", VIEW)
def test_list_is_for_those_who_may_see_its_rows_alone(client, stranger, make_each, kind):
    make_each[kind]("Tide")
    stranger.is_staff = True
    stranger.save()
    others = [codename for name, codename in VIEW.items() if name != kind]
    stranger.user_permissions.set(Permission.objects.filter(codename__in=others))
    client.force_login(stranger)

    refused = client.get(f"{DESK}{kind}/")
    stranger.user_permissions.add(Permission.objects.get(codename=VIEW[kind]))

    assert refused.status_code == 403
    assert "Tide" not in refused.text
    assert found(client, kind) == ["Tide"]


def test_nobody_outside_is_told_anything(client, make_picture):
    make_picture("Tide")

    answer = client.get(f"{DESK}picture/")

    assert (answer.status_code, "Tide" in answer.text) == (302, False)


def test_neither_itself_nor_what_readers_never_have_is_offered_as_a_story_to_read(desk, make_article):
    own = make_article("This one")
    make_article("In the bin", binned_at=timezone.now())
    make_article("Match report", is_template=True)
    make_article("Another")

    assert found(desk, "linked", without=own.pk) == ["Another"]
    assert found(desk, "linked", without="9" * 40) == ["Another", "This one"]
    assert Article.objects.count() == 4


def test_what_keeps_readers_from_a_picture_stands_beside_it(desk, make_picture):
    make_picture("Tide", credit="", rights_until=timezone.localdate() - dt.timedelta(days=1))

    page = desk.get(f"{DESK}picture/").text

    assert "no credit" in page
    assert "rights ended" in page


@pytest.mark.parametrize("typed", ["\0", "%", "_", "'", "<script>", "x" * 9000, "((("])
def test_whatever_is_typed_is_looked_for_and_nothing_more(desk, make_each, typed):
    make_each["picture"]("Tide"), make_each["video"]("Tide")

    for kind in ("picture", "video"):
        answer = desk.get(f"{DESK}{kind}/", {"q": typed, "before": typed[:40]})
        assert answer.status_code == 200
        assert "<script>" not in answer.text
    assert found(desk, "picture", q="%") == found(desk, "video", q="_") == []


def test_words_of_people_are_written_as_words(desk, make_picture):
    make_picture('<img src=x onerror="alert(1)">')

    page = desk.get(f"{DESK}picture/").text

    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_poll_of_before_is_found_by_its_context(desk, make_poll):
    make_poll("Raise it?", context="The harbour wall")
    make_poll("Lower it?")

    assert found(desk, "poll", q="harbour") == ["Raise it?"]
    assert Poll.objects.count() == 2


@pytest.mark.parametrize("kind", MADE_AT)
def test_what_one_may_not_add_is_not_offered_and_refused_when_asked_for(client, stranger, kind):
    model = KINDS[kind].rows().model
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    address = f"{reverse(MADE_AT[kind])}?_popup=1"

    offered = addresses(stranger, None)["make"]
    refused = [client.get(address).status_code, client.post(address, {"title": "Tide"}).status_code]
    may_add = Permission.objects.get(
        codename=f"add_{model._meta.model_name}", content_type__app_label=model._meta.app_label
    )
    stranger.user_permissions.add(may_add)
    stranger = User.objects.get(pk=stranger.pk)

    assert (offered, refused) == ({}, [403, 403])
    assert list(addresses(stranger, None)["make"]) == [kind]
    assert client.get(address).status_code == 200
    assert not model.objects.exists()
