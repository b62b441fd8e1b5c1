"""A night at the Courier: one story told in entries by four people, read from a text file.

`== minutes | author | flags | headline` begins an entry, with the minutes since the story was published; its words are
written as those of a story are.
"""

import datetime as dt
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Author, Correction, Picture
from articles.running.course import begin
from articles.running.publish import correct_entry, publish_entry
from articles.running.write import Written, change_entry, offer, write_entry
from demo.loading.story_files import StoryFile

ENTRIES = Path(__file__).parent.parent / "files" / "entries"


def write_entries(*, pictures: dict[str, Picture], articles: dict[str, Article]) -> None:
    """Tell each story that has a file of entries. One entry is put right, one waits for an editor, one is a draft."""
    ids = {
        "picture": {slug: row.pk for slug, row in pictures.items()},
        "related": {slug: row.pk for slug, row in articles.items()},
    }
    for file in sorted(ENTRIES.glob("*.txt")):
        _tell(articles[file.stem], file, ids)


def _tell(story, file, ids):
    editor = User.objects.get(username="editor")
    begun = story.live_edition().first_published_at
    begin(article=story, by=editor)
    entries = []
    for text in file.read_text(encoding="utf-8").split("== ")[1:]:
        written = _read(text, begun, ids)
        key = uuid5(NAMESPACE_URL, f"{file.stem} {written.at - begun}")
        entry, _ = write_entry(story=story, by=editor, client_uuid=key, written=written)
        publish_entry(entry=entry, by=editor, at=written.at)
        entries.append(entry)
    _put_right(entries[3], editor)
    _leave_some(story, User.objects.get(username="reporter"))


def _read(text, begun, ids) -> Written:
    head, _, words = text.partition("\n")
    minutes, author, flags, headline = (part.strip() for part in head.split("|"))
    return Written(
        headline=headline,
        words=StoryFile("", {}, words.strip()).body(ids),
        at=begun + dt.timedelta(minutes=int(minutes)),
        author=Author.objects.get(slug=author),
        is_key="key" in flags,
        is_pinned="pinned" in flags,
    )


def _put_right(entry, editor):
    words = entry.words.replace("six to a house", "eight to a house")
    entry.refresh_from_db()
    written = Written(entry.headline, words, entry.at, entry.author, entry.is_key, entry.is_pinned)
    changed = change_entry(entry=entry, seen=entry.version, by=editor, written=written)
    wording = "We said that there were six sandbags to a house. There are eight."
    correct_entry(entry=changed, by=editor, wording=wording, kind=Correction.Kind.CORRECTION)


def _leave_some(story, reporter):
    author = Author.objects.filter(user=reporter).first()
    for number, (words, waits) in enumerate(
        [
            ("<p>The baker in Market Square means to open at five, “with whatever is dry”.</p>", True),
            ("<p>To ring: is the school itself open tomorrow?</p>", False),
        ]
    ):
        written = Written("", words, timezone.now(), author)
        key = uuid5(NAMESPACE_URL, f"{story.slug} left {number}")
        entry, _ = write_entry(story=story, by=reporter, client_uuid=key, written=written)
        if waits:
            offer(entry=entry)
