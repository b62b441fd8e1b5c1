"""Documents, sounds and pictures of a running story's entries: where they stand, and that they go with a takedown."""

import pytest

from articles.library.usage import files_only_of, files_only_of_entry, where_used
from articles.models import Document
from articles.pictures.usage import pictures_only_of_entry
from articles.running.takedowns import take_down_entry
from articles.search.files import index_again
from articles.tests.search.searching import found

pytestmark = pytest.mark.django_db


def card(held):
    return f'<p>See it.</p><div data-embed="{held.PLACED_AS}" data-id="{held.pk}"></div>'


@pytest.mark.parametrize("kind", ["make_document", "make_sound"])
def test_entry_shows_a_file_of_the_library(client, request, put_out, running_story, kind):
    held = request.getfixturevalue(kind)()
    put_out(card(held))

    assert held.file.url in client.get(running_story.get_absolute_url()).text


def test_library_says_that_an_entry_holds_it(make_document, write, put_out, running_story):
    drafted, public = make_document("Drafted"), make_document("Public")
    write(card(drafted))
    put_out(card(public))

    said = {row.title: (row.is_used, row.is_live) for row in Document.objects.with_use()}
    assert said == {"Drafted": (True, False), "Public": (True, True)}
    assert [use.article for use in where_used(public)] == [running_story]


def test_story_is_found_by_what_the_document_of_an_entry_says(make_document, put_out, running_story):
    document = make_document(says="The breakwater sank.")
    put_out(card(document))
    assert found("breakwater") == [running_story.headline]

    Document.objects.filter(pk=document.pk).update(says="The groyne sank.")
    index_again(Document.objects.get())
    assert (found("breakwater"), found("groyne")) == ([], [running_story.headline])


def test_takedown_of_an_entry_takes_what_stands_in_it_alone(client, make_document, make_live_article, put_out, editor):
    own, shared = make_document("Own"), make_document("Shared")
    entry = put_out(card(own) + card(shared))
    put_out(card(shared))

    assert files_only_of_entry(entry) == [own]
    take_down_entry(entry=entry, by=editor, reason="A court order.")
    assert client.get(own.file.url).status_code == 410
    assert client.get(shared.file.url).status_code == 200


def test_file_of_an_entry_is_not_only_another_storys(make_document, make_live_article, put_out):
    held = make_document()
    story = make_live_article("Report", body=card(held))
    assert files_only_of(story) == [held]

    put_out(card(held))

    assert files_only_of(story) == []


def test_picture_that_another_story_shares_is_not_only_an_entrys(make_picture, make_live_article, put_out):
    picture = make_picture()
    entry = put_out(f'<figure data-picture="{picture.pk}"></figure>')
    assert list(pictures_only_of_entry(entry)) == [picture]

    make_live_article("Shared", social_picture=picture)

    assert list(pictures_only_of_entry(entry)) == []
