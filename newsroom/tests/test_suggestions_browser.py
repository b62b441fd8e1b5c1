"""A suggestion written in the editor of a story and decided on, in a real browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Proposal
from newsroom.tests.browser import one_at_a_time

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "<p>The gate opens on Friday, and the council <strong>pays</strong>.</p><ul><li><p>One</p></li></ul>"


def test_words_are_suggested_in_the_editor_and_accepted(make_visit, reporter, editor, make_article):
    article = make_article("Gate", body=BODY)
    writer = make_visit(reporter)
    writer.open(f"/admin/articles/article/{article.pk}/suggest/")
    writer.body.wait_for()
    writer.body.evaluate("body => body.editor.commands.focus('start')")
    expect(writer.body).to_be_focused()
    writer.page.keyboard.type("At last: ")
    writer.page.locator(".submit-row input[type=submit]").click()
    expect(writer.page.locator(".wording ins").first).to_contain_text("At last:")
    with one_at_a_time:
        kept = Proposal.objects.get()
        assert (kept.base_html, Article.objects.get().body) == (BODY, BODY)
        assert kept.html == BODY.replace("<p>The", "<p>At last: The")

    visit = make_visit(editor, viewport={"width": 390, "height": 800})
    visit.open(f"/admin/articles/article/{article.pk}/suggestions/")
    visit.page.locator(".pieces [name=_accept]").click()

    expect(visit.page.locator(".suggestion")).to_have_count(0)
    with one_at_a_time:
        assert Article.objects.get().body == BODY.replace("<p>The", "<p>At last: The")
    assert writer.violations + visit.violations == []
    assert writer.errors + visit.errors == []
