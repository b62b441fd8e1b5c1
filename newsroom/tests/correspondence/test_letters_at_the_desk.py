"""Letters to the editor at the desk: read and decided by editors, printed as stories, taken back and forgotten."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, DeskLetter
from articles.publishing.publish import publish, schedule
from newsroom.correspondence.letters import CONFIRM_WITHIN, LetterToTheEditor
from newsroom.correspondence.make_story import NothingToPrint, make_story
from newsroom.correspondence.retention import KEPT, UNPRINTED_KEPT, forget_readers
from newsroom.paper.begin import page_text
from newsroom.tests.correspondence.letter_builders import LIST, WORDS, named

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def act(client, action, *letters):
    chosen = [letter.pk for letter in letters]
    return client.post(f"{LIST}?standing=all", {"action": action, "_selected_action": chosen})


class TestDesk:
    def test_draft_has_the_letters_signed_and_linked_and_needs_no_byline(
        self, client, editor, make_letter, make_live_article
    ):
        about = make_live_article("Sea wall holds")
        ada, ben = make_letter(answers=about), make_letter("Ben Roe", words="Nobody asked us.", answers=about)
        client.force_login(editor)
        client.get("/admin/")

        answer = act(client, "make_story", ben, ada)

        draft = Article.objects.get(label="letter")
        assert answer.url == reverse("admin:articles_article_change", args=[draft.pk])
        assert draft.body.index("We do, &lt;all&gt; of us.") < draft.body.index("<strong>Ada Quill</strong>, Saltmere")
        assert draft.body.index("Ada Quill") < draft.body.index("Nobody asked us.")
        assert (draft.section, draft.created_by) == (about.section, editor)
        assert f"story__id__exact={draft.pk}" in client.get(answer.url).text
        assert f">{draft.headline}</a>" in client.get(f"{LIST}?standing=accepted").text
        publish(article=draft, by=editor)
        page = client.get(draft.get_absolute_url()).text
        assert about.get_absolute_url() in page
        assert '<span class="kind kind--letter">Letter</span>' in page
        assert '"OpinionNewsArticle"' in page
        assert '"author": [{"@type": "NewsMediaOrganization"' in page
        assert named(client, "printed") == ["Ada Quill", "Ben Roe"]

    def test_letter_is_made_into_a_story_once(self, editor, make_letter):
        letter = make_letter()
        make_story(letters=[letter], by=editor)

        with pytest.raises(NothingToPrint):
            make_story(letters=[letter, make_letter("Declined", declined_at=timezone.now())], by=editor)
        assert Article.objects.count() == 1

    def test_list_is_filtered_by_what_became_of_them(self, client, editor, make_letter):
        for name in ("New", "Taken", "Refused"):
            make_letter(name)
        client.force_login(editor)
        act(client, "accept", LetterToTheEditor.objects.get(name="Taken"))
        act(client, "decline", LetterToTheEditor.objects.get(name="Refused"))

        assert [named(client, each) for each in ("new", "accepted", "declined")] == [["New"], ["Taken"], ["Refused"]]
        assert len(named(client, "all")) == len([*named(client, "delete"), *named(client, "accepted"), "Refused"]) == 3

    def test_first_page_says_how_many_wait(self, client, editor, make_letter):
        for name in ("Ada", "Ben"):
            make_letter(name)
        make_letter("Unconfirmed", confirmed_at=None)
        client.force_login(editor)

        assert "2 letters to the editor" in client.get("/admin/").text

    @pytest.mark.parametrize("role", ["reporter", "sub_editor", "section_editor", "supporter_desk", "legal"])
    def test_nobody_else_reads_or_decides(self, client, request, role, make_letter):
        letter = make_letter()
        client.force_login(request.getfixturevalue(role))

        answers = [client.get(LIST), client.get(f"{LIST}{letter.pk}/change/"), act(client, "make_story", letter)]

        assert [answer.status_code for answer in answers] == [403] * 3
        assert "letter to the editor" not in client.get("/admin/").text
        assert not Article.objects.exists()

    def test_desk_changes_no_word_by_direct_request(self, client, editor, make_letter):
        letter = make_letter()
        client.force_login(editor)
        client.post(f"{LIST}{letter.pk}/change/", {"words": "I love the wall.", "name": "Eve"})

        letter.refresh_from_db()
        assert (letter.words, letter.name) == (WORDS, "Ada Quill")

    @pytest.mark.parametrize(
        "fields",
        [
            {"print_wording": ""},
            {"confirmed_at": None, "accepted_at": timezone.now()},
            {"accepted_at": timezone.now(), "declined_at": timezone.now()},
        ],
    )
    def test_database_takes_no_letter_without_consent_or_confirmation(self, make_letter, fields):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_letter(**fields)


class TestTakingBack:
    def test_letter_alone_in_its_draft_goes_with_it_and_with_its_schedule(self, editor, make_letter, own, make_section):
        letter = make_letter()
        draft = make_story(letters=[letter], by=editor)
        Article.objects.filter(pk=draft.pk).update(section=make_section())
        schedule(article=draft, by=editor, at=timezone.now() + HOUR)

        assert "is taken back" in own(letter, "take_back").text
        assert not LetterToTheEditor.objects.exists()
        assert not Article.objects.exists()

    def test_draft_of_several_waits_in_the_bin_and_editors_are_told(self, editor, make_letter, own):
        editor.email = "editor@courier.example"
        editor.save()
        letters = [make_letter(), make_letter("Ben Roe")]
        draft = make_story(letters=letters, by=editor)
        own(letters[0], "take_back")

        draft.refresh_from_db()
        assert draft.binned_at
        assert LetterToTheEditor.objects.get().name == "Ben Roe"
        assert "Ada Quill, Saltmere" in DeskLetter.objects.get().body

    def test_printed_letter_is_not_taken_back(self, editor, make_letter, own, make_section):
        letter = make_letter()
        draft = make_story(letters=[letter], by=editor)
        Article.objects.filter(pk=draft.pk).update(section=make_section())
        publish(article=draft, by=editor)

        assert "Your letter is printed" in own(letter, "take_back").text
        assert LetterToTheEditor.objects.exists()
        assert draft.live_edition()


class TestForgetting:
    @pytest.mark.parametrize(
        ("fields", "after"),
        [
            ({"confirmed_at": None, "sent_at": 0}, CONFIRM_WITHIN),
            ({"declined_at": 0}, KEPT),
            ({"sent_at": 0}, UNPRINTED_KEPT),
            ({"sent_at": 0, "accepted_at": 0}, UNPRINTED_KEPT),
        ],
    )
    def test_letter_that_came_to_nothing_is_deleted_after_its_time(self, make_letter, fields, after):
        for name, ago in (("Just before", after - HOUR), ("Just after", after + HOUR)):
            moment = timezone.now() - ago
            make_letter(name, **{field: moment if value == 0 else value for field, value in fields.items()})
        forget_readers()

        assert [letter.name for letter in LetterToTheEditor.objects.all()] == ["Just before"]

    def test_printed_letter_stays_without_its_address(self, editor, make_letter, make_section):
        letter, other = make_letter(sent_at=timezone.now() - 2 * UNPRINTED_KEPT), make_letter("Ben Roe")
        draft = make_story(letters=[letter], by=editor)
        Article.objects.filter(pk=draft.pk).update(section=make_section())
        publish(article=draft, by=editor)
        forget_readers()

        letter.refresh_from_db()
        other.refresh_from_db()
        assert (letter.email, letter.words, other.email) == ("", WORDS, "ada@example.org")

    def test_privacy_page_says_how_long(self):
        assert f"What we decline is deleted after {KEPT.days} days" in page_text("privacy").body
