"""How the desk's forms offer the rows that they lead to."""

from collections.abc import Collection

from django.db.models import Field as ModelField
from django.forms import Field
from django.http import HttpRequest

from articles.editing.widgets import without_shortcuts


class PlainChoices:
    """For an admin or an inline: in these fields a row is chosen, and none is made or changed on the way."""

    plain_choices: Collection[str] = ("article",)

    def formfield_for_dbfield(self, db_field: ModelField, request: HttpRequest, **kwargs: object) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.plain_choices:
            without_shortcuts(field.widget)
        return field


class StaffChoices:
    """For an admin or an inline: these fields name somebody who works at the desk."""

    staff_choices: Collection[str] = ("user",)

    def formfield_for_foreignkey(self, db_field: ModelField, request: HttpRequest, **kwargs: object) -> Field | None:
        if db_field.name in self.staff_choices:
            kwargs["queryset"] = db_field.related_model.objects.filter(is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
