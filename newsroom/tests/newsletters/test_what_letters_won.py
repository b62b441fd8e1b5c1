"""What an issue won is counted by link and day, with no trail of anybody, and no small number is told."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.letter_mark import Arrival, mark_in
from newsroom.newsletters.bounces.take import note_bounce
from newsroom.newsletters.counting.arrivals import count_arrivals
from newsroom.newsletters.counting.counted import Counted
from newsroom.newsletters.counting.outcome import count_outcomes
from newsroom.newsletters.counting.won import won_by, won_by_letters
from newsroom.newsletters.leaving import leave
from newsroom.newsletters.models import Delivery, Issue, IssueOutcome, IssueSlot, LinkDay
from newsroom.tests.issue_builders import make_issue, sent_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from polls.models import Ballot
from supporters.models import Acquisition

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
FIREFOX = "Mozilla/5.0 Firefox/140"


@pytest.fixture
def story(make_live_article):
    return make_live_article("The wall")


@pytest.fixture
def issue(story):
    return sent_issue(make_newsletter(), story)


def read(client, article, letter, agent=FIREFOX):
    query = f"?from={letter}" if letter else ""
    return client.post(f"/read/{article.pk}/{query}", headers=OURS | {"User-Agent": agent})


def numbers(issue):
    return [(row.article_id or row.poll_id, row.day, row.number) for row in LinkDay.objects.filter(issue=issue)]


def test_reader_who_comes_by_a_link_counts_once_a_day_for_its_issue(client, issue, story):
    for _time in range(3):
        read(client, story, issue.mark)
    read(client, story, issue.mark, agent="Mozilla/5.0 Firefox/141")

    assert numbers(issue) == [(story.pk, timezone.localdate(), 2)]


def test_links_of_the_letter_carry_the_mark_that_is_counted(issue):
    content = issue.current_render().content

    assert mark_in(content["places"][0]["address"].partition("?")[2]) == issue.mark == "morning.1"


def test_opening_every_link_as_a_mail_scanner_does_counts_nobody(client, issue, story):
    address = f"{story.live_edition().get_absolute_url()}?from={issue.mark}"
    for method in (client.get, client.head):
        assert method(address, headers={"User-Agent": FIREFOX}).status_code == 200
    read(client, story, issue.mark, agent="Mozilla/5.0 (compatible; LinkPreview/1.0; bot)")

    assert numbers(issue) == []
    read(client, story, issue.mark)
    assert len(numbers(issue)) == 1


@pytest.mark.parametrize("letter", ["", "morning", "morning.99", "evening.1", "morning.1'--", "morning.1&x=1.1", "é.1"])
def test_other_words_in_a_link_are_read_and_counted_for_no_issue(client, issue, story, letter):
    assert read(client, story, letter.replace("&", "%26")).status_code == 204

    assert not LinkDay.objects.exists()


def test_story_that_did_not_stand_in_it_is_not_counted_for_it(client, issue, make_live_article):
    read(client, make_live_article("Other"), issue.mark)

    assert not LinkDay.objects.exists()


def test_issue_that_is_not_out_or_is_long_over_counts_nobody(client, story):
    draft = make_issue(make_newsletter("evening"), stories=[story])
    old = sent_issue(make_newsletter("weekend"), story, at=timezone.now() - dt.timedelta(days=31))
    for number, one in enumerate((draft, old)):
        read(client, story, one.mark, agent=f"Firefox/{number}")

    assert not LinkDay.objects.exists()


def test_first_vote_counts_for_the_letter_and_is_tied_to_no_ballot(client, make_poll):
    poll = make_poll()
    issue = sent_issue(make_newsletter(), slots=[IssueSlot(kind="poll", rule="", poll=poll)])
    page = f"http://testserver{poll.get_absolute_url()}?from={issue.mark}"
    for _time in range(2):
        vote(client, poll, page)

    assert numbers(issue) == [(poll.pk, timezone.localdate(), 1)]
    fields = {field.name for field in LinkDay._meta.get_fields()}
    assert fields == {"id", "issue", "article", "poll", "day", "number"}
    vote(Client(), poll, page.replace("testserver", "elsewhere.example"))
    assert [number for *_link, number in numbers(issue)] == [1]


def vote(client, poll, page):
    return client.post(poll.vote_url, {"choice": [poll.answers[0].pk]}, headers=OURS | {"Referer": page})


def test_vote_stands_where_the_letter_cannot_be_counted(client, make_poll, monkeypatch):
    def away(_arrivals):
        raise DatabaseError("away")

    monkeypatch.setattr("common.letter_mark.note_arrivals", away)
    poll = make_poll()

    answer = vote(client, poll, f"http://testserver{poll.get_absolute_url()}?from=morning.1")

    assert answer.status_code == 303
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("by", ["its own link", "a story"])
def test_support_that_came_by_a_letter_is_counted(client, issue, support_form, by, settings):
    settings.DEMO = False
    if by == "a story":
        page = client.get("/support/", headers={"Referer": f"http://testserver/news/wall-1/?from={issue.mark}"})
    else:
        page = client.get(f"/support/?from={issue.mark}")
    client.post("/support/", support_form(link=page.context["form"]["link"].value()))

    kept = Acquisition.objects.get()
    assert (kept.utm_source, kept.utm_medium, kept.utm_campaign) == ("letter", "email", "morning.1")
    assert won_by(issue).supporters == Counted.of(1)


def test_letters_that_came_back_and_readers_who_left_are_counted_for_a_week(issue):
    readers = [make_subscription(issue.newsletter) for _ in range(4)]
    Delivery.objects.bulk_create(Delivery(issue=issue, subscription=one, state=2) for one in readers)
    for number, one in enumerate(readers[:2]):
        given = {"kind": "hard", "address_hmac": one.address_hmac}
        note_bounce(event_key=f"a{number}", source="mailbox", **given)
        note_bounce(event_key=f"b{number}", source="mailbox", **given)
    note_bounce(event_key="at once", kind="hard", address_hmac=readers[3].address_hmac, source="reply")
    note_bounce(event_key="a stranger", kind="hard", address_hmac="0" * 32, source="mailbox")
    leave(subscription=readers[2], source="test")
    count_outcomes()
    assert (issue.outcome.bounced, issue.outcome.left) == (2, 1)

    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        leave(subscription=readers[3], source="test")
        count_outcomes()
    assert IssueOutcome.objects.get().left == 1


def test_who_leaves_after_the_next_issue_leaves_by_that_one(issue, story):
    reader = make_subscription(issue.newsletter)
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
        following = sent_issue(issue.newsletter, story)
    with time_machine.travel(timezone.now() + dt.timedelta(days=2), tick=False):
        leave(subscription=reader, source="test")
        count_outcomes()

    assert [outcome.left for outcome in IssueOutcome.objects.order_by("pk")] == [0, 1]
    assert following.outcome.left == 1


def test_numbers_below_five_are_not_told():
    told = [str(Counted.of(number)) for number in (0, 1, 4, 5, 120)]
    assert told == ["0", "fewer than 5", "fewer than 5", "5", "120"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [([40, 12], "52"), ([40, 3, 0], "40 and a few more"), ([40, 3, 4], "40 and a few more"), ([3, 4], "a few")],
)
def test_sum_gives_no_small_number_beside_it_away(parts, said, issue, make_live_article):
    for number in parts:
        day = timezone.localdate()
        LinkDay.objects.create(issue=issue, article=make_live_article(), day=day, number=number)

    assert str(won_by(issue).readers) == said
    assert str(won_by_letters()[issue.newsletter_id].readers) == said


def test_links_of_the_opening_note_count_as_others_do(client, story, make_live_article, make_poll):
    noted, poll, elsewhere = make_live_article("The harbour"), make_poll("Should it?"), make_live_article("The mill")
    note = f'<p><a href="{noted.get_absolute_url()}">Our &amp; your harbour</a> and <a href="https://x.example/">x</a>'
    note += f' <a href="{poll.get_absolute_url()}">a poll</a> <a href="/about/nothing-here/">n</a></p>'
    issue = sent_issue(make_newsletter(), story, note=note)
    for article in (story, noted, elsewhere):
        read(client, article, issue.mark)

    assert {row[0] for row in numbers(issue)} == {story.pk, noted.pk}
    words = {link.words: link.number for link in won_by(issue).links}
    assert words == {
        "In the opening note: Our & your harbour": "fewer than 5",
        "In the opening note: a poll": "0",
        "The wall": "fewer than 5",
    }


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([3], ""),
        ([40, 12], "1 Nov: 40 · 2 Nov: 12"),
        ([40, 12, 3], "1 Nov: 40 · other days: 15"),  # 3 alone could be read off the sum
        ([40, 3, 4], "1 Nov: 40 · other days: 7"),
        ([9, 1], ""),
    ],
)
def test_days_with_few_readers_are_told_together(issue, story, days, said):
    for day, number in enumerate(days, 1):
        LinkDay.objects.create(issue=issue, article=story, day=dt.date(2026, 11, day), number=number)

    assert [link.days for link in won_by(issue).links] == [said]


def test_desk_sees_what_an_issue_won_on_its_screen_and_in_the_lists(client, editor, issue, story, make_poll):
    poll = make_poll("Should the wall be higher?")
    LinkDay.objects.create(issue=issue, article=story, day=timezone.localdate(), number=1234)
    LinkDay.objects.create(issue=issue, poll=poll, day=timezone.localdate(), number=2)
    IssueOutcome.objects.create(issue=issue, bounced=77, left=88)
    client.force_login(editor)

    screen = client.get(f"/admin/newsroom/issue/{issue.pk}/change/").text
    issues = client.get("/admin/newsroom/issue/").text
    letters = client.get("/admin/newsroom/newsletter/").text

    for page in (screen, issues, letters):
        assert "1234" in page
    assert "fewer than 5" in screen
    assert "fewer than 5 votes" in letters
    assert "77" in screen
    assert "88" in screen
    assert "88" in issues


def test_lists_ask_no_more_of_many_issues_than_of_one(client, editor, story, django_assert_num_queries):
    client.force_login(editor)
    morning = make_newsletter()
    sent_issue(morning, story)
    client.get("/admin/newsroom/issue/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/admin/newsroom/issue/")
    for _issue in range(4):
        sent_issue(morning, story)

    with django_assert_num_queries(len(one)):
        client.get("/admin/newsroom/issue/")


def test_row_is_of_a_story_or_a_poll_once_a_day(issue, story, make_poll):
    row = {"issue": issue, "day": timezone.localdate()}
    LinkDay.objects.create(article=story, **row)
    for wrong in ({}, {"article": story}, {"article": story, "poll": make_poll()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LinkDay.objects.create(**row, **wrong)


def test_counts_of_two_processes_are_added(issue, story):
    arrival = Arrival(issue.mark, timezone.localdate(), article_id=story.pk)
    count_arrivals({arrival: 2})
    count_arrivals({arrival: 3})

    assert numbers(issue) == [(story.pk, timezone.localdate(), 5)]
    assert Issue.objects.count() == 1
