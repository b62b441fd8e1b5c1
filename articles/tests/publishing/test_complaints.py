"""What readers say is wrong: noted with a day to answer by, and settled only in a way that the record can show."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Complaint, Correction

LIST = "/admin/articles/complaint/"


@pytest.fixture
def complained(make_live_article):
    return Complaint.objects.create(article=make_live_article("Sea wall holds"), words="It is 4 m high, not 3.")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def answer(desk, complaint, **fields):
    due = timezone.localtime(complaint.due_at)
    sent = {"due_at_0": f"{due:%Y-%m-%d}", "due_at_1": f"{due:%H:%M:%S}", "correction": "", "reason": ""}
    response = desk.post(f"{LIST}{complaint.pk}/change/", sent | fields)
    complaint.refresh_from_db()
    return response


def test_a_reporter_notes_one_and_cannot_settle_it(client, reporter, make_live_article):
    article = make_live_article()
    client.force_login(reporter)
    sent = {"article": article.pk, "words": "Wrong street.", "due_at_0": "2030-01-01", "due_at_1": "12:00"}

    client.post(f"{LIST}add/", sent)
    complaint = Complaint.objects.get()
    client.post(f"{LIST}{complaint.pk}/change/", {"due_at_0": "2030-01-01", "due_at_1": "12:00", "reason": "No."})

    assert (complaint.noted_by, complaint.words) == (reporter, "Wrong street.")
    assert Complaint.objects.open().get() == complaint


@pytest.mark.parametrize(("hours", "is_overdue"), [(-1, True), (0, True), (1, False)])
def test_is_overdue_from_the_moment_it_was_due(complained, hours, is_overdue):
    now = complained.due_at - dt.timedelta(hours=hours)

    assert complained.is_overdue(now) is is_overdue
    assert Complaint.objects.overdue(now).exists() is is_overdue


def test_the_correction_that_answers_it_settles_it(desk, editor, complained):
    correction = Correction.objects.create(article=complained.article, wording="The wall is 4 m high.")

    answer(desk, complained, correction=correction.pk)

    assert (complained.correction, complained.settled_by) == (correction, editor)
    assert not Complaint.objects.open().exists()


def test_a_reason_settles_it_and_its_removal_opens_it_again(desk, complained):
    answer(desk, complained, reason="The wall was measured: 3 m.")
    settled_at = complained.settled_at
    answer(desk, complained, reason="")

    assert settled_at is not None
    assert complained.settled_at is None


def test_a_correction_of_another_story_does_not_answer_it(desk, complained, make_live_article):
    other = Correction.objects.create(article=make_live_article(), wording="Another thing.")

    response = answer(desk, complained, correction=other.pk)

    assert response.status_code == 200
    assert complained.settled_at is None


def test_nothing_is_owed_for_a_story_that_no_reader_had(desk, make_article):
    sent = {"article": make_article().pk, "words": "Wrong.", "due_at_0": "2030-01-01", "due_at_1": "12:00"}

    response = desk.post(f"{LIST}add/", sent)

    assert "No reader has had this story" in response.text


def test_settled_without_an_answer_is_refused_by_the_database(complained):
    with pytest.raises(IntegrityError, match="complaint_settled_says_how"), transaction.atomic():
        Complaint.objects.update(settled_at=timezone.now())


def test_its_list_begins_with_what_is_to_be_answered(desk, complained, make_live_article):
    Complaint.objects.create(
        article=make_live_article(), words="Long settled.", settled_at=timezone.now(), reason="It was right."
    )

    assert "It is 4 m high" in desk.get(LIST).text
    assert "Long settled." not in desk.get(LIST).text
    assert "Long settled." in desk.get(f"{LIST}?standing=settled").text


@pytest.mark.parametrize("asked", ["x", "99999999999999999999999", "-1", ""])
def test_a_broken_link_to_a_new_one_is_an_empty_form(desk, asked):
    assert desk.get(f"{LIST}add/?article={asked}").status_code == 200


def test_cannot_be_deleted(desk, complained):
    assert desk.post(f"{LIST}{complained.pk}/delete/", {"post": "yes"}).status_code == 403
