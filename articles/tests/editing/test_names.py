"""Names that the archive spells otherwise: found by its many stories, with bounded work, and left alone otherwise."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editing.names import about_names, pairs_in
from articles.models import HouseAnswer
from articles.search.otherwise import MOST_TRIED, spelt_otherwise


@pytest.fixture
def archive(make_live_article):
    for number in range(5):
        make_live_article(f"Tide {number}", body="<p>The boats left Llanfair Harbor with Nell Thackaberry.</p>")


@pytest.mark.django_db
def test_name_that_many_stories_spell_otherwise_is_told_with_its_place(archive, make_article):
    story = make_article(body="<p>At dawn Llanfair Harbour’s gates held. Nell Thackabery saw it.</p>")
    (remark,) = about_names(story)

    assert remark.message == "2 names that the archive spells otherwise"
    assert [(passage.mark, passage.note, passage.suggestion) for passage in remark.passages] == [
        ("Llanfair Harbour", "5 stories write “Llanfair Harbor”", "Llanfair Harbor"),
        ("Nell Thackabery", "5 stories write “Nell Thackaberry”", "Nell Thackaberry"),
    ]
    assert remark.passages[0].find.startswith("At dawn Llanfair Harbour’s gates held.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        "<p>The boats left Llanfair Harbor with Nell Thackaberry.</p>",
        "<p>Llanfair harbour is open, said a Llanfair. Harbour dues rise.</p>",
        "<p>Tom Harbour and Wendham Harbour are in no story.</p>",
        "<p></p>",
    ],
)
def test_names_of_the_archive_and_names_of_their_own_are_left_alone(archive, make_article, body):
    assert about_names(make_article(body=body)) == []


@pytest.mark.django_db
def test_two_spellings_of_which_neither_is_rare_are_two_names(archive, make_live_article):
    for number in range(2):
        make_live_article(f"Other {number}", body="<p>Llanfair Harbour is another place.</p>")

    assert spelt_otherwise([("Llanfair", "Harbour")]) == []


@pytest.mark.django_db
def test_work_is_bounded_however_many_names_there_are(archive, make_article):
    names = " and ".join(f"Llanfair Harbo{letter}" for letter in "abcdefghijklmnopqstuvwxyz")
    story = make_article(body=f"<p>{names}</p>")

    with CaptureQueriesContext(connection) as asked:
        about_names(story)
    searched = [query["sql"] for query in asked if "articles_search" in query["sql"]]
    assert MOST_TRIED < len(searched) <= 2 + 2 * MOST_TRIED
    nameless = make_article(body="<p>no name at all.</p>", headline="tide", standfirst="")
    with CaptureQueriesContext(connection) as asked:
        about_names(nameless)
    assert len(asked) == 0


def test_a_name_is_two_words_with_capitals_in_a_row():
    text = "The Fish Quay, said Mrs O’Brien Ap-Rhys of East Wending’s council. Élan Quay"

    assert [pair for pair, *_ in pairs_in(text)] == [
        ("Fish", "Quay"),
        ("O’Brien", "Ap-Rhys"),
        ("East", "Wending"),
        ("Élan", "Quay"),
    ]


@pytest.mark.django_db
def test_checklist_names_them_once_somebody_has_typed(client, editor, archive, make_article):
    story = make_article(body="<p>Llanfair Harbour held.</p>")
    client.force_login(editor)
    form = {"headline": story.headline, "body": story.body, "version": story.version}

    page = client.post(f"/admin/articles/article/{story.pk}/checklist/", form).text
    assert "1 name that the archive spells otherwise" in page
    assert 'data-suggestion="Llanfair Harbor"' in page
    assert 'data-rule="" data-text="llanfair harbour"' in page
    assert "Leave it in this story" in page
    assert "the archive spells otherwise" not in client.get(f"/admin/articles/article/{story.pk}/change/").text


@pytest.mark.django_db
def test_name_that_is_right_in_a_story_is_left_there_and_told_in_others(client, editor, archive, make_article):
    story, other = (make_article(body="<p>Llanfair Harbour held. Nell Thackabery saw it.</p>") for _ in range(2))
    client.force_login(editor)
    said = {"rule": "", "text": "llanfair harbour", "verdict": "passed"}

    for _twice in range(2):
        assert client.post(f"/admin/articles/article/{story.pk}/house-style/", said).status_code == 204

    told = {each: [passage.mark for passage in about_names(each)[0].passages] for each in (story, other)}
    assert told == {story: ["Nell Thackabery"], other: ["Llanfair Harbour", "Nell Thackabery"]}
    assert HouseAnswer.objects.get().by == editor
