"""Show a draft: a link to one version, for a day, revocable, logged, for somebody without a login."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.models import Article, Byline, DraftLink, DraftOpening, Edition
from articles.publishing.draft_links import revoke_drafts, share_draft
from articles.publishing.publish import CannotPublish
from articles.tests.story_forms import story_form

HOUR, SECOND = dt.timedelta(hours=1), dt.timedelta(seconds=1)


@pytest.fixture
def shared(make_article, editor):
    """A story and the public address of a draft of it."""
    article = make_article("Sea wall plan leaks", body="<p>First words.</p>")
    _link, token = share_draft(article=article, by=editor, note="The lawyer")
    return article, f"/draft/{token}/"


def desk_page(article):
    return f"/admin/articles/article/{article.pk}/drafts/"


def test_anybody_with_the_link_reads_the_draft_and_is_told_what_it_is(client, shared):
    response = client.get(shared[1])

    assert "First words." in response.text
    assert "Draft, not published" in response.text
    assert "You can read them here until" in response.text
    assert "The lawyer" not in response.text


def test_the_words_of_a_link_stay_as_they_were(client, shared, make_author):
    article, address = shared
    Article.objects.update(headline="Other headline", body="<p>Later words.</p>", version=2)
    Byline.objects.update(author=make_author("Somebody Else"))

    response = client.get(address)

    assert "Sea wall plan leaks" in response.text
    assert "First words." in response.text
    assert "Nell Thackaberry" in response.text
    assert "Later words." not in response.text


def test_a_draft_is_kept_by_no_cache_and_no_search_engine(client, shared):
    response = client.get(shared[1])

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex"' in response.text
    assert not response.cookies


@pytest.mark.parametrize(("offset", "status"), [(-SECOND, 200), (0 * SECOND, 404), (SECOND, 404)])
def test_a_link_ends_after_a_day_to_the_second(client, shared, offset, status):
    link = DraftLink.objects.get()

    assert link.expires_at - link.made_at < 24 * HOUR + SECOND
    with time_machine.travel(link.expires_at + offset, tick=False):
        assert client.get(shared[1]).status_code == status


def test_a_revoked_link_shows_nothing(client, shared):
    article, address = shared

    assert revoke_drafts(article=article) == 1

    response = client.get(address)
    assert response.status_code == 404
    assert "This link shows nothing" in response.text
    assert "Sea wall" not in response.text


def test_each_opening_is_written_down_without_a_name(client, shared):
    client.get(shared[1], REMOTE_ADDR="203.0.113.77")
    client.get(shared[1], REMOTE_ADDR="2001:db8:1:2::7")

    assert set(DraftOpening.objects.values_list("network", flat=True)) == {"203.0.0.0/16", "2001:db8::/32"}


def test_the_token_is_kept_nowhere(shared):
    token = shared[1].split("/")[2]

    assert len(token) >= 40
    kept = [str(value) for value in DraftLink.objects.values().get().values()]
    assert [value for value in kept if token in value] == []


@pytest.mark.parametrize("token", ["x", "A" * 43, "é", "a" * 3000])
def test_a_wrong_token_shows_nothing(client, shared, token):
    assert client.get(f"/draft/{token}/").status_code == 404


def test_an_embargo_beats_a_link(client, shared):
    Article.objects.update(embargoed_until=timezone.now() + HOUR)

    assert client.get(shared[1]).status_code == 404
    with pytest.raises(CannotPublish, match="Under embargo"):
        share_draft(article=shared[0], by=None)


def test_a_draft_shows_nothing_through_the_gate(client, shared):
    assert not Edition.objects.exists()
    assert "Sea wall plan leaks" not in client.get("/").text


def test_the_desk_shows_the_link_once_and_who_opened_it(client, editor, make_article):
    article = make_article("Sea wall plan leaks")
    client.force_login(editor)

    made = client.post(desk_page(article), {"note": "The lawyer"})
    address = re.search(r'value="(http[^"]+/draft/[^"]+)"', made.text)[1]
    Client().get(address)

    again = client.get(desk_page(article)).text
    assert "/draft/" not in again
    assert "The lawyer" in again
    assert "Opened once" in again


def test_the_button_saves_first(client, editor, make_article):
    article = make_article("Before")
    client.force_login(editor)

    response = client.post(
        f"/admin/articles/article/{article.pk}/change/", story_form(article, headline="After", _drafts="1")
    )

    assert response.url == desk_page(article)
    assert Article.objects.get().headline == "After"


def test_a_link_is_revoked_at_the_desk(client, editor, shared):
    article, address = shared
    client.force_login(editor)

    client.post(f"{desk_page(article)}{DraftLink.objects.get().pk}/revoke/")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", ["picture_desk", "supporter_desk", "stranger"])
def test_only_who_may_change_the_story_shares_it(client, request, role, shared):
    article, address = shared
    client.force_login(request.getfixturevalue(role))
    link = DraftLink.objects.get()

    refused = [
        client.get(desk_page(article)),
        client.post(desk_page(article), {"note": ""}),
        client.post(f"{desk_page(article)}{link.pk}/revoke/"),
    ]

    assert all(response.status_code in {302, 403} for response in refused)
    assert DraftLink.objects.open().get() == link


def test_a_link_of_another_story_is_not_revoked_from_here(client, editor, shared, make_article):
    client.force_login(editor)

    response = client.post(f"{desk_page(make_article())}{DraftLink.objects.get().pk}/revoke/")

    assert response.status_code == 404
    assert DraftLink.objects.open().exists()
