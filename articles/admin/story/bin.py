"""The bin of the desk: what “Delete” does, the list of what lies there, and the way back."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.editing.bin import CannotBin, bring_back, destroy, put_in_bin
from articles.models import Article
from common.ask_page import Question, ask_page
from common.can import can

MOST = 200  # the list shows the newest; what is older is found by its number
ACTS = {"bring_back": bring_back, "destroy": destroy}


def delete_view(admin: ModelAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    article = story_for(admin, request, pk, "delete")
    if request.method == "POST":
        return _bin(admin, request, article)
    question = Question(
        title=_("Move this story to the bin?"),
        crumb=_("To the bin"),
        words=[_("It leaves every list of the desk. Nothing of it is lost: it comes back from the bin as it is now.")],
        button=_("Move to the bin"),
        is_danger=True,
        leave=_("Keep it"),
    )
    return ask_page(admin, request, question, about=article)


def _bin(admin, request, article):
    try:
        put_in_bin(article=article, by=request.user)
    except CannotBin as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_article_change", article.pk)
    admin.log_change(request, article, _("Moved to the bin."))
    messages.success(request, _("“%s” is in the bin, whole.") % article)
    return redirect("admin:articles_article_changelist")


def bin_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    if not can(request.user, "bring_back", Article):
        raise PermissionDenied
    binned = Article.objects.in_bin().select_related("section", "binned_by").with_standing()
    rows = [
        (article, [act for act in ACTS if can(request.user, act, article)])
        for article in binned.defer("body").order_by("-binned_at", "-pk")[:MOST]
    ]
    context = {**admin.admin_site.each_context(request), "title": _("The bin"), "opts": admin.opts, "rows": rows}
    return TemplateResponse(request, "admin/articles/article/bin.html", context)


def bring_back_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "bring_back", _("“%s” is back on the desk."))


def destroy_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "destroy", _("“%s” is destroyed."))


def _act(request, pk, act, done):
    if not can(request.user, act, Article):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.in_bin(), pk=pk)
    if not can(request.user, act, article):
        raise PermissionDenied
    try:
        ACTS[act](article=article)
    except CannotBin as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done % article)
    return redirect("admin:articles_article_bin")
