"""What is tested of an address is what is stored."""

from articles.body.cleaning import clean_with_report
from articles.body.links import resolve_address
from articles.tests.link_addresses import LINKS


def test_addresses_are_completed_unwrapped_stripped_or_refused():
    wrong = [(written, got) for written, *right in LINKS if list(got := resolve_address(written)) != right]

    assert wrong == []


def test_resolved_addresses_stay_as_they_are():
    stored = [href for _written, href, _refusal in LINKS if href]

    assert [href for href in stored if resolve_address(href).href != href] == []


def test_body_posted_without_the_editor_keeps_no_link_that_leads_nowhere():
    found = clean_with_report(
        '<p><a href="/wiki/Tide">a</a> <a href="www.example.org">b</a> <a href="#_ftn1">c</a></p>'
    )

    assert found.html == '<p>a <a href="https://www.example.org">b</a> c</p>'
    assert found.left_out.in_words() == "1 link that leads nowhere was left out."
