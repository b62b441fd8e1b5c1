"""Take a story down for legal reasons: the stone first, which needs no database, then everything else."""

from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import (
    Article,
    ArticlePlacement,
    Author,
    Edition,
    EditionPlacement,
    FrontSlot,
    Picture,
    Takedown,
    Video,
)  # fmt: skip
from articles.publishing.draft_links import revoke_drafts
from articles.publishing.publish import end_live
from common import tombstones


class NotTakenDown(Exception):  # noqa: N818
    """There is no takedown to lift, or one stands already."""


def take_down(*, article: Article, by: User, reason: str, notice: str = "") -> Takedown:
    """Everywhere at once. Whatever fails after the first line, no reader gets the story or its pictures any more."""
    files = files_of(pictures_only_of(article))
    tombstones.bury(story=article.pk, notice=notice, files=files)
    takedown = _record(article=article, by=by, reason=reason, notice=notice, files=files)
    caches["process"].clear()
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
    """Let the story be published again. It stays withdrawn until somebody does."""
    takedown = Takedown.objects.select_for_update().standing().filter(article=article).first()
    if takedown is None:
        raise NotTakenDown
    takedown.lifted_at, takedown.lifted_by, takedown.lift_reason = timezone.now(), by, reason
    takedown.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    others = Takedown.objects.standing().exclude(pk=takedown.pk).values_list("files", flat=True)
    kept = {name for files in others for name in files}
    freed = [name for name in takedown.files if name not in kept]
    transaction.on_commit(lambda: tombstones.lift(story=article.pk, files=freed))


def pictures_only_of(article: Article):
    """The pictures that this story showed, now or ever, and that stand nowhere else."""
    this = OuterRef("pk")
    elsewhere = [
        Article.objects.exclude(pk=article.pk).filter(lead_picture=this),
        Edition.objects.exclude(article=article).filter(lead_picture=this),
        ArticlePlacement.objects.exclude(article=article).filter(picture=this),
        EditionPlacement.objects.exclude(edition__article=article).filter(picture=this),
        FrontSlot.objects.exclude(article=article).filter(picture=this),
        Author.objects.filter(portrait=this),
        Video.objects.filter(poster=this),
    ]
    shown = (
        Q(pk=article.lead_picture_id)
        | Q(pk__in=ArticlePlacement.objects.filter(article=article).values("picture"))
        | Q(pk__in=Edition.objects.filter(article=article).values("lead_picture"))
        | Q(pk__in=EditionPlacement.objects.filter(edition__article=article).values("picture"))
        | Q(pk__in=FrontSlot.objects.filter(article=article).values("picture"))
    )
    return Picture.objects.filter(shown, *(~Exists(rows) for rows in elsewhere))


def files_of(pictures) -> list[str]:
    """The names of the files and, for each, what the names of its renditions begin with."""
    return sorted(name for picture in pictures for name in (picture.file.name, picture.file.renditions_begin))
