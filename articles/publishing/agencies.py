"""What keeps a story from readers because of the agency's item that it was made of. Asked anew at every step out."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, WireItem, WireUse
from common.dates import in_words


def reasons_of_agencies(article: Article, at: dt.datetime | None = None) -> list[str]:
    """Embargoes and withdrawals of the items that it holds words of. Nobody may lift them but the source."""
    if article.pk is None:
        return []
    at = at or timezone.now()
    held = WireItem.objects.not_free(at).filter(uses__article=article, uses__cut_at=None)
    return [_reason(item) for item in held.select_related("source").defer("html").order_by("pk")]


def carry_uses(*, article: Article, copy: Article) -> None:
    """A copy holds the same words, so it waits for the same sources."""
    WireUse.objects.bulk_create(
        WireUse(
            item_id=use.item_id,
            article=copy,
            version_id=use.version_id,
            answered_id=use.answered_id,
            by=copy.created_by,
        )
        for use in article.wire_uses.tied().order_by("pk")
    )


def _reason(item):
    facts = {"source": item.source, "item": item, "status": item.get_status_display().lower()}
    if item.is_dead:
        message = _("%(source)s has taken “%(item)s” back (%(status)s): answer that on top of the form first.")
        return message % facts
    if item.is_held:
        return _("%(source)s holds “%(item)s” under an embargo without a time: ask when it ends.") % facts
    message = _("%(source)s has “%(item)s” under embargo until %(time)s: it cannot go out before.")
    return message % (facts | {"time": in_words(item.embargoed_until)})
