# ruff: noqa: F811 - the fixtures of the form are used here too
"""A story is kept as soon as something of it is written; what is missing is asked for when it goes out."""

import re

import pytest

from articles.models import Article
from articles.publishing.publish import CannotPublish, publish
from articles.tests.admin.test_article_form import ADD, LIST, change, desk, filled  # noqa: F401
from articles.workflow.stages import move

BLANK = {"headline": "", "slug": "", "body": "", "section": "", "bylines-0-author": "", "bylines-TOTAL_FORMS": 0}


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ({"headline": "Ferry late"}, "ferry-late"),
        ({"headline": "£5m i’r tŷ ar Lŷn"}, "5m-ir-ty-ar-lyn"),  # slug 12.0.1 drops the ŷ, Unidecode 1.4.0 has "ps5m"
        ({"body": "<p>It did not come.</p>"}, "story"),
    ],
)
def test_draft_is_kept_with_a_headline_or_a_body_alone(desk, filled, typed, slug):
    response = desk.post(ADD, filled(**BLANK | typed, _continue="1"))

    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.slug, article.section) == (slug, None)


@pytest.mark.parametrize("body", ["", "<p></p>", "<p>&nbsp;</p>", "<ul><li></li></ul>"])
def test_draft_of_nothing_is_refused_at_its_headline(desk, filled, body):
    page = desk.post(ADD, filled(**BLANK | {"body": body, "kicker": "Poll:"})).text

    assert '<a href="#id_headline">Headline</a>: Write a headline or some words of the story' in page
    assert not Article.objects.exists()


def test_draft_without_headline_and_section_stands_on_every_screen(desk, filled, editor, mailoutbox):
    desk.post(ADD, filled(**BLANK | {"body": "<p>Half a sentence</p>"}))
    article = Article.objects.get()

    move(article=article, to="review", by=editor)
    pages = [desk.get(address).text for address in (LIST, change(article), "/admin/", f"{LIST}{article.pk}/history/")]

    assert "Without a headline" in pages[0]
    assert "No section yet" in pages[0]
    assert all("None" not in re.sub(r"<[^>]*>", " ", page) for page in pages[:1])


@pytest.mark.parametrize(
    ("missing", "reason"),
    [({"section": None}, "no section"), ({"headline": ""}, "no headline"), ({"body": "<p>&nbsp;</p>"}, "no body")],
)
def test_story_goes_out_only_when_it_is_whole(make_article, missing, reason):
    article = make_article()
    whole = {name: getattr(article, name) for name in missing}
    Article.objects.update(**missing)

    with pytest.raises(CannotPublish, match=reason):
        publish(article=article, by=None)

    Article.objects.update(**whole)
    assert publish(article=article, by=None)


def test_every_error_is_named_and_leads_to_a_field_that_is_there(desk, filled, make_author):
    wrong = {"slug": "not a slug", "embargoed_until": "tomorrow", "kicker": "k" * 40, "bylines-0-role": "piper"}

    page = desk.post(ADD, filled(**wrong)).text

    led_to = re.findall(r'<p>\s*<a href="#(id_[\w-]+)">', page)
    assert led_to == ["id_kicker", "id_slug", "id_embargoed_until", "id_bylines-0-role"]
    assert [name for name in led_to if f'id="{name}"' not in page] == []


def test_errors_of_other_forms_of_the_desk_are_named_too(desk):
    page = desk.post(
        "/admin/articles/section/add/",
        {"name": "", "slug": "draft", "position": 0, "editors-TOTAL_FORMS": 0, "editors-INITIAL_FORMS": 0},
    ).text

    assert '<a href="#id_name">Name</a>: This field is required.' in page
    assert '<a href="#id_slug">Slug</a>:' in page
