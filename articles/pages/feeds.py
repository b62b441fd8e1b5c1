"""The paper for feed readers: newest first, each story under an identity that never changes.

There is one of the whole paper, and one of each section, topic, author and series, each in three forms.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from articles.models import Author, AuthorListing, Edition, Section, Series, Topic, TopicListing, parts_of
from articles.pages.feed_formats import AtomFeed, JsonFeed, RssFeed
from articles.pages.feed_story import FeedStory, in_a_feed
from articles.pages.series import stories_of
from common.languages import language_of
from common.pagination import newest
from common.paper import paper_name

LENGTH = 30
FORMS = {"": RssFeed, "atom/": AtomFeed, "json/": JsonFeed}


class SiteFeed(Feed):
    link = "/"
    item_guid_is_permalink = False

    def __init__(self, form: type = RssFeed):
        self.feed_type = form

    def title(self) -> str:
        return paper_name()

    def description(self) -> str:
        return _("The latest from %(paper)s") % {"paper": paper_name()}

    def items(self) -> list[FeedStory]:
        return _newest(Edition.objects.live())

    def feed_extra_kwargs(self, subject) -> dict:
        return {"hubs": settings.WEBSUB_HUBS}

    def item_title(self, item) -> str:
        return item.title

    def item_description(self, item) -> str:
        return item.summary

    def item_guid(self, item) -> str:
        return f"urn:uuid:{item.edition.article.uuid}"

    def item_pubdate(self, item) -> dt.datetime:
        return item.edition.first_published_at

    def item_updateddate(self, item) -> dt.datetime:
        """A correction is printed with the story, so it is news to a reader of feeds as well."""
        made = [correction.made_at for correction in item.edition.article.current_corrections]
        return max([item.edition.updated_at, *made])

    def item_categories(self, item) -> list[str]:
        return [item.edition.section.name]

    def item_extra_kwargs(self, item) -> dict:
        standfirst = item.edition.standfirst
        told = {"content": item.content, "standfirst": standfirst, "writers": item.writers, "picture": item.picture}
        return told | {"language": language_of(item.edition.language)}


class SubjectFeed(SiteFeed):
    """The stories of one thing that has a name and a page of its own."""

    subjects: type

    def get_object(self, request, slug) -> object:
        return get_object_or_404(self.subjects, slug=slug)

    def title(self, subject) -> str:
        return f"{paper_name()}: {subject.name}"

    def link(self, subject) -> str:
        return subject.get_absolute_url()

    def description(self, subject) -> str:
        return subject.standfirst or subject.name


class SectionFeed(SubjectFeed):
    subjects = Section

    def items(self, section) -> list[FeedStory]:
        return _newest(Edition.objects.live(), parts_of(section))


class TopicFeed(SubjectFeed):
    subjects = Topic

    def items(self, topic) -> list[FeedStory]:
        return _listed(TopicListing.objects.live().filter(topic=topic))


class AuthorFeed(SubjectFeed):
    subjects = Author

    def description(self, author) -> str:
        return author.title or author.name

    def items(self, author) -> list[FeedStory]:
        return _listed(AuthorListing.objects.live().filter(author=author))


class SeriesFeed(SubjectFeed):
    subjects = Series

    def get_object(self, request, slug) -> Series:
        series = super().get_object(request, slug)
        if not stories_of(series).exists():  # its name alone would say what is yet to come
            raise Http404
        return series

    def items(self, series) -> list[FeedStory]:
        return _newest(Edition.objects.live().filter(article__series_part__series=series))


def _newest(editions, parts=()):
    return in_a_feed(newest(editions, by="first_published_at", parts=parts, size=LENGTH))


def _listed(listings):
    listed = newest(listings, by="first_published_at", then="edition_id", size=LENGTH)
    return in_a_feed(Edition.objects.filter(pk__in=[listing.edition_id for listing in listed]).newest_first())


def feed_paths(prefix: str, feed: type[SiteFeed], name: str) -> list[URLPattern]:
    """The addresses of a feed: RSS under the name itself, the others with the form behind it, such as `feed_atom`."""
    return [
        path(f"{prefix}feed/{form}", conditional_page(feed(kind)), name="_".join([name, *form.strip("/").split()]))
        for form, kind in FORMS.items()
    ]


def feed_addresses(sections: Iterable[Section]) -> list[str]:
    """Where the feeds of the paper and of these sections stand, in each form."""
    first = [reverse("articles:feed"), *(reverse("articles:section_feed", args=[section.slug]) for section in sections)]
    return [f"{path}{form}" for path in first for form in FORMS]
