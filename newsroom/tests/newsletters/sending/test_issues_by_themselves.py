"""Letters that begin by the clock, and alerts that are sent from a story."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from articles.models import DeskLetter, Edition
from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.models import Issue, Newsletter
from newsroom.newsletters.sending.automatic import begin_what_is_due, send_alert
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)  # London is on UTC then
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _by_hand(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def morning():
    given = {"weekdays": "12345", "wall_time": dt.time(6, 30), "needs_approval": False, "least_new_stories": 2}
    letter = make_newsletter(**given)
    make_subscription(letter)
    return letter


@pytest.fixture
def at_the_desk(editor):
    editor.email = "editor@courier.example"
    editor.save()
    return editor


def run(moment):
    with time_machine.travel(moment, tick=False):
        begin_what_is_due()


@pytest.fixture
def stories(make_live_article):
    """Live on the morning of the test, whichever that is."""

    def make(moment, *headlines, **fields):
        with time_machine.travel(moment - HOUR, tick=False):
            return [
                make_live_article(headline, hours_ago=hours, standfirst="At six.", **fields)
                for hours, headline in enumerate(headlines, 1)
            ]

    return make


def test_letter_goes_at_its_time_once_with_what_is_new(morning, stories):
    stories(MONDAY, "The wall", "The tide")

    run(MONDAY - MINUTE)
    assert not Issue.objects.exists()
    run(MONDAY)
    run(MONDAY + MINUTE)

    issue = Issue.objects.get()
    assert (issue.state, issue.recipients) == ("frozen", 1)
    assert (issue.subject, issue.preheader) == ("The wall", "The tide")
    assert b"Auto-Submitted: auto-generated" in issue.current_render().message


@pytest.mark.parametrize("day", [0, 6])
def test_letter_goes_on_its_weekdays_alone(morning, stories, day):
    moment = MONDAY + dt.timedelta(days=day)
    stories(moment, "The wall", "The tide")
    run(moment)

    assert Issue.objects.exists() == (day == 0)


@pytest.mark.parametrize(
    ("day", "utc"),
    [((2026, 3, 29), (5, 30)), ((2026, 10, 25), (6, 30)), ((2026, 3, 28), (6, 30)), ((2026, 10, 24), (5, 30))],
)
def test_letter_keeps_to_the_clock_on_the_wall(morning, stories, day, utc):
    Newsletter.objects.update(weekdays="1234567")
    moment = dt.datetime(*day, *utc, tzinfo=dt.UTC)
    stories(moment, "The wall", "The tide")

    run(moment - MINUTE)
    assert not Issue.objects.exists()
    run(moment)
    run(moment + HOUR)

    assert Issue.objects.get().state == "frozen"


def test_letter_whose_time_went_by_is_not_begun_in_the_afternoon(morning, stories):
    stories(MONDAY, "The wall", "The tide")

    run(MONDAY + 3 * HOUR)
    assert not Issue.objects.exists()
    run(MONDAY + HOUR)
    assert Issue.objects.exists()


@pytest.mark.parametrize(
    ("headlines", "fields", "why"),
    [
        (["Alone"], {}, "Only 1 stories are new"),
        ([], {}, "Only 0 stories are new"),
        (["Grief", "Tide"], {"sensitivity": "gentle"}, "delicate"),
    ],
)
def test_letter_that_a_person_should_see_is_held_and_the_desk_told(
    morning, stories, at_the_desk, headlines, fields, why
):
    stories(MONDAY, *headlines, **fields)
    run(MONDAY)
    run(MONDAY + MINUTE)

    assert Issue.objects.get().state == "draft"
    assert why in DeskLetter.objects.get().body


def test_letter_that_begins_with_a_case_before_a_court_is_held(morning, stories):
    stories(MONDAY, "The trial", "The tide")
    Edition.objects.update(active_proceedings=True)
    run(MONDAY)

    assert Issue.objects.get().state == "draft"


def test_letter_that_waits_for_approval_is_begun_an_hour_before(morning, stories, at_the_desk):
    Newsletter.objects.update(needs_approval=True)
    stories(MONDAY - HOUR, "The wall", "The tide")
    run(MONDAY - HOUR)

    issue = Issue.objects.get()
    assert (issue.state, issue.goes_out_at, issue.subject) == ("draft", dt.time(6, 30), "The wall")
    assert "approve" in DeskLetter.objects.get().body


def test_letter_that_somebody_sent_by_hand_is_not_sent_again_by_the_clock(morning, stories):
    stories(MONDAY, "The wall", "The tide")
    issue = make_issue(morning, state="sent")
    Issue.objects.filter(pk=issue.pk).update(frozen_at=MONDAY - HOUR)

    run(MONDAY)

    assert Issue.objects.get() == issue


@pytest.fixture
def breaking():
    letter = make_newsletter("breaking", kind="alert", most_a_day=2)
    make_subscription(letter)
    return letter


def alert(breaking, article, editor):
    words = {"subject": article.headline, "preheader": "Stay away from the quay"}
    return send_alert(newsletter=breaking, article=article, by=editor, **words)


def test_alert_is_sent_in_one_act(breaking, make_live_article, editor):
    issue = alert(breaking, make_live_article("The quay is closed"), editor)

    assert (issue.state, issue.recipients) == ("frozen", 1)
    assert "The quay is closed" in issue.current_render().text


def test_story_has_one_alert_however_often_it_is_pressed(breaking, make_live_article, editor):
    story = make_live_article()
    alert(breaking, story, editor)

    with pytest.raises(CannotSend, match="already"):
        alert(breaking, story, editor)
    assert Issue.objects.count() == 1


def test_day_has_no_more_alerts_than_readers_are_promised(breaking, make_live_article, editor):
    for _ in range(2):
        alert(breaking, make_live_article(), editor)

    with pytest.raises(CannotSend, match="promised 2 a day"):
        alert(breaking, make_live_article(), editor)
    Issue.objects.update(frozen_at=timezone.now() - dt.timedelta(days=1))
    alert(breaking, make_live_article(), editor)


def test_page_of_an_alert_asks_first_and_keeps_what_was_typed(
    client, editor, breaking, make_live_article, make_article
):
    client.force_login(editor)
    story, draft = make_live_article("The quay is closed", standfirst="Since six."), make_article()
    page = f"/admin/newsroom/issue/alert/{story.pk}/"

    assert 'value="The quay is closed"' in client.get(page).text
    assert "publish it first" in client.get(f"/admin/newsroom/issue/alert/{draft.pk}/").text
    said = {"newsletter": breaking.pk, "subject": "Closed", "preheader": "Closed"}
    assert 'value="Closed"' in client.post(page, said).text
    assert not Issue.objects.exists()
    client.post(page, said | {"preheader": "Since six"})
    assert Issue.objects.get().state == "frozen"


@pytest.mark.parametrize("role", ["sub_editor", "reporter", "supporter_desk"])
def test_alert_is_for_who_may_send(client, request, role, breaking, make_live_article):
    client.force_login(request.getfixturevalue(role))
    said = {"newsletter": breaking.pk, "subject": "Closed", "preheader": "Since six"}

    page = f"/admin/newsroom/issue/alert/{make_live_article().pk}/"

    assert client.get(page).status_code == client.post(page, said).status_code == 403
    assert not Issue.objects.exists()
