"""NITF 3: one document a message. One may say of another, by its name, that it is withheld or cancelled.

News Industry Text Format, IPTC, version 3.6.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.translation import gettext as _
from lxml.etree import _Element as Element

from articles.wires.readers.xml import all_named, child, name_of, tree_of, words
from articles.wires.told import CannotRead, Embargo, Told, key_of, latest, moment, status_of

BLOCKS = {"p": "p", "hl2": "h2", "bq": "blockquote", "ul": "ul", "ol": "ol", "li": "li", "pre": "p", "credit": "p"}
TABLES = {name: name for name in ("table", "thead", "tbody", "tr", "td", "th", "caption")}
INLINE = {"em": "em", "q": "q"}
SILENT = {"media", "hr", "br", "datasource"}


def read(content: bytes, zone: dt.tzinfo) -> list[Told]:
    """Raises CannotRead."""
    root = tree_of(content)
    if name_of(root) != "nitf":
        raise CannotRead(_("It is no NITF: it begins with <%(name)s>.") % {"name": name_of(root)})
    return list(documents(root, zone))


def documents(root: Element, zone: dt.tzinfo) -> Iterator[Told]:
    """The document itself, and what it says of another one."""
    data = child(root, "head", "docdata")
    about = {} if data is None else dict(data.attrib)
    known = {} if data is None else {name_of(element): element for element in data}
    notes = all_named(root, "ed-msg", "correction")
    note = " ".join(element.get("info", "") for element in notes).strip()
    other = about.get("management-doc-idref", "").strip()
    said = about.get("management-idref-status", "").strip()
    if other and said != "usable":
        embargo = Embargo(None) if said == "embargoed" else None
        yield Told(key=key_of(name=other), status=status_of(said), embargo=embargo, note=note)
    headline = words(next(iter(all_named(root, "hl1")), None)) or words(child(root, "head", "title"))
    html = html_of(child(root, "body", "body.content"))
    name, version = known.get("doc-id"), known.get("du-key")
    if other and name is None and not html:
        return
    yield Told(
        key=key_of(name="" if name is None else name.get("id-string", ""), title=headline, text=html),
        headline=headline,
        standfirst=words(child(root, "body", "body.head", "abstract")),
        byline=words(child(root, "body", "body.head", "byline")),
        html=html,
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        terms=words(child(root, "body", "body.head", "rights")) or _terms(known.get("doc.rights")),
        credit=_credit(known.get("doc.copyright")),
        note=note,
        number="" if version is None else version.get("version", "").strip(),
        made_at=_norm(known.get("date.issue"), zone),
        status=status_of(about.get("management-status", "usable").strip() or "usable"),
        embargo=None if data is None else embargo_of_document(data, zone),
        is_correction=any(_is_correction(element) for element in notes),
    )


def html_of(content: Element | None) -> str:
    """NITF's text as HTML; what it marks of people and places is their words alone."""
    if content is None:
        return ""
    first = escape((content.text or "").strip())
    return first + "".join(_drawn(element) for element in content)


def _drawn(element):
    name = name_of(element)
    if not name or name in SILENT:
        return escape(element.tail or "")
    tag = (BLOCKS | TABLES | INLINE).get(name, "")
    inner = escape(element.text or "") + "".join(_drawn(part) for part in element)
    if name == "a" and element.get("href"):
        inner = f'<a href="{escape(element.get("href"))}">{inner}</a>'
    return (f"<{tag}>{inner}</{tag}>" if tag else inner) + escape(element.tail or "")


def _norm(element, zone):
    return None if element is None else moment(element.get("norm", ""), zone)


def _credit(element):
    if element is None:
        return ""
    return f"© {element.get('holder', '')} {element.get('year', '')}".strip()


def _terms(element):
    return "" if element is None else " ".join(element.attrib.values())


def _is_correction(element):
    kinds = {element.get("type", "").lower(), element.get("msg-type", "").lower()}
    return name_of(element) == "correction" or "correction" in kinds


def embargo_of_document(data: Element, zone: dt.tzinfo) -> Embargo | None:
    """A release to come holds whatever the status says; the status alone, without a release, says no time."""
    releases = [element for element in data if name_of(element) == "date.release"]
    found = [Embargo(moment(element.get("norm") or words(element), zone)) for element in releases]
    is_told = data.get("management-status", "").strip() == "embargoed"
    return latest(found) or (Embargo(None) if is_told else None)
