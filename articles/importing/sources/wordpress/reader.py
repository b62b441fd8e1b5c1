"""The reader of WordPress exports, as the import knows readers of sources."""

from collections.abc import Iterable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.importing.faults import FAULTS, unread
from articles.importing.file_addresses import file_key
from articles.importing.items import Item, Kind, OldAsset, OldAuthor, OldStory, OldTerm, SiteFacts, Visibility
from articles.importing.source import CannotRead, Files, Material, Options
from articles.importing.sources.wordpress.addresses import folder_of
from articles.importing.sources.wordpress.clean_bytes import Reading
from articles.importing.sources.wordpress.files import asset_of
from articles.importing.sources.wordpress.liveblog import count_left_out
from articles.importing.sources.wordpress.story import story_of
from articles.importing.sources.wordpress.terms import NO_CATEGORY, guest_of, settled_terms, term_of
from articles.importing.sources.wordpress.types import GUEST, STORIES, is_own
from articles.importing.sources.wordpress.visibility import visibility_of
from articles.importing.sources.wordpress.wxr import elements, facts_of, post_of

HEAD = 64 * 1024  # bytes: of several files the exports are told by them


class WordPress:
    name = "wordpress"
    verbose_name = "WordPress"
    takes = (".xml",)
    how_to_get = "Tools → Export → All content, in the administration of WordPress."

    def __init__(self, options: Options):
        self.options = options

    @staticmethod
    def probe(head: bytes, _name: str) -> bool:
        return b"wordpress.org/export/" in head

    def scan(self, files: Files) -> Iterator[Item]:
        seen: dict[str, str] = {}
        names = [name for name in files.names() if name.lower().endswith((".xml", ".wxr", ".rss", ".txt"))]
        exports = [name for name in names if self._is_export(files, name)] if len(names) > 1 else names
        for name in exports or names:
            try:
                with files.open(name) as file:
                    yield from self._scan_file(file, seen)
            except CannotRead as refusal:
                where = f"{name}: " if len(names) > 1 else ""
                raise CannotRead(f"{where}{refusal}", place=refusal.place) from None
        for name in (name for name in names if exports and name not in exports):
            told = _("It is no export of WordPress.")
            yield Item(Kind.LEFT, f"file {name}", {"group": "file beside the export"}, problem=told)

    def _is_export(self, files, name):
        with files.open(name) as file:
            return self.probe(file.read(HEAD), name)

    def _scan_file(self, file, seen):
        reading = Reading()
        for number, (kind, element, place) in enumerate(elements(file, reading), 1):
            yield from _read(kind, element, number, place, seen, folder_of(reading.site))
        counted = {"controls": reading.controls, "broken": reading.broken}
        yield Item(Kind.SITE, f"channel {reading.site.get('link', '')}", reading.site | counted)

    def site(self, payloads: Iterable[dict]) -> SiteFacts:
        known = next(iter(payloads), {})
        address = known.get("base_blog_url") or known.get("link", "")
        return SiteFacts(known.get("title", ""), address, "", known.get("language", ""))

    def author(self, payload: dict) -> OldAuthor:
        said = payload["name"], payload.get("email", ""), payload.get("biography", "")
        slugs = dict.fromkeys(filter(None, (payload["key"], payload.get("group"), slugify(payload["key"]))))
        return OldAuthor(payload["key"], *said, tuple(f"/author/{slug}/" for slug in slugs))

    def term(self, payload: dict) -> OldTerm:
        taxonomy = {"category": "category", "post_tag": "tag"}.get(payload["domain"], payload["domain"])
        parent = f"{payload['domain']}:{payload['above']}" if payload.get("above") else ""
        base = f"/{taxonomy}/{payload['above']}/" if payload.get("above") else f"/{taxonomy}/"
        paths = tuple(dict.fromkeys((f"{base}{payload['slug']}/", f"/{taxonomy}/{payload['slug']}/")))
        is_none = taxonomy == "category" and payload["name"].casefold() in NO_CATEGORY
        return OldTerm(
            payload["key"], taxonomy, payload["name"], payload["slug"], parent, is_internal=is_none, old_paths=paths
        )

    def asset(self, payload: dict) -> OldAsset:
        return asset_of(payload)

    def story(self, payload: dict, material: Material) -> OldStory:
        return story_of(payload, material, self.options)


def _read(kind, element, number, place, seen, folder) -> list[Item]:
    """What one part of the file is; of one that cannot be read, that there was one."""
    found = []
    try:
        parts = _items_of(post_of(element) | folder, number, place, seen) if kind == "item" else None
        for item in parts or _subject(kind, facts_of(element), place, seen):
            found.append(item)
    except FAULTS as fault:
        title = next((child.text for child in element if child.tag == "title" and child.text), "")
        found.append(unread(fault, group=kind, number=number, place=place, title=title))
    return found


def _items_of(post: dict, number: int, place: int, seen: dict[str, str]) -> Iterator[Item]:
    """The item itself, and the terms that it names: files of old versions list them nowhere else."""
    key = post["id"] = _key_of(post, number, seen)
    kind = post.get("post_type", "post")
    post["terms"] = settled_terms(post["terms"])
    for term in post["terms"]:
        yield from _subject("named", term, place, seen)
    if kind == "attachment":
        file = post.get("attachment_url") or post.get("guid", "")
        facts = {"id": key, "file": file, "group": file_key(file), "parent": post.get("post_parent", "")}
        kept = {name: post.get(name, "") for name in ("excerpt", "title", "guid", "menu_order", "link")}
        yield Item(Kind.ASSET, key, kept | facts | {"meta": post["meta"]}, place)
    elif kind == "wp_block":
        is_shown = visibility_of(post)[0] == Visibility.PUBLIC  # a draft of one is shown nowhere
        yield Item(Kind.BLOCK, key, {"content": post.get("content", "") if is_shown else ""}, place)
    elif kind == GUEST:
        yield guest_of(post, place)
    elif kind in STORIES or is_own(kind):
        yield Item(Kind.STORY, key, post, place)
    else:
        yield Item(Kind.LEFT, f"{kind} {key}", {"group": kind, "title": post.get("title", "")}, place)
    if post.get("comments"):
        yield Item(Kind.LEFT, f"comments of {key}", {"group": "comment", "count": post["comments"]}, place)
    for number in range(count_left_out(post)):
        yield Item(Kind.LEFT, f"entry {number} of {key}", {"group": "entry of a live blog"}, place)


def _key_of(post, number, seen):
    """Its number. Of another item that has the same one, as where exports were joined, with its guid."""
    key, guid = post.get("post_id") or post.get("guid") or f"number {number}", post.get("guid", "")
    return key if seen.setdefault(f"number {key}", guid) == guid else f"{key} {guid}"


def _subject(kind: str, facts: dict, place: int, seen: dict[str, str]) -> Iterator[Item]:
    """An author or a term, once, however often the file names it."""
    if kind == "author":
        key = facts.get("author_login", "")
        name = facts.get("author_display_name") or key
        found = Kind.AUTHOR, key, {"key": key, "name": name, "email": facts.get("author_email", "")}
        number = f"user {facts.get('author_id', '')}"
        if facts.get("author_id") and number not in seen:  # by which entries of live blogs name them
            seen[number] = ""
            yield Item(Kind.PART, number, {"key": key}, place)
    else:
        found = term_of(kind, facts)
    name = f"{found[0]} {found[1]}" if found else ""
    if found and found[1] and name not in seen:
        seen[name] = ""
        yield Item(*found, place)
