"""Substack and Medium: an archive of HTML files, one a post, whose bodies are turned alike."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from html import unescape

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.importing.items import (
    Credit,
    Item,
    Kind,
    Note,
    OldAsset,
    OldAuthor,
    OldStory,
    OldTerm,
    SiteFacts,
    Visibility,
)
from articles.importing.source import CannotRead, Files, Material, Options
from articles.importing.sources.markup import (
    drop_silent,
    inner_html,
    largest,
    parsed,
    plain_images,
    plain_words,
    text_of,
    turn_frames,
    turn_galleries,
)
from articles.importing.sources.table import csv_rows
from articles.importing.words import line_of

MOST = 32 * 1024 * 1024  # bytes of a post
PAYWALL = re.compile(r"<[a-z]+[^>]*\bpaywall-jump\b.*", re.DOTALL)
READERS_OF = (".opens.csv", ".delivers.csv")  # of Substack: addresses of people, which nobody opens here


class _Posts:
    """What both have in common."""

    def __init__(self, options: Options):
        self.options = options

    def site(self, payloads: Iterable[dict]) -> SiteFacts:
        return SiteFacts(address=self.options.address)

    def author(self, payload: dict) -> OldAuthor:
        return OldAuthor(payload["name"], payload["name"])

    def term(self, payload: dict) -> OldTerm:
        return OldTerm(payload["name"], "tag", payload["name"])

    def asset(self, payload: dict) -> OldAsset:
        return OldAsset("", (payload.get("file", ""),))


class Substack(_Posts):
    name = "substack"
    verbose_name = "Substack"
    takes = (".zip",)
    how_to_get = "Settings → Import/Export → Export your data. Keep the archive as it is."

    @staticmethod
    def probe(head: bytes, name: str) -> bool:
        return name.endswith("posts.csv") and b"post_id" in head

    def scan(self, files: Files) -> Iterator[Item]:
        names = {name for name in files.names() if not name.endswith(READERS_OF)}
        tables = [name for name in names if name.rpartition("/")[2] == "posts.csv"]
        if len(tables) != 1:
            message = _("An export of Substack has one posts.csv; there are %(count)d in it. Hand over one at a time.")
            raise CannotRead(message % {"count": len(tables)})
        [table] = tables
        bodies = {name.rpartition("/")[2].partition(".")[0]: name for name in names if name.endswith(".html")}
        with files.open(table) as file:
            for line, row in csv_rows(io.TextIOWrapper(file, "utf-8-sig", newline="")):
                number = row.get("post_id", "").partition(".")[0]
                name = bodies.get(number)
                facts = {"html": _read(files, name) if name else "", "id": number, "is_there": bool(name)}
                yield Item(Kind.STORY, number, row | facts, line)

    def story(self, payload: dict, material: Material) -> OldStory:
        notes: list[Note] = []
        html = payload["html"] + _sound(payload.get("podcast_url"))
        part = PAYWALL.sub("", html)
        is_part = part != html
        visibility, reason = _substack_visibility(payload, is_part)
        if not payload["is_there"]:
            visibility, reason = Visibility.DRAFT, _("Its text is not in the archive.")
        slug = payload.get("post_id", "").partition(".")[2]
        is_open = visibility in {Visibility.PUBLIC, Visibility.PART}
        published = _moment(payload.get("post_date"))
        return OldStory(
            old_id=payload["id"],
            title=unescape(payload.get("title") or ""),
            html=_turned(part, notes),
            is_page=payload.get("type") == "page",
            whole_html=_turned(html, []) if is_part else "",
            visibility=visibility,
            status=f"{payload.get('is_published')} {payload.get('audience')}",
            reason=reason,
            slug=slug,
            address=f"{self.options.address.rstrip('/')}/p/{slug}" if is_open and slug else "",
            standfirst=unescape(payload.get("subtitle") or ""),  # the table has them as HTML
            published_at=published if is_open else None,
            updated_at=published,
            old_paths=(f"/p/{slug}",) if is_open and slug else (),
            notes=tuple(notes),
        )


class Medium(_Posts):
    name = "medium"
    verbose_name = "Medium"
    takes = (".zip",)
    how_to_get = "Settings → Security and apps → Download your information. Keep the archive as it is."

    @staticmethod
    def probe(head: bytes, _name: str) -> bool:
        return b'class="p-name"' in head and b"h-entry" in head

    def scan(self, files: Files) -> Iterator[Item]:
        names = [name for name in files.names() if "posts/" in f"/{name}" and name.endswith(".html")]
        if not names:
            raise CannotRead(_("There is no folder posts in it, which an export of Medium has."))
        seen: set[str] = set()
        for number, name in enumerate(names):
            short = name.rpartition("/")[2]
            html = _read(files, name)
            key = re.search(r"-([0-9a-f]{8,14})\.html$", short)
            old_id = key[1] if key else short
            tags = _tags(html)
            yield from (Item(Kind.TERM, tag, {"name": tag}, number) for tag in tags if tag not in seen)
            seen.update(tags)
            yield Item(Kind.STORY, old_id, {"id": old_id, "name": short, "html": html}, number)

    def story(self, payload: dict, material: Material) -> OldStory:
        notes: list[Note] = []
        root = parsed(payload["html"])
        title, subtitle = _text_of(root, "p-name"), _text_of(root, "p-summary")
        link = next(iter(root.xpath("//a[contains(@class, 'p-canonical')]/@href")), "")
        published = _moment(next(iter(root.xpath("//time[contains(@class, 'dt-published')]/@datetime")), ""))
        is_draft = payload["name"].startswith("draft_") or published is None
        is_response = not is_draft and _is_answer(root, title)
        visibility = Visibility.DRAFT if is_draft else Visibility.LEFT_OUT if is_response else Visibility.PUBLIC
        body = next(iter(root.xpath("//section[@data-field='body']")), None)
        _drop_repeated(body, {title, subtitle})
        reason = _("It was a draft.") if is_draft else _("It was an answer to another post.") if is_response else ""
        is_public = visibility == Visibility.PUBLIC
        html = inner_html(body) if body is not None else ""
        links = [link, *root.xpath("//footer//a[.//time]/@href")]
        paths = tuple(f"/{path}" for each in links if (path := each.partition("://")[2].partition("/")[2]))
        return OldStory(
            old_id=payload["id"],
            title=title,
            html=_turned(html, notes),
            visibility=visibility,
            status="draft" if is_draft else "published",
            reason=reason,
            slug=payload["name"].partition("_")[2].rpartition("-")[0].lower(),
            address=link if is_public else "",
            standfirst=subtitle,
            published_at=published if is_public else None,
            updated_at=published,
            credits=(Credit(name=author),) if (author := _text_of(root, "p-author")) else (),
            terms=tuple(_tags(payload["html"])),
            old_paths=paths if is_public else (),
            notes=tuple(notes),
        )


def _tags(html: str) -> list[str]:
    """Those in the foot of a post, where the export names them."""
    names = (" ".join(link.text_content().split()) for link in parsed(html).xpath("//a[contains(@class, 'p-tag')]"))
    return [name for name in dict.fromkeys(names) if name]


def _is_answer(root, title) -> bool:
    """An answer to another post has no title of its own: it begins with the words that stand for one, and is words."""
    body = next(iter(root.xpath("//section[@data-field='body']")), None)
    if body is None or body.xpath(".//h3 | .//h4 | .//figure | .//img | .//iframe"):
        return False
    words = plain_words(body.text_content())
    has_own_words = bool(root.xpath("//a[contains(@class, 'p-tag')]")) or _text_of(root, "p-summary") not in words
    return not has_own_words and words.startswith(plain_words(title).rstrip("….").rstrip())


def _read(files: Files, name: str) -> str:
    """A file of an archive. Raises CannotRead where it is larger than any post."""
    if files.size(name) > MOST:
        raise CannotRead(_("“%(name)s” is larger than any post.") % {"name": name})
    with files.open(name) as file:
        return text_of(file.read())


def _turned(html: str, notes: list[Note]) -> str:
    if not html.strip():
        return ""
    root = parsed(html)

    def note(verb, name, words=""):
        notes.append(Note(verb, name, " ".join(words.split())[:200]))

    for element in root.xpath("//*[contains(@class, 'subscription-widget') or contains(@class, 'subscribe-widget')]"):
        note("out", "subscription-widget", element.text_content())
        element.drop_tree()
    drop_silent(root, note)
    turn_frames(root, note)
    for img in root.xpath("//img[@srcset]"):
        img.set("src", largest(img.get("srcset")) or img.get("src", ""))  # what `src` names may be gone
    plain_images(root)
    turn_galleries(root.xpath("//*[contains(@class, 'image-gallery-embed')]"))
    return inner_html(root)


def _sound(address: str | None) -> str:
    """The sound of a podcast, which the table alone names."""
    return f'<audio src="{escape(address)}"></audio>' if address else ""


def _substack_visibility(row: dict, is_part: bool) -> tuple[Visibility, str]:
    if (row.get("is_published") or "").lower() != "true":
        return Visibility.DRAFT, _("It was not published.")
    if row.get("type") in {"thread", "private_thread"}:
        return Visibility.DRAFT, _("It was a thread of readers.")
    if row.get("audience") == "everyone":
        return Visibility.PUBLIC, ""
    if is_part:
        return Visibility.PART, _("The beginning was for everybody, the rest for members.")
    return Visibility.DRAFT, _("It was for members alone.")


def _drop_repeated(body, said: set[str]):
    """Medium repeats title and subtitle in the body."""
    for element in [] if body is None else body.xpath(".//h3 | .//h4"):
        if plain_words(element.text_content()) in said:
            element.drop_tree()


def _text_of(root, name) -> str:
    found = root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return line_of(found[0]) if found else ""


def _moment(text) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
