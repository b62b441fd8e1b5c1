"""A paper that has everything an export holds, and that export brought in where nothing is left of it."""

import datetime as dt

import lxml.html
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.exporting.archive import export_archive
from articles.importing import runs
from articles.models import Byline, Correction, Edition, Series, SeriesPart
from articles.publishing.publish import publish_update
from articles.publishing.translations import pair_translations
from articles.tests.picture_builders import picture_bytes
from common import site_version
from polls.counting.close import close_box
from polls.models import Choice, Poll, Tally

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LISTS = ("/news/", "/harbour/", "/topics/tides/", "/topics/flooding/", "/authors/zelda-quill/", "/series/the-flood/")
LISTS += ("/corrections/", "/polls/")
EMBED = '<div data-embed="{}" data-id="{}"{}></div>'


@pytest.fixture
def closed(make_poll, fill_box):
    """A poll with so many votes for its answers, closed two days ago, its count kept."""

    def close(question, *counts, **fields):
        poll, now = make_poll(question, **fields), timezone.now()
        if counts:
            fill_box(poll, *counts)
        Poll.objects.filter(pk=poll.pk).update(opens_at=now - 9 * DAY, closes_at=now - 2 * DAY)
        poll = Poll.objects.with_choices().get(pk=poll.pk)
        if counts:
            close_box(poll=poll)
        return poll

    return close


@pytest.fixture
def closed_polls(closed, cast):
    """One of each kind; that with a movement, the scale, and one that stands in no story."""
    asked = closed("Should the barrier be higher?", 31, 17, 2, context="It is six metres.", outcome="It is higher now.")
    closed("Which piers?", 20, 15, 9, kind="multiple", answers=("West", "East", "Old"))
    closed("Who came?", 2, 1)
    closed("Nobody answered?")
    yes, no, dont_know = asked.answers
    Choice.objects.filter(pk=dont_know.pk).update(role="dont_know")
    moved = {"before": {str(yes.pk): 9}, "after": {str(no.pk): 9}, "readers": 33}
    more = {"removed": 7, "held": 3, "changed": 5, "withdrawn": 4, "keys_destroyed_at": timezone.now() - HOUR}
    Tally.objects.filter(poll=asked).update(moved=moved, **more)
    scale = closed("How safe?", 7, 9, 20, kind="scale", scale_low="not at all", scale_high="very", answers="123")
    for choice in scale.answers:
        Choice.objects.filter(pk=choice.pk).update(value=int(choice.label))
    return asked, scale


@pytest.fixture
def make_paper(request, make_live_article, make_section, make_topic, make_author, make_picture):
    def make():
        asked, scale = request.getfixturevalue("closed_polls")
        news = make_section("News", position=3, standfirst="What is new.")
        harbour = make_section("Harbour", parent=news, position=2)
        tides, flooding = make_topic("Tides", standfirst="Ebb and flow."), make_topic("Flooding")
        person = {"title": "Harbour reporter", "email": "zelda@example.org", "biography": "Writes."}
        face = make_picture("Zelda", content=picture_bytes(colour=(9, 99, 9)))
        zelda = make_author("Zelda Quill", portrait=face, **person)
        lead, placed, other = (
            make_picture(f"Picture {number}", content=picture_bytes(colour=(60 * number, 9, 9)), byline=f"Ivo {number}")
            for number in (1, 2, 3)
        )
        first = make_live_article("Tide tables", hours_ago=90, topics=[tides], lead_picture=other, section=harbour)
        story = make_live_article(
            "Barrier shut",
            hours_ago=80,
            kicker="Flood",
            section=news,
            topics=[flooding],
            author=zelda,
            lead_picture=placed,
            body=f"<p>First words.</p>{EMBED.format('poll', asked.pk, '')}",
        )
        body = (
            f"<p>Readers said so.</p>{EMBED.format('poll', asked.pk, ' data-role="result"')}<p>And so on.</p>"
            f'<figure data-picture="{lead.pk}"><figcaption>At the <em>quay</em>.</figcaption></figure>'
            f'<figure data-gallery=""><figure data-picture="{placed.pk}"></figure>'
            f'<figure data-picture="{other.pk}"></figure></figure>'
            f"{EMBED.format('poll', scale.pk, '')}{EMBED.format('related', first.pk, '')}"
        )
        change = {"headline": "Barrier holds", "slug": "barrier-holds", "label": "analysis", "sensitivity": "gentle"}
        rewrite(story, hours_ago=60, **change, section=harbour, lead_picture=lead, body=body)
        ada = make_author("Ada Rusk", email=zelda.email, slug="ada-of-the-quay")
        Byline.objects.create(article=story, author=ada, position=1, role="photographs")
        Byline.objects.create(article=story, author=make_author("Newsdesk"), position=2)
        story.topics.add(tides)
        rewrite(story, hours_ago=40, headline="Barrier holds again", abuse_or_suicide=True)
        wrong = Correction.objects.create(article=story, wording="It was at six.", made_at=timezone.now() - 30 * HOUR)
        facts = {"place": "foot", "kind": "clarification", "supersedes": wrong, "made_at": timezone.now() - 20 * HOUR}
        Correction.objects.create(article=story, wording="It was at five.", **facts)
        welsh = make_live_article("Mae’r morglawdd yn dal", hours_ago=50, language="cy", label="opinion", author=None)
        welsh.live_edition().bylines.all().delete()
        pair_translations(article=story, other=welsh)
        series = Series.objects.create(name="The flood", slug="the-flood", standfirst="In parts.")
        for place, article in enumerate((story, first), start=1):
            SeriesPart.objects.create(series=series, article=article, position=place)

    return make


def rewrite(story, *, hours_ago, **change):
    """Another edition of the story since then."""
    for name, value in change.items():
        setattr(story, name, value)
    story.version += 1
    story.save()
    publish_update(article=story, by=None, substantive=True)
    since = timezone.now() - hours_ago * HOUR
    before = story.editions.order_by("-starts_at")[1]
    Edition.objects.filter(pk=before.pk).update(ends_at=since)
    Edition.objects.filter(pk=story.live_edition().pk).update(starts_at=since, updated_at=since)


@pytest.fixture
def moved(make_paper, make_article, make_poll, make_picture, make_section, export_root, client):
    """What the paper showed, and the run that brought its export in, where numbers are others."""
    with transaction.atomic():
        make_paper()
        export_archive(root=export_root)
        shown = pages(client)
        transaction.set_rollback(True)
    site_version.forget()  # what this process knows of the old paper
    assert not Edition.objects.exists()
    for number in range(9):
        make_article(f"Draft {number}", section=make_section("Desk"))
        make_poll(f"Draft {number}?", state="draft")
        make_picture(f"Other {number}", content=picture_bytes(colour=(9, 9, 20 * number)))
    return shown, bring(export_root)


def bring(root):
    run = runs.begin(source="newsroom", path=root, media=root, options={"site": "old"}, by=None)
    for work in (runs.prepare, runs.carry_out):
        list(work(run))
    return run


def pages(client):
    """Of every page its address and what readers see there, by the name of the thing that it shows."""
    stories = {edition.headline: edition.get_absolute_url() for edition in Edition.objects.live()}
    polls = {poll.question: poll.get_absolute_url() for poll in Poll.objects.closed()}
    addresses = {**stories, **polls, **{path: path for path in LISTS}, "/": reverse("front")}
    return {name: (address, words_of(client, address)) for name, address in addresses.items()}


def words_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    main = lxml.html.fromstring(answer.content.decode()).find(".//main")
    return " ".join(main.text_content().split())
