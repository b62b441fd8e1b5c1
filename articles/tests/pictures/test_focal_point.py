"""Pointing at what matters in a picture, in a real browser: by keyboard, by mouse, and before the file is sent."""

import pytest

from articles.models import Picture
from articles.tests.picture_builders import picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/admin/articles/picture/add/"
WIDE = {"name": "quay.jpg", "mimeType": "image/jpeg"}


@pytest.fixture
def form(make_visit, picture_desk):
    """The form of a new picture with a wide file chosen."""
    visit = make_visit(picture_desk, viewport={"width": 1280, "height": 900})
    page = visit.open(ADD)
    page.set_input_files("#id_file", [WIDE | {"buffer": picture_bytes(size=(900, 300))}])
    page.wait_for_selector(".focal__mark:visible")
    yield page
    assert (visit.violations, visit.errors) == ([], [])


def test_moves_by_arrow_keys_and_says_where_it_is(form):
    form.focus(".focal__mark")

    for key in ("ArrowRight", "Shift+ArrowUp", "ArrowUp"):
        form.keyboard.press(key)

    said = form.get_attribute(".focal__mark", "aria-valuetext")
    assert said == "51 percent from the left, 39 percent from the top"
    assert form.input_value("#id_focal_point") == "0.51x0.39"


def test_stays_within_the_picture(form):
    form.focus(".focal__mark")

    for _ in range(7):
        form.keyboard.press("Shift+ArrowLeft")

    assert form.input_value("#id_focal_point") == "0x0.5"


def test_shows_at_once_what_each_shape_keeps(form):
    box = form.locator(".focal__picture").bounding_box()

    form.mouse.click(box["x"] + box["width"] * 0.98, box["y"] + box["height"] / 2)

    cuts = "[...document.querySelectorAll('.focal__cut img')].map((cut) => cut.style.objectPosition)"
    assert form.evaluate(cuts) == ["100% 50%", "100% 50%"]


def test_keeps_the_point_that_was_chosen_before_the_file_was_sent(form):
    form.focus(".focal__mark")
    form.keyboard.press("Shift+ArrowRight")
    form.fill("#id_alt", "A quay")
    form.fill("#id_credit", "Nell")

    form.click("[name=_continue]")
    form.wait_for_selector(".messagelist .success")

    assert Picture.objects.get().focal_point == "0.6x0.5"
    assert form.is_visible(".focal__mark")


def test_says_that_a_file_is_too_heavy_before_sending_it(form):
    form.eval_on_selector("#id_file", "(input) => { input.dataset.mostBytes = 1048576 }")

    form.set_input_files("#id_file", [WIDE | {"buffer": b"\xff" * 2 * 1048576}])

    assert "This file is 2.0 MB; the limit is 1.0 MB" in form.inner_text("[data-picture-notice]")
