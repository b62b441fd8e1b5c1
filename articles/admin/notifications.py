"""Letters to colleagues: what was sent, what waits, and what nobody got, to be sent again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import DeskLetter
from articles.workflow.notifications import send_again
from common.can import can
from common.desk_admin import DeskAdmin


class FateFilter(admin.SimpleListFilter):
    """What has become of each letter."""

    title = gettext_lazy("what became of it")
    parameter_name = "fate"

    def lookups(self, request, model_admin) -> list[tuple]:
        return [("missed", _("Missed")), ("waiting", _("On its way")), ("sent", _("Sent"))]

    def queryset(self, request, queryset) -> QuerySet:
        if self.value() == "missed":
            return queryset.missed()
        if self.value() == "waiting":
            return queryset.unsent().exclude(pk__in=queryset.missed().values("pk"))
        return queryset.exclude(sent_at=None) if self.value() == "sent" else queryset


@admin.register(DeskLetter)
class DeskLetterAdmin(DeskAdmin):
    list_display = ["subject", "to", "fate", "queued_at", "attempts", "error"]
    list_filter = [FateFilter]
    ordering = ["-queued_at", "-pk"]
    search_fields = ["to", "subject"]
    show_full_result_count = False
    fields = readonly_fields = ["to", "subject", "body", "queued_at", "fate", "attempts", "error", "sent_at"]
    actions = ["send_again"]
    change_form_template = "admin/articles/deskletter/change_form.html"

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.again_view)
        return [path("<int:object_id>/again/", view, name="articles_deskletter_again"), *super().get_urls()]

    @admin.display(description=gettext_lazy("what became of it"))
    def fate(self, letter) -> str:
        if letter.sent_at:
            return _("Sent")
        return _("Missed: nobody got it") if letter.is_missed else _("On its way")

    @admin.action(description=gettext_lazy("Send again what nobody got"), permissions=["resend"])
    def send_again(self, request, queryset) -> None:
        self._send_again(request, queryset)

    def again_view(self, request, object_id) -> HttpResponse:
        """The button on a letter's own page, to which the desk's first page leads."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_resend_permission(request):
            raise PermissionDenied
        self._send_again(request, self.get_queryset(request).filter(pk=object_id))
        return redirect("admin:articles_deskletter_changelist")

    def has_resend_permission(self, request) -> bool:
        return can(request.user, "resend", DeskLetter)

    def _send_again(self, request, letters):
        count = send_again(letters=letters)
        message = ngettext("%d letter is on its way again.", "%d letters are on their way again.", count) % count
        self.message_user(request, message, messages.SUCCESS if count else messages.WARNING)
