"""The text edition: every word, no picture, and polls that take votes without leaving it."""

import re

import pytest
from django.test import Client

from articles.models import HelpLine
from newsroom.paper.models import Page
from polls.models import Ballot, Poll

OURS = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (Linux; KAIOS/2.5) Gecko/48.0 Firefox/48.0"}


def text_of(article):
    return f"/text{article.get_absolute_url()}"


@pytest.fixture
def addresses(full_story, make_poll):
    return ["/text/", "/text/news/", text_of(full_story), f"/text{make_poll().get_absolute_url()}"]


def test_a_story_has_every_word_and_no_picture(client, full_story):
    page = " ".join(client.get(text_of(full_story)).text.split())

    assert page.count("of a long story about the tide.") == 12
    for words in ("Should the barrier be higher?", "Readers decide.", "By Bethan Rusk", "The tide was at six, not"):
        assert words in page
    assert not re.search(r"<(img|picture|figure|svg|video|script|style)\b", page)


def test_a_page_names_the_full_one_as_the_true_one_and_leads_there(client, full_story):
    page = client.get(text_of(full_story)).text

    assert f'<link rel="canonical" href="http://localhost:8000{full_story.get_absolute_url()}">' in page
    assert f'<a href="{full_story.get_absolute_url()}">With pictures</a>' in page


def test_every_page_leads_to_its_twin_or_to_the_front_of_the_text_edition(client, full_story, make_poll):
    poll = make_poll()
    twins = {"/": "/text/", "/news/": "/text/news/", full_story.get_absolute_url(): text_of(full_story)}
    twins |= {poll.get_absolute_url(): f"/text{poll.get_absolute_url()}", "/corrections/": "/text/", "/x/": "/text/"}

    for path, twin in twins.items():
        assert f'<a href="{twin}">Text edition</a>' in client.get(path).text, path
        assert client.get(twin).status_code == 200, twin


def test_a_page_weighs_next_to_nothing(client, addresses, make_many_live):
    make_many_live(60)

    assert [path for path in addresses if len(client.get(path).content) > 10_000] == []


def test_links_stay_in_the_text_edition(client, full_story):
    front, story = client.get("/text/").text, client.get(text_of(full_story)).text

    assert f'href="{text_of(full_story)}"' in front
    assert re.search(r'Read more:\s+<a href="/text/news/story-\d+-\d+/">The last flood</a>', story)


@pytest.mark.parametrize("path", ["/text/news/other-words-{pk}/", "/text/sport/{slug}-{pk}/"])
def test_a_story_has_one_address_here_too(client, full_story, path):
    response = client.get(path.format(pk=full_story.pk, slug=full_story.slug))

    assert (response.status_code, response["Location"]) == (302, text_of(full_story))


def test_what_never_was_is_not_found(client, make_article, make_poll):
    draft, poll = make_article(), make_poll(state=Poll.State.DRAFT)

    answers = [client.get(f"/text/{path}") for path in ("nowhere/", "news/x-999/", text_of(draft)[6:])]
    answers.append(client.get(f"/text{poll.get_absolute_url()}"))
    assert [answer.status_code for answer in answers] == [404] * 4


def test_a_hard_subject_has_its_help_lines_and_no_appeal(client, make_live_article):
    HelpLine.objects.create(name="Listeners of Saltmere", phone="01632 960 001")

    hard = client.get(text_of(make_live_article(abuse_or_suicide=True))).text
    other = client.get(text_of(make_live_article())).text

    assert "Listeners of Saltmere" in hard
    assert "Support us" not in hard
    assert "Support us" in other


def test_older_stories_of_a_section_are_a_page_further(client, make_many_live):
    make_many_live(60, sections=2)

    page = client.get("/text/section-1/").text
    older = client.get(f"/text/section-1/{re.search(r'[?]before=[0-9-]+', page)[0]}").text

    first, second = (set(re.findall(r"/text/section-1/[a-z0-9-]+/", text)) for text in (page, older))
    assert (len(first), len(second), first & second) == (20, 10, set())
    assert "Newest" in older


@pytest.mark.parametrize("most", [9, 6, 8, 4])
def test_costs_few_queries(client, addresses, most, django_assert_max_num_queries):
    path = dict(zip([9, 6, 8, 4], addresses, strict=True))[most]
    client.get(path)  # what the process remembers

    with django_assert_max_num_queries(most):
        client.get(path)


def test_a_reader_votes_changes_and_withdraws_without_leaving_it(make_live_article, make_poll):
    poll, reader = make_poll(results=Poll.Results.LIVE), Client()
    article = make_live_article(body=f'<p>One.</p><div data-embed="poll" data-id="{poll.pk}"></div>')
    form = fields_of(reader.get(text_of(article)).text)

    voted = reader.post(poll.vote_url, form | {"choice": poll.answers[0].pk}, headers=OURS, follow=True)
    changed = reader.post(poll.change_url, form | {"choice": poll.answers[1].pk}, headers=OURS, follow=True)
    withdrawn = reader.post(poll.withdraw_url, form, headers=OURS, follow=True)

    assert "Thank you. We have your vote." in voted.text
    assert re.search(r"Yes\s+<strong[^>]*>your vote</strong>\s*</th>\s*<td[^>]*>1</td>", voted.text)
    assert "Your vote is changed." in changed.text
    assert "Your vote is withdrawn" in withdrawn.text
    for answer in (voted, changed, withdrawn):
        assert is_plain(answer)
    assert Ballot.objects.get().story == article.pk


def test_a_mistake_is_told_in_it_and_keeps_what_was_marked(client, make_poll):
    poll = make_poll(kind=Poll.Kind.MULTIPLE, most=1, least=1)
    form = fields_of(client.get(f"/text{poll.get_absolute_url()}").text)

    none = client.post(poll.vote_url, form, headers=OURS)
    many = client.post(poll.vote_url, form | {"choice": [choice.pk for choice in poll.answers]}, headers=OURS)

    assert (none.status_code, many.status_code) == (422, 422)
    assert "Choose an answer before you vote." in none.text
    assert len(re.findall(r"<input[^>]* checked>", many.text)) == 3
    assert is_plain(none)
    assert is_plain(many)


def test_a_result_is_a_plain_table_with_how_it_was_made(client, make_poll, fill_box, time_machine):
    poll = fill_box(make_poll(), 20, 11)
    time_machine.move_to(poll.closes_at, tick=False)

    page = client.get(f"/text{poll.get_absolute_url()}").text

    assert re.search(r'Yes\s*</th>\s*<td class="poll__figure">20</td>', page)
    assert "Readers chose to take part, so the figures do not represent the public." in page
    assert "<form" not in page


def fields_of(page):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def is_plain(response):
    return 'text/text.css"' in response.text and "<script" not in response.text and "<svg" not in response.text


def test_box_of_a_page_of_the_papers_own_is_plain(client, db):
    box = '<section data-kind="facts"><h3>Who we are</h3><p>Nine of us.</p></section>'
    Page.objects.create(kind="about", title="About", slug="about", body=box, is_live=True, changed_on="2026-03-04")

    dressed, plain = client.get("/about/").text, client.get("/text/about/").text

    assert ["<h2>Who we are</h2>" in html for html in (dressed, plain)] == [True, True]
    assert ['class="box' in html for html in (dressed, plain)] == [True, False]
