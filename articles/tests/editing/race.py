"""Fifty editors save one story at once, then one front, on DATABASE_URL: `python -m articles.tests.editing.race`.

All have opened the same version, and each sends words of their own, as many at a time as the workers have threads.
Prints, as JSON, of both who won, who was told, and whether the words that were typed came back.
"""

import json
import sys

import django

from newsroom.tests.racing import fork

EDITORS = 50
WORKERS = 5
THREADS = 4  # a pool of connections has no more


def words_of(number):
    return f"Editor {number} wrote this line, and nobody may lose it. " * 20 + "End."


def race():
    from django.db import connections

    story, sessions = _open_story(), _sign_in()
    races = [(story, _words_for_the_story), (_open_front(), _words_for_the_front)]
    connections.close_all()
    start, outcomes = fork.Barrier(WORKERS), fork.Queue()
    workers = [
        fork.Process(target=_save_at_once, args=(races, sessions[turn::WORKERS], start, outcomes))
        for turn in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    met = [outcomes.get(timeout=200) for _ in workers]
    for worker in workers:
        worker.join()
    story, front = ([each for outcome in met for each in outcome[number]] for number in (0, 1))
    return {"story": {"met": story, **_stored_story()}, "front": {"met": front, **_stored_front()}}


def _open_story():
    from articles.models import Article, Author, Byline, Section

    section = Section.objects.create(name="News", slug="news")
    article = Article.objects.create(headline="Sea wall holds", slug="race", section=section)
    byline = Byline.objects.create(article=article, author=Author.objects.create(name="Nell", slug="nell"))
    return f"/admin/articles/article/{article.pk}/change/", {
        "kicker": "",
        "slug": "race",
        "standfirst": "",
        "lead_picture": "",
        "lead_caption": "",
        "section": section.pk,
        "label": "report",
        "sensitivity": "normal",
        "version": 1,
        "bylines-TOTAL_FORMS": 1,
        "bylines-INITIAL_FORMS": 1,
        "bylines-MIN_NUM_FORMS": 0,
        "bylines-MAX_NUM_FORMS": 1000,
        "bylines-0-id": byline.pk,
        "bylines-0-role": "words",
        "bylines-0-article": article.pk,
        "bylines-0-author": byline.author_id,
        "bylines-0-position": 0,
        "_continue": "1",
    }


def _open_front():
    """The paper's own, which nobody has arranged yet, with one card for the story."""
    from articles.models import Article

    article = Article.objects.get()
    card = {"n0-size": "lead", "n0-article": article.pk, "n0-was": article.pk, "n0-kicker": "", "n0-picture": ""}
    return "/admin/articles/front/", card | {"version": 0, "order": "n0", "save": "1"}


def _words_for_the_story(number):
    return {"headline": f"Headline of editor {number}", "body": f"<p>{words_of(number)}</p>"}


def _words_for_the_front(number):
    return {"n0-headline": f"Headline of editor {number}"}


def _sign_in():
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from newsroom.tests.second_factor import sign_in_with_factor

    sessions = []
    for number in range(EDITORS):
        client = Client()
        person = User.objects.create(username=f"editor-{number}", is_staff=True, is_superuser=True)
        sign_in_with_factor(client, person)
        sessions.append((number, client.cookies[settings.SESSION_COOKIE_NAME].value))
    return sessions


def _save_at_once(races, sessions, start, outcomes):
    django.setup()
    from concurrent.futures import ThreadPoolExecutor

    from django.test.utils import override_settings

    met = []
    with override_settings(ALLOWED_HOSTS=["*"]), ThreadPoolExecutor(THREADS) as pool:
        for form, words in races:
            start.wait()
            met.append(list(pool.map(lambda session, form=form, words=words: _save(*form, words, *session), sessions)))
    outcomes.put(met)


def _save(address, sent, words, number, session):
    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.utils.html import escape

    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    typed = words(number)
    response = client.post(address, sent | typed)
    connections.close_all()
    kept = response.status_code == 200 and all(escape(words) in response.text for words in typed.values())
    return {"number": number, "status": response.status_code, "kept": kept}


def _stored_front():
    from articles.models import Front, FrontSlot

    front, slot = Front.objects.get(), FrontSlot.objects.get()
    return {"version": front.version, "headline": slot.headline}


def _stored_story():
    from reversion.models import Revision

    from articles.models import Article

    article = Article.objects.get()
    return {
        "version": article.version,
        "headline": article.headline,
        "body": article.body,
        "revisions": Revision.objects.count(),
    }


if __name__ == "__main__":
    django.setup()
    json.dump(race(), sys.stdout)
