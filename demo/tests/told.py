"""What each place tells of a story: its title, when it came out and when it was last changed."""

import datetime as dt
import html
import json
import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

from django.conf import settings

MAP, NEWS = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.google.com/schemas/sitemap-news/0.9}"
HEADLINE = re.compile(r'<h1 class="story__headline"[^>]*>(.*?)</h1>', re.S)
DATES = re.compile(r'<p class="story__dates">(.*?)</p>', re.S)
META = re.compile(r'<meta property="([^"]*)" content="([^"]*)">')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


class Told(NamedTuple):
    """None where a place does not say it."""

    title: str | None
    published: dt.datetime | None
    changed: dt.datetime | None


def on_its_page(client, path: str) -> dict[str, Told]:
    """What stands on the page for readers, for search engines and for other services, and what oEmbed says."""
    page = client.get(path).text
    dates = re.findall(r'datetime="([^"]*)"', DATES.search(page)[1])
    data, meta = json.loads(DATA.search(page)[1]), dict(META.findall(page))
    oembed = client.get("/oembed/", {"url": f"{settings.SITE_URL}{path}"}).json()
    return {
        "page": _told(html.unescape(HEADLINE.search(page)[1]), dates[0], dates[-1]),
        "data": _told(data["headline"], data["datePublished"], data["dateModified"]),
        "meta": _told(html.unescape(meta["og:title"]), meta["article:published_time"], meta["article:modified_time"]),
        "oembed": _told(oembed["title"]),
    }


def in_lists(client) -> dict[str, dict[str, Told]]:
    """What each feed and sitemap says, by the paths of its stories."""
    index = ET.fromstring(client.get("/sitemap.xml").content)
    months = [loc.text for loc in index.iter(f"{MAP}loc") if re.search(r"/sitemap/\d", loc.text)]
    feed = client.get("/feed/json/").json()["items"]
    return {
        "sitemap": {path: told for month in months for path, told in _in_sitemap(client, month)},
        "news sitemap": dict(_in_sitemap(client, "/news-sitemap.xml")),
        "feed": {
            _path(item["url"]): _told(item["title"], item["date_published"], item["date_modified"]) for item in feed
        },
    }


def _in_sitemap(client, address):
    for url in ET.fromstring(client.get(_path(address)).content).iter(f"{MAP}url"):
        title, published = url.findtext(f".//{NEWS}title"), url.findtext(f".//{NEWS}publication_date")
        yield _path(url.findtext(f"{MAP}loc")), _told(title, published, url.findtext(f"{MAP}lastmod"))


def _path(address):
    return address.removeprefix(settings.SITE_URL)


def _told(title=None, *moments):
    published, changed = (*(moment and dt.datetime.fromisoformat(moment) for moment in moments), None, None)[:2]
    return Told(title, published, changed)
