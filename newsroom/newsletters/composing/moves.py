"""Which state of an issue may follow which, and the one way from one to another."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from newsroom.newsletters.models import Issue, IssueEvent

State = Issue.State
MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.APPROVED}),
    State.APPROVED: frozenset({State.DRAFT, State.SCHEDULED, State.FROZEN}),
    State.SCHEDULED: frozenset({State.DRAFT, State.APPROVED, State.FROZEN}),
    # What readers get is written down from here on: there is no way back to a draft.
    State.FROZEN: frozenset({State.SENDING, State.STOPPED}),
    State.SENDING: frozenset({State.PAUSED, State.SENT, State.STOPPED}),
    State.PAUSED: frozenset({State.SENDING, State.STOPPED}),
    State.SENT: frozenset(),
    State.STOPPED: frozenset(),
}


class WrongMove(Exception):
    """The issue is in another state than somebody thought. Its text can be shown."""


@transaction.atomic
def move(*, issue: Issue, to: State, by: User | None, text: str = "", **fields: object) -> None:
    """Take one step, if no other was taken meanwhile, and write it down. Raises WrongMove."""
    before = State(issue.state)
    if to not in MOVES[before]:
        raise WrongMove(_("This issue is “%(state)s”: that cannot be done now.") % {"state": before.label})
    rows = Issue.objects.filter(pk=issue.pk, state=before)
    if not rows.update(state=to, version=F("version") + 1, **fields):
        raise WrongMove(_("Somebody else was faster. Look at the issue again."))
    IssueEvent.objects.create(issue_id=issue.pk, state=to, by=by, text=text[:300])
    issue.refresh_from_db()
