"""What the desk's first page tells the person who opens it: what goes out by itself, what is unfinished."""

from django.db.models import F

from articles.models import Article, Edition
from articles.poll_results import draft_result_stories
from supporters.models import Acquisition

SHOWN = 8


def home_of(user) -> dict:
    """Drafted results, scheduled stories, live ones with unpublished changes, and this person's unpublished ones."""
    if not user.has_perm("articles.view_article"):
        return {}
    scheduled = Edition.objects.scheduled().select_related("section").defer("body").order_by("starts_at", "pk")
    changed = Edition.objects.live().exclude(version=F("article__version")).select_related("article").defer("body")
    drafts = Article.objects.on_desk().filter(created_by=user, editions=None).select_related("section").defer("body")
    draft_result_stories()
    results = Article.objects.on_desk().filter(result_stories__isnull=False, editions=None).select_related("section")
    return {
        "won": Acquisition.objects.by_story()[:SHOWN],
        "results": results.defer("body").newest_first()[:SHOWN],
        "scheduled": scheduled[:SHOWN],
        "changed": changed.order_by("-article__changed_at", "-pk")[:SHOWN],
        "drafts": drafts.newest_first()[:SHOWN],
    }
