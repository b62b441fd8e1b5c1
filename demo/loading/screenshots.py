"""Take the handbook's pictures of the running demonstration paper, so that they never show what is no longer there."""

import shutil
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from playwright.sync_api import sync_playwright

from articles.models import Article
from demo.loading.staff import STAFF
from polls.models import Poll
from supporters.models import Pledge

ALBUM = settings.BASE_DIR / "docs" / "pictures"
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}
LOGINS = {person.username: person.password for person in STAFF}


class Shot(NamedTuple):
    name: str
    path: str
    login: str = ""
    size: dict = DESKTOP
    scheme: str = "light"
    to: str = ""  # a part of the page to scroll to


def shots() -> list[Shot]:
    story = Article.objects.get(slug="barrier-holds-as-tide-peaks")
    poll_story = Article.objects.get(slug="harbour-parking-sundays")
    poll = Poll.objects.get(slug="harbour-parking")
    pledge = Pledge.objects.filter(state=Pledge.State.AWAITING).newest_first().first()
    regular = Pledge.objects.filter(state=Pledge.State.ACTIVE).newest_first().last()
    return [
        Shot("front", "/"),
        Shot("front-phone", "/", size=PHONE, scheme="dark"),
        Shot("story", story.get_absolute_url()),
        Shot("story-phone", story.get_absolute_url(), size=PHONE),
        Shot("story-poll", poll_story.get_absolute_url(), to=f"#poll-{poll.pk}"),
        Shot("support", "/support/"),
        Shot("desk", "/admin/", "editor"),
        Shot("stories", "/admin/articles/article/", "editor"),
        Shot("story-form", f"/admin/articles/article/{story.pk}/change/", "editor"),
        Shot("story-form-dark", f"/admin/articles/article/{story.pk}/change/", "editor", scheme="dark"),
        Shot("pictures", "/admin/articles/picture/", "pictures"),
        Shot("picture", f"/admin/articles/picture/{story.lead_picture_id}/change/", "pictures"),
        Shot("poll-form", f"/admin/polls/poll/{poll.pk}/change/", "editor"),
        Shot("poll-results", f"/admin/polls/poll/{poll.pk}/results/", "editor"),
        Shot("fronts", "/admin/articles/front/", "editor"),
        Shot("supporters", "/admin/supporters/supporter/", "supporters"),
        Shot("record-payment", f"/admin/supporters/pledge/{pledge.pk}/change/", "supporters"),
        Shot("timeline", f"/admin/supporters/pledge/{regular.pk}/change/", "supporters", to=".timeline"),
    ]


def photograph(wanted: list[Shot], album: Path = ALBUM) -> list[Path]:
    """One picture for each shot, in the album. What needs the database was asked before: the browser parks a loop."""
    album.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        taken = [_take(browser, shot, album) for shot in wanted]
        browser.close()
    return taken


def _take(browser, shot, album):
    context = browser.new_context(viewport=shot.size, color_scheme=shot.scheme)
    page = context.new_page()
    if shot.login:
        page.goto(f"{settings.SITE_URL}/admin/login/")
        page.fill("#id_username", shot.login)
        page.fill("#id_password", LOGINS[shot.login])
        page.click("[type=submit]")
    page.goto(settings.SITE_URL + shot.path)
    page.wait_for_load_state("networkidle")
    if shot.to:
        page.locator(shot.to).evaluate("part => part.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(300)
    path = album / f"{shot.name}.jpg"
    page.screenshot(path=path, type="jpeg", quality=72)
    context.close()
    return path
