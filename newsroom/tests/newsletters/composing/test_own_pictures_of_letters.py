"""A picture of its own for a story of a letter."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from articles.pictures.usage import used_beside_stories
from articles.publishing.takedowns import take_down
from common.tombstones import is_file_taken_down
from newsroom.newsletters.composing.checks import check_issue
from newsroom.newsletters.models import IssueSlot
from newsroom.tests.issue_builders import CORRECTIONS, make_issue, sent_issue
from newsroom.tests.newsletters.composing.pressing import address, press

pytest_plugins = ["newsroom.tests.newsletters.composing.issue_desk"]
pytestmark = pytest.mark.django_db


def test_pinned_story_has_a_picture_of_its_own_until_it_is_let_go(desk, issue, make_picture):
    own = make_picture(alt="The gate at night")

    press(desk, desk.get(address(issue)), "save", **{"s0-picture": own.pk})
    page = desk.get(address(issue))
    assert issue.slots.first().picture == own
    assert "The gate at night" in page.context["checked"].letter.html

    page = press(desk, page, "drop_picture", "s0")
    assert "The gate at night" not in page.context["checked"].letter.html
    page = press(desk, desk.get(address(issue)), "unpin", "s0")
    assert page.context["board"].slots[0].picture is None


def test_picture_that_is_not_there_is_named_and_nothing_is_saved(desk, issue):
    page = press(desk, desk.get(address(issue)), "save", **{"s0-picture": "999999"})

    assert "There is no picture with the number 999999." in page.text
    assert issue.slots.first().picture is None


def test_own_picture_whose_rights_end_is_left_out_and_said(desk, issue, make_picture):
    own = make_picture(alt="The gate at night")
    press(desk, desk.get(address(issue)), "save", **{"s0-picture": own.pk})
    own.rights_until = timezone.localdate() - dt.timedelta(days=1)
    own.save()

    page = desk.get(address(issue))

    assert "The gate at night" not in page.context["checked"].letter.html
    assert any("own picture" in warning for warning in page.context["checked"].warnings)


def test_picture_says_in_which_issue_it_stands_and_is_not_deleted_meanwhile(issue, make_picture):
    own = make_picture()
    IssueSlot.objects.filter(issue=issue, position=0).update(picture=own)

    assert used_beside_stories(own) == [str(issue)]
    with pytest.raises(ProtectedError):
        own.delete()


def test_own_picture_needs_a_story_that_is_pinned(issue, make_picture):
    with pytest.raises(IntegrityError), transaction.atomic():
        IssueSlot.objects.create(issue=issue, position=9, picture=make_picture())


def test_own_picture_goes_with_its_story_when_that_is_taken_down(desk, issue, make_live_article, make_picture, editor):
    """Its file, its place in a letter that is not out, and the web version of one that is; also one of before."""
    story, other = make_live_article("The wall"), make_live_article("The mill")
    own, before, shared, neighbour = (make_picture(alt=f"Own {number}") for number in range(4))
    places = [IssueSlot(article=story, picture=before), IssueSlot(article=other, picture=shared), CORRECTIONS]
    sent = sent_issue(issue.newsletter, slots=places)
    IssueSlot.objects.filter(issue=sent, article=story).update(picture=own)
    waiting = make_issue(issue.newsletter, stories=[story, other], note="<p>Morning.</p>")
    waiting.slots.filter(article=story).update(picture=shared)
    waiting.slots.filter(article=other).update(picture=neighbour)
    assert "Own 1" in desk.get(sent.get_absolute_url()).text

    take_down(article=story, by=editor, reason="An order of the court.")

    gone = [picture.pk for picture in (own, before, shared, neighbour) if is_file_taken_down(picture.file.name)]
    assert gone == [own.pk, before.pk]
    checked = check_issue(waiting)
    assert [place.edition for place in checked.places][0] is None
    assert "Own 2" not in checked.letter.html
    assert "Own 3" in checked.letter.html
    assert "Own 1" not in desk.get(sent.get_absolute_url()).text
