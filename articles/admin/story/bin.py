"""The bin of the desk: what “Delete” does, the list of what lies there, and the way back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.editing.bin import CannotBin, bring_back, destroy, put_in_bin
from articles.models import Article
from articles.workflow.permissions import may

MOST = 200  # the list shows the newest; what is older is found by its number
ACTS = {"bring_back": bring_back, "destroy": destroy}


class BinDesk:
    def get_urls(self):
        view = self.admin_site.admin_view
        acts = [
            path(f"bin/<int:object_id>/{act.replace('_', '-')}/", view(partial(self.bin_act_view, act=act)),
                 name=f"articles_article_{act}")
            for act in ACTS
        ]  # fmt: skip
        # What was deleted is in the bin. Recovering it from old versions would be a way around the bin's rules.
        ours = [route for route in super().get_urls() if not str(route.name).endswith(("_recover", "_recoverlist"))]
        return [path("bin/", view(self.bin_view), name="articles_article_bin"), *acts, *ours]

    def delete_view(self, request, object_id, extra_context=None):
        article = self.story_for(request, object_id, "delete")
        if request.method == "POST":
            return self._bin(request, article)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Move this story to the bin?"),
            "opts": self.opts,
            "original": article,
        }
        return TemplateResponse(request, "admin/articles/article/delete_confirmation.html", context)

    def _bin(self, request, article):
        try:
            put_in_bin(article=article, by=request.user)
        except CannotBin as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:articles_article_change", article.pk)
        self.log_change(request, article, _("Moved to the bin."))
        messages.success(request, _("“%s” is in the bin, whole.") % article)
        return redirect("admin:articles_article_changelist")

    def bin_view(self, request):
        if not may(request.user, "bring_back"):
            raise PermissionDenied
        binned = Article.objects.in_bin().select_related("section", "binned_by").with_standing()
        rows = [
            (article, [act for act in ACTS if may(request.user, act, article)])
            for article in binned.defer("body").order_by("-binned_at", "-pk")[:MOST]
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("The bin"),
            "opts": self.opts,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/articles/article/bin.html", context)

    def bin_act_view(self, request, object_id, act):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not may(request.user, act):
            raise PermissionDenied
        article = get_object_or_404(Article.objects.in_bin(), pk=object_id)
        if not may(request.user, act, article):
            raise PermissionDenied
        words = {"bring_back": _("“%s” is back on the desk."), "destroy": _("“%s” is destroyed.")}
        try:
            ACTS[act](article=article)
        except CannotBin as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, words[act] % article)
        return redirect("admin:articles_article_bin")
