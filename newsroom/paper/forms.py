"""The form of a page of the paper's own."""

import re

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body.document import things_placed
from articles.editing.forms import BodyFormField, body_for_storing
from articles.editing.version_form import SeenVersion
from newsroom.paper.models import Page

GAPS = re.compile(r"\[\[\s*(.*?)\s*(?:\]\]|$)")


def gaps_in(words: str) -> list[str]:
    """What a template still wants to be told, each once, in order."""
    return list(dict.fromkeys(GAPS.findall(words)))


class PageForm(forms.ModelForm):
    version = SeenVersion(required=False)
    is_substantive = forms.BooleanField(
        required=False,
        label=gettext_lazy("Tell readers that it has changed"),
        help_text=gettext_lazy("Sets the date at the foot of the page to today. Leave it for a comma."),
    )

    class Meta:
        model = Page
        fields = ["kind", "title", "slug", "body", "group", "position", "is_live"]
        field_classes = {"body": BodyFormField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def clean_body(self) -> str:
        html = body_for_storing(self.cleaned_data["body"]).html
        if any(thing.kind != "picture" for thing in things_placed(html)):
            raise forms.ValidationError(
                _("Only pictures can stand in such a page. Take out the polls, films, stories, documents and sounds.")
            )
        return html

    def clean(self) -> None:
        super().clean()
        self._refuse_gaps()
        self._refuse_stale_version()

    def _refuse_gaps(self):
        words = f"{self.cleaned_data.get('title', '')}\n{strip_tags(self.cleaned_data.get('body', ''))}"
        if not self.cleaned_data.get("is_live"):
            return
        if gaps := gaps_in(words):
            said = _("Readers cannot see it yet. First fill in what the page leaves open: %(gaps)s.")
            self.add_error("is_live", said % {"gaps": "; ".join(gaps)})
        elif "body" in self.cleaned_data and not self.cleaned_data["body"]:
            self.add_error("is_live", _("Readers cannot see it yet: it has no words."))

    def _refuse_stale_version(self):
        seen = self.cleaned_data.get("version")
        if self.instance.pk and seen is not None and seen != self.instance.version:
            self.data = self.data.copy()
            self.data["version"] = self.instance.version
            self.add_error(
                None,
                _(
                    "Somebody saved this page after you opened it. Your words stand below, theirs are in the history. "
                    "Save once more to put yours in their place."
                ),
            )
