"""Stories that a plugin of WordPress told in entries come in as running stories, with what was changed and when."""

import datetime as dt

import pytest

from articles.importing.items import Kind
from articles.models import Author, EntryEdition, RunningStory
from articles.tests.importing.import_builders import called, wxr, wxr_item
from articles.tests.importing.test_wordpress_odd_parts import meta
from articles.tests.importing.test_wordpress_text import scanned

USER = """<wp:author><wp:author_id>7</wp:author_id><wp:author_login>nell</wp:author_login>
<wp:author_display_name>Nell Ames</wp:author_display_name></wp:author>"""


def comment(number, time, content, *, approved="liveblog", **said):
    told = {"id": number, "author": "Old Sam", "user_id": 9, "date_gmt": f"2019-05-10 {time}", "approved": approved}
    facts = "".join(f"<wp:comment_{name}>{value}</wp:comment_{name}>" for name, value in told.items())
    facts += f"<wp:comment_content><![CDATA[{content}]]></wp:comment_content>"
    facts += "".join(meta(f"liveblog_{name}", value) for name, value in said.items()).replace("postmeta", "commentmeta")
    return f"<wp:comment>{facts}<wp:comment_type>liveblog</wp:comment_type></wp:comment>"


ENTRIES = [
    comment(21, "18:00:00", "The gates are shut.\n\nAll of them.").replace("user_id>9", "user_id>7"),
    comment(22, "18:05:00", "The ferry sails.", hide_authors="1"),
    comment(23, "18:10:00", '<span class="liveblog-command type-key">key</span> It is over.', key_entry="true"),
    comment(24, "18:20:00", "The ferry is late.", replaces="22"),
    comment(25, "18:30:00", "The ferry sails.", replaces="22"),
    comment(26, "18:12:00", "A rumour.", approved="trash"),
    comment(27, "18:13:00", "A worse rumour.", replaces="26"),
    comment(28, "18:14:00", "", replaces="26"),
]


@pytest.mark.django_db
def test_entries_come_in_at_their_times_with_their_changes(bring, tmp_path, client):
    story = wxr_item(title="Flood night", post_date_gmt="2019-05-10 17:50:00", more="".join(ENTRIES))
    told = meta("liveblog", "archive")
    (tmp_path / "live.xml").write_text(wxr(USER, story.replace("</item>", f"{told}</item>")))
    run = bring(path=tmp_path / "live.xml")

    running = RunningStory.objects.get(article=called("Flood night"))
    editions = EntryEdition.objects.order_by("position", "starts_at").select_related("author")
    at = "%H:%M"
    assert (running.ended_at.strftime(at), running.newest_first) == ("18:30", False)
    assert [
        (one.words, one.at.strftime(at), one.starts_at.strftime(at), one.author and one.author.name, one.is_key)
        for one in editions
    ] == [
        ("<p>The gates are shut.</p><p>All of them.</p>", "18:00", "18:00", "Nell Ames", False),
        ("<p>The ferry is late.</p>", "18:05", "18:20", None, False),
        ("<p>The ferry sails.</p>", "18:05", "18:30", None, False),
        ("<p>It is over.</p>", "18:10", "18:10", "Old Sam", True),
    ]
    assert editions.first().starts_at.date() == dt.date(2019, 5, 10)
    assert EntryEdition.objects.live().count() == Author.objects.filter(name__in=["Nell Ames", "Old Sam"]).count() + 1
    page = client.get(running.article.get_absolute_url()).text
    assert "The ferry sails." in page
    assert "rumour" not in page
    assert run.rows.filter(kind=Kind.LEFT, group="entry of a live blog").count() == 2  # those that were taken away


def test_entries_of_a_post_that_shows_them_no_more_are_counted_and_are_no_comments():
    items = scanned(wxr(wxr_item(more=f"{ENTRIES[0]}{ENTRIES[1]}<wp:comment/>")).encode())
    left = [item.payload for item in items if item.kind == Kind.LEFT]
    assert left == [{"group": "comment", "count": 1}, *[{"group": "entry of a live blog"}] * 2]
