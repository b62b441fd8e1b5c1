"""What a site answers while another holds its database: `python -m newsroom.tests.database.held`, with DATABASE_URL.

Prints, as JSON, the answer to each request made meanwhile, and to the same ones afterwards.
"""

import contextlib
import json
import sqlite3
import sys

import django

READER = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_USER_AGENT": "Mozilla/5.0 Firefox/140.0"}


def ask():
    from django.db import connection
    from django.test.utils import override_settings

    from newsroom.database.limits import keep_to_request_limits

    keep_to_request_limits()
    requests = _requests()
    with override_settings(ALLOWED_HOSTS=["*"]):
        with held(connection):
            meanwhile = {name: _answer(*request) for name, request in requests.items()}
            wait = _lock_wait(connection)
        return {
            "meanwhile": meanwhile,
            "wait": wait,
            "wait of the first": connection.settings_dict["OPTIONS"].get("timeout"),
            "afterwards": {name: _answer(*request) for name, request in requests.items()},
            "wait afterwards": _lock_wait(connection),
            "after a restart": _after_a_restart(connection, requests["front"]),
        }


@contextlib.contextmanager
def held(connection):
    """Somebody else's transaction that keeps all others from writing."""
    if connection.vendor == "sqlite":
        with contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    import psycopg

    params = connection.get_connection_params()
    with psycopg.connect(**{key: params[key] for key in ("host", "user", "dbname")}) as other:
        tables = ", ".join(f'"{name}"' for name in connection.introspection.table_names())
        other.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
        yield
        other.rollback()


def _after_a_restart(connection, request):
    """What a connection that was kept and that the server has ended since is good for."""
    from django.db import close_old_connections

    if connection.vendor != "sqlite":
        with contextlib.closing(connection.copy()) as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    close_old_connections()  # as Django does at the beginning of a request, and its test client does not
    return _answer(*request)["status"]


def _lock_wait(connection):
    statement = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"
    with connection.cursor() as cursor:
        return cursor.execute(statement).fetchone()[0]


def _requests():
    """Each with its client, method and what is sent: a vote, a sign-up, what is typed at the desk, and pages."""
    import datetime as dt

    from django.contrib.auth.models import User
    from django.test import Client
    from django.utils import timezone

    from articles.models import Article, Author, Byline, Section
    from articles.publishing.publish import publish
    from newsroom.tests.second_factor import sign_in_with_factor
    from polls.models import Choice, Poll

    opened = timezone.now() - dt.timedelta(hours=1)
    poll = Poll.objects.create(question="Who wins?", slug="race", state=Poll.State.LIVE, opens_at=opened)
    choice = Choice.objects.bulk_create(Choice(poll=poll, label=label) for label in ("This", "That"))[0]
    section = Section.objects.create(name="News", slug="news")
    article = Article.objects.create(headline="Sea wall", slug="wall", section=section, body="<p>It held.</p>")
    Byline.objects.create(article=article, author=Author.objects.create(name="Nell", slug="nell"))
    publish(article=article, by=None)
    desk, reader = (Client(raise_request_exception=False, headers={}, **READER) for _ in range(2))
    sign_in_with_factor(desk, User.objects.create(username="nell", is_staff=True, is_superuser=True))
    story = f"/admin/articles/article/{article.pk}"
    typed = {"headline": "Sea wall holds <b>", "version": 1, "autosave_key": "k", "body": "<p>Typed & kept.</p>"}
    return {
        "vote": (reader, "post", f"/polls/{poll.pk}/vote/", {"choice": choice.pk}),
        "sign-up": (reader, "post", "/support/yours/", {"email": "ada@example.org"}),
        "beacon": (reader, "post", f"/read/{article.pk}/", {}),
        "autosave": (desk, "post", f"{story}/autosave/", typed),
        "desk save": (desk, "post", "/admin/articles/topic/add/", {"name": "Sport ‘n’ games", "slug": "sport"}),
        "front": (reader, "get", "/", None),
        "article": (reader, "get", article.get_absolute_url(), None),
        "story form": (desk, "get", f"{story}/change/", None),
    }


def _answer(client, method, address, sent):
    response = getattr(client, method)(address, sent)
    return {
        "status": response.status_code,
        "retry_after": response.headers.get("Retry-After"),
        "text": response.text if response.status_code == 503 else "",
    }


if __name__ == "__main__":
    django.setup()
    json.dump(ask(), sys.stdout)
