"""Partners at the desk: their token is shown once, and whoever may not change them makes none."""

import re

from articles.models import Partner, Webhook
from articles.models.partners import hash_of_token


def test_token_is_shown_on_the_page_that_makes_it_and_never_again(client, editor, make_partner):
    partner = make_partner()
    client.force_login(editor)

    page = client.post(f"/admin/articles/partner/{partner.pk}/token/")

    token = re.search(r'value="(nr_[\w-]{43})"', page.text)[1]
    assert "no-store" in page["Cache-Control"]
    assert Partner.objects.get().token_hash == hash_of_token(token)
    assert token not in client.get(f"/admin/articles/partner/{partner.pk}/change/").text


def test_token_is_made_by_a_post_of_whoever_may_change_partners(client, sub_editor, editor, make_partner):
    partner = make_partner()
    client.force_login(sub_editor)
    assert client.post(f"/admin/articles/partner/{partner.pk}/token/").status_code == 403
    client.force_login(editor)
    assert client.get(f"/admin/articles/partner/{partner.pk}/token/").status_code == 405
    assert Partner.objects.get().token_hash == hash_of_token(partner.token)


def test_secret_of_a_webhook_is_not_in_the_database_and_differs_for_each(client, editor, make_partner):
    partner = make_partner()
    first, second = (partner.webhooks.create(address=f"https://radio.example/{n}/") for n in "ab")
    client.force_login(editor)

    page = client.post(f"/admin/articles/partner/{partner.pk}/secrets/")

    assert first.secret in page.text
    assert second.secret in page.text
    assert first.secret != second.secret
    assert first.secret.removeprefix("whsec_") not in str(list(Webhook.objects.values()))


def test_webhook_takes_no_address_that_others_could_read_along(client, editor, make_partner):
    partner = make_partner()
    client.force_login(editor)
    form = {"name": partner.name, "gives": "full", "delay_minutes": "0", "is_active": "on"}
    form |= {"webhooks-TOTAL_FORMS": "1", "webhooks-INITIAL_FORMS": "0", "webhooks-0-events": "withdrawn"}
    address = f"/admin/articles/partner/{partner.pk}/change/"

    refused = client.post(address, form | {"webhooks-0-address": "http://radio.example/"})
    assert "has to begin with https://" in refused.text
    client.post(address, form | {"webhooks-0-address": "https://radio.example/"})
    assert Webhook.objects.get().events == ["withdrawn"]


def test_webhook_that_is_switched_on_again_begins_anew(client, editor, make_partner, django_user_model):
    partner = make_partner()
    made = partner.made_at
    webhook = partner.webhooks.create(
        address="https://radio.example/", is_active=False, failing_since=made, stopped_at=made
    )
    client.force_login(editor)
    form = {"name": partner.name, "gives": "full", "delay_minutes": "0", "is_active": "on"}
    form |= {"webhooks-TOTAL_FORMS": "1", "webhooks-INITIAL_FORMS": "1", "webhooks-0-id": webhook.pk}
    form |= {"webhooks-0-partner": partner.pk, "webhooks-0-address": webhook.address}
    form |= {"webhooks-0-events": ["published", "updated"], "webhooks-0-is_active": "on"}

    client.post(f"/admin/articles/partner/{partner.pk}/change/", form)

    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.failing_since, webhook.stopped_at) == (True, None, None)
