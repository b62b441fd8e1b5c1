"""Filters of the desk's lists that begin narrowed: what waits is shown first, and the rest can be asked for."""

from collections.abc import Iterator

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NarrowedFilter(SimpleListFilter):
    """Without a choice in the address the list is narrowed too, and that choice has a name of its own."""

    first: str | Promise

    def choices(self, changelist: ChangeList) -> Iterator[dict]:
        first, *others = super().choices(changelist)
        yield first | {"display": self.first}
        yield from others


class SettledFilter(NarrowedFilter):
    """For rows with `settled_at`: those that nobody has settled come first."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str | Promise]]:
        return [("settled", _("Settled")), ("all", _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(settled_at__isnull=self.value() != "settled")
