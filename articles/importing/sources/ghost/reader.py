"""The reader of Ghost's exports, as the import knows readers of sources."""

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo, available_timezones

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.importing.faults import FAULTS, unread
from articles.importing.items import (
    Credit,
    Item,
    Kind,
    Note,
    OldAsset,
    OldAuthor,
    OldStory,
    OldTerm,
    PlacedPicture,
    SiteFacts,
    Visibility,
)
from articles.importing.outside import left_outside, told_outside
from articles.importing.source import CannotRead, Files, Material, Options
from articles.importing.sources.ghost.tables import rows
from articles.importing.sources.ghost.text import neutral_html, public_part, words_of_cards
from articles.importing.sources.markup import plain_words

HERE = "__GHOST_URL__"
SOON = dt.timedelta(minutes=10)
SETTINGS = {"title", "url", "timezone", "activeTimezone", "locale", "lang", "defaultLang", "permalinks"}
COLUMNS = {
    "posts": "id uuid title slug html plaintext lexical mobiledoc feature_image type status visibility created_at"
    " updated_at published_at custom_excerpt canonical_url email_only locale",
    "users": "id name slug email bio",
    "tags": "id name slug visibility",
    "posts_meta": "feature_image_alt feature_image_caption email_only meta_title meta_description og_title"
    " og_description og_image twitter_title twitter_description twitter_image",
}
# Of versions before 3, and kept only where they say something: what came from a later one reads as it did.
OF_BEFORE = ("page", "image", "author_id")
KEYS = ("id", "post_id", "tag_id", "author_id")
KINDS = {"posts": Kind.STORY, "users": Kind.AUTHOR, "tags": Kind.TERM}


class Ghost:
    name = "ghost"
    verbose_name = "Ghost"
    takes = (".json", ".zip")
    how_to_get = "Settings → Advanced → Import/Export → Export content. The pictures are in content/images."

    def __init__(self, options: Options):
        self.options = options

    @staticmethod
    def probe(head: bytes, _name: str) -> bool:
        return head.lstrip()[:1] == b"{" and (b'"db"' in head or b'"posts"' in head or b'"exported_on"' in head)

    def scan(self, files: Files) -> Iterator[Item]:
        names = [name for name in files.names() if name.lower().endswith(".json")]
        if len(names) != 1:
            message = _("An export of Ghost is one .json; there are %(count)d in it. Hand over one at a time.")
            raise CannotRead(message % {"count": len(names)})
        for name in names:
            settings: dict[str, str] = {}
            with files.open(name) as file:
                for number, (table, row) in enumerate(rows(file)):
                    if table == "settings":
                        if row.get("key") in SETTINGS:
                            settings[row["key"]] = row.get("value")
                    else:
                        yield _item_of(table, row, number)
            yield Item(Kind.SITE, f"settings {name}", settings | {"group": "settings"})

    def site(self, payloads: Iterable[dict]) -> SiteFacts:
        known = next(iter(payloads), {})
        language = known.get("locale") or known.get("lang") or known.get("defaultLang") or ""
        zone = known.get("timezone") or known.get("activeTimezone") or ""
        return SiteFacts(known.get("title") or "", known.get("url") or "", zone, language)

    def author(self, payload: dict) -> OldAuthor:
        return OldAuthor(
            payload["id"],
            payload.get("name") or payload.get("slug", ""),
            payload.get("email") or "",
            payload.get("bio") or "",
            (f"/author/{payload.get('slug', '')}/",),
        )

    def term(self, payload: dict) -> OldTerm:
        """Tags alone: Ghost has no sections. One that begins with # is for the desk."""
        is_internal = payload.get("visibility") == "internal" or payload.get("name", "").startswith("#")
        slug = payload.get("slug", "")
        return OldTerm(
            payload["id"], "category", payload["name"], slug, is_internal=is_internal, old_paths=(f"/tag/{slug}/",)
        )

    def asset(self, payload: dict) -> OldAsset:
        return OldAsset(payload.get("id", ""), (payload.get("file", ""),))

    def story(self, payload: dict, material: Material) -> OldStory:
        notes: list[Note] = []
        meta = material.get(Kind.PART, f"meta {payload['id']}") or {}
        address = self._address(material)
        html = payload.get("html") or _paragraphs(payload.get("plaintext") or words_of_cards(payload))
        html = html.replace(HERE, address)
        part, is_part = public_part(html)
        visibility, reason = _visibility(payload, is_part, meta)
        published, updated = _moment(payload.get("published_at")), _moment(payload.get("updated_at"))
        is_later = published and updated and updated - published >= SOON
        tags, people = _joined(material, "tags", payload["id"]), _joined(material, "authors", payload["id"])
        standfirst = plain_words(payload.get("custom_excerpt") or "")
        return OldStory(
            old_id=payload["id"],
            title=payload.get("title") or "",
            html=neutral_html(part, notes),
            whole_html=neutral_html(html, []) if is_part else "",
            visibility=visibility,
            status=payload.get("status") or "",
            reason=reason,
            is_page=_is_page(payload),
            slug=payload.get("slug") or "",
            standfirst=standfirst,
            updated_at=updated if is_later else published,
            planned_for=published if payload.get("status") == "scheduled" else None,
            credits=tuple(Credit(author=row["author_id"]) for row in people or [payload] if row.get("author_id")),
            terms=tuple(row["tag_id"] for row in tags),
            primary_term=tags[0]["tag_id"] if tags else "",
            lead=_lead(payload, meta, address),
            canonical=payload.get("canonical_url") or "",
            **told_outside(lambda name: (meta.get(name) or "").replace(HERE, address)),
            language=payload.get("locale") or "",
            guid=payload.get("uuid") or "",
            notes=(*notes, *left_outside(meta.get, same={payload.get("title") or "", standfirst})),
            **_place(address, self._path(payload, published, material), published, visibility),
        )

    def _path(self, post, published, material):
        """Where the site had it: dated, if an export of before Ghost 3 says that stories were."""
        slug, known = post.get("slug") or "", next(iter(material.find(Kind.SITE, "settings")), {})
        is_dated = published and not _is_page(post) and ":year" in (known.get("permalinks") or "")
        day = published.astimezone(_zone(known.get("activeTimezone"))).strftime("/%Y/%m/%d") if is_dated else ""
        return f"{day}/{slug}/" if slug else ""

    def _address(self, material):
        said = self.options.address
        known = next(iter(material.find(Kind.SITE, "settings")), {}) if not said else {}
        return (said or known.get("url") or "").rstrip("/")


def _item_of(table, row, number) -> Item:
    """A row that cannot be read is told, and the others come. Before Ghost 2, keys were numbers."""
    keys = {name: str(row[name]) for name in KEYS if row.get(name) is not None}
    try:
        return _item(table, row | keys, number)
    except FAULTS as fault:
        return unread(fault, group=table, number=number, place=number, title=str(row.get("title") or ""))


def _item(table: str, row: dict, number: int) -> Item:
    facts = {name: row.get(name) for name in COLUMNS.get(table, "").split()}
    if table == "posts":
        facts |= {name: row[name] for name in OF_BEFORE if row.get(name)}
    if table in KINDS:
        return Item(KINDS[table], row["id"], facts, number)
    if table == "posts_meta":
        return Item(Kind.PART, f"meta {row['post_id']}", facts, number)
    kind, key = ("tags", "tag_id") if table == "posts_tags" else ("authors", "author_id")
    facts = {"group": f"{kind} {row['post_id']}", key: row[key], "order": row.get("sort_order") or 0}
    return Item(Kind.PART, f"{kind} {row['post_id']} {row[key]}", facts, number)


def _visibility(post: dict, is_part: bool, meta: dict) -> tuple[Visibility, str]:
    """Published to everybody, in part, or not. What went out by mail alone was on no page."""
    if post.get("status") != "published" or post.get("email_only") or meta.get("email_only"):
        return Visibility.DRAFT, _("It was not published on the site (%(status)s).") % {"status": post.get("status")}
    if post.get("visibility", "public") == "public":
        return Visibility.PUBLIC, _("Parts of it were for members alone, and stay out.") if is_part else ""
    if is_part:
        return Visibility.PART, _("The beginning was for everybody, the rest for members.")
    return Visibility.DRAFT, _("It was for members alone.")


def _place(address, path, published, visibility) -> dict:
    """Where readers had it and since when; of what they had not the address that is kept from them."""
    if visibility not in {Visibility.PUBLIC, Visibility.PART}:
        return {"hidden_address": f"{address}{path}"}
    return {
        "address": f"{address}{path}" if path else "",
        "published_at": published,
        "old_paths": (path,) if path else (),
    }


def _is_page(post: dict) -> bool:
    """Ghost 3 and later have a type for it, older versions a flag."""
    return post.get("type") == "page" or bool(post.get("page"))


def _zone(name) -> ZoneInfo:
    return ZoneInfo(name if name in available_timezones() else "UTC")


def _joined(material, kind, post_id) -> list[dict]:
    return sorted(material.find(Kind.PART, f"{kind} {post_id}"), key=lambda row: row["order"])


def _lead(post, meta, address) -> PlacedPicture | None:
    file = (post.get("feature_image") or post.get("image") or "").replace(HERE, address)
    caption = plain_words(meta.get("feature_image_caption") or "")
    return PlacedPicture(address=file, alt=meta.get("feature_image_alt") or "", caption=caption) if file else None


def _moment(text) -> dt.datetime | None:
    """Universal time, as text or as milliseconds."""
    if not text:
        return None
    if isinstance(text, int | float):
        return dt.datetime.fromtimestamp(text / 1000, dt.UTC)
    try:
        found = dt.datetime.fromisoformat(text.replace("Z", "+00:00").replace(" ", "T"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _paragraphs(plain: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in plain.split("\n\n") if part.strip())
