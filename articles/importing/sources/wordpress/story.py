"""What a post was to its readers: public or not, when, whose, under which addresses."""

import datetime as dt
import html
import re
from functools import partial
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import lxml.html

from articles.importing.items import Kind, Note, OldStory, PlacedPicture, Visibility
from articles.importing.outside import left_outside, told_outside
from articles.importing.source import Material, Options
from articles.importing.sources.wordpress.addresses import address_of, first_address, old_paths
from articles.importing.sources.wordpress.dates import moment
from articles.importing.sources.wordpress.liveblog import course_of
from articles.importing.sources.wordpress.source_words import source_words
from articles.importing.sources.wordpress.terms import NO_TERMS, credits_of, language_of, pair_of
from articles.importing.sources.wordpress.text import html_of
from articles.importing.sources.wordpress.texturize import texturized
from articles.importing.sources.wordpress.types import STORIES
from articles.importing.sources.wordpress.visibility import visibility_of
from articles.importing.words import line_of

SOON = dt.timedelta(minutes=10)  # a change so soon after is part of the publication
VARIABLE = re.compile(r"%%\w+%%")


def story_of(post: dict, material: Material, options: Options) -> OldStory:
    """The neutral story. Nothing that a stranger could not read comes out as public."""
    notes: list[Note] = []
    zone: ZoneInfo = options.time_zone
    visibility, reason = visibility_of(post)
    published, modified = moment(post, "post_date", zone), moment(post, "post_modified", zone)
    is_later = published and modified and modified - published >= SOON
    credits, is_order_known = credits_of(post, material)
    terms = [term for term in post["terms"] if term["domain"] not in NO_TERMS]
    meta, told = post["meta"], partial(_first, post["meta"])
    title, standfirst = _plain(post.get("title", "")), _plain(post.get("excerpt", ""))
    return OldStory(
        old_id=post["id"],
        title=title,
        html=html_of(post, material, notes),
        source_words=" ".join(source_words(post, material)),
        visibility=visibility,
        status=post.get("status", ""),
        reason=reason,
        is_page=post.get("post_type") == "page",
        old_type="" if post.get("post_type", "post") in STORIES else post["post_type"],
        slug=_slug(post),
        standfirst=standfirst,
        updated_at=modified if is_later else published,
        planned_for=published if post.get("status") == "future" else None,
        credits=credits,
        is_order_known=is_order_known,
        terms=tuple(f"{term['domain']}:{term['slug']}" for term in terms),
        primary_term=_primary(meta, material),
        lead=_lead(meta, material),
        canonical=_first(meta, "_yoast_wpseo_canonical") or _first(meta, "rank_math_canonical_url"),
        **told_outside(told),
        is_unlisted=_first(meta, "_yoast_wpseo_meta-robots-noindex") == "1",
        language=language_of(post),
        pair=pair_of(post),
        guid=post.get("guid", ""),
        course=course_of(post, material, zone, notes),
        **_place(post, published, material, visibility),
        notes=(*notes, *left_outside(told, same={title, standfirst})),
    )


def _place(post, published, material, visibility) -> dict:
    """Where readers have it and since when; of what they have not the address that is kept from them."""
    address = address_of(post) or next(iter(first_address(post)), "")
    if visibility != Visibility.PUBLIC:
        return {"hidden_address": address}
    return {"address": address, "published_at": published, "old_paths": old_paths(post, published, material)}


def _slug(post) -> str:
    wanted = _first(post["meta"], "_wp_desired_post_slug") or post.get("post_name", "")
    return unquote(wanted).removesuffix("__trashed")


def _primary(meta, material) -> str:
    """Yoast names it by number; the export has numbers only where it lists the terms."""
    number = _first(meta, "_yoast_wpseo_primary_category")
    found = next(iter(material.find(Kind.TERM, f"number {number}")), None) if number else None
    return found["key"] if found else ""


def _lead(meta, material) -> PlacedPicture | None:
    number = _first(meta, "_thumbnail_id")
    held = material.get(Kind.ASSET, number) if number else None
    if held is None:  # told as missing
        return PlacedPicture(number) if number.strip("0").isdecimal() else None
    return PlacedPicture(number, held.get("file", ""), caption=_plain(held.get("excerpt", "")))


def _plain(text: str) -> str:
    """Words without markup, as a page showed them."""
    text = VARIABLE.sub("", text)
    if "<" in text:
        text = line_of(lxml.html.fragment_fromstring(text, create_parent="div"))
    return texturized(" ".join(html.unescape(text).split()))


def _first(meta, key) -> str:
    return next(iter(meta.get(key, [])), "")
