"""The bin: a story leaves every list of the desk, comes back whole, and is destroyed only if no reader ever had it."""

import datetime as dt

import pytest
import reversion
from django.db.models import CASCADE, ProtectedError
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles.editing.bin import CannotBin, bring_back, destroy, put_in_bin
from articles.models import Article, Edition, StageMove
from articles.publishing.draft_links import share_draft
from articles.publishing.publish import CannotPublish, publish, schedule, withdraw
from articles.workflow.stages import CannotMove, move

DESK = "/admin/articles/article"


@pytest.fixture
def binned(make_article, editor):
    def make(*args, **fields):
        article = make_article(*args, **fields)
        put_in_bin(article=article, by=editor)
        return Article.objects.get(pk=article.pk)

    return make


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_delete_moves_a_story_to_the_bin(desk, make_article, editor):
    article = make_article("Binned by mistake")

    asked = desk.get(f"{DESK}/{article.pk}/delete/")
    desk.post(f"{DESK}/{article.pk}/delete/", {"post": "yes"})

    article.refresh_from_db()
    assert "comes back from the bin" in asked.text
    assert article.binned_by == editor


def test_comes_back_whole(desk, make_article, make_topic, editor):
    article = make_article("Whole", topics=[make_topic()], stage="review", assigned_to=editor)
    before = Article.objects.values().get()
    desk.post(f"{DESK}/{article.pk}/delete/")

    desk.post(f"{DESK}/bin/{article.pk}/bring-back/")

    assert Article.objects.values().get() == before
    assert (article.bylines.count(), article.topics.count()) == (1, 1)
    assert "Whole" in desk.get(f"{DESK}/").text


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        f"{DESK}/",
        f"{DESK}/?q=Quill",
        f"{DESK}/?_popup=1",
        "/admin/autocomplete/?app_label=articles&model_name=correction&field_name=article&term=Quill",
        f"{DESK}/placed/?linked={{pk}}",
    ],
)
def test_is_in_no_list_of_the_desk(desk, make_article, editor, address):
    article = make_article("Quillfeather", created_by=editor)
    shown_before = desk.get(address.format(pk=article.pk)).content.decode()
    put_in_bin(article=article, by=editor)

    shown = desk.get(address.format(pk=article.pk)).content.decode()

    assert "Quillfeather" in shown_before
    assert "Quillfeather<" not in shown
    assert '"Quillfeather"' not in shown


def test_a_story_that_is_live_or_scheduled_stays(make_live_article, make_article, editor):
    scheduled = make_article()
    schedule(article=scheduled, by=editor, at=timezone.now() + dt.timedelta(days=1))

    for article in (make_live_article(), scheduled):
        with pytest.raises(CannotBin, match="live or scheduled"):
            put_in_bin(article=article, by=editor)


def test_a_story_that_readers_once_had_is_never_destroyed(desk, make_live_article, editor):
    article = make_live_article()
    withdraw(article=article, by=editor)
    put_in_bin(article=article, by=editor)

    response = desk.post(f"{DESK}/bin/{article.pk}/destroy/", follow=True)

    assert "stays in the bin" in response.text
    assert Article.objects.filter(pk=article.pk).exists()
    with pytest.raises(ProtectedError):
        article.delete()


def test_an_editor_destroys_what_no_reader_ever_had(desk, binned, editor):
    article = binned()
    StageMove.objects.create(article=article, from_stage="draft", to_stage="review", by=editor)

    desk.post(f"{DESK}/bin/{article.pk}/destroy/")

    assert not Article.objects.exists()


def test_nothing_is_destroyed_that_is_not_in_the_bin(make_article):
    with pytest.raises(CannotBin):
        destroy(article=make_article())
    with pytest.raises(CannotBin):
        bring_back(article=make_article())


def test_what_another_story_links_to_stays(binned, make_article):
    target = binned()
    make_article().placements.create(linked=target)

    with pytest.raises(CannotBin, match="holds on"):
        destroy(article=target)


def test_nothing_else_can_be_done_with_a_binned_story(desk, binned, editor):
    article = binned()

    shown = desk.get(f"{DESK}/{article.pk}/change/")

    assert shown.status_code == 302
    with pytest.raises(CannotPublish, match="in the bin"):
        publish(article=article, by=editor)
    with pytest.raises(CannotMove):
        move(article=article, to="review", by=editor)
    assert desk.post(f"{DESK}/{article.pk}/publish/").status_code == 404
    assert not Edition.objects.exists()


def test_old_versions_are_no_second_door(desk, make_article, editor):
    article = make_article()
    with reversion.create_revision():
        article.save()
    version = reversion.models.Version.objects.get_for_object(article).get()
    put_in_bin(article=article, by=editor)

    for method in (desk.get, desk.post):
        assert method(f"{DESK}/recover/{version.pk}/").status_code in {302, 404}
        assert method(f"{DESK}/{article.pk}/history/{version.pk}/").status_code in {302, 404}
        assert method(f"{DESK}/{article.pk}/history/").status_code in {302, 404}
    with pytest.raises(NoReverseMatch):
        reverse("admin:articles_article_recoverlist")
    assert Article.objects.get().binned_at


def test_a_link_to_a_draft_shows_nothing_once_the_story_is_binned(client, make_article, editor):
    article = make_article()
    _link, token = share_draft(article=article, by=editor, note="")
    put_in_bin(article=article, by=editor)

    assert client.get(f"/draft/{token}/").status_code == 404


@pytest.mark.parametrize("role", ["reporter", "sub_editor", "section_editor", "picture_desk", "legal", "finance"])
def test_only_who_may_delete_opens_the_bin(client, request, binned, role, make_section):
    article = binned()
    client.force_login(request.getfixturevalue(role))
    opens = role == "section_editor"

    statuses = [
        client.get(f"{DESK}/bin/").status_code,
        client.post(f"{DESK}/bin/{article.pk}/bring-back/").status_code,
        client.post(f"{DESK}/bin/{article.pk}/destroy/").status_code,
    ]

    assert statuses == [200 if opens else 403, 403, 403]


HELD = {
    "section": lambda article: article.section,
    "picture": lambda article: article.lead_picture,
    "author": lambda article: article.bylines.get().author,
    "video": lambda article: article.placements.get(video__isnull=False).video,
    "poll": lambda article: article.placements.get(poll__isnull=False).poll,
}


@pytest.fixture
def told_in_full(make_article, make_picture, make_topic, make_poll, make_video, reporter):
    def make():
        article = make_article(
            lead_picture=make_picture(),
            topics=[make_topic()],
            created_by=reporter,
            assigned_to=reporter,
            changed_by=reporter,
        )
        article.placements.create(poll=make_poll())
        article.placements.create(video=make_video())
        publish(article=article, by=reporter)
        return article

    return make


@pytest.mark.parametrize("kind", HELD)
def test_what_a_story_needs_cannot_be_deleted(told_in_full, kind):
    article = told_in_full()

    with pytest.raises(ProtectedError):
        HELD[kind](article).delete()

    assert Article.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("kind", ["person", "topic"])
def test_a_person_or_topic_goes_and_the_story_stays(told_in_full, reporter, kind):
    article = told_in_full()

    (reporter if kind == "person" else article.topics.get()).delete()

    article.refresh_from_db()
    assert (article.created_by, article.assigned_to) == ((None, None) if kind == "person" else (reporter, reporter))
    assert article.live_edition()


@pytest.mark.parametrize("model", [Article, Edition])
def test_no_delete_of_another_row_can_take_a_story_with_it(model):
    keys = [field for field in model._meta.get_fields() if field.concrete and field.many_to_one]

    assert keys
    assert [field.name for field in keys if field.remote_field.on_delete is CASCADE] == []
