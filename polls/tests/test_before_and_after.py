"""One question above and below a story: only the sum of all changes is told."""

from polls.counting.tally import recount
from polls.models import Ballot, Poll, Receipt, Tally
from polls.results.policy import Audience, result_for

OURS = {"Sec-Fetch-Site": "same-origin"}


def send(client, poll, label, phase):
    chosen = next(choice.pk for choice in poll.answers if choice.label == label)
    return client.post(poll.vote_url, {"choice": chosen, "phase": phase}, headers=OURS)


def phases():
    return sorted(Ballot.objects.values_list("phase", flat=True))


def test_a_reader_answers_twice_and_counts_once_with_the_last_word(client, make_poll):
    poll = make_poll()

    before = send(client, poll, "Yes", "before")
    after = send(client, poll, "No", "after")
    tally = recount(poll=poll)

    assert (before.url, after.url) == (f"{poll.voted_url}?before", f"{poll.voted_url}?after")
    assert phases() == ["after", "paired"]
    no = next(str(choice.pk) for choice in poll.answers if choice.label == "No")
    yes = next(str(choice.pk) for choice in poll.answers if choice.label == "Yes")
    assert (tally.ballots, tally.counts) == (1, {no: 1})
    assert tally.moved == {"before": {yes: 1}, "after": {no: 1}, "readers": 1}


def test_nothing_stored_ties_the_two_answers_together(client, make_poll):
    poll = make_poll()
    send(client, poll, "Yes", "before")
    send(client, poll, "No", "after")

    first, second = Ballot.objects.order_by("phase").values("edit_key", "pk")
    assert first["edit_key"] != second["edit_key"]
    assert len(set(Receipt.objects.values_list("key", flat=True))) == 2


def test_a_third_answer_is_refused(client, make_poll):
    poll = make_poll()
    for label, phase in (("Yes", "before"), ("No", "after")):
        send(client, poll, label, phase)

    assert send(client, poll, "Yes", "after").url == f"{poll.voted_url}?after&again"
    assert send(client, poll, "Yes", "before").url == f"{poll.voted_url}?before&again"
    assert Ballot.objects.count() == 2


def test_who_answers_after_reading_alone_has_an_ordinary_vote(client, make_poll):
    poll = make_poll()

    send(client, poll, "Yes", "after")
    tally = recount(poll=poll)

    assert phases() == [""]
    assert (tally.ballots, tally.moved) == (1, {})


def test_who_is_to_answer_again_is_not_told_first_what_others_said(client, make_poll, fill_box):
    poll = fill_box(make_poll(results=Poll.Results.AFTER_VOTE), 3, 1)

    page = client.get(send(client, poll, "Yes", "before").url).content.decode()
    assert "answer once more below it" in page
    assert "poll__result" not in page
    assert "poll__result" in client.get(send(client, poll, "No", "after").url).content.decode()


def test_withdrawing_takes_both_back(client, make_poll):
    poll = make_poll()
    for label, phase in (("Yes", "before"), ("No", "after")):
        send(client, poll, label, phase)

    client.post(poll.withdraw_url, headers=OURS)
    tally = recount(poll=poll)

    assert (tally.ballots, tally.moved, tally.withdrawn) == (0, {}, 1)


def test_answer_after_reading_is_a_new_vote_when_the_first_was_withdrawn(client, make_poll):
    poll = make_poll()
    send(client, poll, "Yes", "before")
    client.post(poll.withdraw_url, headers=OURS)

    response = send(client, poll, "No", "after")

    assert response.url == f"{poll.voted_url}?after"
    assert recount(poll=poll).ballots == 1
    assert send(client, poll, "Yes", "").url == f"{poll.voted_url}?again"


def test_movement_is_net_and_of_a_crowd_alone(make_poll):
    poll = make_poll(results=Poll.Results.LIVE)
    yes, no, unsure = (str(choice.pk) for choice in poll.answers)
    moved = {"before": {yes: 20, no: 10, unsure: 5}, "after": {yes: 12, no: 20, unsure: 3}, "readers": 35}
    Tally.objects.create(poll=poll, counts={}, ballots=35, moved=moved)

    movement = result_for(Poll.objects.with_choices().get(), audience=Audience.PUBLIC).movement
    assert [row.signed for row in movement.rows] == ["−8", "+10", "−2"]
    Tally.objects.update(moved=moved | {"readers": 29})
    assert result_for(Poll.objects.with_choices().get(), audience=Audience.STAFF).movement is None
