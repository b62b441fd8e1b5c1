"""The desk ends a pledge for who rang, and sends a receipt again."""

import pytest

from supporters.models import OutboxMail, Pledge, SandboxAccount


@pytest.fixture
def desk(client, supporter_desk):
    client.force_login(supporter_desk)
    return client


@pytest.fixture
def by_card(pay_at_sandbox):
    return pay_at_sandbox(frequency="month", amount=500)


def stop(client, pledge, text="by telephone"):
    return client.post(f"/admin/supporters/pledge/{pledge.pk}/stop/", {"text": text}, follow=True)


def test_ends_it_at_the_provider_too_and_says_who_did_it_and_why(desk, by_card, supporter_desk):
    for _ in range(2):
        stop(desk, by_card)

    pledge = Pledge.objects.get()
    assert pledge.state == "cancelled"
    assert SandboxAccount.objects.get().document["subscription"]["status"] == "canceled"
    assert pledge.log.get(text="by telephone").by == supporter_desk
    assert OutboxMail.objects.filter(key=f"stopped:{pledge.pk}").count() == 1


def test_asks_how_the_supporter_asked(desk, by_card):
    stop(desk, by_card, text="")

    assert Pledge.objects.get().state == "active"


def test_is_not_offered_for_what_has_ended(desk, by_card):
    page = f"/admin/supporters/pledge/{by_card.pk}/change/"
    assert "Stop it" in desk.get(page).content.decode()

    stop(desk, by_card)

    assert "Stop it" not in desk.get(page).content.decode()


def test_seeing_pledges_is_not_ending_them(client, make_staff, by_card):
    client.force_login(make_staff("supporters.view_pledge"))

    assert stop(client, by_card).status_code == 403
    assert Pledge.objects.get().state == "active"


def test_a_receipt_is_sent_again_once_a_day_and_stands_in_the_list(desk, make_payment, mailoutbox):
    payment = make_payment()
    mailoutbox.clear()

    for _ in range(2):
        desk.post("/admin/supporters/payment/", {"action": "send_again", "_selected_action": payment.pk})

    assert [payment.receipt_number in mail.body for mail in mailoutbox] == [True]
    page = desk.get(f"/admin/supporters/pledge/{payment.pledge_id}/change/").content.decode()
    assert page.count("Receipt: £25.00") == 2


def test_seeing_payments_is_not_sending_receipts(client, make_staff, make_payment, mailoutbox):
    payment = make_payment()
    mailoutbox.clear()
    client.force_login(make_staff("supporters.view_payment"))

    client.post("/admin/supporters/payment/", {"action": "send_again", "_selected_action": payment.pk})

    assert mailoutbox == []
