"""When what a page shows changed last: the `lastmod` of pages that list stories. A page that cannot tell has none."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import DateTimeField, Exists, F, Max, Model, OuterRef, QuerySet, Subquery

from articles.models import Edition, FrontArrangement, FrontSlot, Section, Series, parts_of
from articles.models.editions import live_at
from articles.models.listings import Listing
from articles.pages.front_cards import PAGE
from common.pagination import newest


class NewestOf(Subquery):
    """The latest moment of the rows that a subquery finds."""

    template = "(SELECT MAX(shown.moment) FROM (%(subquery)s) shown)"
    output_field = DateTimeField()


def with_listed_changes(model: type[Model], listing: type[Listing]) -> QuerySet:
    """Topics or authors, each with the last substantive change on its first page; None where readers have no story."""
    of_this = {model._meta.model_name: OuterRef("pk")}
    live = listing.objects.filter(live_at(of="edition__"), **of_this).order_by("-first_published_at", "-edition")
    changed = NewestOf(live.values(moment=F("edition__updated_at"))[:PAGE])
    return model.objects.only("slug").annotate(changed=changed).order_by("pk")


def series_changes() -> QuerySet:
    """The series that stories lead to, which takes two of them, each with the last substantive change of those."""
    live = Edition.objects.live().filter(article__series_part__series=OuterRef("pk"))
    led_to = Series.objects.filter(Exists(live[1:2]))
    return led_to.only("slug").annotate(changed=NewestOf(live.values(moment=F("updated_at")))).by_name()


def section_changes() -> Iterator[tuple[Section, dt.datetime | None]]:
    """Each section with the last change of its front: of its stories, of those pinned there, or of its arrangement."""
    live = Edition.objects.live().only("updated_at", "first_published_at")
    for section in Section.objects.in_order():
        shown = newest(live, by="first_published_at", parts=parts_of(section), size=PAGE)
        moments = [edition.updated_at for edition in shown]
        pinned = live.filter(article__in=FrontSlot.objects.live_on(section).values("article"))
        moments.append(pinned.aggregate(at=Max("updated_at"))["at"])
        arranged = FrontArrangement.objects.published().of(section).newest_first()
        moments += arranged.values_list("published_at", flat=True)[:1]
        yield section, max(filter(None, moments), default=None)
