"""Words that were typed and not saved: kept every few seconds, offered on return, given back or thrown away."""

from copy import copy

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.story.presence import presence_lines
from articles.admin.story.rights import story_for
from articles.body.document import has_words
from articles.editing.autosave import KEY, Offer, as_sent, autosave, comes_too_late, forget_saved
from articles.editing.presence import note_absence, renew_presence
from articles.editing.snapshots import blank_snapshot, differences, snapshot_of_article
from articles.models import Article, Autosave
from common.cookie_names import cookie_name
from common.packed_forms import read_form

SAVED = "desk_saved"  # keys of forms that were saved, for the browser to forget its copies
MOST_KEYS = 10


def autosave_view(admin: ModelAdmin, request: HttpRequest, pk: int | None = None) -> HttpResponse:
    article = story_for(admin, request, pk, "change") if pk else None
    if article is None and not admin.has_add_permission(request):
        raise PermissionDenied
    form = read_form(request)
    if comes_too_late(user=request.user, key=form.get(KEY, "")):
        return JsonResponse({}, status=409)
    kept = autosave(user=request.user, article=article, data=form)
    answer = {"time": date_format(timezone.localtime(kept.saved_at), "H:i")}
    if article:
        renew_presence(article=article, user=request.user, key=kept.key)
        answer["presence"] = presence_lines(request, article)
    return JsonResponse(answer)


def discard_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Throws away words of one's own alone, for good: what is still on its way, or kept in the browser, goes too."""
    key = request.POST.get("_discard", "")
    kept = Autosave.objects.filter(user=request.user, key=key).first()
    forget_saved(user=request.user, key=key)
    if kept and kept.article_id:
        return let_browser_forget(request, redirect("admin:articles_article_change", kept.article_id), key)
    return let_browser_forget(request, redirect("admin:articles_article_add"), key)


def signed_in_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    context = {**admin.admin_site.each_context(request), "title": _("You are signed in again")}
    return TemplateResponse(request, "admin/articles/article/signed_in.html", context)


def offer_for(admin: ModelAdmin, request: HttpRequest, article: Article | None) -> Offer | None:
    """The newest unsaved words of this person; those that say what the story says are thrown away."""
    for kept in Autosave.objects.filter(user=request.user, article=article).order_by("-saved_at"):
        form = admin.get_form(request, article, change=bool(article))(as_sent(kept), instance=copy(article))
        stored = snapshot_of_article(article) if article else blank_snapshot(writer=request.user)
        found = differences(stored, _without_blank_body(form.read()))
        if found:
            return Offer(kept, found)
        kept.delete()
    return None


def _without_blank_body(snapshot):
    """The empty paragraph that the editor leaves to write on says nothing."""
    return snapshot if has_words(snapshot.get("body") or "") else snapshot | {"body": ""}


def forget_form(request: HttpRequest, article: Article, response: HttpResponse) -> HttpResponse:
    """The form was saved: what was kept of it goes, here and in the browser."""
    key = request.POST.get(KEY, "")
    forget_saved(user=request.user, key=key)
    note_absence(article=article, user=request.user, key=key)  # should it open again, it says so
    return let_browser_forget(request, response, key)


def let_browser_forget(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    if key and key.replace("-", "").replace("_", "").isalnum():
        saved = cookie_name(SAVED, path="/admin/")
        keys = [each for each in request.COOKIES.get(saved, "").split(".") if each][-MOST_KEYS:]
        response.set_cookie(saved, ".".join([*keys, key]), path="/admin/", secure=settings.HTTPS, samesite="Lax")
    return response
