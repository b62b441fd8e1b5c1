"""What a public page says of itself in its head, and how its moments are written down."""

import datetime as dt
import html
import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from newsroom.tests.public_rows import PUBLIC
from newsroom.tests.source import ROOT

TITLE = re.compile(r"<title>(.*?)</title>", re.S)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
OLDER = re.compile(r'href="(\?before=[^"]+)"')
DESCRIPTION = re.compile(r'<meta name="description"\s+content="([^"]*)">')
DATETIME = re.compile(r'datetime="([^"]*)"')


def page_of(client, path):
    return client.get(path).content.decode()


def title_of(page):
    return " ".join(html.unescape(TITLE.search(page)[1]).split())


@pytest.mark.parametrize(
    ("kicker", "title"), [("Flooding", "Flooding: Sea wall holds"), ("Poll:", "Poll: Sea wall holds")]
)
def test_a_title_parts_the_kicker_from_the_headline(client, make_live_article, settings, kicker, title):
    story = make_live_article("Sea wall holds", kicker=kicker)

    assert title_of(page_of(client, story.get_absolute_url())) == f"{title} – {settings.PAPER_NAME}"


def test_a_title_without_a_kicker_is_the_headline(client, make_live_article, settings):
    story = make_live_article("Sea wall holds", kicker="")

    assert title_of(page_of(client, story.get_absolute_url())) == f"Sea wall holds – {settings.PAPER_NAME}"


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_pages_say_the_language_that_they_are_in(client, make_poll, language):
    poll = make_poll("Should the car park be free?")

    with translation.override(language):
        pages = [page_of(client, path) for path in ("/", "/text/", poll.get_absolute_url(), poll.embed_url)]

    assert [re.search(r'<html lang="([^"]*)"', page)[1] for page in pages] == [language] * len(pages)


@pytest.mark.parametrize("start", ["/section-0/", "/text/section-0/"])
def test_each_page_of_a_section_names_itself_as_the_one_to_keep(client, make_many_live, settings, start):
    make_many_live(30, sections=1)
    first = page_of(client, start)
    older = OLDER.search(first)[1]

    second = page_of(client, start + older)

    assert CANONICAL.search(first)[1] == f"{settings.SITE_URL}/section-0/"
    assert CANONICAL.search(second)[1] == f"{settings.SITE_URL}/section-0/{older}"


def test_an_address_with_a_broken_cursor_names_the_first_page(client, make_many_live, settings):
    make_many_live(3, sections=1)

    assert CANONICAL.search(page_of(client, "/section-0/?before=x"))[1] == f"{settings.SITE_URL}/section-0/"


@pytest.mark.django_db
def test_each_page_for_search_engines_says_once_what_it_is(client, world):
    answers = {route: client.get(address(world)) for route, address in PUBLIC.items()}
    listed = {
        route: answer.text
        for route, answer in answers.items()
        if answer["Content-Type"].startswith("text/html")
        and answer.status_code == 200
        and "noindex" not in answer.headers.get("X-Robots-Tag", "")
        and '<meta name="robots" content="noindex">' not in answer.text
    }
    said = {route: DESCRIPTION.findall(page) for route, page in listed.items()}

    assert {"front", "archive", "archive_month", "articles:topic", "polls:archive", "text:front"} < set(listed)
    assert {route: words for route, words in said.items() if len(words) != 1 or not words[0].strip()} == {}


@pytest.mark.parametrize(
    ("words", "title", "strapline", "said"),
    [
        ("What <we> do", "Archive", "Ours", "What &lt;we&gt; do"),
        ("", "Archive", "Ours", "Archive – The Post. Ours"),
        ("", "Archive", "", "Archive – The Post"),
        ("", "The Post", "Ours", "The Post. Ours"),
        ("", "", "", "The Post"),
    ],
)
def test_a_description_is_the_words_of_the_page_or_whose_it_is(words, title, strapline, said):
    known = {"words": words, "title": title, "paper_name": "The Post", "paper": {"strapline": strapline}}

    assert DESCRIPTION.findall(render_to_string("components/description.html", known)) == [said]


def test_moments_are_written_as_html_takes_them(client, make_poll):
    opens = timezone.now().replace(microsecond=123456) - dt.timedelta(hours=1)
    poll = make_poll(opens_at=opens, closes_at=opens + dt.timedelta(days=1))

    written = DATETIME.findall(page_of(client, "/polls/") + page_of(client, poll.embed_url))

    assert written
    assert [
        moment for moment in written if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d", moment)
    ] == []


def test_no_template_writes_six_digits_of_a_second():
    templates = [path for path in (ROOT / "templates").rglob("*.*") if path.is_file()]
    written = [str(path) for path in templates if re.search(r"""\|date:["']c["']""", path.read_text())]

    assert len(templates) > 100
    assert written == []
