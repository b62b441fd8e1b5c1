"""Entries whose past is brought in: told once, added to later, and left alone where somebody here goes on with them."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.models import Article, EntryEdition, ImportRun, RunningStory
from articles.running.past import PastEntry, PastEntryEdition, keep_past
from articles.running.publish import withdraw_entry
from articles.running.write import Written, change_entry
from articles.tests.search.searching import found

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def keep(make_live_article):
    """Bring these entries into one story."""
    story, run = make_live_article(hours_ago=50), ImportRun.objects.create(source="newsroom", site="old", sha256="0")

    def bring(*entries):
        begun_at = timezone.now() - 40 * HOUR
        facts = {"begun_at": begun_at, "ended_at": None, "newest_first": True}
        return keep_past(article=story, entries=entries, run=run, by=None, **facts)

    return bring


def past(*hours_ago, position=1, gap=False, **more):
    """With an edition since each of these hours; the first ends before the second begins, where there is a gap."""
    now = timezone.now()
    begins = [now - hours * HOUR for hours in hours_ago]
    ends = [end - HOUR if gap else end for end in begins[1:]]
    editions = [
        PastEntryEdition(words(f"Of {hours}"), begun, end)
        for hours, begun, end in zip(hours_ago, begins, [*ends, None], strict=True)
    ]
    return PastEntry(uuid4(), position, begins[0] if begins else None, editions, **more)


def words(headline):
    return {"headline": headline, "words": "", "at": timezone.now() - 30 * HOUR}


def kept_positions(kept):
    return [entry.position for entry in kept.entries.values()]


def told():
    return list(EntryEdition.objects.order_by("news").values_list("headline", "version", "news", "ended_news"))


def test_editions_come_in_the_order_in_which_readers_had_them(keep):
    keep(past(30, 10), past(20, position=3), past(25, 15, position=2, gap=True))

    assert told() == [
        ("Of 30", 1, 1, 6),
        ("Of 25", 1, 2, 4),
        ("Of 20", 1, 3, None),
        ("Of 15", 2, 5, None),
        ("Of 10", 2, 6, None),
    ]


def test_what_came_before_is_added_to_and_what_is_new_comes(keep):
    entry, other = past(30), past(20, position=2)
    keep(entry)
    assert kept_positions(keep(past(25, position=1))) == [2]  # another of ours has the first
    later = PastEntryEdition(words("Put right"), timezone.now() - HOUR)
    ended = replace(entry.editions[0], ends_at=later.starts_at)
    assert found("put right") == []
    kept = keep(replace(entry, editions=[ended, later]), other)
    assert found("put right") == [Article.objects.get().headline]
    assert RunningStory.objects.get().changed_at == later.starts_at
    assert (kept.ours, kept_positions(kept)) == ([], [1, 3])
    keep(replace(entry, editions=[ended, later]), other)

    assert [row[:2] for row in told()] == [("Of 30", 1), ("Of 25", 1), ("Of 20", 1), ("Put right", 2)]
    assert [entry.version for entry in kept.entries.values()] == [2, 1]


def test_what_somebody_here_withdrew_or_changed_stays(keep, editor):
    withdrawn, changed = past(30), past(20, position=2)
    first, second = keep(withdrawn, changed).entries.values()
    withdraw_entry(entry=first)
    change_entry(entry=second, seen=1, by=editor, written=Written("Ours", ""))

    later = PastEntryEdition(words("Theirs"), timezone.now() - HOUR)
    again = [replace(entry, editions=[*entry.editions, later]) for entry in (withdrawn, changed)]
    assert keep(*again).ours == [withdrawn.uuid, changed.uuid]
    assert "Theirs" not in [row[0] for row in told()]


def test_what_only_the_desk_had_stays_with_the_desk(keep):
    alone = PastEntry(uuid4(), draft=words("Drafted"))
    on_top, draft = keep(past(30, draft=words("Better")), alone).entries.values()

    assert [row[0] for row in told()] == ["Of 30"]
    assert (on_top.headline, on_top.version, on_top.position) == ("Better", 2, 1)
    assert (draft.headline, draft.version, draft.position) == ("Drafted", 1, None)
