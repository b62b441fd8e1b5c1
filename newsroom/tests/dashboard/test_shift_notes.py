# ruff: noqa: F811 - the fixtures of the form are used here too
"""What one shift leaves to the next, and what became of a story since somebody left it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from reversion.models import Version

from articles.tests.admin.test_article_form import as_sent, filled  # noqa: F401
from newsroom.dashboard.models import FOR, ShiftNote

NOTE = "/admin/shift-note/"


def test_a_note_stands_on_the_first_page_with_who_left_it_and_when(client, reporter, editor):
    reporter.first_name, reporter.last_name = "Nell", "Thackaberry"
    reporter.save()
    client.force_login(reporter)

    response = client.post(NOTE, {"words": "The coroner rings at <six>."})

    note = ShiftNote.objects.get()
    assert (response.url, note.by) == ("/admin/", reporter)
    client.force_login(editor)
    page = client.get("/admin/").text
    assert "The coroner rings at &lt;six&gt;." in page
    assert "Nell Thackaberry" in page


def test_the_last_few_notes_of_the_week_are_shown_newest_first(editor):
    now = timezone.now()
    for hours in (1, 3, 4, FOR // dt.timedelta(hours=1)):
        ShiftNote.objects.create(words=f"{hours} ago", by=editor, at=now - dt.timedelta(hours=hours))

    assert [note.words for note in ShiftNote.objects.last_few(now)] == ["1 ago", "3 ago", "4 ago"]


@pytest.mark.parametrize("words", ["", "  ", "x" * 1001])
def test_a_note_that_cannot_be_left_stays_in_its_field(client, reporter, words):
    client.force_login(reporter)

    response = client.post(NOTE, {"words": words})

    assert 'class="errorlist"' in response.text
    assert words.strip() in response.text
    assert not ShiftNote.objects.exists()


def test_who_does_not_work_on_stories_leaves_no_note_and_reads_none(client, finance, stranger, editor):
    ShiftNote.objects.create(words="The coroner rings.", by=editor)
    for person in (finance, stranger):
        client.force_login(person)
        assert client.post(NOTE, {"words": "Mine."}).status_code in {302, 403}
        assert "The coroner rings." not in client.get("/admin/", follow=True).text

    assert ShiftNote.objects.count() == 1


def test_the_database_refuses_an_empty_note_and_keeps_each_as_it_was_written(editor):
    ShiftNote.objects.create(words="The coroner rings.", by=editor)
    for spoil in (
        lambda: ShiftNote.objects.create(words="", by=editor),
        lambda: ShiftNote.objects.update(words="Nobody rings."),
        lambda: ShiftNote.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()
    editor.delete()

    assert (ShiftNote.objects.get().words, ShiftNote.objects.get().by) == ("The coroner rings.", None)


# Since I left


@pytest.fixture
def saves(client, filled, make_article):
    article = make_article("Gate", body="<p>It opens at six.</p>")

    def save(person, words):
        client.force_login(person)
        sent = as_sent(article, filled, version=article.version, body=f"<p>{words}</p>")
        client.post(f"/admin/articles/article/{article.pk}/change/", sent)
        article.refresh_from_db()

    save.article = article
    return save


def test_what_changed_since_i_left_is_all_that_others_saved_after_my_last_save(client, saves, sub_editor, editor):
    saves(sub_editor, "It opens at seven.")
    saves(editor, "It opens at eight.")
    saves(editor, "It opens at nine.")
    client.force_login(sub_editor)

    form = client.get(f"/admin/articles/article/{saves.article.pk}/change/").text
    page = client.get(f"/admin/articles/article/{saves.article.pk}/since/", follow=True)

    own, _between, newest = Version.objects.get_for_object(saves.article).order_by("pk")
    assert "What changed since you left" in form
    assert page.redirect_chain[0][0].endswith(f"?old={own.pk}&new={newest.pk}")
    assert "<del>seven.</del><ins>nine.</ins>" in page.text


@pytest.mark.parametrize(
    ("reads", "told"), [("editor", "Nothing was changed"), ("reporter", "You have not saved this story")]
)
def test_who_saved_last_or_never_is_told_so(client, request, saves, editor, reads, told):
    saves(editor, "It opens at eight.")
    client.force_login(request.getfixturevalue(reads))

    page = client.get(f"/admin/articles/article/{saves.article.pk}/since/", follow=True).text

    assert told in page
    assert "It opens at eight" not in page.split("<form")[0]


def test_the_first_page_says_who_changed_what_one_was_given(client, saves, sub_editor, editor):
    saves.article.assigned_to = sub_editor
    saves.article.save()
    saves(editor, "It opens at eight.")
    client.force_login(sub_editor)

    assert "changed by editor" in client.get("/admin/").text
