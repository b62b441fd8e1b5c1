"""What a domain says of its mail, read from records that are given here: no name server is asked."""

import io
import socket
import struct

import pytest
from django.core.management import CommandError, call_command

from newsroom.newsletters.domain import findings as room
from newsroom.newsletters.domain.findings import findings
from newsroom.newsletters.domain.lookup import NoAnswer, read_answer, txt_records

GOOD = {
    "courier.example": ["v=spf1 ip4:192.0.2.1 -all", "something-verification=1"],
    "mail._domainkey.courier.example": ["v=DKIM1; k=rsa; p=MIIB"],
    "_dmarc.courier.example": ["v=DMARC1; p=none; rua=mailto:dmarc@courier.example"],
}
BAD = {
    "no SPF": ({"courier.example": []}, "SPF", "has no record"),
    "two SPF": ({"courier.example": ["v=spf1 -all", "v=spf1 a -all"]}, "SPF", "2 records"),
    "open SPF": ({"courier.example": ["v=spf1 +all"]}, "SPF", "every server of the world"),
    "no key": ({"mail._domainkey.courier.example": []}, "DKIM mail", "has no key"),
    "revoked": ({"mail._domainkey.courier.example": ["v=DKIM1; p="]}, "DKIM mail", "was revoked"),
    "no DMARC": ({"_dmarc.courier.example": []}, "DMARC", "has no record"),
    "DMARC without policy": ({"_dmarc.courier.example": ["v=DMARC1; rua=x"]}, "DMARC", "p=none"),
}


def found_in(records, **options):
    given = {"domain": "courier.example", "selectors": ["mail"], "look": lambda name: records[name]} | options
    return {each.subject: each for each in findings(**given)}


def test_a_domain_that_says_all_is_good():
    found = found_in(GOOD)

    assert set(found) == {"SPF", "DKIM mail", "DMARC"}
    assert all(each.is_good for each in found.values())


@pytest.mark.parametrize("case", BAD)
def test_what_is_missing_is_said_in_words(case):
    records, subject, words = BAD[case]
    found = found_in(GOOD | records)

    assert words in found[subject].words
    assert [name for name, each in found.items() if not each.is_good] == [subject]


def test_a_name_server_that_does_not_answer_is_told_apart():
    def silent(name):
        raise NoAnswer(name)

    assert all("Could not be looked up" in each.words for each in found_in({}, look=silent).values())


def packed(number, records, *, flags=0x8180):
    """An answer as a name server packs it: each record refers to the name of the question."""
    answer = (
        struct.pack("!6H", number, flags, 1, len(records), 0, 0) + b"\7courier\7example\0" + struct.pack("!HH", 16, 1)
    )
    for record in records:
        cut = [record[at : at + 255] for at in range(0, len(record), 255)]
        content = b"".join(bytes([len(part)]) + part for part in cut)
        answer += b"\xc0\x0c" + struct.pack("!HHIH", 16, 1, 60, len(content)) + content
    return answer


def test_answers_are_read_whole():
    long = b"v=DKIM1; p=" + b"A" * 500

    assert read_answer(packed(7, [b"v=spf1 -all", long]), 7) == ["v=spf1 -all", long.decode()]
    assert read_answer(packed(7, [], flags=0x8183), 7) == []


@pytest.mark.parametrize("answer", [b"", packed(8, [b"x"]), packed(7, [b"x"], flags=0x8382), packed(7, [b"x"])[:40]])
def test_what_is_no_answer_is_none(answer):
    with pytest.raises((ValueError, struct.error)):
        read_answer(answer, 7)


def test_the_name_server_is_asked_for_the_name(monkeypatch):
    asked = []

    class Socket:
        def __init__(self, *args):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *args):
            pass

        def settimeout(self, seconds):
            assert 0 < seconds < 10

        def connect(self, address):
            asked.append(address)

        def send(self, query):
            self.number = struct.unpack("!H", query[:2])[0]
            assert b"\7courier\7example\0" in query

        def recv(self, most):
            return packed(self.number, [b"v=spf1 -all"])

    monkeypatch.setattr(socket, "socket", Socket)

    assert txt_records("courier.example", server="192.0.2.53") == ["v=spf1 -all"]
    assert asked == [("192.0.2.53", 53)]


def test_a_machine_whose_name_leads_elsewhere_is_found(monkeypatch):
    names = {"good.example": "192.0.2.1", "bad.example": "192.0.2.2"}
    monkeypatch.setattr(socket, "gethostbyname", names.__getitem__)
    monkeypatch.setattr(socket, "gethostbyaddr", lambda address: ("good.example", [], [address]))
    monkeypatch.setattr(socket, "gethostbyname_ex", lambda name: (name, [], ["192.0.2.1"]))

    assert found_in(GOOD, host="good.example")["Reverse name"].is_good
    assert "leads to 192.0.2.1" in found_in(GOOD, host="bad.example")["Reverse name"].words


def test_command_says_all_and_fails_where_something_is_missing(monkeypatch, settings):
    settings.PAPER_EMAIL = "The Courier <newsdesk@courier.example>"
    monkeypatch.setattr(room.findings, "__kwdefaults__", room.findings.__kwdefaults__ | {"look": GOOD.__getitem__})
    out = io.StringIO()
    call_command("check_mail", "--selector", "mail", stdout=out)
    assert out.getvalue().count("good") == 3

    with pytest.raises(CommandError, match="may be refused"):
        call_command("check_mail", stdout=out)
    assert "Name the selector" in out.getvalue()
