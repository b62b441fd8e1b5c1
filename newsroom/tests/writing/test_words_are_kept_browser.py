"""Whatever happens to the server, the session or the browser: at most the last five seconds of typing are lost."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Autosave
from newsroom.tests.browser import one_at_a_time
from newsroom.tests.writing.test_desk_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def write(visit, words):
    visit.body.click()
    visit.page.keyboard.type(words)


def leave_without_saving(visit):
    visit.page.on("dialog", lambda dialog: dialog.accept())
    visit.open("/admin/password_change/")


def test_typing_is_kept_at_the_server_and_offered_on_return(on_the_desk):
    visit, article = on_the_desk
    write(visit, "Half a sentence")

    expect(visit.page.locator("[data-said]")).to_contain_text("Kept at")
    leave_without_saving(visit)
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    expect(visit.page.get_by_role("heading", name="You have words that were not saved")).to_be_visible()
    visit.page.get_by_role("button", name="Restore").click()

    expect(visit.body).to_have_text("Half a sentence")
    visit.save()
    assert Article.objects.get(pk=article.pk).body == "<p>Half a sentence</p>"
    assert not Autosave.objects.exists()
    assert visit.violations + visit.errors == []


def test_words_outlive_a_server_that_dies(on_the_desk):
    visit, article = on_the_desk
    visit.context.route("**/autosave/", lambda route: route.abort())
    write(visit, "Written while it was down")

    expect(visit.page.locator("[data-said]")).to_contain_text("this browser only")
    leave_without_saving(visit)
    visit.context.unroute("**/autosave/")
    visit.open(f"/admin/articles/article/{article.pk}/change/")

    expect(visit.page.locator("ins", has_text="Written while it was down")).to_be_visible()
    assert visit.errors == []


def test_words_of_this_browser_are_offered_to_whoever_restored_what_the_server_had(on_the_desk):
    visit, article = on_the_desk
    write(visit, "At the server. ")
    expect(visit.page.locator("[data-said]")).to_contain_text("Kept at")
    visit.context.route("**/autosave/", lambda route: route.abort())
    visit.page.keyboard.type("In this browser.")
    expect(visit.page.locator("[data-said]")).to_contain_text("this browser only")
    leave_without_saving(visit)
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    expect(visit.page.locator("[data-said]")).to_contain_text("this browser only")
    visit.context.unroute("**/autosave/")

    visit.page.get_by_role("button", name="Restore").click()
    expect(visit.page.locator("ins", has_text="At the server. In this browser.")).to_be_visible()
    visit.page.get_by_role("button", name="Restore").click()

    expect(visit.body).to_have_text("At the server. In this browser.")
    assert visit.violations == []


def test_words_outlive_a_session_and_go_on_after_signing_in(on_the_desk, editor):
    visit, article = on_the_desk
    visit.context.clear_cookies()
    write(visit, "Signed out meanwhile")
    expect(visit.page.locator("[data-said]")).to_contain_text("signed out")

    with visit.page.expect_popup() as popup:
        visit.page.get_by_role("link", name="Sign in and go on").click()
    popup.value.get_by_label("Username").fill(editor.username)
    popup.value.get_by_label("Password").fill("a-long-password")
    popup.value.get_by_role("button", name="Sign in", exact=True).click()

    expect(popup.value.get_by_text("Close this window and go on writing")).to_be_visible()
    expect(visit.page.locator("[data-said]")).to_contain_text("Kept at")
    visit.save()
    assert Article.objects.get(pk=article.pk).body == "<p>Signed out meanwhile</p>"
    assert visit.violations == []


def test_a_save_that_lands_on_the_door_loses_nothing(on_the_desk, editor):
    visit, article = on_the_desk
    visit.body.click()
    visit.page.keyboard.type("Sent too late")
    visit.context.clear_cookies()
    visit.save()

    visit.sign_in(editor)
    visit.open(f"/admin/articles/article/{article.pk}/change/")

    expect(visit.page.locator("ins", has_text="Sent too late")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_between_two_wordings_can_be_made_by_everyone(make_visit, editor, make_article, scheme):
    article = make_article("Sea wall holds", body="<p>One. Two.</p>")
    visit = make_visit(editor, color_scheme=scheme, viewport={"width": 390, "height": 844})
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    expect(visit.body).to_be_visible()
    with one_at_a_time:
        Article.objects.filter(pk=article.pk).update(headline="Sea wall breaks", body="<p>One. Three.</p>", version=2)
    page.locator("#id_headline").fill("Sea wall stands firm")

    visit.save()

    expect(page.get_by_role("heading", name="Two wordings")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Take theirs: Body").click()
    page.get_by_role("button", name="Save what stands in the form").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    saved = Article.objects.get(pk=article.pk)
    assert (saved.headline, saved.body) == ("Sea wall stands firm", "<p>One. Three.</p>")
    assert visit.violations + visit.errors == []
