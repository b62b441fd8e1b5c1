"""The story's form and list at the desk, as the server answers them."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from reversion.models import Revision, Version

from articles.models import Article, Edition
from articles.publishing.publish import publish

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


def change(article):
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def filled(make_section, make_author):
    """What the browser sends for a story with one byline."""

    def make(article=None, **fields):
        lines = list(article.bylines.order_by("pk")) if article else []
        sent = {
            "kicker": "",
            "headline": "Sea wall holds",
            "slug": "sea-wall-holds",
            "standfirst": "",
            "body": "<p>It held.</p>",
            "lead_picture": "",
            "lead_caption": "",
            "section": make_section().pk,
            "label": "report",
            "sensitivity": "normal",
            "bylines-TOTAL_FORMS": 1,
            "bylines-INITIAL_FORMS": len(lines),
            "bylines-MIN_NUM_FORMS": 0,
            "bylines-MAX_NUM_FORMS": 1000,
            "bylines-0-id": lines[0].pk if lines else "",
            "bylines-0-article": article.pk if article else "",
            "bylines-0-author": make_author().pk,
            "bylines-0-role": "words",
            "bylines-0-position": 0,
        }
        return sent | fields

    return make


def as_sent(article, filled, **fields):
    """The form as it opens on that story, unchanged but for `fields`."""
    kept = {name: getattr(article, name) for name in ("kicker", "headline", "slug", "standfirst", "body", "label")}
    return filled(article, **(kept | {"section": article.section_id} | fields))


def test_keeps_who_began_a_story_and_its_byline(desk, editor, filled):
    response = desk.post(ADD, filled(_continue="1"))

    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.created_by, article.version) == (editor, 1)
    assert [byline.author.name for byline in article.bylines.all()] == ["Nell Thackaberry"]


def test_joins_a_headline_written_on_two_lines(desk, filled):
    desk.post(ADD, filled(headline="Sea wall\r\nholds "))

    assert Article.objects.get().headline == "Sea wall holds"


def test_cleans_a_hostile_body(desk, filled):
    body = '<p onclick="x()">A<script>x()</script></p><iframe></iframe><figure data-picture="1" id="x"></figure>'

    desk.post(ADD, filled(body=body))

    assert Article.objects.get().body == '<p>A</p><figure data-picture="1"><figcaption></figcaption></figure>'


def test_form_says_what_it_left_out_of_a_body_that_came_without_the_editor(desk, filled):
    body = '<p>He <del>stole</del> left. <a href="../plan.html">The plan</a></p>'

    response = desk.post(ADD, filled(body=body, _continue="1"), follow=True)

    assert Article.objects.get().body == "<p>He left. The plan</p>"
    assert "1 deleted passage and 1 link that leads nowhere were left out." in response.text


@pytest.mark.parametrize(("rows", "is_saved"), [(200, True), (201, False)])
def test_form_refuses_a_table_that_is_too_long_and_keeps_it(desk, filled, rows, is_saved):
    body = f"<table><tbody>{'<tr><td>a</td><td>b</td></tr>' * rows}</tbody></table>"

    response = desk.post(ADD, filled(body=body))

    assert Article.objects.exists() is is_saved
    if not is_saved:
        assert "A table has 201 rows; a story can hold 200." in response.text
        assert response.text.count("&lt;tr&gt;") == rows


@pytest.mark.parametrize("body", ["<p>&nbsp;</p>", "<ul><li><p></p></li></ul>"])
def test_body_of_blanks_is_stored_as_nothing(desk, filled, make_article, body):
    desk.post(ADD, filled(body=body))
    other = make_article("Another", body=body)

    assert Article.objects.get(headline="Sea wall holds").body == ""
    assert Article.objects.get(pk=other.pk).body == ""


def test_counts_a_version_for_each_real_change_alone(desk, make_article, filled):
    article = make_article(body="<p>One</p>\n<p>Two</p>")

    desk.post(change(article), as_sent(article, filled, body="<p>One</p>\r\n<p>Two</p>"))
    unchanged = Article.objects.get()
    desk.post(change(article), as_sent(article, filled, kicker="Flooding"))
    changed = Article.objects.get()

    assert (unchanged.version, unchanged.changed_at) == (1, article.changed_at)
    assert changed.version == 2
    assert changed.changed_at > article.changed_at


def test_a_changed_byline_is_a_change_of_the_story(desk, make_article, make_author, filled):
    article = make_article()

    desk.post(change(article), as_sent(article, filled, **{"bylines-0-author": make_author("Ivo Marsh").pk}))

    assert Article.objects.get().version == 2


def test_reads_off_the_body_what_the_story_shows(desk, make_article, make_poll, filled):
    article, poll = make_article(), make_poll()
    body = f'<p>A</p><div data-embed="poll" data-id="{poll.pk}"></div><div data-embed="poll" data-id="999"></div>'

    desk.post(change(article), as_sent(article, filled, body=body))

    assert [line.poll_id for line in article.placements.all()] == [poll.pk]


def test_one_save_is_one_revision_with_its_byline(desk, filled):
    desk.post(ADD, filled())

    assert Revision.objects.count() == 1
    assert {version.content_type.model for version in Version.objects.all()} == {"article", "byline"}


def test_reading_the_desk_keeps_nobody_from_writing(desk, make_article):
    article = make_article()

    with CaptureQueriesContext(connection) as queries:
        for address in (LIST, change(article), ADD):
            desk.get(address)

    assert [query["sql"] for query in queries if query["sql"].startswith(("BEGIN", "SAVEPOINT"))] == []


def test_restoring_a_version_brings_back_words_and_nothing_else(desk, make_article, filled, editor):
    article = make_article()
    desk.post(change(article), as_sent(article, filled, headline="First"))
    desk.post(change(article), as_sent(article, filled, headline="Second"))
    publish(article=article, by=editor)
    old = Version.objects.get_for_object(article).last()
    address = reverse("admin:articles_article_revision", args=[article.pk, old.pk])

    shown = desk.get(address)
    refused = desk.post(address, as_sent(article, filled, headline="First", _publish="1"))
    desk.post(address, as_sent(article, filled, headline="First", _continue="1"))

    restored = Article.objects.get()
    assert shown.status_code == 200
    assert b"_publish" not in shown.content
    assert refused.status_code == 403
    assert (restored.headline, restored.version, restored.uuid) == ("First", 4, article.uuid)
    assert [edition.headline for edition in Edition.objects.live()] == ["Second"]


def test_keeps_the_words_of_a_form_that_is_refused(desk, make_article, filled):
    article = make_article()

    response = desk.post(change(article), as_sent(article, filled, slug="not a slug", body="<p>Do not lose me</p>"))

    assert response.status_code == 200
    assert "&lt;p&gt;Do not lose me&lt;/p&gt;" in response.text


def test_a_writer_begins_with_the_own_name_in_the_byline(client, reporter, make_author):
    make_author("Ada Pask", user=reporter)
    client.force_login(reporter)

    response = client.get(ADD)

    assert "Ada Pask" in response.text
    assert "autofocus" in response.text


def test_the_form_needs_few_queries(desk, make_live_article, django_assert_max_num_queries):
    article = make_live_article()

    ContentType.objects.clear_cache()
    with django_assert_max_num_queries(25):  # two of them once for each process: the paper, and a number of Django's
        desk.get(change(article))
    with django_assert_max_num_queries(23):
        desk.get(change(article))


def test_the_first_page_shows_what_is_unfinished(
    desk, editor, make_article, make_live_article, django_assert_max_num_queries
):
    make_article("Mine alone", created_by=editor)
    changed = make_live_article("Live and changed")
    Article.objects.filter(pk=changed.pk).update(version=5)

    with django_assert_max_num_queries(33):
        page = desk.get("/admin/").text

    assert "Mine alone" in page
    assert "Live and changed" in page
    assert "Write a story" in page


def test_tells_the_editor_what_is_placed_with_one_query_a_kind(
    desk, make_picture, make_poll, make_live_article, make_article, django_assert_max_num_queries
):
    pictures, polls, story = [make_picture("One"), make_picture("Two")], [make_poll("Raise it?")], make_live_article()
    wanted = {"picture": [each.pk for each in pictures] + [999], "poll": [polls[0].pk, "x"]}
    wanted["linked"] = [story.pk, (draft := make_article("Not yet")).pk]

    with django_assert_max_num_queries(10):  # session, user, two for permissions, and one a kind
        told = desk.get("/admin/articles/article/placed/", wanted).json()

    assert [told["picture"][str(each.pk)]["label"] for each in pictures] == ["One", "Two"]
    assert "999" not in told["picture"]
    assert told["poll"][str(polls[0].pk)]["label"] == "Raise it?"
    shown = {"label": story.headline, "note": "Live", "address": story.get_absolute_url()}
    assert told["linked"] == {str(story.pk): shown, str(draft.pk): {"label": "Not yet", "note": "Not published"}}


def test_tells_only_those_who_may_see(client, supporter_desk, picture_desk, make_poll):
    poll = make_poll("Raise it?")
    address = f"/admin/articles/article/placed/?poll={poll.pk}"

    client.force_login(supporter_desk)
    refused = client.get(address)
    client.force_login(picture_desk)
    unnamed = client.get(address).json()

    assert refused.status_code == 403
    assert unnamed == {"poll": {str(poll.pk): {"label": f"Poll {poll.pk}"}}}


def test_a_correction_stays_as_it_was_made(desk, editor, make_live_article):
    article = make_live_article()
    sent = {"article": article.pk, "kind": "correction", "place": "top", "wording": "The wall is 4 m high, not 3 m."}

    desk.post("/admin/articles/correction/add/", sent)
    correction = article.corrections.get()
    address = f"/admin/articles/correction/{correction.pk}"
    desk.post(f"{address}/change/", sent | {"wording": "Something else"})
    deleted = desk.post(f"{address}/delete/", {"post": "yes"})

    correction.refresh_from_db()
    assert (correction.wording, correction.made_by) == (sent["wording"], editor)
    assert deleted.status_code == 403


@pytest.mark.parametrize("subject", ["section", "topic", "author"])
def test_subjects_have_their_lists_and_forms(desk, subject, make_section, make_topic, make_author):
    make_section(), make_topic(), make_author()

    assert desk.get(f"/admin/articles/{subject}/").status_code == 200
    assert desk.get(f"/admin/articles/{subject}/add/").status_code == 200


def test_a_byline_follows_the_right_to_its_story(client, picture_desk, make_article):
    client.force_login(picture_desk)

    page = client.get(change(make_article())).text

    assert not Permission.objects.filter(codename="change_byline", group__user=picture_desk).exists()
    assert "Nell Thackaberry" in page
    assert 'name="bylines-0-author"' not in page


def test_shows_words_and_no_html_to_those_who_may_only_read(client, picture_desk, make_article):
    client.force_login(picture_desk)

    page = client.get(change(make_article(body="<p>Plain <strong>words</strong>.</p>"))).text

    assert "<p>Plain <strong>words</strong>.</p>" in page
    assert "&lt;p&gt;" not in page
    assert "_publish" not in page
