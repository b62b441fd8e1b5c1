"""The diary at the desk: a list, a form and a month at a glance."""

import datetime as dt

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.choices import PlainChoices, StaffChoices
from articles.editing.diary import begin_story, month_of
from articles.models import Article, PlannedStory
from common.can import can
from common.desk_admin import DeskAdmin


@admin.register(PlannedStory)
class PlannedStoryAdmin(PlainChoices, StaffChoices, DeskAdmin):
    list_display = ["title", "section", "planned_for", "assigned_to", "is_begun"]
    list_filter = ["section", "planned_for"]
    list_select_related = ["section", "assigned_to"]
    search_fields = ["title", "note"]
    ordering = ["-planned_for", "-pk"]
    fields = ["title", "section", "planned_for", "assigned_to", "note"]
    plain_choices, staff_choices = ["section", "assigned_to"], ["assigned_to"]
    show_full_result_count = False
    change_form_template = "admin/articles/plannedstory/change_form.html"
    change_list_template = "admin/articles/plannedstory/change_list.html"

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("calendar/", view(self.calendar_view), name="articles_plannedstory_calendar"),
            path("<int:object_id>/begin/", view(self.begin_view), name="articles_plannedstory_begin"),
            *super().get_urls(),
        ]

    @admin.display(description=_("begun"), boolean=True)
    def is_begun(self, plan) -> bool:
        return plan.article_id is not None

    def calendar_view(self, request) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        first = _month_asked(request)
        before, after = (first - dt.timedelta(days=1)).replace(day=1), (first + dt.timedelta(days=32)).replace(day=1)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Diary"),
            "opts": self.opts,
            "weeks": month_of(first),
            "first": first,
            "before": before,
            "after": after,
            "today": timezone.localdate(),
            "has_add_permission": self.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/articles/plannedstory/calendar.html", context)

    def begin_view(self, request, object_id) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_change_permission(request) and can(request.user, "add", Article)):
            raise PermissionDenied
        article = begin_story(plan=get_object_or_404(PlannedStory, pk=object_id), by=request.user)
        messages.success(request, _("The story is begun. It goes out only when somebody publishes it."))
        return redirect("admin:articles_article_change", article.pk)


def _month_asked(request):
    asked = request.GET.get("month")
    if not asked:
        return timezone.localdate().replace(day=1)
    try:
        first = dt.datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007 - a month of the calendar has no zone
    except ValueError:
        raise Http404 from None
    if not 1900 < first.year < 2200:
        raise Http404
    return first
