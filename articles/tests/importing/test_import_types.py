"""What was neither story nor page: named with its count, left out by itself, and brought in if somebody chooses so."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.importing import runs
from articles.importing.sources.wordpress.turning import Turner
from articles.importing.tasks import work_on_import
from articles.models import Article, ImportRun
from articles.tests.importing.import_builders import called, wxr, wxr_item

pytestmark = pytest.mark.django_db
EVENTS = [
    wxr_item(post_id="1", title="A story"),
    wxr_item(post_id="2", title="Summer fair", post_type="event", link="https://old.example.org/event/fair/"),
    wxr_item(
        post_id="3", title="marker-hidden", post_type="event", link="https://old.example.org/?post_type=event&amp;p=3"
    ),
    wxr_item(post_id="4", title="Binned", post_type="event", status="trash"),
    wxr_item(post_id="5", title="Soup", post_type="recipe", link="https://old.example.org/recipe/soup/"),
    wxr_item(post_id="6", title="marker-order", post_type="shop_order", content="marker-address"),
]


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "events.xml"
    path.write_text(wxr(*EVENTS))
    return path


def headlines():
    return set(Article.objects.values_list("headline", flat=True))


def test_types_are_named_with_their_counts_and_left_out_by_themselves(bring, archive):
    run = bring(path=archive)

    assert headlines() == {"A story"}
    assert run.report["types"] == [
        {"type": "event", "as": "drop", "uses": 3},
        {"type": "recipe", "as": "drop", "uses": 1},
    ]
    left = {row["kind"]: row["count"] for row in run.report["left"] if "count" in row}
    assert left == {"event": 3, "recipe": 1, "shop_order": 1}
    assert run.report["visible"] == {"public": 1}
    assert [row["old"] for row in run.report["addresses"]] == ["https://old.example.org/story/"]


def test_chosen_type_comes_as_stories_and_only_what_had_an_address_is_public(bring, archive):
    run = bring(path=archive, is_dry=True)
    run.choices["types"]["event"]["as"] = "story"
    run.save()
    list(runs.carry_out(run))

    assert headlines() == {"A story", "Summer fair", "marker-hidden"}
    assert called("Summer fair").live_edition()
    assert called("marker-hidden").live_edition() is None
    assert "recipe" in {row["kind"] for row in run.report["left"]}
    assert {"recipe", "event"} - {row["kind"] for row in run.report["left"] if "count" in row} == set(), "one is binned"

    bring(path=archive, types={"recipe": {"as": "story"}})
    assert headlines() == {"A story", "Summer fair", "marker-hidden", "Soup"}


def test_command_names_the_types_and_how_to_bring_them(archive):
    out = StringIO()
    call_command("import_archive", "wordpress", str(archive), "--site=old", "--dry-run", stdout=out)
    assert "Left out: 3 of the type event" in out.getvalue()


def test_type_is_chosen_at_the_desk(client, editor, archive):
    client.force_login(editor)
    run = runs.begin(source="wordpress", path=archive, media=None, options={"site": "old"}, by=editor)
    work_on_import.call(run.pk)
    page = client.get(f"/admin/articles/importrun/{run.pk}/change/")
    assert "<code>event</code>" in page.text
    fields = {field.html_name: field.value() for field in page.context["form"]}
    client.post(f"/admin/articles/importrun/{run.pk}/act/", fields | {"type-0": "story", "start": "1"})

    assert ImportRun.objects.get(pk=run.pk).choices["types"]["event"]["as"] == "story"
    assert headlines() == {"A story", "Summer fair", "marker-hidden"}


def test_words_that_the_reader_loses_are_told(bring, tmp_path, monkeypatch):
    def below(number):
        path = tmp_path / f"{number}.xml"
        text = 'Before. [et_pb_blurb title="Tides"]High at six.[/et_pb_blurb] After.'
        path.write_text(wxr(wxr_item(post_id=number, content=text)))
        return bring(path=path).report["text"]["below"]

    assert below("1") == []
    monkeypatch.setattr(Turner, "shortcode", lambda _self, _code: "")
    [row] = below("2")
    assert row["first_difference"].startswith("Tides High at six")
