"""Who has a story open, and taking it over. It warns and keeps nobody out: versions settle what two people save."""

import datetime as dt
import json

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

from articles.editing.autosave import LONGEST_KEY
from articles.models import Article, Byline, Presence
from articles.models.editing import LASTS
from common.people import name_of

BACK_WITHIN = dt.timedelta(seconds=30)  # a form that is saved is left and opened again at once
KEPT = dt.timedelta(days=1)  # what is older than this nobody asks for
NO_VERSION = 0  # of words that were never saved: no form was ever opened on it


def note_presence(*, article: Article, user: User, key: str, is_fresh: bool) -> Presence:
    """The form is open. After a silence the time since when begins anew; who was taken over from has to open anew."""
    now, key = timezone.now(), key[:LONGEST_KEY]
    own = Presence.objects.filter(article=article, user=user)
    if own.open_now(now - BACK_WITHIN).update(renewed_at=now, key=key):
        return own.get()
    taken = None if is_fresh else own.exclude(taken_at=None).first()
    if taken:
        return taken
    Presence.objects.filter(renewed_at__lt=now - KEPT).delete()
    anew = {"opened_at": now, "renewed_at": now, "key": key, "taken_by": None, "taken_at": None}
    return Presence.objects.update_or_create(article=article, user=user, defaults=anew)[0]


def renew_presence(*, article: Article, user: User, key: str) -> None:
    """Somebody types. Only the form that spoke last can say so: words of an earlier page may still be on their way."""
    now = timezone.now()
    Presence.objects.open_now(now).filter(article=article, user=user, key=key[:LONGEST_KEY]).update(renewed_at=now)


def note_absence(*, article: Article, user: User, key: str) -> None:
    """That form is left, or saved. Another of the same person stays."""
    here = Presence.objects.filter(article=article, user=user, key=key[:LONGEST_KEY])
    here.update(renewed_at=timezone.now() - LASTS)


@transaction.atomic
def take_over(*, presence: Presence, by: User, words: Article | None, topics=(), credits=()) -> Revision | None:
    """Release the story from somebody who has it open. Their unsaved words become a revision in their name first, which
    is history and nothing more: neither the story nor what readers have is changed.
    """
    revision = words and _keep_in_history(presence.user, by, words, topics, credits)
    presence.taken_by, presence.taken_at = by, timezone.now()
    presence.save(update_fields=["taken_by", "taken_at"])
    return revision


def _keep_in_history(user, by, words, topics, credits):
    comment = _("Unsaved words, kept when %(name)s took the story over.") % {"name": name_of(by)}
    revision = Revision.objects.create(user=user, date_created=timezone.now(), comment=comment)
    words.version = NO_VERSION
    _add(revision, words, topics=sorted(topics))
    for position, (author, role) in enumerate(credits):
        _add(revision, _line(words, author, role), position=position)
    return revision


def _line(article, author, role):
    """The row of that byline. Where there is none, one is made and taken away: its number is then used by no other."""
    line = article.bylines.filter(author=author, role=role).first()
    if line is None:
        line = Byline.objects.create(article=article, author_id=author, role=role)
        Byline.objects.filter(pk=line.pk).delete()
    return line


def _add(revision: Revision, row: Model, **fields):
    """As reversion stores a row, but with words that the database does not have."""
    stored = json.loads(serializers.serialize("json", [row]))
    stored[0]["fields"] |= fields
    Version.objects.create(
        revision=revision,
        object_id=str(row.pk),
        content_type=ContentType.objects.get_for_model(row),
        db=row._state.db or "default",
        format="json",
        serialized_data=json.dumps(stored),
        object_repr=str(row)[:200],
    )
