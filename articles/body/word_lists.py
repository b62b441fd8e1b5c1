"""Lists that word processors write as paragraphs with a mark in front, or a list for each item, made real lists."""

import re
from typing import NamedTuple

from articles.body.markup import Element

LEVEL = re.compile(r"level(\d)")
BULLET = re.compile(r"\s*(?:[·•o§▪●○■–\uf0b7\uf0a7-]|\(?(?:\d+|[a-z]|[ivx]+)[.)])[\s\xa0]+", re.I)
NUMBER = re.compile(r"\s*\(?(\d+|[a-z]+)[.)]", re.I)


class Item(NamedTuple):
    level: int
    list_attributes: dict[str, str] | None  # of a numbered list; None is a list of points
    children: list


def make_lists(parent: Element) -> None:
    """Put items that follow each other into lists in lists, by their level, at any depth of the tree."""
    children, open_lists = [], []
    for child in parent.children:
        if isinstance(child, str):
            if child.strip():
                open_lists = []
            children.append(child)
            continue
        item = _item_of(child)
        if item is None:
            make_lists(child)
            open_lists = []
            children.append(child)
        else:
            _hang(item, open_lists, children)
    parent.children = children


def _hang(item, open_lists, children):
    level = min(item.level, len(open_lists) + 1)
    kind = "ul" if item.list_attributes is None else "ol"
    if len(open_lists) >= level and open_lists[level - 1].tag != kind:
        del open_lists[level - 1 :]
    del open_lists[level:]
    if len(open_lists) < level:
        new = Element(kind, item.list_attributes)
        (open_lists[-1].elements[-1].children if open_lists else children).append(new)
        open_lists.append(new)
    open_lists[-1].children.append(Element("li", children=item.children))


def _item_of(element):
    if "listcontainerwrapper" in element.classes:
        return _item_of_word_online(element)
    level = LEVEL.search(element.style.get("mso-list", ""))
    is_named = any(name.startswith("msolistparagraph") for name in element.classes)
    if element.tag not in {"p", "li"} or not (level or (is_named and BULLET.match(element.text))):
        return None
    if element.tag == "li":
        return None
    mark = _take_mark(element)
    return Item(int(level[1]) if level else 1, _numbering(mark), [Element("p", {}, element.children)])


def _item_of_word_online(wrapper):
    entry = wrapper.first("li")
    numbered = wrapper.first("ol")
    if entry is None:
        return None
    level = entry.attributes.get("aria-level", "1")
    start = {"start": numbered.attributes["start"]} if numbered and "start" in numbered.attributes else {}
    return Item(int(level) if level in "123456789" else 1, None if numbered is None else start, entry.children)


def _take_mark(paragraph):
    """Take the mark ("·", "1.") off the paragraph and hand it back."""
    for parent in [paragraph, *paragraph.walk()]:
        for child in parent.elements:
            if child.style.get("mso-list") == "ignore":
                parent.children.remove(child)
                return child.text
    if paragraph.children and isinstance(paragraph.children[0], str) and (found := BULLET.match(paragraph.children[0])):
        paragraph.children[0] = paragraph.children[0][found.end() :]
        return found[0]
    return ""


def _numbering(mark):
    """The attributes of the numbered list that begins with this mark; None for a list of points."""
    found = NUMBER.match(mark)
    if not found:
        return None
    sign = found[1]
    if sign.isdecimal():
        return {"start": sign} if sign != "1" else {}
    if sign in {"i", "I"}:
        return {"type": sign}
    kind = "a" if sign.islower() else "A"
    start = str(ord(sign.lower()) - 96) if len(sign) == 1 else "1"
    return {"type": kind} if start == "1" else {"type": kind, "start": start}
