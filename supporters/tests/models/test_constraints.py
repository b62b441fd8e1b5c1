import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from supporters.models import OutboxMail, Payment, Pledge, PresetAmount, Recognition, Supporter


def refused(name):
    """The database refuses, and names the rule (SQLite names the columns of a unique rule instead)."""
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@EXAMPLE.ORG"])
def test_one_supporter_for_an_address(make_supporter, email):
    make_supporter(email="ada@example.org")

    with refused("supporter_email_once"):
        make_supporter(email=email)


def test_a_supporter_has_an_address(make_supporter):
    with refused("supporter_has_email"):
        make_supporter(email="")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"minimum": 0}, "contribution_page_limits"),
        ({"minimum": 500, "maximum": 499}, "contribution_page_limits"),
        ({"currency": "gbp"}, "contribution_page_currency"),
    ],
)
def test_a_page_has_sound_limits(contribution_page, changes, name):
    with refused(name):
        type(contribution_page).objects.filter(pk=contribution_page.pk).update(**changes)


def test_there_is_one_page_that_readers_see(contribution_page):
    contribution_page.pk = None

    with refused("is_default"):
        contribution_page.save(force_insert=True)


@pytest.mark.parametrize(
    ("preset", "name"),
    [
        ({"amount": 500}, "amount"),
        ({"amount": 0}, "preset_amount_positive"),
        ({"amount": 700, "is_default": True}, "frequency"),
    ],
)
def test_amounts_on_offer_are_different_and_one_is_chosen_at_first(contribution_page, preset, name):
    contribution_page.presets.filter(frequency="month", amount=500).update(is_default=True)

    with refused(name):
        PresetAmount.objects.create(page=contribution_page, frequency="month", **preset)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"amount": 0}, "pledge_amount_positive"),
        ({"state": "active"}, "pledge_once_is_not_active"),
        ({"state": "completed", "frequency": "month", "ended_at": timezone.now()}, "pledge_repeating_is_not_completed"),
        ({"state": "cancelled"}, "pledge_ended_has_its_time"),
        ({"ended_at": timezone.now()}, "pledge_ended_has_its_time"),
    ],
)
def test_a_pledge_is_sound(make_pledge, changes, name):
    pledge = make_pledge()

    with refused(name):
        Pledge.objects.filter(pk=pledge.pk).update(**changes)


@pytest.mark.parametrize("field", ["submission_key", "reference", "public_id"])
def test_no_two_pledges_share_a_key(make_pledge, field):
    first, second = make_pledge(), make_pledge()

    with refused(field):
        Pledge.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})


def test_who_is_named_has_a_name(make_pledge):
    recognition = make_pledge().recognition

    with refused("recognition_by_name_has_a_name"):
        Recognition.objects.filter(pk=recognition.pk).update(level="name", display_name="")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"amount": 0}, "payment_amount_positive"),
        ({"status": "failed"}, "payment_receipt_only_if_received"),
        ({"receipt_number": None, "provider_ref": "same"}, "provider_ref"),
        ({"receipt_number": "same"}, "receipt_number"),
    ],
)
def test_a_payment_is_sound(make_payment, changes, name):
    known = make_payment(key="same").pledge
    same = {"pledge": known, "amount": 1, "currency": "GBP", "status": "succeeded", "method": "cash"}
    same |= {"received_on": timezone.localdate(), "receipt_number": "R-2", "provider_ref": "other"}
    Payment.objects.create(**same | {"receipt_number": "same", "provider_ref": "third"})

    with refused(name):
        Payment.objects.create(**same | changes)


def test_a_sent_letter_has_its_time_and_a_key_of_its_own(make_pledge):
    make_pledge()
    letter = OutboxMail.objects.get()

    with refused("outbox_mail_sent_has_its_time"), transaction.atomic():
        OutboxMail.objects.filter(pk=letter.pk).update(sent_at=None)
    with refused("key"):
        OutboxMail.objects.create(key=letter.key, to="ada@example.org", subject="", body="")


def test_a_supporter_with_pledges_cannot_be_removed(make_pledge):
    pledge = make_pledge()

    with pytest.raises(ProtectedError):
        Supporter.objects.filter(pk=pledge.supporter_id).delete()
