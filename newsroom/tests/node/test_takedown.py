"""A take-down is everywhere at once, and holds with the database stopped."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article, Correction, Edition, ReadHour, Takedown
from articles.pages.most_read import rank_readers
from articles.pictures.files import files_of
from articles.pictures.usage import pictures_only_of
from articles.publishing.compose import read_placements
from articles.publishing.draft_links import share_draft
from articles.publishing.publish import CannotPublish, publish, schedule
from articles.publishing.takedowns import NotTakenDown, lift_takedown, take_down
from articles.publishing.translations import pair_translations
from common import site_version, tombstones

MARKER = "Quillfeather"
HOUR = dt.timedelta(hours=1)


def body_of(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(errors="replace")


@pytest.fixture
def world(open_paper, make_article, make_live_article, make_topic, make_picture, editor):
    """A live story whose every word and picture is the marker, with all that can lead to it."""
    topic, lead, placed = make_topic(), make_picture(f"{MARKER} lead"), make_picture(f"{MARKER} placed")
    shared = make_picture("Shared")
    article = make_article(
        f"{MARKER} headline",
        kicker=MARKER,
        standfirst=MARKER,
        slug=MARKER.lower(),
        topics=[topic],
        lead_picture=lead,
        body=f'<p>{MARKER} body.</p><figure data-picture="{placed.pk}"></figure>'
        f'<figure data-picture="{shared.pk}"></figure>',
    )
    read_placements(article=article)
    publish(article=article, by=None, at=timezone.now() - HOUR)
    linking = make_live_article(
        "Links to it",
        body=f'<p>See.</p><div data-embed="related" data-id="{article.pk}"></div>',
        topics=[topic],
        lead_picture=shared,
    )
    translated = make_live_article("Yr un stori", language="cy")
    pair_translations(article=article, other=translated)
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    ReadHour.objects.create(article=article, hour=hour, readers=500)
    rank_readers()
    Correction.objects.create(article=article, wording=f"{MARKER} was wrong.")
    draft = f"/draft/{share_draft(article=article, by=editor)[1]}/"
    stories = {"article": article, "linking": linking, "translated": translated}
    return stories | {"lead": lead, "placed": placed, "shared": shared, "draft": draft}


def every_address(world):
    now = timezone.localtime()
    article = world["article"]
    return [
        "/",
        "/news/",
        "/topics/flooding/",
        "/authors/nell-thackaberry/",
        article.get_absolute_url(),
        f"{article.get_absolute_url()}embed/",
        f"{article.get_absolute_url()}republish/",
        f"/oembed/?url={settings.SITE_URL}{article.get_absolute_url()}",
        *("/feed/", "/feed/atom/", "/feed/json/", "/topics/flooding/feed/", "/authors/nell-thackaberry/feed/json/"),
        f"/news/other-words-{article.pk}/",
        world["linking"].get_absolute_url(),
        world["translated"].get_absolute_url(),
        f"/text{world['translated'].get_absolute_url()}",
        world["draft"],
        "/news/feed/",
        "/sitemap.xml",
        "/sitemap/sections.xml",
        f"/sitemap/{now:%Y-%m}.xml",
        f"/sitemap/pictures-{now:%Y-%m}.xml",
        "/sitemap/topics.xml",
        "/news-sitemap.xml",
        "/corrections/",
        "/archive/on-this-day/",
        f"/archive/{now:%Y/%-m}/",
        "/search/?q=story",
        f"/mistake/{article.pk}/",
        f"/search/suggest/?q={MARKER[:4]}",
        "/polls/",
        "/support/",
        "/robots.txt",
        "/no-such-page/",
        "/text/",
        "/text/news/",
        f"/text{article.get_absolute_url()}",
        f"/text{world['linking'].get_absolute_url()}",
    ]


def where_the_marker_is(world):
    visitor = Client()
    site_version.forget()
    return [path for path in every_address(world) if MARKER.lower() in body_of(visitor.get(path, follow=True)).lower()]


def files_on_disk(world):
    return [world[name].file.url for name in ("lead", "placed")] + [world["lead"].file.webp_640]


def test_nothing_of_it_is_left_anywhere(world, editor):
    assert len(where_the_marker_is(world)) > 8

    take_down(article=world["article"], by=editor, reason="A court order.")

    assert where_the_marker_is(world) == []


def test_its_address_says_that_it_is_gone_with_the_notice(world, editor, client):
    take_down(article=world["article"], by=editor, reason="A court order.", notice="Removed by order of the court.")

    response = client.get(world["article"].get_absolute_url())

    assert response.status_code == 410
    assert "Removed by order of the court." in response.text
    assert "A court order." not in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_it_holds_with_the_database_stopped(world, editor, django_db_blocker):
    article = world["article"]
    story = article.get_absolute_url()
    card = article.live_edition().share_card.address
    addresses = [
        story,
        card,
        *(f"{story}{page}/" for page in ("embed", "republish")),
        f"/x/y-{article.pk}/",
        f"/text/x/y-{article.pk}/",
        *files_on_disk(world),
    ]
    take_down(article=article, by=editor, reason="A court order.")
    visitor = Client()

    with django_db_blocker.block():
        answers = [visitor.get(path) for path in addresses]

    assert [answer.status_code for answer in answers] == [410] * len(addresses)
    assert not any(MARKER.lower() in body_of(answer).lower() for answer in answers)


def test_it_holds_from_the_first_moment_though_the_database_fails_right_after(world, editor, client, monkeypatch):
    def fails(**_):
        raise IntegrityError

    monkeypatch.setattr("articles.publishing.takedowns._record", fails)

    with pytest.raises(IntegrityError):
        take_down(article=world["article"], by=editor, reason="A court order.")

    story = world["article"].get_absolute_url()
    asked = [story, f"{story}embed/", f"/oembed/?url={settings.SITE_URL}{story}"]
    assert [client.get(path).status_code for path in asked] == [410, 410, 404]


def test_a_picture_that_stands_elsewhere_stays(world, editor, client):
    take_down(article=world["article"], by=editor, reason="A court order.")

    assert client.get(world["shared"].file.url).status_code == 200
    assert [client.get(path).status_code for path in files_on_disk(world)] == [410, 410, 410]


@pytest.mark.parametrize("twist", ["/./", "//", "/x/../"])
def test_no_spelling_of_its_name_brings_a_picture_back(world, editor, client, twist):
    take_down(article=world["article"], by=editor, reason="A court order.")
    folder, name = world["lead"].file.url.rsplit("/", 1)

    assert client.get(f"{folder}{twist}{name}").status_code == 410


def test_a_film_or_poll_of_the_same_number_stays(world, editor, client, make_poll):
    poll = make_poll()
    tombstones.mark_taken_down(story=poll.pk, notice="", files=[])

    assert client.get(poll.get_absolute_url()).status_code == 200


def test_a_story_that_was_taken_down_cannot_go_out_again(world, editor):
    take_down(article=world["article"], by=editor, reason="A court order.")

    with pytest.raises(CannotPublish, match="taken down"):
        publish(article=world["article"], by=editor)
    with pytest.raises(CannotPublish, match="taken down"):
        schedule(article=world["article"], by=editor, at=timezone.now() + HOUR)


def test_a_schedule_goes_with_it(make_article, editor):
    article = make_article()
    schedule(article=article, by=None, at=timezone.now() + HOUR)

    take_down(article=article, by=editor, reason="An injunction.")

    assert not Edition.objects.exists()


def test_lifting_lets_it_be_published_again(world, editor, client, django_capture_on_commit_callbacks):
    article = world["article"]
    take_down(article=article, by=editor, reason="A court order.")

    with django_capture_on_commit_callbacks(execute=True):
        lift_takedown(article=article, by=editor, reason="The order was lifted.")

    assert client.get(article.get_absolute_url()).status_code == 410
    publish(article=article, by=editor)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get(world["lead"].file.url).status_code == 200


def test_lifting_keeps_what_another_take_down_covers(
    world, editor, make_live_article, django_capture_on_commit_callbacks
):
    other = make_live_article()
    take_down(article=world["article"], by=editor, reason="A court order.")
    Takedown.objects.create(article=other, reason="Too", files=files_of(pictures_only_of(world["article"])))

    with django_capture_on_commit_callbacks(execute=True):
        lift_takedown(article=world["article"], by=editor, reason="Lifted.")

    assert tombstones.is_file_taken_down(world["lead"].file.name)


def test_it_is_taken_down_once_and_lifted_once(world, editor):
    take_down(article=world["article"], by=editor, reason="A court order.")

    with pytest.raises(NotTakenDown):
        take_down(article=world["article"], by=editor, reason="Again.")
    lift_takedown(article=world["article"], by=editor, reason="Lifted.")
    with pytest.raises(NotTakenDown):
        lift_takedown(article=world["article"], by=editor, reason="Again.")


def test_the_database_wants_a_reason_and_one_standing_take_down(world):
    article = world["article"]
    Takedown.objects.create(article=article, reason="First")

    for fields in ({"reason": ""}, {"reason": "Second"}, {"reason": "x", "lifted_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Takedown.objects.create(article=article, **fields)


def test_a_stone_whose_words_are_lost_still_stands(db, client):
    tombstones.mark_taken_down(story=12, notice="x", files=[])
    next(iter(tombstones._folder().glob("12.json"))).write_text("{")

    assert client.get("/news/anything-12/").status_code == 410


PAGE = "/admin/articles/article/{}/take-down/"


@pytest.mark.parametrize("role", ["editor", "legal"])
def test_the_desk_takes_down_in_two_clicks_and_lifts_with_a_reason(client, request, role, make_live_article):
    client.force_login(request.getfixturevalue(role))
    article = make_live_article("Sea wall holds")
    page = PAGE.format(article.pk)
    assert page in client.get(f"/admin/articles/article/{article.pk}/change/").text

    refused = client.post(page, {"reason": " "})
    assert "Say why." in refused.text
    assert not Takedown.objects.exists()

    done = client.post(page, {"reason": "A court order.", "notice": ""}, follow=True)
    assert "Lift the take-down" in done.text
    assert Client().get(article.get_absolute_url()).status_code == 410

    client.post(f"{page}lift/", {"reason": "Order lifted."})
    assert Takedown.objects.get().lift_reason == "Order lifted."
    assert re.findall(r"T", " ".join(entry.get_change_message() for entry in LogEntry.objects.all())) == ["T", "T"]


@pytest.mark.parametrize("role", ["reporter", "picture_desk", "supporter_desk"])
def test_nobody_else_takes_down_or_lifts(client, request, role, make_live_article):
    client.force_login(request.getfixturevalue(role))
    page = PAGE.format(make_live_article().pk)

    answers = [client.get(page), client.post(page, {"reason": "x"}), client.post(f"{page}lift/", {"reason": "x"})]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert not Takedown.objects.exists()
    assert Article.objects.get().withdrawn_at is None
