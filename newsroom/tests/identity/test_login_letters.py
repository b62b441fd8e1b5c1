"""Letters to the owner of a login: what was done with it, in which browser, from where."""

import pytest
from django.test import RequestFactory

from articles.models import DeskLetter
from newsroom.identity.browsers import browser_of
from newsroom.identity.letters import Event, write_to_owner

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1 Version/19.1 Mobile Safari/604.1"
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


@pytest.fixture
def request_of():
    def make(agent):
        return RequestFactory().get("/", headers={"User-Agent": agent}, REMOTE_ADDR="81.2.69.142")

    return make


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        (CHROME, "Chrome on Windows"),
        (f"{CHROME} Edg/142.0", "Edge on Windows"),
        ("<script>", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_browser_is_called_by_its_family(agent, said, request_of):
    assert browser_of(request_of(agent)) == said


@pytest.mark.parametrize("event", Event)
def test_letter_says_what_was_done_with_a_login_and_from_where(event, reporter, request_of, mailoutbox):
    reporter.email = "reporter@courier.example"

    write_to_owner(user=reporter, event=event, request=request_of(FIREFOX))

    letter = DeskLetter.objects.get()
    assert letter.subject == event.label
    said = (str(event.label), "Firefox on Linux", "81.2.0.0/16", "change your password")
    assert [words for words in said if words not in letter.body] == []
    assert "81.2.69.142" not in letter.body
    assert [message.to for message in mailoutbox] == [["reporter@courier.example"]]


def test_letter_is_written_for_each_time_that_something_happens(reporter, request_of):
    reporter.email = "reporter@courier.example"

    for _ in range(2):
        write_to_owner(user=reporter, event=Event.PASSWORD_CHANGED, request=request_of(SAFARI))

    assert DeskLetter.objects.count() == 2
