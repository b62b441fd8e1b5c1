"""A card payment from the form to the thank-you page, and all that can happen to it on the way and later."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.cache import cache

from supporters.models import Acquisition, Attention, MrrChange, OutboxMail, Payment, Pledge, SandboxAccount
from supporters.money.reconcile import reconcile
from supporters.money.sync import sync
from supporters.providers import provider_named
from supporters.providers.base import ProviderUnreachable
from supporters.providers.sandbox import Sandbox
from supporters.providers.sandbox_bank.clock import advance
from supporters.tests.card_builders import money_at_provider, money_in_ledger

State = Pledge.State


def receipts():
    return OutboxMail.objects.filter(key__startswith="receipt:").count()


def letters(kind):
    return OutboxMail.objects.filter(key__startswith=f"{kind}:")


def look(client, pledge, query="?returned=1"):
    cache.clear()
    return client.get(pledge.get_absolute_url() + query).content.decode()


def test_the_form_leads_to_the_card_page_and_back_to_thanks(client, sandbox, support_form):
    response = client.post("/support/", support_form(by="sandbox", frequency="once"))
    assert response.status_code == 303
    assert response.url.startswith("/support/sandbox/ses_")

    back = client.post(response.url, {"outcome": "pays"})
    page = client.get(back.url).content.decode()

    assert "Your payment has reached us" in page
    assert Pledge.objects.get().state == State.COMPLETED
    assert not Pledge.objects.get().livemode
    assert receipts() == 1


def test_the_form_offers_cards_only_where_a_provider_takes_them(client, contribution_page, settings):
    assert 'name="by"' not in client.get("/support/").content.decode()
    settings.DEMO = True
    assert 'name="by"' in client.get("/support/").content.decode()


def test_01_double_click_refresh_and_back_lead_to_one_visit(client, sandbox, support_form):
    form = support_form(by="sandbox")

    addresses = {client.post("/support/", form).url for _ in range(20)}

    assert len(addresses) == 1
    assert Pledge.objects.count() == SandboxAccount.objects.count() == 1


def test_02_paying_twice_keeps_both_and_asks_a_person(pay_at_sandbox):
    first = pay_at_sandbox(email="ada@example.org")
    pay_at_sandbox(email="ada@example.org")

    matter = Attention.objects.get()
    assert matter.kind == Attention.Kind.DOUBLE
    assert Payment.objects.total() == 2 * first.amount
    assert receipts() == 2


def test_03_a_call_that_acted_without_an_answer_is_repeated_with_the_same_key(make_card_pledge):
    pledge = make_card_pledge()

    again = provider_named("sandbox").start(pledge)

    assert again.session == pledge.provider_session
    assert SandboxAccount.objects.count() == 1


@pytest.mark.parametrize(("what", "facts"), [("other_amount", {"amount": 1}), ("other_currency", {"currency": "EUR"})])
def test_04_another_amount_or_currency_is_held_and_still_in_the_ledger(
    make_card_pledge, at_bank, pay_at_sandbox, client, what, facts
):
    pledge = make_card_pledge()
    at_bank(pledge, what, **facts)

    pledge = pay_at_sandbox(pledge)

    assert pledge.state == State.HELD
    assert Payment.objects.received().count() == 1
    assert Attention.objects.open().get().kind == Attention.Kind.MISMATCH
    assert "not completed" not in look(client, pledge)
    Attention.objects.update(settled_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    assert sync(pledge=pledge).state == State.COMPLETED


def test_04_a_staff_alert_names_nobody_and_no_sum(make_card_pledge, at_bank, pay_at_sandbox, settings):
    pledge = make_card_pledge(name="Ada Marsh", amount=4321)
    at_bank(pledge, "other_amount", amount=9876)
    pay_at_sandbox(pledge)

    alert = letters("attention").get()
    assert alert.to == settings.PAPER_EMAIL
    assert not any(secret in alert.subject + alert.body for secret in ["Ada", "43.21", "98.76", pledge.reference])


def test_05_an_address_typed_by_hand_grants_nothing(client, make_card_pledge):
    pledge = make_card_pledge()

    page = look(client, pledge)

    assert client.get(f"/support/{uuid.uuid4()}/?returned=1").status_code == 404
    assert "has reached us" not in page
    assert Pledge.objects.get().state == State.CHECKOUT
    assert not Payment.objects.exists()


def test_06_who_pays_and_closes_the_tab_gets_a_receipt(pay_at_sandbox):
    pledge = pay_at_sandbox(outcome="closes_tab")

    assert pledge.state == State.COMPLETED
    assert receipts() == 1


def test_07_without_any_message_one_run_of_reconcile_completes_it(pay_at_sandbox):
    pledge = pay_at_sandbox(outcome="no_event")
    assert pledge.state == State.CHECKOUT
    Pledge.objects.update(created_at=pledge.created_at - dt.timedelta(hours=1))

    reconcile()

    assert Pledge.objects.get().state == State.COMPLETED
    assert receipts() == 1


@pytest.mark.parametrize("frequency", ["once", "month"])
def test_08_every_message_five_times_makes_one_payment_one_receipt_one_change(pay_at_sandbox, frequency):
    pay_at_sandbox(frequency=frequency, amount=500, times=5)

    assert Payment.objects.count() == receipts() == 1
    assert MrrChange.objects.count() == (frequency == "month")


def test_12_the_page_after_the_message_sends_no_second_receipt(client, pay_at_sandbox):
    pledge = pay_at_sandbox()

    for _ in range(10):
        look(client, pledge)

    assert receipts() == Payment.objects.count() == 1


def test_19_a_debit_that_comes_back_voids_the_receipt_by_a_new_row(pay_at_sandbox):
    pledge = pay_at_sandbox(outcome="returned")
    assert pledge.state == State.COMPLETED

    advance(pledge.provider_session, days=7)

    paid = Payment.objects.get(status="succeeded")
    assert Payment.objects.get(reverses=paid).status == "failed"
    assert money_in_ledger() == money_at_provider() == 0
    assert paid.receipt_number in letters("void").get().subject
    assert Pledge.objects.get().state == State.FAILED


def test_a_slow_debit_is_thanked_for_when_the_money_is_there(client, pay_at_sandbox):
    pledge = pay_at_sandbox(outcome="slow")
    assert pledge.state == State.PROCESSING
    assert "waiting for your bank" in look(client, pledge)
    assert receipts() == 0

    advance(pledge.provider_session, days=4)

    assert Pledge.objects.get().state == State.COMPLETED
    assert receipts() == 1


def test_22_the_story_goes_and_the_page_is_withdrawn_while_somebody_pays(
    make_article, make_card_pledge, pay_at_sandbox, contribution_page
):
    from supporters.appeals.link_token import LeadingStory

    article = make_article("Barrier holds")
    pledge = make_card_pledge(story=LeadingStory(article.pk, "Barrier holds", "/news/barrier/", "story-foot"))
    article.delete()
    type(contribution_page).objects.update(is_default=False)

    assert pay_at_sandbox(pledge).state == State.COMPLETED
    assert Acquisition.objects.get().title == "Barrier holds"


def test_26_a_mail_server_that_is_down_loses_no_receipt(pay_at_sandbox, settings):
    settings.MAILERS = {"default": {"BACKEND": "supporters.tests.letters.test_letters.ServerThatIsDown"}}
    pay_at_sandbox()
    assert letters("receipt").get().state == "waiting"

    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    from django.core.management import call_command

    call_command("send_waiting_letters")

    assert letters("receipt").get().state == "sent"
    assert sum("Receipt" in letter.subject for letter in mail.outbox) == 1


def test_a_late_success_wins_over_an_expired_visit(pay_at_sandbox, make_card_pledge, at_bank):
    pledge = at_bank(make_card_pledge(), "expire")
    assert pledge.state == State.EXPIRED

    assert pay_at_sandbox(pledge).state == State.COMPLETED


def test_five_declines_end_the_visit(client, make_card_pledge):
    pledge = make_card_pledge()
    address = f"/support/sandbox/{pledge.provider_session}/"

    answers = [client.post(address, {"outcome": "declined"}).status_code for _ in range(6)]

    assert answers == [200, 200, 200, 200, 303, 303]
    assert Pledge.objects.get().state == State.EXPIRED


def test_who_left_the_card_page_can_pay_at_the_office_instead(client, make_card_pledge):
    pledge = make_card_pledge()

    client.post(f"{pledge.get_absolute_url()}checkout/", {"by": "office"})

    pledge.refresh_from_db()
    assert (pledge.provider, pledge.state) == ("office", State.AWAITING)
    assert letters("instructions").count() == 1
    assert SandboxAccount.objects.get().document["status"] == "expired"


def test_who_left_the_card_page_finds_the_way_back_to_the_same_visit(client, make_card_pledge):
    pledge = make_card_pledge()
    assert "You have not paid yet" in look(client, pledge, "")

    response = client.post(f"{pledge.get_absolute_url()}checkout/", {"by": "card"})

    assert response.url == f"/support/sandbox/{pledge.provider_session}/"


def lose(*_, **__):
    raise ProviderUnreachable("timeout")


def test_reader_is_told_when_the_card_page_cannot_be_reached_and_the_pledge_is_kept(
    client, sandbox, support_form, monkeypatch
):
    monkeypatch.setattr(Sandbox, "start", lose)

    response = client.post("/support/", support_form(by="sandbox"))

    pledge = Pledge.objects.get()
    assert response.url == f"{pledge.get_absolute_url()}?unreachable=1"
    assert pledge.state == State.STARTED


def test_reader_who_comes_back_is_thanked_though_no_message_came(client, pay_at_sandbox):
    pledge = pay_at_sandbox(outcome="no_event")

    assert "Your payment has reached us" in look(client, pledge)


def test_page_is_shown_as_we_know_it_when_the_provider_does_not_answer(client, pay_at_sandbox, monkeypatch):
    pledge = pay_at_sandbox(outcome="no_event")
    monkeypatch.setattr(Sandbox, "snapshot", lose)

    assert pledge.spaced_reference in look(client, pledge)
    assert Pledge.objects.get().state == State.CHECKOUT


@pytest.mark.parametrize(
    ("frequency", "outcome", "times", "state"),
    [("month", "pays", 1, State.ACTIVE), ("month", "pays", 0, State.ACTIVE), ("month", "slow", 0, State.PROCESSING)],
)
def test_what_is_paid_or_with_the_bank_stays_by_card(client, pay_at_sandbox, frequency, outcome, times, state):
    pledge = pay_at_sandbox(frequency=frequency, outcome=outcome, times=times)

    client.post(f"{pledge.get_absolute_url()}checkout/", {"by": "office"})

    pledge.refresh_from_db()
    assert (pledge.provider, pledge.state) == ("sandbox", state)


def test_nobody_is_told_to_pay_at_the_office_while_the_card_page_may_still_be_open(
    client, make_card_pledge, monkeypatch
):
    pledge = make_card_pledge()
    monkeypatch.setattr(Sandbox, "cancel", lose)

    assert client.post(f"{pledge.get_absolute_url()}checkout/", {"by": "office"}).status_code == 303

    pledge.refresh_from_db()
    assert (pledge.provider, pledge.state) == ("sandbox", State.CHECKOUT)
    assert not letters("instructions").exists()
