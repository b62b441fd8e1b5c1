"""Forms of the admin that another page shows in a dialog or a window, where the admin's own scripts do not run."""

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.http import HttpRequest

from common.form_fields import moment_input


class ShownInDialog:
    """For a ModelAdmin. A day and a time are asked for in the browser's own field, which needs no script."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        if isinstance(db_field, models.DateTimeField) and is_in_dialog(request):
            kwargs |= {"form_class": forms.DateTimeField, "widget": moment_input()}
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def is_in_dialog(request: HttpRequest) -> bool:
    return IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
