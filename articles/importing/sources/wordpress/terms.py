"""What a post was filed under and who it was ascribed to, by one key for each, however the export spells it."""

import re

from articles.importing.items import Credit, Item, Kind
from articles.importing.source import Material

AUTHORS = "author"  # the taxonomy of Co-Authors Plus
LANGUAGE, PAIR = "language", "post_translations"  # of Polylang: what says the same in another language shares a term
NO_TERMS = {
    *(AUTHORS, "post_format", "nav_menu", "wp_theme", "link_category", "post_visibility", "yst_prominent_words"),
    *(LANGUAGE, PAIR, "term_language", "term_translations", "translation_priority"),
}
NO_CATEGORY = {"uncategorized", "uncategorised"}  # what WordPress files under where nobody chose
# What WPML's own plugin for exports writes beside each post.
WPML_LANGUAGE, WPML_PAIR = "_wpml_import_language_code", "_wpml_import_translation_group"
DOMAINS = {"": "category", "tag": "post_tag"}  # as WXR 1.0 has them
PREFIX = "cap-"


def settled_terms(terms: list[dict]) -> list[dict]:
    """Each once, with its domain and slug. WXR 1.0 says each twice, and the first time by its name alone."""
    terms = [{**term, "domain": DOMAINS.get(term["domain"], term["domain"])} for term in terms]
    slugs = {(term["domain"], term["name"]): term["slug"] for term in terms if term["slug"]}
    told = {}
    for term in terms:
        slug = term["slug"] or slugs.get((term["domain"], term["name"])) or slug_of(term["name"])
        if slug:
            told.setdefault((term["domain"], slug), {**term, "slug": slug})
    return list(told.values())


def slug_of(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def term_of(kind: str, facts: dict) -> tuple[Kind, str, dict] | None:
    """A term as the list of terms has it, or as a post names it; None for what is none to readers."""
    domain, slug, name, above = {
        "named": (facts.get("domain"), facts.get("slug"), facts.get("name"), ""),
        "category": ("category", *(facts.get(n) for n in ("category_nicename", "cat_name", "category_parent"))),
        "tag": ("post_tag", facts.get("tag_slug"), facts.get("tag_name"), ""),
        "term": tuple(facts.get(n) for n in ("term_taxonomy", "term_slug", "term_name", "term_parent")),
    }[kind]
    if not domain or domain in NO_TERMS or not (slug or name):
        return None
    slug = slug or slug_of(name)
    told = {"key": f"{domain}:{slug}", "domain": domain, "slug": slug, "name": name or slug, "above": above or ""}
    number = {"group": f"number {facts['term_id']}"} if facts.get("term_id") else {}
    return Kind.TERM, told["key"], told | number


def guest_of(post: dict, place: int) -> Item:
    """A guest author of Co-Authors Plus. Posts name them by login or by the slug of this post."""

    def said(key):
        return next(iter(post["meta"].get(f"cap-{key}", [])), "")

    slug = post.get("post_name", "").removeprefix(PREFIX)
    key = said("user_login") or slug
    facts = {"key": key, "name": said("display_name") or post.get("title", ""), "email": said("user_email")}
    return Item(Kind.AUTHOR, key, facts | {"biography": said("description"), "group": slug}, place)


def credits_of(post: dict, material: Material) -> tuple[tuple[Credit, ...], bool]:
    """Terms of co-authors where there are any, else the creator. An export has lost the order of several."""
    coauthors = [term for term in post["terms"] if term["domain"] == AUTHORS]
    keys = [_coauthor(term, material) for term in coauthors] or [post.get("creator", "")]
    return tuple(Credit(author=key) for key in dict.fromkeys(keys) if key), len(keys) < 2


def language_of(post: dict) -> str:
    """The code that Polylang or WPML filed it under, or nothing."""
    return _by_plugin(post, LANGUAGE, WPML_LANGUAGE)


def pair_of(post: dict) -> str:
    """What Polylang or WPML calls the tie between it and its translations, or nothing."""
    return _by_plugin(post, PAIR, WPML_PAIR)


def _by_plugin(post, domain, key) -> str:
    by_term = next((term["slug"] for term in post["terms"] if term["domain"] == domain), "")
    return by_term or next(iter(post["meta"].get(key, [])), "")


def _coauthor(term, material) -> str:
    """The term's text is the login; its slug is that, made fit for an address."""
    slug = term["slug"].removeprefix(PREFIX)
    for key in (term["name"], term["name"].removeprefix(PREFIX), slug):
        if key and material.get(Kind.AUTHOR, key):
            return key
    guest = next(iter(material.find(Kind.AUTHOR, slug)), None) if slug else None
    return guest["key"] if guest else term["name"] or slug
