"""The rest of a story's form in a real browser: its fields, its buttons, and whether everyone can use them."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Byline
from newsroom.tests.browser import broken_rules, wait_for_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_lead_picture_is_chosen_and_shown(on_the_desk, make_picture):
    visit, article = on_the_desk
    picture = make_picture("The wall at dusk")

    visit.choose("Choose a picture", "The wall at dusk")
    expect(visit.page.locator(".field-lead_picture .picture-field img")).to_be_visible()
    visit.save()

    assert Article.objects.get(pk=article.pk).lead_picture == picture
    expect(visit.page.locator(".field-lead_picture .picture-field")).to_contain_text("Cormac Ilderton")


def test_enter_in_a_field_saves_and_never_publishes(on_the_desk):
    visit, article = on_the_desk

    visit.page.locator("#id_kicker").fill("Flooding")
    with visit.page.expect_response("**/change/"):
        visit.page.locator("#id_kicker").press("Enter")

    assert Article.objects.get(pk=article.pk).kicker == "Flooding"
    assert not article.editions.exists()


def test_a_byline_is_put_in_order_with_a_button(on_the_desk, make_author):
    visit, article = on_the_desk
    Byline.objects.create(article=article, author=make_author("Ivo Marsh"), role="photographs", position=1)
    visit.page.reload()

    visit.page.get_by_role("button", name="Move up").last.click()
    visit.save()

    ordered = article.bylines.order_by("position").values_list("author__name", flat=True)
    assert list(ordered) == ["Ivo Marsh", "Nell Thackaberry"]
    assert visit.violations == []


def test_asks_before_unsaved_words_are_left(on_the_desk):
    visit, _ = on_the_desk
    asked = []
    visit.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    visit.body.click()
    visit.page.keyboard.type("Unsaved")

    visit.open("/admin/")

    assert asked == ["beforeunload"]


def test_a_story_is_written_linked_and_published(make_visit, editor, make_section, make_author):
    make_section("Harbour"), make_author("Nell Thackaberry", user=editor)
    visit = make_visit(editor)
    page = visit.open("/admin/articles/article/add/")
    expect(visit.body).to_be_visible()

    page.keyboard.type("Sea wall holds")  # the headline has the cursor
    page.get_by_label("Section").select_option("Harbour")
    visit.body.click()
    page.keyboard.type("The plan")
    page.keyboard.press("ControlOrMeta+a")
    page.get_by_role("button", name="insert link").click()
    page.get_by_label("URL").fill("https://example.org/plan")
    page.get_by_role("button", name="Update", exact=True).click()
    page.get_by_role("button", name="Save and publish now").click()

    expect(page.get_by_text("The story is live.")).to_be_visible()
    edition = Article.objects.get().live_edition()
    assert (edition.headline, edition.slug) == ("Sea wall holds", "sea-wall-holds")
    assert edition.body == '<p><a href="https://example.org/plan">The plan</a></p>'
    assert [line.author.name for line in edition.bylines.all()] == ["Nell Thackaberry"]
    assert visit.violations == []
    assert visit.errors == []


def test_a_preview_shows_unsaved_words_under_the_public_policy(on_the_desk):
    visit, article = on_the_desk
    visit.body.click()
    visit.page.keyboard.type("Not saved yet")

    with visit.page.expect_popup() as popup:
        visit.page.get_by_role("button", name="Preview").click()

    expect(popup.value.get_by_text("Not saved yet")).to_be_visible()
    assert Article.objects.get(pk=article.pk).body == ""
    assert visit.violations == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_can_be_used_by_everyone(make_visit, editor, make_live_article, make_topic, make_picture, scheme):
    article = make_live_article("Sea wall holds", topics=[make_topic()], lead_picture=make_picture())
    stranger, visit = make_visit(color_scheme=scheme), make_visit(editor, color_scheme=scheme)
    story = f"/admin/articles/article/{article.pk}/change/"
    paths = ["/admin/", "/admin/articles/article/", story, "/admin/articles/article/add/"]
    pages = [stranger.open("/admin/login/")]

    found = serious(pages[0])
    for path in paths:
        page = visit.open(path)
        page.wait_for_load_state("networkidle")
        found += serious(page)

    assert found == []
    assert visit.violations + stranger.violations == []


def serious(page):
    wait_for_editor(page)
    return broken_rules(page, impacts=("serious", "critical"))
