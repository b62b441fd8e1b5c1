"""Killing the whole server while somebody types: what was kept is there, and their browser has the rest."""

import contextlib
import json
import os
import signal
import sqlite3
import sys

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from playwright.sync_api import expect

from newsroom.tests.processes import descendants, free_port, is_alive, managed, read_until, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="Looks at processes in /proc."),
]


@pytest.fixture
def story(make_article):
    return make_article("Sea wall holds", body="")


@pytest.fixture
def paper(tmp_path, copy_collected, editor, story):
    """A paper of its own on a copy of this test's database, which is there at once; to migrate one takes long."""
    editor.password = PBKDF2PasswordHasher().encode("a-long-password", "salt", iterations=1)
    editor.save()
    with contextlib.closing(sqlite3.connect(tmp_path / "newsroom.sqlite3")) as database:
        connection.connection.backup(database)
    copy_collected(tmp_path)
    return {"DATA": str(tmp_path), "DEMO": "1", "PORT": str(free_port()), "WORKERS": "1"}


@pytest.fixture
def tab(chromium, paper):
    context = chromium.new_context(base_url=f"http://127.0.0.1:{paper['PORT']}")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@contextlib.contextmanager
def served(paper):
    with managed("serve", **paper) as process:
        read_until(process, "Ctrl-C")
        yield process


def sign_in(tab, story):
    """Open the story, by way of the door."""
    tab.goto(f"/admin/articles/article/{story.pk}/change/")
    tab.get_by_label("Username").fill("editor")
    tab.get_by_label("Password").fill("a-long-password")
    tab.get_by_role("button", name="Sign in", exact=True).click()


def kill_at_once(process):
    """What a power cut does: nobody is asked."""
    everybody = [process.pid, *descendants(process.pid)]
    for pid in everybody:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    assert wait_until(lambda: not any(map(is_alive, everybody)))


def kept_at_the_server(paper):
    with contextlib.closing(sqlite3.connect(f"{paper['DATA']}/newsroom.sqlite3")) as database:
        return [json.loads(fields)["body"] for (fields,) in database.execute("select fields from articles_autosave")]


def test_a_server_that_is_killed_while_somebody_types_costs_no_word(paper, tab, story):
    body = tab.locator(".prose-menubar + .ProseMirror")
    with served(paper) as process:
        sign_in(tab, story)
        body.click()
        tab.keyboard.type("Kept before the crash. ")
        expect(tab.locator("[data-said]")).to_contain_text("Kept at")
        tab.keyboard.type("Typed as it died. ")
        kill_at_once(process)
        tab.keyboard.type("Typed after it.")
        expect(tab.locator("[data-said]")).to_contain_text("this browser only")
        assert "Kept before the crash." in kept_at_the_server(paper)[0][0]

    tab.context.clear_cookies()
    tab.on("dialog", lambda dialog: dialog.accept())
    with served(paper):
        sign_in(tab, story)
        expect(tab.get_by_role("heading", name="You have words that were not saved")).to_be_visible()
        expect(tab.locator("ins", has_text="Typed after it.")).to_be_visible()  # the server has had the browser's
        tab.get_by_role("button", name="Restore").click()

        expect(body).to_have_text("Kept before the crash. Typed as it died. Typed after it.")
