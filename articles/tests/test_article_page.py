"""The page of one story, whole."""

import datetime as dt
import gzip

import pytest
from django.utils import timezone

from articles.models import Article, Correction, ReadHour, Video
from articles.publishing import publish, publish_update, schedule, withdraw


@pytest.fixture
def make_video(make_picture):
    def make(**fields):
        fields.setdefault("poster", make_picture())
        return Video.objects.create(
            title="Gate rises", slug="gate", file="films/gate.webm", seconds=75, transcript="A gate.", **fields
        )

    return make


@pytest.fixture
def full_story(make_article, make_live_article, make_picture, make_poll, make_topic, make_author, make_video):
    """A story with every block that there is."""
    topic, picture, poll, video = make_topic(), make_picture(), make_poll(), make_video()
    other, linked = make_live_article("Tide tables", topics=[topic]), make_live_article("The last flood")
    paragraphs = [f"<p>Paragraph {number} of a long story about the tide.</p>" for number in range(12)]
    paragraphs[5:5] = [f'<div data-embed="watch" data-id="{video.pk}"></div>']
    body = "".join(paragraphs) + (
        f'<figure data-picture="{picture.pk}"><figcaption>At the quay.</figcaption></figure>'
        '<figure data-quote="pull"><blockquote>It held.</blockquote><figcaption>A keeper</figcaption></figure>'
        f'<div data-embed="poll" data-id="{poll.pk}"></div><div data-embed="related" data-id="{linked.pk}"></div>'
        '<div data-embed="watch" data-id=""></div>'
    )
    article = make_article(
        "Should the barrier be higher?", kicker="Poll:", standfirst="Readers decide.", body=body, topics=[topic],
        lead_picture=make_picture(credit="Cormac Ilderton"), lead_caption="The barrier.",
        author=make_author("Bethan Rusk"),
    )  # fmt: skip
    publish(article=article, by=None, at=timezone.now() - dt.timedelta(hours=3))
    Correction.objects.create(article=article, wording="The tide was at six, not at seven.")
    for read in (other, linked, article):
        ReadHour.objects.create(article=read, hour=timezone.now().replace(minute=0, second=0, microsecond=0), readers=9)
    return article


def test_shows_every_block_of_a_story(client, full_story):
    page = client.get(full_story.get_absolute_url()).content.decode()

    for words in [
        "Poll:", "Should the barrier be higher?", "Readers decide.", "Bethan Rusk", "The barrier.", "Cormac Ilderton",
        "You may also want to watch", "Gate rises", "Most read", "At the quay.", "It held.", "A keeper",
        "The last flood", "Tide tables", "The tide was at six, not at seven.", "Flooding", "Become a Supporter",
    ]:  # fmt: skip
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

    assert response.status_code == 301
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
