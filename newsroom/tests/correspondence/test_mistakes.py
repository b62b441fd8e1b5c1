"""Mistakes that readers report: a complaint of the desk, once, with the passage, and an answer to whoever wants one."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.models import Complaint, Correction
from articles.publishing.publish import publish_update, withdraw
from common import limits
from common.submission import new_submission
from newsroom.correspondence.models import ReportedMistake
from newsroom.correspondence.passages import present_words
from newsroom.correspondence.retention import KEPT, forget_readers
from newsroom.paper.begin import page_text
from supporters.models import OutboxMail

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Fetch-Site": "same-origin"}
SAID = "The wall is four metres high, not three."
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def story(make_live_article):
    return make_live_article("Sea wall holds", body="<p>The wall is <b>three</b> metres high.</p><p>It held.</p>")


@pytest.fixture
def report(client):
    def send(story, **fields):
        form = {"submission": new_submission(timezone.now() - HOUR), "words": SAID, "passage": "three metres high"}
        return client.post(f"/mistake/{story.pk}/", form | fields, headers=READER)

    return send


@pytest.fixture
def settle(client, editor):
    """As the desk's form does."""

    def send(complaint, **fields):
        client.force_login(editor)
        due = timezone.localtime(complaint.due_at)
        sent = {"due_at_0": f"{due:%Y-%m-%d}", "due_at_1": f"{due:%H:%M:%S}", "correction": "", "reason": ""}
        sent |= {"report-TOTAL_FORMS": 1, "report-INITIAL_FORMS": 1, "report-0-complaint": complaint.pk}
        return client.post(reverse("admin:articles_complaint_change", args=[complaint.pk]), sent | fields, follow=True)

    return send


class TestReaders:
    def test_story_leads_to_the_form_with_the_edition_that_is_read(self, client, story):
        edition = story.live_edition()
        for address in (story.get_absolute_url(), f"/text{story.get_absolute_url()}"):
            assert f'href="/mistake/{story.pk}/?read={edition.pk}"' in client.get(address).text

        page = client.get(f"/mistake/{story.pk}/?read={edition.pk}&passage=three+metres")
        assert page.context["form"]["edition"].value() == edition.pk
        assert ">\nthree metres</textarea>" in page.text
        assert (page.headers["X-Robots-Tag"], "no-store" in page.headers["Cache-Control"]) == ("noindex", True)
        assert not page.cookies

    def test_report_is_a_complaint_with_its_passage_and_the_edition_that_was_read(self, story, report):
        read = story.live_edition()
        story.headline, story.version = "Sea wall held", 2
        story.save()
        publish_update(article=story, by=None, substantive=False)

        answer = report(story, edition=read.pk, source="The trust’s drawing", email="ada@example.org")

        assert (answer.status_code, answer.url) == (303, f"/mistake/{story.pk}/?sent=1")
        complaint = Complaint.objects.get()
        assert (complaint.article, complaint.words, complaint.noted_by) == (story, SAID, None)
        assert dt.timedelta(hours=23) < complaint.due_at - timezone.now() <= dt.timedelta(hours=24)
        told = complaint.report
        assert (told.edition, told.passage, told.email) == (read, "three metres high", "ada@example.org")

    def test_page_of_thanks_says_what_comes_next_and_by_when(self, client, story, report):
        assert "within a day" in client.get(report(story).url).text
        assert "told the same" in client.get(report(story).url).text

    def test_same_words_of_the_same_story_are_noted_once(self, story, report, make_live_article):
        other = make_live_article()
        report(story)
        report(story, words=f" {SAID.upper()} ", email="ada@example.org")
        report(story, email="later@example.org")
        report(other)

        assert [row.article for row in Complaint.objects.order_by("pk")] == [story, other]
        assert ReportedMistake.objects.get(complaint__article=story).email == "ada@example.org"

    @pytest.mark.parametrize(
        ("fields", "status", "told"),
        [
            ({"words": " "}, 422, "Say what is wrong."),
            ({"words": "x" * 1001}, 422, "at most 1000 characters"),
            ({"email": "ada"}, 422, "This address has a slip in it."),
            ({"website": "https://shop.example"}, 422, "must stay empty"),
            ({"submission": ""}, 422, "open for a long time"),
        ],
    )
    def test_what_is_wrong_with_a_form_is_said_and_nothing_typed_is_lost(self, story, report, fields, status, told):
        answer = report(story, source="The trust’s drawing", **fields)

        assert answer.status_code == status
        assert told in answer.text
        assert "The trust’s drawing</textarea>" in answer.text
        assert not Complaint.objects.exists()

    def test_program_that_is_quicker_than_a_person_is_asked_to_look_again(self, story, report):
        assert "very quick" in report(story, submission=new_submission()).text
        assert not Complaint.objects.exists()

    def test_one_network_reports_up_to_its_limit_and_keeps_what_it_typed(self, story, report, monkeypatch):
        monkeypatch.setattr("newsroom.correspondence.views.MISTAKES", replace(limits.MISTAKES, number=1))
        report(story)
        answer = report(story, words="And it is grey.")

        assert answer.status_code == 429
        assert "Many reports came from here" in answer.text
        assert "And it is grey.</textarea>" in answer.text
        assert Complaint.objects.count() == 1

    def test_form_of_another_site_is_refused(self, client, story):
        sent = {"words": SAID, "submission": new_submission(timezone.now() - HOUR)}
        assert client.post(f"/mistake/{story.pk}/", sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403

    def test_story_that_readers_never_had_takes_no_report(self, client, report, make_article):
        draft = make_article()
        for address in (f"/mistake/{draft.pk}/", f"/mistake/{draft.pk}/?sent=1"):
            assert client.get(address).status_code == 404

        assert report(draft).status_code == 404
        assert not Complaint.objects.exists()

    def test_what_was_written_while_the_story_was_withdrawn_is_not_lost(self, client, story, report):
        withdraw(article=story, by=None, notice="Withdrawn.")
        assert client.get(f"/mistake/{story.pk}/").status_code == 404

        again = report(story, words="")
        assert again.status_code == 422
        assert "three metres high" in again.text
        sent = report(story)
        thanks = client.get(sent["Location"]).text

        assert Complaint.objects.get().words == SAID
        assert "Thank you" in thanks
        assert "Sea wall holds" not in again.text + thanks

    @pytest.mark.parametrize("read", ["x", "-1", "9" * 30, "1" * 18])
    def test_edition_that_readers_never_had_counts_as_the_present_one(self, client, story, report, read):
        assert client.get(f"/mistake/{story.pk}/?read={read}").status_code == 200
        if read.isdecimal() and len(read) < 19:
            report(story, edition=read)
            assert ReportedMistake.objects.get().edition == story.live_edition()

    def test_page_asks_the_database_little(self, client, story, django_assert_max_num_queries):
        client.get(f"/mistake/{story.pk}/")
        with django_assert_max_num_queries(5):
            client.get(f"/mistake/{story.pk}/")


class TestDesk:
    def test_passage_stands_beside_the_present_words(self, story):
        def present(passage):
            found = present_words(edition=story.live_edition(), passage=passage)
            return found.still_stands, found.words

        assert present("THREE metres high.") == (True, "The wall is three metres high.")
        assert present("metres high. It held") == (True, "The wall is three metres high.")
        assert present("The wall is two metres high.") == (False, "The wall is three metres high.")
        assert present("Nothing like that was ever said by anybody") == (False, "")

    def test_address_is_for_those_alone_who_may_answer(self, client, editor, reporter, story, report):
        report(story, email="ada@example.org")
        page = reverse("admin:articles_complaint_change", args=[Complaint.objects.get().pk])

        client.force_login(reporter)
        seen = client.get(page).text
        assert "three metres high" in seen
        assert "It still stands there:" in seen
        assert "ada@example.org" not in seen
        client.force_login(editor)
        assert "ada@example.org" in client.get(page).text

    def test_reporter_cannot_answer_by_direct_request(self, client, reporter, story, report):
        report(story, email="ada@example.org")
        complaint = Complaint.objects.get()
        client.force_login(reporter)
        sent = {"reason": "No.", "report-TOTAL_FORMS": 1, "report-INITIAL_FORMS": 1, "report-0-answer": "Never."}

        answer = client.post(reverse("admin:articles_complaint_change", args=[complaint.pk]), sent)

        assert answer.status_code == 403
        assert (ReportedMistake.objects.get().answer, OutboxMail.objects.count()) == ("", 0)

    def test_report_is_at_once_on_the_first_page_of_the_desk(self, client, editor, story, report):
        Complaint.objects.create(article=story, words="By telephone.", due_at=timezone.now() + dt.timedelta(days=3))
        report(story)
        client.force_login(editor)
        page = client.get("/admin/").text

        assert "Mistake reported" in page
        assert SAID in page
        assert "By telephone." not in page

    def test_correction_is_the_answer_and_is_sent_once(self, story, report, settle):
        report(story, email="ada@example.org")
        complaint = Complaint.objects.get()
        correction = Correction.objects.create(article=story, wording="The wall is four metres high.")

        told = settle(complaint, correction=correction.pk, **{"report-0-answer": "You were right."})
        settle(complaint, correction=correction.pk)

        assert "is written to" in told.text
        [letter] = mail.outbox
        assert letter.to == ["ada@example.org"]
        assert [words in letter.body for words in (correction.wording, "You were right.", SAID)] == [True] * 3

    def test_reason_settles_it_and_stays_out_of_the_letter(self, story, report, settle):
        report(story, email="ada@example.org")
        settle(Complaint.objects.get(), reason="Measured it ourselves.")

        [letter] = mail.outbox
        assert "no correction is due" in letter.body
        assert "Measured it ourselves." not in letter.body

    def test_who_left_no_address_is_not_written_to(self, story, report, settle):
        report(story)
        settle(Complaint.objects.get(), reason="Measured it ourselves.")

        assert Complaint.objects.get().settled_at
        assert not OutboxMail.objects.exists()


class TestForgetting:
    def test_letter_forgets_the_address_once_it_is_sent(self, story, report, settle):
        report(story, email="ada@example.org")
        settle(Complaint.objects.get(), reason="Measured it ourselves.")

        assert mail.outbox[0].to == ["ada@example.org"]
        assert OutboxMail.objects.get().to == ""

    @pytest.mark.parametrize(("later", "is_known"), [(-HOUR, True), (HOUR, False)])
    def test_address_is_forgotten_after_its_time(self, story, report, later, is_known):
        report(story, email="ada@example.org")
        ago = timezone.now() - KEPT - later
        Complaint.objects.update(settled_at=ago, reason="Measured it ourselves.")
        OutboxMail.objects.create(key="mistake:1", to="ada@example.org", subject="Could not be sent", queued_at=ago)
        forget_readers()

        addresses = {ReportedMistake.objects.get().email, OutboxMail.objects.get().to}
        assert addresses == ({"ada@example.org"} if is_known else {""})

    def test_address_of_an_open_complaint_is_kept(self, story, report):
        report(story, email="ada@example.org")
        Complaint.objects.update(noted_at=timezone.now() - 9 * KEPT)
        forget_readers()

        assert ReportedMistake.objects.get().email == "ada@example.org"

    def test_privacy_page_says_how_long(self):
        assert f"forget it {KEPT.days} days after the answer" in page_text("privacy").body
