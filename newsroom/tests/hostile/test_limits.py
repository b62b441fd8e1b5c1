"""What one network may do in an hour, whatever it makes up: the limits hold and little is written down."""

import os
from dataclasses import replace

import pytest
from django.db import connection

from articles.models import ReadHour, ReadMark
from common import limits
from common.client_network import home_of
from polls.models import Ballot, FirstClick, NetworkHour, Receipt
from supporters.models import OutboxMail, Pledge, Supporter

pytestmark = [pytest.mark.usefixtures("unbroken_hour"), pytest.mark.django_db]
TRIES = int(os.environ.get("CALLERS", "150"))  # some more in `make check`
BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Fetch-Site": "same-origin"}


def lower(monkeypatch, name, number, *modules):
    """The limit with a smaller number, so that few tries reach it."""
    for module in modules:
        monkeypatch.setattr(f"{module}.{name}", replace(getattr(limits, name), number=number))


def counters():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_counter")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("network", "home"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:0:ff::", "2001:db8::"), ("2001:db8:1:200::", "2001:db8:1:200::")],
)
def test_home_is_the_network_that_its_owner_walks_through(network, home):
    assert home_of(network) == home


def test_every_limit_counts_under_a_name_of_its_own():
    names = [limit.what for limit in vars(limits).values() if isinstance(limit, limits.Limit)]
    assert len(set(names)) == len(names) >= 9


@pytest.mark.at_length
def test_beacons_of_one_network_are_counted_up_to_its_limit(client, make_live_article, monkeypatch):
    article, number = make_live_article(), TRIES // 3
    lower(monkeypatch, "READERS", number, "articles.pages.read_counter")
    for turn in range(TRIES):
        client.post(f"/read/{article.pk}/", headers=BROWSER | {"User-Agent": f"Firefox/{turn}"})
    client.post(f"/read/{article.pk}/", headers=BROWSER, REMOTE_ADDR="198.51.100.7")

    assert ReadMark.objects.count() == number + 1
    assert sum(ReadHour.objects.values_list("readers", flat=True)) == number + 1
    assert counters() == 2


@pytest.mark.at_length
@pytest.mark.parametrize("headers", [BROWSER, {"User-Agent": "curl/8"}, {}], ids=["browser", "machine", "unknown"])
def test_votes_of_one_network_are_kept_up_to_its_limit(client, make_poll, monkeypatch, headers):
    poll, number = make_poll(), TRIES // 3
    lower(monkeypatch, "HELD_VOTES", number, "polls.voting.ballot_box", "polls.pages.views")

    def vote(**where):
        client.cookies.clear()
        return client.post(poll.vote_url, {"choice": poll.answers[0].pk}, headers=headers, **where)

    refused = [answer for answer in (vote() for _ in range(TRIES)) if answer.status_code == 429]

    at_once = Ballot.objects.filter(status="counted").count()
    assert Ballot.objects.filter(status="held").count() == number
    assert len(refused) == TRIES - number - at_once
    assert "Many votes came from here" in refused[0].text
    assert "checked" in refused[0].text
    assert vote(REMOTE_ADDR="198.51.100.7").status_code == 303
    assert Receipt.objects.count() == number + at_once + 1
    assert NetworkHour.objects.count() + FirstClick.objects.count() <= 2
    assert counters() <= 2


@pytest.mark.at_length
def test_pledges_of_one_network_end_at_its_limit_whatever_addresses_it_makes_up(client, support_form):
    for turn in range(TRIES):
        client.post("/support/", support_form(email=f"reader-{turn}@example.org"), headers=BROWSER)
    number = limits.PLEDGES.number

    assert (Pledge.objects.count(), Supporter.objects.count()) == (number, number)
    assert OutboxMail.objects.count() == number
    assert counters() == number + 1


@pytest.mark.at_length
def test_links_for_one_network_end_at_its_limit(client, make_supporter):
    make_supporter(email="ada@example.org")
    statuses = [client.post("/support/yours/", {"email": "ada@example.org"}).status_code for _ in range(TRIES)]

    assert statuses == [303] * limits.LINKS.number + [429] * (TRIES - limits.LINKS.number)
    assert OutboxMail.objects.count() <= limits.LINKS_OF_ADDRESS.number
    assert counters() == 2
