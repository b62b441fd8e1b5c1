"""Addresses that entries had elsewhere lead to them, whatever their numbers are here."""

from uuid import uuid4

from articles.models import PathRedirect
from articles.running.course import begin
from articles.running.publish import withdraw_entry


def test_an_old_address_leads_to_its_entry_also_where_its_number_is_another_storys(
    client, put_out, running_story, make_live_article, editor
):
    entry, other = put_out(), make_live_article("Quite another")
    begin(article=other, by=editor)
    PathRedirect.objects.create(path=f"/towns/flood-{other.pk}", article=running_story)
    old, address = f"/towns/flood-{other.pk}/", running_story.get_absolute_url()

    led = {end: client.get(f"{old}{end}").url for end in (f"entry/{entry.uuid}/", f"entry/{uuid4()}/", "entries/1/")}
    assert [*led.values()] == [f"{address}entry/{entry.uuid}/", address, address]
    assert client.get(f"/sport/other-{other.pk}/news/").url == f"{other.get_absolute_url()}news/"
    withdraw_entry(entry=entry)
    assert client.get(client.get(f"{old}entry/{entry.uuid}/").url).status_code == 410
