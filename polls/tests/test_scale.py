"""Points between two ends: the whole distribution and the middle of it, never a mean."""

import pytest

from polls.models import Choice, Poll, Tally
from polls.results.policy import Audience, result_for


@pytest.fixture
def make_scale(make_poll):
    def make(counts, **fields):
        labels = [str(point) for point in range(1, 6)]
        poll = make_poll(
            "How safe is the quay?",
            answers=[*labels, "Don’t know"],
            kind=Poll.Kind.SCALE,
            scale_low="not at all safe",
            scale_high="very safe",
            results=Poll.Results.LIVE,
            **fields,
        )
        for choice in poll.answers[:5]:
            Choice.objects.filter(pk=choice.pk).update(value=int(choice.label))
        sums = {str(choice.pk): count for choice, count in zip(poll.answers, counts, strict=True)}
        Tally.objects.create(poll=poll, counts=sums, ballots=sum(counts), as_of=poll.closes_at)
        return Poll.objects.with_choices().get(pk=poll.pk)

    return make


@pytest.mark.parametrize(
    ("counts", "median"),
    [
        ([10, 0, 0, 0, 25, 0], 5),
        ([20, 0, 0, 0, 20, 0], 3),
        ([10, 10, 10, 10, 10, 50], 3),
        ([0, 20, 20, 0, 0, 5], 2.5),
        ([0, 0, 0, 0, 0, 40], None),
        ([5, 0, 0, 0, 0, 0], None),
    ],
)
def test_the_median_is_of_those_who_chose_a_point(make_scale, counts, median):
    result = result_for(make_scale(counts), audience=Audience.PUBLIC)

    assert result.median == median


def test_shows_every_point_with_its_ends_and_the_median(client, make_scale):
    poll = make_scale([4, 6, 10, 20, 10, 2])

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "Choose a point from 1 (not at all safe) to 5 (very safe)" in page
    assert "1 (not at all safe)" in page
    assert "5 (very safe)" in page
    assert "Median: 4." in page
    assert page.count("poll__answer--point") == 5
    assert "mean" not in page.lower().replace("means", "").replace("meant", "")


def test_a_vote_is_one_point(client, make_scale):
    poll = make_scale([0] * 6)

    response = client.post(
        poll.vote_url, {"choice": [choice.pk for choice in poll.answers[:2]]}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert response.status_code == 422
