"""A story and its translation: one pair, kept by the database, and links between the two while both are live."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Translation
from articles.publishing.publish import publish_update, schedule, withdraw
from articles.publishing.takedowns import take_down
from articles.publishing.translations import CannotPair, pair_translations, part_translations

HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
INVITATION = re.compile(r'<a href="([^"]+)"\s+rel="alternate"\s+hreflang="([^"]+)"\s+lang="([^"]+)">([^<]+)</a>')


@pytest.fixture
def english(make_live_article):
    return make_live_article("Sea wall holds")


@pytest.fixture
def welsh(make_live_article):
    return make_live_article("Wal y môr yn dal", language="cy")


@pytest.fixture
def pair(english, welsh):
    pair_translations(article=english, other=welsh)
    return english, welsh


def page_of(client, path):
    return client.get(path).content.decode()


def text_path(story):
    return reverse("text:story", args=[story.section.slug, story.slug, story.pk])


def addresses_about(story):
    first = story.editions.first().first_published_at
    return [
        story.get_absolute_url(),
        text_path(story),
        reverse("sitemap_month", args=[timezone.localtime(first).year, timezone.localtime(first).month]),
    ]


def test_each_page_names_both_and_the_default(client, settings, pair):
    english, welsh = pair
    pages = [page_of(client, story.get_absolute_url()) for story in pair]
    both = {"en-gb": english.get_absolute_url(), "cy": welsh.get_absolute_url()}
    named = both | {"x-default": english.get_absolute_url()}

    assert [dict(HREFLANG.findall(page)) for page in pages] == [
        {language: f"{settings.SITE_URL}{path}" for language, path in named.items()}
    ] * 2
    assert INVITATION.findall(pages[0]) == [(both["cy"], "cy", "cy", "Darllen yn Gymraeg")]
    assert INVITATION.findall(pages[1]) == [(both["en-gb"], "en-gb", "en-gb", "Read in English")]
    assert '<meta property="og:locale:alternate" content="cy_GB">' in pages[0]


def test_naming_the_translation_takes_no_query_of_its_own(client, english, welsh, make_topic, make_live_article):
    topic = make_topic()
    make_live_article("Ferry late", topics=[topic])
    english.topics.add(topic)
    publish_update(article=english, by=None, substantive=False)
    page_of(client, english.get_absolute_url())
    with CaptureQueriesContext(connection) as alone:
        page_of(client, english.get_absolute_url())

    pair_translations(article=english, other=welsh)
    page_of(client, english.get_absolute_url())
    with CaptureQueriesContext(connection) as paired:
        page = page_of(client, english.get_absolute_url())

    assert "Darllen yn Gymraeg" in page
    assert "Ferry late" in page
    assert len(paired) == len(alone)


def test_text_edition_leads_to_the_translation(client, pair):
    english, welsh = pair

    assert INVITATION.findall(page_of(client, text_path(english)))[0][0] == text_path(welsh)
    assert INVITATION.findall(page_of(client, text_path(welsh)))[0][0] == text_path(english)


def test_sitemap_names_both_at_each(client, settings, pair, make_live_article):
    make_live_article("Ferry late")

    written = page_of(client, addresses_about(pair[0])[2])
    links = re.findall(r'<xhtml:link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/>', written)

    assert written.count("<url>") == 3
    assert sorted(language for language, _address in links) == ["cy", "cy", "en-gb", "en-gb", "x-default", "x-default"]
    assert {address for _language, address in links} == {f"{settings.SITE_URL}{s.get_absolute_url()}" for s in pair}


def withdrawn(story, editor):
    withdraw(article=story, by=editor)


def taken_down(story, editor):
    take_down(article=story, by=editor, reason="A court order.")


def in_the_same_language(story, editor):
    Article.objects.filter(pk=story.pk).update(language="", version=2)
    publish_update(article=story, by=editor, substantive=False)


def parted(story, editor):
    part_translations(article=story)


@pytest.mark.parametrize("end", [withdrawn, taken_down, in_the_same_language, parted])
def test_no_address_names_a_translation_that_is_none_any_more(client, pair, editor, end):
    english, welsh = pair
    before = [path for path in addresses_about(english) if "hreflang" in page_of(client, path)]

    end(welsh, editor)

    assert before == addresses_about(english)
    assert [path for path in addresses_about(english) if "hreflang" in page_of(client, path)] == []


def test_a_translation_that_is_scheduled_is_not_named_before_it_begins(client, english, make_article, editor):
    later = make_article("Yfory", language="cy")
    pair_translations(article=english, other=later)
    begins = timezone.now() + dt.timedelta(hours=1)
    schedule(article=later, by=editor, at=begins)
    before = page_of(client, english.get_absolute_url())

    with time_machine.travel(begins + dt.timedelta(minutes=1), tick=False):
        after = page_of(client, english.get_absolute_url())

    assert "hreflang" not in before
    assert "Darllen yn Gymraeg" in after


def test_database_refuses_two_of_a_language_and_two_pairs_of_a_story(english, welsh, make_article):
    third, pair = make_article("Third"), uuid.uuid4()
    rows = [Translation(article=story, pair=pair, language=code) for story, code in ((english, "en-gb"), (welsh, "cy"))]
    Translation.objects.bulk_create(rows)  # the control: two languages can be kept
    refused = [
        Translation(article=third, pair=pair, language="cy"),
        Translation(article=english, pair=uuid.uuid4(), language="en-gb"),
        Translation(article=third, pair=uuid.uuid4(), language="la"),
    ]

    for row in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_stories_of_one_language_or_of_another_pair_are_refused(pair, make_article):
    english, welsh = pair
    with pytest.raises(CannotPair, match="same language"):
        pair_translations(article=make_article("One"), other=make_article("Two"))
    with pytest.raises(CannotPair, match="translation already"):
        pair_translations(article=make_article("One"), other=welsh)
    with pytest.raises(CannotPair, match="same language"):
        pair_translations(article=english, other=english)


def test_desk_pairs_two_stories_and_parts_them(admin_client, english, welsh):
    address = f"/admin/articles/article/{english.pk}/translation/"

    admin_client.post(address, {"other": welsh.pk})
    paired = [row.article_id for row in Translation.objects.of([english.pk])]
    asked = admin_client.get(address).text
    admin_client.post(address)

    assert paired == [welsh.pk]
    assert "Wal y môr yn dal" in asked
    assert not Translation.objects.exists()


def test_desk_says_why_two_stories_are_no_pair(admin_client, english, make_article):
    answer = admin_client.post(f"/admin/articles/article/{english.pk}/translation/", {"other": make_article("Same").pk})

    assert "Both are in the same language" in answer.text
    assert not Translation.objects.exists()


def sent_of(screen):
    """What a browser sends of the form as it opened."""
    form, lines = screen["adminform"].form, screen["inline_admin_formsets"][0].formset
    boxes = [*form, *lines.management_form, *(box for line in lines.forms for box in line)]
    return {box.html_name: box.value() for box in boxes if box.value() not in (None, "") and box.value() is not False}


@pytest.mark.parametrize(("language", "kept"), [("", "cy"), ("cy", "cy")])
def test_desk_keeps_the_language_of_a_story_that_has_a_translation(admin_client, pair, language, kept):
    _english, welsh = pair
    address = f"/admin/articles/article/{welsh.pk}/change/"
    sent = sent_of(admin_client.get(address).context)

    answer = admin_client.post(address, sent | {"language": language, "kicker": "Tywydd"})
    welsh.refresh_from_db()

    assert ("part the two" in answer.content.decode()) == (language != kept)
    assert (welsh.language, welsh.kicker) == (kept, "Tywydd" if language == kept else "")


def test_desk_changes_the_language_of_a_story_that_stands_alone(admin_client, welsh):
    address = f"/admin/articles/article/{welsh.pk}/change/"

    admin_client.post(address, sent_of(admin_client.get(address).context) | {"language": ""})

    welsh.refresh_from_db()
    assert welsh.language == ""
