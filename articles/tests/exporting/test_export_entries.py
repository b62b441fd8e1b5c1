"""Entries of running stories on their way out: what readers have of them, in every form, and nothing else."""

import json

from jsonschema import Draft202012Validator
from lxml import etree

from articles.exporting.archive import export_archive
from articles.models import Correction
from articles.running.publish import withdraw_entry
from articles.running.takedowns import take_down_entry
from articles.tests.exporting.test_export_archive import WXR, facts_of, words_in
from articles.tests.exporting.test_ninjs import SCHEMA
from common import tombstones


def test_entries_of_a_running_story_leave_as_readers_have_them(export_root, running_story, put_out, write, editor):
    entry = put_out("<p>At <em>six</em>.</p>", "Gates shut", is_key=True)
    Correction.objects.create(article=running_story, entry=entry, wording="It was five.")
    gone, down, stone = (put_out(f"<p>Quagga{number}.</p>", f"Zebra{number}") for number in range(3))
    Correction.objects.create(article=running_story, entry=down, wording="Okapi")
    withdraw_entry(entry=gone)
    take_down_entry(entry=down, by=editor, reason="Okapi")
    tombstones.mark_entry_taken_down(entry=stone.uuid, files=[])  # before the database knows
    write("<p>Perhaps a gnu.</p>")

    export_archive(root=export_root, with_desk=True)

    text = words_in(export_root)
    assert [word for word in ("Zebra", "Quagga", "Okapi") if word.lower() in text.lower()] == []
    told = facts_of(export_root, running_story)["running"]["entries"]
    assert [(each["id"], each["html"], each["is_key"]) for each in told] == [
        (str(entry.uuid), "<p>At <em>six</em>.</p>", True)
    ]
    item = json.loads(next(export_root.glob(f"stories/*/*/{running_story.uuid}.json")).read_text())
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(item)] == []
    assert [each["bodies"][0]["value"] for each in item["associations"]] == ["<p>At <em>six</em>.</p>"]
    channel = etree.parse(export_root / "wordpress-1.xml").getroot().find("channel")
    words = channel.findtext("item/content:encoded", namespaces=WXR)
    assert [place for place in map(words.find, ("Gates shut</h2>", "At <em>six", "It was five.")) if place < 0] == []
    drafts = json.loads((export_root / f"desk/{running_story.uuid}.entries.json").read_text())["entries"]
    assert [each["html"] for each in drafts] == ["<p>Perhaps a gnu.</p>"]
    assert text.count("gnu") == 1
