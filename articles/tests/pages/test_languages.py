"""A story in another language than the paper's: its page speaks it, and wherever else its words stand they say so."""

import json
import re

import pytest
from django.urls import reverse

from articles.models import ReadyCard, ReadyPage
from articles.pages.cards import draw_cards
from articles.publishing.publish import publish_update

WELSH = "Wal y môr yn dal"
ENGLISH = "Sea wall holds"


@pytest.fixture
def topic(make_topic):
    return make_topic()


@pytest.fixture
def english(make_live_article, topic):
    return make_live_article(ENGLISH, topics=[topic], label="opinion")


@pytest.fixture
def welsh(make_live_article, topic, english):
    return make_live_article(WELSH, topics=[topic], language="cy", label="opinion", standfirst="Noson wyllt.")


def page_of(client, path):
    return client.get(path).content.decode()


def tag_around(page, words):
    """The tag of the element in which these words stand."""
    return re.search(rf"<(\w+[^<>]*)>\s*(?:<a [^<>]*>)?\s*{re.escape(words)}", page)[1]


def test_story_page_speaks_the_language_of_its_words(client, welsh):
    page = page_of(client, welsh.get_absolute_url())

    assert '<html lang="cy">' in page
    assert all(words in page for words in ("Cyhoeddwyd", "Neidio at y stori", "Cefnogwch ni", "Mwy am hyn"))
    assert "Published\n" not in page
    assert '"inLanguage": "cy"' in page
    assert '<meta property="og:locale" content="cy_GB">' in page


def test_story_page_says_what_on_it_is_in_the_language_of_the_paper(client, welsh, english):
    page = page_of(client, welsh.get_absolute_url())

    assert 'class="related__list" lang="en-gb"' in page
    assert 'lang="en-gb"' in tag_around(page, "News")  # a section of the masthead
    assert ENGLISH in page


def test_other_pages_stay_in_the_language_of_the_paper(client, welsh, english):
    page_of(client, welsh.get_absolute_url())  # draws cards and a frame, which are kept
    front, story = page_of(client, "/"), page_of(client, english.get_absolute_url())

    for page in (front, story):
        assert '<html lang="en-gb">' in page
        assert "Skip to the story" in page
        assert "Neidio" not in page
    assert 'lang="cy"' in tag_around(front, WELSH)
    assert "lang" not in tag_around(front, ENGLISH)


def test_cards_are_drawn_in_the_language_of_the_lists_wherever_they_are_missed(client, welsh, english):
    ReadyCard.objects.all().delete()
    page_of(client, welsh.get_absolute_url())

    card = ReadyCard.objects.get(edition__article=english)
    assert "Opinion" in card.html
    assert "Barn" not in card.html


def test_edition_keeps_the_language_until_an_update(client, welsh):
    type(welsh).objects.filter(pk=welsh.pk).update(language="", version=2)
    before = page_of(client, welsh.get_absolute_url())

    publish_update(article=welsh, by=None, substantive=False)

    assert '<html lang="cy">' in before
    assert '<html lang="en-gb">' in page_of(client, welsh.get_absolute_url())


def test_text_edition_of_a_story_speaks_its_language(client, welsh):
    page = page_of(client, reverse("text:story", args=[welsh.section.slug, welsh.slug, welsh.pk]))

    assert '<html lang="cy">' in page
    assert "Cyhoeddwyd" in page
    assert "Gyda lluniau" in page


def test_card_for_other_sites_speaks_the_language_of_its_story(client, welsh):
    page = page_of(client, reverse("articles:embed", args=[welsh.section.slug, welsh.slug, welsh.pk]))

    assert '<html lang="cy">' in page


def test_feeds_tell_the_language_of_each_story(client, welsh, english):
    atom, rss = page_of(client, "/feed/atom/"), page_of(client, "/feed/")
    items = json.loads(page_of(client, "/feed/json/"))["items"]

    assert re.findall(r'<entry xml:lang="([^"]+)"', atom) == ["cy", "en-gb"]
    assert re.findall(r"<dc:language>([^<]+)", rss) == ["cy", "en-gb"]
    assert [item["language"] for item in items] == ["cy", "en-gb"]


def test_news_sitemap_tells_the_language_of_each_story(client, welsh, english):
    assert re.findall("<news:language>([^<]+)", page_of(client, "/news-sitemap.xml")) == ["cy", "en"]


def test_a_welsh_paper_marks_its_english_stories(client, settings, make_live_article):
    settings.LANGUAGE_CODE = "cy"
    make_live_article(WELSH)
    english = make_live_article(ENGLISH, language="en-gb")

    front, story = page_of(client, "/"), page_of(client, english.get_absolute_url())

    assert '<html lang="cy">' in front
    assert 'lang="en-gb"' in tag_around(front, ENGLISH)
    assert "lang" not in tag_around(front, WELSH)
    assert '<html lang="en-gb">' in story


def test_ready_pages_are_drawn_in_the_language_of_their_story_whoever_asks(client, english, welsh):
    ReadyPage.objects.all().delete()
    draw_cards([])
    page_of(client, "/feed/")  # a feed draws whole pages, and is in the language of the paper

    assert "Cyhoeddwyd" in ReadyPage.objects.get(edition__article=welsh).page
    assert "Published" in ReadyPage.objects.get(edition__article=english).page


def test_desk_sets_the_language(admin_client, make_article):
    story = make_article()
    form = admin_client.get(f"/admin/articles/article/{story.pk}/change/").context["adminform"].form

    assert list(form.fields["language"].choices)[0] == ("", "The paper’s own")
    assert [code for code, _name in form.fields["language"].choices] == ["", "en-gb", "cy"]
