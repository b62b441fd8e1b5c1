"""No section can be called what an address of the site begins with: asked of the address table itself."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from articles.models import Section
from newsroom.tests.desk.test_access import routes

# One address of each kind that a section, or a story in it, has.
OF_A_SECTION = {
    "articles:section": "/{}/",
    "articles:section_feed": "/{}/feed/",
    "articles:article": "/{}/wall-1/",
    "text:section": "/text/{}/",
    "text:story": "/text/{}/wall-1/",
}


def words_in_addresses():
    """Every word that stands anywhere in an address of the site, and so might be met by a section's."""
    return {word for _name, path in routes() for word in re.findall(r"[a-z][a-z-]*[a-z]", re.sub("<.*?>", " ", path))}


def leads_astray(slug):
    for name, address in OF_A_SECTION.items():
        try:
            found = resolve(address.format(slug)).view_name
        except Resolver404:
            return True
        if found != name:
            return True
    return False


def is_refused(slug):
    try:
        Section(name=slug, slug=slug).clean_fields(exclude=["parent"])
    except ValidationError:
        return True
    return False


def test_every_word_whose_section_would_be_unreachable_is_refused():
    astray = {word for word in words_in_addresses() if leads_astray(word)}

    assert {"draft", "polls", "admin", "feed", "support"} <= astray
    assert {word for word in astray if not is_refused(word)} == set()


@pytest.mark.parametrize("slug", ["draft", "read", "livez", "static", "media", "news-sitemap", "text"])
def test_section_is_refused_when_the_site_has_that_address(slug):
    assert is_refused(slug)


@pytest.mark.parametrize("slug", ["sport", "drafts", "harbour", "yours", "vote", "change"])
def test_section_is_taken_when_no_address_begins_so(slug):
    assert not leads_astray(slug)
    assert not is_refused(slug)
