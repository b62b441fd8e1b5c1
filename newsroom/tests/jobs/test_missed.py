"""Letters about what was missed: to whom, when, and never twice."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Complaint
from articles.publishing.publish import schedule
from articles.workflow.stages import assign
from newsroom.jobs.reminders import tell_of_what_was_missed

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def addressed(editor, reporter):
    """Two who have an address to be written to."""
    for person in (editor, reporter):
        person.email = f"{person.username}@courier.example"
        person.save()
    mail.outbox.clear()
    return editor, reporter


def letters():
    return [(letter.to, letter.subject) for letter in mail.outbox]


@pytest.mark.parametrize(("ended_ago", "is_told"), [(9 * MINUTE, False), (11 * MINUTE, True), (25 * HOUR, False)])
def test_an_embargo_that_ended_with_nothing_out_is_told_once_to_who_may_publish(
    addressed, make_article, ended_ago, is_told
):
    make_article("Held back", embargoed_until=timezone.now() - ended_ago)

    tell_of_what_was_missed()
    tell_of_what_was_missed()

    told = [(["editor@courier.example"], "Embargo over, not out: Held back")]
    assert letters() == (told if is_told else [])


def test_nobody_is_told_of_an_embargo_after_which_the_story_is_scheduled(addressed, make_article):
    article = make_article(embargoed_until=timezone.now() - HOUR)
    schedule(article=article, by=None, at=timezone.now() + HOUR)

    tell_of_what_was_missed()

    assert letters() == []


def test_an_embargo_that_was_moved_is_another_matter(addressed, make_article):
    article = make_article("Held back", embargoed_until=timezone.now() - HOUR)
    tell_of_what_was_missed()

    article.embargoed_until = timezone.now() - 30 * MINUTE
    article.save()
    tell_of_what_was_missed()

    assert len(letters()) == 2


def test_who_has_the_story_and_may_publish_it_is_told_alone(addressed, section_editor, make_article, make_section):
    sport = make_section("Sport")
    section_editor.edits.create(section=sport)
    section_editor.email = "sport@courier.example"
    section_editor.save()
    article = make_article("A match", section=sport, embargoed_until=timezone.now() - HOUR)
    assign(article=article, to=section_editor, by=section_editor)

    tell_of_what_was_missed()

    assert letters() == [(["sport@courier.example"], "Embargo over, not out: A match")]


def test_an_overdue_answer_is_told_to_who_can_settle_it(addressed, make_live_article):
    due = timezone.now() - MINUTE
    complaint = Complaint.objects.create(article=make_live_article("Wall"), words="It is 4 m.", due_at=due)

    tell_of_what_was_missed(at=due - MINUTE)
    before = letters()
    tell_of_what_was_missed()
    tell_of_what_was_missed()

    assert before == []
    assert letters() == [(["editor@courier.example"], "Correction overdue: Wall")]
    assert f"/admin/articles/complaint/{complaint.pk}/change/" in mail.outbox[0].body


def test_a_task_that_fails_again_and_again_is_one_letter_a_day_to_administrators(addressed):
    User.objects.create_superuser("admin", "admin@courier.example", "a-long-password")
    for _ in range(3):
        DBTaskResult.objects.create(
            status="FAILED",
            finished_at=timezone.now(),
            run_after=timezone.now(),
            args_kwargs={},
            backend_name="default",
            task_path="articles.workflow.tasks.deliver",
            exception_class_path="builtins.ValueError",
            traceback="ada@example.org",
        )

    tell_of_what_was_missed()

    assert letters() == [(["admin@courier.example"], "Failed task: articles.workflow.tasks.deliver")]
    assert "ada@example.org" not in mail.outbox[0].body


@pytest.mark.usefixtures("addressed")
def test_a_quiet_night_costs_three_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        tell_of_what_was_missed()
