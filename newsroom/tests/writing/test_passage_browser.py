"""The language of selected words, chosen at the desk, and spoken to a reader."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.tests.browser import wait_for_editor
from newsroom.tests.writing.test_desk_browser import serious
from newsroom.tests.writing.test_kinds_browser import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose(page, language):
    page.get_by_role("button", name="Language of the selected words").click()
    field = page.get_by_label("Language", exact=True)
    field.select_option(language)
    assert field.bounding_box()["height"] > 10
    assert serious(page) == []
    page.get_by_role("button", name="Update", exact=True).click()


def test_selected_words_get_a_language_and_lose_it_again(on_the_desk):
    visit, article = on_the_desk
    page, body = visit.page, visit.page.locator("#id_body")
    wait_for_editor(page)
    visit.body.click()
    press(page, "A sense of déjà vu")
    visit.body.evaluate("words => words.editor.commands.setTextSelection({ from: 12, to: 19 })")

    choose(page, "French")
    french = '<p>A sense of <bdi lang="fr">déjà vu</bdi></p>'
    expect(body).to_have_value(french)
    choose(page, "That of the story")
    expect(body).to_have_value("<p>A sense of déjà vu</p>")
    page.keyboard.press("Control+z")
    expect(body).to_have_value(french)
    visit.put_cursor("end")
    press(page, " d'ici")
    french = french.replace("vu", "vu d'ici")
    expect(body).to_have_value(french)
    choose(page, "Welsh")
    press(page, "'n")
    expect(body).to_have_value(french.replace("fr", "cy").replace("ici", "ici’n"))
    visit.save()

    assert "ici’n</bdi>" in Article.objects.get(pk=article.pk).body
    assert visit.violations + visit.errors == []
