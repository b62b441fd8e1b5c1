"""Putting up the breaking bar, and taking it down before it ends by itself."""

import datetime as dt

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import BreakingBar
from common.desk_admin import DeskAdmin

USUAL = dt.timedelta(hours=2)  # what a new bar is offered; editors forget to take it down


@admin.register(BreakingBar)
class BreakingBarAdmin(DeskAdmin):
    list_display = ["words", "phase", "starts_at", "ends_at", "made_by"]
    list_select_related = ["made_by"]
    ordering = ["-starts_at", "-pk"]
    fields = ["words", "article", "starts_at", "ends_at"]
    raw_id_fields = ["article"]
    show_full_result_count = False
    actions = None
    change_form_template = "admin/articles/breakingbar/change_form.html"

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.end_view)
        return [path("<int:object_id>/end/", view, name="articles_breakingbar_end"), *super().get_urls()]

    def get_changeform_initial_data(self, request) -> dict:
        return {"ends_at": timezone.now() + USUAL, **super().get_changeform_initial_data(request)}

    @admin.display(description=_("now"))
    def phase(self, bar) -> str:
        return render_to_string("admin/articles/breakingbar/_phase.html", {"bar": bar, "is_live": bar.is_live()})

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.made_by = request.user
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, obj=None, **kwargs) -> HttpResponse:
        context["is_on"] = bool(obj and obj.pk and obj.is_live())
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def end_view(self, request, object_id) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        bar = get_object_or_404(BreakingBar, pk=object_id)
        bar.end()
        self.log_change(request, bar, _("Ended."))
        messages.success(request, _("The bar is down."))
        return redirect("admin:articles_breakingbar_changelist")
