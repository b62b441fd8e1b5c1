"""Letters to the editor as readers write them: agreed to in words that are kept, and confirmed by mail."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from common import limits
from common.submission import new_submission
from newsroom.correspondence.letters import CONFIRM_WITHIN, LONGEST, LetterToTheEditor
from newsroom.correspondence.retention import KEPT
from newsroom.tests.correspondence.letter_builders import WORDS, named
from supporters.models import OutboxMail

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Fetch-Site": "same-origin"}
NEW = "/letters/new/"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def send(client):
    def post(**fields):
        form = {"submission": new_submission(timezone.now() - HOUR), "words": WORDS, "name": "Ada Quill"}
        form |= {"town": "Saltmere", "email": "ada@example.org", "may_print": "on"}
        return client.post(NEW, form | fields, headers=READER)

    return post


class TestReaders:
    def test_boxes_are_empty_and_the_letter_keeps_their_words_and_their_day(self, client, send):
        page = client.get(NEW)
        assert "checked" not in page.text.partition("<main")[2]
        assert (page.headers["X-Robots-Tag"], bool(page.cookies)) == ("noindex", False)

        assert send(may_edit="on").url == f"{NEW}?sent=1"
        letter = LetterToTheEditor.objects.get()
        labels = [field.label for field in page.context["form"] if field.name in ("may_print", "may_edit")]
        assert [letter.print_wording, letter.edit_wording] == labels
        assert timezone.now() - letter.sent_at < HOUR
        assert "look into your mail" in client.get(f"{NEW}?sent=1").text

    def test_story_leads_to_a_letter_about_it(self, client, send, make_live_article, make_article):
        story = make_live_article("Sea wall holds")
        assert f'href="{NEW}?story={story.pk}"' in client.get(story.get_absolute_url()).text
        assert "Sea wall holds" in client.get(f"{NEW}?story={story.pk}").text
        assert client.get(f"{NEW}?story={make_article('Not out yet').pk}").text.count("Not out yet") == 0

        send(story=story.pk)
        assert LetterToTheEditor.objects.get().answers == story

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"words": "word " * (LONGEST + 1)}, f"has {LONGEST + 1} words"),
            ({"may_print": ""}, "we cannot take your letter"),
            ({"name": "Buy at www.shop.example"}, "without addresses"),
            ({"town": " "}, "your town or village"),
            ({"email": "ada"}, "has a slip in it"),
            ({"website": "https://shop.example"}, "must stay empty"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, send, fields, told):
        answer = send(**{"words": "Who pays?", "town": "Wendham by the Wend", "may_edit": "on"} | fields)

        assert answer.status_code == 422
        assert told in answer.text
        assert "Who pays?</textarea>" in answer.text or "words" in fields
        assert "Wendham by the Wend" in answer.text or "town" in fields
        assert re.search(r'name="may_edit"[^>]*checked', answer.text)
        assert not LetterToTheEditor.objects.exists()

    def test_letter_of_the_longest_length_is_taken(self, send):
        assert send(words="word " * LONGEST).status_code == 303

    def test_same_words_from_the_same_mailbox_are_one_letter(self, send):
        send()
        send(email="Ada+paper@example.org", words=WORDS.upper())
        send(email="ben@example.org")

        assert LetterToTheEditor.objects.count() == len(mail.outbox) == 2

    @pytest.mark.parametrize("name", ["LETTERS", "LETTERS_OF_ADDRESS"])
    def test_network_and_mailbox_have_their_limit(self, send, monkeypatch, name):
        monkeypatch.setattr(f"newsroom.correspondence.views.{name}", replace(getattr(limits, name), number=1))
        send()
        answer = send(words="Another one.")

        assert answer.status_code == 429
        assert "Another one.</textarea>" in answer.text
        assert LetterToTheEditor.objects.count() == 1


class TestConfirming:
    def test_link_of_the_mail_shows_a_button_that_sends_the_letter_once(self, client, editor, send):
        send()
        link = re.search(r"http\S+", mail.outbox[0].body)[0].removeprefix("http://localhost:8000")
        shown = client.get(link)
        assert "Yes, send my letter" in shown.text
        assert LetterToTheEditor.objects.get().confirmed_at is None
        client.force_login(editor)
        assert named(client, "all") == []

        assert "is with the editor" in client.post(link, {"confirm": ""}, headers=READER, follow=True).text
        first = LetterToTheEditor.objects.get().confirmed_at
        client.post(link, {"confirm": ""}, headers=READER)
        assert LetterToTheEditor.objects.get().confirmed_at == first
        assert named(client, "new") == ["Ada Quill"]

    def test_mail_forgets_link_and_address_once_it_is_sent(self, send):
        send()

        assert mail.outbox[0].to == ["ada@example.org"]
        assert OutboxMail.objects.values_list("to", "body").get() == ("", "")

    @pytest.mark.parametrize(("later", "is_sent"), [(-HOUR, True), (HOUR, False)])
    def test_link_sends_within_its_time_alone(self, make_letter, own, later, is_sent):
        letter = make_letter(confirmed_at=None, sent_at=timezone.now() - CONFIRM_WITHIN - later)
        told = own(letter, "confirm").text

        letter.refresh_from_db()
        assert (letter.confirmed_at is not None) is is_sent
        assert ("older than seven days" in told) is not is_sent

    def test_writer_of_a_declined_letter_is_told_and_can_still_delete_it(self, make_letter, own):
        letter = make_letter(declined_at=timezone.now())
        page = own(letter, "confirm").text

        assert "We do not print your letter" in page
        assert f"{KEPT.days} days after we decided" in page
        own(letter, "take_back")
        assert not LetterToTheEditor.objects.exists()

    @pytest.mark.parametrize("token", ["x", "1:abc:def"])
    def test_link_that_is_none_of_ours_opens_nothing(self, client, token):
        assert client.get(reverse("letter", args=[token])).status_code == 404
