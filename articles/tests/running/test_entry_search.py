"""Readers look for the words of an entry: the answer leads to where they stand, and to nothing once they are gone."""

from articles.running.takedowns import lift_entry_takedown, take_down_entry
from articles.search.meant import did_you_mean
from articles.search.question import read
from articles.tests.running.test_running_pages import MARKER


def links(client, typed, path="/search/"):
    return client.get(path, {"q": typed}).text


def test_the_answer_leads_to_the_entry_where_the_words_stand_only_there(client, running_story, put_out, editor):
    entry = put_out(f"<p>Boats came to {MARKER} &amp; the mill.</p>", "At the <mill>")
    put_out("<p>Nothing more tonight.</p>")
    address = running_story.get_absolute_url()
    own = f"{address}entry/{entry.uuid}/"

    page = links(client, f"flood {MARKER}")
    assert f'href="{own}"' in page
    assert f"At the &lt;mill&gt; Boats came to <mark>{MARKER}</mark> &amp; the mill." in page
    assert f'/text{address}#e-{entry.uuid}"' in links(client, MARKER, "/text/search/")
    assert f'href="{address}"' in links(client, "flood night")

    take_down_entry(entry=entry, by=editor, reason="Lawyer.")
    assert own not in links(client, MARKER)
    assert MARKER not in links(client, MARKER[:4], "/search/suggest/")
    assert did_you_mean(f"{MARKER}x", read(f"{MARKER}x")) == ""
    lift_entry_takedown(entry=entry, by=editor)
    assert own not in links(client, MARKER)
