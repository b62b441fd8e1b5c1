"""HTML from anywhere as a small tree, with its style sheet read into the elements that it speaks of."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import nh3

from articles.body.paste_rules import BLOCKS, MARKS, OMISSIONS
from common.text import clean_html

DEEPEST = 100  # elements in one another; what stands deeper keeps its words and boundaries
DEEPEST_READ = 250  # the same of what the parser is given: it takes a time that grows with the square of the depth
# What one document may cost, far beyond the longest story: `TooMuch` is raised before the work is done.
MOST_CHARACTERS = 400_000
MOST_TAGS = 20_000
MOST_REFERENCES = 150_000  # such as &amp;
MOST_DEPTHS = 300_000  # the depths of all tags together: with many tags, fewer may stand in one another
MOST_STYLES = 100_000  # declarations of a style sheet, once for each thing that they speak of
VOID = {"br", "img", "hr", "wbr"}
UNWRAPPED = {"wbr"}
ALONE = OMISSIONS["nothing"] + OMISSIONS["embeds"]
INLINE = (
    "a abbr acronym big bdi bdo br code data font hr img ins kbd label mark output picture q ruby rt samp small span"
    " time tt u x-msup x-msub x-mfrac"
)
READ = {*BLOCKS, *MARKS, *OMISSIONS["deletions"], "comment", *INLINE.split()}
NAMES = (
    "style class id name hidden role aria-level href data-href title start type value alt width height colspan rowspan"
    " lang"
)
OF_OURS = {"data-"}  # how the attributes begin by which we name what is placed; the composer writes those that it knows
ATTRIBUTES = set(NAMES.split())
CONTENT_GONE = set(ALONE) - {"meta", "link", "input", "col", "embed", "body", "head", "colgroup"}
# Elements that have no end, or whose end may be left out: they do not stand in one another.
WITHOUT_END = "col input meta link source area embed param track base p li td th tr dt dd option"
ENDLESS = VOID.union(WITHOUT_END.split())
SCHEMES = {"http", "https", "mailto", "tel", "file", "ftp", "javascript", "data", "sms", "cid", "about", "blob", "x"}
# Formulas as elements of HTML; and addresses as they are written, which the parser would drop if it cannot read them.
BEFORE_PARSING = [
    (r"</?(?:math|semantics)\b[^<>]*>", ""),
    (r"<(/?)(?:mrow|mn|mi|mo|mtext|mstyle)\b", r"<\1span"),
    (r"<(/?)(msup|msub|mfrac)\b", r"<\1x-\2"),
    (r"(<a\b[^<>]*?)\bhref(\s*=)", r"\1data-href\2"),
]
# What a rule of a style sheet speaks of: one class, one element, or an element of a class.
SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.I)


class TooMuch(Exception):
    """This document would keep a processor busy for longer than any story does."""


class Element:
    """A tag with its attributes and what stands in it: elements and text."""

    def __init__(self, tag: str, attributes: dict[str, str] | None = None, children=()):
        self.tag, self.attributes, self.children = tag, attributes or {}, list(children)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def elements(self) -> list["Element"]:
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").lower().split())

    @property
    def style(self) -> dict[str, str]:
        return declarations(self.attributes.get("style", ""))

    def walk(self) -> Iterator["Element"]:
        """The elements in it at any depth, each before those in it."""
        for child in self.elements:
            yield child
            yield from child.walk()

    def first(self, *tags: str) -> "Element | None":
        return next((element for element in self.walk() if element.tag in tags), None)


def declarations(style: str) -> dict[str, str]:
    """A style attribute as names and values, in small letters."""
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _colon, value in pairs if name.strip()}


def parse(html: str) -> Element:
    """The tree of any HTML, well-formed or not. Raises TooMuch."""
    tags = html.count("<")
    if len(html) > MOST_CHARACTERS or tags > MOST_TAGS or html.count("&") > MOST_REFERENCES:
        raise TooMuch
    html = clean_html(html)
    css = " ".join(re.findall(r"<style\b[^<>]*>(.*?)(?:</style|\Z)", html, re.I | re.S))
    html = re.sub(r"<style\b.*?(?:</style\s*>|\Z)", "", html, flags=re.I | re.S)
    for pattern, plain in BEFORE_PARSING:
        html = re.sub(pattern, plain, html, flags=re.I)
    if re.match(r"\s*(<(meta|!--)[^>]*>\s*)*<(t[rdh]|tbody|thead)\b", html, re.I):
        html = f"<table>{html}</table>"
    tree = _Parser(
        clean_html(_well_formed(_shallow(html, tags)))
    ).root  # unseen signs may have been written as references
    _apply(css, tree)
    return tree


def _shallow(html, tags):
    """Without the tags that stand too deep. What they say and that it was apart stays."""
    deepest = min(DEEPEST_READ, MOST_DEPTHS // max(tags, 1))
    depth = 0

    def keep(found):
        nonlocal depth
        tag = found[2].lower()
        if tag in ENDLESS or found[0].endswith("/>"):
            return found[0]
        depth += -1 if found[1] else 1
        if depth + bool(found[1]) > deepest:
            return "<br><br>" if tag in BLOCKS else ""
        depth = max(depth, 0)
        return found[0]

    # Possessive: a tag without an end is read once, and not once for each of its letters.
    return re.sub(r"<(/?)([a-z][^\s<>/]*+)[^<>]*+>", keep, html, flags=re.I)


def _well_formed(html):
    """As a browser would read it, with all that the clean-up asks about still there."""
    kept = READ | (set(OMISSIONS["embeds"]) - {"embed"})
    return nh3.clean(
        html,
        tags=kept,
        clean_content_tags=CONTENT_GONE - kept,
        attributes=dict.fromkeys(kept, ATTRIBUTES),
        generic_attribute_prefixes=OF_OURS,
        url_schemes=SCHEMES,
        link_rel=None,
    )


class _Parser(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self._open = [self.root]
        self._too_deep = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        if tag in UNWRAPPED:
            return
        element = Element(tag, {name.replace("data-href", "href"): value or "" for name, value in attrs})
        if tag in VOID:
            self._open[-1].children.append(element)
        elif len(self._open) > DEEPEST:
            self._too_deep += 1
            self._open[-1].children += [Element("br"), Element("br")] if tag in BLOCKS else []
        else:
            self._open[-1].children.append(element)
            self._open.append(element)

    def handle_endtag(self, tag) -> None:
        if tag in VOID | UNWRAPPED:
            return
        if self._too_deep:
            self._too_deep -= 1
            self._open[-1].children += [Element("br"), Element("br")] if tag in BLOCKS else []
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data) -> None:
        self._open[-1].children.append(data)


def _apply(css, tree):
    """Styles by class become styles of their elements, before those that the elements have themselves."""
    rules = _rules(css)
    given = 0
    for element in tree.walk() if rules else ():
        keys = [(element.tag, ""), *(key for name in element.classes for key in (("", name), (element.tag, name)))]
        if found := [rules[key] for key in keys if key in rules]:
            given += sum(map(len, found))
            if given > MOST_STYLES:
                raise TooMuch
            style = {name: value for rule in [*found, element.style] for name, value in rule.items()}
            element.attributes["style"] = ";".join(f"{name}:{value}" for name, value in style.items())


def _rules(css):
    """What a style sheet declares, by the element and the class that it speaks of."""
    rules, declared = {}, 0
    for rule in re.sub(r"/\*.*?(?:\*/|\Z)|<!--|-->", "", css, flags=re.S).split("}"):
        before, _brace, body = rule.rpartition("{")
        style = declarations(body)
        for selector in before.rpartition("{")[2].split(","):
            if found := SELECTOR.fullmatch(selector.strip()):
                declared += len(style)
                if declared > MOST_STYLES:
                    raise TooMuch
                named = tuple(part.lower() if part else "" for part in found.groups(""))
                rules.setdefault(named, {}).update(style)
    return rules
