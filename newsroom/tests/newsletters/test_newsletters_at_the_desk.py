"""Two kinds of work on letters, and a wall between: who composes reads no address, who keeps them publishes nothing."""

import pytest
from django.urls import reverse

from newsroom.newsletters.models import Newsletter, Subscription, Suppression
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription

pytestmark = pytest.mark.django_db
ADDRESS = "quillfeather@example.org"


@pytest.fixture
def morning():
    return make_newsletter("morning")


@pytest.fixture
def reader(morning):
    return make_subscription(morning, ADDRESS)


def url(model, act="changelist", *args):
    return reverse(f"admin:newsroom_{model}_{act}", args=args)


def test_whoever_composes_sees_numbers_and_no_address(client, editor, morning, reader):
    make_subscription(morning, state="asked")
    client.force_login(editor)

    page = client.get(url("newsletter")).text
    assert '<td class="field-readers">1</td>' in page
    assert '<td class="field-waiting">1</td>' in page
    pages = [url("newsletter"), url("newsletter", "change", morning.pk), url("newsletter", "history", morning.pk)]
    assert all(ADDRESS not in client.get(each).text for each in pages)
    closed = [url("subscription"), url("subscription", "change", reader.pk), url("suppression")]
    assert {client.get(each).status_code for each in closed} == {403}


def test_whoever_keeps_addresses_sees_them_and_publishes_nothing(client, supporter_desk, morning, reader):
    client.force_login(supporter_desk)

    assert ADDRESS in client.get(url("subscription")).text
    assert client.get(url("subscription", "change", reader.pk)).status_code == 200
    assert client.post(url("subscription", "change", reader.pk), {"state": "left"}).status_code == 403
    for path in (url("newsletter"), url("newsletter", "add"), url("newsletter", "change", morning.pk)):
        assert client.get(path).status_code == 403
        assert client.post(path, {"name": "Mine"}).status_code == 403
    assert Newsletter.objects.get() == morning
    assert Subscription.objects.get().state == "active"


def test_a_suppressed_address_is_found_by_whoever_knows_it(client, supporter_desk, reader):
    Suppression.objects.suppress(reader.address_hmac, "complaint")
    client.force_login(supporter_desk)

    found = client.get(url("suppression"), {"q": "Quillfeather@Example.org"}).context["cl"].result_count
    others = client.get(url("suppression"), {"q": "somebody@example.org"}).context["cl"].result_count

    assert (found, others) == (1, 0)
    assert ADDRESS not in client.get(url("suppression")).text


def newsletter_form(**fields):
    given = {"name": "Sport", "slug": "sport", "description": "What was played.", "kind": "letter", "position": 0}
    return given | {"most_a_day": 1, "least_new_stories": 3, "is_open": "on"} | fields


def test_an_editor_begins_a_letter(client, editor):
    client.force_login(editor)
    client.post(url("newsletter", "add"), newsletter_form(weekdays="12345", wall_time="06:30"))

    letter = Newsletter.objects.get()
    assert (letter.days(), str(letter.wall_time)) == ("Monday to Friday", "06:30:00")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"slug": "leave"}, "Pages of ours begin with this word"),
        ({"slug": "new"}, "Pages of ours begin with this word"),
        ({"weekdays": "54"}, "Days in their order"),
        ({"weekdays": "5"}, "both the days and the time"),
    ],
)
def test_what_is_wrong_is_said(client, editor, fields, told):
    client.force_login(editor)
    answer = client.post(url("newsletter", "add"), newsletter_form(**fields))

    assert told in answer.text
    assert 'value="Sport"' in answer.text
    assert not Newsletter.objects.exists()


def test_the_name_in_addresses_stays(client, editor, morning):
    client.force_login(editor)
    client.post(url("newsletter", "change", morning.pk), newsletter_form(slug="evening", name="Evening"))
    morning.refresh_from_db()

    assert (morning.name, morning.slug) == ("Evening", "morning")
