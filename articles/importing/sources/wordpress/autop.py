"""Paragraphs as WordPress makes them of line breaks, when a page is drawn.

The rule, from its behaviour: two line ends make a paragraph and one makes a break; an element of its own line is never
inside a paragraph; nothing in `pre` or `[code]` is touched; a text with a block comment anywhere is left as it is. What
comes out is parsed as HTML afterwards, so unbalanced tags need no care here.
"""

import re

BLOCK = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address"
    "|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu"
    "|summary"
)
OPENS = re.compile(rf"(<(?:{BLOCK})(?:\s[^<>]*)?/?>)", re.IGNORECASE)
CLOSES = re.compile(rf"(</(?:{BLOCK})>)", re.IGNORECASE)
IS_BLOCK = re.compile(rf"</?(?:{BLOCK})[\s/>]", re.IGNORECASE)
KEPT = re.compile(
    r"<(pre|script|style|svg|textarea)\b.*?</\1\s*>|\[(code|sourcecode)\b[^\]]*\].*?\[/\2\]", re.IGNORECASE | re.DOTALL
)
TAG = re.compile(r"<[^<>]*>")
DOUBLE_BREAK = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
HELD, LINE = "\ue000%d\ue001", "\ue002"


def autop(text: str) -> str:
    """HTML with its paragraphs and breaks. A text of block comments has its own, and comes back as it is."""
    if "<!-- wp:" in text:
        return text
    held: list[str] = []

    def hold(found):
        held.append(found[0])
        return f"\n\n{HELD % (len(held) - 1)}\n\n"

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = KEPT.sub(hold, text)
    text = TAG.sub(lambda tag: tag[0].replace("\n", LINE), text)  # a line end within a tag is none
    text = DOUBLE_BREAK.sub("\n\n", text)
    text = CLOSES.sub(r"\1\n\n", OPENS.sub(r"\n\n\1", text))
    parts = [part.strip("\n") for part in re.split(r"\n[ \t]*\n+", text)]
    html = "\n".join(_paragraph(part) for part in parts if part.strip(" \t\n"))
    for number, kept in enumerate(held):
        html = html.replace(HELD % number, kept)
    return html.replace(LINE, "\n")


def _paragraph(part: str) -> str:
    """Text becomes a paragraph with its breaks; a block stays one, and what follows it on its line is text again."""
    if part.startswith("\ue000"):
        return part
    lead = IS_BLOCK.match(part)
    if not lead:
        return f"<p>{_with_breaks(part)}</p>"
    tag = TAG.match(part)
    rest = part[tag.end() :] if tag else ""
    if not tag or not rest.strip():
        return part
    if re.match(r"<(?:blockquote|div|section|article|aside|details|td|th|li|dd|figure)\b", tag[0], re.IGNORECASE):
        return f"{tag[0]}{rest if IS_BLOCK.match(rest) else _inside(tag[0], rest)}"
    return f"{tag[0]}{_with_breaks(rest)}"


def _inside(tag: str, rest: str) -> str:
    """The text that a block begins with: a paragraph in a quotation, as it stands in an item or a cell."""
    words = _with_breaks(rest)
    return f"<p>{words}</p>" if re.match(r"<(?:blockquote|section|article|aside)\b", tag, re.IGNORECASE) else words


def _with_breaks(text: str) -> str:
    return re.sub(r"(?:<br\s*/?>)?[ \t]*\n", "<br />\n", text.strip())
