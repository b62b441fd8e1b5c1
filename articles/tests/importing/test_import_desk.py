"""Moving in at the desk: a plan before anything is written, decisions, buttons, and who may press them."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.importing.runs import begin
from articles.importing.tasks import work_on_import
from articles.models import Article, ImportRun
from newsroom.body_sizes import FOR_THE_DESK, MB

pytestmark = pytest.mark.django_db
ARCHIVE = Path(__file__).parents[1] / "archives" / "wordpress" / "classic.xml"
DESK = "/admin/articles/importrun/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def send(desk, settings, tmp_path):
    """Begin with a file, as the form does."""
    settings.DATA = tmp_path

    def act(content=None, **changed):
        content = ARCHIVE.read_bytes() if content is None else content
        told = {"address": "https://old.example.org", "time_zone": "Europe/London", "pages": "draft"}
        return desk.post(f"{DESK}begin/", told | {"upload": SimpleUploadedFile("old.xml", content)} | changed)

    return act


def test_archive_is_planned_decided_brought_in_and_taken_back(desk, send):
    begun = send()
    run = ImportRun.objects.get()
    page = begun["Location"]
    plan = desk.get(page)
    assert not Article.objects.exists()
    assert "Waits for your decision" in plan.text
    assert "Readers get 4 of the stories; 5 are drafts for the desk." in plan.text
    fields = {field.html_name: field.value() for field in plan.context["form"]}
    renamed = next(name for name, value in fields.items() if value == "Harbour")
    desk.post(f"{DESK}{run.pk}/act/", fields | {renamed: "The port", "start": "1"})

    assert Article.objects.get(headline__startswith="Harbour wall").section.name == "The port"
    assert "Pictures that are missing" in desk.get(page).text
    assert "tick the box" in desk.post(f"{DESK}{run.pk}/act/", {"undo": "1"}, follow=True).text
    assert Article.objects.exists()
    desk.post(f"{DESK}{run.pk}/act/", {"undo": "1", "sure": "1"})
    assert not Article.objects.exists()
    assert "What it had brought in" in desk.get(page).text


def test_thousands_of_tags_and_authors_are_decided_by_the_page(desk, django_assert_max_num_queries):
    terms = {f"tag:{n}": {"as": "topic", "name": f"Tag {n}", "uses": 3500 - n} for n in range(2500)}
    authors = {f"w{n:03}": f"Writer {n}" for n in range(700)}
    choices = {"terms": terms, "authors": authors, "types": {}, "home": "News", "byline": "Us", "parts": "draft"}
    run = ImportRun.objects.create(source="wordpress", site="old", path="x", state="planned", choices=choices)
    page, act = f"{DESK}{run.pk}/change/", f"{DESK}{run.pk}/act/"

    def sent(address, **changed):
        form = desk.get(address).context["form"]
        fields = {field.html_name: field.value() for field in form} | {"words": form.words} | changed
        assert len(fields) < 500
        answer = desk.post(act, fields)
        run.refresh_from_db()
        return answer

    with django_assert_max_num_queries(40):
        assert len(desk.get(page).content) < 250_000
    second = sent(page, **{"name-1": "Harbour", "go": "2"})["Location"]
    assert "Tag 150" in desk.get(second).text
    found = sent(second, **{"author-150": "Mari", "words": "2499", "go": "1"})["Location"]
    assert "Tag 2499" in desk.get(found).text
    assert "Tag 150" not in desk.get(found).text
    assert "Who wrote them" not in desk.get(found).text, "a list of nobody"
    assert "No section, tag or name there has these words." in desk.get(f"{page}?words=Zebra").text
    refused = sent(found, **{"name-2499": "", "author-1": "x", "go": "1"})
    assert "Harbour" not in refused.text, "what is not shown was not sent"
    assert "This field is required" in refused.text
    sent(found, few="1010", few_out="1")
    assert run.choices["terms"]["tag:1"] == {"as": "topic", "name": "Harbour", "uses": 3499}
    assert run.choices["authors"]["w150"] == "Mari"
    assert run.choices["authors"]["w151"] == "Writer 151"
    assert [one["as"] for one in run.choices["terms"].values()].count("drop") == 9


def test_run_is_paused_and_gone_on_with(desk):
    run = begin(source="wordpress", path=ARCHIVE, media=None, options={}, by=None)
    assert "Look again" in desk.get(f"{DESK}{run.pk}/change/").text
    desk.post(f"{DESK}{run.pk}/act/", {"pause": "1"})
    work_on_import.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == ("paused", 0)

    desk.post(f"{DESK}{run.pk}/act/", {"resume": "1"})
    run.refresh_from_db()
    assert run.state == "planned"


def test_file_that_is_not_taken_is_refused_and_what_was_said_is_kept(send, settings):
    answer = send(b"<html>Sign in</html>")
    assert "This is no export that can be read" in answer.text
    assert "https://old.example.org" in answer.text
    assert not ImportRun.objects.exists()
    assert "Choose a file" in send(upload="").text

    ImportRun.objects.create(source="wordpress", site="old-example-org", path="x", state="running")
    assert "being brought in at this moment" in send().text
    assert list((settings.DATA / "imports-sent").iterdir()) == [], "what was sent and not taken does not stay"


def test_plan_that_nobody_wants_is_let_go_of_with_its_file(desk, send, settings, django_capture_on_commit_callbacks):
    act = f"{send()['Location'].removesuffix('change/')}act/"
    [sent] = (settings.DATA / "imports-sent").iterdir()
    modes = [path.stat().st_mode & 0o777 for path in (sent.parent, sent)]
    assert modes == [0o700, 0o600], "an export names readers: the server alone reads it"

    assert "tick the box" in desk.post(act, {"drop": "1"}, follow=True).text
    assert ImportRun.objects.get().rows.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert "The plan is gone" in desk.post(act, {"drop": "1", "sure": "1"}, follow=True).text
    assert (ImportRun.objects.exists(), sent.exists()) == (False, False)


def test_import_that_wrote_something_is_not_let_go_of(desk, send):
    page = send()["Location"]
    ImportRun.objects.update(state="failed", step="stories")

    assert "Let go of the plan" not in desk.get(page).text
    desk.post(f"{page.removesuffix('change/')}act/", {"drop": "1", "sure": "1"})
    assert ImportRun.objects.get().rows.exists()


def test_broken_file_says_at_the_desk_where_it_breaks(desk, send):
    send(ARCHIVE.read_bytes()[:9000])
    page = desk.get(f"{DESK}{ImportRun.objects.get().pk}/change/").text
    assert "Stopped by a fault" in page
    assert "near line" in page
    assert re.search(r"\(Near byte \d+\.\)", page)
    assert "Take it back" not in page, "there is nothing yet"
    form = desk.get(f"{DESK}begin/").text
    assert "Tools → Export" in form
    largest = int(re.search(r'data-most="(\d+)"', form)[1])
    assert largest + MB < FOR_THE_DESK[DESK], "what may be chosen can be sent, with its form"


@pytest.mark.parametrize("address", ["begin/", "{pk}/act/", "{pk}/change/", ""])
def test_whoever_may_not_is_refused(client, reporter, address):
    run = ImportRun.objects.create(source="wordpress", site="old", path="x", sha256="x")
    client.force_login(reporter)
    for act in (client.get, client.post):
        assert act(DESK + address.format(pk=run.pk)).status_code in {403, 405}
