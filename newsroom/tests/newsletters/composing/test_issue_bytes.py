"""The bytes of a letter: headers by the book, and each reader's own links in their places."""

import email
import email.policy
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.newsletters.rendering.letter import GAPS, render_letter
from newsroom.newsletters.rendering.message import (
    CannotBeAddressed,
    LetterBytes,
    Recipient,
    UnsoundLetter,
    build_message,
    plain_address,
    quoted,
)
from newsroom.tests.issue_builders import content_of, make_issue
from newsroom.tests.newsletter_builders import make_newsletter

pytestmark = pytest.mark.django_db

LINKS = {"leave": "https://x.example/leave/1=2/", "page": "https://x.example/p/"}
ADA = Recipient("ada@example.org", "letter.1.7@localhost", **LINKS)


def parsed(message):
    return email.message_from_bytes(message, policy=email.policy.default)


def letter_of(issue):
    return render_letter(issue, content_of(issue))


def test_bytes_have_each_gap_once_and_headers_as_they_should_be(make_live_article):
    letters = make_newsletter("a-letter-with-a-name-that-is-much-longer-than-a-line", from_name="Elin, Llŷr")
    issue = make_issue(letters, stories=[make_live_article()], subject="Tŷ â’r môr")

    message = LetterBytes(build_message(issue, letter_of(issue))).for_recipient(ADA)
    found = parsed(message)
    head = message.split(b"\r\n\r\n")[0].decode("ascii")

    assert not any(gap.encode() in message for gap in GAPS)
    assert found["List-Unsubscribe"] == f"<{ADA.leave}>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (found["Precedence"], found["Subject"]) == ("bulk", "Tŷ â’r môr")
    assert found["From"].addresses[0].display_name == "Elin, Llŷr"
    assert (found["To"], found["Message-ID"]) == ("ada@example.org", "<letter.1.7@localhost>")
    for line in head.split("\r\n"):
        assert not (line.startswith(("List-", "Feedback-ID", "Message-ID")) and "=?" in line)
    assert re.search(r"^Feedback-ID: 1:a-letter[a-z-]*:letters:[a-z0-9-]{5,15}\r?$", head, re.M)
    assert "Auto-Submitted" not in found
    text, html = (found.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert text.count(ADA.leave) == html.count(ADA.leave) == 1
    assert text.count(ADA.page) == html.count(ADA.page) == 1
    assert max(len(line) for line in message.split(b"\r\n")) < 998


def test_gap_that_somebody_typed_is_refused(make_live_article):
    issue = make_issue(stories=[make_live_article()], note=f"<p>{GAPS[0]}</p>")

    with pytest.raises(UnsoundLetter):
        build_message(issue, letter_of(issue))


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=300))
def test_personal_link_comes_through_quoted_printable_whole(address):
    whole = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted(address) + b"\r\n"

    assert parsed(whole).get_content().strip() == address
    assert max(len(line) for line in quoted(address).split(b"\r\n")) <= 76


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ada@example.org", "ada@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        (f"{'a' * 64}@example.org", f"{'a' * 64}@example.org"),
        ("é@example.org", None),
        ("ada@example.org\r\nBcc: all@example.org", None),
        ("a b@example.org", None),
    ],
)
def test_address_is_written_as_mail_servers_take_it_or_refused(typed, plain):
    if plain is None:
        with pytest.raises(CannotBeAddressed):
            plain_address(typed)
    else:
        assert plain_address(typed) == plain


@pytest.mark.parametrize("name", ["subject", "preheader"])
def test_line_end_in_a_header_does_not_get_that_far(name, make_live_article):
    issue = make_issue(stories=[make_live_article()], **{name: "Tide\r\nBcc: all@example.org"})

    message = build_message(issue, letter_of(issue))

    assert parsed(message)["Bcc"] is None
