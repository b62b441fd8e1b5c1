import datetime as dt
import re

import pytest

from polls.models import Choice, Poll

DAY = dt.timedelta(days=1)


def questions(response):
    return re.findall(r"<h3[^>]*><a[^>]*>([^<]+)</a>", response.content.decode())


def test_lists_open_polls_then_those_to_come_then_closed_ones(client, make_poll):
    start = make_poll("Closed?", closes_at=make_poll("Open?").opens_at + DAY / 2).opens_at
    make_poll("Soon?", opens_at=start + 2 * DAY, closes_at=start + 3 * DAY)
    make_poll("Draft?", state=Poll.State.DRAFT)
    make_poll("Void?", state=Poll.State.VOID)

    assert questions(client.get("/polls/")) == ["Open?", "Soon?", "Closed?"]


def test_shows_the_outcome_and_the_leading_answer_of_a_closed_poll(client, make_poll, fill_box, time_machine):
    poll = fill_box(make_poll(outcome="The bus now runs."), 24, 6)
    time_machine.move_to(poll.closes_at, tick=False)

    page = client.get("/polls/").content.decode()

    assert "The bus now runs." in page
    assert "80%" in page
    assert "30 readers voted" in page


@pytest.mark.parametrize("votes", [5, 50])
@pytest.mark.parametrize("kind", [Poll.Kind.SINGLE, Poll.Kind.SCALE])
def test_leading_answer_that_is_a_figure_is_told_from_its_own(client, make_poll, fill_box, time_machine, kind, votes):
    poll = make_poll("How safe?", kind=kind, answers=["1", "2", "3"])
    for choice in poll.answers:
        Choice.objects.filter(pk=choice.pk).update(value=int(choice.label) if kind == Poll.Kind.SCALE else None)
    fill_box(poll, 0, 0, votes)
    time_machine.move_to(poll.closes_at, tick=False)

    (line,) = re.findall(r'class="poll-card__leader">(.*?)</p>', client.get("/polls/").text, re.DOTALL)

    leader = "Most chosen: 3, by" if kind == Poll.Kind.SCALE else "3:"
    figure = "100%" if votes == 50 else "5"
    assert " ".join(re.sub("<.*?>", "", line).split()) == f"{leader} {figure}"


def test_pages_stay_put_when_polls_close_meanwhile(client, make_poll):
    now = make_poll("Open?").opens_at + DAY
    for number in range(45):
        make_poll(f"Question {number}?", opens_at=now - 90 * DAY, closes_at=now - number * DAY / 2 - DAY)
    first = client.get("/polls/")
    older = re.search(r'href="(\?before=[^"]+)"', first.content.decode())[1]
    make_poll("Just closed?", opens_at=now - 90 * DAY, closes_at=now - DAY / 4)

    second = client.get(f"/polls/{older}")

    assert questions(first)[1:] == [f"Question {number}?" for number in range(20)]
    assert questions(second) == [f"Question {number}?" for number in range(20, 40)]


def test_takes_no_notice_of_a_broken_cursor(client, make_poll):
    for cursor in ("x", "1-", "9" * 40, "-1-1", ""):
        assert client.get("/polls/", {"before": cursor}).status_code == 200


def test_says_so_when_there_is_nothing(client, db):
    assert "There are no polls yet." in client.get("/polls/").content.decode()


def test_costs_no_more_with_more_polls(client, make_poll, django_assert_max_num_queries):
    now = make_poll().opens_at + DAY
    for _ in range(30):
        make_poll()
        make_poll(opens_at=now - 9 * DAY, closes_at=now - DAY)

    with django_assert_max_num_queries(9):
        client.get("/polls/")
