"""Fifty editors save one story at once, on whatever database DATABASE_URL names: `python -m articles.tests.race`.

All have opened the same version, and each sends words of their own, as many at a time as the workers have threads.
Prints, as JSON, who won, who was told, and whether the words that were typed came back.
"""

import json
import multiprocessing
import sys

import django

EDITORS = 50
WORKERS = 5
THREADS = 4  # a pool of connections has no more


def words_of(number):
    return f"Editor {number} wrote this line, and nobody may lose it. " * 20 + "End."


def race():
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    sent, sessions = _open_story(), _sign_in()
    connections.close_all()
    # Not fork: a process that inherits a connection pool inherits none of the threads that keep it.
    spawn = multiprocessing.get_context("spawn")
    start, outcomes = spawn.Barrier(WORKERS), spawn.Queue()
    workers = [
        spawn.Process(target=_save_at_once, args=(sent, sessions[turn::WORKERS], start, outcomes))
        for turn in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    met = [each for _ in workers for each in outcomes.get(timeout=100)]
    for worker in workers:
        worker.join()
    return {"met": met, **_stored()}


def _open_story():
    from articles.models import Article, Author, Byline, Section

    section = Section.objects.create(name="News", slug="news")
    article = Article.objects.create(headline="Sea wall holds", slug="race", section=section)
    byline = Byline.objects.create(article=article, author=Author.objects.create(name="Nell", slug="nell"))
    return f"/admin/articles/article/{article.pk}/change/", {
        "kicker": "", "slug": "race", "standfirst": "", "lead_picture": "", "lead_caption": "", "section": section.pk,
        "label": "report", "sensitivity": "normal", "version": 1, "bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1,
        "bylines-MIN_NUM_FORMS": 0, "bylines-MAX_NUM_FORMS": 1000, "bylines-0-id": byline.pk, "bylines-0-role": "words",
        "bylines-0-article": article.pk, "bylines-0-author": byline.author_id, "bylines-0-position": 0,
        "_continue": "1",
    }  # fmt: skip


def _sign_in():
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    sessions = []
    for number in range(EDITORS):
        client = Client()
        client.force_login(User.objects.create(username=f"editor-{number}", is_staff=True, is_superuser=True))
        sessions.append((number, client.cookies[settings.SESSION_COOKIE_NAME].value))
    return sessions


def _save_at_once(story, sessions, start, outcomes):
    django.setup()
    from concurrent.futures import ThreadPoolExecutor

    from django.test.utils import override_settings

    start.wait()
    with override_settings(ALLOWED_HOSTS=["*"]), ThreadPoolExecutor(THREADS) as pool:
        outcomes.put(list(pool.map(lambda session: _save(*story, *session), sessions)))


def _save(address, sent, number, session):
    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.utils.html import escape

    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    typed = {"headline": f"Headline of editor {number}", "body": f"<p>{words_of(number)}</p>"}
    response = client.post(address, sent | typed)
    connections.close_all()
    kept = response.status_code == 200 and all(escape(words) in response.text for words in typed.values())
    return {"number": number, "status": response.status_code, "kept": kept}


def _stored():
    from reversion.models import Revision

    from articles.models import Article

    article = Article.objects.get()
    return {"version": article.version, "headline": article.headline, "body": article.body,
            "revisions": Revision.objects.count()}  # fmt: skip


if __name__ == "__main__":
    django.setup()
    json.dump(race(), sys.stdout)
