"""Corrections of all stories: read, and replaced by newer ones."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles.admin.choices import PlainChoices
from articles.models import Article, Correction
from articles.publishing.corrections import proposed_prominence
from articles.publishing.forms import CorrectionForm
from common.can import can
from common.desk_admin import DeskAdmin


@admin.register(Correction)
class CorrectionAdmin(PlainChoices, DeskAdmin):
    """A correction stays as it was made: it can be read and replaced by a newer one, not changed and not deleted."""

    form = CorrectionForm
    list_display = ["wording", "kind", "place", "article", "made_at", "made_by", "is_current"]
    list_filter = ["kind", "made_at"]
    list_select_related = ["article", "made_by"]
    search_fields = ["wording", "article__headline"]
    ordering = ["-made_at", "-pk"]
    show_full_result_count = False
    autocomplete_fields = plain_choices = ["article", "supersedes"]
    change_form_template = "admin/articles/correction/change_form.html"

    def get_queryset(self, request) -> QuerySet[Correction]:
        return super().get_queryset(request).defer("article__body", "article__folded").prefetch_related("superseded_by")

    @admin.display(boolean=True, description=Correction.is_current.short_description)
    def is_current(self, correction) -> bool:
        return correction.is_current()

    def get_fields(self, request, obj=None) -> list[str]:
        return ["article", "kind", "wording", "place", "supersedes", *(["made_at", "made_by"] if obj else [])]

    def get_changeform_initial_data(self, request) -> dict:
        """A correction that replaces another begins with its words; the place is what the desk proposes."""
        initial = super().get_changeform_initial_data(request)
        for name, rows in (("article", Article.objects.all()), ("supersedes", Correction.objects.current())):
            if not _row(rows, initial.get(name)):
                initial.pop(name, None)
        old = _row(Correction.objects.current(), request.GET.get("supersedes"))
        if old:
            initial |= {"article": old.article_id, "kind": old.kind, "wording": old.wording, "place": old.place}
        elif proposal := self._proposal(request):
            initial["place"] = proposal.place
        return initial

    def _proposal(self, request):
        old = _row(Correction.objects.current().select_related("article"), request.GET.get("supersedes"))
        article = old.article if old else _row(Article.objects.all(), request.GET.get("article"))
        return article and proposed_prominence(article)

    def add_view(self, request, form_url="", extra_context=None) -> HttpResponse:
        return super().add_view(request, form_url, {"proposal": self._proposal(request), **(extra_context or {})})

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        """Whoever came from the story goes back to it."""
        stays = {IS_POPUP_VAR, "_continue", "_addanother"} & request.POST.keys()
        if stays or str(obj.article_id) != request.GET.get("article") or not can(request.user, "view", obj.article):
            return super().response_add(request, obj, post_url_continue)
        words = _("The correction stands with the story. “Correction” in the list of “/” shows it at its passage too.")
        messages.success(request, words)
        return redirect("admin:articles_article_change", obj.article_id)

    def save_model(self, request, obj, form, change) -> None:
        obj.made_by = request.user
        obj.entry_id = obj.supersedes.entry_id if obj.supersedes_id else None
        super().save_model(request, obj, form, change)


def _row(rows, pk):
    return rows.filter(pk=pk).first() if pk and pk.isascii() and pk.isdigit() and len(pk) < 19 else None
