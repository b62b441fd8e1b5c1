"""A change as programs are told it, by question or by message: what, when and of which story, and not a word of it."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from articles.exporting.stories import moment
from articles.models import StoryEvent


def entries_address(uuid: str) -> str:
    """Where the entries of that running story are read."""
    return f"{settings.SITE_URL}{reverse('api:entries', kwargs={'uuid': uuid})}"


def change_facts(event: StoryEvent, delay: dt.timedelta) -> dict:
    """`address` is where the words are, `entries` where those of entries are; `available_at`, when they are theirs."""
    uuid = str(event.article.uuid)
    told = {
        "number": event.pk,
        "change": event.kind,
        "at": moment(event.at),
        "id": uuid,
        "address": f"{settings.SITE_URL}{reverse('api:story', kwargs={'uuid': uuid})}",
    }
    told |= {"entries": entries_address(uuid)} if event.news is not None else {}
    waits = delay and event.kind not in StoryEvent.GONE
    return told | ({"available_at": moment(event.at + delay)} if waits else {})
