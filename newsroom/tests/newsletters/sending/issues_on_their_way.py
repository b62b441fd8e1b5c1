"""An issue on its way, its readers, and a mail server of the test's own."""

import pytest

from demo.bench.mail_sink import mail_sink, mailers
from newsroom.newsletters.composing.approve import approve
from newsroom.newsletters.sending import batches
from newsroom.newsletters.sending.freeze import freeze
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription


@pytest.fixture
def by_hand(settings):
    """Tasks stand in their queue: each test sends by itself."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(params=[True, False], ids=["pipelining", "one by one"])
def sink(request, settings):
    with mail_sink(pipelines=request.param) as server:
        settings.MAILERS = mailers(server.port)
        yield server


@pytest.fixture
def morning():
    return make_newsletter()


@pytest.fixture
def readers(morning):
    return [make_subscription(morning, f"reader{number}@example.org") for number in range(7)]


@pytest.fixture
def small(monkeypatch):
    """Batches of three."""
    monkeypatch.setattr(batches, "SIZE", 3)


@pytest.fixture
def frozen(morning, readers, make_live_article, editor):
    issue = make_issue(morning, stories=[make_live_article("The wall")])
    approve(issue=issue, by=editor)
    freeze(issue=issue, by=editor)
    return issue
