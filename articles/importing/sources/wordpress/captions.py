"""A picture and the words under it, as shortcodes write them."""

import html
import re

from django.utils.html import escape

# The rest of a tag, whose attributes may hold its end. It never looks back, so that no text takes long.
TAG = r"""(?>=\s*"[^"]*"|=\s*'[^']*'|[^>])*+>"""
IMG = re.compile(rf"(?:<a\b{TAG}\s*)?<img\b{TAG}(?:\s*</a>)?", re.IGNORECASE)
CREDITED = re.compile(r'<figure data-credit="([^"]*)">(.*?)</figure>', re.DOTALL)  # as it is written here
AROUND = re.compile(r"^(?:\s|<br\s*/?>|</?p>)+|(?:\s|<br\s*/?>|</?p>)+$")


def captioned(inner: str, *, caption: str) -> str:
    """The picture comes first, with its link, and all after it is the caption. Without one, it is the picture."""
    held = CREDITED.search(inner)
    credit = held[1] if held else ""
    inner = CREDITED.sub(r"\2", inner)
    img = IMG.search(inner)
    if not img:
        return inner
    return _figure(img[0], AROUND.sub("", inner[img.end() :]) or escape(html.unescape(caption)), credit)


def credited(inner: str, credit: str) -> str:
    """The picture with who made it; a caption that it has already stays."""
    if "<figure>" in inner:
        return inner.replace("<figure>", f'<figure data-credit="{escape(credit)}">', 1) if credit else inner
    img = IMG.search(inner)
    if not img:
        return inner
    return _figure(img[0], AROUND.sub("", inner[img.end() :]), escape(credit))


def _figure(picture, caption, credit):
    if not (caption or credit):
        return picture
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<figure data-credit="{credit}">{picture}{under}</figure>' if credit else f"<figure>{picture}{under}</figure>"
    )
