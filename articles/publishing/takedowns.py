"""Take a story down for legal reasons: the stone first, which needs no database, then everything else."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.library.usage import files_only_of
from articles.models import Article, EntryTakedown, Takedown
from articles.pictures.files import files_of
from articles.pictures.usage import pictures_only_of
from articles.publishing.draft_links import revoke_drafts
from articles.publishing.publish import end_live
from common import site_version, tombstones
from common.disk_reserve import with_reserve


class NotTakenDown(Exception):
    """There is no takedown to lift, or one stands already."""


def take_down(*, article: Article, by: User, reason: str, notice: str = "") -> Takedown:
    """Everywhere at once. Whatever fails after the first line, no reader gets the story or its files any more.

    A disk that is full gives up what it keeps for this. Raises NotTakenDown where one stands already.
    """
    files = files_of([*pictures_only_of(article), *files_only_of(article)])
    with_reserve(lambda: tombstones.mark_taken_down(story=article.pk, notice=notice, files=files))
    takedown = with_reserve(lambda: _record(article=article, by=by, reason=reason, notice=notice, files=files))
    site_version.forget()
    return takedown


@transaction.atomic
def _record(*, article, by, reason, notice, files):
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.takedowns.standing().exists():
        raise NotTakenDown
    now = timezone.now()
    end_live(article, now)
    revoke_drafts(article=article)
    Article.objects.filter(pk=article.pk).update(withdrawn_at=now, withdrawal_notice=notice, withdrawn_to=None)
    return Takedown.objects.create(article=article, reason=reason, notice=notice, files=files, made_by=by)


@transaction.atomic
def lift_takedown(*, article: Article, by: User, reason: str) -> None:
    """Let the story be published again. It stays withdrawn until somebody does. Raises NotTakenDown."""
    takedown = Takedown.objects.select_for_update().standing().filter(article=article).first()
    if takedown is None:
        raise NotTakenDown
    takedown.lifted_at, takedown.lifted_by, takedown.lift_reason = timezone.now(), by, reason
    takedown.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    others = Takedown.objects.standing().exclude(pk=takedown.pk).values_list("files", flat=True)
    entries = EntryTakedown.objects.standing().values_list("files", flat=True)
    kept = {name for files in (*others, *entries) for name in files}
    freed = [name for name in takedown.files if name not in kept]
    transaction.on_commit(lambda: tombstones.lift(story=article.pk, files=freed))
