"""Feeds (RSS, Atom, JSON Feed), where there is nothing better: what stands in them now, often summaries alone.

feedparser reads them, also those that are not well formed. Where it guesses, the raw text is looked at: it takes a zone
that it does not know for universal time.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import feedparser
from django.utils.html import escape
from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.items import (
    Credit,
    Item,
    Kind,
    Note,
    OldAsset,
    OldAuthor,
    OldStory,
    OldTerm,
    PlacedPicture,
    SiteFacts,
    Visibility,
)
from articles.importing.source import CannotRead, Files, Material, Options
from articles.importing.sources.markup import (
    declares_document_type,
    drop_silent,
    inner_html,
    parsed,
    plain_images,
    plain_words,
    turn_frames,
)

MEDIA, TOMBSTONE = "{http://search.yahoo.com/mrss/}", "{http://purl.org/atompub/tombstones/1.0}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
PERSON = re.compile(r"\S+@\S+\s*\((.+)\)")
MOST = 64 * 1024 * 1024  # bytes of a feed
HEAD = 64 * 1024  # of these it is told what it is
SURE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC?|EST|EDT|CST|CDT|MST|MDT|PST|PDT))\s*$")
WITH_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-]\d{2}):?(\d{2})?\s*$")
ZONES = {"BST": "+0100", "IST": "", "CET": "+0100", "CEST": "+0200", "WEST": "+0100", "WET": "+0000", "EET": "+0200"}


class Feed:
    name = "feed"
    verbose_name = "RSS, Atom, JSON Feed"
    takes = (".xml", ".rss", ".atom", ".json")
    how_to_get = "Save the feed's address as a file. It holds the newest stories alone."

    def __init__(self, options: Options):
        self.options = options

    @staticmethod
    def probe(head: bytes, _name: str) -> bool:
        return (
            any(sign in head for sign in (b"<rss", b"<feed", b"<rdf:RDF", b"jsonfeed.org")) and b"export/1" not in head
        )

    def scan(self, files: Files) -> Iterator[Item]:
        for name in files.names():
            with files.open(name) as file:
                content = file.read(MOST + 1)
            if len(content) > MOST:
                raise CannotRead(_("The feed is larger than 64 MB."))
            yield from self.items(content)

    def items(self, content: bytes) -> Iterator[Item]:
        """What one feed holds, in its order. Raises CannotRead."""
        if b"wordpress.org/export/" in content[:HEAD]:  # which holds what was not public, too
            raise CannotRead(_("This is an export of WordPress and no feed. Choose WordPress as its source."))
        yield from _json_feed(content) if content.lstrip()[:1] == b"{" else self._parsed(content)

    def _parsed(self, content):
        if declares_document_type(content):
            raise CannotRead(_("The file declares a document type, which no feed needs. It is not read."))
        base = {"Content-Location": self.options.address or "https://feed.invalid/"}
        read = feedparser.parse(content, response_headers=base, sanitize_html=False, resolve_relative_uris=True)
        if not read.get("version"):  # of an empty file feedparser does not even say that
            raise CannotRead(_("This is no feed: it may be a page of a web site. Save the feed's own address."))
        entries = list(read.entries)
        if read.bozo and entries and (_is_cut_off(content) or "not well-formed" in str(read.get("bozo_exception", ""))):
            entries.pop()  # a feed that was cut off gives its last, broken item
        yield Item(Kind.SITE, "feed", {"title": read.feed.get("title", ""), "link": read.feed.get("link", "")})
        gone, said = deleted_in(content), raw_items(content)
        for place, entry in enumerate(entries):
            facts = _facts(entry) | (said[place] if len(said) >= len(entries) else {})
            kind = Kind.LEFT if facts["id"] in gone else Kind.STORY
            group = {"group": "deleted at the source"} if kind == Kind.LEFT else {}
            yield Item(kind, facts["id"] or f"item {place}", facts | group, place)

    def site(self, payloads: Iterable[dict]) -> SiteFacts:
        known = next(iter(payloads), {})
        return SiteFacts(known.get("title", ""), self.options.address or known.get("link", ""))

    def author(self, payload: dict) -> OldAuthor:
        return OldAuthor(payload["name"], payload["name"])

    def term(self, payload: dict) -> OldTerm:
        return OldTerm(payload["name"], "tag", payload["name"])

    def asset(self, payload: dict) -> OldAsset:
        return OldAsset("", (payload.get("file", ""),))

    def story(self, payload: dict, material: Material) -> OldStory:
        notes: list[Note] = []
        if not payload["is_full"]:
            notes.append(Note("out", "text (the feed has a summary alone)"))
        published = moment(payload["published"], self.options.time_zone)
        visibility = Visibility.PUBLIC if published else Visibility.DRAFT
        root = parsed(payload["html"] or "<p></p>")
        drop_silent(root, lambda *note: notes.append(Note(*note)))
        turn_frames(root, lambda *note: notes.append(Note(*note)))
        plain_images(root)
        updated = moment(payload["updated"], self.options.time_zone)
        picture = payload.get("picture", "")
        return OldStory(
            old_id=payload["id"],
            title=plain_words(payload["title"]),
            html=inner_html(root),
            visibility=visibility,
            status="in the feed",
            reason="" if published else _("It has no date that can be read."),
            slug=payload["link"].rstrip("/").rpartition("/")[2],
            address=payload["link"] if published else "",
            standfirst=plain_words(payload["summary"]) if payload["is_full"] else "",
            published_at=published,
            updated_at=updated or published,
            credits=tuple(Credit(name=name) for name in payload["authors"]),
            lead=_lead(payload) if picture else None,
            guid=payload["id"],
            notes=tuple(notes),
        )


def moment(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """When it was, if the text says it without doubt; a time without a zone is the paper's own."""
    text = text.strip()
    if found := WITH_OFFSET.search(text):
        text = f"{text[: found.start()]}{found[1]}{found[2] or '00'}"
    name = text.rpartition(" ")[2]
    if name in ZONES:
        text = f"{text.removesuffix(name)}{ZONES[name]}".strip()
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text.replace("Z", "+00:00") if read is dt.datetime.fromisoformat else text)
            if found.tzinfo is None or (read is parsedate_to_datetime and not SURE.search(text)):
                found = found.replace(tzinfo=zone)
            return found.astimezone(dt.UTC)
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _is_cut_off(content: bytes) -> bool:
    """Whether it ends within an item: of that one feedparser gives what there was, such as a title alone."""
    for name in (b"item", b"entry"):
        begun = content.rfind(b"<" + name)
        if begun >= 0:
            return content.find(b"</" + name, begun) < 0
    return False


def _facts(entry) -> dict:
    full = [part.get("value", "") for part in entry.get("content", []) if "html" in part.get("type", "")]
    summary = entry.get("summary", "")
    html = max([*full, summary], key=len)
    authors = [author.get("name", "") for author in entry.get("authors", [])] or [entry.get("author", "")]
    pictures = [
        media.get("url", "") for media in entry.get("media_content", []) if media.get("medium", "image") == "image"
    ]
    pictures += [link.get("href", "") for link in entry.get("enclosures", []) if "image" in link.get("type", "")]
    return {
        "id": entry.get("id") or entry.get("link", ""),
        "title": entry.get("title", ""),
        "link": entry.get("link", ""),
        "summary": summary if full else "",
        "html": html,
        "is_full": bool(full) and len(max(full, key=len)) >= len(summary),
        "published": entry.get("published", "") or entry.get("updated", ""),
        "updated": entry.get("updated", "") if "updated" in entry else "",
        "authors": [name for name in authors if name],
        "picture": next(iter(pictures), ""),
    }


def raw_items(content: bytes) -> list[dict]:
    """What an RSS item says itself, where feedparser takes another element's word for it; nothing for other feeds.

    A caption of a picture before the description becomes the summary there, and a link of Atom the address.
    """
    found = []
    for item in _tree(content).iter("item"):
        own = {
            child.tag: (child.text or "").strip()
            for child in item
            if isinstance(child.tag, str) and child.tag[0] != "{"
        }
        facts = {"link": own["link"]} if own.get("link") else {}
        full = next((part.text or "" for part in item.iter(ENCODED)), "")
        if own.get("description"):
            facts |= {"html": full or own["description"], "summary": own["description"] if full else ""}
            facts["is_full"] = bool(full)
        if person := PERSON.fullmatch(own.get("author", "")):
            facts["authors"] = [person[1]]
        for name in ("description", "credit"):
            said = next((part.text or "" for part in item.iter(f"{MEDIA}{name}")), "")
            facts |= {f"picture_{name}": said.strip()} if said else {}
        found.append(facts)
    return found


def deleted_in(content: bytes) -> set[str]:
    """The ids that a feed says are deleted (RFC 6721), which feedparser does not read."""
    return {element.get("ref", "") for element in _tree(content).iter(f"{TOMBSTONE}deleted-entry")}


def _tree(content):
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.fromstring(content, parser)
    return tree if tree is not None else etree.Element("nothing")


def _lead(facts) -> PlacedPicture:
    said = {"caption": facts.get("picture_description", ""), "credit": facts.get("picture_credit", "")}
    return PlacedPicture(address=facts["picture"], **{name: plain_words(words) for name, words in said.items()})


def _json_feed(content: bytes) -> Iterator[Item]:
    try:
        feed = json.loads(content)
    except ValueError:
        raise CannotRead(_("The file is no JSON.")) from None
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise CannotRead(_("This is no JSON Feed."))
    yield Item(Kind.SITE, "feed", {"title": feed.get("title", ""), "link": feed.get("home_page_url", "")})
    for place, entry in enumerate(feed.get("items", [])):
        people = entry.get("authors") or ([entry["author"]] if entry.get("author") else [])
        html = entry.get("content_html") or ""
        facts = {
            "id": str(entry.get("id") or entry.get("url") or ""),
            "title": entry.get("title") or "",
            "link": entry.get("url") or "",
            "summary": entry.get("summary") or "",
            "html": html or f"<p>{escape(entry.get('content_text') or entry.get('summary') or '')}</p>",
            "is_full": bool(html or entry.get("content_text")),
            "published": entry.get("date_published") or "",
            "updated": entry.get("date_modified") or "",
            "authors": [person.get("name", "") for person in people if person.get("name")],
            "picture": entry.get("image") or entry.get("banner_image") or "",
        }
        yield Item(Kind.STORY, facts["id"] or f"item {place}", facts, place)
