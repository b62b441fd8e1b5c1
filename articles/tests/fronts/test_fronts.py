"""Arranging a front: drafts, publishing, the way back, and two editors at once."""

import pytest
from django.db import IntegrityError, transaction

from articles.fronts.arrange import (
    ChangedMeanwhile,
    NothingToPublish,
    drop_draft,
    front_of,
    live_arrangement,
    publish_front,
    save_draft,
    standing_draft,
    undo_to,
)
from articles.fronts.changelog import changes
from articles.models import Front, FrontArrangement, FrontSlot
from articles.tests.front_builders import automatic, pin, put_draft, put_live


def live_stories(section=None):
    return [slot.article_id for slot in FrontSlot.objects.live_on(section)]


def test_a_draft_changes_nothing_for_readers(make_article, editor):
    first, second = make_article(), make_article()
    put_live(pin(first))

    draft = put_draft(pin(second), by=editor)

    assert live_stories() == [first.pk]
    assert draft.made_by == editor
    assert [slot.article for slot in standing_draft(None).slots.all()] == [second]


def test_publishing_gives_readers_the_draft_and_keeps_what_they_had(make_article, editor):
    first, second = make_article(), make_article()
    before = put_live(pin(first))

    after = put_live(pin(second, "lead"), automatic(), by=editor)

    assert live_stories() == [second.pk, None]
    assert after.published_at
    assert after.made_by == editor
    assert [slot.article for slot in before.slots.all()] == [first]
    assert standing_draft(None) is None


def test_the_same_arrangement_is_not_published_twice(make_article):
    article = make_article()
    put_live(pin(article))

    with pytest.raises(NothingToPublish):
        put_live(pin(article))

    assert FrontArrangement.objects.published().count() == 1


def test_undo_goes_back_to_any_earlier_arrangement_and_leaves_the_draft(make_article, editor):
    first, second, third = make_article(), make_article(), make_article()
    earliest = put_live(pin(first, headline="As it was"), automatic("line"))
    put_live(pin(second))
    put_draft(pin(third))

    restored = undo_to(arrangement=earliest, version=front_of(None).version, by=editor)

    assert live_stories() == [first.pk, None]
    assert FrontSlot.objects.live_on(None)[0].headline == "As it was"
    assert restored.restores == earliest
    assert [slot.article for slot in standing_draft(None).slots.all()] == [third]
    assert FrontArrangement.objects.published().count() == 3


def test_undo_to_what_is_live_already_does_nothing(make_article):
    live = put_live(pin(make_article()))

    with pytest.raises(NothingToPublish):
        undo_to(arrangement=live, version=front_of(None).version, by=None)


def test_a_dropped_draft_leaves_what_readers_have(make_article):
    put_live(pin(make_article()))
    put_draft(automatic())

    drop_draft(section=None, version=front_of(None).version, by=None)

    assert standing_draft(None) is None
    assert live_arrangement(None)


def test_each_section_has_a_front_of_its_own(make_article, make_section):
    sport, article, match = make_section("Sport"), make_article(), make_article()
    put_live(pin(article))

    put_live(pin(match), section=sport)

    assert live_stories() == [article.pk]
    assert live_stories(sport) == [match.pk]
    assert live_stories(make_section("News")) == []


STALE = {
    "saving": lambda version, live: save_draft(section=None, slots=[automatic()], version=version, by=None),
    "publishing": lambda version, live: publish_front(section=None, version=version, by=None),
    "dropping": lambda version, live: drop_draft(section=None, version=version, by=None),
    "undoing": lambda version, live: undo_to(arrangement=live, version=version, by=None),
}


@pytest.mark.parametrize("act", STALE.values(), ids=STALE)
def test_who_is_late_is_refused_and_told_by_whom(act, make_article, editor):
    live = put_live(pin(make_article()))
    seen = front_of(None).version
    draft = put_draft(pin(make_article()), by=editor)

    with pytest.raises(ChangedMeanwhile) as refusal:
        act(seen, live)

    assert refusal.value.front.changed_by == editor
    assert standing_draft(None) == draft
    assert len(standing_draft(None).slots.all()) == 1


def refuses(name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


@pytest.mark.parametrize("section", [None, "Sport"])
def test_there_is_one_front_each(section, make_section):
    section = section and make_section(section)
    Front.objects.create(section=section)

    refuses("front_one_each", lambda: Front.objects.create(section=section))


def test_a_front_has_one_draft(db):
    front = Front.objects.create()
    FrontArrangement.objects.create(front=front)

    refuses("front_id|arrangement_one_draft", lambda: FrontArrangement.objects.create(front=front))


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"position": 0}, "position|one_a_place"),
        ({"position": 1, "size": "huge"}, "front_slot_size_is_known"),
        ({"position": 1, "headline": "Over any story"}, "front_slot_words_need_a_story"),
        ({"position": 1, "allow_twice": True}, "front_slot_words_need_a_story"),
    ],
)
def test_the_database_refuses_a_slot_that_makes_no_sense(fields, rule, db):
    arrangement = FrontArrangement.objects.create(front=Front.objects.create())
    FrontSlot.objects.create(arrangement=arrangement, position=0)

    refuses(rule, lambda: FrontSlot.objects.create(arrangement=arrangement, **fields))


def test_a_line_says_what_was_changed(make_article):
    wall, boats, choir = make_article("Wall"), make_article("Boats"), make_article("Choir")
    before = [pin(wall, "lead"), pin(boats), automatic()]

    assert changes(before, [pin(boats, "lead"), pin(wall), automatic()]) == "New order"
    assert changes(before, [pin(wall, "lead"), pin(choir)]) == "Pinned “Choir”, unpinned “Boats”, 1 slot fewer"
    assert changes(before, [pin(wall), pin(boats, headline="Own"), automatic()]) == (
        "Other sizes, 1 story under other words"
    )
    assert changes(before, before) == "No difference"
    assert changes([automatic(), pin(wall)], [pin(wall), automatic()]) == "Pinned stories stand elsewhere"
    assert changes([], [pin(wall), pin(boats), pin(choir)]) == "Pinned “Wall”, “Boats” and 1 more, 3 slots more"
