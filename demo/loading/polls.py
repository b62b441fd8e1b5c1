"""The Courier's polls, in every state that a poll can be in, with the votes that readers cast."""

import datetime as dt
from random import Random
from typing import NamedTuple

from django.utils import timezone

from polls.counting.tally import recount
from polls.models import Ballot, Choice, Mark, Poll, PollSecret, Tally


class Question(NamedTuple):
    question: str
    answers: dict[str, int]  # each with the votes that it got
    opened: float  # days from now
    closes: float
    state: str = "live"
    results: str = "live"
    most: int = 1
    context: str = ""
    outcome: str = ""
    ends: tuple[str, str] = ("", "")  # of a scale
    moved: int = 0  # readers who answered again after reading


QUESTIONS = {
    "harbour-parking": Question(
        "Should the harbour car park be free on Sundays?",
        {"Yes": 211, "No": 148, "Don’t know": 19},
        -2,
        5,
        context="Parking there costs £1.80 an hour, seven days a week.",
    ),
    "night-bus": Question(
        "Would you use a night bus between Saltmere and Wendham?",
        {"Yes, most weeks": 64, "Now and then": 171, "No": 88, "Don’t know": 12},
        -1.2,
        4,
        results="after_vote",
        moved=90,
    ),
    "case-reviews": Question(
        "Should councils have to publish every serious case review in full?",
        {"Yes, in full": 133, "Yes, with names and details removed": 187, "No": 41, "Don’t know": 22},
        -0.8,
        6,
        results="after_close",
        context="Reviews are written after a child has been seriously harmed. Most are published as summaries.",
    ),
    "library-hours": Question(
        "Which opening hours matter most to you at Lowgate Library?",
        {
            "Weekday mornings": 88,
            "Weekday afternoons": 121,
            "Tuesday and Thursday evenings": 143,
            "Saturdays": 204,
            "Don’t know": 9,
        },
        -20,
        -4,
        results="after_vote",
        most=2,
        outcome="We sent the result to the council’s cabinet, which discusses the library’s hours next month.",
    ),
    "stand-name": Question(
        "What should the new stand at Quayside be called?",
        {
            "The Coal Bank Stand": 96,
            "The Ted Loake Stand": 58,
            "The Ivy Marchment Stand": 131,
            "The Patience Hallam Stand": 44,
        },
        -0.1,
        9,
    ),
    "market-day": Question(
        "Should market day move from Thursday to Saturday?",
        {
            "Keep it on Thursdays": 72,
            "Move it to Saturdays for a year": 61,
            "Keep Thursdays and add a monthly Saturday": 89,
            "Don’t know": 7,
        },
        -6,
        8,
        state="paused",
        context="We have paused this poll while the council corrects the dates of its consultation.",
    ),
    "harbour-day-route": Question(
        "Which way should the Harbour Day procession go?",
        {"Along the quay": 0, "By the river path": 0, "Don’t know": 0},
        1,
        8,
    ),
    "beach-dogs": Question(
        "Should dogs be allowed on North Beach in August?",
        {"Yes": 17, "No": 23, "Don’t know": 2},
        -40,
        -33,
        state="void",
        context="We withdrew this poll: the council’s rule that it asked about did not exist.",
    ),
    "quay-at-night": Question(
        "How safe do you feel on the quay after dark?",
        {"1": 22, "2": 47, "3": 96, "4": 88, "5": 31, "Don’t know": 14},
        -3,
        3,
        ends=("not at all safe", "very safe"),
    ),
    "bus-shelter": Question(
        "Should the Market Square bus shelter be kept?",
        {"Yes": 0, "No": 0, "Don’t know": 0},
        2,
        9,
        state="draft",
    ),
}


def create_polls() -> dict[str, Poll]:
    return {slug: _ask(slug, question) for slug, question in QUESTIONS.items()}


def _ask(slug, question):
    now = timezone.now()
    poll = Poll.objects.create(
        question=question.question,
        slug=slug,
        context=question.context,
        kind=_kind(question),
        scale_low=question.ends[0],
        scale_high=question.ends[1],
        most=question.most,
        state=question.state,
        opens_at=now + dt.timedelta(days=question.opened),
        closes_at=now + dt.timedelta(days=question.closes),
        results=question.results,
        outcome=question.outcome,
    )
    choices = Choice.objects.bulk_create(
        Choice(poll=poll, label=label, position=place, role=_role(label), value=int(label) if label.isdigit() else None)
        for place, label in enumerate(question.answers)
    )
    PollSecret.objects.get_or_create(poll=poll)
    Tally.objects.get_or_create(poll=poll)
    if any(question.answers.values()):
        _fill_box(poll, choices, question)
    return poll


def _kind(question):
    if question.ends[0]:
        return Poll.Kind.SCALE
    return Poll.Kind.MULTIPLE if question.most > 1 else Poll.Kind.SINGLE


def _role(label):
    return Choice.Role.DONT_KNOW if label == "Don’t know" else Choice.Role.NORMAL


def _fill_box(poll, choices, question):
    """Put the ballots in, each in an hour while the poll was open, and count them."""
    chance = Random(poll.slug)
    marked = [choice for choice in choices for _ in range(question.answers[choice.label])]
    chance.shuffle(marked)
    ballots, marks = [], []
    while marked:
        choice = marked.pop()
        ballot = Ballot(poll=poll, hour=_hour(poll, chance), channel=chance.choice(Ballot.Channel.values))
        ballots.append(ballot)
        marks.append(Mark(ballot=ballot, choice=choice))
        if question.most > 1 and marked and marked[-1] != choice and chance.random() < 0.7:
            marks.append(Mark(ballot=ballot, choice=marked.pop()))
    if question.moved:
        _answer_twice(ballots[: question.moved], marks, choices, chance)
    Ballot.objects.bulk_create(ballots)
    Mark.objects.bulk_create(marks)
    Poll.objects.filter(pk=poll.pk).update(locked_at=poll.opens_at)
    recount(poll=poll)


def _answer_twice(ballots, marks, choices, chance):
    """Of these ballots the last word is what was said after reading; most had said the same before it."""
    said = {mark.ballot_id: mark.choice for mark in marks}
    for ballot in ballots:
        ballot.phase = Ballot.Phase.AFTER
        before = Ballot(poll=ballot.poll, hour=ballot.hour, phase=Ballot.Phase.PAIRED)
        before.save()
        choice = said[ballot.pk] if chance.random() < 0.8 else chance.choice(choices)
        marks.append(Mark(ballot=before, choice=choice))


def _hour(poll, chance):
    until = min(poll.closes_at, timezone.now())
    moment = poll.opens_at + (until - poll.opens_at) * chance.random()
    return moment.replace(minute=0, second=0, microsecond=0)
