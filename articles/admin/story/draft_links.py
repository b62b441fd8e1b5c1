"""Share a draft from the desk: make a link to the words as saved, see who opened it, take it back."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.publishing.draft_links import revoke_drafts, share_draft
from articles.publishing.forms import DraftForm
from articles.publishing.publish import CannotPublish

SHOWN = 20


class DraftDesk:
    """The part of the story's admin that shows one version of it to somebody outside."""

    def get_urls(self):
        page, revoke = (self.admin_site.admin_view(view) for view in (self.drafts_view, self.revoke_draft_view))
        return [
            path("<int:object_id>/drafts/", page, name="articles_article_drafts"),
            path("<int:object_id>/drafts/<int:link_id>/revoke/", revoke, name="articles_article_revoke_draft"),
            *super().get_urls(),
        ]

    def drafts_view(self, request, object_id):
        """The links of a story. A new one is shown once, on the answer that makes it: nobody can look it up later."""
        article = self.story_for(request, object_id, "change")
        form, address = DraftForm(request.POST if request.method == "POST" else None), ""
        if request.method == "POST" and form.is_valid():
            try:
                _link, token = share_draft(article=article, by=request.user, note=form.cleaned_data["note"])
            except CannotPublish as refusal:
                for reason in refusal.reasons:
                    messages.error(request, reason)
            else:
                self.log_change(request, article, _("Shared a draft."))
                address, form = request.build_absolute_uri(reverse("articles:draft", args=[token])), DraftForm()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Share this draft"),
            "opts": self.opts,
            "original": article,
            "form": form,
            "address": address,
            "links": article.draft_links.with_openings()
            .select_related("made_by")
            .defer("words")
            .newest_first()[:SHOWN],
        }
        response = TemplateResponse(request, "admin/articles/article/drafts.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def revoke_draft_view(self, request, object_id, link_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "change")
        link = get_object_or_404(article.draft_links, pk=link_id)
        if revoke_drafts(article=article, link=link):
            self.log_change(request, article, _("Revoked a draft link."))
            messages.success(request, _("The link shows nothing any more."))
        return redirect("admin:articles_article_drafts", article.pk)
