"""What is asked of an entry, and of a correction of one."""

import datetime as dt
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from articles.body.document import Placed, has_words, things_placed
from articles.body.plain import plain_paragraphs
from articles.editing.forms import BodyFormField, OneLine, body_for_storing
from articles.models import Article, Author, Correction, Entry
from articles.publishing.form_fields import moment_field
from articles.running.write import Written
from common.form_fields import CleanTextField, moment_input


class EntryForm(forms.ModelForm):
    """One entry, new or upon the version that was opened."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Entry
        fields = ("headline", "words", "at", "author", "is_key", "is_pinned", "is_closing", "embargoed_until")
        field_classes = {"words": BodyFormField, "at": forms.DateTimeField, "embargoed_until": forms.DateTimeField}
        widgets = {
            "headline": OneLine({"placeholder": _lazy("Headline, if it needs one")}),
            "at": moment_input(),
            "embargoed_until": moment_input(),
        }
        help_texts = {"at": _lazy("Leave empty for now.")}

    def __init__(self, *args, story: Article, writer: Author | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.story, self.writer = story, writer
        self.fields["at"].required = False
        names = Q(bylines__article=story) | Q(
            pk__in=[pk for pk in (writer and writer.pk, self.instance.author_id) if pk]
        )
        self.fields["author"].queryset = Author.objects.filter(names).distinct().order_by("name")
        self.fields["author"].empty_label = _("Nobody by name")
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        else:
            self.initial |= {"at": None, "author": writer and writer.pk, "client_uuid": uuid4()}

    def clean_words(self) -> str:
        """The words as they are stored. Where no editor wrote them, each line is a paragraph."""
        words = self.cleaned_data["words"]
        html = body_for_storing(words if "<" in words else plain_paragraphs(words)).html
        if Placed("linked", self.story.pk) in things_placed(html):
            raise forms.ValidationError(_("An entry cannot lead to its own story: take the link out."))
        return html

    def clean_at(self) -> dt.datetime | None:
        """The field knows no seconds: a time that nobody touched keeps its own, and so its place in the order."""
        at, stored = self.cleaned_data["at"], self.instance.at if self.instance.pk else None
        return stored if stored and at == stored.replace(second=0, microsecond=0) else at

    def clean(self) -> None:
        super().clean()
        if not self.errors and not self.cleaned_data.get("headline") and not has_words(self.cleaned_data["words"]):
            self.add_error("words", _("Write something: a headline or some words."))
        if self.cleaned_data.get("is_closing") and self._others().filter(is_closing=True).exists():
            self.add_error("is_closing", _("Another entry closes the story already: change that one."))
        at = self.cleaned_data.get("at")
        if at and at > timezone.now():
            self.cleaned_data["at"] = timezone.now()  # a writer's clock that is fast must not stay on top

    def _others(self):
        """Every entry of the story but this one, which may be stored already where it is sent again."""
        own = Q(pk=self.instance.pk) if self.instance.pk else Q(client_uuid=self.cleaned_data.get("client_uuid"))
        return self.story.entries.exclude(own)

    def written(self) -> Written:
        return Written(**{name: self.cleaned_data[name] for name in self._meta.fields})


class EntryScheduleForm(forms.Form):
    """When an entry is to go out by itself."""

    goes_out_at = moment_field(_lazy("Publish at"))


class EntryCorrectionForm(forms.Form):
    """What readers are told beside the new words."""

    kind = forms.ChoiceField(label=_lazy("Kind"), choices=Correction.Kind, initial=Correction.Kind.CORRECTION)
    wording = CleanTextField(
        label=_lazy("What was wrong, and what is right"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _lazy("Say what was wrong.")},
    )
