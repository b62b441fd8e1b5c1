"""What is on in Saltmere in the weeks after: invented, from today on."""

import datetime as dt

from django.utils import timezone

from newsroom.events.models import Event

# Days from today, time (none: the whole day), hours that it lasts, what, where, price
EVENTS = [
    (0, "19:30", 2, "Sea shanties with the Barrier Crew", "The Lifeboat House, Saltmere", "Free"),
    (1, "10:00", 3, "Repair café", "St Hild’s hall, Cold Ash End", "Free"),
    (2, "18:00", 1.5, "Council: the quay and what it costs", "Town Hall, Saltmere", ""),
    (3, "09:00", 5, "Saltmere market", "Market Square, Saltmere", ""),
    (3, "14:30", 2, "Saltmere Town v Wendham", "The Saltings ground", "£7, under 16 £2"),
    (4, "11:00", 1, "Curlew count for beginners", "Bird hide, north bank", "Free"),
    (6, "20:00", 1.5, "Film club: The Ferryman’s Year", "Old Granary", "£5"),
    (9, "", 0, "Winter fair", "Harbour Street", "Free"),
    (10, "09:00", 5, "Saltmere market", "Market Square, Saltmere", ""),
    (13, "19:00", 2, "Carols on the barrier", "South pier", "Free"),
]
WORDS = {
    "Repair café": "Bring what is broken and small enough to carry.",
    "Council: the quay and what it costs": "The public may ask questions until seven.",
    "Winter fair": "Forty stalls, and the choir of the grammar school at four.",
    "Carols on the barrier": "In a storm they are sung in the church.",
}
SEVERAL = (2, 20, "Drawn by the tide: prints of Ines Whitlow", "Old Granary", "Free")
CANCELLED = (5, "19:00", "Talk: bread without bosses", "Library, Saltmere")


def announce_events() -> None:
    for days, clock, hours, title, place, price in EVENTS:
        facts = {"title": title, "place": place, "price": price, "words": WORDS.get(title, "")}
        starts_at = _at(days, clock or "00:00")
        ends_at = starts_at + dt.timedelta(hours=hours) if hours else None
        Event.objects.create(starts_at=starts_at, ends_at=ends_at, is_all_day=not clock, **facts)
    first, last, title, place, price = SEVERAL
    days = {"starts_at": _at(first, "00:00"), "ends_at": _at(last, "23:59"), "is_all_day": True}
    Event.objects.create(title=title, place=place, price=price, **days)
    day, clock, title, place = CANCELLED
    Event.objects.create(title=title, place=place, starts_at=_at(day, clock), is_cancelled=True)


def _at(days, clock):
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(clock)))
