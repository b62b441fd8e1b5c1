"""Comments on passages: begun, answered, ended and reopened; moved with their words; seen by nobody outside."""

import json

import pytest
from django.db import IntegrityError, transaction

from articles.comments.places import places_now
from articles.comments.threads import begin_thread, mark_done, named_in, passage_of
from articles.editing.bin import destroy, put_in_bin
from articles.models import CommentMention, CommentReply, CommentThread, DeskLetter, Edition
from articles.publishing.publish import publish
from articles.tests.admin.test_article_form import as_sent, filled  # noqa: F401

BODY = "<p>The gate opens on Friday, and the council pays.</p><p>Nobody had asked the harbour master.</p>"


@pytest.fixture
def draft(make_article):
    return make_article("Gate", body=BODY)


@pytest.fixture
def thread(draft, reporter):
    place = passage_of(draft, "the council pays")
    return begin_thread(article=draft, by=reporter, place=place, words="Who says so?")


def address_of(article):
    return f"/admin/articles/article/{article.pk}/comments/"


def exact(article):
    return [place.exact for place in places_now(article).values()]


# At the desk


def test_a_comment_is_begun_on_copied_words_without_a_script(client, reporter, draft):
    client.force_login(reporter)

    response = client.post(address_of(draft), {"_begin": "", "quote": "the  council\npays", "words": "Who says so?"})

    thread = CommentThread.objects.get()
    assert response.url == f"{address_of(draft)}#comment-{thread.pk}"
    assert (thread.quote, thread.replies.get().words, thread.replies.get().by) == (
        "the council pays",
        "Who says so?",
        reporter,
    )
    assert "Who says so?" in client.get(address_of(draft)).text


def test_a_comment_is_begun_on_what_the_editor_marked(client, reporter, draft):
    client.force_login(reporter)
    place = json.dumps([30, "the council pays", "The gate opens on Friday, and ", "."])

    client.post(address_of(draft), {"_begin": "", "place": place, "words": "Who says so?"})

    assert exact(draft) == ["the council pays"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"quote": "the mayor pays", "words": "Who?"}, "do not stand in the story"),
        ({"quote": "", "words": "Who?"}, "do not stand in the story"),
        ({"quote": "the", "words": "Who?"}, "more than once"),
        ({"quote": "the council pays", "words": " "}, "This field is required"),
        ({"place": '{"a": 1}', "quote": "council", "words": "x" * 2001}, "at most 2000"),
    ],
)
def test_what_cannot_be_a_comment_is_refused_and_kept_in_the_form(client, reporter, draft, sent, told):
    client.force_login(reporter)

    response = client.post(address_of(draft), {"_begin": "", **sent})

    assert told in response.text
    assert sent["words"] in response.text
    assert not CommentThread.objects.exists()


def test_an_answer_without_words_is_refused(client, editor, thread):
    client.force_login(editor)

    assert "This field is required" in client.post(address_of(thread.article), {"_answer": thread.pk}).text
    assert thread.replies.count() == 1


def test_a_thread_is_done_and_opened_again_and_an_answer_opens_it_too(client, editor, thread):
    client.force_login(editor)
    address = address_of(thread.article)

    client.post(address, {"_done": thread.pk})
    done = CommentThread.objects.get()
    client.post(address, {"_reopen": thread.pk})
    reopened = CommentThread.objects.get()
    client.post(address, {"_done": thread.pk})
    client.post(address, {"_answer": thread.pk, "words": "Not yet."})

    assert (done.done_by, done.done_at is None) == (editor, False)
    assert (reopened.done_by, reopened.done_at) == (None, None)
    assert CommentThread.objects.open().get().replies.count() == 2


@pytest.mark.parametrize("number", ["abc", "999999", "9" * 30, ""])
def test_a_thread_that_is_not_there_or_of_another_story_is_not_found(client, editor, thread, make_article, number):
    client.force_login(editor)

    assert client.post(address_of(thread.article), {"_done": number}).status_code == 404
    assert client.post(address_of(make_article()), {"_done": thread.pk}).status_code == 404
    assert CommentThread.objects.open().exists()


def test_who_may_not_read_stories_reads_no_comment_and_writes_none(client, finance, stranger, thread):
    for person in (finance, stranger):
        client.force_login(person)
        for response in (
            client.get(address_of(thread.article)),
            client.post(address_of(thread.article), {"_done": thread.pk}),
        ):
            assert response.status_code in {302, 403}
            assert "Who says so?" not in response.text
    assert CommentThread.objects.open().exists()


def test_who_may_not_change_a_story_may_comment_on_it(client, legal, draft):
    client.force_login(legal)

    client.post(address_of(draft), {"_begin": "", "quote": "the council pays", "words": "Is that proved?"})

    assert CommentThread.objects.get().replies.get().by == legal


# Who is asked


def test_who_is_named_is_told_once_and_waited_for_until_they_answer(client, reporter, editor, legal, draft):
    editor.first_name, editor.last_name, editor.email = "Ana", "Lee", "ana@courier.example"
    editor.save()
    client.force_login(reporter)

    client.post(
        address_of(draft),
        {"_begin": "", "quote": "the council pays", "words": "Is it true, @ana lee?", "asks": editor.pk},
    )

    letter = DeskLetter.objects.get()
    assert letter.to == "ana@courier.example"
    assert "Is it true, @ana lee?" in letter.body
    assert f"{address_of(draft)}#comment-{CommentThread.objects.get().pk}" in letter.body
    assert list(CommentMention.objects.waiting_for(editor)) == [CommentMention.objects.get()]
    assert not CommentMention.objects.waiting_for(legal).exists()
    client.force_login(editor)
    assert "Is it true" in client.get("/admin/").text
    client.post(address_of(draft), {"_answer": CommentThread.objects.get().pk, "words": "It is."})
    assert not CommentMention.objects.waiting_for(editor).exists()
    assert "Is it true" not in client.get("/admin/").text


def test_nobody_is_waited_for_where_it_is_done(client, reporter, editor, draft):
    place = passage_of(draft, "the council pays")
    thread = begin_thread(article=draft, by=reporter, place=place, words="@editor?")
    assert CommentMention.objects.waiting_for(editor).exists()

    mark_done(thread=thread, by=reporter)

    assert not CommentMention.objects.waiting_for(editor).exists()


def test_a_name_is_whole_and_stands_behind_its_sign(editor, reporter):
    people = [editor, reporter]

    assert named_in("Ask @editor, and @reporter.", people) == [editor, reporter]
    assert named_in("The editor, @editors and @editor-in-chief", people) == []


def test_a_login_that_cannot_read_stories_is_not_asked(reporter, finance, draft):
    begin_thread(
        article=draft, by=reporter, place=passage_of(draft, "the council pays"), words="@finance", asks=finance
    )

    assert not CommentMention.objects.exists()


# Nobody outside


def test_an_edition_has_nothing_of_the_comments(client, editor, thread):
    edition = publish(article=thread.article, by=editor)

    assert edition.body == BODY
    assert "Who says so?" not in client.get(edition.get_absolute_url()).text


@pytest.mark.parametrize("mark", ['<mark data-comment="1">pays</mark>', "<ins>pays</ins>", "<DEL>pays</DEL>"])
def test_the_database_refuses_a_mark_of_the_desk_in_an_edition(editor, thread, mark):
    edition = publish(article=thread.article, by=editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(body=f"<p>{mark}</p>")
    edition.pk = None
    edition.ends_at = edition.starts_at
    edition.body = f"<p>{mark}</p>"
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()
    Edition.objects.filter(article=thread.article).update(body="<p>A story about &lt;mark> and &lt;ins&gt;.</p>")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda thread: CommentThread.objects.update(quote=""),
        lambda thread: CommentThread.objects.update(done_by=thread.replies.get().by),
        lambda thread: CommentReply.objects.update(words=""),
        lambda thread: CommentReply.objects.update(words="Never mind."),
        lambda thread: CommentReply.objects.all().delete(),
        lambda thread: thread.article.delete(),
        lambda thread: thread.article.comment_anchors.create(version=1),
    ],
)
def test_the_database_holds_the_rules_of_comments(thread, spoil):
    with pytest.raises(IntegrityError), transaction.atomic():
        spoil(thread)


def test_comments_go_with_a_story_that_is_destroyed(thread, editor):
    put_in_bin(article=thread.article, by=editor)

    destroy(article=thread.article)

    assert not CommentReply.objects.exists()
