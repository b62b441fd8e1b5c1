"""What every screen of the desk inherits: Django's questions about rights, each answered by `can()`."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest

from common.autocomplete import RowChoices
from common.can import can, tables, those


class OffersWhatIsSeen(RowChoices):
    """A form takes no row that its reader could not look at. Whoever may look at none of a kind is offered them all."""

    def get_field_queryset(self, db: str | None, db_field: Field, request: HttpRequest) -> QuerySet | None:
        rows, related = super().get_field_queryset(db, db_field, request), db_field.remote_field.model
        if related not in tables() or not can(request.user, "view", related):
            return rows
        return those(request.user, "view", related._default_manager.using(db).all() if rows is None else rows)


class AsksCan(OffersWhatIsSeen):
    """For a ModelAdmin. Its rows are those that this person may see, so no list, choice or action meets others."""

    def _can(self, act, request, obj):
        return can(request.user, act, self.model if obj is None else obj)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._can("view", request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._can("add", request, None)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._can("change", request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._can("delete", request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return any(self.get_model_perms(request).values())

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return those(request.user, "view", super().get_queryset(request))


class DeskAdmin(AsksCan, admin.ModelAdmin):
    pass


class RevisesWhatIsSaved:
    """For an admin with earlier versions. Only what saves opens a revision.

    Its transaction would keep others from writing while a page is read.
    """

    @contextmanager
    def create_revision(self, request: HttpRequest) -> Iterator[None]:
        with super().create_revision(request) if request.method == "POST" else nullcontext():
            yield


class OwnRights(OffersWhatIsSeen):
    """For an inline whose rows have a table of their own. Django hands over the row above, which decides nothing."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can(request.user, "view", self.model)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can(request.user, "add", self.model)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can(request.user, "change", self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can(request.user, "delete", self.model)


class PartOfRow(OffersWhatIsSeen):
    """For an inline whose rows are part of the row above: who may change the one may change the other."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can(request.user, "view", self.parent_model if obj is None else obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        act, subject = ("add", self.parent_model) if obj is None else ("change", obj)
        return can(request.user, act, subject)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)
