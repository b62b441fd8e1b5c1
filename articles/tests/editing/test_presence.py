# ruff: noqa: F811 - the fixtures of the form are used here too
"""Who has a story open, since when, and how a colleague takes it over without losing a word of theirs."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from reversion.models import Revision, Version

from articles.editing.snapshots import snapshot_of_revision
from articles.models import Article, Author, Autosave, Byline, Presence, Topic
from articles.tests.admin.test_article_form import as_sent, filled  # noqa: F401

NOW = dt.datetime(2026, 3, 3, 14, 30, tzinfo=dt.UTC)


@pytest.fixture
def make_presence(make_article, reporter):
    def make(*, opened=10, silent=0, **fields):
        """Opened that many minutes ago, and silent for that many seconds."""
        fields.setdefault("article", make_article())
        times = {"opened_at": NOW - dt.timedelta(minutes=opened), "renewed_at": NOW - dt.timedelta(seconds=silent)}
        return Presence.objects.create(user=reporter, key="form-1", **times | fields)

    return make


@pytest.mark.parametrize(("silent", "is_open"), [(0, True), (149, True), (150, False), (151, False)])
def test_a_form_that_falls_silent_is_open_no_more(make_presence, silent, is_open):
    make_presence(silent=silent)

    assert Presence.objects.open_now(at=NOW).exists() is is_open


def test_a_form_that_was_taken_over_is_open_no_more(make_presence, editor):
    make_presence(taken_by=editor, taken_at=NOW)

    assert not Presence.objects.open_now(at=NOW).exists()


def test_open_for_over_an_hour_is_long(make_presence):
    make_presence(opened=60)
    longer = make_presence(opened=61)
    make_presence(opened=200, silent=500)

    assert list(Presence.objects.open_long(at=NOW)) == [longer]


def test_the_database_holds_one_row_for_each_person_and_story(make_presence):
    here = make_presence()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_presence(article=here.article)


# At the desk


def at(article, act):
    return f"/admin/articles/article/{article.pk}/{act}/"


@pytest.fixture
def story(make_article, reporter):
    return make_article("Sea wall holds", created_by=reporter)


@pytest.fixture
def open_form(story):
    """A person's own client, whose form of the story has just been opened."""

    def make(user, key="form-1", **sent):
        client = Client()
        client.force_login(user)
        client.answer = client.post(at(story, "present"), {"autosave_key": key, "fresh": 1} | sent)
        client.told = client.answer.text
        return client

    return make


def opened(minutes, user):
    Presence.objects.filter(user=user).update(opened_at=timezone.now() - dt.timedelta(minutes=minutes))


def test_the_second_person_sees_at_once_who_has_it_open_and_since_when(open_form, story, reporter, editor, client):
    open_form(reporter)
    opened(30, reporter)
    since = Presence.objects.get().since

    client.force_login(editor)
    form, listed = client.get(at(story, "change")).text, client.get("/admin/articles/article/").text

    assert f"reporter has this open since {since}" in form
    assert form.index('name="_continue"') < form.index('name="_take_over"')  # Enter presses the first
    assert f"reporter has it open since {since}" in listed


def test_the_first_person_hears_of_the_second_and_nobody_of_themselves(open_form, story, reporter, editor):
    first = open_form(reporter)
    second = open_form(editor)

    told = first.post(at(story, "present"), {"autosave_key": "form-1"}).text

    assert "has this open" not in first.told
    assert "editor has this open" in told
    assert "reporter has this open" in second.told


def test_goes_on_while_the_form_speaks_and_begins_anew_after_a_silence(open_form, story, reporter):
    open_form(reporter)
    opened(70, reporter)
    open_form(reporter, key="form-2")
    kept = Presence.objects.get()
    Presence.objects.update(renewed_at=timezone.now() - dt.timedelta(minutes=10))
    open_form(reporter, key="form-3")

    assert Presence.objects.open_long(at=kept.renewed_at).exists() is False  # it was opened anew since
    assert kept.opened_at < Presence.objects.get().opened_at


def test_is_released_when_the_form_is_left_and_only_by_the_form_that_spoke_last(open_form, story, reporter):
    client = open_form(reporter)
    open_form(reporter, key="form-2")

    client.post(at(story, "present"), {"autosave_key": "form-1", "leave": 1})
    still = Presence.objects.open_now().exists()
    client.post(at(story, "present"), {"autosave_key": "form-2", "leave": 1})

    assert still
    assert not Presence.objects.open_now().exists()


def test_a_save_releases_and_coming_back_at_once_keeps_the_time(open_form, story, reporter, filled):
    client = open_form(reporter)
    opened(30, reporter)
    before = Presence.objects.get().opened_at

    client.post(at(story, "change"), as_sent(story, filled, version=1, kicker="Storm", autosave_key="form-1"))
    released = not Presence.objects.open_now().exists()
    open_form(reporter, key="form-2")

    assert released
    assert Presence.objects.open_now().get().opened_at == before


def test_typing_renews_it_and_tells_of_others(open_form, story, reporter, editor, filled):
    client = open_form(reporter)
    open_form(editor, key="form-9")
    Presence.objects.filter(user=reporter).update(renewed_at=timezone.now() - dt.timedelta(seconds=100))

    answer = client.post(at(story, "autosave"), as_sent(story, filled, version=1, autosave_key="form-1"))

    assert "editor has this open" in answer.json()["presence"]
    assert Presence.objects.open_now(timezone.now() + dt.timedelta(seconds=60)).filter(user=reporter).exists()


def test_old_rows_are_cleared_away(open_form, make_presence, reporter, editor):
    make_presence()  # of a day long ago
    open_form(editor)

    assert [row.user for row in Presence.objects.all()] == [editor]


# Taking over


@pytest.fixture
def words_of_another(open_form, story, reporter, filled, make_topic, make_author):
    """What the reporter typed and did not save: another headline, another topic, another name in the byline."""
    client = open_form(reporter)
    sent = as_sent(story, filled, version=1, headline="Sea wall breaks", topics=[make_topic("Tides").pk])
    lines = {"bylines-0-author": make_author("Ivo Marsh").pk, "autosave_key": "form-1"}
    client.post(at(story, "autosave"), sent | lines)
    return client


def taken_over(client, story, person, **sent):
    return client.post(at(story, "take-over"), {"_take_over": person.pk} | sent)


def test_the_words_of_the_first_are_kept_under_their_name_and_nothing_else_changes(
    words_of_another, open_form, story, reporter, editor
):
    response = taken_over(open_form(editor, key="form-2"), story, reporter)

    revision = Revision.objects.get()
    said = snapshot_of_revision(revision, story)
    assert response.url == at(story, "change")
    assert (revision.user, "editor" in revision.comment) == (reporter, True)
    assert (said["headline"], said["topics"]) == ("Sea wall breaks", [Topic.objects.get(name="Tides").pk])
    assert said["bylines"] == [(Author.objects.get(name="Ivo Marsh").pk, "words")]
    stored = Article.objects.get()
    assert (stored.headline, stored.version, stored.topics.count()) == ("Sea wall holds", 1, 0)
    assert [line.author.name for line in stored.bylines.all()] == ["Nell Thackaberry"]
    assert not stored.editions.exists()
    assert Autosave.objects.filter(user=reporter).exists()


def test_the_first_is_told_until_they_open_the_story_anew(words_of_another, open_form, story, reporter, editor):
    taken_over(open_form(editor, key="form-2"), story, reporter)

    told = words_of_another.post(at(story, "present"), {"autosave_key": "form-1"}).text
    again = open_form(reporter, key="form-3").told

    assert "editor took this story over at" in told
    assert "took this story over" not in again
    assert "editor has this open" in again


def test_the_words_can_be_read_and_restored_from_the_history(words_of_another, open_form, story, reporter, editor):
    desk = open_form(editor, key="form-2")
    taken_over(desk, story, reporter)
    save = Version.objects.get_for_object(story).get()

    history = desk.get(at(story, "history")).text
    restored = desk.get(f"{at(story, 'history')}{save.pk}/").text

    assert "Unsaved words, kept when editor took the story over." in history
    assert f"history/{save.pk}/" in history
    assert ">\nSea wall breaks</textarea>" in restored
    assert "Ivo Marsh" in restored
    assert Article.objects.get().headline == "Sea wall holds"


def test_what_is_restored_is_saved_as_the_next_version(words_of_another, open_form, story, reporter, editor, filled):
    desk = open_form(editor, key="form-2")
    taken_over(desk, story, reporter)
    save, line = (Version.objects.get_for_model(model).get() for model in (Article, Byline))
    lines = {"bylines-0-id": line.object_id, "bylines-0-author": line.field_dict["author_id"]}

    sent = as_sent(story, filled, version=1, headline="Sea wall breaks")
    response = desk.post(f"{at(story, 'history')}{save.pk}/", sent | lines)

    stored = Article.objects.get()
    assert response.status_code == 302
    assert (stored.headline, stored.version, stored.changed_by) == ("Sea wall breaks", 2, editor)
    assert [byline.author.name for byline in stored.bylines.all()] == ["Ivo Marsh"]
    assert not stored.editions.exists()


def test_a_wording_that_no_story_can_hold_is_kept_as_far_as_it_goes(open_form, story, reporter, editor, filled):
    typed = {"headline": "x" * 200, "section": "", "bylines-0-author": "nobody", "autosave_key": "form-1"}
    open_form(reporter).post(at(story, "autosave"), as_sent(story, filled, version=1, **typed))

    taken_over(open_form(editor, key="form-2"), story, reporter)

    said = snapshot_of_revision(Revision.objects.get(), story)
    assert (said["headline"], said["section"], said["bylines"]) == ("x" * 160, None, [])


def test_without_unsaved_words_there_is_no_revision(open_form, story, reporter, editor):
    open_form(reporter)

    told = taken_over(open_form(editor, key="form-2"), story, reporter, _in_place=1).text

    assert "reporter had no unsaved words" in told
    assert not Revision.objects.exists()
    assert [row.user for row in Presence.objects.open_now()] == [editor]


def test_nobody_takes_over_from_themselves_or_from_who_has_gone(open_form, story, reporter, editor):
    desk = open_form(editor)

    told = [taken_over(desk, story, person, _in_place=1).text for person in (editor, reporter)]

    assert all("Nobody else has this story open now" in each for each in told)
    assert Presence.objects.open_now().get().user == editor


def test_only_who_may_change_the_story_says_so_or_takes_over(open_form, story, reporter, picture_desk):
    open_form(reporter)

    client = open_form(picture_desk)
    refused = taken_over(client, story, reporter)
    form = client.get(at(story, "change")).text

    assert (client.answer.status_code, refused.status_code) == (403, 403)
    assert "reporter has this open" in form
    assert "Take over" not in form
    assert Presence.objects.get().user == reporter


def test_a_form_and_a_list_with_people_in_it_need_few_queries(
    open_form, story, reporter, editor, sub_editor, django_assert_max_num_queries
):
    open_form(reporter), open_form(sub_editor)
    desk = open_form(editor)

    with django_assert_max_num_queries(27):
        desk.get(at(story, "change"))
    with django_assert_max_num_queries(12):
        desk.get("/admin/articles/article/")
    with django_assert_max_num_queries(12):
        desk.post(at(story, "present"), {"autosave_key": "form-1"})
