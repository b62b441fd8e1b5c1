"""A paper that has everything an export holds, brought into an empty one: all that the public sees is equal there."""

import json
import re

import pytest
from django.core.management import CommandError, call_command

from articles.exporting.archive import export_archive
from articles.importing.undo import undo
from articles.models import (
    Article,
    Byline,
    Correction,
    Document,
    Edition,
    Entry,
    EntryEdition,
    PathRedirect,
    Series,
    SeriesPart,
    Sound,
    SourceKey,
    Translation,
)
from articles.tests.exporting.test_round_trip import pixels
from articles.tests.whole_paper import LISTS, bring, pages
from newsroom.tests.processes import manage
from polls.models import Ballot, Poll, Receipt

pytestmark = pytest.mark.django_db
# What is each paper's own: numbers and what hangs on them, files as they were written anew, who counted. A caption that
# the library gave stands in the text now, and counts among its words.
OWN = {"address", "version", "key", "url", "counted_by", "links", "words"}
FILES = ("documents.json", "sounds.json")
LISTED = ("authors.json", "sections.json", "topics.json", "series.json", "corrections.json", *FILES)
COUNTED = (
    Document,
    Sound,
    Article,
    Edition,
    Entry,
    EntryEdition,
    Poll,
    Correction,
    SeriesPart,
    Series,
    Byline,
    Translation,
)


def told_in(root, folder):
    """Every part of an export in that folder, by its own id or question, without what is each paper's own."""
    parts = [json.loads(path.read_text()) for path in sorted(root.glob(f"{folder}/**/*.json"))]
    whole = [part for part in parts if folder != "stories" or part.get("form") == "newsroom-story/1"]
    return {part.get("id") or part["question"]: plain(part, root) for part in whole}


def lines_of(told):
    """One fact a line, so that what differs is seen."""
    return json.dumps(told, indent=1, sort_keys=True, default=hash, ensure_ascii=False).splitlines()


def plain(value, root):
    if isinstance(value, dict):
        own = OWN | ({"id"} if "wording" in value else set())
        kept = {name: plain(each, root) for name, each in value.items() if name not in own}
        is_picture = "width" in value and "key" in value
        return kept | ({"pixels": pixels(root / "media", value["key"])} if is_picture else {})
    if isinstance(value, list):
        return [plain(each, root) for each in value]
    return without_numbers(value) if isinstance(value, str) else value


def without_numbers(words):
    words = re.sub(r' ((src|data-asset|data-document|data-sound)="|href="[^"]*/(documents|sounds)/)[^"]*"', "", words)
    return re.sub(r"-\d+(?=[/\"])", "", words)


def listed_in(root, name):
    rows = json.loads((root / name).read_text())
    rows = [row | ({"portrait": pixels(root / "media", row["portrait"])} if "portrait" in row else {}) for row in rows]
    rows = [row for row in rows if row.get("slug") not in {"desk", "nell-thackaberry"}]  # those of our own drafts
    own = {"id", "supersedes"} | ({"key", "address"} if name in FILES else set())
    return [{key: value for key, value in row.items() if key not in own} for row in rows]


def test_everything_public_of_a_paper_is_equal_after_a_move(moved, export_root, tmp_path):
    again = tmp_path / "again"
    export_archive(root=again)

    for folder, number in (("stories", 4), ("polls", 5), ("editions", 1)):
        told = told_in(again, folder)
        assert lines_of(told) == lines_of(told_in(export_root, folder))
        assert len(told) == number
    for name in LISTED:
        assert listed_in(again, name) == listed_in(export_root, name)
        assert listed_in(again, name)
    assert ["portrait" in row for row in listed_in(again, "authors.json")].count(True) == 1
    superseding = [row for row in json.loads((again / "corrections.json").read_text()) if "supersedes" in row]
    assert [row["wording"] for row in superseding] == ["It was at five."]
    (night,) = [told for told in told_in(again, "stories").values() if "running" in told]
    shut, seen = night["running"]["entries"]
    assert [each["html"] for each in shut["earlier"]] == ["<p>At <strong>six</strong>.</p>"]
    assert (shut["is_key"], shut["position"], seen["position"], len(seen["polls"])) == (True, 1, 3, 1)
    assert not Ballot.objects.exists()
    assert not Receipt.objects.exists()


def test_pages_say_the_same_and_old_addresses_lead_to_them(moved, client):
    shown, _run = moved
    now = pages(client)

    assert now.keys() == shown.keys()
    for name, (_address, words) in now.items():
        assert words == shown[name][1], name
    elsewhere = {shown[name][0]: now[name][0] for name in now if now[name][0] != shown[name][0]}
    assert len(elsewhere) == len(now) - len(LISTS) - 1
    assert {old: client.get(old)["Location"] for old in elsewhere} == elsewhere
    entry = f"entry/{Entry.objects.get(position=1).uuid}/"
    for own, leads_to in ((entry, entry), ("entries/1/", "")):
        assert client.get(f"{shown['Flood night'][0]}{own}")["Location"] == f"{now['Flood night'][0]}{leads_to}"
    assert client.get(f"{now['Flood night'][0]}{entry}").status_code == 301


def test_every_old_address_of_its_report_is_tried_polls_too(moved, tmp_path, capsys):
    _shown, run = moved
    (tmp_path / "report.json").write_text(json.dumps(run.report))
    call_command("check_import", str(tmp_path / "report.json"))
    assert "All 9 old addresses" in capsys.readouterr().out

    PathRedirect.objects.exclude(poll=None).latest("pk").delete()
    with pytest.raises(CommandError, match="1 of 9 old addresses"):
        call_command("check_import", str(tmp_path / "report.json"))


def test_second_run_doubles_nothing(moved, export_root):
    counts = [model.objects.count() for model in COUNTED]
    again = bring(export_root)

    assert again.report["counts"]["poll"] == {"found": 5, "same": 5}
    assert [model.objects.count() for model in COUNTED] == counts


def test_undo_takes_all_of_it_away(moved):
    _shown, run = moved

    assert undo(run=run) == []

    gone = (Document, Sound, Edition, Entry, EntryEdition, Correction, Series, SeriesPart, Translation)
    assert not any(model.objects.exists() for model in gone)
    assert not SourceKey.objects.exclude(was_here=True).exists()
    assert Article.objects.count() == Poll.objects.count() == 9


def test_undo_leaves_a_poll_that_somebody_changed(moved):
    _shown, run = moved
    Poll.objects.filter(question="Who came?").update(outcome="Many.")

    assert undo(run=run) == ["Who came?"]
    assert not Edition.objects.exists()


@pytest.mark.postgresql
def test_paper_moves_to_postgresql_and_goes_again(make_paper, export_root, postgresql_database_url, tmp_path):
    make_paper()
    export_archive(root=export_root)
    paper = {"DATABASE_URL": postgresql_database_url, "DATA": str(tmp_path / "data")}
    models = "from articles.models import *; from polls.models import *"
    count = f"{models}; print('counts', *(m.objects.count() for m in (Edition, Correction, Poll, Tally, Series)))"
    archive = ["import_archive", "newsroom", str(export_root), f"--media={export_root}", "--site=old"]

    first, second = manage(*archive, **paper), manage(*archive, **paper)
    there = manage("shell", "-v0", "-c", count, **paper).stdout
    manage("export_archive", str(tmp_path / "again"), **paper)
    undone = manage("import_archive", "--undo=1", **paper)

    assert "poll: found 5, in 5" in first.stdout, first.stderr
    assert "poll: found 5, same 5" in second.stdout, second.stderr
    assert "counts 6 3 5 5 1" in there
    assert lines_of(told_in(tmp_path / "again", "polls")) == lines_of(told_in(export_root, "polls"))
    assert "is taken back" in undone.stdout, undone.stderr
    assert "counts 0 0 0 0 0" in manage("shell", "-v0", "-c", count, **paper).stdout
