"""The publish checklist beside the form: drawn with the page, and anew for the words that are being typed."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import path

from articles.admin.story.preview import keep_what_was_typed
from articles.editing.checklist import checklist_of


class ChecklistDesk:
    """The part of the story's admin that advises before a story goes out."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.checklist_view)
        return [path("<int:object_id>/checklist/", view, name="articles_article_checklist"), *super().get_urls()]

    def checklist_view(self, request, object_id):
        """The list for unsaved words. Nothing is stored."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "change")
        form = self.get_form(request, article, change=True)(request.POST, instance=article)
        form.is_valid()  # not asked: it advises on words that cannot be saved yet, too
        keep_what_was_typed(form)
        context = {"checklist": checklist_of(form.instance)}
        return render(request, "admin/articles/article/_checklist.html", context)
