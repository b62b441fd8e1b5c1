"""What a reader's browser fetches, and how still a page stands while it comes: on phone, tablet and desk."""

import json

import pytest

from articles.imaging.renditions import PHONE_WIDTHS
from articles.tests.front_builders import automatic, pin, put_live
from newsroom.tests.readers.test_public_pages_in_a_browser import LAYOUT_SHIFT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = [(360, 740, 3), (412, 823, 1.75), (768, 1024, 2), (1280, 800, 1)]
FARTHEST = 0.2  # of a picture's width, by which the page may be wrong about it
# Of each picture that is drawn: its width, the width that the page claims, and that of the file that was chosen.
SEEN = "scrollTo(0, document.body.scrollHeight)"  # what stands far below comes when one gets there
PICTURES = """() => [...document.querySelectorAll("picture img")].flatMap((image) => {
  const shown = image.getBoundingClientRect().width
  const ways = image.sizes.split(",").map((way) => way.trim().match(/^(.*?)\\s*(\\S+)$/))
  const ruler = document.body.appendChild(document.createElement("p"))
  const width = ways.find(([, when]) => matchMedia(when || "all").matches)[2]
  ruler.style.cssText = `position: absolute; inline-size: ${width}`
  const claimed = ruler.getBoundingClientRect().width
  ruler.remove()
  const files = [...image.parentElement.children].flatMap((each) => each.srcset.split(",").map((file) => file.trim()))
  const chosen = files.find((file) => image.currentSrc.endsWith(file.split(" ")[0]))
  return shown ? [[shown, claimed, chosen ? parseInt(chosen.split(" ")[1]) : 0]] : []
})"""
SAVED = [{"path": f"/news/story-{number}/", "headline": f"Story {number} that was saved"} for number in range(3)]
ROW = """([isFirst]) => {
  const row = document.querySelector(".story__actions")
  row.querySelector("[data-action=share]").disabled = !isFirst
  return row.getBoundingClientRect().height
}"""
FACES = """() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").pop())
  .filter((name) => name.endsWith(".woff2"))"""


@pytest.fixture
def pages(full_story, make_live_article, make_section, make_picture):
    """Addresses on which a picture stands in each of its places."""
    sections = [make_section(f"Section of the paper {number}") for number in range(3)]
    picture = make_picture()
    several = "".join(f'<figure data-picture="{make_picture().pk}"></figure>' for _ in range(3))
    stories = [
        make_live_article(
            f"Headline {number} of a story", section=sections[number % 3], lead_picture=picture, kicker="Tide"
        )
        for number in range(24)
    ]
    gallery = make_live_article("All of the barrier", body=f'<p>On.</p><figure data-gallery="p">{several}</figure>')
    put_live(pin(stories[0], "lead"), *[automatic() for _ in range(4)], automatic("feature"), automatic())
    return ["/", sections[0].get_absolute_url(), *[story.get_absolute_url() for story in (full_story, gallery)]]


@pytest.mark.parametrize(("width", "height", "dots"), SCREENS)
def test_pages_say_how_wide_their_pictures_stand(make_visit, pages, width, height, dots):
    visit = make_visit(viewport={"width": width, "height": height}, device_scale_factor=1)

    found = {path: visit.open(path).evaluate(PICTURES) for path in pages}

    wrong = {
        (path, round(shown), round(claimed))
        for path, pictures in found.items()
        for shown, claimed, _file in pictures
        if abs(claimed / shown - 1) > FARTHEST
    }
    assert [len(pictures) > 2 for pictures in found.values()] == [True] * len(pages)
    assert wrong == set()


def test_phone_of_three_dots_fetches_no_file_for_more_than_two(make_visit, pages):
    phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3}

    # Each page with a browser of its own: one that has a larger file shows that.
    drawn = []
    for path in pages:
        page = make_visit(**phone).open(path)
        page.evaluate(SEEN)
        page.wait_for_load_state("networkidle")
        drawn += page.evaluate(PICTURES)

    found = [picture for picture in drawn if picture[2]]
    assert {file for _shown, _claimed, file in found} == {320, 640, PHONE_WIDTHS[0]}
    assert [picture for picture in found if picture[2] / picture[0] > 2.75] == []


@pytest.mark.parametrize(("width", "dots", "chosen"), [(360, 2, 728), (412, 1.75, 728), (414, 2, 832), (390, 3, 728)])
def test_phone_fetches_the_width_that_is_made_for_it(make_visit, full_story, width, dots, chosen):
    visit = make_visit(viewport={"width": width, "height": 800}, device_scale_factor=dots)

    assert visit.open(full_story.get_absolute_url()).evaluate(PICTURES)[0][2] == chosen


def test_one_picture_of_a_front_comes_before_all_others(make_visit, pages):
    page = make_visit(viewport={"width": 1280, "height": 800}).open("/")

    assert page.locator("[fetchpriority=high]:not(script)").count() == 1
    assert page.locator(".front__lead [fetchpriority=high]").count() == 1
    near = page.locator(".front__seconds").first
    assert near.locator("img[loading=lazy]").count() == near.locator("img").count() > 0


@pytest.mark.parametrize("saved", [[], SAVED], ids=["nothing", "three stories"])
@pytest.mark.parametrize(("width", "height", "dots"), SCREENS)
def test_page_of_saved_stories_moves_nothing(make_visit, width, height, dots, saved):
    visit = make_visit(viewport={"width": width, "height": height}, device_scale_factor=dots)
    visit.context.add_init_script(LAYOUT_SHIFT + f"\nlocalStorage.setItem('saved', {json.dumps(json.dumps(saved))})")
    # The script comes after the page was seen, as on a slow line.
    visit.context.route("**/saved.js", lambda route: (visit.page.wait_for_timeout(300), route.continue_()))
    visit.context.route("**/news/**", lambda route: route.abort())

    page = visit.open("/saved/")
    page.get_by_label("Keep a copy").wait_for()
    page.wait_for_timeout(200)

    assert page.locator("[data-list=saved] li").count() == len(saved)
    assert page.evaluate("window.shift") <= 0.005


def test_row_of_what_can_be_done_with_a_story_is_as_high_wherever_share_stands(make_visit, full_story):
    visit = make_visit(viewport={"width": 360, "height": 740})
    page = visit.open(full_story.get_absolute_url())
    page.locator(".story__actions.is-ready").wait_for()
    heights = {}

    for width in range(320, 480, 4):
        page.set_viewport_size({"width": width, "height": 740})
        heights[width] = (page.evaluate(ROW, [True]), page.evaluate(ROW, [False]))

    assert len({first for first, _last in heights.values()}) > 1  # it breaks into lines somewhere
    assert {width: pair for width, pair in heights.items() if pair[0] != pair[1]} == {}


def test_other_letters_and_lighter_headlines_alone_fetch_more_of_the_face(make_visit, make_live_article):
    visit, faces = make_visit(), []
    for headline, label in [
        ("Tŷ ar werth – £90", "report"),
        ("Why it must rise", "opinion"),
        ("Mayor of Łódź", "report"),
    ]:
        page = visit.open(make_live_article(headline, label=label).get_absolute_url())
        page.evaluate("document.fonts.ready")
        faces.append(set(page.evaluate(FACES)))

    assert faces[:2] == [{"newsreader-own.woff2"}, {"newsreader-own.woff2", "newsreader-own-light.woff2"}]
    assert "newsreader.woff2" in faces[2]


def test_what_stands_far_below_is_laid_out_when_one_comes_near(make_visit, full_story):
    page = make_visit(viewport={"width": 360, "height": 740}).open(full_story.get_absolute_url())
    is_drawn = "() => document.querySelector('.site-footer p').checkVisibility({ contentVisibilityAuto: true })"

    assert not page.evaluate(is_drawn)
    page.evaluate(SEEN)
    page.wait_for_function(is_drawn)
