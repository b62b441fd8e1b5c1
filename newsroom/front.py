"""What the front page shows: a lead, the stories below it, and each section's newest, no story twice."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from articles.models import Edition, Section, Video
from polls.models import Poll

RECENT = dt.timedelta(days=120)  # what can still stand in a section’s place on the front
SECONDS = 6  # stories under the lead
IN_SECTION = 4
POLLS = 2  # those that close first


@dataclass
class Front:
    lead: Edition | None
    seconds: list[Edition]
    sections: list[tuple[Section, list[Edition]]]
    videos: list[Video]
    polls: list[Poll]


def compose_front() -> Front:
    """The newest story with a picture leads; the others follow, and every section gets a place of its own."""
    newest = list(Edition.objects.live().for_cards().newest_first()[: SECONDS + 6])
    lead = next((edition for edition in newest if edition.lead_picture_id), newest[0] if newest else None)
    seconds = [edition for edition in newest if edition is not lead][:SECONDS]
    shown = {edition.pk for edition in seconds} | ({lead.pk} if lead else set())
    videos = list(Video.objects.live().newest_first().select_related("poster")[:3])
    polls = list(Poll.objects.open().with_choices().order_by("closes_at", "pk")[:POLLS])
    return Front(lead, seconds, _newest_by_section(shown), videos, polls)


def _newest_by_section(shown):
    """The newest of each section on the navigation, without those that stand above."""
    ranked = (
        Edition.objects.live()
        .filter(first_published_at__gt=timezone.now() - RECENT)
        .exclude(pk__in=shown)
        .annotate(
            place=Window(
                RowNumber(), partition_by=F("section"), order_by=[F("first_published_at").desc(), F("pk").desc()]
            )
        )
        .values("pk", "place")
    )
    newest = Edition.objects.filter(pk__in=[row["pk"] for row in ranked.filter(place__lte=IN_SECTION)])
    by_section: dict[int, list[Edition]] = {}
    for edition in newest.for_cards().newest_first():
        by_section.setdefault(edition.section.parent_id or edition.section_id, []).append(edition)
    return [
        (section, by_section[section.pk][:IN_SECTION])
        for section in Section.objects.on_navigation()
        if section.pk in by_section
    ]
