# ruff: noqa: F811 - the fixtures of the form are used here too
"""Where the passages of comments stand: through saves, restores and whatever a browser sends; nowhere in the words."""

import json

import pytest
from reversion.models import Version

from articles.comments.places import places_of
from articles.comments.threads import begin_thread
from articles.tests.admin.test_article_form import as_sent, filled  # noqa: F401
from articles.tests.comments.test_comments import BODY, address_of, draft, exact, thread  # noqa: F401
from articles.wording.anchors import Anchor


@pytest.fixture
def save(client, filled):
    def make(article, **changes):
        """The story's form, sent as its page would with these changes."""
        sent = as_sent(article, filled, version=article.version, **changes)
        client.post(f"/admin/articles/article/{article.pk}/change/", sent)
        article.refresh_from_db()

    return make


def test_a_comment_moves_with_its_words_through_saves(client, save, editor, thread):
    client.force_login(editor)

    save(thread.article, body="<h2>Late</h2>" + BODY)

    assert exact(thread.article) == ["the council pays"]
    assert places_of(thread.article, version=2)[str(thread.pk)].start == 35
    assert places_of(thread.article, version=1)[str(thread.pk)].start == 30


def test_the_place_that_the_form_sends_is_believed_where_it_fits_alone(client, save, editor, thread):
    client.force_login(editor)
    words, key = "Twice the council pays. And then", str(thread.pk)
    sent = {key: [len(words) + 5, "the town pays", words[-35:] + " how", ""], "999": [0, "Twice", "", ""]}

    save(thread.article, body=f"<p>{words} how the town pays</p>", _places=json.dumps(sent))

    assert places_of(thread.article)[key].exact == "the town pays"
    assert [*places_of(thread.article)] == [key]


@pytest.mark.parametrize("sent", ["", "[", "[1]", '{"1": 7}', "[" * 100_000, '{"1": [0, "a\\u0000", "", ""]}', "1e999"])
def test_places_that_make_no_sense_cost_no_word_and_no_comment(client, save, editor, thread, sent):
    client.force_login(editor)

    save(thread.article, body=BODY.replace("Friday", "Monday"), _places=sent)

    assert "Monday" in thread.article.body
    assert exact(thread.article) == ["the council pays"]


def test_a_comment_whose_words_go_is_told_as_lost_with_them(client, save, editor, thread):
    client.force_login(editor)

    save(thread.article, body="<p>Something else.</p>")
    page = client.get(address_of(thread.article)).text

    assert exact(thread.article) == []
    assert "No longer in the saved words" in page
    assert "the council pays" in page


def test_a_restored_version_brings_its_own_places(client, save, filled, editor, thread):
    client.force_login(editor)
    save(thread.article, body=BODY)
    earlier = Version.objects.get_for_object(thread.article).first()
    save(thread.article, body="<p>Something else.</p>")
    assert exact(thread.article) == []

    page = f"/admin/articles/article/{thread.article.pk}/history/{earlier.pk}/"
    client.post(page, as_sent(thread.article, filled, body=BODY))

    thread.article.refresh_from_db()
    assert "the council pays" in thread.article.body
    assert exact(thread.article) == ["the council pays"]


def test_a_comment_on_words_that_are_not_saved_yet_finds_them_when_they_are(client, save, editor, draft):
    client.force_login(editor)
    place = Anchor(0, "Words that come later", "", "")
    begin_thread(article=draft, by=editor, place=place, words="Good.")
    assert exact(draft) == []

    save(draft, body=f"{BODY}<p>Words that come later.</p>")

    assert exact(draft) == ["Words that come later"]
