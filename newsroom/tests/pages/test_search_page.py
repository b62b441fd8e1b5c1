"""The search page: what it shows, leads to and never says."""

import datetime as dt
import html
import re
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.publishing.publish import schedule, withdraw
from articles.tests.search.searching import put_out, write
from common import limits, site_version

pytestmark = pytest.mark.django_db
HEADLINE = re.compile(r'class="card__headline"><a href="([^"]*)">(.*?)</a>')


def headlines(page):
    return [re.sub("<[^>]+>", "", headline) for _address, headline in HEADLINE.findall(page.text)]


def link_called(page, words):
    return html.unescape(re.search(rf'<a[^>]* href="([^"]*)"[^>]*>\s*{re.escape(words)}\s*</a>', page.text)[1])


def test_page_marks_what_it_found_and_escapes_the_rest(client):
    put_out("Ferry <script>", body="Tea &amp; cake on a ferry’s &lt;b&gt; deck.")
    page = client.get("/search/", {"q": 'ferry "<b>'})

    assert headlines(page) == ["Ferry &lt;script&gt;"]
    assert "<mark>Ferry</mark> &lt;script&gt;" in page.text
    assert "Tea &amp; cake on a <mark>ferry’s</mark> &lt;<mark>b</mark>&gt; deck." in page.text
    assert 'value="ferry &quot;&lt;b&gt;"' in page.text
    assert "One story" in page.text


def test_page_is_kept_by_nobody_and_in_no_index(client):
    page = client.get("/search/?q=ferry")

    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.text
    assert page.cookies == {}


@pytest.mark.parametrize("order", ["newest", "best"])
def test_pages_follow_each_other_to_the_last_story(client, order):
    for number in range(23):
        put_out(f"Ferry number {number}", hours_ago=1 + number)
    page, seen = client.get("/search/", {"q": "ferry", "by": order}), []
    assert "23 stories" in page.text
    while True:
        seen += headlines(page)
        if 'rel="next"' not in page.text:
            break
        page = client.get("/search/" + link_called(page, "Older" if order == "newest" else "Next"))
        assert "23 stories" not in page.text

    assert len(seen) == len(set(seen)) == 23
    assert client.get(f"/search/{link_called(page, 'First page')}").text.count("<article") == 20


def test_page_counts_no_further_than_a_thousand(client, monkeypatch):
    for name in ("articles.search.find.MOST_COUNTED", "newsroom.pages.search.MOST_COUNTED"):
        monkeypatch.setattr(name, 24)
    monkeypatch.setattr("articles.search.find.how_many.__defaults__", (25,))
    for number in range(26):
        put_out(f"Ferry {number}")

    assert "More than 24 stories" in client.get("/search/?q=ferry").text


def test_filters_narrow_and_lead_out_again(client):
    put_out(
        "Ferry in sport", section="Sport", authors=["Ann"], label="opinion", at=timezone.now() - dt.timedelta(days=9)
    )
    put_out("Ferry in news")
    day = (timezone.localdate() - dt.timedelta(days=5)).isoformat()
    for narrowed in ({"section": "sport"}, {"author": "ann"}, {"kind": "opinion"}, {"until": day}):
        assert headlines(client.get("/search/", {"q": "ferry"} | narrowed)) == ["Ferry in sport"], narrowed
    assert headlines(client.get("/search/", {"q": "ferry", "since": day})) == ["Ferry in news"]

    page = client.get("/search/", {"q": "ferry", "section": "sport", "since": day})
    assert headlines(page) == []
    assert link_called(page, "Look everywhere, at any time") == "?q=ferry"


def test_authors_and_topics_of_what_was_found_narrow_it_and_lead_out_again(client):
    for number in range(2):
        put_out(f"Ferry of Ann {number}", authors=["Ann"], topics=["Boats"])
    put_out("Ferry of Ben", authors=["Ben"], topics=["Boats"])
    page = client.get("/search/?q=ferry&by=newest&page=1")
    assert (link_called(page, "Ann"), ">Ben</a>" in page.text, ">Boats</a>" in page.text) == (
        "?q=ferry&by=newest&author=ann",
        False,
        False,
    )

    narrowed = client.get("/search/" + link_called(page, "Ann"))
    assert headlines(narrowed) == ["Ferry of Ann 1", "Ferry of Ann 0"]
    assert 'name="author" value="ann"' in narrowed.text
    assert link_called(narrowed, "By everybody") == "?q=ferry&by=newest"


def test_a_filter_that_is_none_is_said_and_the_words_are_kept(client):
    put_out("Ferry")
    page = client.get(
        "/search/", {"q": "ferry", "since": "31/99/2026", "section": "nowhere", "before": "x", "page": "9"}
    )

    assert page.status_code == 200
    assert "Enter a valid date" in page.text
    assert 'value="31/99/2026"' in page.text


def test_a_slip_is_mended_by_a_link(client):
    put_out("Marine O’Shaughnessy")
    page = client.get("/search/?q=oshaughnesy")

    assert headlines(page) == []
    assert headlines(client.get("/search/" + link_called(page, "O’Shaughnessy"))) == ["Marine O’Shaughnessy"]


def test_sections_topics_authors_and_polls_are_found_by_name(client, make_poll):
    put_out("Quay", authors=["Éilís Ferry"], topics=["Ferries"], section="Ferry news")
    schedule(article=write("Later", topics=["Ferry plans"]), by=None, at=timezone.now() + dt.timedelta(hours=1))
    poll = make_poll(question="Should the ferry stop?")
    page = client.get("/search/?q=FERRY").text

    for address in ("/topics/ferries/", "/authors/eilis-ferry/", "/ferry-news/", poll.get_absolute_url()):
        assert f'<a href="{address}">' in page, address
    assert "Ferry plans" not in page


def test_an_empty_page_leads_on(client, make_section):
    make_section("Sport")
    for query in ("", "?q=", "?q=%22", "?q=zyzzyva"):
        page = client.get(f"/search/{query}").text
        assert 'href="/sport/"' in page
        assert ("No story has all of these words" in page) == (query == "?q=zyzzyva")


def test_nothing_to_look_for_asks_the_index_nothing(client, django_assert_max_num_queries):
    client.get("/search/")
    with django_assert_max_num_queries(2):
        client.get("/search/?q=-+%22%22")


@pytest.mark.parametrize(("by", "most"), [("newest", 21), ("best", 21)])
def test_page_costs_the_same_for_many_stories(client, make_live_article, django_assert_max_num_queries, by, most):
    for number in range(22):
        make_live_article(f"Ferry {number}")
    with django_assert_max_num_queries(most):
        assert len(headlines(client.get(f"/search/?q=ferry&by={by}&section=news"))) == 20


@pytest.mark.usefixtures("unbroken_hour")
def test_one_network_is_refused_after_so_many_searches(client, monkeypatch):
    monkeypatch.setattr("newsroom.pages.search.SEARCHES", replace(limits.SEARCHES, number=2))
    put_out("Ferry")
    answers = [client.get("/search/?q=ferry") for _turn in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert str(limits.SEARCHES.message) in answers[2].text
    assert headlines(answers[2]) == []
    assert client.get("/search/").status_code == 200


def test_page_answers_while_nothing_can_be_counted(client, monkeypatch):
    def locked(*arguments, **facts):
        raise OperationalError("database is locked")

    put_out("Ferry")
    monkeypatch.setattr("common.limits.is_within_limit", locked)

    assert headlines(client.get("/search/?q=ferry")) == ["Ferry"]


def test_text_edition_searches_too(client):
    article = put_out("Ferry sinks")
    page = client.get("/text/search/?q=ferri").text

    assert "Did you mean" in page
    assert f'href="/text{article.get_absolute_url()}"' in client.get("/text/search/?q=ferry").text


def suggested(client, typed):
    page = client.get("/search/suggest/", {"q": typed})
    assert page["Cache-Control"] == "no-store"
    return [(each["label"], each["url"]) for each in page.json()["suggestions"]]


def test_words_of_which_one_is_put_right_are_not_offered_beside_all_of_them(client):
    put_out("Fish quay opens")
    assert "fysh quay" in [label for label, _url in suggested(client, "fysh quey")]
    page = client.get("/search/?q=fysh+quey").text

    assert ">Fish quay</a>" in page
    assert "fysh quay" not in page


def test_what_begins_like_the_words_typed_is_suggested(client):
    put_out("Harbour wall holds", topics=["Harbour walks"], authors=["Éilís Harbottle"], section="Harbour news")
    schedule(
        article=write("Harbourmaster", topics=["Harbour to come"]), by=None, at=timezone.now() + dt.timedelta(hours=1)
    )
    names = [
        ("Harbour news", "/harbour-news/"),
        ("Harbour walks", "/topics/harbour-walks/"),
        ("Éilís Harbottle", "/authors/eilis-harbottle/"),
    ]

    assert suggested(client, "HARB") == [*names, ("harbour", "/search/?q=harbour")]
    assert suggested(client, "eil harb") == [names[2], ("eil harbour", "/search/?q=eil+harbour")]
    assert suggested(client, "sea hqrbour") == [("sea harbour", "/search/?q=sea+harbour")]
    assert [suggested(client, typed) for typed in ("h", "", "zz", '"', "harbourmas")] == [[]] * 5
    assert f'<a href="{names[0][1]}">' in client.get("/search/?q=harb").text


def test_suggestions_ask_the_database_little_and_follow_what_is_published(client, django_assert_max_num_queries):
    first = put_out("Ferry sails")
    assert suggested(client, "fer") == [("ferry", "/search/?q=ferry")]
    with django_assert_max_num_queries(0):
        suggested(client, "ferr")
    withdraw(article=first, by=None)
    put_out("Fern grows")
    site_version.forget()  # as when the site's number has moved

    assert suggested(client, "fer") == [("fern", "/search/?q=fern")]


def test_suggestions_of_a_crowd_are_none(client, monkeypatch):
    put_out("Ferry sails")
    monkeypatch.setattr(limits.time, "monotonic", lambda: 7.0)
    monkeypatch.setattr("newsroom.pages.search_suggest.SUGGESTIONS", limits.ProcessLimit(2))

    assert [bool(suggested(client, "fer")) for _number in range(3)] == [True, True, False]
