"""A paper that has everything an export holds, and that export brought in where nothing is left of it."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import lxml.html
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.exporting.archive import export_archive
from articles.importing import runs
from articles.models import Byline, Correction, Edition, EntryTakedown, RunningStory, Series, SeriesPart
from articles.publishing.publish import publish_update
from articles.publishing.translations import pair_translations
from articles.running.course import begin, end
from articles.running.publish import publish_entry, withdraw_entry
from articles.running.write import Written, change_entry, write_entry
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
        held = library_files(request)
        placed_files = "".join(EMBED.format(kind, pk, "") for kind, pk in held)
        first = make_live_article(
            "Tide tables",
            hours_ago=90,
            topics=[tides],
            lead_picture=other,
            section=harbour,
            body=f"<p>Of the day.</p>{placed_files}",
        )
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
        sign(story, make_author, zelda.email)
        story.topics.add(tides)
        change_twice(story, first, harbour, (lead, placed, other), (asked, scale))
        put_right(story)
        welsh = make_live_article("Mae’r morglawdd yn dal", hours_ago=50, language="cy", label="opinion", author=None)
        welsh.live_edition().bylines.all().delete()
        pair_translations(article=story, other=welsh)
        in_series(story, first)
        night = make_live_article("Flood night", hours_ago=31, section=news)
        tell_in_entries(night, zelda, placed, asked, first)

    return make


def change_twice(story, first, section, pictures, polls):
    """The story as readers have it, with everything in it."""
    (lead, placed, other), (asked, scale) = pictures, polls
    body = (
        f"<p>Readers said so.</p>{EMBED.format('poll', asked.pk, ' data-role="result"')}<p>And so on.</p>"
        f'<figure data-picture="{lead.pk}"><figcaption>At the <em>quay</em>.</figcaption></figure>'
        f'<figure data-gallery=""><figure data-picture="{placed.pk}"></figure>'
        f'<figure data-picture="{other.pk}"></figure></figure>'
        f"{EMBED.format('poll', scale.pk, '')}{EMBED.format('related', first.pk, '')}"
    )
    change = {"headline": "Barrier holds", "slug": "barrier-holds", "label": "analysis", "sensitivity": "gentle"}
    rewrite(story, hours_ago=60, **change, section=section, lead_picture=lead, social_picture=other, body=body)
    rewrite(story, hours_ago=40, headline="Barrier holds again", abuse_or_suicide=True)


def sign(story, make_author, email):
    ada = make_author("Ada Rusk", email=email, slug="ada-of-the-quay")
    Byline.objects.create(article=story, author=ada, position=1, role="photographs")
    Byline.objects.create(article=story, author=make_author("Newsdesk"), position=2)


def library_files(request):
    """A document in Welsh, a sound with words, and one without."""
    make_document, make_sound = (request.getfixturevalue(f"make_{kind}") for kind in ("document", "sound"))
    until = {"rights": "For a year.", "rights_until": timezone.localdate() + 300 * DAY}
    made = [
        ("document", make_document(language="cy", says="Shut the barrier.", **until)),
        ("sound", make_sound(description="At the quay.", **until)),
        ("sound", make_sound("Only the sea", transcript="", is_wordless=True)),
    ]
    return [(kind, row.pk) for kind, row in made]


def put_right(story):
    wrong = Correction.objects.create(article=story, wording="It was at six.", made_at=timezone.now() - 30 * HOUR)
    facts = {"place": "foot", "kind": "clarification", "supersedes": wrong, "made_at": timezone.now() - 20 * HOUR}
    Correction.objects.create(article=story, wording="It was at five.", **facts)


def in_series(*articles):
    series = Series.objects.create(name="The flood", slug="the-flood", standfirst="In parts.")
    for place, article in enumerate(articles, start=1):
        SeriesPart.objects.create(series=series, article=article, position=place)


def tell_in_entries(story, author, picture, poll, other):
    """Two entries that readers have, one of them put right; one withdrawn, one taken down, two of the desk."""
    begin(article=story, by=None)
    RunningStory.objects.filter(pk=story.pk).update(begun_at=timezone.now() - 30 * HOUR, newest_first=False)
    facts = {"author": author, "is_key": True, "is_pinned": True}
    written = Written("Gates shut", "<p>At <strong>six</strong>.</p>", at=timezone.now() - 29 * HOUR, **facts)
    shut = _entry(story, written, hours_ago=28)
    written = replace(written, words="<p>At <strong>five</strong>.</p>")
    change_entry(entry=shut, seen=1, by=None, written=written)
    shut.refresh_from_db()
    publish_entry(entry=shut, by=None, at=timezone.now() - 27 * HOUR)
    told = {"article": story, "wording": "The gates shut at five.", "place": "foot"}
    Correction.objects.create(entry=shut, made_at=timezone.now() - 27 * HOUR, **told)
    shows = f'<figure data-picture="{picture.pk}"><figcaption>The gate.</figcaption></figure>'
    shows += f"{EMBED.format('poll', poll.pk, '')}{EMBED.format('related', other.pk, '')}"
    withdraw_entry(entry=_entry(story, Written("Zebra", "<p>Quagga.</p>"), hours_ago=25))
    _entry(story, Written("", f"<p>Seen from the quay.</p>{shows}"), hours_ago=24)
    gone = _entry(story, Written("Okapi", "<p>Quagga.</p>"), hours_ago=23)
    EntryTakedown.objects.create(entry=gone, reason="An order.")
    gone.editions.update(ends_at=timezone.now(), ended_news=99)
    shut.refresh_from_db()
    change_entry(entry=shut, seen=2, by=None, written=replace(written, headline="Gates open"))
    write_entry(story=story, by=None, client_uuid=uuid4(), written=Written("Drafted", "<p>Perhaps.</p>"))
    end(running=story.running)


def _entry(story, written, *, hours_ago):
    entry, _is_new = write_entry(story=story, by=None, client_uuid=uuid4(), written=written)
    publish_entry(entry=entry, by=None, at=timezone.now() - hours_ago * HOUR)
    entry.refresh_from_db()
    return entry


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
