"""Our own export, read back: what `manage.py export_archive` wrote, a file at a time, each held to its digest."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from articles.importing.items import (
    Credit,
    Item,
    Kind,
    OldAsset,
    OldAuthor,
    OldPoll,
    OldStory,
    OldTerm,
    PlacedPicture,
    SiteFacts,
    Visibility,
)
from articles.importing.old_files import OldFile
from articles.importing.source import CannotRead, Files, Material, Options
from articles.importing.sources.newsroom_parts import corrections_of, course_of, moment, poll_of, series_of

ABOUT, MANIFEST, SCHEMA = "README.txt", "manifest.json", b'"newsroom-export/1"'
TERMS = {"sections.json": "section", "topics.json": "topic"}
LEFT = {"gone.json", "films.json"}
FILES = {"documents.json": Kind.DOCUMENT, "sounds.json": Kind.SOUND}
FILES |= {f"desk/{name}": kind for name, kind in FILES.items()}
# Of a picture, what our library has a place for beside its words.
OF_PICTURES = (
    "byline",
    "rights",
    "headline",
    "instructions",
    "usage_terms",
    "web_statement",
    "source_type",
    "ai_system",
)
OF_FILES = ("title", "file_name", "description", "credit", "language", "rights", "rights_until")
OF_FILES += ("says", "transcript", "is_wordless")
OF_PICTURES += ("keywords", "is_decorative", "focal_point", "rights_until")


class Newsroom:
    name = "newsroom"
    verbose_name = _("Newsroom")
    takes = (".zip",)
    how_to_get = _("The folder that “manage.py export_archive” wrote, or an archive (ZIP) of it.")

    def __init__(self, options: Options):
        self.options = options

    @staticmethod
    def probe(head: bytes, name: str) -> bool:
        """Its first file says so; the manifest is the last that was written, and far down the list."""
        return name.rpartition("/")[2] in {ABOUT, MANIFEST} and SCHEMA.strip(b'"') in head[:200]

    def scan(self, files: Files) -> Iterator[Item]:
        export = _Export(files)
        yield Item(Kind.SITE, "site", export.facts["site"])
        for path in export.paths:
            yield from _items_of(path, export)

    def site(self, payloads: Iterable[dict]) -> SiteFacts:
        return next((SiteFacts(**payload) for payload in payloads), SiteFacts())

    def author(self, payload: dict) -> OldAuthor:
        return OldAuthor(
            payload["slug"],
            payload["name"],
            slug=payload["slug"],
            public_email=payload.get("email", ""),
            portrait=payload.get("portrait", ""),
            title=payload.get("title", ""),
            biography=payload.get("biography", ""),
            is_byline=True,
            old_paths=(_path(payload["address"]),),
        )

    def term(self, payload: dict) -> OldTerm:
        return OldTerm(
            f"{payload['taxonomy']}:{payload['slug']}",
            payload["taxonomy"],
            payload["name"],
            slug=payload["slug"],
            parent=f"section:{payload['parent']}" if payload.get("parent") else "",
            standfirst=payload.get("standfirst", ""),
            position=payload.get("position", 0),
            old_paths=(_path(payload["address"]),),
        )

    def asset(self, payload: dict) -> OldAsset:
        """Its file in the export comes first, then where it stood on the site."""
        addresses = [payload["file"]] if "file" in payload else []
        return OldAsset(
            payload["key"],
            (*addresses, *payload["addresses"]),
            file_name=payload.get("file_name", ""),
            alt=payload.get("alt", ""),
            caption=payload.get("caption", ""),
            credit=payload.get("credit", ""),
            mime=payload.get("mime", ""),
            extra={name: payload[name] for name in OF_PICTURES if payload.get(name)},
        )

    def file(self, payload: dict) -> OldFile:
        told = {name: payload[name] for name in OF_FILES if payload.get(name)}
        return OldFile(payload["key"], (payload.get("media") or {}).get("file", ""), **told)

    def poll(self, payload: dict, material: Material) -> OldPoll:
        return poll_of(payload, counted_by=(material.get(Kind.SITE, "site") or {}).get("name") or "Newsroom")

    def story(self, payload: dict, material: Material) -> OldStory:
        """What readers have; for a story of the desk, a draft."""
        if not payload["form"].startswith("newsroom-story/"):
            story = _story(payload, material, f"desk:{payload['id']}", Visibility.DRAFT)
            is_alone = material.get(Kind.STORY, payload["id"]) is None  # else they go with what readers have of it
            return replace(story, course=course_of(payload, material) if is_alone else None)
        earlier = [row["editions"] for row in material.find(Kind.PART, f"editions:{payload['id']}")]
        before = [_story(each, material, payload["id"], Visibility.PUBLIC) for each in (earlier or [[]])[0]]
        started = moment(payload.get("starts_at")) or (before[-1].ends_at if before else None)
        story = _story(payload, material, payload["id"], Visibility.PUBLIC)
        return replace(
            story,
            old_paths=(*story.old_paths, *(row["from"] for row in material.find(Kind.REDIRECT, payload["id"]))),
            starts_at=started,
            ends_at=moment(payload.get("leaves_at")),
            earlier=tuple(before),
            corrections=corrections_of(material.find(Kind.PART, f"corrections:{payload['id']}")),
            series=series_of(payload, material),
            course=course_of(payload, material),
            pair=payload.get("translation", {}).get("pair", ""),
        )


def _story(payload, material, old_id, visibility) -> OldStory:
    """What a page and an earlier edition alike say."""
    is_public = visibility == Visibility.PUBLIC
    filed = [f"section:{payload['section']['slug']}"] if "section" in payload else []
    return OldStory(
        old_id,
        payload["headline"],
        payload.get("html", ""),
        visibility,
        payload.get("standing", "published"),
        slug=payload["slug"],
        address=payload.get("address", ""),
        standfirst=payload.get("standfirst", ""),
        kicker=payload.get("kicker", ""),
        label=payload.get("label", ""),
        care=payload.get("care", {}),
        published_at=moment(payload.get("published_at")),
        updated_at=moment(payload.get("updated_at")),
        planned_for=moment(payload.get("planned_for")),
        starts_at=moment(payload.get("starts_at")),
        ends_at=moment(payload.get("ends_at")),
        credits=tuple(Credit(line["author"], line["name"], line["role"]) for line in payload.get("bylines", [])),
        is_unsigned=not payload.get("bylines"),
        terms=(*filed, *(f"topic:{topic['slug']}" for topic in payload.get("topics", []))),
        primary_term=filed[0] if filed else "",
        lead=_lead(payload.get("picture")),
        is_lead_apart=True,
        language=payload["language"],
        canonical=payload.get("outside", {}).get("canonical_url", ""),
        outside=payload.get("outside", {}),
        social=_lead(payload.get("social_picture")),
        old_paths=(_path(payload["address"]),) if is_public else (),
        guid=f"urn:uuid:{payload['id']}",
    )


class _Export:
    """The files of an export by their paths in the manifest, which is in memory: a line a file."""

    def __init__(self, files: Files):
        self.files = files
        found = [name for name in files.names() if name.rpartition("/")[2] == MANIFEST]
        if not found:
            raise CannotRead(_("There is no manifest.json: the export was never finished, or this is none."))
        self.top = min(found, key=len)[: -len(MANIFEST)]
        self.facts = self._manifest()
        self.digests = {file["path"]: file["sha256"] for file in self.facts["files"]}
        self.paths = sorted(self.digests, key=_order)

    def _manifest(self):
        with self.files.open(f"{self.top}{MANIFEST}") as file:
            content = file.read()
        before, _mark, check = content.rpartition(b'"check": "')
        if check[:64].decode("ascii", "replace") != hashlib.sha256(before).hexdigest() or SCHEMA not in before[:200]:
            raise CannotRead(_("The manifest is not as it was written. Copy the export again."))
        return json.loads(content)

    def json(self, path: str) -> dict | list:
        return json.loads(self.text(path))

    def text(self, path: str) -> str:
        """Raises CannotRead for a file that is missing or has other bytes than were written."""
        try:
            with self.files.open(f"{self.top}{path}") as file:
                content = file.read()
        except (OSError, KeyError):
            raise CannotRead(_("%(path)s is missing. Copy the export again.") % {"path": path}) from None
        if hashlib.sha256(content).hexdigest() != self.digests[path]:
            message = _("%(path)s has other bytes than were written. Copy the export again.")
            raise CannotRead(message % {"path": path})
        return content.decode()


def _order(path):
    """What stories name comes before them, so that they find it in whatever order it is asked for."""
    return path.startswith("stories/"), path.startswith("desk/") and not path.endswith(".entries.json"), path


def _items_of(path, export):
    if path == "authors.json":
        yield from (Item(Kind.AUTHOR, row["slug"], row) for row in export.json(path))
    elif path in TERMS:
        rows = [row | {"taxonomy": TERMS[path]} for row in export.json(path)]
        yield from (Item(Kind.TERM, f"{row['taxonomy']}:{row['slug']}", row) for row in rows)
    elif path == "redirects.csv":
        yield from (_redirect(row) for row in csv.DictReader(io.StringIO(export.text(path))))
    elif path == "series.json":
        yield from (Item(Kind.PART, f"series:{row['slug']}", row) for row in export.json(path))
    elif path == "corrections.json":
        yield from map(_correction, export.json(path))
    elif path in FILES:
        yield from (Item(FILES[path], row["key"], row) for row in export.json(path))
    elif path in LEFT:
        rows = export.json(path)
        yield from (Item(Kind.LEFT, f"{path}:{number}", row | {"group": path}) for number, row in enumerate(rows))
    elif path.endswith(".json"):
        yield from _item_of_folder(path, export)


def _redirect(row):
    return Item(Kind.REDIRECT, row["from"], dict(row) | {"group": row["story"]})


def _correction(row):
    return Item(Kind.PART, f"correction:{row['id']}", row | {"group": f"corrections:{row['story']}"})


def _item_of_folder(path, export):
    folder = path.partition("/")[0]
    if folder == "media":
        row = export.json(path)
        yield Item(Kind.ASSET, row["key"], row)
    elif folder == "polls":
        row = export.json(path)
        yield Item(Kind.POLL, row["key"], row)
    elif folder == "editions":
        row = export.json(path)
        yield Item(Kind.PART, f"editions:{row['id']}", row | {"group": f"editions:{row['id']}"})
    elif path.endswith(".entries.json"):
        row = export.json(path)
        yield Item(Kind.PART, f"entries:{row['story']}", row)
    elif folder == "desk" or path.endswith(".facts.json"):
        row = export.json(path)
        yield Item(Kind.STORY, row["id"] if folder == "stories" else f"desk:{row['id']}", row)


def _lead(picture):
    if not picture:
        return None
    told = {name: picture.get(name, "") for name in ("address", "alt", "caption", "credit")}
    return PlacedPicture(asset=picture["key"], **told)


def _path(address):
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
