"""Shortcodes by their own grammar: a name in brackets with attributes, alone or with an end, none within its like.

`[[name]]` is literal. A bracket in prose is no shortcode: its name has to be known, have attributes, or have an end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.importing.sources.wordpress.policy import (
    BEGINNINGS,
    GALLERIES,
    KNOWN,
    NEED_MORE,
    NO_SHORTCODES,
    OUT,
    PREFORMATTED,
    UNWRAPPED,
)

TAG = re.compile(
    r"""\[(?P<lit>\[?)(?P<name>[a-zA-Z][\w:-]*)(?![\w:-])"""
    r"""(?P<attrs>(?:(?<=[\s=])"[^"]*"|=\s*'[^']*'|[^\[\]/]|/(?!\]))*+)(?P<self>/?)\](?P<end>\]?)"""
)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))|"([^"]*)"|'([^']*)'|(\S+)""")
STRAY = re.compile(r"\[/?(?:vc|et_pb|fusion|td|su)_[^\]]*\]|\[/(?:caption|gallery|row|column|tabs?|embed)\]")
DEEPEST = 40
# Where a line of HTML begins and ends, and what of it are no words.
EDGE = re.compile(r"\n|<(?:br|/?(?:p|div|li|h[1-6]|td|th|blockquote|figure|figcaption|section))\b[^>]*>", re.IGNORECASE)
NO_WORDS = re.compile(r"<[^>]*>|\[[^\]]*\]|\s+")
LONGEST_LINE = 2000
MARKUP = re.compile(r"<[^>]*>")
NAMED = re.compile(r"""(?<![\w-])[\w-]+\s*=\s*[^\s=]""")
PLAIN = re.compile(r"""["'“‘(]*[^\W\d_]+(?:['’-][^\W\d_]+)*["'”’),.;:!?…]*""")


@dataclass(frozen=True)
class Shortcode:
    """`inner` is what stands between it and its end, already replaced; None where it has no end."""

    name: str
    attributes: dict[str, str]
    inner: str | None
    source: str

    @property
    def values(self) -> list[str]:
        """Attributes that have no name, in their order."""
        return [value for name, value in self.attributes.items() if name.isdigit()]


Replace = Callable[[Shortcode], str]


def replace_shortcodes(text: str, replace: Replace) -> str:
    """The text, which is HTML, with each shortcode as `replace` has it, the inner ones first; ends of none are gone."""
    return STRAY.sub("", _replaced(text, replace, 0))


def _replaced(text, replace, depth):
    if "[" not in text or depth > DEEPEST:
        return text
    parts, at = [], 0
    while found := TAG.search(text, at):
        parts.append(text[at : found.start()])
        if found["lit"] and found["end"]:
            parts.append(f"&#91;{found[0][2:-1]}")
            at = found.end()
            continue
        begin, stop = found.start() + len(found["lit"]), found.end() - len(found["end"])
        parts.append(found["lit"])
        inner, after = _inner(text, found["name"], stop, bool(found["self"]))
        attributes = attributes_of(found["attrs"])
        is_alone = inner is None and not found["self"]
        if not _is_one(found["name"], attributes, inner) or (is_alone and _is_prose(found, text)):
            at = begin + 1 + len(found["name"])  # there may be one in what follows
            parts.append(text[begin:at])
            continue
        if inner is not None and found["name"].lower() not in PREFORMATTED:
            inner = _replaced(inner, replace, depth + 1)
        parts.append(replace(Shortcode(found["name"].lower(), attributes, inner, text[begin:after])))
        at = after
    return "".join([*parts, text[at:]])


def attributes_of(written: str) -> dict[str, str]:
    """By name in small letters, and by number where they have none. Curly quotes are part of the value."""
    found: dict[str, str] = {}
    for number, match in enumerate(ATTRIBUTE.finditer(written)):
        name, double, single, bare, *alone = match.groups()
        if name:
            found[name.lower()] = next((value for value in (double, single, bare) if value is not None), "")
        else:
            found[str(number)] = next((value for value in alone if value is not None), "")
    return found


def _inner(text, name, at, is_alone):
    """What it holds, and where it ends. The same name within it is no beginning: WordPress takes the first end."""
    if is_alone:
        return None, at
    end = re.compile(rf"\[/{re.escape(name)}\]", re.IGNORECASE).search(text, at)
    if not end:
        return None, at
    again = re.compile(rf"\[{re.escape(name)}(?![\w:-])", re.IGNORECASE).search(text, at, end.start())
    if again and name.lower() not in {"caption", "wp_caption", "quote", "toggle", "tab"} and not _nests(name):
        return None, at
    return text[at : end.start()], end.end()


def _nests(name):
    """Builders give each depth a name of its own, and number their ends alike: the first end is the inner one's."""
    return name.lower().startswith(BEGINNINGS)


def _is_one(name, attributes, inner):
    lowered = name.lower()
    if lowered in NO_SHORTCODES:
        return False
    if lowered in KNOWN or lowered.startswith(BEGINNINGS) or inner is not None:
        return True
    return any(not key.isdigit() for key in attributes)


def _is_prose(found, text) -> bool:
    """Whether a tag without an end is a word of the sentence around it, or a remark: words, or a link among them."""
    name, written = found["name"].lower(), found["attrs"].strip()
    if not written:
        return _is_a_word(name, _around(found, text))
    said = MARKUP.sub(" ", written)
    if (name in KNOWN and not name.isalpha()) or name.startswith(BEGINNINGS) or NAMED.search(said):
        return False
    words = sum(PLAIN.fullmatch(word) is not None for word in said.split())
    is_remark = words > 1 and name not in OUT | GALLERIES  # whose words say which, and are for nobody to read
    return is_remark or (words > 0 and ("<" in written or any(_around(found, text))))


def _is_a_word(name, around) -> bool:
    """Whether a name alone in its brackets is a part of the sentence around it."""
    if name not in NEED_MORE and (name not in UNWRAPPED or "_" in name):
        return False
    return any(around) if name in NEED_MORE else all(around)


def _around(found, text) -> list[bool]:
    """Whether words stand before it and after it in its line."""
    before = EDGE.split(text[max(0, found.start() - LONGEST_LINE) : found.start()])[-1]
    after = EDGE.split(text[found.end() : found.end() + LONGEST_LINE], maxsplit=1)[0]
    return [bool(NO_WORDS.sub("", part)) for part in (before, after)]
