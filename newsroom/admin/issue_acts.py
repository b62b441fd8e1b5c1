"""The steps that the desk offers for an issue, by its state: who may take each, and what is said of it then."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.can import can
from common.dates import in_words
from newsroom.newsletters.composing.approve import CannotSend, approve, back_to_draft, schedule
from newsroom.newsletters.composing.moves import State, WrongMove
from newsroom.newsletters.composing.times import NoSuchTime
from newsroom.newsletters.models import Issue
from newsroom.newsletters.sending.control import go_on, hold, stop
from newsroom.newsletters.sending.freeze import freeze
from newsroom.newsletters.sending.sample import send_sample


@dataclass(frozen=True)
class Step:
    """A button: in which states it stands there, which right it takes, and what it does, saying what was done."""

    label: str | Promise
    states: tuple[State, ...]
    act: Callable[[Issue, User], str]
    right: str = "send"
    is_danger: bool = False


def _approve(issue, by):
    approve(issue=issue, by=by)
    return _("Approved. It goes out when somebody sends it or gives it a time.")


def _schedule(issue, by):
    return _("It goes out on %(time)s.") % {"time": in_words(schedule(issue=issue, by=by))}


def _send(issue, by):
    freeze(issue=issue, by=by)
    number = issue.recipients
    said = ngettext("It is on its way to %(number)d reader.", "It is on its way to %(number)d readers.", number)
    return said % {"number": number}


def _draft(issue, by):
    back_to_draft(issue=issue, by=by)
    return _("It is a draft again.")


def _hold(issue, by):
    hold(issue=issue, by=by)
    return _("Held: no other batch is begun.")


def _go_on(issue, by):
    go_on(issue=issue, by=by)
    return _("It goes on to all who wait for it.")


def _stop(issue, by):
    stop(issue=issue, by=by)
    return _("Stopped for good: nobody else gets it.")


def _sample(issue, by):
    send_sample(issue=issue, to=by)
    return _("A test is on its way to %(address)s.") % {"address": by.email}


BEFORE = (State.DRAFT, State.APPROVED, State.SCHEDULED)
ACTS = {
    "sample": Step(gettext_lazy("Send a test to myself"), (*BEFORE, State.PAUSED), _sample, right="change"),
    "approve": Step(gettext_lazy("Approve"), (State.DRAFT,), _approve),
    "send": Step(gettext_lazy("Send now"), (State.APPROVED, State.SCHEDULED), _send),
    "schedule": Step(gettext_lazy("Send at its time"), (State.APPROVED,), _schedule),
    "draft": Step(gettext_lazy("Back to a draft"), (State.APPROVED, State.SCHEDULED), _draft),
    "hold": Step(gettext_lazy("Hold"), (State.SENDING,), _hold),
    "go_on": Step(gettext_lazy("Go on"), (State.PAUSED,), _go_on),
    "stop": Step(gettext_lazy("Stop for good"), (State.FROZEN, State.SENDING, State.PAUSED), _stop, is_danger=True),
}


def steps_for(user: User, issue: Issue) -> list[tuple[str, Step]]:
    return [(name, step) for name, step in ACTS.items() if issue.state in step.states and can(user, step.right, issue)]


def take(name: str, *, issue: Issue, by: User) -> tuple[bool, str]:
    """Whether the step was taken, and what to say of it."""
    try:
        return True, ACTS[name].act(issue, by)
    except (CannotSend, WrongMove, NoSuchTime) as refusal:
        return False, " ".join(str(reason) for reason in refusal.args)
