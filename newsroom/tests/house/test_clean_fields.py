"""What is written to a field of ours is clean, whoever writes it and however."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from articles.models import Article, Author, Topic
from common.fields import CleanCharField, CleanTextField
from common.form_fields import CleanCharField as CleanCharFormField

UNSEEN = "\x07\u200b\ufffe"


@pytest.fixture
def author(db):
    return Author.objects.create(name=f"Nell{UNSEEN} Thackaberry", slug="nell", biography=f"One.\r\nTwo{UNSEEN}.")


def test_row_is_clean_when_it_is_made(author):
    stored = Author.objects.get()

    assert (stored.name, stored.biography) == ("Nell Thackaberry", "One.\nTwo.")
    assert (author.name, author.biography) == (stored.name, stored.biography)


def test_row_is_clean_when_many_are_made_or_changed_at_once(db):
    Topic.objects.bulk_create(Topic(name=f"Floods{UNSEEN} {place}", slug=f"floods-{place}") for place in "ab")
    Topic.objects.filter(slug="a").update(standfirst="unchanged")
    Topic.objects.filter(slug="floods-b").update(name=f"Tides{UNSEEN}")

    assert set(Topic.objects.values_list("name", flat=True)) == {"Floods a", "Tides"}


def test_row_is_found_by_a_name_that_came_unclean(author):
    found, is_new = Author.objects.get_or_create(name=f"Nell {UNSEEN}Thackaberry")

    assert (found, is_new) == (author, False)


def test_expression_is_left_to_the_database(author):
    Author.objects.update(title=models.F("name"))

    assert Author.objects.get().title == "Nell Thackaberry"


def test_body_is_clean_when_it_comes_another_way_than_by_the_form(make_article):
    article = make_article(body=f"<p>The tide{UNSEEN} turned.</p>\r\n<p>Cafe\u0301.</p>")

    assert article.body == "<p>The tide turned.</p>\n<p>Café.</p>"
    assert Article.objects.get().body == article.body


@pytest.mark.parametrize("field", [CleanCharField(max_length=9), CleanTextField()], ids=["line", "block"])
def test_field_is_empty_when_only_unseen_signs_are_in_it(field):
    assert field.clean("Tide", None) == "Tide"
    with pytest.raises(ValidationError):
        field.clean(UNSEEN, None)
    with pytest.raises(ValidationError):
        field.formfield().clean(UNSEEN)


def test_field_counts_what_is_seen():
    assert CleanCharFormField(max_length=4).clean(f"Tide{UNSEEN}") == "Tide"


@pytest.mark.parametrize("field", [CleanCharField(max_length=9), CleanTextField()], ids=["line", "block"])
def test_field_is_to_migrations_the_one_it_stands_on(field):
    _name, path, _arguments, _options = field.deconstruct()

    assert path.startswith("django.db.models.")
    assert type(field.clone()) is type(field)


@pytest.mark.parametrize("headline", ["\u200b", "\u2800", "\ufeff\u200d \u00ad"], ids=ascii)
def test_story_is_refused_when_its_headline_cannot_be_seen(client, editor, make_section, headline):
    client.force_login(editor)
    sent = {"slug": "tide", "section": make_section().pk, "label": "report", "sensitivity": "normal"}
    sent |= {"bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0}

    refused = client.post("/admin/articles/article/add/", sent | {"headline": headline})

    assert "headline" in refused.context["adminform"].form.errors
    assert client.post("/admin/articles/article/add/", sent | {"headline": f"Tide{headline}"}).status_code == 302
    assert Article.objects.get().headline.startswith("Tide")
