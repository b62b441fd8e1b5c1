"""What partners' programs read: with a token alone, their own stories alone, and nothing that is gone."""

import datetime as dt
import uuid
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from articles.api import answers, partners
from articles.models import Correction, Partner, PartnerTake
from articles.publishing.publish import publish_update, schedule, withdraw
from articles.publishing.takedowns import take_down
from articles.tests.exporting.test_ninjs import SCHEMA
from common import tombstones

HOUR = dt.timedelta(hours=1)


def headlines(answer):
    return [story["title"] for story in answer.json()["stories"]]


def story_path(article):
    return f"stories/{article.uuid}/"


def test_api_answers_nobody_without_a_token_and_says_how_to_send_one(client, make_partner, ask, make_live_article):
    make_live_article()
    partner = make_partner()

    for headers in ({}, {"Authorization": "Bearer nr_wrong"}, {"Authorization": f"Basic {partner.token}"}):
        answer = client.get("/api/v1/stories/", headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert ask(partner).status_code == 200


def test_api_refuses_a_partner_who_was_switched_off_and_a_token_that_was_renewed(make_partner, ask):
    partner, other = make_partner(), make_partner("Another")
    assert (ask(partner).status_code, ask(other).status_code) == (200, 200)

    Partner.objects.filter(pk=partner.pk).update(is_active=False)
    other.renew_token()

    assert (ask(partner).status_code, ask(other).status_code) == (403, 401)


def test_token_is_kept_as_a_hash_alone(make_partner):
    partner = make_partner()

    row = Partner.objects.values().get(pk=partner.pk)
    assert partner.token not in str(row)
    assert row["token_start"] == partner.token[:7]


def test_api_can_only_be_read(client, make_partner):
    partner = make_partner()
    answer = client.post("/api/v1/stories/", headers={"Authorization": f"Bearer {partner.token}"})

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_answer_is_private_and_sets_no_cookie(make_partner, ask, make_live_article):
    make_live_article()
    answer = ask(make_partner())

    assert answer["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer["Vary"]
    assert not answer.cookies


def test_stories_come_newest_first_and_page_by_page_without_a_gap(make_partner, ask, make_live_article):
    articles = [make_live_article(f"Story of {n}", hours_ago=n + 1) for n in range(5)]
    partner, seen, address = make_partner(), [], "stories/?limit=2"
    while address:
        answer = ask(partner, address)
        seen += headlines(answer)
        address = (answer.json()["next"] or "").partition("/api/v1/")[2]

    assert seen == [article.headline for article in articles]


def test_story_is_told_as_ninjs_or_plainly(make_partner, ask, full_story):
    partner = make_partner()
    item, plain = (ask(partner, story_path(full_story), form=form).json() for form in ("ninjs", "plain"))

    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(item)] == []
    assert item["uri"] == f"urn:uuid:{plain['id']}"
    assert item["bodies"][0]["value"] == plain["html"]
    assert ask(partner, form="xml").status_code == 400


def test_summaries_have_no_words_of_the_story_and_are_no_taking(make_partner, ask, full_story):
    partner = make_partner(gives="summary")
    answer = ask(partner, story_path(full_story))

    assert "Paragraph 1 " not in answer.text
    assert answer.json()["representationType"] == "partial"
    assert not PartnerTake.objects.exists()


def test_who_took_the_words_of_which_story_is_kept_once(make_partner, ask, make_live_article):
    article, partner = make_live_article(), make_partner()
    for path in ("stories/", story_path(article), story_path(article)):
        ask(partner, path)

    assert list(PartnerTake.objects.values_list("partner", "article")) == [(partner.pk, article.pk)]


def test_partner_has_the_stories_of_its_sections_alone(make_partner, ask, make_live_article, make_section):
    sport, news = make_section("Sport"), make_section("News")
    ours = make_live_article("A match", section=make_section("Football", parent=sport))
    other = make_live_article("A vote", section=news)
    partner = make_partner(sections=[sport])

    assert headlines(ask(partner)) == ["A match"]
    assert headlines(ask(partner, section="sport")) == ["A match"]
    assert ask(partner, section="news").status_code == 403
    assert (ask(partner, story_path(ours)).status_code, ask(partner, story_path(other)).status_code) == (200, 403)
    assert {row["slug"] for row in ask(partner, "sections/").json()["sections"]} == {"sport", "football"}


def test_delayed_partner_waits_for_a_story_but_not_for_what_was_put_right(make_partner, ask, make_live_article):
    old, new = make_live_article("Old", hours_ago=3), make_live_article("New", hours_ago=1)
    partner = make_partner(delay_minutes=120)
    old.headline, old.version = "Old, put right", 2
    old.save()
    publish_update(article=old, by=None, substantive=True)

    assert headlines(ask(partner)) == ["Old, put right"]
    answer = ask(partner, story_path(new))
    assert answer.status_code == 404
    assert dt.datetime.fromisoformat(answer.json()["available_at"]) > timezone.now()


def test_stories_of_a_topic_and_since_a_moment_and_changed_since(make_partner, ask, make_live_article, make_topic):
    old = make_live_article("Old", hours_ago=50, topics=[make_topic()])
    make_live_article("New", hours_ago=2)
    partner, since = make_partner(), (timezone.now() - 9 * HOUR).isoformat()

    assert headlines(ask(partner, topic="flooding")) == ["Old"]
    assert headlines(ask(partner, since=since)) == ["New"]
    publish_update(article=old, by=None, substantive=False)
    assert headlines(ask(partner, updated_since=since)) == ["Old", "New"]


def test_what_a_question_names_beside_a_topic_counts_too(
    make_partner, ask, make_live_article, make_topic, make_section
):
    topics, sport = [make_topic()], make_section("Sport")
    make_live_article("Old", hours_ago=50, topics=topics)
    make_live_article("New", topics=topics, section=sport)
    partner, since = make_partner(), (timezone.now() - 9 * HOUR).isoformat()

    assert headlines(ask(partner, topic="flooding", updated_since=since)) == ["New"]
    assert headlines(ask(partner, topic="flooding", section="sport")) == ["New"]
    assert ask(partner, topic="flooding", section="nowhere").status_code == 404
    assert ask(partner, topic="flooding", updated_since="yesterday").status_code == 400


def test_an_archive_is_read_to_its_end_before_1970_too(make_partner, ask, make_live_article):
    hours = round((timezone.now() - dt.datetime(1965, 6, 1, tzinfo=dt.UTC)) / HOUR)
    for number in range(3):
        make_live_article(f"Of 1965, {number}", hours_ago=hours + number)
    partner = make_partner()

    first = ask(partner, limit=2).json()
    following = dict(parse_qsl(urlsplit(first["next"]).query))
    assert headlines(ask(partner, **following)) == ["Of 1965, 2"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"limit": "51"}, 400),
        ({"limit": "x"}, 400),
        ({"limit": "00000000151"}, 400),
        ({"cursor": "x"}, 400),
        ({"since": "yesterday"}, 400),
        ({"updated_since": "2026-13-01T00:00:00Z"}, 400),
        ({"since": "0001-01-01T00:00:00+01:00"}, 400),  # before the first moment of universal time
        ({"updated_since": "9999-12-31T23:59:59-01:00"}, 400),
        ({"since": "2026-11-29T06:00:00"}, 400),  # no zone
        ({"section": "nowhere"}, 404),
        ({"topic": "nothing"}, 404),
    ],
)
def test_question_that_makes_no_sense_is_told_so(make_partner, ask, query, status):
    answer = ask(make_partner(), **query)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_what_is_not_live_is_nowhere(make_partner, ask, make_article, make_live_article):
    draft, later, gone = make_article("Zebra"), make_article("Zebra"), make_live_article("Zebra")
    schedule(article=later, by=None, at=timezone.now() + HOUR)
    partner = make_partner()
    assert "Zebra" in ask(partner).text
    withdraw(article=gone, by=None)

    assert "Zebra" not in ask(partner).text
    paths = [story_path(article) for article in (draft, later, gone)]
    assert [ask(partner, path).status_code for path in paths] == [404, 404, 410]
    assert ask(partner, f"stories/{uuid.uuid4()}/").status_code == 404


def test_story_that_is_taken_down_is_gone_at_once_whatever_was_kept(make_partner, ask, make_live_article, editor):
    article, partner = make_live_article("Zebra"), make_partner()
    had = ask(partner, story_path(article))["ETag"]
    assert ask(partner, story_path(article), headers={"If-None-Match": had}).status_code == 304

    take_down(article=article, by=editor, reason="An order.")

    answer = ask(partner, story_path(article), headers={"If-None-Match": had})
    assert (answer.status_code, answer.json()["state"]) == (410, "taken_down")
    assert "Zebra" not in ask(partner).text


def test_stone_alone_takes_a_story_away(make_partner, ask, make_live_article):
    article, partner = make_live_article("Zebra"), make_partner()
    had = ask(partner)["ETag"]

    tombstones.mark_taken_down(story=article.pk, notice="", files=[])

    assert "Zebra" not in ask(partner, headers={"If-None-Match": had}).text
    assert ask(partner, story_path(article)).status_code == 410


def test_unchanged_answer_is_304_without_reading_a_story(
    make_partner, ask, make_live_article, django_assert_max_num_queries, monkeypatch
):
    article, partner = make_live_article(), make_partner()
    had = ask(partner)["ETag"]

    with monkeypatch.context() as patch, django_assert_max_num_queries(2):  # how far the site has moved, and no more
        patch.setattr(answers, "count_call", lambda partner: pytest.fail("counted"))
        assert ask(partner, headers={"If-None-Match": had}).status_code == 304

    Correction.objects.create(article=article, wording="It was six.")
    assert ask(partner, headers={"If-None-Match": had}).status_code == 200


def test_page_of_stories_costs_a_fixed_number_of_queries(
    make_partner, ask, make_live_article, django_assert_max_num_queries, full_story
):
    partner = make_partner()
    for number in range(3):
        make_live_article(f"More {number}")

    ask(partner, limit=1)  # from now on its rules and the paper's name are remembered
    with django_assert_max_num_queries(18):
        assert len(ask(partner).json()["stories"]) == 6


def test_partner_who_asks_without_end_is_stopped_for_the_hour(make_partner, ask, monkeypatch):
    monkeypatch.setattr(partners.PARTNER_CALLS.__class__, "allows", lambda limit, who: False)
    answer = ask(make_partner())

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
