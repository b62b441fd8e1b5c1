"""The page of one story, whole."""

import datetime as dt
import gzip

import pytest
from django.utils import timezone

from articles.models import Article
from articles.publishing.publish import publish_update, schedule, withdraw


def test_shows_every_block_of_a_story(client, full_story):
    page = client.get(full_story.get_absolute_url()).content.decode()

    for words in [
        "Poll:",
        "Should the barrier be higher?",
        "Readers decide.",
        "Bethan Rusk",
        "The barrier.",
        "Cormac Ilderton",
        "You may also want to watch",
        "Gate rises",
        "Most read",
        "At the quay.",
        "It held.",
        "A keeper",
        "The last flood",
        "Tide tables",
        "The tide was at six, not at seven.",
        "Flooding",
        "Become a Supporter",
    ]:
        assert words in page, words


def test_the_poll_is_a_form_on_the_page(client, full_story):
    page = client.get(full_story.get_absolute_url()).content.decode()

    assert 'method="post"' in page
    assert "<fieldset" in page
    assert "csrfmiddlewaretoken" not in page


def test_most_read_stands_after_the_seventh_paragraph(client, full_story):
    page = client.get(full_story.get_absolute_url()).content.decode()

    assert page.index("Paragraph 6") < page.index('id="most-read"') < page.index("Paragraph 7")
    assert page.count('id="most-read"') == 1


def test_blocks_with_nothing_in_them_are_not_drawn(client, make_live_article):
    article = make_live_article(body='<p>Short.</p><div data-embed="watch" data-id=""></div>')

    page = client.get(article.get_absolute_url()).content.decode()

    for absent in ["Most read", "You may also want to watch", "More on this", 'class="correction', "<figure"]:
        assert absent not in page, absent


def test_costs_at_most_eight_queries_with_every_block(client, full_story, django_assert_max_num_queries):
    client.get(full_story.get_absolute_url())  # navigation, ranking and newest films are remembered by the process

    with django_assert_max_num_queries(8):
        client.get(full_story.get_absolute_url())


def test_costs_the_same_with_two_thousand_stories(client, full_story, make_many_live, django_assert_max_num_queries):
    make_many_live(2000)
    client.get(full_story.get_absolute_url())

    with django_assert_max_num_queries(8):
        client.get(full_story.get_absolute_url())


def test_weighs_at_most_fourteen_kilobytes_compressed(client, full_story):
    assert len(gzip.compress(client.get(full_story.get_absolute_url()).content)) <= 14 * 1024


def test_knows_no_reader(client, full_story):
    response = client.get(full_story.get_absolute_url())

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("spelling", ["/news/another-slug-{}/", "/sport/{slug}-{}/"])
def test_every_other_spelling_is_one_redirect_away(client, make_live_article, spelling):
    article = make_live_article()

    response = client.get(spelling.format(article.pk, slug=article.slug))

    assert response.status_code == 302
    assert response["Location"] == article.get_absolute_url()


def test_an_old_address_follows_a_story_whose_slug_changed(client, make_live_article):
    article = make_live_article()
    old = article.get_absolute_url()
    Article.objects.filter(pk=article.pk).update(slug="renamed")
    publish_update(article=article, by=None, substantive=False)

    assert client.get(old)["Location"] == f"/news/renamed-{article.pk}/"


def test_a_story_that_was_never_public_is_not_found(client, make_article):
    article = make_article()
    schedule(article=article, by=None, at=timezone.now() + dt.timedelta(hours=1))

    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_withdrawn_story_is_gone_with_its_notice(client, make_live_article):
    article = make_live_article("Named the wrong firm")
    withdraw(article=article, by=None, notice="We named the wrong firm.")

    response = client.get(article.get_absolute_url())

    assert response.status_code == 410
    assert "We named the wrong firm." in response.content.decode()
    assert "Named the wrong firm" not in response.content.decode()


def test_typed_markup_is_text(client, make_live_article):
    article = make_live_article("<script>alert(1)</script>", standfirst="<b>x</b>", kicker="<i>")

    page = client.get(article.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


@pytest.mark.parametrize("pk", [0, 99999999, 10**18])
def test_an_unknown_id_is_not_found(client, db, pk):
    assert client.get(f"/news/story-{pk}/").status_code == 404


def test_refuses_to_be_posted_to(client, make_live_article):
    assert client.post(make_live_article().get_absolute_url()).status_code == 405
