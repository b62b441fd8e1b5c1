"""Model fields for text that people write. Whoever writes to one, a form, an importer or a provider, writes clean text.

To the database and to migrations each is Django's own field. What is compared with one is cleaned alike.
"""

from django import forms
from django.db import models

from common import form_fields
from common.mailbox import canonical_mailbox
from common.text import clean_block, clean_text


class CleanField:
    """Cleans on every way into the row, and into what is compared with it."""

    clean_with = staticmethod(clean_text)
    form_class = form_fields.CleanCharField

    def to_python(self, value) -> str | None:
        text = super().to_python(value)
        return self.clean_with(text) if isinstance(text, str) else text

    def pre_save(self, instance, add) -> str | None:
        """The object in hand gets the words that its row gets."""
        text = super().pre_save(instance, add)
        if isinstance(text, str):
            text = self.clean_with(text)
            setattr(instance, self.attname, text)
        return text

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, _path, arguments, options = super().deconstruct()
        return name, self.presented_as, arguments, options

    def formfield(self, **options) -> forms.Field:
        return super().formfield(**({"form_class": self.form_class} | options))


class CleanCharField(CleanField, models.CharField):
    """One line."""

    presented_as = "django.db.models.CharField"


class CleanTextField(CleanField, models.TextField):
    """Several lines, with one kind of line end."""

    presented_as = "django.db.models.TextField"
    clean_with = staticmethod(clean_block)
    form_class = form_fields.CleanTextField


class CleanEmailField(CleanField, models.EmailField):
    presented_as = "django.db.models.EmailField"
    clean_with = staticmethod(canonical_mailbox)
    form_class = form_fields.CleanEmailField


class CleanURLField(CleanField, models.URLField):
    presented_as = "django.db.models.URLField"
    default_validators = [form_fields.is_web_address]
    form_class = form_fields.CleanURLField
