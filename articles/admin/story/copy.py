"""Copies and templates at the desk."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.editing.copy import copy_article
from articles.models import Article
from common.can import can, those

MOST = 200


def templates_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """What a new story can begin from."""
    if not (can(request.user, "add", Article) and can(request.user, "view", Article)):
        raise PermissionDenied
    templates = those(request.user, "view", Article.objects.filter(is_template=True))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("New from template"),
        "opts": admin.opts,
        "templates": templates.select_related("section").defer("body").order_by("headline", "pk")[:MOST],
    }
    return TemplateResponse(request, "admin/articles/article/templates.html", context)


def copy_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "copy")
    copy = copy_article(article=article, by=request.user)
    admin.log_addition(request, copy, _("Copied from story %s.") % article.pk)
    messages.success(request, _("This is a new story with the same words. Nobody outside sees it."))
    return redirect("admin:articles_article_change", copy.pk)


def template_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a story as a template, or make it a story again."""
    article = story_for(admin, request, pk, "make_template")
    if article.editions.exists():
        messages.error(request, _("Readers have had this story, so it is no template. Copy it first."))
    else:
        Article.objects.filter(pk=article.pk).update(is_template=not article.is_template)
        message = _("This is a story again.") if article.is_template else _("This is a template now.")
        messages.success(request, message)
    return redirect("admin:articles_article_change", article.pk)
