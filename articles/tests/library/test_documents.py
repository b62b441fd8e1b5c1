"""A document comes into the library, stands in a story wherever readers have it, and goes when it has to."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.body.document import things_placed
from articles.editing.checklist import checklist_of
from articles.exporting.archive import export_archive
from articles.exporting.facts import DocumentFacts
from articles.library.usage import files_only_of, where_used
from articles.models import Document
from articles.publishing.compose import read_placements
from articles.publishing.publish import publish
from articles.publishing.takedowns import lift_takedown, take_down
from articles.publishing.unseen import advice_on_unseen
from articles.search.files import index_what_ended
from articles.tests.library_builders import pdf_bytes, pdf_file
from articles.tests.search.searching import found
from common import tombstones
from common.media_expiry import end_of
from newsroom.node.mirror import Mirror

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/document/add/"
YESTERDAY = dt.timedelta(days=-1)


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def placed(make_document, make_live_article):
    document = make_document(language="cy")
    return document, make_live_article("Minutes", body=f"<p>Read.</p>{card(document)}")


def card(document):
    return f'<div data-embed="document" data-id="{document.pk}"></div>'


def words(**fields):
    return {"title": "", "description": "", "language": "", "credit": "Harbour office", "rights": ""} | fields


class TestLibrary:
    def test_takes_a_pdf_and_its_name_where_no_title_is_given(self, desk):
        answer = desk.post(ADD, words(file=pdf_file(pdf_bytes(3), name="Tide_report 2026.pdf")))

        document = Document.objects.get()
        assert answer.status_code == 302
        assert (document.title, document.pages, document.holds) == ("Tide report 2026", 3, [])
        assert document.file.name.startswith("documents/")
        assert document.file.name.endswith("/tide_report-2026.pdf")
        assert document.size == document.file.size

    def test_refuses_what_is_none_and_keeps_what_was_typed(self, desk):
        answer = desk.post(ADD, words(title="Minutes", file=pdf_file(b"<html>", name="minutes.pdf")))

        assert "This is no PDF" in answer.text
        assert 'value="Minutes"' in answer.text
        assert not Document.objects.exists()

    def test_good_file_is_kept_while_something_else_is_mended(self, desk):
        answer = desk.post(ADD, words(credit="", file=pdf_file()))
        token = answer.context["adminform"].form.fields["file"].widget.kept.token
        desk.post(ADD, words(**{"file-kept": token}))

        assert Document.objects.get().file_name == "Tide_report.pdf"

    def test_same_file_is_offered_instead_of_stored_twice(self, desk, make_document):
        there = make_document(content=(content := pdf_bytes()))

        assert f'href="/admin/articles/document/{there.pk}/change/"' in desk.post(
            ADD, words(file=pdf_file(content))
        ).text.replace("&quot;", '"')
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.create(title="a", credit="b", size=1, pages=1, digest=there.digest, file_name="a.pdf")

    def test_says_what_a_document_holds(self, desk, make_document):
        content = pdf_bytes(more=b"9 0 obj\n<</S/JavaScript/JS(app.alert)>>\nendobj")
        page = desk.post(ADD, words(file=pdf_file(content)), follow=True).text

        assert "Holds a script. On this site nothing of it runs" in page
        assert "holds a script" in desk.get("/admin/articles/document/").text

    def test_says_where_it_stands_and_cannot_be_deleted_then(
        self, client, editor, placed, make_document, django_capture_on_commit_callbacks
    ):
        document, story = placed
        client.force_login(editor)
        page = client.get(f"/admin/articles/document/{document.pk}/change/").text
        client.post(f"/admin/articles/document/{document.pk}/delete/", {"post": "yes"})
        free = make_document("Free")
        name = free.file.name
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/admin/articles/document/{free.pk}/delete/", {"post": "yes"})

        assert [use.article for use in where_used(document)] == [story]
        assert "Stands in 1 story" in " ".join(page.split())
        assert list(Document.objects.all()) == [document]
        assert not free.file.storage.exists(name)
        assert document.file.storage.exists(document.file.name)

    def test_one_that_readers_see_is_not_a_reporters_to_change(self, desk, placed, make_document):
        document, _story = placed
        other = make_document("Other")
        change = "/admin/articles/document/{}/change/"

        assert desk.post(change.format(document.pk), words(title="Mine")).status_code == 403
        assert desk.post(change.format(other.pk), words(title="Mine")).status_code == 302
        assert set(Document.objects.values_list("title", flat=True)) == {document.title, "Mine"}

    @pytest.mark.parametrize("role", ["legal", "supporter_desk"])
    def test_is_brought_in_by_those_alone_who_may(self, client, request, role):
        client.force_login(request.getfixturevalue(role))

        assert client.post(ADD, words(file=pdf_file())).status_code == 403
        assert not Document.objects.exists()


class TestInAStory:
    def test_page_text_edition_and_feed_have_the_card(self, client, placed):
        document, story = placed
        address = story.get_absolute_url()
        for page in (client.get(address).text, client.get(f"/text{address}").text):
            assert f'href="{document.file.url}" type="application/pdf" lang="cy"' in page
            assert "PDF · 2\xa0pages" in page or "PDF · 2 pages" in page
        assert "boxes" in client.get(address).text
        assert f"http://localhost:8000{document.file.url}" in client.get("/feed/").text

    def test_file_leaves_as_a_pdf_that_nothing_is_run_of(self, client, placed):
        document, _story = placed
        answer = client.get(document.file.url)

        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")

    def test_words_that_are_changed_are_on_the_kept_page_at_once(self, client, placed):
        document, story = placed
        client.get(story.get_absolute_url())
        Document.objects.filter(pk=document.pk).update(title="Minutes, corrected")

        assert "Minutes, corrected" in client.get(story.get_absolute_url()).text

    def test_what_it_says_is_shown_found_exported_and_held_against_withheld_names(
        self, client, editor, make_document, make_article
    ):
        document = make_document(says="The breakwater sank.\n\nNobody swam.")
        story = make_article("Minutes", body=card(document), protected_identity=True)
        name = story.withheld_names.create(name="Nobody Swam")
        assert any("withheld name" in reason for reason in checklist_of(story).errors)
        name.delete()
        publish(article=story, by=editor)
        address = story.get_absolute_url()

        for page in (client.get(address).text, client.get(f"/text{address}").text):
            assert "<p>The breakwater sank.</p>" in page
        assert found("breakwater") == ["Minutes"]
        assert DocumentFacts.of(document).says == document.says
        client.force_login(editor)
        client.post(f"/admin/articles/document/{document.pk}/change/", words(title="Minutes", says="The groyne sank."))
        assert (found("breakwater"), found("groyne")) == ([], ["Minutes"])
        Document.objects.filter(pk=document.pk).update(rights_until=timezone.localdate() + YESTERDAY)
        index_what_ended()
        assert found("groyne") == []

    def test_rights_take_it_from_the_page_and_its_file_from_the_site(self, client, editor, placed):
        document, story = placed
        until = timezone.localdate() + YESTERDAY
        client.force_login(editor)
        words_now = words(title=document.title, rights_until=until.isoformat())
        client.post(f"/admin/articles/document/{document.pk}/change/", words_now)
        reader = Client()
        Document.objects.filter(pk=document.pk).update(rights_until=until)
        Mirror().bring_up_to_date()

        assert document.file.url not in reader.get(story.get_absolute_url()).text
        assert end_of(document.file.name) is not None
        assert reader.get(document.file.url).status_code == 410
        assert any("have ended" in advice for advice in checklist_of(story).warnings)
        assert any("have ended" in advice for advice in advice_on_unseen(story, things_placed(story.body)))

    def test_take_down_takes_the_file_that_stands_in_that_story_alone(
        self, client, placed, editor, make_document, make_article
    ):
        document, story = placed
        shared = make_document("Shared")
        story.body += card(shared)
        story.save()
        read_placements(article=story)
        other = make_article("Other", body=f"<p>a</p>{card(shared)}")
        read_placements(article=other)

        assert files_only_of(story) == [document]
        take_down(article=story, by=editor, reason="A court order.")
        assert client.get(document.file.url).status_code in {404, 410}
        assert client.get(shared.file.url).status_code == 200
        lift_takedown(article=story, by=editor, reason="Lifted.")
        assert not tombstones.is_file_taken_down(shared.file.name)

    def test_export_has_the_file_and_what_is_said_of_it(self, placed, tmp_path):
        document, _story = placed
        counts = export_archive(root=tmp_path / "out")

        assert counts["documents"] == 1
        told = (tmp_path / "out" / "documents.json").read_text()
        assert '"pages": 2' in told
        assert (tmp_path / "out" / "media" / f"{document.digest}.pdf").read_bytes().startswith(b"%PDF-")

    def test_document_that_is_gone_leaves_nothing(self, client, make_article):
        story = make_article("Gone", body='<p>Read.</p><div data-embed="document" data-id="999"></div>')
        publish(article=story, by=None)

        page = client.get(story.get_absolute_url()).text
        assert "Read." in page
        assert 'class="box document"' not in page
