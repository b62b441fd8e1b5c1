"""Addresses that an editor may change and change back: each leads to the one that holds now, and nobody keeps that."""

import pytest
from django.test import Client

from articles.models import Article, Section, Video
from articles.publishing.publish import publish_update, withdraw
from polls.models import Poll


class Browser:
    """Keeps every redirect that it may keep, as readers' browsers do, and follows at most ten."""

    def __init__(self):
        self.client, self.kept = Client(), {}

    def open(self, address):
        for _step in range(10):
            if address in self.kept:
                address = self.kept[address]
                continue
            response = self.client.get(address)
            if response.status_code not in {301, 302, 303, 307, 308}:
                return response
            if response.status_code in {301, 308}:
                self.kept[address] = response["Location"]
            address = response["Location"]
        raise AssertionError("ERR_TOO_MANY_REDIRECTS")


def rename_story(article, slug):
    Article.objects.filter(pk=article.pk).update(slug=slug)
    publish_update(article=article, by=None, substantive=False)


def move_story(article, section):
    Article.objects.filter(pk=article.pk).update(section=section)
    publish_update(article=article, by=None, substantive=False)


@pytest.fixture
def there_and_back(make_live_article, make_section, make_video, make_poll):
    """For each kind of address: the two that it had, and how to change the one to the other."""
    article, moved, film, poll = make_live_article(), make_live_article(), make_video(), make_poll(slug="one")
    home, away, section = moved.section, make_section("Harbour"), make_section("Old name")
    inside = make_live_article(section=section)

    def film_to(slug):
        Video.objects.filter(pk=film.pk).update(slug=slug)

    def poll_to(slug):
        Poll.objects.filter(pk=poll.pk).update(slug=slug)

    def section_to(slug):
        Section.objects.filter(pk=section.pk).update(slug=slug)

    def address_of_poll(name="get_absolute_url"):
        found = getattr(Poll.objects.get(), name)
        return found() if callable(found) else found

    def rename(back):
        rename_story(article, article.slug if back else "other")

    def rename_poll(back):
        poll_to("one" if back else "two")

    return {
        "story": (lambda: article.live_edition().get_absolute_url(), rename),
        "text story": (lambda: f"/text{article.live_edition().get_absolute_url()}", rename),
        "story in another section": (
            lambda: moved.live_edition().get_absolute_url(),
            lambda back: move_story(moved, home if back else away),
        ),
        "story in a renamed section": (
            lambda: inside.live_edition().get_absolute_url(),
            lambda back: section_to(section.slug if back else "new-name"),
        ),
        "film": (lambda: Video.objects.get().get_absolute_url(), lambda back: film_to("gate" if back else "other")),
        "poll": (address_of_poll, rename_poll),
        "poll in a frame": (lambda: address_of_poll("embed_url"), rename_poll),
        "story in a frame": (lambda: f"{article.live_edition().get_absolute_url()}embed/", rename),
        "text poll": (lambda: f"/text{address_of_poll()}", rename_poll),
    }


def test_readers_come_back_to_every_address_that_was_changed_and_changed_back(there_and_back):
    lost = []
    for kind, (address, change) in there_and_back.items():
        browser, first = Browser(), address()
        change(back=False)
        second = address()
        assert first != second
        answers = [browser.open(first).status_code]
        change(back=True)
        try:
            answers += [browser.open(first).status_code, browser.open(second).status_code]
        except AssertionError:
            answers.append("too many redirects")
        if answers != [200, 200, 200]:
            lost.append((kind, answers))

    assert lost == []


def test_redirects_keep_the_query(there_and_back):
    lost = []
    for kind, (address, change) in there_and_back.items():
        first = address()
        change(back=False)
        response = Client().get(f"{first}?utm_source=letter&utm_medium=e%20mail")
        if response.headers.get("Location") != f"{address()}?utm_source=letter&utm_medium=e%20mail":
            lost.append((kind, response.headers.get("Location")))
        change(back=True)

    assert lost == []


def test_redirect_to_the_story_in_place_of_a_withdrawn_one_keeps_the_query(client, make_live_article):
    article, other = make_live_article(), make_live_article()
    withdraw(article=article, by=None, instead=other)

    response = client.get(f"{article.get_absolute_url()}?utm_source=letter")

    assert (response.status_code, response["Location"]) == (302, f"{other.get_absolute_url()}?utm_source=letter")
