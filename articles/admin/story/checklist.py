"""The publish checklist beside the form, drawn anew for the words that are being typed."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.admin.story.preview import keep_what_was_typed
from articles.admin.story.rights import story_for
from articles.editing.checklist import checklist_of
from articles.editing.names import about_names


def checklist_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The list for unsaved words. Nothing is stored."""
    article = story_for(admin, request, pk, "change")
    form = admin.get_form(request, article, change=True)(request.POST, instance=article)
    form.is_valid()  # not asked: it advises on words that cannot be saved yet, too
    keep_what_was_typed(form)
    checklist = checklist_of(form.instance)
    checklist.remarks += about_names(form.instance)
    context = {"checklist": checklist}
    return render(request, "admin/articles/article/_checklist.html", context)
