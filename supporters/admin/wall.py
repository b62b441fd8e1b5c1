"""Supporters who want to be named: what they wrote is read here before readers have it."""

from django.contrib import admin, messages
from django.forms import ModelForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.desk_admin import DeskAdmin
from supporters.models import Recognition


@admin.register(Recognition)
class RecognitionAdmin(DeskAdmin):
    """Who wishes to be named: read before readers read it. Shows no amount and leads to none."""

    list_display = ["display_name", "level", "message", "organisation", "moderation", "moderated_by"]
    list_filter = ["moderation"]
    list_select_related = ["moderated_by"]
    ordering = ["-pk"]
    search_fields = ["display_name", "message", "organisation"]
    fields = ["display_name", "level", "message", "organisation", "moderation", "moderated_at", "moderated_by"]
    readonly_fields = ["level", "moderation", "moderated_at", "moderated_by"]
    actions = ["show", "hold_back"]

    def get_form(self, request, obj=None, **options) -> type[ModelForm]:
        """Whoever is listed here is named, and the database takes no empty name; the level is not in the form."""
        form = super().get_form(request, obj, **options)
        if "display_name" in form.base_fields:
            form.base_fields["display_name"].required = True
        return form

    @admin.action(description=gettext_lazy("Show in the list of supporters"), permissions=["change"])
    def show(self, request, queryset) -> None:
        self._decide(request, queryset, Recognition.Moderation.APPROVED)

    @admin.action(description=gettext_lazy("Do not show in the list of supporters"), permissions=["change"])
    def hold_back(self, request, queryset) -> None:
        self._decide(request, queryset, Recognition.Moderation.REFUSED)

    def _decide(self, request, queryset, decision):
        for recognition in queryset:
            recognition.moderate(decision, by=request.user)
        self.message_user(request, _("%(count)s names looked at.") % {"count": len(queryset)}, messages.SUCCESS)
