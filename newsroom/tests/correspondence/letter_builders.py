"""Letters to the editor as readers send them, and the page on which each decides about their own."""

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.correspondence.letters import LetterToTheEditor
from newsroom.correspondence.send import token_of

WORDS = "Who pays for the wall?\n\nWe do, <all> of us."
LIST = "/admin/newsroom/lettertotheeditor/"


@pytest.fixture
def make_letter(db):
    def make(name="Ada Quill", **fields):
        fields.setdefault("confirmed_at", timezone.now())
        fields.setdefault("words", WORDS)
        given = {"town": "Saltmere", "email": "ada@example.org", "print_wording": "Print it."}
        return LetterToTheEditor.objects.create(name=name, fingerprint=name + fields["words"][:20], **given | fields)

    return make


@pytest.fixture
def own(client):
    """Press a button of the writer's own page."""

    def press(letter, button):
        page = reverse("letter", args=[token_of(letter)])
        return client.post(page, {button: ""}, headers={"Sec-Fetch-Site": "same-origin"}, follow=True)

    return press


def named(client, standing):
    page = client.get(f"{LIST}?standing={standing}")
    return [letter.name for letter in page.context["cl"].result_list]
