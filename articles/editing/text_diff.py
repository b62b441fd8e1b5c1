"""What two wordings of a story have and have not in common, word by word. Nothing here knows a database."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.html import format_html

from articles.wording.matching import matched

SAME, GONE, NEW = "same", "gone", "new"
TAGS = {GONE: "del", NEW: "ins"}
WORD = re.compile(r"\S+[^\S\n]*|\s+")  # the end of a line is no part of its last word
LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Part(NamedTuple):
    kind: str
    words: str

    @property
    def marked(self) -> str:
        """The words as HTML, in the element that says whether they went or came."""
        return format_html("<{0}>{1}</{0}>", TAGS[self.kind], self.words) if self.kind in TAGS else self.words


def differing_words(old: str, new: str) -> list[Part]:
    """The words of both, in order: those in both, those that went and those that came.

    Lines are matched first, so that a long story takes no longer than its changed paragraphs do.
    """
    olds, news = LINE.findall(old), LINE.findall(new)
    parts = []
    for act, a, b, c, d in matched(olds, news):
        if act == "equal":
            parts.append(Part(SAME, "".join(olds[a:b])))
        else:
            parts += _in_lines("".join(olds[a:b]), "".join(news[c:d]))
    return _joined(parts)


def _in_lines(old, new):
    olds, news = WORD.findall(old), WORD.findall(new)
    for act, a, b, c, d in matched(olds, news):
        if act == "equal":
            yield Part(SAME, "".join(olds[a:b]))
        else:
            yield Part(GONE, "".join(olds[a:b]))
            yield Part(NEW, "".join(news[c:d]))


def _joined(parts):
    joined = []
    for part in parts:
        if not part.words:
            continue
        if joined and joined[-1].kind == part.kind:
            joined[-1] = Part(part.kind, joined[-1].words + part.words)
        else:
            joined.append(part)
    return joined


class _Reader(HTMLParser):
    """Reads a body aloud: a line for each paragraph, the marks of a list, and a name for each thing that is placed."""

    LINES = {"p", "h2", "h3", "blockquote", "figcaption", "figure", "div", "li", "ul", "ol"}
    LINES |= {"section", "dt", "dd", "footer"}

    def __init__(self, name: Callable[[str, str], str]):
        super().__init__()
        self.name, self.text, self.links, self.is_item = name, [], [], False

    def line(self) -> None:
        if self.text and not self.text[-1].endswith("\n") and not self.is_item:
            self.text.append("\n")

    def handle_starttag(self, tag, attrs) -> None:
        attributes = dict(attrs)
        if tag in self.LINES:
            self.line()
        if tag in {"br", "span"}:
            self.text.append("\n" if tag == "br" else " [")
        if tag == "li":
            self.text.append("• ")
            self.is_item = True
        if tag == "a":
            self.links.append(attributes.get("href") or "")
        if kind := "picture" if "data-picture" in attributes else attributes.get("data-embed"):
            self.text.append(
                f"[{self.name(kind, attributes.get('data-picture') or attributes.get('data-id') or '')}]\n"
            )

    def handle_endtag(self, tag) -> None:
        if tag == "a" and self.links:
            self.text.append(f" ({self.links.pop()})")
        if tag == "span":  # a footnote
            self.text.append("]")
        self.is_item = False
        if tag in self.LINES:
            self.line()

    def handle_data(self, words) -> None:
        if words.strip() or not "".join(self.text[-1:]).endswith("\n"):
            self.text.append(words)
            self.is_item = self.is_item and not words.strip()


def read_body(html: str, name: Callable[[str, str], str]) -> str:
    """The body as plain words. `name(kind, id)` says what a placeholder stands for."""
    reader = _Reader(name)
    reader.feed(html)
    reader.close()
    return "".join(reader.text).strip()
