"""Two thousand words that try to run a script, in every text of a story and a poll, opened in Chromium. None may run.

The policy that forbids inline scripts is switched off here: it is the second wall, and this tries the first.
"""

import itertools

import pytest
import reversion
from django.urls import reverse

from articles.models import Correction, Edition, HelpLine
from newsroom.tests.script_vectors import vectors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORIES = 20
COUNT_WHAT_RUNS = "window.ran = []; window.marker = number => ran.push(number)"


@pytest.fixture
def sown(make_section, make_author, make_topic, make_article, make_live_article, make_poll, make_picture):
    """Stories whose every text is a vector, all vectors in their bodies; and a poll in the first of them."""
    words = itertools.cycle(vectors())
    section = make_section("News", standfirst=next(words))
    poll = make_poll(next(words), answers=[next(words) for _ in range(4)])
    for number in range(STORIES):
        texts = {name: next(words) for name in ("headline", "kicker", "standfirst", "lead_caption")}
        picture = make_picture(caption=next(words), alt=next(words), credit=next(words))
        body = "".join(f"<p>{word}</p>" for word in vectors()[number::STORIES])
        if number == 0:
            body = f'<div data-embed="poll" data-id="{poll.pk}"></div>{body}'
        author = make_author(next(words), slug=f"author-{number}")
        topic = make_topic(next(words), slug=f"topic-{number}")
        story = make_live_article(
            **texts, body=body, section=section, author=author, topics=[topic], lead_picture=picture
        )
        Correction.objects.create(article=story, wording=next(words))
    HelpLine.objects.create(name=next(words), words=next(words), phone="116 123")
    return story, poll


def public_pages(story, poll):
    edition = Edition.objects.live().get(article=story)
    newest = [edition.get_absolute_url() for edition in Edition.objects.live().select_related("section")[:4]]
    others = ["/", "/news/", "/corrections/", "/text/", "/text/news/", f"/text{edition.get_absolute_url()}"]
    others += ["/search/?q=news"]
    poll_pages = [poll.get_absolute_url(), poll.json_url, reverse("polls:archive"), f"/text{poll.get_absolute_url()}"]
    return [*newest, *others, *poll_pages, "/feed/", "/news/feed/", "/news-sitemap.xml", "/sitemap.xml"]


def desk_pages(story, poll):
    own = [reverse(f"admin:articles_article_{name}", args=[story.pk]) for name in ("change", "history", "compare")]
    lists = ["article", "author", "topic", "picture", "correction", "helpline"]
    lists = [reverse(f"admin:articles_{name}_changelist") for name in lists]
    return [*own, *lists, reverse("admin:index"), reverse("admin:polls_poll_change", args=[poll.pk])]


def what_ran(visit, paths):
    """Which vectors ran on which page, on the screen and in print; and how many pages showed any."""
    ran, shown = {}, 0
    visit.page.add_init_script(COUNT_WHAT_RUNS)
    for path in paths:
        page = visit.open(path)
        page.emulate_media(media="print")
        page.wait_for_timeout(150)
        page.emulate_media(media="screen")
        shown += "marker(" in page.content()
        if found := page.evaluate("window.ran"):
            ran[path] = found
    return ran, shown


def test_no_vector_runs_on_a_page_of_readers(make_visit, sown):
    ran, shown = what_ran(make_visit(bypass_csp=True), public_pages(*sown))

    assert ran == {}
    assert shown >= 16


def test_no_vector_runs_at_the_desk(make_visit, editor, sown):
    story, _poll = sown
    for place in (7, 17):
        with reversion.create_revision():
            story.headline, story.standfirst, story.body = vectors()[place : place + 3]
            story.save()

    ran, shown = what_ran(make_visit(editor, bypass_csp=True), desk_pages(*sown))

    assert ran == {}
    assert shown >= 10


def test_in_a_page_that_cleans_nothing_many_vectors_run(make_visit):
    page = make_visit(bypass_csp=True).page
    page.add_init_script(COUNT_WHAT_RUNS)
    page.goto("about:blank")

    for vector in vectors()[:120]:
        page.evaluate("words => document.body.append(document.createRange().createContextualFragment(words))", vector)
    page.wait_for_timeout(500)

    assert len(set(page.evaluate("window.ran"))) > 20
