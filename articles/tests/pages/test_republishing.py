"""What other papers may print: where the paper lets them, its own words alone, with whose they are."""

import re
from html import unescape

from articles.models import Correction
from articles.publishing.publish import publish, withdraw
from common import site_version
from newsroom.paper.identity import Paper


def kit_of(client, article):
    page = client.get(f"{article.get_absolute_url()}republish/")
    return unescape(re.search(r"<textarea[^>]*>(.*)</textarea>", page.text, re.S)[1])


def test_kit_has_the_words_whose_they_are_and_where_they_stand_first(client, open_paper, full_story):
    kit, address = kit_of(client, full_story), f"http://localhost:8000{full_story.get_absolute_url()}"

    assert "<h1>Should the barrier be higher?</h1>" in kit
    assert "Paragraph 11 of a long story" in kit
    assert "<blockquote>It held.</blockquote>" in kit
    assert "Bethan Rusk" in kit
    assert f'<a href="{address}" rel="canonical">' in kit
    assert "The tide was at six, not at seven." in kit


def test_kit_is_clean_and_has_no_picture(client, open_paper, full_story):
    kit = kit_of(client, full_story)

    for part in ("<img", "<figure data-credit", "class=", "style=", "<script", 'href="/', "data-embed"):
        assert part not in kit, part


def test_page_is_for_no_search_engine_and_names_the_story_as_the_first(client, open_paper, make_live_article):
    article = make_live_article()
    page = client.get(f"{article.get_absolute_url()}republish/")

    assert page["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.text
    assert f'<link rel="canonical" href="http://localhost:8000{article.get_absolute_url()}">' in page.text
    assert not page.cookies


def test_story_leads_there_only_where_the_paper_lets_others_print_it(client, open_paper, make_live_article):
    article = make_live_article()
    path = f"{article.get_absolute_url()}republish/"
    assert path in client.get(article.get_absolute_url()).text

    Paper.objects.update(may_republish=False)
    site_version.begin_with(None)

    assert path not in client.get(article.get_absolute_url()).text
    assert client.get(path).status_code == 404


def test_what_an_agency_or_a_reader_wrote_is_not_given(
    client, open_paper, make_live_article, make_author, make_article
):
    ours = make_live_article()
    agency = make_live_article(author=make_author("Press Wire", is_agency=True))
    letter = make_article(label="letter")
    publish(article=letter, by=None)

    paths = [f"{article.get_absolute_url()}republish/" for article in (ours, agency, letter)]
    assert [client.get(path).status_code for path in paths] == [200, 404, 404]


def test_story_that_is_withdrawn_is_not_given_either(client, open_paper, make_live_article):
    article = make_live_article("Zebra")
    withdraw(article=article, by=None)
    page = client.get(f"{article.get_absolute_url()}republish/")

    assert (page.status_code, "Zebra" in page.text) == (410, False)


def test_words_that_look_like_markup_stay_words(client, open_paper, make_live_article):
    article = make_live_article("Is 3 < 4 </textarea>?", standfirst="<b>Bold</b>")
    Correction.objects.create(article=article, wording="Not <i>that</i>.")
    page = client.get(f"{article.get_absolute_url()}republish/").text

    assert page.count("</textarea>") == 1
    kit = unescape(re.search(r"<textarea[^>]*>(.*)</textarea>", page, re.S)[1])
    assert "<h1>Is 3 &lt; 4 &lt;/textarea&gt;?</h1>" in kit
    assert "Not &lt;i&gt;that&lt;/i&gt;." in kit
