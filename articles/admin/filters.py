from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class StandingFilter(admin.SimpleListFilter):
    """What readers have of each story."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return Article.Standing.choices

    def queryset(self, request, queryset):
        return queryset.filter(standing=self.value()) if self.value() in Article.Standing.values else queryset
