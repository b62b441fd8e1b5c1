"""The three ways in which a feed is written: RSS 2.0, Atom and JSON Feed 1.1.

What RSS and Atom have no element for stands in those of the modules that readers of feeds know: `content:encoded`,
`dc:creator`, `dc:language` and Media RSS. An item brings `content` (HTML), `standfirst`, `writers` (name and address of
each), `language` and `picture` (address, width, height, or None) besides what Django's generator takes.
"""

import datetime as dt
import json
from typing import TextIO

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

from common.text import only_xml

MODULES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


class OnlyXml:
    """A feed that is written whatever the rows hold: what XML cannot carry is dropped here, not refused."""

    def __init__(self, title, link, description, **options):
        super().__init__(only_xml(title), link, only_xml(description), **options)

    def add_item(self, title, link, description, **options) -> None:
        options["categories"] = [only_xml(category) for category in options.get("categories") or []]
        options["writers"] = [(only_xml(name), url) for name, url in options.get("writers") or []]
        for words in ("content", "standfirst"):
            options[words] = only_xml(options.get(words) or "")
        super().add_item(only_xml(title), link, only_xml(description), **options)

    def latest_post_date(self) -> dt.datetime:
        """Of a feed without stories it is always the same, so that the feed is."""
        return super().latest_post_date() if self.items else dt.datetime.fromtimestamp(0, dt.UTC)


class RssFeed(OnlyXml, Rss201rev2Feed):
    """RSS 2.0: the summary as description, the whole words behind it."""

    def rss_attributes(self) -> dict:
        return super().rss_attributes() | MODULES

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        for hub in self.feed.get("hubs") or []:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        for name, _url in item["writers"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("dc:language", item["language"])
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        if picture := item.get("picture"):
            url, width, height = picture
            size = {"width": str(width), "height": str(height)}
            handler.addQuickElement("media:content", None, {"url": url, "medium": "image", "type": "image/jpeg"} | size)


class AtomFeed(OnlyXml, Atom1Feed):
    """Atom: summary and content, and each of the writers with their own page."""

    def root_attributes(self) -> dict:
        return super().root_attributes() | {"xmlns:media": MODULES["xmlns:media"]}

    def item_attributes(self, item) -> dict:
        return super().item_attributes(item) | {"xml:lang": item["language"]}

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        for hub in self.feed.get("hubs") or []:
            handler.addQuickElement("link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        for name, url in item["writers"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", url)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        if picture := item.get("picture"):
            handler.addQuickElement("media:thumbnail", None, {"url": picture[0]})


class JsonFeed(OnlyXml, SyndicationFeed):
    """JSON Feed 1.1, as https://www.jsonfeed.org/version/1.1/ describes it."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: TextIO, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        if hubs := self.feed.get("hubs"):
            feed["hubs"] = [{"type": "WebSub", "url": hub} for hub in hubs]
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))


def _json_item(item):
    told = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_html": item["content"] or item["description"],
        "summary": item["standfirst"],
        "image": item["picture"][0] if item.get("picture") else "",
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [{"name": name, "url": url} for name, url in item["writers"]],
        "tags": item["categories"],
        "language": item["language"],
    }
    return {name: value for name, value in told.items() if value}
