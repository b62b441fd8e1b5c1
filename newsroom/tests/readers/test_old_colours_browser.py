"""Pages in a browser of before light-dark(): what the paper says in colour is still said, and says the same."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import BreakingBar
from polls.models import Poll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLOURS = "([property, part]) => getComputedStyle(document.querySelector(part))[property]"
WHITE, BLACK, TRANSPARENT = "rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"


@pytest.fixture
def open_page(make_visit):
    """Open a page as a browser shows it that has never heard of the function."""

    def forget(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("light-dark(", "never-heard-of("))

    def opened(path, **options):
        visit = make_visit(**options)
        visit.context.route("**/*.css", forget)
        return visit.open(path)

    return opened


@pytest.fixture
def poll(make_poll, fill_box):
    now = timezone.now()
    BreakingBar.objects.create(words="The quay is closed", starts_at=now, ends_at=now + dt.timedelta(hours=1))
    return fill_box(make_poll(results=Poll.Results.LIVE), 20, 10)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_breaking_news_can_be_read(open_page, poll, scheme):
    page = open_page(poll.get_absolute_url(), color_scheme=scheme)

    assert page.evaluate(COLOURS, ["color", ".breaking"]) == WHITE
    assert page.evaluate(COLOURS, ["backgroundColor", ".breaking"]) not in {WHITE, TRANSPARENT}


@pytest.mark.parametrize("path", ["page", "card", "list"])
def test_bars_of_a_poll_show_its_result(open_page, poll, path):
    page = open_page({"page": poll.get_absolute_url(), "card": poll.embed_url, "list": "/polls/"}[path])

    fill, track = (page.evaluate(COLOURS, ["fill", f".poll__{part}"]) for part in ("fill", "track"))

    assert fill != track
    assert BLACK not in {fill, track}


def test_the_desk_has_its_colours(open_page, editor, make_visit):
    page = open_page("/admin/", user=editor)

    assert page.evaluate(COLOURS, ["backgroundColor", "body"]) == "rgb(244, 241, 234)"
    assert page.evaluate(COLOURS, ["backgroundColor", "#header"]) == "rgb(29, 37, 40)"
