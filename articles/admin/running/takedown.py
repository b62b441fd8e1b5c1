"""Take an entry down at the desk: one page, one reason. Lifting it is the other button of that page."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from articles.admin.story.rights import story_for
from articles.publishing.form_fields import reason_field
from articles.publishing.takedowns import NotTakenDown
from articles.running.publish import NotLive
from articles.running.takedowns import lift_entry_takedown, take_down_entry
from common.ask_page import Question, ask_page


class EntryTakedownForm(forms.Form):
    reason = reason_field(_lazy("Reason"))


def take_down_entry_view(admin: ModelAdmin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    article = story_for(admin, request, pk, "take_down")
    entry = get_object_or_404(article.entries, pk=entry_id)
    form = EntryTakedownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_down_entry(entry=entry, by=request.user, reason=form.cleaned_data["reason"])
        except NotTakenDown:
            messages.error(request, _("This entry was taken down already."))
        except NotLive:
            messages.error(request, _("This story is told in no entries."))
        else:
            admin.log_change(request, article, _("Took an entry down: %s.") % entry)
            messages.success(request, _("The entry is taken down: nobody outside sees it or its pictures."))
        return redirect("admin:articles_article_running", article.pk)
    return ask_page(admin, request, _question(article, entry, form), about=article)


def lift_entry_view(admin: ModelAdmin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    article = story_for(admin, request, pk, "take_down")
    entry = get_object_or_404(article.entries, pk=entry_id)
    try:
        lift_entry_takedown(entry=entry, by=request.user)
    except NotTakenDown:
        messages.error(request, _("No take-down of this entry stands."))
    else:
        admin.log_change(request, article, _("Lifted the take-down of an entry: %s.") % entry)
        messages.success(request, _("The take-down is lifted. The entry stays off the site until it is published."))
    return redirect("admin:articles_article_running", article.pk)


def _question(article, entry, form) -> Question:
    standing = entry.takedowns.standing().first()
    if standing:
        return Question(
            title=_("Lift the take-down of this entry?"),
            words=[str(entry), standing.reason],
            button=_("Lift the take-down"),
            leave=_("Leave it down"),
            action=reverse("admin:articles_article_lift_entry", args=[article.pk, entry.pk]),
        )
    words = _("At once and everywhere: pages, feeds and copies, with the pictures that stand nowhere else.")
    return Question(
        title=_("Take this entry down?"),
        words=[str(entry), words],
        form=form,
        button=_("Take it down now"),
        is_danger=True,
        leave=_("Leave it as it is"),
    )
