"""Two people save one story: the first wins, the second is told and keeps every word."""

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from articles.models import Article, Entry


class StaleVersion(Exception):
    """Somebody else saved the story after this person opened it."""


def bump_version(*, article: Article | Entry, seen: int, by: User, is_changed: bool) -> None:
    """Take the next version of the story or entry, if it still is as this person saw it.

    Comparing and counting is one UPDATE, so that of any number at once only one succeeds; the row then stays theirs
    until the transaction ends.

    Raises StaleVersion.
    """
    marks = {"version": F("version")}
    if is_changed:
        marks = {"version": F("version") + 1, "changed_at": timezone.now(), "changed_by": by}
    if not type(article).objects.filter(pk=article.pk, version=seen).update(**marks):
        raise StaleVersion
    if is_changed:
        article.version, article.changed_at, article.changed_by = seen + 1, marks["changed_at"], by
