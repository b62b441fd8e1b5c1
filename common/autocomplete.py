"""Fields of the desk that offer rows as one types. Django's fail where they draw again what is no row's number."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField

from common.converters import RowNumber


class OnlyRows:
    def optgroups(self, name, value, attr=None) -> list:
        return super().optgroups(name, [each for each in value if RowNumber.is_row(str(each))], attr)


class RowSelect(OnlyRows, AutocompleteSelect):
    pass


class RowSelectMultiple(OnlyRows, AutocompleteSelectMultiple):
    pass


class RowsField(ModelMultipleChoiceField):
    """Says of a number that no row can have what it says of one that none has; a database fails at looking it up."""

    def clean(self, value) -> Any:
        for each in value or ():
            if not RowNumber.is_row(str(each)):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": each})
        return super().clean(value)


class RowChoices:
    """For an admin or an inline: its choices of rows stand whatever is sent."""

    def formfield_for_foreignkey(self, db_field, request, **options) -> Any:
        options = self._widget(RowSelect, db_field, request, options)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field, request, **options) -> Any:
        options = {"form_class": RowsField} | self._widget(RowSelectMultiple, db_field, request, options)
        return super().formfield_for_manytomany(db_field, request, **options)

    def _widget(self, kind, db_field, request, options):
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in options:
            options["widget"] = kind(db_field, self.admin_site, using=options.get("using"))
        return options
