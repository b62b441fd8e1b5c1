"""Who may be written to: one question, asked of the rows."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from newsroom.newsletters.models import LetterKey, Subscription, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription, note_consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning():
    return make_newsletter()


@pytest.fixture
def ada(morning):
    return make_subscription(morning, "ada@example.org")


def may(newsletter, at=None):
    return list(Subscription.objects.may_be_written_to(newsletter, at))


def test_whoever_confirmed_may_be_written_to_about_that_letter_alone(morning, ada):
    sport = make_newsletter("sport")
    eva = make_subscription(sport)

    assert may(morning) == [ada]
    assert may(sport) == [eva]


def test_whoever_asked_only_or_has_left_is_not_written_to(morning, ada):
    ada.state = "asked"
    ada.save()
    make_subscription(morning, state="left", left_at=timezone.now())

    assert may(morning) == []


def test_a_pause_ends_by_the_clock(morning):
    end = timezone.now() + dt.timedelta(days=7)
    away = make_subscription(morning, state="paused", paused_until=end)

    assert may(morning) == []
    assert may(morning, at=end - dt.timedelta(seconds=1)) == []
    assert may(morning, at=end) == [away]


def test_a_later_no_in_the_log_closes_the_gate_whatever_the_row_says(morning, ada):
    note_consent(ada.supporter, make_newsletter("sport"), "withdrawn")
    assert may(morning) == [ada]

    note_consent(ada.supporter, morning, "withdrawn")

    assert may(morning) == []


def test_a_consent_that_was_asked_for_only_opens_nothing(morning, ada):
    ada.consent = note_consent(ada.supporter, morning, "asked")
    ada.save()

    assert may(morning) == []


@pytest.mark.parametrize(("scope", "passes"), [("", False), ("morning", False), ("sport", True)])
def test_suppressed_addresses_get_nothing_of_that_scope(morning, ada, scope, passes):
    suppressed = Suppression.objects.create(
        address_hmac=hmac_of_address("ADA@example.org"), scope=scope, reason="complaint"
    )
    assert may(morning) == ([ada] if passes else [])

    suppressed.lifted_at = timezone.now()
    suppressed.save()
    assert may(morning) == [ada]


def test_an_erased_reader_gets_nothing(morning, ada):
    ada.supporter.email, ada.supporter.erased_at = "", timezone.now()
    ada.supporter.save()

    assert may(morning) == []


def test_a_subscription_in_use_needs_its_consent(morning, ada):
    with pytest.raises(IntegrityError, match="subscription_in_use_has_its_consent"):
        Subscription.objects.filter(pk=ada.pk).update(consent=None)


def test_marks_of_addresses_outlive_a_change_of_the_secret_key(settings, db):
    before = hmac_of_address("ada@example.org")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-" * 10
    settings.SECRET_KEY_FALLBACKS = [old]

    assert hmac_of_address("ada@example.org") == before
    assert "ada" not in before
    assert LetterKey.objects.count() == 1


def test_the_log_of_consents_is_still_guarded_by_the_database(ada):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE supporters_consentrecord SET topic = 'sport'")


def test_letters_keep_their_time_by_the_papers_clock(morning):
    morning.weekdays, morning.wall_time = "12345", dt.time(6, 30)
    morning.full_clean()

    assert morning.goes_out_on(dt.date(2026, 11, 27))
    assert not morning.goes_out_on(dt.date(2026, 11, 28))
    with pytest.raises(IntegrityError, match="newsletter_has_days_and_time"):
        type(morning).objects.update(weekdays="1")
