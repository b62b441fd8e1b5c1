"""XML of strangers: read without entities, document types of their own, and the network."""

import codecs
import re
from html.entities import name2codepoint

from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element as Element

from articles.wires.told import CannotRead

# Instructions, comments, and NITF's bare document type, up to the first element.
PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<[A-Za-z_]", re.DOTALL)
NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
SPACE = re.compile(r"\s+")


def tree_of(content: bytes) -> Element:
    """Raises CannotRead."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = re.sub(r"^<\?.*?\?>", "", content.decode("utf-16", "replace")).encode()
    content = NAMED.sub(_numbered, content)  # HTML's own names, which a bare document type lets stand
    if not PROLOGUE.match(content):
        raise CannotRead(_("It is no XML, or declares entities of its own, which no agency needs. It is not read."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        message = _("It is broken XML, at line %(line)s, column %(column)s: %(fault)s")
        raise CannotRead(message % {"line": line, "column": column, "fault": fault.msg}) from None


def _numbered(found) -> bytes:
    name = found[1].decode()
    if name in {"amp", "lt", "gt", "quot", "apos"} or name not in name2codepoint:
        return found[0]
    return b"&#%d;" % name2codepoint[name]


def name_of(element: Element) -> str:
    """Without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def all_named(root: Element, *names: str) -> list[Element]:
    """Below an element, at any depth, in whatever namespace."""
    return [element for element in root.iter() if name_of(element) in names]


def child(root: Element, *path: str) -> Element | None:
    """Down a path of names, the first of each."""
    for name in path:
        root = next((element for element in root if name_of(element) == name), None)
        if root is None:
            return None
    return root


def words(element: Element | None) -> str:
    """Its text in one line."""
    return SPACE.sub(" ", "".join(element.itertext())).strip() if element is not None else ""
