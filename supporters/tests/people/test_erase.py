import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from supporters.giving.promise import InHonour
from supporters.letters.links import sign_in_token
from supporters.models import ConsentRecord, Dedication, OutboxMail, Payment, Pledge, PledgeLog, Supporter
from supporters.people.erase import StillGiving, books_kept_until, erase

FACTS = "/support/yours/facts/"


@pytest.fixture
def giving(make_pledge, make_payment, newsletter_wording):
    pledge = make_pledge(
        frequency="month",
        amount=500,
        name="Ada Marsh",
        email="ada@example.org",
        is_named=True,
        message="For the tides",
        organisation="Marsh Boats",
        dedication=InHonour("memory", "Ned Marsh", ""),
        wants_newsletter=True,
    )
    make_payment(pledge)
    return Pledge.objects.get(pk=pledge.pk)


@pytest.fixture
def signed_in(client, giving):
    client.post(f"/support/yours/in/{sign_in_token(giving.supporter)}/")
    return client


def test_who_still_gives_is_not_erased(giving):
    with pytest.raises(StillGiving):
        erase(supporter=giving.supporter)

    assert Supporter.objects.get().name == "Ada Marsh"


def test_or_is_stopped_first(giving):
    erase(supporter=giving.supporter, stop_first=True)

    assert Pledge.objects.get().state == "cancelled"
    assert Supporter.objects.get().erased_at


def everything_written():
    """Every text of every row that has to do with supporters."""
    models = [Supporter, Pledge, Payment, PledgeLog, Dedication, ConsentRecord, OutboxMail]
    related = [Pledge.recognition.related.related_model]
    return " ".join(
        str(value) for model in [*models, *related] for row in model.objects.values() for value in row.values()
    )


def test_nothing_that_says_who_it_was_is_left(giving):
    # “Ada” alone could be three digits of a random number.
    traces = {"ada marsh", "ada@", "marsh", "example.org", "tides"}
    before = everything_written().lower()
    erase(supporter=giving.supporter, stop_first=True)

    after = everything_written().lower()
    assert {trace for trace in traces if trace in before} == traces
    assert {trace for trace in traces if trace in after} == set()


def test_the_books_keep_the_money(giving):
    before = Payment.objects.values_list("amount", "received_on", "receipt_number", "provider_ref").get()

    erase(supporter=giving.supporter, stop_first=True)

    assert Payment.objects.values_list("amount", "received_on", "receipt_number", "provider_ref").get() == before
    assert Payment.objects.total() == 500


def test_erasing_withdraws_the_newsletter(giving):
    erase(supporter=giving.supporter, stop_first=True)

    assert ConsentRecord.objects.latest_first().first().action == "withdrawn"


def test_two_erased_supporters_do_not_stand_in_each_others_way(make_supporter):
    for _ in range(2):
        erase(supporter=make_supporter())

    assert Supporter.objects.known().count() == 0


def test_who_gives_again_after_that_is_somebody_new(giving, make_pledge):
    erase(supporter=giving.supporter, stop_first=True)

    again = make_pledge(email="ada@example.org")

    assert again.supporter != giving.supporter


@pytest.mark.parametrize(
    ("received", "until"),
    [
        ("2026-03-31", "2032-03-31"),
        ("2026-04-01", "2033-03-31"),
        ("2026-11-20", "2033-03-31"),
        ("2024-02-29", "2030-03-31"),
    ],
)
def test_books_are_kept_six_years_from_the_end_of_the_year(received, until):
    assert books_kept_until(dt.date.fromisoformat(received)) == dt.date.fromisoformat(until)


def test_the_page_says_what_goes_and_what_stays_until_when(signed_in):
    words = signed_in.get(FACTS).content.decode()

    assert "Ada Marsh, ada@example.org" in words
    assert "until 31 March 2033" in words


def test_the_page_refuses_while_a_pledge_runs(signed_in):
    response = signed_in.post(FACTS)

    assert response.status_code == 409
    assert Supporter.objects.get().email == "ada@example.org"


def test_the_page_erases_and_closes_itself(signed_in):
    response = signed_in.post(FACTS, {"stop": "1"})

    assert response.status_code == 200
    assert Supporter.objects.get().erased_at
    assert signed_in.get(FACTS)["Location"] == "/support/yours/"


def aged(pledge, days):
    Pledge.objects.filter(pk=pledge.pk).update(created_at=timezone.now() - dt.timedelta(days=days))
    Supporter.objects.filter(pk=pledge.supporter_id).update(created_at=timezone.now() - dt.timedelta(days=days))


def forget():
    call_command("forget_old_supporters", verbosity=0)


def test_a_promise_that_nobody_paid_runs_out_and_is_gone_a_month_later(make_pledge):
    pledge = make_pledge()
    aged(pledge, 61)

    forget()
    assert Pledge.objects.get().state == "expired"
    Pledge.objects.update(ended_at=timezone.now() - dt.timedelta(days=31))
    forget()

    assert not Pledge.objects.exists()
    assert not Supporter.objects.known().exists()


def test_a_pledge_with_money_in_it_stays(make_pledge, make_payment):
    pledge = make_pledge()
    make_payment(pledge)
    aged(pledge, 4000)

    forget()

    assert Pledge.objects.get().state == "completed"
    assert Supporter.objects.known().count() == 1


def test_a_pledge_of_last_week_stays(make_pledge):
    aged(make_pledge(), 7)

    forget()

    assert Pledge.objects.get().state == "awaiting"


def test_the_words_of_old_letters_go(make_pledge):
    make_pledge()
    OutboxMail.objects.update(sent_at=timezone.now() - dt.timedelta(days=91))

    forget()

    assert OutboxMail.objects.get().body == ""


def test_an_address_typed_wrong_shows_its_owner_nothing_of_anybody_else(client, giving, make_pledge):
    # Bea mistypes her address as Ada's. Ada's page shows what was sent to her mailbox, and Bea sees nothing of Ada's.
    mistyped = make_pledge(name="Bea Gull", email="ada@example.org")

    words = Client().get(mistyped.get_absolute_url()).content.decode()

    assert "Ada" not in words
    assert giving.spaced_reference not in words


def test_a_pledge_whose_address_is_not_proved_is_opened_by_its_mailbox_alone(client, make_pledge):
    pledge = make_pledge(email="typo@exmaple.org")
    assert pledge.supporter.email_verified_at is None

    client.post("/support/yours/", {"email": "typo@exmaple.org"})

    assert pledge.spaced_reference not in client.get("/support/yours/").content.decode()


def test_a_corrected_address_has_to_be_proved_again(client, supporter_desk, giving):
    ada = giving.supporter
    Supporter.objects.update(email_verified_at=timezone.now())
    client.force_login(supporter_desk)
    rows = ("pledges", "consents", "notes")
    inlines = {f"{each}-{form}": 0 for each in rows for form in ("TOTAL_FORMS", "INITIAL_FORMS")}

    form = {"name": "Ada", "kind": "person", "organisation_name": "", "email": "ada@right.example", **inlines}
    client.post(f"/admin/supporters/supporter/{ada.pk}/change/", form)

    ada.refresh_from_db()
    assert (ada.email, ada.email_verified_at) == ("ada@right.example", None)
