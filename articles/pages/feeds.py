"""The paper for feed readers: newest first, each story under an identity that never changes."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from articles.models import Correction, Edition, EditionPlacement, Section, parts_of
from common.pagination import newest
from common.text import only_xml
from polls.models import Poll

LENGTH = 30


def _in_words(correction):
    made = date_format(timezone.localtime(correction.made_at), "j F Y, H:i")
    return f"{correction.get_kind_display()}, {made}: {correction.wording}"


class OnlyXml:
    """A feed that is written whatever the rows hold: what XML cannot carry is dropped here, not refused."""

    def __init__(self, title, link, description, **options):
        super().__init__(only_xml(title), link, only_xml(description), **options)

    def add_item(self, title, link, description, **options) -> None:
        options["author_name"] = only_xml(options.get("author_name") or "")
        options["categories"] = [only_xml(category) for category in options.get("categories") or []]
        super().add_item(only_xml(title), link, only_xml(description), **options)

    def latest_post_date(self) -> datetime:
        """Of a feed without stories it is always the same, so that the feed is."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class RssFeed(OnlyXml, Rss201rev2Feed):
    """RSS 2.0."""


class SiteFeed(Feed):
    feed_type = RssFeed
    link = "/"

    def title(self) -> str:
        return settings.PAPER_NAME

    def description(self) -> str:
        return _("The latest from %(paper)s") % {"paper": settings.PAPER_NAME}

    def items(self) -> Sequence[Edition]:
        return self._stories(Edition.objects.live())

    def _stories(self, editions, parts=()):
        current = Prefetch(
            "article__corrections", Correction.objects.current().newest_first(), to_attr="current_corrections"
        )
        editions = editions.for_cards().select_related("article", "section")
        editions = editions.prefetch_related("bylines__author", current)
        placed = EditionPlacement.objects.filter(poll__isnull=False).select_related("poll__tally")
        editions = editions.prefetch_related(Prefetch("placements", placed.prefetch_related("poll__choices")))
        return newest(editions, by="first_published_at", parts=parts, size=LENGTH)

    def item_title(self, item) -> str:
        return f"{item.kicker} {item.headline}" if item.kicker.endswith(":") else item.headline

    def item_description(self, item) -> str:
        """The standfirst, and the polls of the story with as much of their result as anyone may see."""
        polls = [line.poll for line in item.placements.all() if line.poll and line.poll.state != Poll.State.DRAFT]
        questions = [f"{_('Readers’ poll:')} {poll.question} {poll.result_in_words()}".strip() for poll in polls]
        summary = " ".join([item.standfirst, *questions]).strip()
        parts = [summary, *map(_in_words, item.article.current_corrections)]
        # A description is HTML: what looks like a tag in these words would disappear in readers.
        return linebreaks("\n\n".join(filter(None, parts)), autoescape=True)

    def item_guid(self, item) -> str:
        return f"urn:uuid:{item.article.uuid}"

    item_guid_is_permalink = False

    def item_pubdate(self, item) -> datetime:
        return item.first_published_at

    def item_updateddate(self, item) -> datetime:
        """A correction is printed with the story, so it is news to a reader of feeds as well."""
        return max([item.updated_at, *(correction.made_at for correction in item.article.current_corrections)])

    def item_author_name(self, item) -> str:
        return ", ".join(line.author.name for line in item.bylines.all() if line.role == line.Role.WORDS)

    def item_categories(self, item) -> list[str]:
        return [item.section.name]


class SectionFeed(SiteFeed):
    def get_object(self, request, slug) -> Section:
        return get_object_or_404(Section, slug=slug)

    def title(self, section) -> str:
        return f"{settings.PAPER_NAME}: {section.name}"

    def link(self, section) -> str:
        return section.get_absolute_url()

    def description(self, section) -> str:
        return section.standfirst or section.name

    def items(self, section) -> Sequence[Edition]:
        return self._stories(Edition.objects.live(), parts_of(section))
