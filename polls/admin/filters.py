from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polls.models import Poll


class PhaseFilter(admin.SimpleListFilter):
    """Where polls stand by their state and the clock."""

    title = _("phase")
    parameter_name = "phase"

    def lookups(self, request, model_admin):
        return Poll.Phase.choices

    def queryset(self, request, queryset):
        return queryset.in_phase(self.value(), timezone.now()) if self.value() in Poll.Phase else queryset
