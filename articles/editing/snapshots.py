"""One snapshot of a story, from wherever it stands (desk, edition, earlier version, form), and how two differ.

A snapshot is a dictionary of plain values: ids for what it points at, lists of ids for many, (author, role) in a line.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

from articles.body.document import EMBEDS, things_placed
from articles.editing.text_diff import Part, differing_words, read_body
from articles.models import Article, ArticlePlacement, Author, Byline, Correction, Edition
from articles.models.story import Credit, Story

FIRST = ["kicker", "headline", "standfirst", "body", "bylines", "lead_picture", "lead_caption", "section", "topics"]


def fields() -> dict[str, models.Field]:
    """What an editor may change of a story, as the form has it."""
    own = (*Article._meta.concrete_fields, *Article._meta.many_to_many)
    return {field.name: field for field in own if field.editable and not field.primary_key}


def names() -> list[str]:
    there = [*fields(), "bylines"]
    return [name for name in FIRST if name in there] + [name for name in there if name not in FIRST]


def label(name: str) -> str:
    return capfirst(Byline._meta.verbose_name if name == "bylines" else fields()[name].verbose_name)


def snapshot_of_article(article: Article) -> dict:
    return {name: _value(article, field) for name, field in fields().items()} | {"bylines": _credits(article)}


def blank_snapshot(*, writer: User) -> dict:
    """A story of which nothing is written yet; its form begins with the writer's own name."""
    blank = Article()
    own = {name: [] if field.many_to_many else field.value_from_object(blank) for name, field in fields().items()}
    author = Author.objects.filter(user=writer).first()
    return own | {"bylines": [(author.pk, Credit.Role.WORDS)] if author else []}


def snapshot_of_edition(edition: Edition) -> dict:
    public = {field.name for field in Story._meta.get_fields()}
    shared = {name: field for name, field in fields().items() if name in public}
    return {name: _value(edition, field) for name, field in shared.items()} | {"bylines": _credits(edition)}


def snapshot_of_revision(revision: Revision, article: Article) -> dict:
    """The story as it was saved then; what that version did not know yet is left out."""
    versions = Version.objects.filter(revision=revision).select_related("content_type")
    kept = [(version.content_type.model, version.field_dict) for version in versions]
    story = next((found for model, found in kept if model == "article" and str(found["id"]) == str(article.pk)), {})
    snapshot = {
        name: sorted(map(int, found)) if field.many_to_many else found
        for name, field in fields().items()
        if (found := story.get(field.attname, story.get(name, kept))) is not kept
    }
    lines = [found for model, found in kept if model == "byline" and found["article_id"] == article.pk]
    lines.sort(key=lambda line: (line["position"], line["id"]))
    return snapshot | {"bylines": [(line["author_id"], line["role"]) for line in lines]}


def _value(story, field):
    if field.many_to_many:
        return sorted(row.pk for row in getattr(story, field.name).all())
    return field.value_from_object(story)


def _credits(story):
    return [(line.author_id, line.role) for line in story.lines_in_order()]


@dataclass
class Difference:
    """One field in which two snapshots differ, as an editor reads it."""

    name: str
    old: str
    new: str

    @property
    def label(self) -> str:
        return label(self.name)

    @cached_property
    def parts(self) -> list[Part]:
        return differing_words(self.old, self.new)

    @property
    def is_dress_alone(self) -> bool:
        """Bold, italics, headings: the words themselves are the same."""
        return self.old == self.new


def differences(old: dict, new: dict) -> list[Difference]:
    """Field by field, in the order of the form. What only one of the two knows of is no difference."""
    changed = [name for name in names() if name in old and name in new and old[name] != new[name]]
    if not changed:
        return []
    known = _names_in([{name: snapshot[name] for name in changed} for snapshot in (old, new)])
    return [Difference(name, *(_readable(name, snapshot[name], known) for snapshot in (old, new))) for name in changed]


def _names_in(snapshots):
    """What all that is pointed at is called: one query a kind."""
    wanted = defaultdict(set)
    for snapshot in snapshots:
        for name, value in snapshot.items():
            field = fields().get(name)
            if name == "bylines":
                wanted[Author] |= {author for author, _role in value}
            elif name == "body":
                for thing in things_placed(value or ""):
                    wanted[model_placed(thing.kind)].add(thing.pk)
            elif field.is_relation:
                wanted[field.related_model] |= set(value if field.many_to_many else [value])
    return {
        (model, pk): str(row)
        for model, pks in wanted.items()
        for pk, row in model.objects.in_bulk({pk for pk in pks if isinstance(pk, int)}).items()
    }


def _readable(name, value, known):
    if name == "bylines":
        roles = dict(Credit.Role.choices)
        return "\n".join(f"{_called(Author, author, known)} ({roles.get(role, role)})" for author, role in value)
    field = fields()[name]
    if name == "body":
        return read_body(value or "", lambda kind, pk: _placed(kind, pk, known))
    if field.many_to_many:
        return "\n".join(sorted(_called(field.related_model, pk, known) for pk in value))
    if field.is_relation:
        return _called(field.related_model, value, known) if value else ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    return str(dict(field.flatchoices).get(value, "" if value is None else value))


def model_placed(kind: str) -> type[models.Model]:
    """What a placeholder of that kind names. A correction is a fact of the story, and no thing that it uses."""
    return Correction if kind == "correction" else ArticlePlacement.model_of(kind)


def _called(model, pk, known):
    return known.get((model, pk)) or f"{capfirst(model._meta.verbose_name)} {pk}"


def _placed(kind, pk, known):
    kind = EMBEDS.get(kind, kind)
    if kind not in (*ArticlePlacement.KINDS, "correction") or not pk.isdecimal():
        return _("Newest films")
    model = model_placed(kind)
    name = capfirst(model._meta.verbose_name)
    return f"{name} {pk}: {known[model, int(pk)]}" if (model, int(pk)) in known else f"{name} {pk}"
