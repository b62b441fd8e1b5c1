"""What the desk hears of items in use, what it says to it, and how long all of it is kept."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles.models import DeskLetter, WireItem, WireSource, WireUse, WireVersion
from articles.tests.wire_builders import HEADLINE, in_own_words, newsml, ninjs
from articles.wires import matters
from articles.wires.retention import KEPT, forget_items
from articles.wires.told import Embargo

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
KILL = '<signal qcode="sig:kill"/><edNote>The wall stands.</edNote>'


@pytest.fixture
def people(editor, section_editor, sub_editor, agency):
    """Who got a letter. The section editor edits the section of the story, and the sub-editor may not withdraw it."""
    section_editor.edits.create(section=agency.section)
    for person, name in ((editor, "editor"), (section_editor, "section"), (sub_editor, "sub")):
        person.email = f"{name}@courier.example"
        person.save()
    return lambda: set(DeskLetter.objects.values_list("to", flat=True))


class TestMatters:
    def test_opens_with_a_kill_and_closes_with_an_answer(self, used, send, agency):
        _item, article = used
        assert not WireUse.objects.open().exists()

        send(newsml(2, meta=KILL), source=agency)
        use = WireUse.objects.open().get()
        assert [version.effect for version in use.news()] == ["killed"]
        matters.answer(use=use, seen=use.news()[-1])

        assert not WireUse.objects.open().exists()
        send(newsml(3, headline="It gave way after all"), source=agency)
        assert [version.effect for version in article.wire_uses.get().news()] == ["reopened"]

    def test_writes_to_whoever_used_it_and_to_all_who_may_withdraw_it(self, used, send, agency, people):
        send(newsml(2, headline="New"), source=agency)
        assert people() == {"editor@courier.example"}
        DeskLetter.objects.all().delete()

        send(newsml(3, meta=KILL), source=agency)

        assert people() == {"editor@courier.example", "section@courier.example"}
        letter = DeskLetter.objects.first()
        assert "The wall stands." in letter.body
        assert "Killed" in letter.subject

    def test_is_none_for_a_story_that_holds_none_of_it_any_more(self, used, send, agency, editor):
        _item, article = used
        in_own_words(article)
        matters.cut(use=article.wire_uses.get(), by=editor)

        send(newsml(2, meta=KILL), source=agency)

        assert not WireUse.objects.open().exists()
        assert not DeskLetter.objects.exists()

    def test_keeps_the_words_that_the_story_was_made_of(self, used, send, agency):
        _item, article = used

        send(newsml(2, headline="New", text=("Other words.",)), source=agency)

        use = article.wire_uses.get()
        assert (use.version.headline, use.item.headline) == (HEADLINE, "New")
        assert "gave way" in use.version.html


class TestRetention:
    def test_keeps_what_is_still_to_come_or_still_sent(self, send, make_source, time_machine):
        now, source = timezone.now(), make_source()
        later = ninjs(1, uri="a", headline="Later", embargoed=(now + 3 * KEPT).isoformat())
        again, gone = ninjs(1, uri="b", headline="Again"), ninjs(1, uri="c", headline="Gone")
        send(later, again, gone, source=source)
        time_machine.move_to(now + KEPT - HOUR)
        send(again, source=source)
        time_machine.move_to(now + KEPT + HOUR)

        forget_items()

        assert {item.headline for item in WireItem.objects.all()} == {"Later", "Again"}

    def test_forgets_what_nobody_used_and_keeps_what_was_used(self, used, send, agency, time_machine):
        send(newsml(1, guid="urn:other", headline="Ferry is late"), source=agency)
        time_machine.move_to(timezone.now() + KEPT + HOUR)

        assert forget_items() == 1

        assert [item.headline for item in WireItem.objects.all()] == [HEADLINE]
        assert WireVersion.objects.count() == 1


def test_a_source_that_was_used_is_not_deleted(used, agency):
    with pytest.raises(IntegrityError):
        WireSource.objects.filter(pk=agency.pk).delete()


def test_an_embargo_is_told_by_every_ninjs_of_the_same_item(send):
    until = timezone.now().replace(microsecond=0) + HOUR
    item = send(ninjs(1, embargoed=None), ninjs(2, embargoedUntil=until.isoformat()))[0]

    assert item.is_embargoed()
    assert not item.is_embargoed(until)
    assert Embargo(until).until == item.embargoed_until
