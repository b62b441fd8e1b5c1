"""Every public page on the narrowest screen, with text at twice its size and words that have no end."""

import datetime as dt
import shutil

import pytest
from django.utils import timezone

from articles.models import BreakingBar, Correction, Edition, Picture, Section, Series, Topic, Video
from articles.models.subjects import Author
from articles.publishing.publish import publish
from newsroom.tests.browser import ARGUMENTS, PROGRAMS
from newsroom.tests.public_rows import PUBLIC
from newsroom.tests.readers.test_public_access_browser import is_page
from polls.models import Poll
from supporters.models import ContributionPage, Recognition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".ljust(90, "h")
ADDRESS = "https://www.example.org/".ljust(120, "x")
MAIL = f"{'harbour.master' * 3}@{'a-very-long-name-of-a-council' * 2}.example"
LONG = f"{WORD} {ADDRESS} {MAIL}"
SMALL = {"viewport": {"width": 320, "height": 640}, "reduced_motion": "reduce"}
# Text that lies under a picture: more than a pixel of both is in one place, and neither holds the other.
UNDER_A_PICTURE = """() => {
  const pictures = [...document.querySelectorAll("img, video")].filter((picture) => picture.checkVisibility())
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!node.data.trim() || !node.parentElement.checkVisibility()) continue
    if (node.parentElement.closest(".visually-hidden, .skip, picture, video")) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const line of range.getClientRects()) for (const picture of pictures) {
      const frame = picture.getBoundingClientRect()
      const width = Math.min(line.right, frame.right) - Math.max(line.left, frame.left)
      const height = Math.min(line.bottom, frame.bottom) - Math.max(line.top, frame.top)
      if (width > 1 && height > 1) found.push(`"${node.data.trim().slice(0, 30)}" under a picture`)
    }
  }
  return [...new Set(found)]
}"""
WIDEST = """() => {
  const page = document.documentElement
  if (page.scrollWidth <= page.clientWidth) return []
  const wide = [...document.querySelectorAll("body *")].filter((part) =>
    part.getBoundingClientRect().right > page.clientWidth + 1 && !part.closest(".table-scroll, .visually-hidden"))
  return [`${page.scrollWidth} wide: ${wide.slice(0, 4).map((part) => `${part.tagName}.${part.className}`)}`]
}"""


@pytest.fixture(scope="module")
def chromium(chromium):
    """A browser whose reader has set text to twice its usual size."""
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    options = {"executable_path": program, "args": [*ARGUMENTS, "--blink-settings=defaultFontSize=32"]}
    browser = chromium.browser_type.launch(**options)
    yield browser
    browser.close()


@pytest.fixture
def endless_world(world, make_article, make_poll, fill_box, make_payment, make_pledge, settings):
    """What readers can open, with endless words wherever a text of somebody's stands."""
    settings.PAPER_EMAIL = MAIL
    Section.objects.update(name=WORD[:60], standfirst=LONG[:200])
    Topic.objects.update(name=WORD[:60], standfirst=LONG[:200])
    Author.objects.update(name=WORD, title=WORD, biography=LONG, email=MAIL)
    Series.objects.update(name=WORD[:80], standfirst=LONG[:300])
    Picture.objects.update(caption=LONG[:400], credit=WORD)
    Video.objects.update(title=WORD, standfirst=LONG[:300], transcript=LONG)
    ContributionPage.objects.update(headline=WORD, introduction=LONG, account_name=WORD[:60], postal_address=LONG[:300])
    asked = make_poll(
        f"{WORD}?", answers=(WORD, "No", ADDRESS), context=LONG[:300], outcome=LONG, results=Poll.Results.LIVE
    )
    poll = fill_box(asked, 20, 20, 10)
    poll.refresh_from_db()
    body = (
        f"<p>{LONG}</p><h2>{WORD}</h2><ul><li>{LONG}</li></ul><blockquote>{LONG}</blockquote>"
        f'<figure data-picture="{world["picture"].pk}"><figcaption>{LONG}</figcaption></figure>'
        f'<figure data-quote="pull"><blockquote>{LONG}</blockquote><figcaption>{WORD}</figcaption></figure>'
        f'<div data-embed="poll" data-id="{poll.pk}"></div><div data-embed="watch" data-id=""></div>'
        f'<div data-embed="related" data-id="{world["article"].pk}"></div>'
    )
    words = {"kicker": WORD[:30], "standfirst": LONG[:300], "body": body, "section": world["section"]}
    for number in range(4):
        article = make_article(
            f"{number} {WORD}"[:160],
            lead_picture=world["picture"],
            author=world["author"],
            topics=[world["topic"]],
            **words,
        )
        publish(article=article, by=None, at=timezone.now())
    world["series"].parts.create(article=article)
    Correction.objects.create(article=article, wording=LONG)
    BreakingBar.objects.create(words=WORD, starts_at=timezone.now(), ends_at=timezone.now() + dt.timedelta(hours=1))
    named = make_pledge(name=WORD, is_named=True, message=WORD)
    make_payment(named)
    for row in Recognition.objects.all():
        row.moderate(Recognition.Moderation.APPROVED, by=None)
    assert Edition.objects.live().count() == 6
    return world | {"article": article, "poll": poll, "pledge": named}


def test_nothing_lies_under_a_picture_or_leaves_the_screen(make_visit, endless_world, settings):
    settings.LANGUAGE_CODE = "cy"  # its words are the longer ones
    visit = make_visit(**SMALL)
    wrong, spoken = {}, set()

    for route in filter(is_page, PUBLIC):
        page = visit.open(PUBLIC[route](endless_world))
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        spoken.add(page.evaluate("document.documentElement.lang"))
        if found := page.evaluate(WIDEST) + page.evaluate(UNDER_A_PICTURE):
            wrong[route] = found

    assert spoken == {"cy"}
    assert not wrong, "\n".join(f"{route}: {fault}" for route, faults in wrong.items() for fault in faults)


def test_nothing_leaves_the_screen_when_a_reader_has_voted(make_visit, endless_world):
    page = make_visit(**SMALL).open(endless_world["poll"].get_absolute_url())

    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Vote").click()
    page.locator(".poll__result .poll__yours").wait_for()

    assert page.evaluate(WIDEST) + page.evaluate(UNDER_A_PICTURE) == []


def test_the_measure_sees_text_under_a_picture_and_beside_the_screen(make_visit, endless_world):
    page = make_visit(**SMALL).open("/")
    assert page.evaluate(UNDER_A_PICTURE) + page.evaluate(WIDEST) == []

    page.evaluate("""() => {
      const picture = document.querySelector("img")
      const words = document.createElement("p")
      words.append("Under it")
      picture.closest(".card__picture").append(words)
      words.style.marginTop = "-3rem"
      words.style.width = "200vw"
    }""")

    assert '"Under it" under a picture' in page.evaluate(UNDER_A_PICTURE)
    assert page.evaluate(WIDEST) != []
