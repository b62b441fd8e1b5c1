"""Tables, for whatever has no reader of its own: CSV and JSON Lines, whose columns are named in the options.

A table says of a story no more than its columns do, so only rows whose status column says one of `PUBLIC_WORDS` are
public; without such a column all of them are drafts.
"""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

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
    PlacedPicture,
    SiteFacts,
    Visibility,
)
from articles.importing.source import CannotRead, Files, Material, Options
from articles.importing.sources.markup import drop_silent, inner_html, parsed, plain_images, plain_words, turn_frames

NAMES = [
    "id",
    "title",
    "body",
    "standfirst",
    "author",
    "section",
    "topics",
    "published",
    "updated",
    "slug",
    "address",
    "picture",
    "caption",
    "credit",
    "alt",
    "status",
    "language",
]
PUBLIC_WORDS = {"published", "publish", "public", "live", "1", "true", "yes"}
TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
SNIFFED = 64 * 1024
LONGEST_CELL = 20 * 1024 * 1024
BOM = "\ufeff"


class Table:
    name = "csv"
    verbose_name = "CSV, JSON Lines"
    takes = (".csv", ".tsv", ".jsonl", ".ndjson")
    how_to_get = "One line a story. The columns are named in the first line, or in a map."

    def __init__(self, options: Options):
        self.options = options
        self.fields = {name: name for name in NAMES} | (options.fields or {})

    @staticmethod
    def probe(_head: bytes, name: str) -> bool:
        return name.lower().endswith(Table.takes)

    def scan(self, files: Files) -> Iterator[Item]:
        for name in (name for name in files.names() if name.lower().endswith(self.takes)):
            with files.open(name) as file:
                text = io.TextIOWrapper(file, _encoding_of(files, name), errors="replace", newline="")
                read = _json_lines if name.lower().endswith(("jsonl", "ndjson")) else csv_rows
                yield from self._items(read(text), name)

    def _items(self, rows, name):
        seen, keys = set(), set()
        for line, row in rows:
            if not keys and not set(self.fields.values()) & set(row):
                message = _("None of these columns is known: %(columns)s. Name them in a map.")
                raise CannotRead(message % {"columns": ", ".join(map(str, row))[:300]}, place=line)
            facts = {ours: str(row.get(theirs) or "") for ours, theirs in self.fields.items()}
            number = facts["id"] or facts["address"] or f"{name} line {line}"
            problem = _("Its id stands twice in the table.") if number in keys else ""
            number = f"{number} line {line}" if problem else number
            keys.add(number)
            for kind, value in (("section", facts["section"]), *(("topic", each) for each in _listed(facts["topics"]))):
                if value and (kind, value) not in seen:
                    seen.add((kind, value))
                    yield Item(Kind.TERM, f"{kind}:{value}", {"taxonomy": kind, "name": value}, line)
            yield Item(Kind.STORY, number, facts | {"id": number}, line, problem)

    def site(self, payloads: Iterable[dict]) -> SiteFacts:
        return SiteFacts(address=self.options.address)

    def author(self, payload: dict) -> OldAuthor:
        return OldAuthor(payload["name"], payload["name"])

    def term(self, payload: dict) -> OldTerm:
        return OldTerm(f"{payload['taxonomy']}:{payload['name']}", payload["taxonomy"], payload["name"])

    def asset(self, payload: dict) -> OldAsset:
        return OldAsset("", (payload.get("file", ""),))

    def story(self, payload: dict, material: Material) -> OldStory:
        notes: list[Note] = []
        published = self._moment(payload["published"])
        is_public = payload["status"].strip().lower() in PUBLIC_WORDS and published is not None
        section = (f"section:{payload['section']}",) if payload["section"] else ()
        reason = "" if is_public else _("Its line does not say that it was public, with a date.")
        return OldStory(
            old_id=payload["id"],
            title=plain_words(payload["title"]),
            html=_body(payload["body"], notes),
            visibility=Visibility.PUBLIC if is_public else Visibility.DRAFT,
            status=payload["status"],
            reason=reason,
            slug=payload["slug"],
            address=payload["address"] if is_public else "",
            standfirst=plain_words(payload["standfirst"]),
            published_at=published if is_public else None,
            updated_at=self._moment(payload["updated"]) or published,
            credits=tuple(Credit(name=name) for name in _listed(payload["author"])),
            terms=(*section, *(f"topic:{name}" for name in _listed(payload["topics"]))),
            primary_term=section[0] if section else "",
            lead=_lead(payload),
            language=payload["language"],
            notes=tuple(notes),
        )

    def _moment(self, text) -> dt.datetime | None:
        """ISO 8601; without a zone, in that of the old site."""
        try:
            found = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=self.options.time_zone)


def _encoding_of(files: Files, name: str) -> str:
    """UTF-8, or Windows-1252 where the beginning is none."""
    with files.open(name) as file:
        head = file.read(SNIFFED).rpartition(b"\n")[0]
    try:
        head.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def csv_rows(text: TextIO) -> Iterator[tuple[int, dict]]:
    """Each row with the line on which it ends. Raises CannotRead with that line."""
    csv.field_size_limit(LONGEST_CELL)
    head = text.read(SNIFFED)
    text.seek(0)
    try:  # the sign between cells alone: quotes it cannot tell by a first line that has none
        sign = csv.Sniffer().sniff(head.partition("\n")[0] + "\n", delimiters=",;\t|").delimiter
    except csv.Error:
        sign = ","
    reader = csv.DictReader(text, delimiter=sign)
    try:
        for row in reader:
            line = reader.reader.line_num  # its own count leaves out empty lines
            if None in row:
                message = _("Line %(line)d has more cells than the first line names.") % {"line": line}
                raise CannotRead(message, place=line)
            yield line, row
    except csv.Error as error:
        line = reader.reader.line_num
        message = _("Line %(line)d cannot be read: %(error)s.") % {"line": line, "error": error}
        raise CannotRead(message, place=line) from None


def _json_lines(text) -> Iterator[tuple[int, dict]]:
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise CannotRead(_("Line %(line)d is no JSON.") % {"line": number}, place=number) from None
        if not isinstance(row, dict):
            raise CannotRead(_("Line %(line)d is no object with names.") % {"line": number}, place=number)
        yield (
            number,
            {key: ", ".join(map(str, value)) if isinstance(value, list) else value for key, value in row.items()},
        )


def _body(text: str, notes: list[Note]) -> str:
    """HTML as it is; plain text in paragraphs at its empty lines."""
    if not TAG.search(text):
        parts = text.replace("\r\n", "\n").split("\n\n")
        return "".join(f"<p>{escape(part.strip())}</p>" for part in parts if part.strip())
    root = parsed(text)

    def note(verb, name, words=""):
        notes.append(Note(verb, name, words[:200]))

    drop_silent(root, note)
    turn_frames(root, note)
    plain_images(root)
    return inner_html(root)


def _lead(row):
    if not row["picture"]:
        return None
    return PlacedPicture(address=row["picture"], alt=row["alt"], caption=row["caption"], credit=row["credit"])


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
