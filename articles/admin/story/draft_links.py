"""Share a draft from the desk: make a link to the words as saved, see who opened it, take it back."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.publishing.draft_links import revoke_drafts, share_draft
from articles.publishing.forms import DraftForm
from articles.publishing.publish import CannotPublish
from common.ask_page import Question, ask_page

SHOWN = 20


def drafts_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The links of a story. A new one is shown once, on the answer that makes it: nobody can look it up later."""
    article = story_for(admin, request, pk, "change")
    form, address = DraftForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _link, token = share_draft(article=article, by=request.user, note=form.cleaned_data["note"])
        except CannotPublish as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            admin.log_change(request, article, _("Shared a draft."))
            address, form = request.build_absolute_uri(reverse("articles:draft", args=[token])), DraftForm()
    terms = _(
        "Whoever has the link reads the words as they are saved now, without signing in, for 24 hours. "
        "What you change later is not in it."
    )
    question = Question(
        title=_("Share this draft"),
        words=[terms],
        form=form,
        button=_("Make a link"),
        leave=_("Back to the story"),
    )
    made = article.draft_links.with_openings().select_related("made_by").defer("words").newest_first()[:SHOWN]
    template = "admin/articles/article/drafts.html"
    response = ask_page(admin, request, question, about=article, template=template, address=address, links=made)
    response["Cache-Control"] = "no-store"
    return response


def revoke_draft_view(admin: ModelAdmin, request: HttpRequest, pk: int, link_id: int) -> HttpResponse:
    article = story_for(admin, request, pk, "change")
    link = get_object_or_404(article.draft_links, pk=link_id)
    if revoke_drafts(article=article, link=link):
        admin.log_change(request, article, _("Revoked a draft link."))
        messages.success(request, _("The link shows nothing any more."))
    return redirect("admin:articles_article_drafts", article.pk)
