"""Events, as the desk keeps them: each event a row, a weekly one copied from week to week."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from common.desk_admin import DeskAdmin
from common.list_filters import NarrowedFilter
from newsroom.events.copying import copy_a_week_on
from newsroom.events.listing import when_in_words
from newsroom.events.models import Event


class WhenFilter(NarrowedFilter):
    title = _("when")
    parameter_name = "when"
    first = _("From today on")

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("all", _("All, also what is over"))]

    def queryset(self, request, queryset) -> QuerySet[Event]:
        return queryset if self.value() == "all" else queryset.not_over(timezone.localdate())


@admin.register(Event)
class EventAdmin(DeskAdmin):
    list_display = ["title", "when", "place", "standing"]
    list_filter = [WhenFilter, "is_live", "is_cancelled"]
    search_fields = ["title", "place"]
    fieldsets = [
        (None, {"fields": ["title", "place", "starts_at", "ends_at", "is_all_day"]}),
        (_("More"), {"fields": ["words", "price", "link"]}),
        (_("Readers"), {"fields": ["is_live", "is_cancelled"]}),
    ]
    actions = ["copy_to_next_week"]

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, event: Event) -> str:
        return when_in_words(event)

    @admin.display(description=_("readers"))
    def standing(self, event: Event) -> str:
        if not event.is_live:
            return gettext("do not see it")
        return gettext("read that it is cancelled") if event.is_cancelled else gettext("see it")

    def get_ordering(self, request) -> list[str]:
        return ["starts_at", "title", "pk"]

    @admin.action(description=_("Copy to the week after"), permissions=["add"])
    def copy_to_next_week(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        copies = copy_a_week_on(events=events)
        said = ngettext("%(number)d event copied.", "%(number)d events copied.", len(copies))
        self.message_user(request, said % {"number": len(copies)})
