"""Elements of page builders: what Divi, WPBakery and Avada keep in attributes, and what they hold."""

import base64
import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from django.utils.html import escape

from articles.importing.sources.wordpress import policy
from articles.importing.sources.wordpress.shortcodes import Shortcode

HEADINGS = ("title", "heading", "h2", "name")
UNDER = ("subheading", "subhead", "h4", "position", "author", "job_title", "company_name")
PICTURES = ("src", "image", "image_url", "custom_src", "portrait_url", "bg_image", "image_id")
BUTTONS = {"vc_btn", "vc_button", "et_pb_button", "fusion_button"}
ADDRESS = re.compile(r"https?://[^\s<>\"'|]+")
AS_HTML = re.compile(r"[A-Za-z0-9+/=\s]+")


def built(code: Shortcode, attached: Callable[[list[str]], list[str]]) -> str:
    """Its heading, its picture, its words, in the order in which a reader saw them."""
    said = {name: html.unescape(value) for name, value in code.attributes.items()}
    if code.name in BUTTONS:
        return _button(code, said)
    title = next((said[name] for name in HEADINGS if said.get(name)), "")
    title = said.get("text", "") if code.name == "vc_custom_heading" else title
    under = " · ".join(said[name] for name in UNDER if said.get(name))
    words = wrapped(code.inner or "") if not ADDRESS.fullmatch((code.inner or "").strip()) else ""
    parts = [words, f"<p>{escape(under)}</p>" if under else ""]
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    parts = parts if code.name == "et_pb_testimonial" else parts[::-1]  # who said it stands below
    return _picture(code, said, attached) + heading + "".join(parts)


def is_block(name: str) -> bool:
    """Whether what it holds stands apart from what is beside it; else it may be a word of a line."""
    if name in policy.INLINE:
        return False
    return name in policy.UNWRAPPED or (name.startswith(policy.BEGINNINGS) and not name.startswith("su_"))


def wrapped(inner: str) -> str:
    """A block of its own: what stands beside it is another. Paragraphs that were opened around it are closed in it."""
    if not inner.strip():
        return inner
    first_end, first = inner.find("</p>"), inner.find("<p>")
    last_end, last = inner.rfind("</p>"), inner.rfind("<p>")
    before = "<p>" if first_end >= 0 and (first < 0 or first_end < first) else ""
    after = "</p>" if last >= 0 and last > last_end else ""
    return f"<div>{before}{inner}{after}</div>"


def decoded(inner: str) -> str:
    """HTML that a builder has hidden from the editor of WordPress; nothing where it is none."""
    written = re.sub(r"<[^>]*>|\s+", "", inner)
    if not AS_HTML.fullmatch(written):
        return inner
    try:
        return unquote(base64.b64decode(written, validate=True).decode())
    except ValueError:
        return inner


def _picture(code, said, attached):
    found = next((said[name] for name in PICTURES if said.get(name)), "")
    inner = (code.inner or "").strip()
    found = found or (inner if ADDRESS.fullmatch(inner) else "")
    number = found.partition("|")[0]
    if number.isdecimal():
        return "".join(attached([number]))
    if not ADDRESS.match(found):
        return ""
    return f'<img src="{escape(found)}" alt="{escape(said.get("alt", ""))}">'


def _button(code, said):
    words = said.get("button_text") or said.get("title") or code.inner or ""
    found = ADDRESS.search(unquote(next((said[n] for n in ("button_url", "url", "link", "href") if said.get(n)), "")))
    words = escape(re.sub(r"<[^>]*>", "", words))
    drawn = f'<a href="{escape(found[0])}">{words}</a>' if found else words
    return f"<p>{drawn}</p>" if words else ""
