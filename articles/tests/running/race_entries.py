"""Five writers put a hundred entries into one story at once.

Run as `python -m articles.tests.running.race_entries`, on DATABASE_URL.
Each sends every entry twice, as a browser does that heard no answer; then all change the same entry at once. Prints, as
JSON, what the database holds, how long the entries took, and what each was told.
"""

import json
import sys
import time
from uuid import NAMESPACE_URL, uuid5

import django

from newsroom.tests.racing import fork

WRITERS, ENTRIES = 5, 20


def race():
    from django.db import connections

    story, entry = _open_story()
    connections.close_all()
    start, outcomes = fork.Barrier(WRITERS), fork.Queue()
    workers = [fork.Process(target=_write, args=(story, entry, number, start, outcomes)) for number in range(WRITERS)]
    for worker in workers:
        worker.start()
    met = [outcomes.get(timeout=200) for _ in workers]
    for worker in workers:
        worker.join()
    return {"met": met, **_stored(story, entry)}


def _open_story():
    from articles.models import Article, Author, Byline, Section
    from articles.publishing.publish import publish
    from articles.running.course import begin
    from articles.running.write import Written, write_entry

    section = Section.objects.create(name="News", slug="news")
    article = Article.objects.create(headline="Flood night", slug="race", section=section, body="<p>It rose.</p>")
    Byline.objects.create(article=article, author=Author.objects.create(name="Nell", slug="nell"))
    publish(article=article, by=None)
    begin(article=article, by=None)
    written = Written("Shared", "<p>First words.</p>")
    entry, _ = write_entry(story=article, by=None, client_uuid=uuid5(NAMESPACE_URL, "shared"), written=written)
    return article.pk, entry.pk


def _write(story, entry, number, start, outcomes):
    django.setup()
    from articles.editing.optimistic_lock import StaleVersion
    from articles.models import Article, Entry
    from articles.running.publish import publish_entry
    from articles.running.write import Written, change_entry, write_entry

    article, acknowledged = Article.objects.get(pk=story), []
    start.wait()
    began = time.monotonic()
    for turn in range(ENTRIES):
        key = uuid5(NAMESPACE_URL, f"{number} {turn}")
        for _again in range(2):
            written = Written("", f"<p>Writer {number}, entry {turn}.</p>")
            made, is_new = write_entry(story=article, by=None, client_uuid=key, written=written)
            if is_new:
                publish_entry(entry=made, by=None)
        acknowledged.append(str(key))
    seconds = time.monotonic() - began
    start.wait()
    shared, mine = Entry.objects.get(pk=entry), Written("Shared", f"<p>Writer {number} was here.</p>")
    try:
        change_entry(entry=shared, seen=1, by=None, written=mine)
    except StaleVersion:
        outcomes.put({"acknowledged": acknowledged, "seconds": seconds, "won": False, "number": number})
    else:
        outcomes.put({"acknowledged": acknowledged, "seconds": seconds, "won": True, "number": number})


def _stored(story, entry):
    from articles.models import Entry, EntryEdition, RunningStory

    live = EntryEdition.objects.live().filter(story=story)
    return {
        "entries": [str(key) for key in Entry.objects.exclude(pk=entry).values_list("client_uuid", flat=True)],
        "news": list(live.order_by("news").values_list("news", flat=True)),
        "positions": list(live.order_by("news").values_list("position", flat=True)),
        "v": RunningStory.objects.get(pk=story).news,
        "shared": Entry.objects.get(pk=entry).words,
    }


if __name__ == "__main__":
    django.setup()
    json.dump(race(), sys.stdout)
