"""Two people at one story: the second sees the first at once, takes over, and neither loses a word."""

import pytest
from playwright.sync_api import expect
from reversion.models import Revision

from articles.editing.snapshots import snapshot_of_revision
from articles.models import Article, Presence
from newsroom.tests.processes import wait_until
from newsroom.tests.writing.test_desk_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_people_at_one_story(make_visit, make_article, reporter, editor):
    article = make_article("Sea wall holds", body="", created_by=reporter)
    address = f"/admin/articles/article/{article.pk}/change/"
    first, second = make_visit(reporter), make_visit(editor, viewport={"width": 390, "height": 844})

    with first.page.expect_response("**/present/"):
        first.open(address)
    first.body.click()
    first.page.keyboard.type("The first half of a sentence")
    expect(first.page.locator("[data-said]")).to_contain_text("Kept at")
    with second.page.expect_response("**/present/"):
        second.open(address)
    notice = second.page.locator("[data-presence]")
    expect(notice).to_contain_text("reporter has this open since")
    expect(second.page.get_by_role("link", name="reporter is here")).to_be_in_viewport()
    assert serious(second.page) == []
    assert second.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    second.page.locator("#id_headline").fill("Sea wall breaks")
    second.page.get_by_role("button", name="Take over from reporter").click()
    expect(notice).to_contain_text("The story is yours now.")
    expect(second.page.locator("#id_headline")).to_have_value("Sea wall breaks")

    first.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as on coming back to the tab
    expect(first.page.locator("[data-presence]")).to_contain_text("editor took this story over")
    expect(first.body).to_have_text("The first half of a sentence")

    revision = Revision.objects.get()
    assert revision.user == reporter
    assert snapshot_of_revision(revision, article)["body"] == "<p>The first half of a sentence</p>"
    assert Article.objects.get().version == 1
    second.page.on("dialog", lambda dialog: dialog.accept())
    second.open("/admin/password_change/")
    assert wait_until(lambda: not Presence.objects.open_now().filter(user=editor).exists())
    assert first.violations + first.errors + second.violations + second.errors == []
