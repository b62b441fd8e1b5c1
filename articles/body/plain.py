"""The coarse clean-up, for documents that would cost too much: their words in paragraphs, and no mark of any kind."""

import re
from html import unescape

from django.utils.html import escape

from articles.body.paste_rules import BLOCKS
from common.text import clean_block

# With all that stands in them, up to their own end or the document's.
LEFT_OUT = re.compile(r"<!--.*?(?:-->|\Z)|<(style|script|xml|template|comment|del)\b.*?(?:</\1\s*+>|\Z)", re.I | re.S)
LINE_END = re.compile(rf"</?(?:{'|'.join([*BLOCKS, 'br', 'hr'])})\b[^<>]*+>|\n", re.I)
TAG = re.compile(r"</?[a-z][^<>]*+>", re.I)


def plain_paragraphs(html: str) -> str:
    """The document's words, a paragraph for each line, in a time that grows with its length alone."""
    words = TAG.sub("", LINE_END.sub("\n", LEFT_OUT.sub("", html)))
    lines = (" ".join(line.split()) for line in escape(clean_block(unescape(words))).split("\n"))
    return "".join(f"<p>{line}</p>" for line in lines if line)
