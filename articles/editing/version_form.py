"""The part of the story's form that knows which version it was opened on."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.editing.form_input import typed_credits
from articles.editing.snapshots import Difference, differences, fields, snapshot_of_article
from articles.editing.submitted import SubmittedStory
from articles.models import Article
from common.converters import read_number
from common.people import name_of

# Buttons that give the form back with other words in it, and save nothing.
SHOWN_AGAIN = ("_take", "_keep", "_restore")


@dataclass
class Conflict:
    """What somebody else saved meanwhile, and how it differs from what was typed."""

    version: int
    by: str
    at: dt.datetime
    differences: list[Difference]

    @property
    def message(self) -> str:
        message = _(
            "%(name)s saved this story %(time)s, after you opened it. Nothing that you typed is lost: "
            "both wordings stand below."
        )
        return message % {"name": self.by, "time": date_format(timezone.localtime(self.at), "j F, H:i")}


class SeenVersion(forms.IntegerField):
    widget = forms.HiddenInput

    def has_changed(self, initial, data) -> bool:
        return False  # it is no part of the words


class VersionForm(forms.ModelForm):
    version = SeenVersion(required=False)

    submitted: SubmittedStory | None = None  # set on the class of one request, by the screen that reads it
    conflict: Conflict | None = None

    def __init__(self, data=None, *args, **kwargs):
        is_read_anew = data is not None and self.submitted is not None
        super().__init__(self.submitted.data if is_read_anew else data, *args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if any(name in self.data for name in SHOWN_AGAIN):
            self.errors.clear()
            return False
        return valid

    def clean(self) -> None:
        """Whoever opened an older version is told, unless the words are the same: that is a second click."""
        super().clean()
        if not self.instance.pk:
            return
        self.seen = _number(self.data.get("_over")) or self.cleaned_data.get("version") or self.instance.version
        if self.seen == self.instance.version:
            return
        found = differences(snapshot_of_article(self.instance), self.typed())
        if found:
            self.conflict = conflict_with(self.instance, found)
            self.add_error(None, ValidationError(self.conflict.message, code="stale_version"))
        else:
            self.seen = self.instance.version
            self.data = self.data.copy()
            self.data["version"] = self.instance.version

    def read(self) -> dict:
        """The wording in the form, read and not checked: nobody asks yet whether a story can be like this."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        self._clean_fields()
        return self.typed()

    def typed(self) -> dict:
        """The wording in the form, as far as it can be understood."""
        typed = {name: self._typed(name, field) for name, field in fields().items() if name in self.fields}
        return typed | {"bylines": typed_credits(self.data)}

    def _typed(self, name, field):
        if name not in self.cleaned_data:
            return self[name].data
        value = self.cleaned_data[name]
        if field.many_to_many:
            return sorted(row.pk for row in value)
        return value.pk if isinstance(value, field.related_model or ()) else value


def conflict_with(article: Article, found: list[Difference]) -> Conflict:
    by = article.changed_by
    name = name_of(by) if by else _("Somebody")
    return Conflict(article.version, name, article.changed_at, found)


def _number(word):
    return read_number(word or "")
