"""Break an entry out into a story of its own, or take a story in as an entry."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from articles.admin.story.rights import story_for
from articles.models import Article
from articles.running.moving import break_out, take_in
from common.ask_page import Question, ask_page
from common.can import can, those


class TakeInForm(forms.Form):
    story = forms.ModelChoiceField(Article.objects.none(), label=_lazy("Running story"))


def break_out_view(admin: ModelAdmin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    article = story_for(admin, request, pk, "change")
    if not can(request.user, "add", Article):
        raise PermissionDenied
    story = break_out(entry=get_object_or_404(article.entries, pk=entry_id), by=request.user)
    admin.log_addition(request, story, _("Broken out of story %s.") % article.pk)
    messages.success(request, _("This is a story of its own now, not published. The entry leads to it once it is."))
    return redirect("admin:articles_article_change", story.pk)


def take_in_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    other = story_for(admin, request, pk, "view")
    if not can(request.user, "change", Article):
        raise PermissionDenied
    form = TakeInForm(request.POST if request.method == "POST" else None)
    running = Article.objects.filter(running__isnull=False, running__ended_at=None).exclude(pk=other.pk)
    form.fields["story"].queryset = those(request.user, "change", running).order_by("headline", "pk")
    if request.method == "POST" and form.is_valid():
        story = form.cleaned_data["story"]
        entry = take_in(story=story, other=other, by=request.user)
        admin.log_change(request, story, _("Took a story in as an entry: %s.") % entry)
        return redirect(
            f"{reverse('admin:articles_article_running', args=[story.pk])}?entry={entry.pk}#entry-{entry.pk}"
        )
    question = Question(
        title=_("Take this story in as an entry?"),
        words=[_("A draft of an entry with its headline and standfirst, which leads to it.")],
        form=form,
        button=_("Write the entry"),
        leave=_("Back to the story"),
    )
    return ask_page(admin, request, question, about=other)
