"""What machines are told of pages that are no stories: the facts of the page, and where it stands."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse

from articles.models import Section, Series, SeriesPart

SITE = "http://localhost:8000"


def told(client, path):
    """The data block of a page, and what its meta elements say."""
    html = client.get(path).text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(block), dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html))


def steps(data):
    return [step["item"].removeprefix(SITE) for step in data["breadcrumb"]["itemListElement"]]


@pytest.mark.django_db
def test_front_says_what_the_site_is_and_how_it_is_searched(client):
    data, meta = told(client, "/")
    site, paper = data["@graph"]

    assert (site["@type"], paper["@type"]) == ("WebSite", "NewsMediaOrganization")
    target = site["potentialAction"]["target"]["urlTemplate"].replace("{words}", "tide")
    assert client.get(target.removeprefix(SITE)).status_code == 200
    assert paper["correctionsPolicy"] == f"{SITE}{reverse('articles:corrections')}"
    assert meta["og:title"] == site["name"]
    assert meta["og:url"] == f"{SITE}/"


def test_section_inside_another_stands_under_it(client, make_section):
    Section.objects.create(name="Fish & Boats", slug="boats", parent=make_section("News"), standfirst="At sea.")

    data, meta = told(client, "/boats/")

    assert (data["@type"], data["name"]) == ("CollectionPage", "Fish & Boats")
    assert steps(data) == ["/", "/news/", "/boats/"]
    assert (meta["og:title"], meta["og:description"]) == ("Fish &amp; Boats", "At sea.")


def test_topic_and_series_stand_under_the_front(client, make_live_article, make_topic):
    article = make_live_article(topics=[make_topic("Flooding")])
    SeriesPart.objects.create(series=Series.objects.create(name="Tides", slug="tides"), article=article, position=1)

    for path, name in {"/topics/flooding/": "Flooding", "/series/tides/": "Tides"}.items():
        data, meta = told(client, path)
        assert (data["name"], steps(data)) == (name, ["/", path])
        assert meta["og:url"] == f"{SITE}{path}"


def test_author_is_a_person_as_the_page_tells(client, make_author, make_picture):
    portrait = make_picture()
    make_author(title="chief reporter", email="nell@courier.example", portrait=portrait, biography="Counts waders.")

    person = told(client, "/authors/nell-thackaberry/")[0]["mainEntity"]

    assert person["@type"] == "Person"
    assert person["jobTitle"] == "chief reporter"
    assert person["image"] == f"{SITE}{portrait.file.webp_640}"
    assert person["worksFor"]["@type"] == "NewsMediaOrganization"


def test_portrait_past_its_rights_is_not_told(client, make_author, make_picture):
    make_author(portrait=make_picture(rights_until=dt.date(2020, 1, 1)))

    assert "image" not in told(client, "/authors/nell-thackaberry/")[0]["mainEntity"]


def test_film_is_told_with_its_still_and_length(client, make_video):
    video = make_video()

    data, meta = told(client, video.get_absolute_url())

    assert data["@type"] == "VideoObject"
    assert data["duration"] == f"PT{video.seconds}S"
    assert data["thumbnailUrl"] == [f"{SITE}{video.poster.file.webp_1600}"]
    assert meta["og:title"] == video.title
