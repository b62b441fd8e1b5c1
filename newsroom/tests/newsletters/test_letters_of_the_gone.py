"""Erased, merged, corrected: whatever becomes of a person elsewhere, their letters follow."""

import datetime as dt

import pytest
from django.utils import timezone

from newsroom.newsletters.forgetting import forget_unconfirmed
from newsroom.newsletters.leaving import leave
from newsroom.newsletters.models import Subscription, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from newsroom.newsletters.moving import move_letters
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from supporters.letters.newsletter import newest_decision, withdraw_every_consent
from supporters.people.erase import erase
from supporters.people.merge import merge_supporters
from supporters.people.retention import erase_left_over

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning():
    return make_newsletter("morning")


def merge(kept, gone):
    return merge_supporters(kept=kept.supporter, gone=gone.supporter, reason="Told us by telephone", by=None)


def current():
    return list(Subscription.objects.current())


def test_erasing_leaves_one_hash_and_no_letter(morning):
    ada = make_subscription(morning, "ada@example.org")
    erase(supporter=ada.supporter)
    ada.refresh_from_db()

    assert (current(), ada.state) == ([], "left")
    assert newest_decision(ada.supporter, "morning").action == "withdrawn"
    assert Suppression.objects.get().address_hmac == hmac_of_address("ada@example.org")
    assert Suppression.objects.get().reason == "erased"


def test_erasing_a_supporter_without_letters_leaves_the_hash_too(make_pledge):
    pledge = make_pledge(email="ada@example.org")
    erase(supporter=pledge.supporter, stop_first=True)

    assert Suppression.objects.of(hmac_of_address("ada@example.org")).exists()


def test_an_address_that_somebody_typed_leaves_nothing(make_supporter):
    stranger = make_supporter(email="stranger@example.org")
    erase_left_over(timezone.now() + dt.timedelta(days=40))
    stranger.refresh_from_db()

    assert stranger.erased_at
    assert not Suppression.objects.exists()


def test_whoever_wishes_to_be_erased_is_written_to_by_no_list(make_supporter):
    erase(supporter=make_supporter(email="stranger@example.org"))

    assert Suppression.objects.of(hmac_of_address("stranger@example.org")).exists()


def test_what_one_of_two_has_left_both_have_left(morning):
    kept, gone = make_subscription(morning), make_subscription(morning)
    leave(subscription=gone, source="test")

    merge(kept, gone)

    assert current() == []
    assert newest_decision(kept.supporter, "morning").action == "withdrawn"


def test_who_is_kept_gets_no_letter_that_only_the_other_had_left(morning):
    kept, gone = make_subscription(make_newsletter("sport")), make_subscription(morning)
    leave(subscription=gone, source="test")

    merge(kept, gone)

    assert current() == [kept]
    assert kept.supporter.subscriptions.get(newsletter=morning).state == "left"


def test_letters_that_had_moved_go_on_when_the_old_address_is_merged_into_the_new(morning):
    old = make_subscription(morning, "ada@old.example")
    moved = move_letters(supporter=old.supporter, email="ada@new.example")

    merge(moved[0], old)

    assert current() == moved
    assert newest_decision(moved[0].supporter, "morning").action == "confirmed"


def test_a_letter_that_was_left_after_it_had_moved_stays_left_when_merged(morning):
    old = make_subscription(morning, "ada@old.example")
    moved = move_letters(supporter=old.supporter, email="ada@new.example")
    leave(subscription=Subscription.objects.get(pk=old.pk), source="test")

    merge(moved[0], old)

    assert current() == []


def test_a_consent_stays_with_its_mailbox(morning):
    kept, gone = make_subscription(morning), make_subscription(make_newsletter("sport"))

    merge(kept, gone)

    assert current() == [kept]


def test_a_no_that_was_written_elsewhere_ends_the_row_by_night(morning):
    ada, eva = make_subscription(morning), make_subscription(morning)
    withdraw_every_consent(supporter=ada.supporter, method="staff")
    assert current() == [eva]
    assert Subscription.objects.get(pk=ada.pk).state == "active"

    forget_unconfirmed()

    assert Subscription.objects.get(pk=ada.pk).state == "left"
    assert current() == [eva]
