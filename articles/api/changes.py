"""A change as programs are told it, by question or by message: what, when and of which story, and not a word of it."""

import datetime as dt

from django.urls import reverse

from articles.exporting.stories import moment
from articles.models import StoryEvent
from common.linked_data import whole_address


def entries_address(uuid: str) -> str:
    """Where the entries of that running story are read."""
    return whole_address(reverse("api:entries", kwargs={"uuid": uuid}))


def change_facts(event: StoryEvent, delay: dt.timedelta) -> dict:
    """`address` is where the words are, `entries` where those of entries are; `available_at`, when they are theirs."""
    uuid = str(event.article.uuid)
    told = {
        "number": event.pk,
        "change": event.kind,
        "at": moment(event.at),
        "id": uuid,
        "address": whole_address(reverse("api:story", kwargs={"uuid": uuid})),
    }
    told |= {"entries": entries_address(uuid)} if event.news is not None else {}
    waits = delay and event.kind not in StoryEvent.GONE
    return told | ({"available_at": moment(event.at + delay)} if waits else {})
