"""A real browser for the tests that need one: under the real policy, and counting what the policy refused."""

import os
import shutil
import threading
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client

from newsroom.tests.processes import wait_until

# First the one that has no window to draw: the same engine for three quarters of the work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # As people's browsers say it: votes of one that calls itself headless are held.
    "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
]
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.reportViolation(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
})
"""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# A test's database in memory has one connection for all threads, and pages of the desk ask for things by themselves:
# two at once would end each other's transactions. A test that writes while a page is open takes its turn too.
one_at_a_time = threading.RLock()
EDITOR_IS_READY = """() => [...document.querySelectorAll("textarea[data-django-prose-editor-desk]")]
  .every(words => words.closest(".prose-editor")?.querySelector(".tiptap[aria-multiline]"))"""
NOTHING_IS_BEING_SAVED = "() => document.querySelector('[data-autosave]')?.dataset.state !== 'saving'"


def is_form(address):
    return address.endswith(("/change/", "/add/"))


def words_of(page):
    """The body as a save would send it at this moment."""
    return page.evaluate("new FormData(document.getElementById('article_form')).get('body')")


def wait_for_editor(page):
    """Where a form has one, the editor of words gets its names a moment after the page is there."""
    page.wait_for_function(EDITOR_IS_READY)


def broken_rules(page, *, tags=(), impacts=(), within=None):
    """What axe finds, a line for each place: of these tags and these impacts alone, where any are named."""
    from axe_playwright_python.sync_playwright import Axe

    # A link that was just followed leaves a moment without any document, in which axe breaks.
    page.wait_for_load_state()
    # axe would write copies of imported style sheets into the page, which the policy refuses.
    options = {"preload": False} | ({"runOnly": list(tags)} if tags else {})
    found = Axe().run(page, context=within, options=options).response["violations"]
    chosen = [rule for rule in found if not impacts or rule["impact"] in impacts]
    return [f"{page.url} {rule['id']}: {node['target']}" for rule in chosen for node in rule["nodes"]]


@dataclass
class Visit:
    """One person's browser: a page to drive, and what went wrong on it and on any page that it opened."""

    context: object
    address: str
    page: object = None
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path):
        self.page.goto(self.address + path)
        return self.page

    @property
    def body(self):
        """The editor of a story's words, on the story's form."""
        return self.page.locator(".prose-menubar + .ProseMirror")

    def put_cursor(self, place):
        """At the `"start"`, the `"end"` or a position of the words. The editor takes the keys a frame after it is told
        to, and what is typed before goes to whatever has them then.
        """
        self.body.evaluate("(body, place) => body.editor.commands.focus(place)", place)
        self.wait_for_keys()

    def wait_for_keys(self):
        self.page.wait_for_function("() => document.activeElement.matches('.ProseMirror')")

    def save(self):
        """Press Save on a story's form. It is sent in place, or as a page: either way what came of it is there."""
        with self.page.expect_response(lambda response: response.request.method == "POST" and is_form(response.url)):
            self.page.locator(".bar [name=_continue]").click()
        self.page.wait_for_function(NOTHING_IS_BEING_SAVED)

    def choose(self, button, words):
        """Press a button and take the row with these words from the list that it opens."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.get_by_role("dialog").get_by_role("button", name=words).first.click()

    def sign_in(self, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.address}])


def _without_browser(reason):
    if os.environ.get("REQUIRE_SERVERS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def chromium():
    """Chromium, started once a module. The sync API parks an event loop in this thread, which Django takes for
    asynchronous code; it runs nothing while a test does, so the ORM may be used beside it.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        _without_browser("There is no Chromium on this machine.")
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _without_browser("Playwright is not installed.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=15_000)  # on a busy machine
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def in_turn(monkeypatch):
    """The server answers one request after the other."""
    answer = WSGIHandler.__call__

    def answer_in_turn(*args):
        with one_at_a_time:
            return answer(*args)

    monkeypatch.setattr(WSGIHandler, "__call__", answer_in_turn)
    with connection.execute_wrapper(ask_in_turn):
        yield


def ask_in_turn(execute, *asked):
    with one_at_a_time:
        return execute(*asked)


@pytest.fixture
def make_visit(chromium, live_server, in_turn):
    """A browser of its own for each visit: `make_visit(user, color_scheme="dark", viewport={...})`."""
    contexts = []

    def make(user=None, **options):
        context = chromium.new_context(**options)
        contexts.append(context)
        visit = Visit(context, live_server.url)
        context.expose_function("reportViolation", lambda said, visit=visit: visit.violations.append(said))
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("weberror", lambda error: visit.errors.append(str(error.error)))
        context.set_default_timeout(20_000)
        visit.page = context.new_page()
        if user:
            visit.sign_in(user)
        return visit

    yield make
    for context in contexts:
        context.set_offline(True)  # a page that is left says so, and nobody is there to hear it any more
        context.close()
    # Words that are kept in the background may still be on their way: the database is emptied only after them.
    assert wait_until(lambda: not _requests_under_way(), seconds=20), "a request outlived its browser"


def _requests_under_way():
    return [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]


@pytest.fixture
def on_the_desk(make_visit, editor, make_article):
    """A story without words, open at the desk: the visit and the story."""
    article = make_article("Sea wall holds", body="")
    visit = make_visit(editor)
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.body.wait_for()
    return visit, article
