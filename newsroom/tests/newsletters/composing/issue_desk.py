"""The desk before an issue of two stories, and tasks that stand in their queue."""

import pytest

from newsroom.tests.issue_builders import make_issue


@pytest.fixture
def desk(client, editor, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    editor.email = "editor@courier.example"
    editor.save()
    client.force_login(editor)
    return client


@pytest.fixture
def issue(make_live_article):
    return make_issue(stories=[make_live_article("The wall"), make_live_article("The tide")])
