"""What the first page of the desk says about agencies: what became of items in use, and sources that fail."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import WireSource, WireUse, WireVersion
from newsroom.dashboard.viewer import SHOWN, Alert, Viewer

MOST = 20


def matters(viewer: Viewer) -> list[Alert]:
    """Stories of whose items more was heard than the desk has dealt with."""
    news = WireVersion.objects.filter(
        item=OuterRef("item"), pk__gt=OuterRef("answered"), effect__in=WireVersion.MATTERS
    )
    grave = news.filter(effect__in=WireVersion.GRAVE).order_by("-pk")
    newest = news.order_by("-pk")
    rows = WireUse.objects.open().filter(article__in=viewer.stories, article__binned_at=None)
    rows = (
        rows.select_related("article", "item__source")
        .defer("article__body", "item__html")
        .annotate(
            worst=Subquery(grave.values("effect")[:1]),
            effect=Subquery(newest.values("effect")[:1]),
            heard_at=Subquery(newest.values("came_at")[:1]),
            said=Subquery(newest.values("note")[:1]),
        )
    )
    return [_matter(use) for use in rows.order_by("-heard_at", "-pk")[:MOST]]


def _matter(use):
    effects = dict(WireVersion.Effect.choices)
    words = _("%(source)s: %(effect)s. See what changed, and answer.")
    said = words % {"source": use.item.source, "effect": effects[use.worst or use.effect]}
    url = reverse("admin:articles_article_agencies", args=[use.article_id])
    title, note = str(use.article), use.said or ""
    return Alert("wire", _("Agency"), title, said, url, use.heard_at, is_grave=bool(use.worst), note=note)


def sources(viewer: Viewer) -> list[Alert]:
    """Those that fail or are gone, and those whose folder refused something."""
    if not viewer.can("change", WireSource):
        return []
    rows = WireSource.objects.in_trouble(viewer.now)
    url = "admin:articles_wiresource_change"
    failing = _("Nothing has come from it since %(time)s: %(trouble)s")
    refused = _("Not all could be read at %(time)s: %(trouble)s")
    return [
        Alert(
            "review",
            _("Source"),
            source.name,
            (failing if source.failing_since else refused)
            % {"time": viewer.clock(source.failing_since or source.troubled_at), "trouble": source.trouble},
            reverse(url, args=[source.pk]),
            source.failing_since or source.troubled_at,
        )
        for source in rows[:SHOWN]
    ]
