"""What the desk says beside the words of a story is at no address that a reader, a feed or a program can ask for."""

import pytest

from articles.comments.threads import begin_thread
from articles.exporting.archive import export_archive
from articles.proposals.decide import suggest
from articles.tests.exporting.test_export_archive import words_in
from articles.wording.anchors import Anchor
from newsroom.tests.pages.test_gate import every_address

MARKER = "Bellwether"


@pytest.fixture
def commented(open_paper, make_live_article, make_topic, editor):
    article = make_live_article("Gate", body="<p>The gate opens.</p>", topics=[make_topic()])
    for place in (Anchor(4, "gate", "The ", " opens."), Anchor(0, f"{MARKER} unsaved", "", "")):
        begin_thread(article=article, by=editor, place=place, words=f"{MARKER} asks @editor.", asks=editor)
    return article


def test_no_public_address_shows_a_comment(client, commented):
    addresses = [*every_address(commented), commented.get_absolute_url()]

    shown = {address: client.get(address, follow=True).content.decode().lower() for address in addresses}

    assert [address for address, text in shown.items() if MARKER.lower() in text] == []
    assert len([address for address, text in shown.items() if "gate" in text]) > 8


def test_no_export_holds_a_comment(export_root, commented):
    export_archive(root=export_root, with_desk=True)

    assert MARKER.lower() not in words_in(export_root).lower()
    assert "The gate opens" in words_in(export_root)


def test_the_desk_does_show_them(client, commented, editor):
    client.force_login(editor)

    assert MARKER in client.get(f"/admin/articles/article/{commented.pk}/comments/").text


def test_no_public_address_shows_what_is_suggested(client, commented, editor, export_root):
    words = commented.body.replace("gate", MARKER)
    suggest(article=commented, person=editor, base=commented.body, html=words, seen=0)
    addresses = [*every_address(commented), commented.get_absolute_url()]
    export_archive(root=export_root, with_desk=True)

    assert [
        path for path in addresses if MARKER.lower() in client.get(path, follow=True).content.decode().lower()
    ] == []
    assert MARKER.lower() not in words_in(export_root).lower()
    client.force_login(editor)
    assert f"<ins>{MARKER} </ins>" in client.get(f"/admin/articles/article/{commented.pk}/suggestions/").text
