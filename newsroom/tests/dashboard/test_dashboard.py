"""The desk's first page: what needs a person now, for whom, and at what cost."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article, Complaint, DeskLetter, Picture, PlannedStory, Presence
from articles.publishing.publish import publish, schedule
from articles.workflow.stages import assign, move
from newsroom.dashboard import stories
from newsroom.dashboard.home import home_of
from newsroom.dashboard.viewer import Viewer
from polls.models import PollEvent, Tally
from supporters.letters.alerts import raise_alert
from supporters.models import Attention, Heartbeat

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("admin", "admin@courier.example", "a-long-password")


def said(user, part="now"):
    return [(matter.tag, matter.title) for matter in home_of(user)[part]]


def graves(user):
    return [matter.title for matter in home_of(user)["now"] if matter.is_grave]


def test_when_nothing_is_wrong_it_says_so(client, editor):
    client.force_login(editor)

    page = client.get("/admin/").text

    assert "Nothing needs a person now." in page
    assert "Nothing is scheduled for tonight." in page


@pytest.mark.parametrize(
    ("ends_in", "is_said"), [(-25 * HOUR, False), (-MINUTE, True), (59 * MINUTE, True), (61 * MINUTE, False)]
)
def test_an_embargo_is_said_from_an_hour_before_its_end_until_it_is_out(editor, make_article, now, ends_in, is_said):
    make_article("Held back", embargoed_until=now + ends_in)

    assert said(editor) == ([("Embargo", "Held back")] if is_said else [])


def test_an_embargoed_story_that_is_scheduled_is_nothing_grave_and_one_that_went_out_is_not_said(
    editor, make_article, now
):
    waits = make_article("Scheduled", embargoed_until=now + 10 * MINUTE)
    schedule(article=waits, by=editor, at=now + 20 * MINUTE)
    publish(article=make_article("Out", embargoed_until=now - 10 * MINUTE), by=editor)

    assert said(editor) == [("Embargo", "Scheduled")]
    assert graves(editor) == []


def test_what_goes_out_by_itself_is_told_in_the_order_of_the_clock(editor, make_article, make_poll, now):
    viewer = home_of(editor)
    before_morning = now + (viewer["morning"] - now) / 2
    schedule(article=make_article("Tonight"), by=editor, at=before_morning)
    schedule(article=make_article("Another day"), by=editor, at=viewer["morning"] + HOUR)
    make_poll("Raise the wall?", opens_at=now - HOUR, closes_at=before_morning - dt.timedelta(seconds=1))

    assert said(editor, "tonight") == [("Poll closes", "Raise the wall?"), ("Scheduled", "Tonight")]
    assert said(editor, "later") == [("Scheduled", "Another day")]


def test_a_story_waits_for_somebody_until_its_words_are_out(editor, reporter, make_article):
    articles = {
        stage: make_article(f"In {stage}", needs_legal=stage == "legal") for stage in ("review", "legal", "ready")
    }
    for stage, article in articles.items():
        move(article=article, to="review", by=editor, note=f"Look at {stage}")
        if stage != "review":
            move(article=article, to=stage, by=editor)

    before = said(editor, "waiting")
    publish(article=articles["ready"], by=editor)

    assert sorted(before) == [("In review", "In review"), ("Legal", "In legal"), ("Ready", "In ready")]
    assert sorted(said(editor, "waiting")) == [("In review", "In review"), ("Legal", "In legal")]
    assert "Look at review" in [matter.note for matter in home_of(editor)["waiting"]]


def test_what_was_saved_since_it_went_live_waits_to_be_published(editor, make_live_article):
    article = make_live_article("Live and changed")
    Article.objects.filter(pk=article.pk).update(version=5)

    assert said(editor, "waiting") == [("Changed", "Live and changed")]


def test_an_open_story_is_said_after_an_hour_to_everybody_else(editor, sub_editor, make_article, now):
    Presence.objects.create(article=make_article("Held open"), user=editor, opened_at=now - HOUR - MINUTE)
    Presence.objects.create(article=make_article("Just opened"), user=editor, opened_at=now - 59 * MINUTE)

    assert said(sub_editor) == [("Open", "Held open")]
    assert said(editor) == []


def test_a_live_picture_without_a_credit_is_said_to_who_can_mend_it(
    editor, picture_desk, reporter, make_live_article, make_picture
):
    make_live_article(lead_picture=make_picture("Shown"))
    make_picture("Nowhere shown")
    Picture.objects.update(credit="")

    assert said(editor) == said(picture_desk) == [("Picture", "Shown")]
    assert said(reporter) == []


def test_a_complaint_is_grave_from_the_moment_that_it_is_due(editor, make_live_article, now):
    article = make_live_article("Wrong street")
    Complaint.objects.create(article=article, words="It is Quay Street.", due_at=now)

    assert said(editor) == [("Correction overdue", "Wrong street")]
    assert graves(editor) == ["Wrong street"]


def test_votes_are_for_who_may_look_at_them(editor, reporter, make_poll, now):
    held, alerted = make_poll("Held?"), make_poll("Alerted?")
    Tally.objects.update_or_create(poll=held, defaults={"held": 3})
    PollEvent.objects.create(poll=alerted, kind=PollEvent.Kind.ANOMALY, at=now - HOUR)
    PollEvent.objects.create(poll=make_poll("Long ago?"), kind=PollEvent.Kind.ANOMALY, at=now - 30 * HOUR)

    assert said(editor) == [("Alert", "Alerted?"), ("Votes held", "Held?")]
    assert said(reporter) == []


def test_failed_tasks_are_for_administrators_and_missed_letters_for_editors(editor, administrator, now):
    DBTaskResult.objects.create(
        status="FAILED",
        finished_at=now,
        run_after=now,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path="articles.workflow.tasks.deliver",
        exception_class_path="builtins.ValueError",
        traceback="ada@example.org",
    )
    DeskLetter.objects.create(key="1", to="nell@courier.example", subject="In review: Tide", body="Go.", missed_at=now)

    assert said(editor) == [("Missed letter", "In review: Tide")]
    assert ("Failed task", "Deliver") in said(administrator)


def test_money_is_for_those_who_look_after_it(client, editor, finance, supporter_desk, make_pledge, now):
    raise_alert(kind=Attention.Kind.DOUBLE, cause="x", text="Ada Marsh paid £43.21 twice", due_at=now - HOUR)
    Heartbeat.objects.create(name="reconcile", at=now)

    assert said(finance) == said(supporter_desk) == [("Support", "Payments to look at")]
    assert graves(finance) == ["Payments to look at"]
    client.force_login(editor)
    page = client.get("/admin/").text
    assert "Payments to look at" not in page
    assert "43.21" not in page


def test_a_comparison_with_the_provider_that_is_late_is_grave(finance, now, settings):
    settings.DEMO = True

    assert ("Late", "Comparison with the card provider") in said(finance)
    Heartbeat.objects.create(name="reconcile", at=now)
    assert said(finance) == []


def test_a_reporter_sees_their_own_stories_and_those_given_to_them(editor, reporter, make_article, now):
    own = make_article("Own", created_by=reporter, embargoed_until=now + MINUTE)
    given = make_article("Given")
    assign(article=given, to=reporter, by=editor)
    make_article("Foreign", embargoed_until=now + MINUTE)
    schedule(article=make_article("Foreign and scheduled"), by=editor, at=now + MINUTE)
    move(article=make_article("Foreign, in review"), to="review", by=editor)

    home = home_of(reporter)

    assert said(reporter) == [("Embargo", own.headline)]
    assert sorted(matter.title for matter in home["yours"]) == ["Given", "Own"]
    assert home["tonight"] == home["later"] == home["waiting"] == []


def test_a_section_editor_sees_the_section(section_editor, make_article, make_section, now):
    sport = make_section("Sport")
    section_editor.edits.create(section=sport)
    make_article("A match", section=sport, embargoed_until=now + MINUTE)
    make_article("A vote", section=make_section("Politics"), embargoed_until=now + MINUTE)

    assert said(section_editor) == [("Embargo", "A match")]


def test_the_lawyer_sees_what_waits_for_the_lawyer(editor, legal, make_article):
    for headline, needs_legal in (("For the lawyer", True), ("For a reader", False)):
        article = make_article(headline, needs_legal=needs_legal)
        move(article=article, to="review", by=editor)
        if needs_legal:
            move(article=article, to="legal", by=editor)

    assert said(legal, "waiting") == [("Legal", "For the lawyer")]


def test_the_diary_of_today_tells_what_is_begun(editor, make_article, make_section):
    plan = {"section": make_section(), "planned_for": timezone.localdate()}
    PlannedStory.objects.create(title="Council meets", **plan)
    PlannedStory.objects.create(title="Tide turns", article=make_article(), **plan)
    PlannedStory.objects.create(title="Tomorrow", **plan | {"planned_for": timezone.localdate() + dt.timedelta(days=1)})

    assert sorted(said(editor, "diary")) == [("Begun", "Tide turns"), ("Planned", "Council meets")]


def test_binned_stories_and_templates_are_no_matter_of_the_night(editor, make_article, now):
    make_article("Binned", embargoed_until=now + MINUTE, binned_at=now)
    make_article("Template", embargoed_until=now + MINUTE, is_template=True)

    assert said(editor) == []


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_the_day_of_a_clock_change_has_the_hours_that_it_has(day, hours):
    """Tonight ends at six by the paper's clock, also in the nights that are an hour shorter or longer."""
    evening = timezone.make_aware(dt.datetime.fromisoformat(day) - HOUR)

    morning = Viewer(User(), now=evening).morning

    # Of two times in one zone Python would take the difference that their clocks show.
    assert morning.astimezone(dt.UTC) - evening.astimezone(dt.UTC) == dt.timedelta(hours=7 + hours - 24)
    assert timezone.localtime(morning).hour == 6


@pytest.fixture
def a_busy_night(editor, make_many_live, make_live_article, make_article, make_poll, make_picture, make_pledge, now):
    """Many of everything: the page must not ask more for it."""

    def fill(count):
        make_many_live(20 * count)
        picture = make_picture("Shown")
        for number in range(count):
            article = make_live_article(f"Live {number}", lead_picture=picture)
            Article.objects.filter(pk=article.pk).update(version=7, assigned_to=editor)
            Complaint.objects.create(article=article, words="Wrong.", due_at=now - HOUR)
            move(article=make_article(f"Read me {number}"), to="review", by=editor, note="Please.")
            article.proposals.create(person=User.objects.create_user(f"c{number}"), html="So.", base_version=1)
            schedule(article=make_article(), by=editor, at=now + (1 + number) * MINUTE)
            make_article(embargoed_until=now + MINUTE, created_by=editor)
            poll = make_poll(f"Question {number}?", closes_at=now + MINUTE)
            Tally.objects.update_or_create(poll=poll, defaults={"held": 2})
            PlannedStory.objects.create(title="Plan", section=article.section, planned_for=timezone.localdate())
            DeskLetter.objects.create(key=str(number), to="a@b.example", subject="Go", body="Go", missed_at=now)
            make_pledge()
        Picture.objects.update(credit="")

    return fill


@pytest.mark.parametrize("count", [1, 12])
# An administrator is asked for once more: what a new paper still needs.
@pytest.mark.parametrize(("role", "most"), [("editor", 32), ("administrator", 35)])
def test_costs_the_same_few_queries_whatever_there_is(
    client, request, a_busy_night, role, most, count, django_assert_max_num_queries
):
    a_busy_night(count)
    client.force_login(request.getfixturevalue(role))

    with django_assert_max_num_queries(most):
        page = client.get("/admin/").text

    assert "Read me 0" in page


def test_the_list_of_one_part_of_the_desk_has_a_heading_and_no_night_screen(client, editor):
    client.force_login(editor)

    page = client.get("/admin/articles/").text

    assert page.count("<h1>") == 1
    assert "Needs a person now" not in page


def test_of_more_stories_than_anybody_looks_through_the_last_saved_are_told(editor, make_article, monkeypatch, now):
    monkeypatch.setattr(stories, "SAVED_LAST", 2)
    for number in range(4):
        saved = now - dt.timedelta(hours=number)
        make_article(f"Ready {number}", stage="ready", changed_at=saved)
    make_article("Read me", stage="review", changed_at=now - dt.timedelta(days=9))

    told = {alert.title for alert in stories.waiting(Viewer(editor))}

    assert told == {"Ready 0", "Ready 1", "Ready 2", "Read me"}
