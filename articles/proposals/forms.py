"""The form in which somebody writes what they would write instead."""

from django import forms

from articles.editing.forms import BodyFormField, body_for_storing
from articles.models import Article
from common.form_fields import CleanCharField, CleanTextField


class SuggestForm(forms.ModelForm):
    """The story's words in the editor of the story, with the words that the suggestion is made from."""

    base = CleanTextField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Article
        fields = ("body",)
        field_classes = {"body": BodyFormField}

    def clean_body(self) -> str:
        return body_for_storing(self.cleaned_data["body"]).html

    def clean_base(self) -> str:
        return body_for_storing(self.cleaned_data["base"]).html

    def _post_clean(self) -> None:
        """The story itself takes nothing of it."""


class EverybodysForm(forms.Form):
    """What is done with everything that is suggested, as it was when somebody was asked."""

    act = forms.ChoiceField(choices=[("accept", ""), ("refuse", "")], widget=forms.HiddenInput)
    seen = CleanCharField(widget=forms.HiddenInput)


class WithoutForm(forms.Form):
    """What the button sent that asked to publish, for the one that does it."""

    _without_suggestions = CleanCharField(widget=forms.HiddenInput, initial="1")
    _schedule_at = CleanCharField(required=False, widget=forms.HiddenInput)
    _schedule_until = CleanCharField(required=False, widget=forms.HiddenInput)
