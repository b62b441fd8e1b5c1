"""The complaints of the news desk, with what a reader said who reported one, and the answer to them."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.complaints import ComplaintAdmin
from articles.models import Complaint
from common.can import can
from common.desk_admin import PartOfRow
from newsroom.correspondence.models import ReportedMistake
from newsroom.correspondence.passages import present_words
from newsroom.correspondence.report import answer_reader

admin.site.unregister(Complaint)


class ReportInline(PartOfRow, admin.StackedInline):
    """What the reader sent stays as it came; the desk adds its answer."""

    model = ReportedMistake
    can_delete = False
    max_num = 0
    verbose_name_plural = gettext_lazy("Reported by a reader")

    def get_fields(self, request, obj=None) -> list[str]:
        """Who told us is for those alone who may answer."""
        of_reader = ["email", "answer", "answered_at"] if can(request.user, "change", obj or Complaint) else []
        return ["passage", "present", "edition_read", "source", *of_reader]

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        is_answered = ReportedMistake.objects.filter(complaint=obj).exclude(answered_at=None).exists()
        return ["passage", "present", "edition_read", "source", "email", "answered_at", *(["answer"] * is_answered)]

    @admin.display(description=gettext_lazy("what stands there now"))
    def present(self, report) -> str:
        live = report.complaint.article.live_edition()
        if live is None:
            return _("Readers do not have the story any more.")
        if not report.passage:
            return ""
        found = present_words(edition=live, passage=report.passage)
        said = _("It still stands there:") if found.still_stands else _("It does not stand there any more.")
        return format_html("{} {}", said, found.words)

    @admin.display(description=gettext_lazy("read in version"))
    def edition_read(self, report) -> str:
        return str(report.edition.version)


@admin.register(Complaint)
class ReportedComplaintAdmin(ComplaintAdmin):
    list_display = ["words", "article", "answer_by", "told_by"]
    inlines = [ReportInline]

    def get_queryset(self, request) -> QuerySet[Complaint]:
        return super().get_queryset(request).select_related("report")

    def get_inlines(self, request, obj) -> list:
        return self.inlines if obj and hasattr(obj, "report") else []

    @admin.display(description=gettext_lazy("noted by"))
    def told_by(self, complaint) -> str:
        return _("a reader") if hasattr(complaint, "report") else str(complaint.noted_by or "")

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        if answer_reader(complaint=form.instance):
            messages.success(request, _("The reader who reported it is written to."))
