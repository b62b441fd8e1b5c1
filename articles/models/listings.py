"""Which editions stand on the page of an author or a topic, in the order in which they stand there.

A date in another table orders no index, so the rows that tie the two would all have to be read for the newest.
Derived from the editions; those that have ended leave with the next edition of their story.
"""

from typing import Self

from django.db import models
from django.db.models import Prefetch

from articles.models.editions import Edition, EditionByline, live_at


class ListingQuerySet(models.QuerySet):
    def live(self, at=None) -> Self:
        """Those that readers may see, each with the edition that its card shows."""
        shown = self.filter(live_at(at, of="edition__"))
        shown = shown.select_related("edition__section", "edition__lead_picture").defer("edition__body")
        return shown.prefetch_related(
            Prefetch("edition__bylines", EditionByline.objects.select_related("author__portrait"))
        )


class Listing(models.Model):
    # The unique rule begins with the edition, so a second index on it would only slow down publishing.
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", db_index=False)
    first_published_at = models.DateTimeField()

    objects = ListingQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.edition)


class AuthorListing(Listing):
    author = models.ForeignKey("articles.Author", models.CASCADE, related_name="+", db_index=False)

    class Meta(Listing.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "author"], name="author_listing_once")]
        indexes = [models.Index(fields=["author", "-first_published_at", "-edition"], name="author_listing_newest")]


class TopicListing(Listing):
    topic = models.ForeignKey("articles.Topic", models.CASCADE, related_name="+", db_index=False)

    class Meta(Listing.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="topic_listing_once")]
        indexes = [models.Index(fields=["topic", "-first_published_at", "-edition"], name="topic_listing_newest")]
