"""The entries of one running story for feed readers, in the forms that the paper's other feeds have."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import EntryEdition
from articles.pages.feed_story import clean_for_feed
from articles.pages.feeds import LENGTH, SiteFeed
from articles.pages.ready_story import ReadyStory
from articles.pages.running.entries import ShownEntry, shown_entries
from articles.pages.running.views import story_or_answer
from common.languages import language_of
from common.linked_data import whole_address
from common.paper import paper_name


class EntriesFeed(SiteFeed):
    """Newest first, each entry under an identity that never changes."""

    def __call__(self, request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
        tail = request.path.partition(f"/{slug}-{pk}/")[2]
        story, answer = story_or_answer(request, pk, tail, f"entries:{pk}")
        return answer if story is None else super().__call__(request, story)

    def get_object(self, request: HttpRequest, story: ReadyStory) -> ReadyStory:
        return story

    def title(self, story) -> str:
        return f"{paper_name()}: {story.headline}"

    def link(self, story) -> str:
        return story.get_absolute_url

    def description(self, story) -> str:
        return _("Entries of “%(headline)s”") % {"headline": story.headline}

    def items(self, story) -> list[ShownEntry]:
        live = EntryEdition.objects.live().filter(story=story.article_id).select_related("author")
        entries = live.newest_first()[:LENGTH]
        shown = shown_entries(entries, story=story.article_id, story_url=story.get_absolute_url)
        for entry in shown:
            entry.language = language_of(story.language)
        return shown

    def item_title(self, item) -> str:
        time = date_format(localtime(item.edition.at), "H:i")
        return f"{time} {item.edition.headline}".strip()

    def item_description(self, item) -> str:
        return escape(item.edition.headline)

    def item_link(self, item) -> str:
        return item.address

    def item_guid(self, item) -> str:
        return f"urn:uuid:{item.edition.uuid}"

    def item_pubdate(self, item) -> dt.datetime:
        return item.edition.first_published_at

    def item_updateddate(self, item) -> dt.datetime:
        return item.edition.starts_at

    def item_categories(self, item) -> list[str]:
        return []

    def item_extra_kwargs(self, item) -> dict:
        author = item.edition.author
        picture = item.picture and (whole_address(item.picture.file.share), 1200, 630)
        return {
            "content": clean_for_feed([*item.blocks, *map(_in_words, item.corrections)]),
            "standfirst": "",
            "writers": [(author.name, whole_address(author.get_absolute_url()))] if author else [],
            "picture": picture,
            "language": item.language,
        }


def _in_words(correction):
    return f"<p><strong>{correction.get_kind_display()}</strong>: {escape(correction.wording)}</p>"
