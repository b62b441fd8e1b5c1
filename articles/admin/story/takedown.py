"""Take a story down at the desk: one page, one reason, two clicks; lifting it asks the same."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.pictures.usage import pictures_only_of
from articles.publishing.forms import LiftForm, TakedownForm
from articles.publishing.takedowns import NotTakenDown, lift_takedown, take_down


class TakedownDesk:
    """The part of the story's admin for legal take-downs."""

    def get_urls(self):
        page, lift = (self.admin_site.admin_view(view) for view in (self.take_down_view, self.lift_view))
        return [
            path("<int:object_id>/take-down/", page, name="articles_article_take_down"),
            path("<int:object_id>/take-down/lift/", lift, name="articles_article_lift"),
            *super().get_urls(),
        ]

    def take_down_view(self, request, object_id):
        article = self.story_for(request, object_id, "take_down")
        form = TakedownForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                take_down(article=article, by=request.user, **form.cleaned_data)
            except NotTakenDown:
                messages.error(request, _("This story was taken down already."))
            else:
                self.log_change(request, article, _("Taken down."))
                messages.success(request, _("The story is taken down: nobody outside sees it or its pictures."))
            return redirect("admin:articles_article_take_down", article.pk)
        return self._takedown_page(request, article, form=form)

    def lift_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "take_down")
        form = LiftForm(request.POST)
        if not form.is_valid():
            return self._takedown_page(request, article, lift_form=form)
        try:
            lift_takedown(article=article, by=request.user, reason=form.cleaned_data["reason"])
        except NotTakenDown:
            messages.error(request, _("No take-down of this story stands."))
        else:
            self.log_change(request, article, _("Take-down lifted."))
            messages.success(request, _("The take-down is lifted. The story stays off the site until it is published."))
        return redirect("admin:articles_article_take_down", article.pk)

    def _takedown_page(self, request, article, *, form=None, lift_form=None):
        history = list(article.takedowns.newest_first().select_related("made_by", "lifted_by"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take down"),
            "opts": self.opts,
            "original": article,
            "form": form or TakedownForm(),
            "lift_form": lift_form or LiftForm(),
            "history": history,
            "standing": next((takedown for takedown in history if takedown.lifted_at is None), None),
            "pictures": pictures_only_of(article).count(),
        }
        return TemplateResponse(request, "admin/articles/article/take_down.html", context)
