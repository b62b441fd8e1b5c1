"""A story's page put together from what is kept: the same as the page drawn whole, and never of what was."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone

from articles.body.rendering import data_block
from articles.models import (
    Correction,
    Edition,
    EditionByline,
    HelpLine,
    Picture,
    ReadyCard,
    ReadyPage,
    Section,
    Series,
    SeriesPart,
    Topic,
    Video,
)
from articles.pages.story_page import story_page
from articles.pages.structured_data import story_data
from articles.publishing.publish import publish, publish_update, schedule, withdraw
from polls.counting.tally import recount
from polls.models import Poll


def whole(article):
    """The page as the templates draw it in one piece."""
    edition = article.live_edition()
    request = RequestFactory().get(edition.get_absolute_url())
    request.resolver_match = resolve(request.path)
    page = story_page(edition)
    context = {"page": page, "edition": edition, "linked_data": data_block(story_data(page))}
    return render_to_string("articles/article_detail.html", context, request=request)


@pytest.fixture
def shown(client):
    """The page of a story as readers get it: drawn at the first time of asking, kept at the second."""

    def ask(article):
        address = article.live_edition().get_absolute_url()
        return client.get(address).text, client.get(address).text

    return ask


@pytest.fixture
def in_a_series(make_live_article):
    series = Series.objects.create(name="The wall", slug="wall")
    stories = [make_live_article(f"Part of the wall {number}") for number in range(3)]
    for position, story in enumerate(stories):
        SeriesPart.objects.create(series=series, article=story, position=position)
    return stories


class TestIsThePageDrawnWhole:
    def test_with_every_block(self, shown, full_story):
        assert shown(full_story) == (whole(full_story), whole(full_story))

    def test_with_help_lines(self, shown, make_live_article):
        HelpLine.objects.create(name="Samaritans", phone="116 123")
        story = make_live_article(abuse_or_suicide=True)
        assert "116 123" in whole(story)
        assert shown(story) == (whole(story), whole(story))

    def test_with_a_gentle_appeal(self, shown, make_live_article):
        story = make_live_article(sensitivity="gentle", kicker="Flood:")
        assert "appeal--gentle" in whole(story)
        assert shown(story) == (whole(story), whole(story))

    def test_with_a_place_in_a_series(self, shown, in_a_series):
        for story in in_a_series:
            assert 'class="series"' in whole(story)
            assert shown(story) == (whole(story), whole(story))

    def test_with_a_gallery_and_corrections(self, shown, make_live_article, make_picture):
        pictures = "".join(f'<figure data-picture="{make_picture().pk}"></figure>' for _ in range(3))
        story = make_live_article(body=f'<p>Look.</p><figure data-gallery="">{pictures}</figure>')
        for place in Correction.Place.values:
            Correction.objects.create(article=story, wording=f"Not at the {place}.", place=place)
        assert 'class="gallery"' in whole(story)
        assert shown(story) == (whole(story), whole(story))

    def test_with_polls_in_their_roles(self, shown, make_live_article, make_poll):
        asked = f'<div data-embed="poll" data-id="{make_poll().pk}" data-role="{{}}"></div><p>So.</p>'
        body = asked.format("before") + asked.format("after")
        story = make_live_article(body=body)
        assert "before you read" in whole(story)
        assert shown(story) == (whole(story), whole(story))


def test_a_page_costs_three_queries_at_most(
    client, full_story, in_a_series, make_many_live, django_assert_max_num_queries
):
    make_many_live(200)
    for story in (full_story, in_a_series[1]):
        client.get(story.get_absolute_url())
        with django_assert_max_num_queries(3):
            client.get(story.get_absolute_url())


class TestIsDrawnAnew:
    """Whatever a kept page shows: once it is changed, the page shows that."""

    @pytest.fixture
    def change(self, full_story, shown):
        """Say what to change and what is then on the page. It must not have been there before."""

        def make(rows, words=None, /, **values):
            words = words or str(next(iter(values.values())))
            assert words not in "".join(shown(full_story))
            assert rows.update(**values) == 1
            first, second = shown(full_story)
            assert words in first
            assert first == second == whole(full_story)

        return make

    def test_when_its_section_is_renamed(self, change, full_story):
        change(Section.objects.filter(pk=full_story.section_id), name="Harbour news")

    def test_when_its_author_is_renamed(self, change, full_story):
        change(
            EditionByline.objects.get(edition__article=full_story).author.__class__.objects.filter(name="Bethan Rusk"),
            name="Bethan Rusk-Ellery",
        )

    def test_when_a_topic_is_renamed(self, change):
        change(Topic.objects.all(), name="High water")

    def test_when_its_lead_picture_has_another_maker(self, change, full_story):
        change(Picture.objects.filter(pk=full_story.lead_picture_id), credit="Cormac Ilderton-Gray")

    def test_when_the_rights_to_a_picture_end(self, full_story, shown):
        assert "The barrier." in shown(full_story)[1]
        Picture.objects.filter(pk=full_story.lead_picture_id).update(rights_until=dt.date(2020, 1, 1))
        first, second = shown(full_story)
        assert "The barrier." not in first
        assert first == second == whole(full_story)

    def test_when_a_film_gets_another_title(self, change):
        change(Video.objects.all(), title="Gate falls")

    def test_when_a_poll_is_put_otherwise(self, change):
        change(Poll.objects.all(), question="Is it high enough?")

    def test_when_a_poll_is_voted_in(self, full_story, shown, cast):
        poll = Poll.objects.get()
        assert "reader’s vote counted" not in shown(full_story)[1]
        cast(poll, "Yes")
        Poll.objects.update(results=Poll.Results.LIVE)
        recount(poll=poll)
        first, second = shown(full_story)
        assert "1 reader’s vote counted" in " ".join(first.split())
        assert first == second == whole(full_story)

    def test_when_a_poll_closes(self, full_story, shown):
        assert "data-poll-form" in shown(full_story)[1]
        Poll.objects.update(closes_at=timezone.now() - dt.timedelta(seconds=1))
        assert "data-poll-form" not in shown(full_story)[0]

    def test_when_it_is_corrected(self, full_story, shown):
        assert "At the flood gate" not in shown(full_story)[1]
        Correction.objects.create(article=full_story, wording="At the flood gate, not at the lock.")
        assert "At the flood gate" in shown(full_story)[0]

    def test_when_help_lines_change(self, make_live_article, shown):
        story = make_live_article(abuse_or_suicide=True)
        assert "0800 1111" not in shown(story)[1]
        HelpLine.objects.create(name="Childline", phone="0800 1111")
        assert "0800 1111" in shown(story)[0]

    def test_when_a_series_is_put_in_another_order(self, in_a_series, shown):
        assert "Part 1 of 3" in shown(in_a_series[0])[1]
        SeriesPart.objects.filter(article=in_a_series[0]).update(position=9)
        assert "Part 3 of 3" in shown(in_a_series[0])[0]

    def test_when_it_joins_a_series(self, in_a_series, make_live_article, shown):
        story = make_live_article()
        assert 'class="series"' not in shown(story)[1]
        SeriesPart.objects.create(series=Series.objects.get(), article=story, position=1)
        assert "Part 3 of 4" in shown(story)[0]

    def test_when_it_is_published_anew(self, make_live_article, shown):
        story = make_live_article("Tide rises")
        assert "Tide falls" not in shown(story)[1]
        story.headline = "Tide falls"
        story.save()
        publish_update(article=story, by=None, substantive=True)
        assert "Tide falls" in shown(story)[0]

    def test_when_another_program_has_drawn_it(self, make_live_article, shown):
        story = make_live_article("Tide rises")
        shown(story)
        for model in (ReadyPage, ReadyCard):
            model.objects.update(build="another")
        ReadyPage.objects.update(page="{}")
        assert shown(story) == (whole(story), whole(story))

    def test_when_the_clock_reaches_the_end_of_what_is_kept(self, make_live_article, make_picture, shown):
        story = make_live_article(lead_picture=make_picture(rights_until=timezone.localdate()))
        assert "<figure" in shown(story)[1]
        until = ReadyPage.objects.get(edition__article=story).until
        assert until / 1_000_000 == story.live_edition().lead_picture.rights_end.timestamp()
        ReadyPage.objects.update(until=1, page="{}")
        assert "<figure" in shown(story)[0]


class TestOtherStories:
    @pytest.fixture
    def pair(self, make_live_article, make_topic):
        topic = make_topic()
        return [make_live_article(name, topics=[topic]) for name in ("The quay", "The lock gates")]

    def test_a_related_one_leaves_when_it_is_withdrawn(self, pair, shown):
        assert "The lock gates" in shown(pair[0])[1]
        withdraw(article=pair[1], by=None)
        assert "The lock gates" not in shown(pair[0])[0]

    def test_a_new_one_of_the_topic_comes(self, pair, shown, make_live_article, make_topic):
        assert "The ferry steps" not in shown(pair[0])[1]
        make_live_article("The ferry steps", topics=[make_topic()])
        assert "The ferry steps" in shown(pair[0])[0]
        assert "The ferry steps" in shown(pair[0])[1]

    def test_one_that_is_scheduled_comes_with_its_moment(self, pair, shown, make_article, make_topic):
        story = make_article("The ferry steps", topics=[make_topic()])
        schedule(article=story, by=None, at=timezone.now() + dt.timedelta(hours=1))
        assert "The ferry steps" not in shown(pair[0])[1]
        began = timezone.now() - dt.timedelta(seconds=1)
        Edition.objects.filter(article=story).update(starts_at=began, first_published_at=began, updated_at=began)
        assert "The ferry steps" in shown(pair[0])[0]

    def test_a_card_says_what_its_story_says_now(self, pair, shown):
        assert "The mitre gates" not in shown(pair[0])[1]
        pair[1].headline = "The mitre gates"
        pair[1].save()
        publish_update(article=pair[1], by=None, substantive=False)
        assert "The mitre gates" in shown(pair[0])[0]


class TestIsDrawnAhead:
    def test_when_it_is_published(self, make_article, django_capture_on_commit_callbacks):
        story = make_article()
        with django_capture_on_commit_callbacks(execute=True):
            publish(article=story, by=None)
        edition = story.live_edition()
        assert ReadyPage.objects.filter(edition=edition).exists()
        assert edition.headline in ReadyCard.objects.get(edition=edition).html

    def test_with_nothing_left_of_the_edition_before(
        self, make_live_article, shown, django_capture_on_commit_callbacks
    ):
        story = make_live_article()
        shown(story)
        before = ReadyPage.objects.get().pk
        with django_capture_on_commit_callbacks(execute=True):
            publish_update(article=story, by=None, substantive=True)
        assert ReadyPage.objects.get().pk != before

    def test_and_is_out_whatever_fails_in_that(self, make_article, monkeypatch, django_capture_on_commit_callbacks):
        def fail(edition):
            raise RuntimeError

        monkeypatch.setattr("articles.publishing.publish.draw_ahead", fail)
        story = make_article()
        with django_capture_on_commit_callbacks(execute=True):
            publish(article=story, by=None)
        assert story.live_edition()
