"""The text edition for everybody: one tick at the desk, the same addresses, and back again."""

import pytest

from articles.publishing.publish import withdraw
from common import site_version
from newsroom.paper.identity import Paper
from newsroom.tests.pages.test_text_edition import is_plain

FORM = "/admin/newsroom/paper/"


@pytest.fixture
def pages(full_story, make_poll):
    subjects = ["/", "/news/", "/topics/flooding/", "/authors/bethan-rusk/", "/search/?q=tide"]
    return [*subjects, full_story.get_absolute_url(), make_poll().get_absolute_url()]


def tick(**fields):
    Paper.objects.update(**fields)
    site_version.forget()


def test_every_page_with_a_twin_is_words_alone_at_its_own_address(client, pages):
    assert not any(is_plain(client.get(path)) for path in pages)

    tick(is_text_only=True)

    for path in pages:
        answer = client.get(path)
        assert (answer.status_code, is_plain(answer)) == (200, True), path
        assert "With pictures" not in answer.text
    assert "so that everybody gets them" in answer.text
    tick(is_text_only=False)
    assert "With pictures" in client.get("/text/").text
    assert not any(is_plain(client.get(path)) for path in pages)


def test_a_page_without_a_twin_the_desk_and_giving_stay_as_they_are(client, pages, editor, contribution_page):
    tick(is_text_only=True)

    for path in ("/corrections/", "/support/", "/robots.txt"):
        assert (client.get(path).status_code, is_plain(client.get(path))) == (200, False), path
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200


def test_a_kept_page_goes_with_the_tick_and_with_what_its_twin_is_made_of(reader, full_story, make_live_article):
    path = make_live_article("Named in error").get_absolute_url()
    assert b"With pictures" not in reader.kept(path)[0].body
    tick(is_text_only=True)

    assert b"so that everybody gets them" in reader.kept(path)[0].body
    assert b"Should the barrier be higher?" in reader.kept("/topics/flooding/")[0].body
    withdraw(article=full_story, by=None, notice="It named the wrong firm.")
    assert b"Should the barrier be higher?" not in reader.kept("/topics/flooding/")[0].body


def test_only_who_may_change_the_look_ticks_it(client, admin_client, reporter):
    sent = {"name": "", "town": "", "strapline": "", "legal_line": "", "logo": "", "accent": "", "accent_dark": ""}
    sent |= {"sharing_picture": "", "accounts": "", "is_text_only": "on"}
    client.force_login(reporter)

    assert client.post(FORM, sent).status_code == 403
    assert not Paper.objects.get().is_text_only
    admin_client.post(FORM, sent)
    assert Paper.objects.get().is_text_only
