"""A suggestion written in the editor of a story and decided on, in a real browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Proposal
from articles.proposals.decide import suggest
from newsroom.tests.browser import broken_rules, one_at_a_time, words_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "<p>The gate opens on Friday, and the council <strong>pays</strong>.</p><ul><li><p>One</p></li></ul>"


def test_words_are_suggested_in_the_editor_and_accepted(make_visit, reporter, editor, make_article):
    article = make_article("Gate", body=BODY)
    writer = make_visit(reporter)
    writer.open(f"/admin/articles/article/{article.pk}/suggest/")
    writer.body.wait_for()
    writer.put_cursor("start")
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


def test_suggestions_stand_in_the_words_and_are_decided_on_there_beside_what_is_typed(
    make_visit, reporter, editor, make_article
):
    article = make_article("Gate", body=BODY)
    other = BODY.replace("Friday", "Monday").replace("<p>One</p>", "<p>One of two</p>")
    suggest(article=article, person=reporter, base=BODY, html=other, seen=0)
    visit = make_visit(editor, viewport={"width": 390, "height": 800})
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.body.wait_for()
    expect(page.locator(".ProseMirror del")).to_have_text(["Friday, ", "One"])
    expect(page.locator(".ProseMirror ins")).to_have_text(["Monday, ", "One of two"])
    expect(page.locator(".suggested__who")).to_have_text(["reporter"] * 2)
    assert words_of(page) == BODY

    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("[data-way=final]").click()
    expect(page.locator(".ProseMirror del").first).to_be_hidden()
    expect(visit.body).to_have_attribute("contenteditable", "false")
    page.locator("[data-way=original]").click()
    expect(page.locator(".ProseMirror ins").first).to_be_hidden()
    page.locator("[data-way=marked]").click()
    assert broken_rules(page, within=".writing") == []

    visit.put_cursor("start")
    page.keyboard.type("At last: ")
    page.locator("[data-next-suggestion]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".suggested [name=_accept]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror ins")).to_have_text(["One of two"])
    now = BODY.replace("<p>The", "<p>At last: The").replace("Friday", "Monday")
    assert words_of(page) == now

    page.locator(".suggested [name=_refuse]").click()
    expect(page.locator(".ProseMirror ins")).to_have_count(0)
    visit.put_cursor("start")
    page.keyboard.type("So: ")
    visit.save()
    with one_at_a_time:
        assert Article.objects.get().body == now.replace("<p>At", "<p>So: At")
        assert not Proposal.objects.exists()
    assert visit.violations + visit.errors == []


def test_what_is_accepted_on_somebody_elses_save_takes_nothing_of_the_form(make_visit, reporter, editor, make_article):
    article = make_article("Gate", body=BODY)
    suggest(article=article, person=reporter, base=BODY, html=BODY.replace("Friday", "Monday"), seen=0)
    visit = make_visit(editor)
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".suggested [name=_accept]").wait_for()
    with one_at_a_time:
        Article.objects.update(version=5, headline="Gates")

    page.locator(".suggested [name=_accept]").click()

    expect(page.locator("[data-suggestion-told]")).to_contain_text("you are shown both wordings")
    assert (page.locator("[name=version]").input_value(), words_of(page)) == ("1", BODY)
    with one_at_a_time:
        assert (Article.objects.get().body, Article.objects.get().version) == (BODY.replace("Friday", "Monday"), 6)
    assert visit.violations + visit.errors == []
