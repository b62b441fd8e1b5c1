"""Comments on marked words, with the keyboard, in a real browser: beside the words and never in them."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from articles.comments.places import places_now
from articles.comments.threads import begin_thread, passage_of
from articles.models import Article, CommentReply
from newsroom.tests.browser import broken_rules, one_at_a_time

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "<p>The gate opens on Friday, and the council pays.</p><p>Nobody had asked the harbour master.</p>"
MARK = """(body, words) => {
  let at = 0;
  body.editor.state.doc.descendants((node, place) => {
    if (node.isText && node.text.includes(words)) at = place + node.text.indexOf(words);
  });
  body.editor.chain().setTextSelection({ from: at, to: at + words.length }).focus().run();
}"""
PLACES = """() => [...document.querySelectorAll("[data-margin] > .comment")].map((card) => {
  const mark = document.querySelector(`.ProseMirror [data-comment="${card.dataset.thread}"]`);
  const { top, bottom } = card.getBoundingClientRect();
  return { words: mark.textContent, top, bottom, wanted: mark.getBoundingClientRect().top };
})"""
STANDS = f"""(words) => ({PLACES})().some((each) => each.words === words && Math.abs(each.top - each.wanted) < 8)"""


def choose_words(visit, words):
    visit.body.evaluate(MARK, words)
    visit.wait_for_keys()


@pytest.fixture
def commented(make_visit, editor, make_article):
    """A story open at the desk, with a comment on its last words."""
    article = make_article("Gate", body=BODY)
    place = passage_of(article, "the harbour master")
    begin_thread(article=article, by=editor, place=place, words="By name, please.")
    visit = make_visit(editor)
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.body.wait_for()
    expect(visit.page.locator(".ProseMirror mark")).to_have_text("the harbour master")
    return visit, article


def stored(article):
    with one_at_a_time:
        article = Article.objects.get(pk=article.pk)
        return article.body, [place.exact for place in places_now(article).values()]


def test_a_passage_is_marked_and_commented_on_with_the_keyboard_alone(commented):
    visit, article = commented
    choose_words(visit, "the council pays")

    visit.page.keyboard.press("Control+Alt+M")
    expect(visit.page.locator("[data-margin] > .comment__form textarea")).to_be_focused()
    visit.page.keyboard.type("Who says so?")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")

    expect(visit.page.locator(".ProseMirror mark")).to_have_text(["the council pays", "the harbour master"])
    expect(visit.page.locator("[data-margin] .comment")).to_have_count(2)
    assert stored(article) == (BODY, ["the harbour master", "the council pays"])
    assert visit.violations == []
    assert visit.errors == []


def test_passages_follow_what_is_typed_and_saved(commented):
    visit, article = commented
    visit.put_cursor("start")
    visit.page.keyboard.type("Late news. ")
    choose_words(visit, "bour")
    visit.page.keyboard.type("port")  # within the passage
    visit.save()

    assert stored(article)[1] == ["the harport master"]
    assert "<mark" not in stored(article)[0]


def test_a_passage_that_is_deleted_comes_back_when_that_is_undone(commented):
    visit, _article = commented
    visit.put_cursor("start")
    visit.page.keyboard.press("Control+A")
    visit.page.keyboard.press("Delete")
    expect(visit.page.locator(".ProseMirror mark")).to_have_count(0)
    visit.page.keyboard.press("Control+Z")
    expect(visit.page.locator(".ProseMirror mark")).to_have_text("the harbour master")


def test_keys_lead_to_a_comment_and_to_its_answer(commented):
    visit, _article = commented
    visit.put_cursor("start")

    visit.page.keyboard.press("Alt+N")
    expect(visit.page.locator("[data-comment-told]")).to_contain_text("Comment 1 of 1")
    expect(visit.page.locator("[data-comment-told]")).to_contain_text("By name, please.")
    assert visit.page.evaluate("getSelection().toString()") == "the harbour master"
    visit.page.keyboard.press("ArrowLeft")
    visit.page.keyboard.press("Control+Alt+M")
    expect(visit.page.locator(".comment textarea")).to_be_focused()
    visit.page.keyboard.type("Done so.")
    visit.page.locator(".comment [name=_answer]").click()

    expect(visit.page.locator(".comment__said > li")).to_have_count(2)
    with one_at_a_time:
        assert CommentReply.objects.count() == 2


def test_what_is_typed_into_a_comment_is_no_change_of_the_story(commented):
    visit, article = commented
    visit.page.locator(".comment summary").click()
    visit.page.locator(".comment textarea").fill("Half a thought")
    visit.save()

    expect(visit.page.locator(".comment textarea")).to_have_value("Half a thought")
    with one_at_a_time:
        assert Article.objects.get(pk=article.pk).version == article.version


def test_threads_stand_beside_their_words_in_the_order_of_the_words(commented, editor):
    visit, article = commented
    with one_at_a_time:
        for words in ("The gate", "Friday", "had asked"):
            begin_thread(article=article, by=editor, place=passage_of(article, words), words="Why? " * 40)
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    expect(visit.page.locator("[data-margin] > .comment")).to_have_count(4)

    visit.put_cursor("start")
    visit.page.wait_for_function(STANDS, arg="The gate")
    cards = visit.page.evaluate(PLACES)
    assert [card["words"] for card in cards] == ["The gate", "Friday", "had asked", "the harbour master"]
    assert [one["top"] >= before["bottom"] for before, one in pairwise(cards)] == [True] * 3
    for _ in range(14):
        visit.page.keyboard.press("Enter")  # all words go down
    choose_words(visit, "Friday")
    visit.page.wait_for_function(STANDS, arg="Friday")
    cards = visit.page.evaluate(PLACES)
    assert [one["top"] >= before["bottom"] for before, one in pairwise(cards)] == [True] * 3
    assert broken_rules(visit.page, within=".writing") == []

    visit.page.set_viewport_size({"width": 1200, "height": 900})
    expect(visit.page.locator("[data-comment-list] .comment__quote")).to_contain_text(
        ["The gate", "Friday", "had asked", "the harbour master"]
    )
    expect(visit.page.locator("[data-margin]")).to_be_hidden()
    assert visit.violations + visit.errors == []
