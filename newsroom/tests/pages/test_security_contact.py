"""/.well-known/security.txt, as RFC 9116 has it."""

import datetime as dt

import time_machine
from django.utils import timezone

from newsroom.page_cache.pages import PUBLIC_PAGES

ADDRESS = "/.well-known/security.txt"


def fields_of(response):
    return dict(line.split(": ", 1) for line in response.text.splitlines())


def test_security_txt_says_whom_to_tell_and_where_it_stands(client, settings):
    settings.SECURITY_CONTACT, settings.SITE_URL = "https://example.org/tell?a=1&b=2", "https://paper.example.org"

    response = client.get(ADDRESS)

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = fields_of(response)
    assert fields["Contact"] == "https://example.org/tell?a=1&b=2"
    assert fields["Canonical"] == "https://paper.example.org/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "en-gb"


def test_security_txt_is_the_papers_mailbox_unless_another_is_named(client, settings):
    assert fields_of(client.get(ADDRESS))["Contact"] == f"mailto:{settings.PAPER_EMAIL}"


def test_security_txt_never_has_an_end_that_is_past_however_long_it_is_kept(client):
    kept_for = dt.timedelta(seconds=PUBLIC_PAGES["security"].seconds)
    with time_machine.travel("2026-12-31T23:59:59Z", tick=False):
        expires = dt.datetime.fromisoformat(fields_of(client.get(ADDRESS))["Expires"])

        assert expires > timezone.now() + kept_for
        assert expires < timezone.now() + dt.timedelta(days=365)
