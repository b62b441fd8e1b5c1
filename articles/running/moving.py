"""An entry that becomes a story of its own, and a story that becomes an entry."""

from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import escape, strip_tags
from django.utils.text import Truncator, slugify

from articles.editing.copy import copy_article
from articles.models import Article, Entry
from articles.publishing.compose import read_placements
from articles.running.write import Written, change_entry, write_entry

LONGEST = 10  # words of an entry without a headline that become one


@transaction.atomic
def break_out(*, entry: Entry, by: User) -> Article:
    """A draft of a story with the entry's words, and all that guards its story. At the desk the entry leads there.

    Readers see the way once the new story is live and the entry is published again, and never while it is not live.
    """
    story = copy_article(article=entry.story, by=by)
    headline = entry.headline or Truncator(strip_tags(entry.words)).words(LONGEST, truncate="")
    story.headline, story.slug = headline, slugify(headline)[:80] or "story"
    story.body, story.kicker, story.standfirst = entry.words, "", ""
    story.lead_picture, story.lead_caption = None, ""
    story.social_headline = story.search_title = story.search_description = ""
    if entry.is_embargoed(story.embargoed_until):
        story.embargoed_until = entry.embargoed_until
    story.save()
    if entry.author_id:
        story.bylines.all().delete()
        story.bylines.create(author_id=entry.author_id)
    read_placements(article=story)
    change_entry(entry=entry, seen=entry.version, by=by, written=_with_link(entry, story))
    return story


@transaction.atomic
def take_in(*, story: Article, other: Article, by: User) -> Entry:
    """A draft of an entry that tells of another story and leads to it."""
    words = f"<p>{escape(other.standfirst)}</p>" if other.standfirst else ""
    written = Written(headline=other.headline, words=f"{words}{_link(other)}")
    return write_entry(story=story, by=by, client_uuid=uuid4(), written=written)[0]


def _with_link(entry, story) -> Written:
    return Written(
        headline=entry.headline,
        words=f"{entry.words}{_link(story)}",
        at=entry.at,
        author=entry.author,
        is_key=entry.is_key,
        is_pinned=entry.is_pinned,
        is_closing=entry.is_closing,
        embargoed_until=entry.embargoed_until,
    )


def _link(story):
    return f'<div data-embed="related" data-id="{story.pk}"></div>'
