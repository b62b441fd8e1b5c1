"""Builders of whole stories, for the tests of what readers see."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.library.document_form import DocumentAddForm
from articles.library.sound_form import SoundAddForm
from articles.models import (
    Correction,
    Document,
    Entry,
    EntryEdition,
    EntryStage,
    ReadHour,
    RunningStory,
    Sound,
    Video,
)
from articles.pages.most_read import rank_readers
from articles.publishing.publish import publish
from articles.running.course import begin
from articles.running.publish import entry_fields, publish_entry
from articles.running.write import Written, write_entry
from articles.tests.library_builders import pdf_file, sound_file
from common import site_version
from newsroom.paper.identity import Paper


@pytest.fixture
def make_video(make_picture):
    def make(**fields):
        fields.setdefault("poster", make_picture())
        return Video.objects.create(
            title="Gate rises", slug="gate", file="films/gate.webm", seconds=75, transcript="A gate.", **fields
        )

    return make


@pytest.fixture
def make_document(db):
    def make(title="Report of the harbour office", *, content=None, **fields) -> Document:
        words = {"title": title, "description": "What the tide did.", "credit": "Harbour office"} | fields
        form = DocumentAddForm(words, {"file": pdf_file(content)})
        return form.save()

    return make


@pytest.fixture
def make_sound(db):
    def make(title="Curlew at dusk", *, content=None, **fields) -> Sound:
        words = {"title": title, "credit": "Cormac Ilderton", "transcript": "A low note climbs."} | fields
        form = SoundAddForm(words, {"file": sound_file(content)})
        return form.save()

    return make


@pytest.fixture
def open_paper(db):
    """The paper lets others print its stories."""
    Paper.objects.update(may_republish=True)
    site_version.forget()


@pytest.fixture
def full_story(
    make_article,
    make_live_article,
    make_picture,
    make_poll,
    make_topic,
    make_author,
    make_video,
    make_document,
    make_sound,
):
    """A story with every block that there is."""
    topic, picture, poll, video = make_topic(), make_picture(), make_poll(), make_video()
    other, linked = make_live_article("Tide tables", topics=[topic]), make_live_article("The last flood")
    paragraphs = [f"<p>Paragraph {number} of a long story about the tide.</p>" for number in range(12)]
    paragraphs[5:5] = [f'<div data-embed="watch" data-id="{video.pk}"></div>']
    body = "".join(paragraphs) + (
        f'<figure data-picture="{picture.pk}"><figcaption>At the quay.</figcaption></figure>'
        '<figure data-quote="pull"><blockquote>It held.</blockquote><figcaption>A keeper</figcaption></figure>'
        f'<div data-embed="poll" data-id="{poll.pk}"></div><div data-embed="related" data-id="{linked.pk}"></div>'
        '<div data-embed="watch" data-id=""></div>'
        f'<div data-embed="document" data-id="{make_document().pk}"></div>'
        f'<div data-embed="sound" data-id="{make_sound().pk}"></div>'
    )
    article = make_article(
        "Should the barrier be higher?",
        kicker="Poll:",
        standfirst="Readers decide.",
        body=body,
        topics=[topic],
        lead_picture=make_picture(credit="Cormac Ilderton"),
        lead_caption="The barrier.",
        author=make_author("Bethan Rusk"),
    )
    publish(article=article, by=None, at=timezone.now() - dt.timedelta(hours=3))
    Correction.objects.create(article=article, wording="The tide was at six, not at seven.")
    for read in (other, linked, article):
        ReadHour.objects.create(article=read, hour=timezone.now().replace(minute=0, second=0, microsecond=0), readers=9)
    rank_readers()
    return article


@pytest.fixture
def running_story(make_live_article):
    """Live, and told in entries, of which there is none yet."""
    article = make_live_article("Flood night", slug="flood-night")
    begin(article=article, by=None)
    return article


@pytest.fixture
def write(running_story, editor):
    """An entry as a draft."""

    def make(words="<p>The gates are shut.</p>", headline="", *, story=None, by=None, **facts):
        written = Written(headline=headline, words=words, **facts)
        return write_entry(story=story or running_story, by=by or editor, client_uuid=uuid4(), written=written)[0]

    return make


@pytest.fixture
def put_out(write, editor):
    """An entry that readers have."""

    def make(*args, **facts):
        entry = write(*args, **facts)
        publish_entry(entry=entry, by=editor)
        entry.refresh_from_db()
        return entry

    return make


@pytest.fixture
def many_entries(running_story):
    """Hundreds of live entries at once, a minute apart, for tests of what size does."""

    def make(count, words="<p>The gauge at the bridge stands at {n} centimetres, said the warden.</p>"):
        now = timezone.now()
        entries = Entry.objects.bulk_create(
            Entry(
                story=running_story,
                headline=f"Reading {n}",
                words=words.format(n=n),
                at=now - dt.timedelta(minutes=count - n),
                position=n,
                is_key=n % 25 == 0,
                stage=EntryStage.DONE,
            )
            for n in range(1, count + 1)
        )
        EntryEdition.objects.bulk_create(
            EntryEdition(
                **entry_fields(entry),
                entry=entry,
                story=running_story,
                uuid=entry.uuid,
                position=entry.position,
                version=1,
                news=entry.position,
                starts_at=entry.at,
                first_published_at=entry.at,
            )
            for entry in entries
        )
        RunningStory.objects.filter(pk=running_story.pk).update(news=count, positions=count)
        return entries

    return make
