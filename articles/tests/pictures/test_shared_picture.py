"""Another picture where a story is shared: shown there, kept while used, and never past its rights."""

# ruff: noqa: F811 - the fixtures of the form are used here too
import datetime as dt
import re

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from articles.models import Picture, WithheldName
from articles.pictures.usage import pictures_only_of, where_used
from articles.publishing.publish import reasons_not_to_publish
from articles.publishing.unseen import advice_on_unseen
from articles.tests.admin.test_article_form import as_sent, desk, filled  # noqa: F401


def shared_by(client, article):
    page = client.get(article.get_absolute_url()).text
    return dict(re.findall(r'<meta property="(og:image[\w:]*)" content="([^"]*)"', page))


@pytest.fixture
def pictures(make_picture):
    return make_picture("Lead", alt="A lead"), make_picture("Shared", alt="A wall by night")


@pytest.fixture
def story(make_live_article, pictures):
    lead, shared = pictures
    return make_live_article(lead_picture=lead, social_picture=shared)


def test_page_names_it_to_others_and_shows_the_lead_picture(client, story, pictures):
    told = shared_by(client, story)

    assert pictures[1].file.share in told["og:image"]
    assert told["og:image:alt"] == "A wall by night"
    assert pictures[1].file.name not in client.get(f"/text{story.get_absolute_url()}").text


def test_without_one_or_past_its_rights_it_is_the_lead_picture(client, story, pictures, make_live_article):
    assert pictures[0].file.share in shared_by(client, make_live_article(lead_picture=pictures[0]))["og:image"]

    Picture.objects.filter(pk=pictures[1].pk).update(rights_until=timezone.localdate() - dt.timedelta(days=1))
    assert pictures[0].file.share in shared_by(client, story)["og:image"]
    assert advice_on_unseen(story, []) == ["The rights to “Shared” have ended: readers do not see it."]


def test_picture_without_credit_or_words_keeps_the_story_in(make_article, make_picture):
    article = make_article(social_picture=make_picture(credit="", alt=""))

    assert {"The picture for sharing has no credit.", "The picture for sharing has no alternative text."} <= set(
        reasons_not_to_publish(article)
    )


def test_withheld_name_in_its_words_keeps_the_story_in(make_article, make_picture):
    article = make_article(protected_identity=True, social_picture=make_picture(alt="Zoë Quillfeather at home"))
    assert not any("withheld" in reason for reason in reasons_not_to_publish(article))
    WithheldName.objects.create(article=article, name="Zoë Quillfeather")

    assert any("withheld" in reason for reason in reasons_not_to_publish(article))


def test_library_knows_where_it_is_used_and_a_takedown_takes_it_along(story, pictures, make_live_article):
    shared = pictures[1]
    (use,) = where_used(shared)
    assert (use.article, use.leads, use.is_live) == (story, False, True)
    assert Picture.objects.with_use().get(pk=shared.pk).is_live
    with pytest.raises(ProtectedError):
        shared.delete()

    assert set(pictures_only_of(story)) == set(pictures)
    make_live_article("Another", social_picture=shared)
    assert set(pictures_only_of(story)) == {pictures[0]}


def test_form_keeps_it(desk, filled, make_article, make_picture):
    article, picture = make_article(), make_picture()
    desk.post(
        f"/admin/articles/article/{article.pk}/change/",
        as_sent(article, filled, social_picture=str(picture.pk), _continue="1"),
    )

    article.refresh_from_db()
    assert article.social_picture == picture
