"""The desk's form of a poll, with its answers."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.models import Choice, Poll

MOST_ANSWERS = 50


def yes_no_dont_know():
    """The ready answers, in the paper's language. “Don’t know” is among them unless an editor removes it."""
    return [
        Choice(position=1, label=_("Yes")),
        Choice(position=2, label=_("No")),
        Choice(position=3, label=_("Don’t know"), role=Choice.Role.DONT_KNOW),
    ]


class PollForm(forms.ModelForm):
    ready_answers = forms.ChoiceField(
        label=gettext_lazy("Answers"),
        required=False,
        choices=[("", gettext_lazy("My own, as written below")), ("yes_no", gettext_lazy("Yes, No, Don’t know"))],
        help_text=gettext_lazy("Ready answers are put in when the poll is saved."),
    )

    class Meta:
        model = Poll
        fields = [
            "question", "slug", "context", "kind", "least", "most",
            "state", "opens_at", "closes_at", "results", "outcome",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Poll.FIXED_BY_FIRST_BALLOT if self.instance.locked_at else ():
            if name in self.fields:
                self.fields[name].widget.attrs["readonly"] = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Poll.Kind.MULTIPLE and cleaned.get("most") == 1:
            self.add_error("most", _("A poll with several answers lets a reader choose at least 2."))
        return cleaned


class ChoiceForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _name_in_table(field)


def _name_in_table(field):
    """A field whose label stands only at the head of its column has to bring it along for a screen reader."""
    field.widget.attrs["aria-label"] = field.label


class ChoiceFormSet(BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            _name_in_table(form.fields["DELETE"])

    def clean(self):
        # Before anything else: Django's own refusal of a delete would look up, and name, the marks on the answer.
        if self.instance.locked_at and self.has_changed():
            raise forms.ValidationError(
                _("Readers have voted: answers can no longer be added, changed, moved or removed.")
            )
        super().clean()
        if not (self.instance.locked_at or any(self.errors)):
            self._check_number()

    def _check_number(self):
        """Enough answers to vote on; a draft may wait for them."""
        written = [form for form in self.forms if form.cleaned_data.get("label") and not self._should_delete_form(form)]
        is_ready = bool(self.data.get("ready_answers"))
        if written and is_ready:
            raise forms.ValidationError(_("Take the ready answers or write your own, not both."))
        count = len(yes_no_dont_know()) if is_ready else len(written)
        if count < 2 and self.instance.state != Poll.State.DRAFT:
            raise forms.ValidationError(_("A poll needs at least 2 answers before readers can vote."))
        if count and (self.instance.most or 0) > count:
            raise forms.ValidationError(_("“At most” is more than there are answers."))
