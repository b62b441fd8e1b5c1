"""What takes a story off the desk and back. Only what no reader ever saw can be destroyed, and only from the bin."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.publishing.draft_links import revoke_drafts


class CannotBin(Exception):
    """The story has to stay where it is; the text says why, in words for the editor."""


@transaction.atomic
def put_in_bin(*, article: Article, by: User) -> None:
    """Take a story out of every list of the desk, whole. What readers have, or are to have, is withdrawn first.

    Raises CannotBin.
    """
    now = timezone.now()
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.editions.filter(Q(ends_at=None) | Q(ends_at__gt=now)).exists():
        raise CannotBin(_("The story is live or scheduled. Withdraw it, or cancel the schedule, first."))
    if not Article.objects.on_desk().filter(pk=article.pk).update(binned_at=now, binned_by=by):
        raise CannotBin(_("The story is in the bin already."))
    revoke_drafts(article=article)


@transaction.atomic
def bring_back(*, article: Article) -> None:
    """Back on the desk as it was: words, byline, stage and all that was said about it. Raises CannotBin."""
    if not Article.objects.in_bin().filter(pk=article.pk).update(binned_at=None, binned_by=None):
        raise CannotBin(_("The story is not in the bin any more."))


@transaction.atomic
def destroy(*, article: Article) -> None:
    """For good. A story that readers once had is part of the record and is never destroyed. Raises CannotBin."""
    article = Article.objects.in_bin().select_for_update().filter(pk=article.pk).first()
    if article is None:
        raise CannotBin(_("The story is not in the bin any more."))
    if article.editions.exists():
        raise CannotBin(_("Readers once had this story, so it stays in the bin."))
    try:
        with transaction.atomic():
            article.delete()
    except ProtectedError:
        raise CannotBin(_("Another story, a correction or a front page holds on to this one.")) from None
