"""Open a draft poll for its readers."""

import datetime as dt
from copy import copy

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from polls.desk.audit_log import log_changes
from polls.models import Poll

FEWEST_ANSWERS = 2


class CannotOpen(Exception):
    """The poll is not fit to be voted on; `reasons` says why, in words for the editor."""

    def __init__(self, reasons: list[str]):
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


@transaction.atomic
def open_poll(*, poll: Poll, by: User, at: dt.datetime | None = None) -> None:
    """A draft goes live, and takes votes from its own opening or from `at`, whichever is later.

    Raises CannotOpen, as the poll's form would refuse it.
    """
    was = Poll.objects.select_for_update().get(pk=poll.pk)
    if was.state != Poll.State.DRAFT:
        return
    opened = copy(was)
    opened.state, opened.opens_at = Poll.State.LIVE, max(was.opens_at, at) if at else was.opens_at
    if was.choices.count() < FEWEST_ANSWERS:
        raise CannotOpen([_("The poll “%(poll)s” needs at least 2 answers before readers can vote.") % {"poll": was}])
    try:
        opened.full_clean()
    except ValidationError as refusal:
        raise CannotOpen(refusal.messages) from None
    opened.save(update_fields=["state", "opens_at"])
    log_changes(poll=opened, was=was, by=by)
