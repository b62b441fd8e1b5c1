"""What the desk's first page tells the person who opens it: what goes out by itself, what is unfinished."""

from django.db.models import F

from articles.models import Article, Edition

SHOWN = 8


def home_of(user) -> dict:
    """Scheduled stories, live stories with unpublished changes, and this person's newest unpublished stories."""
    if not user.has_perm("articles.view_article"):
        return {}
    scheduled = Edition.objects.scheduled().select_related("section").defer("body").order_by("starts_at", "pk")
    changed = Edition.objects.live().exclude(version=F("article__version")).select_related("article").defer("body")
    drafts = Article.objects.on_desk().filter(created_by=user, editions=None).select_related("section").defer("body")
    return {
        "scheduled": scheduled[:SHOWN],
        "changed": changed.order_by("-article__changed_at", "-pk")[:SHOWN],
        "drafts": drafts.newest_first()[:SHOWN],
    }
