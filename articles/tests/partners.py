"""Partners and their programs, for tests of what those read and are told."""

import pytest

from articles.models import Partner
from common import site_version


@pytest.fixture
def make_partner(db, monkeypatch):
    """A partner with a token, which stands on it for tests alone. The site is known anew at each question."""
    monkeypatch.setattr(site_version, "FRESH_FOR", 0)
    site_version.begin_with(None)

    def make(name="Saltmere Radio", *, sections=(), **fields):
        partner = Partner.objects.create(name=name, **fields)
        partner.sections.set(sections)
        partner.token = partner.renew_token()
        return partner

    return make


@pytest.fixture
def ask(client):
    """Asks the API with a partner's token."""

    def asked(partner, path="stories/", headers=None, **query):
        told = {"Authorization": f"Bearer {partner.token}", **(headers or {})}
        return client.get(f"/api/v1/{path}", query, headers=told)

    return asked
