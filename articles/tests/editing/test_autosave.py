# ruff: noqa: F811 - the fixtures of the form are used here too
"""What is typed is kept before it is saved, for its writer alone, and offered on return."""

import gzip
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client

from articles.models import Article, Autosave
from articles.tests.admin.test_article_form import ADD, as_sent, change, desk, filled  # noqa: F401


def autosave_at(article):
    return f"/admin/articles/article/{article.pk}/autosave/"


@pytest.fixture
def kept(desk, make_article, filled):
    """A story and the words that its editor typed and did not save."""
    article = make_article("Sea wall holds")
    sent = as_sent(article, filled, version=1, headline="Sea wall trembles", autosave_key="key-1")
    desk.post(autosave_at(article), sent)
    return article, sent


def test_keeps_what_is_typed_and_leaves_the_story_alone(kept, editor):
    article, _ = kept

    row = Autosave.objects.get()
    assert (row.user, row.article, row.version) == (editor, article, 1)
    assert row.fields["headline"] == ["Sea wall trembles"]
    assert row.fields["bylines-0-role"] == ["words"]
    assert "csrfmiddlewaretoken" not in row.fields
    assert Article.objects.get().headline == "Sea wall holds"


def test_one_form_has_one_row_however_often_it_is_kept(desk, kept):
    article, sent = kept

    for headline in ("Sea", "Sea wall", ""):
        answer = desk.post(autosave_at(article), sent | {"headline": headline})

    assert answer.json()["time"]
    assert [row.fields["headline"] for row in Autosave.objects.all()] == [[""]]


def test_the_database_holds_one_row_a_form(kept, editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        Autosave.objects.create(user=editor, key="key-1", fields={})


def test_is_offered_on_return_with_what_is_different(desk, kept):
    page = desk.get(change(kept[0])).text

    assert "You have words that were not saved" in page
    assert "<ins>trembles</ins>" in page
    assert 'name="_restore" value="key-1"' in page


@pytest.mark.parametrize("body", ["<p>&nbsp;</p>", "<ol><li></li></ol>"])
def test_blanks_that_were_typed_are_not_offered(desk, make_article, filled, body):
    article = make_article("Sea wall holds", body="")
    desk.post(autosave_at(article), as_sent(article, filled, version=1, body=body, autosave_key="key-1"))

    assert "You have words that were not saved" not in desk.get(change(article)).text


def test_is_restored_into_the_form_and_not_into_the_story(desk, kept):
    page = desk.post(change(kept[0]), {"_restore": "key-1"}).text

    assert ">\nSea wall trembles</textarea>" in page
    assert 'name="autosave_key" value="key-1"' in page
    assert "Please correct" not in page
    assert Article.objects.get().headline == "Sea wall holds"


def test_words_restored_upon_a_newer_version_do_not_undo_it_unseen(desk, kept, filled):
    article, sent = kept
    Article.objects.filter(pk=article.pk).update(headline="Sea wall breaks", version=2)

    page = desk.post(change(article), {"_restore": "key-1"}).text

    assert "Two wordings" in page
    assert ">\nSea wall trembles</textarea>" in page


def test_goes_when_the_form_is_saved(desk, kept):
    article, sent = kept

    response = desk.post(change(article), sent | {"_continue": "1"})
    assert 'data-state="saved"' in desk.get(response["Location"]).text

    assert not Autosave.objects.exists()
    assert "key-1" in response.cookies["desk_saved"].value


def test_words_that_arrive_after_their_own_save_are_not_offered(desk, kept):
    article, sent = kept
    desk.post(change(article), sent | {"_continue": "1"})

    answer = desk.post(autosave_at(article), sent)

    assert answer.status_code == 409
    assert not Autosave.objects.exists()


def test_a_long_key_is_forgotten_as_it_was_kept(desk, kept):
    article, sent = kept
    Autosave.objects.all().delete()
    long = sent | {"autosave_key": "k" * 50}
    desk.post(autosave_at(article), long)

    desk.post(change(article), long | {"_continue": "1"})

    assert not Autosave.objects.exists()
    assert desk.post(autosave_at(article), long).status_code == 409


def test_stays_when_the_save_is_refused(desk, kept):
    article, sent = kept

    desk.post(change(article), sent | {"slug": "not a slug"})

    assert Autosave.objects.exists()


def test_what_says_no_more_than_the_story_is_not_offered(desk, make_article, filled):
    article = make_article()
    desk.post(autosave_at(article), as_sent(article, filled, version=1, autosave_key="key-1"))

    page = desk.get(change(article)).text

    assert "You have words" not in page
    assert not Autosave.objects.exists()


def test_is_thrown_away_when_its_writer_says_so(desk, kept):
    response = desk.post("/admin/articles/article/discard/", {"_discard": "key-1"})

    assert response.url == change(kept[0])
    assert not Autosave.objects.exists()


def test_nobody_sees_or_throws_away_the_words_of_another(client, kept):
    other = User.objects.create_superuser("other")
    client.force_login(other)

    page = client.get(change(kept[0])).text
    client.post("/admin/articles/article/discard/", {"_discard": "key-1"})
    restored = client.post(change(kept[0]), {"_restore": "key-1"}).text

    assert "trembles" not in page + restored
    assert Autosave.objects.exists()


def test_a_story_that_is_not_yet_saved_is_kept_and_offered(desk, filled):
    desk.post(f"{ADD}autosave/", filled(headline="Just begun", section="", autosave_key="key-2"))

    offered = desk.get(ADD).text
    restored = desk.post(ADD, {"_restore": "key-2"}).text

    assert "<ins>Just begun</ins>" in offered
    assert ">\nJust begun</textarea>" in restored
    assert not Article.objects.exists()


def test_an_editor_without_a_session_is_sent_to_the_door_and_one_without_a_token_refused(kept, editor):
    article, sent = kept
    stranger, forged = Client(), Client(enforce_csrf_checks=True)
    forged.force_login(editor)

    assert stranger.post(autosave_at(article), sent).url.startswith("/admin/login/")
    assert forged.post(autosave_at(article), sent).status_code == 403


def test_a_form_with_something_to_offer_needs_few_queries(desk, kept, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        desk.get(change(kept[0]))


@pytest.fixture
def blank(desk, editor, filled, make_author):
    """A new story's form as it opens for a writer: with the writer's own name and nothing else."""
    author = make_author("Ada Pask", user=editor)
    nothing = {"headline": "", "slug": "", "body": "<p></p>", "section": "", "bylines-0-author": author.pk}
    return lambda key, **typed: filled(**nothing | {"autosave_key": key} | typed)


def test_blank_form_is_not_offered_for_the_name_that_the_desk_put_into_it(desk, blank):
    desk.post(f"{ADD}autosave/", blank("key-3"))
    assert "You have words" not in desk.get(ADD).text

    desk.post(f"{ADD}autosave/", blank("key-4", kicker="Storm"))
    assert "You have words" in desk.get(ADD).text


def test_what_was_thrown_away_is_not_offered_again_whoever_hands_it_over(desk, blank):
    words = blank("key-5", headline="Thrown away")
    desk.post(f"{ADD}autosave/", words)
    assert "Thrown away" in desk.get(ADD).text

    discarded = desk.post("/admin/articles/article/discard/", {"_discard": "key-5"})
    late = desk.post(f"{ADD}autosave/", words)  # the browser's own copy, or a request that was on its way

    assert "key-5" in discarded.cookies["desk_saved"].value.split(".")
    assert late.status_code == 409
    assert "You have words" not in desk.get(ADD).text


def test_browser_is_told_to_forget_what_the_server_no_longer_has(desk, blank):
    answer = desk.post("/admin/articles/article/discard/", {"_discard": "key-6"})

    assert answer.cookies["desk_saved"].value == "key-6"


def send_packed(client, address, data, **extra):
    return client.post(address, data, content_type="application/gzip", **extra)


def test_words_that_come_compressed_are_kept_alike(desk, make_article, filled):
    article = make_article("Sea wall holds")
    words = {"headline": "Tŷ’r môr & more", "body": "<p>Six.</p>" * 9000}
    sent = as_sent(article, filled, version=1, autosave_key="key-1", **words)
    packed = gzip.compress(urlencode(sent, doseq=True).encode())

    answer = send_packed(desk, autosave_at(article), packed)

    row = Autosave.objects.get()
    assert answer.json()["time"]
    assert {name: row.fields[name] for name in words} == {name: [value] for name, value in words.items()}
    assert len(packed) < 5000


@pytest.mark.parametrize(
    "data",
    [b"headline=Sea", gzip.compress(b"headline=Sea")[:-9], gzip.compress(b"headline=" + b"a" * 6_000_000)],
    ids=["not compressed", "cut short", "too long"],
)
def test_words_that_are_not_whole_once_unpacked_are_refused(desk, make_article, data):
    assert send_packed(desk, autosave_at(make_article()), data).status_code == 400
    assert not Autosave.objects.exists()


def test_compressed_words_want_the_token_of_the_session(editor, make_article):
    client, article = Client(enforce_csrf_checks=True), make_article()
    client.force_login(editor)
    data = gzip.compress(b"headline=Sea&autosave_key=key-1&csrfmiddlewaretoken=guess")
    token = str(client.get(change(article)).context["csrf_token"])

    refused = send_packed(client, autosave_at(article), data)
    taken = send_packed(client, autosave_at(article), data, headers={"X-CSRFToken": token})

    assert (refused.status_code, taken.status_code) == (403, 200)
