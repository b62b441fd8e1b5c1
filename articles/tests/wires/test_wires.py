"""What an item does to the stories that were made of it, and what it never lets out."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.editing.copy import copy_article
from articles.exporting.kit import may_be_republished
from articles.models import Article, WireUse
from articles.publishing.draft_links import share_draft
from articles.publishing.publish import CannotPublish, NotLive, publish, publish_update, schedule
from articles.tests.wire_builders import HEADLINE, URI, in_own_words, newsml, ninjs
from articles.wires import arrivals, matters
from articles.wires.arrivals import take_in
from articles.wires.draft import CannotUse, draft_from_item
from articles.wires.told import Told

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
KILL = '<signal qcode="sig:kill"/><edNote>The wall stands.</edNote>'


class TestDraft:
    def test_has_the_words_the_byline_and_the_credit_line(self, used, agency):
        _item, article = used

        assert (article.headline, article.section) == (HEADLINE, agency.section)
        assert article.body.startswith("<p>The wall of the old harbour")
        assert article.body.endswith("<p><em>Words by Coast News</em></p>")
        assert [line.author for line in article.bylines.all()] == [agency.author]

    def test_begins_with_a_summary_that_is_too_long_for_a_standfirst(self, send, editor, make_source):
        item = send(ninjs(1, description_text="Long. " * 60), source=make_source(name="Other"))[0]

        article = draft_from_item(item=item, by=editor)

        assert article.standfirst == ""
        assert article.body.startswith("<p><strong>Long. Long.")

    def test_keeps_the_embargo(self, send, agency, editor):
        until = timezone.now().replace(microsecond=0) + HOUR
        item = send(newsml(1, meta=f"<embargoed>{until.isoformat()}</embargoed>"), source=agency)[0]

        assert draft_from_item(item=item, by=editor).embargoed_until == until

    def test_is_made_once(self, used, reporter):
        item, article = used

        with pytest.raises(CannotUse) as refusal:
            draft_from_item(item=item, by=reporter)

        assert refusal.value.article == article
        assert Article.objects.count() == 1

    def test_is_made_again_when_the_first_is_in_the_bin(self, used, reporter):
        item, article = used
        Article.objects.filter(pk=article.pk).update(binned_at=timezone.now())

        assert draft_from_item(item=item, by=reporter) != article

    @pytest.mark.parametrize("status", ["killed", "cancelled", "withheld"])
    def test_is_refused_of_what_was_taken_back(self, send, agency, editor, status):
        item = send(newsml(1), source=agency)[0]
        take_in(source=agency, told=Told(key=URI, number="2", status=status))

        with pytest.raises(CannotUse, match="taken it back"):
            draft_from_item(item=item, by=editor)

    def test_is_not_for_others_to_print_until_it_is_the_papers_own(self, open_paper, used, editor):
        _item, article = used
        edition = publish(article=article, by=editor)
        assert not may_be_republished(edition, [])

        in_own_words(article)
        matters.cut(use=article.wire_uses.get(), by=editor)

        assert not may_be_republished(edition, [])
        assert may_be_republished(publish_update(article=article, by=editor, substantive=True), [])


class TestGate:
    """Nothing lets words out before their time, whoever asks and whatever the story itself says."""

    UNTIL = timezone.now().replace(microsecond=0) + 3 * HOUR

    @pytest.fixture
    def held(self, used, send, agency):
        def hold(meta):
            send(newsml(2, meta=meta), source=agency)
            used[0].refresh_from_db()
            return used[1]

        return hold

    @pytest.mark.parametrize(
        "meta", [f"<embargoed>{UNTIL.isoformat()}</embargoed>", "<embargoed/>"], ids=["time", "none"]
    )
    def test_stops_publishing_scheduling_and_sharing(self, held, editor, meta):
        article = held(meta)

        for act in (
            lambda: publish(article=article, by=editor),
            lambda: schedule(article=article, by=editor, at=self.UNTIL - HOUR),
            lambda: share_draft(article=article, by=editor),
        ):
            with pytest.raises(CannotPublish, match="embargo"):
                act()
        assert not article.editions.exists()

    def test_stops_a_story_whose_own_embargo_was_lifted(self, held, editor):
        article = held(f"<embargoed>{self.UNTIL.isoformat()}</embargoed>")
        Article.objects.filter(pk=article.pk).update(embargoed_until=None)

        with pytest.raises(CannotPublish, match="embargo"):
            publish(article=article, by=editor)

    def test_stops_a_copy(self, held, editor):
        copy = copy_article(article=held("<embargoed/>"), by=editor)

        with pytest.raises(CannotPublish, match="embargo"):
            publish(article=copy, by=editor)

    def test_lets_it_out_at_its_time_by_itself(self, held, editor, time_machine):
        article = held(f"<embargoed>{self.UNTIL.isoformat()}</embargoed>")
        time_machine.move_to(self.UNTIL, tick=False)

        assert publish(article=article, by=editor).is_live()

    def test_lets_a_story_be_scheduled_for_after_it(self, held, editor):
        article = held(f"<embargoed>{self.UNTIL.isoformat()}</embargoed>")

        assert schedule(article=article, by=editor, at=self.UNTIL)

    def test_calls_off_a_schedule_that_a_late_embargo_forbids(self, used, send, agency, editor):
        _item, article = used
        schedule(article=article, by=editor, at=self.UNTIL - HOUR)

        send(newsml(2, meta=f"<embargoed>{self.UNTIL.isoformat()}</embargoed>"), source=agency)

        assert not article.editions.scheduled().exists()

    def test_leaves_a_schedule_for_after_the_embargo(self, used, send, agency, editor):
        _item, article = used
        schedule(article=article, by=editor, at=self.UNTIL + HOUR)

        send(newsml(2, meta=f"<embargoed>{self.UNTIL.isoformat()}</embargoed>"), source=agency)

        assert article.editions.scheduled().exists()

    def test_calls_off_a_schedule_at_a_kill(self, used, send, agency, editor):
        _item, article = used
        schedule(article=article, by=editor, at=self.UNTIL)

        send(newsml(2, meta=KILL), source=agency)

        assert not article.editions.scheduled().exists()
        with pytest.raises(CannotPublish, match="taken"):
            publish(article=article, by=editor)

    def test_is_not_passed_by_cutting_the_tie(self, held, editor):
        article = held("<embargoed/>")

        with pytest.raises(matters.CannotCut):
            matters.cut(use=article.wire_uses.get(), by=editor)

        assert article.wire_uses.tied().exists()

    def test_is_not_passed_by_cutting_the_tie_to_what_is_taken_back_as_well(self, held, send, agency, editor):
        article = held(f"<embargoed>{self.UNTIL.isoformat()}</embargoed>")
        send(newsml(3, status='qcode="stat:withheld"'), source=agency)

        with pytest.raises(matters.CannotCut):
            matters.cut(use=article.wire_uses.get(), by=editor)

    def test_of_a_killed_item_is_passed_by_words_of_our_own(self, used, send, agency, editor):
        _item, article = used
        send(newsml(2, meta=KILL), source=agency)
        with pytest.raises(matters.CannotCut, match="still holds words"):
            matters.cut(use=article.wire_uses.get(), by=editor)

        in_own_words(article)
        matters.cut(use=article.wire_uses.get(), by=editor)

        assert publish(article=article, by=editor)

    @pytest.mark.parametrize("meta", [f"<embargoed>{UNTIL.isoformat()}</embargoed>", KILL], ids=["embargo", "kill"])
    def test_closes_drafts_that_were_shared_before(self, used, send, agency, editor, client, meta):
        _item, article = used
        _link, token = share_draft(article=article, by=editor)
        address = reverse("articles:draft", args=[token])
        assert client.get(address).status_code == 200

        send(newsml(2, meta=meta), source=agency)

        assert client.get(address).status_code == 404

    def test_tells_of_a_kill_that_meets_a_story_going_out(self, used, send, agency, editor, monkeypatch):
        _item, article = used
        schedule(article=article, by=editor, at=self.UNTIL)

        def out_already(**_story):
            raise NotLive

        monkeypatch.setattr(arrivals, "cancel_schedule", out_already)
        send(newsml(2, meta=KILL), source=agency)

        assert article.wire_uses.get().item.is_dead
        assert WireUse.objects.open().exists()

    def test_of_an_item_without_a_time_is_passed_once_it_is_released(self, held, editor):
        article = held("<embargoed/>")

        assert matters.release(item=article.wire_uses.get().item, by=editor)

        assert publish(article=article, by=editor)

    def test_once_released_is_not_shut_by_the_same_message(self, send, make_source, editor):
        source, message = make_source(name="Other"), ninjs(embargoed="")
        item = send(message, source=source)[0]
        matters.release(item=item, by=editor)

        item = send(message, ninjs(2, embargoed="", headline="New"), source=source)[0]

        assert not item.is_embargoed()

    def test_with_a_time_is_never_released_by_hand(self, held, editor):
        article = held(f"<embargoed>{self.UNTIL.isoformat()}</embargoed>")

        assert not matters.release(item=article.wire_uses.get().item, by=editor)
        with pytest.raises(CannotPublish, match="embargo"):
            publish(article=article, by=editor)
