"""The log of what staff did to a poll: one row for each fact that changed, and none is ever rewritten."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from polls.models import PollEvent

WATCHED = {
    "state": PollEvent.Kind.STATE,
    "opens_at": PollEvent.Kind.OPENING,
    "closes_at": PollEvent.Kind.CLOSING,
    "results": PollEvent.Kind.RESULTS,
}


@transaction.atomic
def log_changes(*, poll, was, by) -> None:
    """Compare a saved poll with what it was (nothing, for a new one) and log what readers' votes rest on."""
    if was is None:
        PollEvent.objects.create(poll=poll, kind=PollEvent.Kind.CREATED, after=poll.get_state_display(), by=by)
        return
    for name, kind in WATCHED.items():
        before, after = getattr(was, name), getattr(poll, name)
        if before != after:
            PollEvent.objects.create(poll=poll, kind=kind, before=_words(was, name), after=_words(poll, name), by=by)


def _words(poll, name):
    if name.endswith("_at"):
        return date_format(timezone.localtime(getattr(poll, name)), "j F Y, H:i T")
    return str(getattr(poll, f"get_{name}_display")())
