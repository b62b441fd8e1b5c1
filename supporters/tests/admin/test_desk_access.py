"""Who may see what: editors see no address and no amount, and a hidden button is never the only lock."""

import uuid

import pytest
from django.urls import reverse

from supporters.models import OutboxMail, Payment, Pledge, Supporter

MODELS = ["supporter", "pledge", "payment", "consentrecord", "consentwording", "outboxmail", "contributionpage"]


@pytest.fixture
def paid(make_pledge, make_payment, newsletter_wording):
    pledge = make_pledge(name="Ada Marsh", email="ada@example.org", amount=4321, wants_newsletter=True)
    return make_payment(pledge)


def addresses(paid):
    pledge = paid.pledge
    yield reverse("admin:supporters_pledge_record_payment", args=[pledge.pk])
    yield reverse("admin:supporters_supporter_change", args=[pledge.supporter_id])
    yield reverse("admin:supporters_pledge_change", args=[pledge.pk])
    yield reverse("admin:supporters_payment_change", args=[paid.pk])
    yield reverse("admin:supporters_outboxmail_change", args=[OutboxMail.objects.first().pk])
    for model in MODELS:
        yield reverse(f"admin:supporters_{model}_changelist")
        yield reverse(f"admin:supporters_{model}_add")
    for model in ("supporter", "pledge", "payment"):
        yield reverse(f"admin:supporters_{model}_export")


@pytest.mark.parametrize("role", ["reporter", "editor", "picture_desk"])
def test_the_newsroom_is_refused_everything_about_supporters(client, request, paid, role):
    client.force_login(request.getfixturevalue(role))

    answers = {address: client.get(address).status_code for address in addresses(paid)}

    assert set(answers.values()) == {403}, answers


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_no_page_that_the_newsroom_opens_tells_who_gave_what(client, request, paid, role):
    client.force_login(request.getfixturevalue(role))

    for address in [reverse("admin:index"), reverse("admin:articles_article_changelist")]:
        words = client.get(address).content.decode()
        assert "ada@example.org" not in words
        assert "43.21" not in words


def test_who_is_not_signed_in_is_asked_to(client, paid):
    for address in addresses(paid):
        assert client.get(address).status_code == 302


def test_seeing_pledges_is_not_recording_payments(client, make_staff, make_pledge):
    pledge = make_pledge()
    client.force_login(make_staff("supporters.view_pledge"))
    address = reverse("admin:supporters_pledge_record_payment", args=[pledge.pk])
    form = {"key": uuid.uuid4().hex, "amount": "25", "received_on": "2026-01-02", "method": "cash"}

    page = client.get(reverse("admin:supporters_pledge_change", args=[pledge.pk]))
    response = client.post(address, form)

    assert address not in page.content.decode()
    assert response.status_code == 403
    assert not Payment.objects.exists()


@pytest.mark.parametrize("model", ["supporter", "pledge", "payment"])
def test_seeing_a_list_is_not_exporting_it(client, make_staff, paid, model):
    client.force_login(make_staff(f"supporters.view_{model}"))
    address = reverse(f"admin:supporters_{model}_export")

    assert address not in client.get(reverse(f"admin:supporters_{model}_changelist")).content.decode()
    assert client.get(address).status_code == 403
    assert client.post(address, {"format": "0"}).status_code == 403


@pytest.mark.parametrize("model", ["supporter", "pledge", "payment"])
def test_exporting_needs_sight_of_the_list_too(client, make_staff, paid, model):
    client.force_login(make_staff("supporters.export_supporters"))

    assert client.get(reverse(f"admin:supporters_{model}_export")).status_code == 403


def test_seeing_letters_is_not_sending_them(client, make_staff, make_pledge, mailoutbox):
    make_pledge()
    OutboxMail.objects.update(state="failed", sent_at=None)
    mailoutbox.clear()
    client.force_login(make_staff("supporters.view_outboxmail"))

    form = {"action": "try_again", "_selected_action": [OutboxMail.objects.get().pk]}
    client.post(reverse("admin:supporters_outboxmail_changelist"), form)

    assert mailoutbox == []


def test_the_supporter_desk_sees_all_and_removes_nobody(client, supporter_desk, paid):
    client.force_login(supporter_desk)

    assert client.get(reverse("admin:supporters_pledge_change", args=[paid.pledge_id])).status_code == 200
    address = reverse("admin:supporters_supporter_delete", args=[paid.pledge.supporter_id])
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert Supporter.objects.count() == Pledge.objects.count() == 1
