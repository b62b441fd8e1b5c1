"""Links that come out of rows: whatever stands there, no browser runs it."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import HelpLine
from common.form_fields import CleanURLField
from common.link_schemes import safe_link

SCHEMES = ("javascript", "data", "vbscript", "file", "ftp", "blob", "about", "view-source", "jar", "ws", "chrome")
WRITTEN = ("{}:x", "{}://x", " {}:x", "\t{}:x", "\x01{}:x", "{}\n:x", "\u2028{}:x", "{}&colon;x", "{}%3Ax")
ELSEWHERE = ["//evil.example", "/\\evil.example", "/a b", "https://a\\b", "https://a\nb", "x", "", "#x"]


def spellings():
    for scheme in SCHEMES:
        for name in (scheme, scheme.upper(), scheme.title(), scheme[:2] + "\t" + scheme[2:]):
            yield from (form.format(name) for form in WRITTEN)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_link_leads_to_another_host_unasked(address):
    assert safe_link(address) == ""


def test_no_link_of_another_scheme_is_drawn_or_taken():
    addresses = list(spellings())
    field = CleanURLField()
    taken = []
    for address in addresses:
        try:
            taken.append(field.clean(address))
        except ValidationError:
            continue

    assert len(addresses) > 200
    assert [address for address in addresses if safe_link(address)] == []
    assert [address for address in taken if not address.startswith("https://")] == []


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "HTTP://example.org", "mailto:ada@example.org", "tel:+441", "/news/a-1/"]
)
def test_link_that_leads_somewhere_is_drawn(address):
    assert safe_link(address) == address


@pytest.mark.django_db
def test_address_in_an_old_row_is_drawn_as_no_link(client, make_live_article):
    edition = make_live_article("Inquest opens", abuse_or_suicide=True)
    HelpLine.objects.all().delete()
    HelpLine.objects.create(name="Bad line", url="javascript:marker(1)//example.org", phone="116 123")
    HelpLine.objects.create(name="Good line", url="https://help.example.org/")

    page = client.get(edition.get_absolute_url()).text

    assert "marker(1)" not in page
    assert 'href="https://help.example.org/"' in page
