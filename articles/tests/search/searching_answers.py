"""What is answered to the questions whose answers are known: the same on every database."""

import datetime as dt


def put_out_known_stories():
    from articles.tests.search.known_answers import STORIES
    from articles.tests.search.searching import put_out

    for story in STORIES:
        at = dt.datetime.combine(story.day, dt.time(12), tzinfo=dt.UTC)
        words = {"standfirst": story.standfirst, "body": story.body, "section": story.section}
        put_out(story.headline, authors=[story.author], topics=[story.topic], at=at, **words)


def answers(typed):
    """The headlines of the newest and of the most relevant, and what is offered instead."""
    from articles.search.meant import did_you_mean
    from articles.search.question import read
    from articles.tests.search.searching import found

    newest, best = found(typed), found(typed, best=True)
    return [newest, best, "" if best else did_you_mean(typed, read(typed))]


def all_answers():
    """To each question. Nothing of it is left in the database."""
    from django.db import transaction

    from articles.tests.search.known_answers import QUESTIONS

    with transaction.atomic():
        put_out_known_stories()
        found = {question.typed: answers(question.typed) for question in QUESTIONS}
        transaction.set_rollback(True)
    return found
