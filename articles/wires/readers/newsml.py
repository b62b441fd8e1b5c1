"""NewsML-G2: news items, alone or in a news message. Packages, concepts and plans are no stories, and are passed over.

NewsML-G2 2.35, IPTC.
"""

import datetime as dt

from django.utils.html import escape
from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element as Element

from articles.wires.readers import nitf
from articles.wires.readers.xml import all_named, child, name_of, tree_of, words
from articles.wires.told import KILLS, CannotRead, Embargo, Status, Told, key_of, latest, moment, status_of

ROOTS = {"newsMessage", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
NO_STORIES = {"picture", "photo", "video", "audio", "graphic", "animation"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(content: bytes, zone: dt.tzinfo) -> list[Told]:
    """Raises CannotRead."""
    root = tree_of(content)
    if name_of(root) not in ROOTS:
        raise CannotRead(_("It is no NewsML-G2: it begins with <%(name)s>.") % {"name": name_of(root)})
    items = [item for item in all_named(root, "newsItem") if _class_of(item) not in NO_STORIES]
    return [_told(item, zone) for item in items]


def _class_of(item):
    found = child(item, "itemMeta", "itemClass")
    return "" if found is None else _code(found)


def _told(item, zone):
    meta, content = child(item, "itemMeta"), child(item, "contentMeta")
    meta = etree.Element("itemMeta") if meta is None else meta
    content = etree.Element("contentMeta") if content is None else content
    signals = {_code(signal) for signal in meta if name_of(signal) == "signal"}
    notes = [words(note) for note in meta if name_of(note) == "edNote"]
    rights = child(item, "rightsInfo")
    rights = etree.Element("rightsInfo") if rights is None else rights
    headline = next((words(each) for each in content if name_of(each) == "headline"), "") or words(child(meta, "title"))
    html = _html(child(item, "contentSet"))
    status = Status.KILLED if signals & KILLS else _status(child(meta, "pubStatus"))
    return Told(
        key=key_of(name=item.get("guid", ""), title=headline, text=html),
        headline=headline,
        standfirst=next((words(each) for each in content if name_of(each) == "description"), ""),
        byline=words(child(content, "by")),
        html=html,
        language=_language(item, content),
        terms=" ".join(words(each) for each in rights if name_of(each) == "usageTerms"),
        credit=words(child(content, "creditline")) or words(child(rights, "copyrightNotice")),
        note=" ".join(note for note in notes if note),
        # Absent it is the first; an end without one is about whatever there is.
        number=item.get("version", "1" if status == Status.USABLE else "").strip(),
        made_at=moment(words(child(meta, "versionCreated")), zone),
        status=status,
        embargo=_embargo(meta, child(item, "contentSet"), zone),
        is_correction="correction" in signals,
        is_partial="partial" in signals or _is_partial(item),
    )


def _status(element) -> Status:
    """Absent it means usable."""
    return Status.USABLE if element is None else status_of(_code(element))


def _code(element: Element) -> str:
    """The last part of a qcode or of an address."""
    name = element.get("qcode") or element.get("uri") or element.get("literal") or ""
    return name.replace("/", ":").rpartition(":")[2].strip().lower()


def _embargo(meta, content, zone):
    """An element without a time is allowed, and says that none is known. NITF within may say one of its own."""
    found = [Embargo(moment(words(each), zone)) for each in meta if name_of(each) == "embargoed"]
    inner = all_named(content, "docdata") if content is not None else []
    found += [embargo for data in inner if (embargo := nitf.embargo_of_document(data, zone))]
    status = child(meta, "pubStatus")
    is_told = status is not None and _code(status) == "embargoed"
    return latest(found) or (Embargo(None) if is_told else None)


def _language(item, content):
    named = child(content, "language")
    return item.get(LANGUAGE, "") or ("" if named is None else named.get("tag", ""))


def _is_partial(item):
    parts = [each for each in all_named(item, "inlineXML", "inlineData") if each.get("rendition")]
    return any("partial" in each.get("rendition", "") for each in parts)


def _html(content) -> str:
    """The story's text: XHTML or NITF within, or plain paragraphs."""
    if content is None:
        return ""
    for inline in all_named(content, "inlineXML"):
        if found := all_named(inline, "body.content"):
            return nitf.html_of(found[0])
        root = next(iter(all_named(inline, "body")), inline)
        parts = [etree.tostring(_plain(part), encoding="unicode", method="html") for part in root]
        if found := escape(root.text or "") + "".join(parts):
            return found
    for inline in all_named(content, "inlineData"):
        return nitf.html_of(_paragraphs(inline.text or ""))
    return ""


def _plain(element):
    """Without namespaces, as HTML has none."""
    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = name_of(each)
    etree.cleanup_namespaces(element)
    return element


def _paragraphs(text):
    root = etree.Element("body.content")
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            etree.SubElement(root, "p").text = " ".join(paragraph.split())
    return root
