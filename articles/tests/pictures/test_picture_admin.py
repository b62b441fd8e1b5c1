"""The picture library at the desk: finding, choosing, where used, deleting, and who may do what. Films too."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import Picture, Video
from articles.models.articles import ArticlePlacement
from articles.publishing.compose import read_placements
from articles.publishing.publish import withdraw
from articles.tests.front_builders import pin, put_live
from articles.tests.picture_builders import picture_file

LIST = "/admin/articles/picture/"
ADD = "/admin/articles/picture/add/"


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def change(picture):
    return reverse("admin:articles_picture_change", args=[picture.pk])


def delete(picture):
    return reverse("admin:articles_picture_delete", args=[picture.pk])


def test_shows_the_library_as_a_wall_of_pictures(desk, make_picture):
    picture = make_picture("Low tide <at> noon", alt="Mud")

    response = desk.get(LIST)

    assert f'src="{picture.file.webp_320}" alt="Mud"' in response.text
    assert "Low tide &lt;at&gt; noon" in response.text


@pytest.mark.parametrize("words", ["dawn", "Ilderton", "red sky"])
def test_finds_by_caption_credit_and_alternative_text(desk, make_picture, words):
    make_picture("Harbour at dawn")
    make_picture("Market", credit="Agnes", alt="Stalls")

    response = desk.get(LIST, {"q": words})

    assert "Harbour at dawn" in response.text
    assert "Market" not in response.text


def test_filters_by_what_is_missing_and_by_use(desk, make_picture, make_live_article):
    make_live_article(lead_picture=make_picture("Seen"))
    make_picture("Ornament", alt="", is_decorative=True)

    shown = {query: desk.get(f"{LIST}?{query}").text for query in ("missing=decorative", "use=live", "use=unused")}

    found = {query: [words for words in ("Ornament", "Seen") if words in text] for query, text in shown.items()}
    assert found == {"missing=decorative": ["Ornament"], "use=live": ["Seen"], "use=unused": ["Ornament"]}


def test_costs_the_same_however_many_pictures_there_are(desk, make_picture, django_assert_max_num_queries):
    for number in range(20):
        make_picture(f"Picture {number}")

    with django_assert_max_num_queries(8):
        desk.get(LIST)


def test_hands_a_picture_to_the_window_that_chooses(desk, make_picture):
    picture = make_picture()

    response = desk.get(LIST, {"_popup": "1", "_to_field": "id"})

    assert f'data-popup-opener="{picture.pk}"' in response.text
    assert f'href="{ADD}?' in response.text


def test_shows_where_a_picture_is_used_and_what_readers_see_now(desk, make_picture, make_article, make_live_article):
    picture = make_picture()
    body = f'<figure data-picture="{picture.pk}"><figcaption></figcaption></figure>'
    make_live_article("Leads with it", lead_picture=picture)
    draft = make_article("Shows it in the text", body=body)
    read_placements(article=draft)

    response = desk.get(change(picture))

    uses = [(use.article.headline, use.leads, use.is_live) for use in response.context["uses"]]
    assert uses == [("Leads with it", True, True), ("Shows it in the text", False, False)]


def test_a_picture_of_a_front_alone_is_in_use(desk, make_picture, make_live_article, make_article):
    live, waiting = make_picture(), make_picture()
    put_live(pin(make_live_article("On the front"), picture=live), pin(make_article(), picture=waiting))

    [use] = desk.get(change(live)).context["uses"]

    assert (use.article.headline, use.is_on_front, use.is_live) == ("On the front", True, True)
    known = {picture.pk: (picture.is_used, picture.is_live) for picture in Picture.objects.with_use()}
    assert known == {live.pk: (True, True), waiting.pk: (True, False)}
    assert "on a front" in desk.post(delete(live), {"post": "yes"}).text


def test_remembers_a_story_that_no_longer_shows_it(desk, make_picture, make_live_article):
    picture = make_picture()
    article = make_live_article("Once", lead_picture=picture)
    article.lead_picture = None
    article.save()
    withdraw(article=article, by=None, notice="")

    response = desk.get(change(picture))

    [use] = response.context["uses"]
    assert (use.was_published, use.is_live) == (True, False)


def test_does_not_offer_another_file_for_a_picture_that_is_there(desk, make_picture):
    picture = make_picture()
    before = picture.file.name

    desk.post(change(picture), {"credit": "A", "alt": "B", "focal_point": "0.5x0.5", "file": picture_file()})

    picture.refresh_from_db()
    assert (picture.file.name, picture.credit) == (before, "A")


def test_asks_for_a_credit_when_it_is_taken_away(desk, make_picture):
    picture = make_picture()

    response = desk.post(change(picture), {"credit": "", "alt": "B", "focal_point": "0.5x0.5"})

    assert response.status_code == 200
    assert "This field is required." in response.text


def test_refuses_to_delete_what_a_story_shows_and_says_why(desk, make_picture, make_live_article):
    picture = make_picture()
    make_live_article("The tide turned", lead_picture=picture)

    shown = desk.get(delete(picture))
    posted = desk.post(delete(picture), {"post": "yes"})

    assert "cannot be deleted" in shown.text
    assert "The tide turned" in shown.text
    assert "cannot be deleted" in posted.text
    assert Picture.objects.filter(pk=picture.pk).exists()


@pytest.mark.parametrize("use", ["lead", "text", "film"])
def test_is_protected_by_the_database_as_well(desk, make_picture, make_article, use):
    picture = make_picture()
    if use == "lead":
        make_article(lead_picture=picture)
    elif use == "text":
        ArticlePlacement.objects.create(article=make_article(), picture=picture)
    else:
        Video.objects.create(title="A", slug="a", poster=picture, file="a.webm", seconds=1, transcript="A")

    desk.post(delete(picture), {"post": "yes"})

    assert Picture.objects.filter(pk=picture.pk).exists()


def test_deletes_an_unused_picture_with_all_its_files(desk, make_picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = make_picture()
    files = [Path(picture.file.storage.path(name)) for name in picture.file._kept_renditions() | {picture.file.name}]

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(delete(picture), {"post": "yes"})

    assert not Picture.objects.exists()
    assert [file for file in files if file.exists()] == []


@pytest.mark.parametrize(
    ("persona", "may"),
    [
        ("reporter", {"see", "add", "change"}),
        ("picture_desk", {"see", "add", "change", "delete"}),
        ("editor", {"see", "add", "change", "delete"}),
        ("supporter_desk", set()),
        ("stranger", set()),
    ],
)
def test_lets_each_role_do_its_part_and_no_more(client, request, make_picture, persona, may):
    client.force_login(request.getfixturevalue(persona))
    picture = make_picture()
    words = {"caption": "Mine", "credit": "A", "alt": "B", "focal_point": "0.5x0.5"}

    answers = {
        "see": client.get(LIST).status_code == 200,
        "add": client.post(ADD, words | {"file": picture_file(size=(9, 9))}) and Picture.objects.count() == 2,
        "change": client.post(change(picture), words) and Picture.objects.get(pk=picture.pk).caption == "Mine",
        "delete": client.post(delete(picture), {"post": "yes"}) and not Picture.objects.filter(pk=picture.pk).exists(),
    }

    assert {act for act, done in answers.items() if done} == may


def test_shows_a_picture_to_somebody_who_may_only_look(client, stranger, make_picture):
    stranger.is_staff = True
    stranger.save()
    stranger.user_permissions.add(Permission.objects.get(codename="view_picture"))
    client.force_login(stranger)

    response = client.get(change(make_picture("Low tide")))

    assert "Low tide" in response.text
    assert 'name="credit"' not in response.text


def test_does_not_look_at_a_file_from_somebody_who_may_not_add(client, supporter_desk, monkeypatch):
    seen = []
    monkeypatch.setattr("articles.admin.pictures.admin.checked_picture", seen.append)
    client.force_login(supporter_desk)

    response = client.post(ADD, {"file": picture_file()})

    assert response.status_code == 403
    assert seen == []
