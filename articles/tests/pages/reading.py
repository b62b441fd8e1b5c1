"""Two processes tell of the same readers and end: `python -m articles.tests.pages.reading`, on DATABASE_URL's database.

Prints, as JSON, how many readers were counted when both had ended, and how many before any of them had.
"""

import json
import sys
import time

import django

from newsroom.tests.racing import fork

READERS = 40
WAITS = 20  # seconds at most


def read():
    from django.db import connections

    story = _publish()
    connections.close_all()
    done, told = fork.Event(), fork.Barrier(3)
    processes = [fork.Process(target=_tell, args=(story, told, done)) for _ in range(2)]
    for process in processes:
        process.start()
    told.wait()
    before_any_ended = _counted(story, until=READERS)
    done.set()
    for process in processes:
        process.join()
    return {"before": before_any_ended, "after": _counted(story, until=READERS + 1)}


def _publish():
    from articles.models import Article, Author, Byline, Section
    from articles.publishing.publish import publish

    section = Section.objects.create(name="News", slug="news")
    article = Article.objects.create(headline="Sea wall holds", slug="read", section=section, body="<p>At six.</p>")
    Byline.objects.create(article=article, author=Author.objects.create(name="Nell", slug="nell"))
    publish(article=article, by=None)
    return article.pk


def _tell(story, told, done):
    """All readers, and one more when the others have been counted, right before the end."""
    for number in range(READERS):
        _report(story, number)
    told.wait()
    done.wait(2 * WAITS)
    _report(story, READERS)


def _report(story, number):
    from django.test import Client

    headers = {"User-Agent": f"Firefox/{number}", "Sec-Fetch-Site": "same-origin", "Host": "localhost"}
    assert Client().post(f"/read/{story}/", headers=headers).status_code == 204


def _counted(story, until):
    from articles.models import ReadHour

    for _ in range(WAITS * 10):
        readers = sum(ReadHour.objects.filter(article=story).values_list("readers", flat=True))
        if readers >= until:
            break
        time.sleep(0.1)
    return readers


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(read()))
