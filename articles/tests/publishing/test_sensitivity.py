"""Judgement at the publish gate and on the page: running cases, protected names, hard subjects, elections."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.core.serializers import serialize
from django.db import IntegrityError
from django.utils import timezone
from reversion.models import Version

from articles.models import Article, Edition, HelpLine, ReadHour, Stage, StageMove, WithheldName
from articles.pages.most_read import rank_readers
from articles.publishing.compose import read_placements
from articles.publishing.publish import CannotPublish, publish, reasons_not_to_publish
from articles.tests.story_forms import story_form
from polls.models import Poll

NAME = "Zoë Quillfeather"


def placing(poll):
    return f'<p>Vote.</p><div data-embed="poll" data-id="{poll.pk}"></div>'


def pass_by_the_lawyer(article, by):
    Article.objects.filter(pk=article.pk).update(stage=Stage.READY)
    StageMove.objects.create(article=article, from_stage=Stage.LEGAL, to_stage=Stage.READY, by=by)


# Active proceedings


def test_active_proceedings_refuse_a_poll(make_article, make_poll, legal):
    article = make_article(active_proceedings=True, body=placing(make_poll()))
    pass_by_the_lawyer(article, legal)

    with pytest.raises(CannotPublish, match="no poll may stand"):
        publish(article=article, by=None)


def test_active_proceedings_need_the_lawyer(make_article, legal):
    article = make_article(active_proceedings=True)

    with pytest.raises(CannotPublish, match="needs the lawyer"):
        publish(article=article, by=None)

    pass_by_the_lawyer(article, legal)
    publish(article=article, by=None)


def test_only_the_lawyer_or_editor_takes_the_flag_off(client, reporter, make_article):
    article = make_article(active_proceedings=True, created_by=reporter)
    client.force_login(reporter)

    client.post(f"/admin/articles/article/{article.pk}/change/", story_form(article, headline="New", _continue="1"))

    stored = Article.objects.get()
    assert (stored.headline, stored.active_proceedings) == ("New", True)


# Protected identity


@pytest.fixture
def protected(make_article):
    article = make_article(protected_identity=True)
    WithheldName.objects.create(article=article, name=NAME)
    return article


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("headline", "The story of Zoe Quillfeather"),
        ("kicker", "zoë QUILLFEATHER"),
        ("standfirst", "What Zoë Quillfeather’s mother said."),
        ("slug", "zoe-quillfeather-speaks"),
        ("lead_caption", "Zoë  Quillfeather at home"),
        ("body", "<p>Zoë <strong>Quill</strong>feather spoke.</p>"),
        ("body", "<p>Zo&euml; Quillfeather spoke.</p>"),
        ("body", "<p>Zo\u00adë\u00a0Quill\u200bfeather spoke.</p>"),
        ("body", "<ul><li><p>Zoë</p></li><li><p>Quillfeather</p></li></ul>"),
        ("body", "<p>The Zoë Quillfeathers of this world.</p>"),
    ],
)
def test_a_withheld_name_keeps_the_story_in(protected, field, text):
    setattr(protected, field, text)

    (reason,) = set(reasons_not_to_publish(protected))

    assert "A withheld name stands in" in reason
    assert "uillfeather" not in reason.lower()


@pytest.mark.parametrize("where", ["caption", "alt"])
@pytest.mark.parametrize("how", ["lead", "body"])
def test_a_withheld_name_is_found_under_pictures(protected, make_picture, where, how):
    picture = make_picture(**{where: f"{NAME} in the park"})
    if how == "lead":
        protected.lead_picture = picture
    else:
        protected.body += f'<figure data-picture="{picture.pk}"></figure>'

    assert any("A withheld name" in reason for reason in reasons_not_to_publish(protected))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("document", "title"),
        ("document", "description"),
        ("sound", "description"),
        ("sound", "transcript"),
        ("video", "standfirst"),
        ("video", "transcript"),
    ],
)
def test_a_withheld_name_is_found_in_what_a_file_says(protected, request, kind, field):
    made = request.getfixturevalue(f"make_{kind}")()
    embed = "watch" if kind == "video" else kind
    protected.body += f'<p>See it.</p><div data-embed="{embed}" data-id="{made.pk}"></div>'
    assert reasons_not_to_publish(protected) == []

    type(made).objects.filter(pk=made.pk).update(**{field: f"As {NAME} says"})

    assert any("A withheld name" in reason for reason in reasons_not_to_publish(protected))


def test_a_withheld_name_is_found_among_the_topics(protected, make_topic):
    protected.topics.add(make_topic(NAME, slug="somebody"))

    assert reasons_not_to_publish(protected)


@pytest.mark.parametrize("text", ["Zoë spoke.", "Quillfeathering", "Azoë Quillfeather", "Quillfeather Zoë"])
def test_other_words_do_not_keep_it_in(protected, text):
    protected.body = f"<p>{text}</p>"

    assert reasons_not_to_publish(protected) == []


def test_the_name_is_in_no_edition_version_or_log(client, legal, editor, protected):
    client.force_login(legal)
    add = "/admin/articles/withheldname/add/"
    client.post(add, {"article": protected.pk, "name": "Second Quillfeather"})
    publish(article=protected, by=editor)

    assert WithheldName.objects.count() == 2
    kept = serialize("json", [*Edition.objects.all(), *Article.objects.all()])
    kept += "".join(Version.objects.values_list("serialized_data", flat=True))
    kept += "".join(f"{entry.object_repr}{entry.change_message}" for entry in LogEntry.objects.all())
    assert "uillfeather" not in kept


@pytest.mark.parametrize("role", ["reporter", "sub_editor", "section_editor", "picture_desk", "supporter_desk"])
def test_nobody_else_sees_or_changes_withheld_names(client, request, role, protected):
    client.force_login(request.getfixturevalue(role))
    pk = WithheldName.objects.get().pk
    folder = "/admin/articles/withheldname/"

    answers = [
        client.get(folder),
        client.get(f"{folder}{pk}/change/"),
        client.post(f"{folder}{pk}/delete/", {"post": "yes"}),
        client.post(f"{folder}add/", {"article": protected.pk, "name": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert "uillfeather" not in client.get(f"/admin/articles/article/{protected.pk}/change/").text
    assert WithheldName.objects.count() == 1


# Abuse or suicide


@pytest.fixture
def hard_story(make_live_article, make_topic):
    """A flagged story with an own link, and others that would stand beside it by themselves."""
    topic = make_topic()
    linked, near = make_live_article("Linked by the editor"), make_live_article("On the same topic", topics=[topic])
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    ReadHour.objects.create(article=near, hour=hour, readers=500)
    rank_readers()
    HelpLine.objects.create(name="The Lantern Room", phone="01632 960 114", words="Every evening.")
    HelpLine.objects.create(name="Closed Line", phone="1", is_shown=False)
    body = f'<p>It was hard.</p><div data-embed="related" data-id="{linked.pk}"></div>'
    article = make_live_article("The review", abuse_or_suicide=True, topics=[topic], body=body)
    read_placements(article=article)
    return article


def test_help_lines_replace_the_appeal_and_nothing_is_recommended(client, hard_story):
    page = client.get(hard_story.get_absolute_url()).text

    assert "The Lantern Room" in page
    assert 'href="tel:01632960114"' in page
    assert "Closed Line" not in page
    assert "Become a Supporter" not in page
    assert 'class="most-read"' not in page
    assert "On the same topic" not in page
    assert "Linked by the editor" in page


def test_a_story_without_the_flag_is_as_it_was(client, hard_story):
    Edition.objects.filter(article=hard_story).update(abuse_or_suicide=False)

    page = client.get(hard_story.get_absolute_url()).text

    assert "The Lantern Room" not in page
    assert "Become a Supporter" in page
    assert "On the same topic" in page


def test_a_help_line_can_be_reached(db):
    with pytest.raises(IntegrityError):
        HelpLine.objects.create(name="Nowhere")


# Election


@pytest.mark.parametrize(("results", "may_go"), [("live", False), ("after_close", False), ("sealed", True)])
def test_an_election_wants_its_poll_sealed(make_article, make_poll, results, may_go):
    poll = make_poll()
    Poll.objects.update(results=results)

    article = make_article(election=True, body=placing(poll))

    assert (reasons_not_to_publish(article) == []) is may_go


def test_a_closed_poll_gives_nothing_away_about_an_election_to_come(make_article, make_poll):
    poll = make_poll()
    Poll.objects.update(opens_at=timezone.now() - dt.timedelta(days=9), closes_at=timezone.now() - dt.timedelta(days=1))

    assert reasons_not_to_publish(make_article(election=True, body=placing(poll))) == []


def test_flags_are_published_with_the_words(make_live_article):
    article = make_live_article(election=True, abuse_or_suicide=True)

    edition = article.live_edition()
    assert (edition.election, edition.abuse_or_suicide, edition.active_proceedings) == (True, True, False)
