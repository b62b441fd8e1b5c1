"""Wires at the desk: the inbox, an item's page, the story's panel, and the first page of the desk."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, WireItem, WireSource, WireUse
from articles.publishing.publish import publish
from articles.tests.wire_builders import HEADLINE, newsml, ninjs
from articles.wires.draft import draft_from_item
from newsroom.dashboard.home import home_of

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_wireitem_changelist")
KILL = '<signal qcode="sig:kill"/><edNote>The wall stands.</edNote>'


@pytest.fixture
def agency(make_source, make_section, make_author):
    author = make_author("Coast News", is_agency=True)
    return make_source(format="newsml", section=make_section("News"), author=author, terms="No archive.")


@pytest.fixture
def item(send, agency):
    return send(newsml(1, rights="Not in print before Monday."), source=agency)[0]


@pytest.fixture
def article(item, editor):
    return draft_from_item(item=item, by=editor)


def address(act, *args):
    return reverse(f"admin:articles_{act}", args=args)


class TestInbox:
    def test_shows_what_lies_on_top_with_how_it_stands(self, client, reporter, item, send, agency):
        send(newsml(1, guid="urn:b", headline="Ferry late", meta="<embargoed/>"), source=agency)
        copy = send(newsml(1, guid="urn:c", headline="A copy", text=("Short.",)), source=agency)[-1]
        WireItem.objects.filter(pk=copy.pk).update(copy_of=item)
        client.force_login(reporter)

        page = client.get(LIST)

        assert [row.headline for row in page.context["cl"].result_list] == ["Ferry late", HEADLINE]
        assert "Embargo, no time known" in page.text
        assert "+1" in page.text

    @pytest.mark.parametrize(
        ("standing", "expected"),
        [("unused", {"Ferry late"}), ("used", {HEADLINE}), ("embargoed", {"Ferry late"}), ("dead", set())],
    )
    def test_is_filtered(self, client, editor, article, send, agency, standing, expected):
        send(newsml(1, guid="urn:b", headline="Ferry late", meta="<embargoed/>"), source=agency)
        client.force_login(editor)

        page = client.get(LIST, {"standing": standing})

        assert {row.headline for row in page.context["cl"].result_list} == expected

    def test_costs_as_much_for_many_as_for_few(self, client, editor, send, agency, django_assert_max_num_queries):
        client.force_login(editor)
        for number in range(30):
            send(newsml(1, guid=f"urn:{number}", headline=f"Item {number}"), source=agency)

        with django_assert_max_num_queries(10):
            client.get(LIST)


class TestItem:
    def test_shows_its_words_its_terms_and_what_came(self, client, reporter, item, send, agency):
        send(
            newsml(2, headline="Two hurt", meta='<signal qcode="sig:correction"/><edNote>Two.</edNote>'), source=agency
        )
        client.force_login(reporter)

        text = client.get(address("wireitem_change", item.pk)).text

        for words in (
            "Two hurt",
            "gave way on Sunday",
            "Not in print before Monday.",
            "No archive.",
            "Corrected",
            "Two.",
        ):
            assert words in text

    def test_makes_a_draft_by_one_button(self, client, reporter, item):
        client.force_login(reporter)

        response = client.post(address("wireitem_draft", item.pk))

        article = Article.objects.get()
        assert response.url == address("article_change", article.pk)
        assert article.created_by == reporter
        assert WireUse.objects.get().by == reporter

    @pytest.mark.parametrize(("own", "kept"), [("cy", "en-gb"), ("en-gb", "")])
    def test_draft_speaks_the_language_of_its_item(self, send, editor, settings, own, kept):
        settings.LANGUAGE_CODE = own
        [item] = send(ninjs(1, language="en-US"))

        assert draft_from_item(item=item, by=editor).language == kept

    def test_leads_to_the_draft_that_is_there(self, client, reporter, item, article):
        client.force_login(reporter)

        response = client.post(address("wireitem_draft", item.pk))

        assert response.url == address("article_change", article.pk)
        assert Article.objects.count() == 1

    def test_that_was_killed_offers_no_draft_and_takes_none(self, client, editor, item, send, agency):
        send(newsml(2, meta=KILL), source=agency)
        client.force_login(editor)

        assert "Make a draft" not in client.get(address("wireitem_change", item.pk)).text
        assert client.post(address("wireitem_draft", item.pk)).url == address("wireitem_change", item.pk)
        assert not Article.objects.exists()

    def test_without_a_time_is_released_by_whoever_may(self, client, reporter, editor, send, agency):
        held = send(newsml(1, meta="<embargoed/>"), source=agency)[0]
        for person, status in ((reporter, 403), (editor, 302)):
            client.force_login(person)
            assert client.post(address("wireitem_release", held.pk)).status_code == status

        held.refresh_from_db()
        assert not held.is_held

    def test_is_closed_to_who_has_no_business_with_it(self, client, supporter_desk, item):
        client.force_login(supporter_desk)

        assert client.get(LIST).status_code == 403
        assert client.get(address("wireitem_change", item.pk)).status_code == 403
        assert client.post(address("wireitem_draft", item.pk)).status_code == 403


class TestStory:
    def test_says_on_top_of_its_form_what_came(self, client, editor, article, send, agency):
        client.force_login(editor)
        form = address("article_change", article.pk)
        assert "From agencies" in client.get(form).text
        assert "See what changed" not in client.get(form).text

        send(newsml(2, meta=KILL), source=agency)

        text = client.get(form).text
        assert "See what changed" in text
        assert "The wall stands." in text

    def test_shows_what_is_different_and_takes_the_answer(self, client, editor, article, send, agency):
        send(newsml(2, headline="Two hurt"), source=agency)
        client.force_login(editor)
        page = client.get(address("article_agencies", article.pk))
        assert "<ins>Two hurt</ins>" in page.text

        use = article.wire_uses.get()
        client.post(address("article_answer_agency", article.pk, use.pk), {"seen": use.news()[-1].pk})

        assert not WireUse.objects.open().exists()

    def test_takes_no_answer_to_what_nobody_has_seen(self, client, editor, article, send, agency):
        send(newsml(2, headline="Two hurt"), source=agency)
        use = article.wire_uses.get()
        seen = use.news()[-1].pk
        send(newsml(3, meta=KILL), source=agency)
        client.force_login(editor)

        client.post(address("article_answer_agency", article.pk, use.pk), {"seen": seen})

        assert WireUse.objects.open().exists()

    def test_offers_to_withdraw_what_is_live_and_killed(self, client, editor, article, send, agency):
        publish(article=article, by=editor)
        send(newsml(2, meta=KILL), source=agency)
        client.force_login(editor)

        assert address("article_withdraw", article.pk) in client.get(address("article_agencies", article.pk)).text

    def test_is_cut_from_its_item_by_who_may_publish(self, client, reporter, editor, article):
        article.created_by, article.body = reporter, "<p>We saw it ourselves.</p>"
        article.save()
        use = article.wire_uses.get()
        for person, status in ((reporter, 403), (editor, 302)):
            client.force_login(person)
            assert client.post(address("article_cut_agency", article.pk, use.pk)).status_code == status

        use.refresh_from_db()
        assert use.cut_by == editor

    def test_offers_to_withdraw_what_is_live_under_a_late_embargo(self, client, editor, article, send, agency):
        publish(article=article, by=editor)
        send(newsml(2, meta="<embargoed/>"), source=agency)
        client.force_login(editor)

        assert address("article_withdraw", article.pk) in client.get(address("article_agencies", article.pk)).text

    def test_answers_for_no_other_story(self, client, editor, article, make_article):
        client.force_login(editor)
        use = article.wire_uses.get()

        response = client.post(address("article_answer_agency", make_article().pk, use.pk), {"seen": "1"})

        assert response.status_code == 404


class TestFirstPage:
    def test_has_a_kill_of_what_is_used_on_top(self, editor, article, send, agency):
        send(newsml(2, meta=KILL), source=agency)

        alert = next(alert for alert in home_of(editor)["now"] if alert.kind == "wire")

        assert (alert.is_grave, alert.note) == (True, "The wall stands.")
        assert "Killed" in alert.words

    def test_has_nothing_of_what_is_dealt_with(self, editor, article):
        assert not [alert for alert in home_of(editor)["now"] if alert.kind == "wire"]

    def test_has_sources_that_have_failed_for_an_hour(self, editor, reporter, agency):
        ago = timezone.now() - dt.timedelta(hours=2)
        WireSource.objects.filter(pk=agency.pk).update(
            failing_since=ago, troubled_at=ago, trouble="It answered with 500."
        )

        assert "It answered with 500." in next(a.words for a in home_of(editor)["now"] if a.title == agency.name)
        assert not [alert for alert in home_of(reporter)["now"] if alert.title == agency.name]


class TestSource:
    def test_is_set_up_and_looked_at(self, client, editor, db):
        client.force_login(editor)
        told = {"name": "Coast", "format": "feed", "address": "https://c.example/", "minutes": 5, "is_active": "on"}

        client.post(address("wiresource_add"), told)

        assert WireSource.objects.get().minutes == 5

    @pytest.mark.parametrize("places", [{}, {"address": "https://c.example/", "folder": "coast"}])
    def test_has_one_place(self, client, editor, places):
        client.force_login(editor)

        page = client.post(address("wiresource_add"), {"name": "Coast", "format": "feed", "minutes": 5} | places)

        assert "Give an address, or a folder" in page.text
        assert not WireSource.objects.exists()
