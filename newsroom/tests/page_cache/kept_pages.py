"""What readers see before and after changes, with real commits.

Run as `python -m newsroom.tests.page_cache.kept_pages`, on DATABASE_URL.
Prints, as JSON, the headlines of the addresses asked for, twice each: as they were drawn, and as they were kept.
"""

import json
import re
import sys

import django


def ask():
    from django.test.utils import override_settings

    from articles.models import Article, Author, Byline, Section, Topic
    from articles.publishing.publish import publish, publish_update, withdraw
    from common import site_version

    section, author = Section.objects.create(name="News", slug="news"), Author.objects.create(name="Nell", slug="nell")
    topic, stories = Topic.objects.create(name="Tides", slug="tides"), []
    for name in ("Quay", "Lock", "Weir"):
        story = Article.objects.create(headline=name, slug=name.lower(), body="<p>Words.</p>", section=section)
        Byline.objects.create(article=story, author=author)
        story.topics.set([topic])
        publish(article=story, by=None)
        stories.append(story)
    quay, lock, weir = stories
    addresses = {"story": f"/news/quay-{quay.pk}/", "front": "/", "section": "/news/"}
    found = {}
    with override_settings(ALLOWED_HOSTS=["*"]):
        found["published"] = _seen(addresses)
        withdraw(article=weir, by=None)
        site_version.forget()
        found["withdrawn"] = _seen(addresses)
        Article.objects.filter(pk=lock.pk).update(headline="Sluice")
        publish_update(article=Article.objects.get(pk=lock.pk), by=None, substantive=True)
        found["changed"] = _seen(addresses)
        Author.objects.update(name="Nell Thackaberry")
        found["author"] = ["Nell Thackaberry" in _get(addresses["story"]) for _time in range(2)]
    return found


def _seen(addresses):
    pages = {name: [_get(address) for _time in range(2)] for name, address in addresses.items()}
    return {name: [sorted(set(re.findall("Quay|Lock|Weir|Sluice", page))) for page in pages[name]] for name in pages}


def _get(address):
    from django.test import Client

    return Client().get(address).text


if __name__ == "__main__":
    django.setup()
    json.dump(ask(), sys.stdout)
