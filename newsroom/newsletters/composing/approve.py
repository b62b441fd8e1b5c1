"""That an issue may go out, and when."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.newsletters.composing.checks import reasons_against
from newsroom.newsletters.composing.moves import State, move
from newsroom.newsletters.composing.times import moment_of
from newsroom.newsletters.models import Issue


class CannotSend(Exception):
    """What stops the issue; `reasons` can be shown."""

    def __init__(self, reasons: list[str]):
        super().__init__(*reasons)
        self.reasons = reasons


@transaction.atomic
def approve(*, issue: Issue, by: User | None) -> None:
    """Say that it may go out as it is. Raises CannotSend or WrongMove."""
    if reasons := reasons_against(issue):
        raise CannotSend(reasons)
    move(issue=issue, to=State.APPROVED, by=by)


@transaction.atomic
def schedule(*, issue: Issue, by: User | None) -> dt.datetime:
    """Let it go out at the time that it names. Raises NoSuchTime, CannotSend or WrongMove."""
    if not (issue.goes_out_on and issue.goes_out_at):
        raise CannotSend([_("Say on which day and at what time it goes out.")])
    moment = moment_of(issue.goes_out_on, issue.goes_out_at)
    if moment <= timezone.now():
        raise CannotSend([_("That time is over: choose another, or send it now.")])
    move(issue=issue, to=State.SCHEDULED, by=by, send_at=moment)
    return moment


@transaction.atomic
def back_to_draft(*, issue: Issue, by: User | None) -> None:
    """Raises WrongMove."""
    move(issue=issue, to=State.DRAFT, by=by, send_at=None)
