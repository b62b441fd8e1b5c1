"""What an editor does with an issue that goes out: now, at its time, hold, mend, go on, stop."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.composing.checks import check_issue
from newsroom.newsletters.composing.moves import State, move
from newsroom.newsletters.models import Issue, IssueRender
from newsroom.newsletters.rendering.keep import keep_render
from newsroom.newsletters.sending.tasks import wake


@transaction.atomic
def hold(*, issue: Issue, by: User, text: str = "") -> None:
    """No other batch is begun. Raises WrongMove."""
    move(issue=issue, to=State.PAUSED, by=by, text=text)


@transaction.atomic
def stop(*, issue: Issue, by: User) -> None:
    """For good. Raises WrongMove."""
    move(issue=issue, to=State.STOPPED, by=by, over_at=timezone.now())


@transaction.atomic
def go_on(*, issue: Issue, by: User) -> IssueRender:
    """Send to all others, in a new wording where the issue would now say something else.

    Raises CannotSend or WrongMove.
    """
    checked = check_issue(issue)
    if checked.reasons:
        raise CannotSend(checked.reasons)
    move(issue=issue, to=State.SENDING, by=by, first_batch=None)
    render = issue.current_render()
    is_new = (render.subject, render.preheader) != (issue.subject, issue.preheader)
    if is_new or render.content != checked.content.as_row():
        render = keep_render(issue, checked.content, checked.letter)
    wake(issue)
    return render
