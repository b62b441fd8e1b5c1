"""What a sending service reports, through django-anymail's own views: the same as a report in the mailbox."""

import json

import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from newsroom.newsletters.bounces.return_path import mark_of
from newsroom.newsletters.models import BounceEvent, Subscription, Suppression
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from newsroom.tests.newsletters.sending.service_samples import BASIC, POSTS, SECRET, SETTINGS
from supporters.models import Attention

ADDRESS = "/letters/service/"


@pytest.fixture
def ada(db):
    return make_subscription(make_newsletter("morning"), "ada@example.org")


@pytest.fixture
def through(settings):
    def use(service):
        settings.MAIL_SERVICE = service
        settings.ANYMAIL = SETTINGS[service] | {"WEBHOOK_SECRET": SECRET}
        settings.MAILERS = {"default": {"BACKEND": f"anymail.backends.{service}.EmailBackend"}}

    return use


def post(client, service, kind, to="ada@example.org", mark="", **options):
    posted, headers = POSTS[service](kind, to, mark, **options)
    return client.post(ADDRESS, json.dumps(posted), "application/json", **BASIC, **headers)


def suppressed():
    return list(Suppression.objects.standing().values_list("address_hmac", "reason"))


def start_anew():
    BounceEvent.objects.all().delete()
    Suppression.objects.all().delete()


@pytest.mark.parametrize("service", POSTS)
def test_what_a_service_reports_is_what_a_report_in_the_mailbox_is(service, ada, through, client):
    through(service)
    mark = mark_of(ada)

    for kind, reason in {"hard": "hard", "complaint": "complaint"}.items():
        for _told in range(3):
            assert post(client, service, kind, mark=mark).status_code == 200
        assert suppressed() == [(ada.address_hmac, reason)]
        assert BounceEvent.objects.get().source == "service"
        start_anew()

    for number in range(4):
        post(client, service, "soft", mark=mark, number=number)
        post(client, service, "soft", mark=mark, number=number)
    assert (suppressed(), BounceEvent.objects.count()) == ([], 4)
    post(client, service, "soft", mark=mark, number=5)
    assert suppressed() == [(ada.address_hmac, "soft")]
    start_anew()

    for number in range(6):
        post(client, service, "blocked", mark=mark, number=number, words="550 5.7.1 blocked")
    assert (suppressed(), {event.kind for event in BounceEvent.objects.all()}) == ([], {"ours"})
    start_anew()

    for kind in ("put off", "delivered", *(["opened"] if service in {"postmark", "brevo"} else [])):
        assert post(client, service, kind, mark=mark).status_code == 200
    assert not BounceEvent.objects.exists()


def test_a_code_of_the_mail_server_goes_before_the_word_of_the_service(ada, through, client):
    through("brevo")
    post(client, "brevo", "hard", mark=mark_of(ada), words="552 5.2.2 ada@example.org is over quota")

    event = BounceEvent.objects.get()
    assert (event.kind, event.status, suppressed()) == ("soft", "5.2.2", [])
    assert "ada" not in event.text


def test_who_leaves_at_the_service_has_left_here(ada, through, client):
    eva = make_subscription(ada.newsletter, "eva@example.org")
    through("postmark")
    post(client, "postmark", "unsubscribed", mark=mark_of(ada))
    post(client, "postmark", "unsubscribed", to="eva@example.org")

    assert list(Subscription.objects.current()) == [eva]
    assert suppressed() == []


def test_other_mail_counts_by_a_supporters_address_and_by_no_strangers(ada, through, client, make_pledge):
    through("postmark")
    post(client, "postmark", "hard", to="stranger@example.org")
    post(client, "postmark", "hard", to="stranger@example.org", mark="1-1-0123456789abcdef")
    assert not BounceEvent.objects.exists()

    make_pledge(email="ada@example.org")
    for _told in range(2):
        post(client, "postmark", "hard", to="Ada@Example.org")
    assert suppressed() == [(ada.address_hmac, "hard")]
    assert Attention.objects.filter(kind=Attention.Kind.MAILBOX).count() == 1


@pytest.mark.parametrize("service", POSTS)
def test_a_forged_report_is_refused(service, ada, through, client):
    through(service)
    posted, headers = POSTS[service]("hard", "ada@example.org", mark_of(ada))
    forged = {"HTTP_AUTHORIZATION": "Basic bm9ib2R5Om5vdGhpbmc="}
    answers = [
        client.post(ADDRESS, json.dumps(posted), "application/json", **(headers | given)).status_code
        for given in ({}, forged)
    ]
    if service == "mailgun":
        posted["signature"]["signature"] = "0" * 64
        answers.append(client.post(ADDRESS, json.dumps(posted), "application/json", **BASIC).status_code)

    assert set(answers) <= {400, 401}
    assert not BounceEvent.objects.exists()
    assert client.head(ADDRESS).status_code == 200


def test_nobody_is_there_where_no_service_is_used(db, client):
    assert client.post(ADDRESS, "{}", "application/json", **BASIC).status_code == 404
    assert client.head(ADDRESS).status_code == 404


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("service", POSTS)
def test_a_hostile_body_does_no_harm(service, ada, through, client):
    through(service)
    mark = mark_of(ada)

    @tries(max_examples=40, deadline=None, database=None)
    @given(value=JSON, at=st.integers(0, 40))
    def post_it(value, at):
        """One field of a sound report, wherever it lies, becomes something else."""
        posted, headers = POSTS[service]("hard", "stranger@example.org", "")
        inner = json.loads(posted["Message"]) if "Message" in posted else posted
        fields = list(_fields(inner))
        place, name = fields[at % len(fields)]
        place[name] = value
        if "Message" in posted:
            posted["Message"] = json.dumps(inner)
        answer = client.post(ADDRESS, json.dumps(posted), "application/json", **BASIC, **headers)
        assert answer.status_code in {200, 400}

    post_it()
    for body in ("", "[]", "null", "[" * 100_000, '"\\ud800"', "\xff"):
        assert client.post(ADDRESS, body, "application/json", **BASIC).status_code == 400, body[:20]
    assert post(client, service, "hard", to="a\x00b@example.org").status_code == 200
    assert post(client, service, "hard", to="ada@example.org" * 900, words="x" * 200_000).status_code == 200
    assert client.post(ADDRESS, "x" * 600_000, "application/json", **BASIC).status_code == 413
    assert not BounceEvent.objects.exclude(kind="ours").exists()
    post(client, service, "hard", mark=mark, words="550 5.1.1 \ud800\x00 no")
    assert suppressed() == [(ada.address_hmac, "hard")]


def _fields(place):
    for name, value in list(place.items() if isinstance(place, dict) else enumerate(place)):
        yield place, name
        if isinstance(value, (dict, list)):
            yield from _fields(value)
