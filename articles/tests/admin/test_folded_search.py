"""The desk finds a word however it was typed, and never by what only the markup says."""

import pytest

from articles.models import Article, Author, Topic

LIST = "/admin/articles/article/"
FOUND = [
    ("AT&T", "<p>The mast belongs to AT&amp;T.</p>"),
    ("at&t", "<p>The mast belongs to AT&amp;T.</p>"),
    ("CAFÉ", "<p>The café opens.</p>"),
    ("cafe", "<p>The <em>CAF</em>É opens.</p>"),
    ("it's", "<p>He said it’s late.</p>"),
    ("it’s", "<p>He said it's late.</p>"),
    ("Eilis", "<p>Éilís waited.</p>"),
    ("ty'r dwr", "<p>Tŷ’r Dŵr is shut.</p>"),
    ('"shut now"', "<p>It is <b>shut</b>\n now.</p>"),
    ("market-day", "<p>A market–day.</p>"),
    ("a < b", "<p>If a &lt; b.</p>"),
]


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def listed(desk, term, path=LIST):
    return [str(row) for row in desk.get(path, {"q": term}).context["cl"].result_list]


@pytest.mark.parametrize(("term", "body"), FOUND)
def test_story_is_found_when_its_word_is_typed_another_way(desk, make_article, term, body):
    make_article("Harbour notes", body=body)
    make_article("Other notes", body="<p>Nothing of that.</p>")

    assert listed(desk, term) == ["Harbour notes"]


@pytest.mark.parametrize("term", ["strong", "href", "amp", "example.org"])
def test_story_is_not_found_by_the_markup_of_its_body(desk, make_article, term):
    make_article("Bold", body='<p><strong>Bold</strong> &amp; <a href="https://example.org/">linked</a>.</p>')
    make_article("Plain", body=f"<p>A word: {term}.</p>")

    assert listed(desk, term) == ["Plain"]


def test_story_is_found_by_its_number(desk, make_article):
    article = make_article("Harbour notes")

    assert "Harbour notes" in listed(desk, str(article.pk))


def test_story_is_found_by_its_new_words_when_it_was_saved_at_the_desk(desk, make_article):
    article = make_article("Harbour notes")
    sent = {
        "headline": "Café notes",
        "slug": "notes",
        "body": "<p>Éilís waited.</p>",
        "section": article.section_id,
        "label": "report",
        "sensitivity": "normal",
        "version": article.version,
        "bylines-TOTAL_FORMS": 0,
        "bylines-INITIAL_FORMS": 0,
    }

    assert desk.post(f"{LIST}{article.pk}/change/", sent).status_code == 302

    assert Article.objects.get().folded == "cafe notes\neilis waited."
    assert listed(desk, "eilis") == ["Café notes"]
    assert listed(desk, "harbour") == []


def test_pictures_authors_and_topics_are_found_without_their_accents(desk, client, make_picture, picture_desk):
    make_picture(caption="The café at Tŷ Gwyn", alt="A house")
    Author.objects.create(name="Éilís Ní Dhuibhne", slug="eilis")
    Topic.objects.create(name="Cafés", slug="cafes")

    assert listed(desk, "CAFE", "/admin/articles/topic/") == ["Cafés"]
    assert listed(desk, "eilis ni", "/admin/articles/author/") == ["Éilís Ní Dhuibhne"]
    client.force_login(picture_desk)
    assert len(listed(client, "ty gwyn", "/admin/articles/picture/")) == 1
    assert listed(client, "quay", "/admin/articles/picture/") == []


@pytest.mark.parametrize("name", ["ÉILIS ní dhuibhne", "Éilís\u200b Ní Dhuibhne", "Eilis Ni  Dhuibhne"])
@pytest.mark.parametrize("kind", ["author", "topic"])
def test_name_is_refused_when_it_reads_like_one_that_is_there(desk, kind, name):
    model = {"author": Author, "topic": Topic}[kind]
    model.objects.create(name="Éilís Ní Dhuibhne", slug="eilis")

    refused = desk.post(f"/admin/articles/{kind}/add/", {"name": name, "slug": "another"})

    assert "Éilís Ní Dhuibhne" in str(refused.context["adminform"].form.errors["name"])
    assert desk.post(f"/admin/articles/{kind}/add/", {"name": f"{name} Byrne", "slug": "b"}).status_code == 302
    assert model.objects.count() == 2
