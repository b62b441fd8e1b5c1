"""Copies and templates at the desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.editing.copy import copy_article
from articles.models import Article
from articles.workflow.permissions import may

MOST = 200


class CopyDesk:
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("templates/", view(self.templates_view), name="articles_article_templates"),
            path("<int:object_id>/copy/", view(self.copy_view), name="articles_article_copy"),
            path("<int:object_id>/template/", view(self.template_view), name="articles_article_template"),
            *super().get_urls(),
        ]

    def templates_view(self, request):
        """What a new story can begin from."""
        if not request.user.has_perm("articles.add_article") or not may(request.user, "view"):
            raise PermissionDenied
        templates = Article.objects.on_desk().filter(is_template=True).select_related("section").defer("body")
        context = {
            **self.admin_site.each_context(request),
            "title": _("New from template"),
            "opts": self.opts,
            "templates": templates.order_by("headline", "pk")[:MOST],
        }
        return TemplateResponse(request, "admin/articles/article/templates.html", context)

    def copy_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "copy")
        copy = copy_article(article=article, by=request.user)
        self.log_addition(request, copy, _("Copied from story %s.") % article.pk)
        messages.success(request, _("This is a new story with the same words. Nobody outside sees it."))
        return redirect("admin:articles_article_change", copy.pk)

    def template_view(self, request, object_id):
        """Mark a story as a template, or make it a story again."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "make_template")
        if article.editions.exists():
            messages.error(request, _("Readers have had this story, so it is no template. Copy it first."))
        else:
            Article.objects.filter(pk=article.pk).update(is_template=not article.is_template)
            said = _("This is a story again.") if article.is_template else _("This is a template now.")
            messages.success(request, said)
        return redirect("admin:articles_article_change", article.pk)
