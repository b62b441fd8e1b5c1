"""Write down for good what readers get. What is not with readers at that moment stops it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.composing.checks import check_issue
from newsroom.newsletters.composing.moves import State, move
from newsroom.newsletters.models import Issue, IssueRender
from newsroom.newsletters.rendering.keep import keep_render
from newsroom.newsletters.sending.audience import write_audience
from newsroom.newsletters.sending.tasks import wake


@transaction.atomic
def freeze(*, issue: Issue, by: User | None, text: str = "") -> IssueRender:
    """From here on the issue is on its way: its wording, its recipients and its sending, or none of them.

    Raises CannotSend or WrongMove.
    """
    checked = check_issue(issue)
    if checked.reasons:
        raise CannotSend(checked.reasons)
    move(issue=issue, to=State.FROZEN, by=by, text=text, frozen_at=timezone.now())
    render = keep_render(issue, checked.content, checked.letter)
    Issue.objects.filter(pk=issue.pk).update(recipients=write_audience(issue))
    issue.refresh_from_db()
    wake(issue)
    return render
