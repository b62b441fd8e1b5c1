"""What the desk has of things of other sites: an address becomes what it stands for, and what is gone is told."""

import datetime as dt

import pytest
from django.conf import settings
from django.utils import timezone

from articles.embeds.ask import embed_for
from articles.embeds.check import look_at, look_at_due_embeds
from articles.models import Embed, PathRedirect
from articles.publishing.publish import publish_update
from articles.tests.web_things import FILM, POST, stand_in
from newsroom.dashboard.embeds import NEWS_FOR
from newsroom.dashboard.home import home_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/address/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def sites(monkeypatch):
    return stand_in(monkeypatch)


def alerts(user):
    return [(alert.title, alert.note) for alert in home_of(user)["now"] if alert.tag == "Embed"]


class TestLookingAgain:
    @pytest.fixture
    def film(self, sites, make_live_article):
        film = embed_for(address=FILM)
        make_live_article("Films", body=f"<p>Look.</p>{film.html}")
        Embed.objects.update(looked_at=timezone.now() - DAY)
        return film

    def test_what_live_stories_show_is_looked_for_once_a_day(self, film, sites, make_article):
        answers, asked = sites
        draft = embed_for(address=POST)
        make_article("Draft", body=draft.html)
        Embed.objects.update(looked_at=timezone.now() - DAY)
        asked.clear()

        assert [look_at_due_embeds(), look_at_due_embeds()] == [1, 0]
        assert asked == [film.question]

    @pytest.mark.parametrize(
        ("answer", "is_gone"), [(404, True), (401, True), (None, False), (429, False), (500, False)]
    )
    def test_only_an_answer_that_it_is_gone_says_so(self, film, sites, editor, answer, is_gone):
        sites[0][FILM] = answer

        look_at_due_embeds()

        film.refresh_from_db()
        assert (film.gone_since is not None) == is_gone
        assert alerts(editor) == ([("Films", 'The barrier "rises" & falls')] if is_gone else [])

    def test_desk_is_told_until_it_is_back_taken_out_or_old_news(self, film, sites, editor, client):
        answers, _asked = sites
        answers[FILM] = 404
        look_at_due_embeds()
        edition = film.editions.get()
        assert alerts(editor) != []
        assert 'data-kind="embed"' in edition.body
        assert "The barrier" in client.get(edition.get_absolute_url()).text

        Embed.objects.update(gone_since=timezone.now() - NEWS_FOR)
        assert alerts(editor) == []
        Embed.objects.update(gone_since=timezone.now() - DAY)
        assert alerts(editor) != []
        answers[FILM] = {"title": "Back"}
        look_at(embed=film)
        assert alerts(editor) == []
        assert Embed.objects.get().title == 'The barrier "rises" & falls'

    def test_story_without_it_is_told_of_no_more(self, film, sites, editor):
        sites[0][FILM] = 404
        look_at_due_embeds()
        article = film.editions.get().article
        assert alerts(editor) != []

        article.body = "<p>Gone.</p>"
        article.save()
        publish_update(article=article, by=editor, substantive=False)

        assert alerts(editor) == []

    def test_row_is_for_those_who_look_after_the_story(self, film, sites, reporter, editor):
        sites[0][FILM] = 404
        look_at_due_embeds()

        assert alerts(editor) != []
        assert alerts(reporter) == []


class TestAddressAtTheDesk:
    def test_address_becomes_what_it_stands_for(self, client, editor, sites, make_live_article, make_poll, make_video):
        client.force_login(editor)
        story, poll, film = make_live_article("Tide"), make_poll(), make_video()

        def answered(address, **more):
            return client.post(ADDRESS, {"address": address, **more}).json()

        assert answered(FILM) == {"html": Embed.objects.get().html}
        assert answered(f"{settings.SITE_URL}{story.get_absolute_url()}?utm_source=x") == {
            "embed": "related",
            "id": str(story.pk),
        }
        assert answered(f"{settings.SITE_URL}{poll.get_absolute_url()}") == {"embed": "poll", "id": str(poll.pk)}
        assert answered(f"{settings.SITE_URL}{film.get_absolute_url()}") == {"embed": "watch", "id": str(film.pk)}
        itself = {"address": f"{settings.SITE_URL}{story.get_absolute_url()}"}
        assert client.post(f"{ADDRESS}?without={story.pk}", itself).json() == {}
        assert answered(f"{settings.SITE_URL}/polls/none-999999/") == {}
        assert answered(f"{settings.SITE_URL}/") == {}
        assert answered("https://example.org/") == {}
        assert sites[1] == [Embed.objects.get().question]

    def test_refusal_says_why_and_stores_nothing(self, client, editor, sites):
        client.force_login(editor)
        sites[0][FILM] = 404

        assert "error" in client.post(ADDRESS, {"address": FILM}).json()
        assert "error" in client.post(ADDRESS, {"address": "", "any": "1"}).json()
        assert not Embed.objects.exists()

    def test_address_of_before_leads_to_the_story(self, client, editor, make_live_article):
        story = make_live_article("Tide")
        PathRedirect.objects.create(path="/news/1999/tide.html", article_id=story.pk)
        client.force_login(editor)

        answer = client.post(ADDRESS, {"address": f"{settings.SITE_URL}/news/1999/tide.html"}).json()

        assert answer == {"embed": "related", "id": str(story.pk)}

    def test_nobody_else_makes_the_paper_ask(self, client, supporter_desk, sites):
        client.force_login(supporter_desk)

        assert client.post(ADDRESS, {"address": FILM}).status_code == 403
        assert client.get(ADDRESS).status_code in {403, 405}
        assert sites[1] == []
