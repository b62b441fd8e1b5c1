"""What the list of stories is narrowed by."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class ForMeFilter(admin.SimpleListFilter):
    """Whose story it is."""

    title = _("person")
    parameter_name = "whose"

    def lookups(self, request, model_admin) -> list[tuple]:
        return [("assigned", _("Assigned to me")), ("begun", _("Begun by me"))]

    def queryset(self, request, queryset) -> QuerySet:
        field = {"assigned": "assigned_to", "begun": "created_by"}.get(self.value())
        return queryset.filter(**{field: request.user}) if field else queryset


class StandingFilter(admin.SimpleListFilter):
    """What readers have of each story."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin) -> list[tuple]:
        return Article.Standing.choices

    def queryset(self, request, queryset) -> QuerySet:
        return queryset.of_standing(self.value()) if self.value() in Article.Standing.values else queryset
