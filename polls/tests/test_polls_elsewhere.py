"""A poll on other sites: the card in a frame, oEmbed, JSON and the card of a shared link, all under one policy."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings

from polls.models import Poll, Tally
from polls.pages.embed import WIDTH

HELD = 44_770_009


@pytest.fixture
def closed_poll(make_poll, time_machine):
    poll = make_poll("Raise the <b>wall</b>?", answers=("Yes", "No <script>x</script>", "Don’t know"))
    sums = {str(choice.pk): count for choice, count in zip(poll.answers, (41, 17, 3), strict=True)}
    Tally.objects.create(poll=poll, counts=sums, ballots=61, held=4, removed=2, as_of=poll.closes_at)
    time_machine.move_to(poll.closes_at, tick=False)
    return poll


def oembed_url(poll, **query):
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"/oembed/?url={settings.SITE_URL}{poll.get_absolute_url()}{more}"


def test_json_has_the_result_and_the_caveat_for_any_site(client, closed_poll):
    response = client.get(closed_poll.json_url)

    told = response.json()
    assert response["Access-Control-Allow-Origin"] == "*"
    assert told["phase"] == "closed"
    assert [row["votes"] for row in told["result"]["rows"]] == [41, 17, 3]
    assert (told["result"]["being_checked"], told["result"]["removed"]) == (4, 2)
    assert "do not represent the public" in told["note"]


@pytest.mark.parametrize("policy", ["after_vote", "after_close", "sealed"])
def test_json_has_no_result_before_its_time(client, make_poll, fill_box, policy):
    poll = fill_box(make_poll(results=policy), 2, 1)

    assert client.get(poll.json_url).json()["result"] is None
    Poll.objects.update(results=Poll.Results.LIVE)
    assert client.get(poll.json_url).json()["result"]["readers"] == 3


def test_being_checked_is_no_oracle_while_the_poll_is_open(client, make_poll, time_machine):
    poll = make_poll(results=Poll.Results.LIVE)
    Tally.objects.create(poll=poll, counts={}, ballots=0, held=HELD, as_of=poll.closes_at)

    assert "being_checked" not in client.get(poll.json_url).json()["result"]
    assert "more are being checked" not in client.get(poll.get_absolute_url()).text
    time_machine.move_to(poll.closes_at, tick=False)
    assert client.get(poll.json_url).json()["result"]["being_checked"] == HELD
    assert f"{HELD} more are being checked" in re.sub(r"\s+", " ", client.get(poll.get_absolute_url()).text)


def test_the_card_may_stand_in_any_frame_and_takes_no_vote_there(client, closed_poll, make_poll):
    open_poll = make_poll()
    response, open_card = client.get(closed_poll.embed_url), client.get(open_poll.embed_url)
    page = client.get(open_poll.get_absolute_url())

    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert ("X-Frame-Options" in response, "X-Frame-Options" in page) == (False, True)
    assert re.search(r">\s*41\s*<", response.text)
    for tag in ("<form", "<script"):
        assert [tag in drawn.text for drawn in (response, open_card, page)] == [False, False, True]
    assert f'href="{settings.SITE_URL}/polls/' in open_card.content.decode()


@pytest.mark.parametrize("outlet", ["get_absolute_url", "voted_url", "vote_url"])
def test_nothing_else_of_a_poll_may_be_framed(client, make_poll, outlet):
    found = getattr(make_poll(), outlet)
    response = client.get(found() if callable(found) else found)

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_oembed_gives_a_frame_around_words_that_stand_alone(client, closed_poll):
    response = client.get(oembed_url(closed_poll, maxwidth=320))

    told = response.json()
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (told["type"], told["version"], told["width"]) == ("rich", "1.0", 320)
    assert f'src="{settings.SITE_URL}{closed_poll.embed_url}"' in told["html"]
    assert "Yes 67%" in told["html"]
    assert "<blockquote>" in told["html"]


def test_words_stay_words_everywhere(client, closed_poll):
    for url in (closed_poll.get_absolute_url(), closed_poll.embed_url, closed_poll.voted_url):
        page = client.get(url).content.decode()
        assert not any(tag in page for tag in ("<script>x", "<b>wall")), url
        assert all(words in page for words in ("&lt;script&gt;x", "&lt;b&gt;wall")), url
    html = client.get(oembed_url(closed_poll)).json()["html"]
    assert ("<script>" in html, "<b>wall" in html) == (False, False)
    assert ("&lt;script&gt;" in html, "&lt;b&gt;wall" in html) == (True, True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://elsewhere.example/polls/poll-1-1/",
        f"{settings.SITE_URL}/polls/",
        f"{settings.SITE_URL}/polls/x-999999/",
        "not an address",
        f"{settings.SITE_URL}/%00",
        "http://[",
    ],
)
def test_oembed_knows_no_other_address(client, make_poll, url):
    ours = f"{settings.SITE_URL}{make_poll().get_absolute_url()}"

    assert client.get("/oembed/", {"url": url}).status_code == 404
    assert client.get("/oembed/", {"url": ours}).status_code == 200


@pytest.mark.parametrize("width", ["9" * 5000, "0", "-5", "x", "٣"])
def test_oembed_keeps_its_own_width_when_the_one_asked_for_is_none(client, make_poll, width):
    assert client.get(oembed_url(make_poll(), maxwidth=width)).json()["width"] == WIDTH


def test_oembed_says_the_same_in_xml_and_knows_no_third_form(client, closed_poll):
    told, written = client.get(oembed_url(closed_poll)).json(), client.get(oembed_url(closed_poll, format="xml"))

    assert {part.tag: part.text for part in ET.fromstring(written.content)} == {k: str(v) for k, v in told.items()}
    assert written["Content-Type"].startswith("text/xml")
    assert client.get(oembed_url(closed_poll, format="yaml")).status_code == 501


def test_the_page_says_where_to_ask(client, closed_poll):
    page = client.get(closed_poll.get_absolute_url()).content.decode()

    found = page.split('application/json+oembed"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(found.removeprefix(settings.SITE_URL)).json()["title"] == closed_poll.question
    assert "Final result: Yes 67%" in page.split('og:description" content="')[1].split('"')[0]


def test_a_draft_is_nowhere(client, make_poll):
    poll = make_poll(state=Poll.State.DRAFT)

    urls = [poll.json_url, poll.embed_url, oembed_url(poll)]
    assert [client.get(url).status_code for url in urls] == [404, 404, 404]
    Poll.objects.update(state=Poll.State.LIVE)
    assert [client.get(url).status_code for url in urls] == [200, 200, 200]


def test_a_void_poll_says_so_and_shows_no_figure(client, closed_poll):
    assert json.loads(client.get(closed_poll.json_url).content)["result"]
    Poll.objects.update(state=Poll.State.VOID)

    assert json.loads(client.get(closed_poll.json_url).content)["result"] is None
    assert "has withdrawn this poll" in client.get(closed_poll.embed_url).content.decode()
