"""The reader's own page, by the link in each letter: choose, pause, another address, leave all."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from newsroom.newsletters.links import leave_address, page_address
from newsroom.newsletters.models import Subscription
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from supporters.models import ConsentRecord

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Fetch-Site": "same-origin"}
DAY = dt.timedelta(days=1)


@pytest.fixture
def morning():
    return make_newsletter("morning")


@pytest.fixture
def ada(morning):
    return make_subscription(morning, "ada@example.org")


@pytest.fixture
def act(client, ada):
    def post(act, **fields):
        return client.post(page_of(ada), {"act": act} | fields, headers=READER)

    return post


def page_of(subscription):
    return "/" + page_address(subscription).split("/", 3)[3]


def gets(email="ada@example.org", at=None):
    found = Subscription.objects.current(at).filter(supporter__email=email)
    return sorted(found.values_list("newsletter__slug", flat=True))


def link_in(message):
    return re.search(r"http://\S+?(/letters/\S+)", message.body)[1]


def test_page_shows_what_one_has_and_no_address(client, ada):
    make_newsletter("sport")
    page = client.get(page_of(ada)).text

    assert re.search(r'value="morning"[^>]*checked', page)
    assert not re.search(r'value="sport"[^>]*checked', page)
    assert "a…@example.org" in page
    assert "ada@example.org" not in page
    assert len(re.findall(r'id="[^"]*"', page)) == len(set(re.findall(r'id="[^"]*"', page)))


def test_choosing_begins_and_leaves(client, act, ada):
    sport = make_newsletter("sport")

    answer = act("choose", letters=["sport"])

    assert gets() == ["sport"]
    assert "Your choice is saved" in client.get(answer.url).text
    begun = ConsentRecord.objects.get(topic="sport")
    assert (begun.action, begun.method, begun.wording.text) == ("confirmed", "own", sport.agreed_words())

    act("choose", letters=["sport", "morning"])
    assert gets() == ["morning", "sport"]
    act("choose")
    assert gets() == []


def test_saving_the_same_choice_changes_nothing(act, ada):
    act("choose", letters=["morning"])

    assert ConsentRecord.objects.count() == 1
    assert gets() == ["morning"]


def test_a_pause_ends_on_its_day_by_the_papers_clock(client, act, ada):
    day = timezone.localdate() + 10 * DAY
    answer = act("pause", until=day.isoformat())

    assert "paused" in client.get(answer.url).text
    assert gets() == []
    midnight = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    assert gets(at=midnight - dt.timedelta(seconds=1)) == []
    assert gets(at=midnight) == ["morning"]

    act("resume")
    assert gets() == ["morning"]


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_pause_that_is_none_is_refused_in_words(act, ada, days):
    day = (timezone.localdate() + days * DAY).isoformat()
    answer = act("pause", until=day)

    assert answer.status_code == 422
    assert "from tomorrow on" in answer.text
    assert f'value="{day}"' in answer.text
    assert gets() == ["morning"]


def test_leaving_all_ends_also_what_was_only_asked_for(act, ada):
    asked = make_subscription(make_newsletter("sport"), state="asked")
    Subscription.objects.filter(pk=asked.pk).update(supporter=ada.supporter)

    act("leave")

    assert set(ada.supporter.subscriptions.values_list("state", flat=True)) == {"left"}
    assert gets() == []


def test_letters_move_once_the_new_address_agrees(client, act, ada):
    old_leave = "/" + leave_address(ada).split("/", 3)[3]
    act("move", email="eva@example.net")
    assert [message.to for message in mail.outbox] == [["eva@example.net"]]
    link = link_in(mail.outbox[0])
    client.get(link)
    assert gets() == ["morning"]

    done = client.post(link, headers=READER)
    assert "come here from now on" in client.get(done.url).text

    assert (gets(), gets("eva@example.net")) == ([], ["morning"])
    assert mail.outbox[1].to == ["ada@example.org"]
    assert "eva" not in mail.outbox[1].body
    assert client.get(page_of(ada)).status_code == 404

    page = client.get(old_leave).text
    assert "eva" not in page
    assert "e…@" not in page
    client.post(old_leave, {"List-Unsubscribe": "One-Click"})
    assert gets("eva@example.net") == []


def test_moving_back_and_forth_ends_where_one_is(client, act, ada):
    for there, where in (("eva@example.net", ada), ("ada@example.org", None), ("eva@example.net", ada)):
        mail.outbox.clear()
        subscription = where or Subscription.objects.get(supporter__email="eva@example.net")
        client.post(page_of(subscription), {"act": "move", "email": there}, headers=READER)
        client.post(link_in(mail.outbox[0]), headers=READER)
        assert gets(there) == ["morning"]

    assert gets() == []


def test_a_pause_moves_along(client, act, ada):
    until = timezone.localdate() + 10 * DAY
    act("pause", until=until.isoformat())
    act("move", email="eva@example.net")
    client.post(link_in(mail.outbox[0]), headers=READER)

    assert gets("eva@example.net") == []
    assert gets("eva@example.net", at=timezone.now() + 12 * DAY) == ["morning"]


def test_a_supporter_keeps_the_address_that_signs_in(client, ada, make_pledge):
    pledge = make_pledge(email="rich@example.org")
    subscription = make_subscription(ada.newsletter)
    Subscription.objects.filter(pk=subscription.pk).update(supporter=pledge.supporter)
    subscription.refresh_from_db()
    subscription.activate(subscription.consent)

    client.post(page_of(subscription), {"act": "move", "email": "thief@example.net"}, headers=READER)
    client.post(link_in(mail.outbox[-1]), headers=READER)
    pledge.supporter.refresh_from_db()

    assert pledge.supporter.email == "rich@example.org"
    assert pledge.supporter.pledges.count() == 1


def test_a_link_of_before_another_address_opens_nothing(client, ada):
    ada.supporter.email = "other@example.org"
    ada.supporter.save()

    page = client.get(page_of(ada))

    assert page.status_code == 404
    assert "other" not in page.text.partition("<main")[2].partition("</main>")[0].replace("another", "")


def test_a_mail_link_for_moving_ends_after_a_week(client, act, ada):
    act("move", email="eva@example.net")
    link = link_in(mail.outbox[0])

    with time_machine.travel(timezone.now() + 8 * DAY):
        assert client.post(link, headers=READER).status_code == 404
    assert gets() == ["morning"]


def test_the_link_is_mailed_to_whoever_has_letters_and_all_are_answered_alike(client, ada):
    answers = [
        client.post("/letters/mine/", {"email": email}, headers=READER)
        for email in ("ada@example.org", "nobody@example.org")
    ]

    assert len({(answer.status_code, answer.url) for answer in answers}) == 1
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert client.get(link_in(mail.outbox[0])).status_code == 200
    assert "Look in your mail" in client.get(answers[0].url).text
    wrong = client.post("/letters/mine/", {"email": "ada"}, headers=READER)
    assert (wrong.status_code, 'value="ada"' in wrong.text) == (422, True)


def test_a_form_of_another_site_changes_nothing(client, ada):
    foreign = READER | {"Sec-Fetch-Site": "cross-site"}

    assert client.post(page_of(ada), {"act": "leave"}, headers=foreign).status_code == 403
    assert gets() == ["morning"]
