"""The same for entries of running stories: their words find the story, for as long as readers have them."""

from unittest import mock

from articles.tests.search.searching import HOUR, NOTHING, check, everything, found, put_out, told


def begin_story():
    from articles.running.course import begin

    story = put_out("Flood night", body="The river rose.")
    begin(article=story, by=None)
    return story


def entry_of(story, words, **facts):
    from uuid import uuid4

    from articles.running.write import Written, write_entry

    written = Written(facts.pop("headline", ""), f"<p>{words}</p>", **facts)
    return write_entry(story=story, by=None, client_uuid=uuid4(), written=written)[0]


def publish_it(entry):
    from django.test import TestCase

    from articles.running.publish import publish_entry

    with TestCase.captureOnCommitCallbacks(execute=True):
        publish_entry(entry=entry, by=None)


@check
def an_entry_is_found_for_as_long_as_readers_have_it():
    from django.contrib.auth.models import User
    from django.utils import timezone

    from articles.models import SearchPassage
    from articles.running.publish import withdraw_entry
    from articles.running.schedule import schedule_entry
    from articles.running.write import Written, change_entry
    from articles.search.rebuild import check as check_index

    story = begin_story()
    entry = entry_of(story, "Boats to the mill.", headline="Quillfeather")
    assert told("quillfeather") == NOTHING
    schedule_entry(entry=entry, by=User.objects.create(username="ann"), at=timezone.now() + HOUR)
    assert told("quillfeather") == NOTHING
    publish_it(entry)
    assert told("quillfeather") == everything("Flood night", "Quillfeather")
    assert found('"river rose" boats') == found('"to the mill"') == found("quillfeather flood") == ["Flood night"]
    assert found('"quillfeather boats"') == found('"rose quillfeather"') == []  # no phrase reaches from one to the next

    changed = change_entry(entry=entry, seen=1, by=None, written=Written("", "<p>Winterbourne is dry.</p>"))
    assert found("winterbourne") == []
    publish_it(changed)
    assert (told("quillfeather"), found("winterbourne")) == (NOTHING, ["Flood night"])
    withdraw_entry(entry=entry)
    assert told("winterbourne") == NOTHING
    assert found("river") == ["Flood night"]
    assert not SearchPassage.objects.exists()
    check_index()


@check
def entries_are_found_again_with_their_story_and_in_an_index_made_anew():
    from django.test import TestCase

    from articles.models import SearchPassage, SearchWord
    from articles.publishing.publish import publish, withdraw
    from articles.search.rebuild import rebuild

    story = begin_story()
    for number, word in enumerate(("Osprey", "Market-day", "Quillfeather", "Winterbourne")):
        begun = story.live_edition().first_published_at
        publish_it(entry_of(story, f"{word} {'water ' * 20}", at=begun + number * HOUR / 9))
    withdraw(article=story, by=None)
    assert told("quillfeather") == NOTHING
    publish(article=story, by=None)
    assert found("quillfeather") == ["Flood night"]

    SearchPassage.objects.all().delete()
    SearchWord.objects.all().delete()
    # Where a story is longer than the index holds, the old entries are found by their words all the same.
    with mock.patch("articles.search.passages.MOST_WORDS", 50), TestCase.captureOnCommitCallbacks(execute=True):
        assert rebuild(from_nothing=True) == 1
    for typed in ("osprey", "marketday", "market day", "quillfeather", "winterbourne river"):
        assert found(typed) == found(typed, best=True) == ["Flood night"]
    assert SearchWord.objects.filter(word="quillfeather").exists()
