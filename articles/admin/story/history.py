"""What a story said and when: its saves, any two of them side by side, and the desk beside what readers have."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from reversion.models import Version

from articles.admin.story.rights import story_for
from articles.editing.snapshots import differences, snapshot_of_article, snapshot_of_edition, snapshot_of_revision
from articles.models import Article

SHOWN = 200  # saves; older ones are asked for by their address


def history_context(admin: ModelAdmin, request: HttpRequest, article: Article) -> dict:
    """What the history shows besides what Django gives it: the saves, and the two that are compared."""
    saves = list(Version.objects.get_for_object(article).select_related("revision__user").order_by("-pk"))
    asked = [request.GET.get(name, "") for name in ("old", "new")]
    current = next((save for save in saves if save.field_dict.get("version") == article.version), None)
    may_restore = admin.has_change_permission(request, article)
    context = {"saves": saves[:SHOWN], "current": current, "may_restore": may_restore}
    if all(asked):
        old, new = sorted((_save(saves, pk) for pk in asked), key=lambda save: save.pk)
        found = differences(*(snapshot_of_revision(save.revision, article) for save in (old, new)))
        context |= {"old": old, "new": new, "differences": found}
    elif saves:
        context |= {"new": saves[0], "old": saves[1] if len(saves) > 1 else saves[0]}
    return context


def _save(saves, pk):
    found = next((save for save in saves if str(save.pk) == pk), None)
    if found is None:
        raise Http404
    return found


def since_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What others have changed since this person saved the story last."""
    article = story_for(admin, request, pk, "view")
    saves = Version.objects.get_for_object(article).select_related("revision").order_by("-pk")
    own = saves.filter(revision__user=request.user)
    # Unsaved words that were kept at a take-over are theirs too, and were never the story.
    seen = next((save for save in own if save.field_dict.get("version")), None)
    asked = {}
    if seen is None:
        messages.info(request, _("You have not saved this story, so here is all that became of it."))
    elif seen == saves.first():
        messages.info(request, _("Nothing was changed since you saved it."))
    else:
        asked = {"old": seen.pk, "new": saves.first().pk}
    return redirect(reverse("admin:articles_article_history", args=[pk], query=asked))


def compare_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What readers have, or are to get, and what has been changed at the desk since."""
    article = story_for(admin, request, pk, "view")
    edition = article.live_edition() or article.newest_edition()
    found = differences(snapshot_of_edition(edition), snapshot_of_article(article)) if edition else []
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Compare with live"),
        "opts": admin.opts,
        "original": article,
        "edition": edition,
        "is_live": bool(edition) and edition.is_live(),
        "differences": found,
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)
