"""Who writes polls, and who puts them before readers."""

import pytest
from django.test import Client

from polls.models import Poll
from polls.tests.test_poll_admin import ADD, LIST, change, form_for


def test_lets_a_reporter_make_and_change_a_draft_but_not_delete_it(client, reporter, make_poll):
    poll = make_poll(state=Poll.State.DRAFT)
    client.force_login(reporter)

    assert client.post(ADD, form_for(ready_answers="yes_no", state="draft")).status_code == 302
    assert client.post(change(poll), form_for(poll, outcome="Done.")).status_code == 302
    assert client.post(f"{LIST}{poll.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Poll.objects.filter(outcome="Done.").exists()


@pytest.mark.parametrize(("who", "opens"), [("reporter", False), ("sub_editor", False), ("section_editor", True)])
def test_is_put_on_the_front_by_whoever_may_publish(client, request, make_poll, who, opens):
    live, draft = make_poll("Is the ferry late?"), make_poll(state=Poll.State.DRAFT)
    client.force_login(request.getfixturevalue(who))

    client.post(ADD, form_for(ready_answers="yes_no", question="Whose quay?"))
    client.post(change(draft), form_for(draft, question="Whose quay?", state="live"))
    client.post(change(live), form_for(live, question="Whose quay?"))

    front = Client().get("/").text
    assert ("Whose quay?" in front) == opens
    assert ("Is the ferry late?" in front) != opens
