"""Refused sign-ins beyond what the audit log takes in an hour: the log is told how many there were."""

from common.audit import Actor, acting_as, note
from common.counters import count, count_all, counted

LEFT_OUT, WEEK = "audit-refusals-left-out", 7 * 24 * 3600  # a worker that is gone for less loses none


def count_left_out() -> None:
    count(LEFT_OUT, seconds=WEEK)


def note_left_out() -> None:
    """One line for all since the last such line; none where there were none."""
    number = counted(LEFT_OUT)
    if number:
        with acting_as(Actor("manage.py worker")):
            note(action="refusals_left_out", about="auth_user", number=number)
        count_all({LEFT_OUT: -number}, seconds=WEEK)  # those that came meanwhile are in the next one
