"""Which events readers see on a day, and what programs are told of them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.dates import days_after
from common.linked_data import web_page, whole_address
from newsroom.events.models import Event

SIZE = 60  # events of a page, and some more where the last day of it has more


@dataclass(frozen=True)
class Listing:
    """Events by day; `following` is the day that the next page begins with, if there is one."""

    days: list[tuple[dt.date, list[Event]]]
    following: dt.date | None = None

    @property
    def events(self) -> list[Event]:
        return [event for _day, events in self.days for event in events]


def listing_from(day: dt.date, *, today: dt.date) -> Listing:
    """Whole days from that one on. What goes on since an earlier day stands under today, and on no later page."""
    events = Event.objects.live().not_over(day)
    if day > today:
        events = events.starting_from(day)
    found = list(events.in_order()[: SIZE + 1])
    if len(found) <= SIZE:
        return Listing(_by_day(found, day))
    cut = max(found[SIZE].first_day, days_after(day, 1))
    return Listing(_by_day(events.starting_before(cut).in_order(), day), cut)


def events_until(day: dt.date, *, today: dt.date, most: int) -> list[Event]:
    """The first of those from today until that day, it included, without what is cancelled."""
    live = Event.objects.live().filter(is_cancelled=False)
    return list(live.not_over(today).starting_before(days_after(day, 1)).in_order()[:most])


def _by_day(events, first):
    return [(day, list(some)) for day, some in groupby(events, key=lambda event: max(event.first_day, first))]


def when_in_words(event: Event) -> str:
    """For a line: the day, and the time where there is one."""
    day = date_format(event.first_day, "l j F")
    if event.is_of_several_days:
        return _("%(day)s to %(last)s") % {"day": day, "last": date_format(event.last_day, "j F")}
    return day if event.is_all_day else f"{day}, {timezone.localtime(event.starts_at):%H:%M}"


def listing_data(events: Sequence[Event]) -> dict:
    """The page in the words of schema.org. Times are those of the paper's zone, days where a time would be made up."""
    return web_page(
        "CollectionPage",
        name=_("Events"),
        path=reverse("events"),
        mainEntity={"@type": "ItemList", "itemListElement": _items(events)},
    )


def _items(events: Iterable[Event]):
    return [
        {"@type": "ListItem", "position": position, "item": _event_data(event)}
        for position, event in enumerate(events, 1)
    ]


def _event_data(event):
    status = "EventCancelled" if event.is_cancelled else "EventScheduled"
    data = {
        "@type": "Event",
        "name": event.title,
        "startDate": _moment(event, event.starts_at),
        "endDate": _moment(event, event.ends_at) if event.ends_at else "",
        "eventStatus": f"https://schema.org/{status}",
        "location": {"@type": "Place", "name": event.place, "address": event.place},
        "description": event.words,
        "url": event.link or whole_address(event.get_absolute_url()),
    }
    return {name: value for name, value in data.items() if value}


def _moment(event, moment):
    if event.is_all_day:
        return (event.last_day if moment == event.ends_at else event.first_day).isoformat()
    return timezone.localtime(moment).isoformat(timespec="minutes")
