"""The export file, item by item: one is in memory at a time, whatever the file's size.

Entities, document types and the network are never asked.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.source import CannotRead
from articles.importing.sources.markup import BEFORE_ROOT, declares_document_type
from articles.importing.sources.wordpress.clean_bytes import CleanBytes, Reading

MOST_OF_ONE = 64 * 1024 * 1024  # bytes of one item
WXR = "http://wordpress.org/export/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}creator"
BOM = b"\xef\xbb\xbf"
STRICT = {
    **dict.fromkeys(("resolve_entities", "load_dtd"), False),
    **dict.fromkeys(("no_network", "huge_tree", "remove_comments", "remove_pis"), True),
}
PARTS = {"item", "author", "category", "tag", "term"}


def elements(file: BinaryIO, reading: Reading) -> Iterator[tuple[str, etree._Element, int]]:
    """Each part of the channel with its name and about where it stands. Raises CannotRead."""
    source, read, ended = CleanBytes(file, reading), 0, 0
    chunk = source.read().removeprefix(BOM).lstrip()  # themes of WordPress put empty lines before it
    if (begins := chunk.find(b"<?xml")) > 0 and b"wordpress.org/export/" in chunk[begins:]:
        chunk = chunk[begins:]  # and plugins a notice of theirs, or a warning of PHP
    _look_at(chunk)
    parser = etree.XMLPullParser(("end",), encoding="utf-8", **STRICT)
    try:
        while chunk:
            parser.feed(chunk)
            for _event, element in parser.read_events():
                if etree.QName(element).localname in PARTS and _is_part(element):
                    yield etree.QName(element).localname, element, read
                    _let_go(element)
                    ended = source.at
                elif element.getparent() is not None and etree.QName(element.getparent()).localname == "channel":
                    reading.site[etree.QName(element).localname] = _said(element)
            read = source.at
            if read - ended > MOST_OF_ONE:
                raise CannotRead(_("One item is larger than 64 MB. Take it out of the file."), place=ended)
            chunk = source.read()
        parser.close()
    except etree.XMLSyntaxError as error:
        message = _("The file breaks off or is damaged near line %(line)s: %(error)s. Export it again.")
        raise CannotRead(message % {"line": error.lineno, "error": _why(error)}, place=read) from None


def _why(error: etree.XMLSyntaxError) -> str:
    """The parser's reason without the words of the file, which follow it in lines of their own."""
    return (error.msg or "").partition("\n")[0].partition(", line ")[0]


def _look_at(head: bytes):
    """What is no export is told by its first bytes."""
    if head.startswith(b"PK"):
        raise CannotRead(_("This is a zip archive with another ending. Call it .zip, or unpack it."))
    if re.match(rb"<!doctype html|<html", head, re.IGNORECASE):
        raise CannotRead(_("This is a page of a web site and no export: perhaps the sign-in page. Download it again."))
    if declares_document_type(head):
        raise CannotRead(_("The file declares a document type, which no export of WordPress does. It is not read."))
    if not re.match(rb"<(?:rss|channel)\b", head[BEFORE_ROOT.match(head).end() :]):
        raise CannotRead(_("This is no export of WordPress: it does not begin as one."))


def _is_part(element):
    """An author, category or tag of the export's own names; an item of the channel."""
    name = etree.QName(element)
    if name.localname == "item":
        return True
    parent = element.getparent()
    return (name.namespace or "").startswith(WXR) and parent is not None and etree.QName(parent).localname == "channel"


def _let_go(element):
    """Free what was read, and all before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def facts_of(element: etree._Element) -> dict[str, str]:
    """The texts of the children by their plain names; of those of one name the first."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(etree.QName(child).localname, _said(child))
    return found


def _said(element) -> str:
    """Its text. A file that was laid out anew, as editors of XML do it, has lines and spaces around each."""
    text = element.text or ""
    return text.strip() if "\n" in text else text


# The plugin Liveblog keeps what a story is told in as comments of this type and status, with these of their fields.
LIVE = "liveblog"
LIVE_REPLACES, LIVE_KEY, LIVE_HIDES = "liveblog_replaces", "liveblog_key_entry", "liveblog_hide_authors"
LIVE_KEPT = ("id", "author", "user_id", "date", "date_gmt", "content", "approved")


def post_of(element: etree._Element) -> dict:
    """A post, page, attachment or whatever else stands as an item, as plain values."""
    facts, meta, terms, comments, entries = {}, {}, [], 0, []
    for child in element:
        name, text = etree.QName(child), _said(child)
        if name.localname == "encoded":
            facts["content" if child.tag == CONTENT else "excerpt"] = child.text or ""
        elif name.localname == "postmeta":
            said = facts_of(child)
            meta.setdefault(said.get("meta_key", ""), []).append(said.get("meta_value", ""))
        elif name.localname == "category":
            terms.append({"domain": child.get("domain", ""), "slug": child.get("nicename", ""), "name": text})
        elif name.localname == "comment":
            entry = _live_entry(child)
            comments, entries = comments + (entry is None), entries + ([entry] if entry else [])
        else:
            facts.setdefault("creator" if child.tag == DC else name.localname, text)
    found = facts | {"meta": meta, "terms": terms, "comments": comments}
    return found | ({"live_entries": entries} if entries else {})


def _live_entry(comment) -> dict | None:
    """What is told in it; None for a comment of a reader."""
    facts = facts_of(comment)
    if facts.get("comment_type") != LIVE:
        return None
    said = [facts_of(child) for child in comment if etree.QName(child).localname == "commentmeta"]
    meta = {each.get("meta_key", ""): each.get("meta_value", "") for each in said}
    found = {name: facts.get(f"comment_{name}", "") for name in LIVE_KEPT}
    return found | {name: meta.get(name, "") for name in (LIVE_REPLACES, LIVE_KEY, LIVE_HIDES)}
