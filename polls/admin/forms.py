"""The desk's form of a poll, with its answers."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.folding import fold
from polls.models import Choice, Poll
from polls.questions.advice import asks_about_guilt

MOST_ANSWERS = 50
MOST_POINTS = 11


def yes_no_dont_know() -> list[Choice]:
    """The ready answers, in the paper's language. “Don’t know” is among them unless an editor removes it."""
    return [
        Choice(position=1, label=_("Yes")),
        Choice(position=2, label=_("No")),
        Choice(position=3, label=_("Don’t know"), role=Choice.Role.DONT_KNOW),
    ]


def points_of_scale(first, last) -> list[Choice]:
    """The points from the first to the last, and “don’t know” beside them."""
    points = [
        Choice(position=place, label=str(value), value=value)
        for place, value in enumerate(range(first, last + 1), start=1)
    ]
    return [*points, Choice(position=len(points) + 1, label=_("Don’t know"), role=Choice.Role.DONT_KNOW)]


class PollForm(forms.ModelForm):
    ready_answers = forms.ChoiceField(
        label=gettext_lazy("Answers"),
        required=False,
        choices=[("", gettext_lazy("My own, as written below")), ("yes_no", gettext_lazy("Yes, No, Don’t know"))],
        help_text=gettext_lazy("Ready answers are put in when the poll is saved."),
    )

    scale_from = forms.IntegerField(
        label=gettext_lazy("Scale from"), required=False, initial=1, min_value=-5, max_value=1
    )
    scale_to = forms.IntegerField(
        label=gettext_lazy("to"),
        required=False,
        initial=5,
        min_value=2,
        max_value=10,
        help_text=gettext_lazy("Its points, and “Don’t know”, are put in when the poll is saved."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Poll.FIXED_BY_FIRST_BALLOT if self.instance.locked_at else ():
            if name in self.fields:
                self.fields[name].widget.attrs["readonly"] = True

    def clean(self) -> dict | None:
        cleaned = super().clean()
        if cleaned.get("kind") == Poll.Kind.MULTIPLE and cleaned.get("most") == 1:
            self.add_error("most", _("A poll with several answers lets a reader choose at least 2."))
        if cleaned.get("kind") == Poll.Kind.SCALE:
            self._check_scale(cleaned)
        return cleaned

    def _check_scale(self, cleaned):
        first, last = self.scale
        if not 3 <= last - first + 1 <= MOST_POINTS:
            self.add_error("scale_to", _("A scale has 3 to %(most)s points.") % {"most": MOST_POINTS})
        for name in ("scale_low", "scale_high"):
            if not cleaned.get(name, "").strip():
                self.add_error(name, _("Say what this end of the scale means."))

    @property
    def scale(self) -> tuple[int, int]:
        """The first and last point, as written or as usual."""
        first, last = (self.cleaned_data.get(name) for name in ("scale_from", "scale_to"))
        return 1 if first is None else first, 5 if last is None else last

    def ready_choices(self) -> list[Choice]:
        """The answers that are put in on saving; none where the editor writes them or they are there."""
        if self.cleaned_data["kind"] == Poll.Kind.SCALE:
            return [] if self.instance.choices.exists() else points_of_scale(*self.scale)
        return yes_no_dont_know() if self.cleaned_data.get("ready_answers") else []


class ChoiceForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _name_in_table(field)


def _name_in_table(field):
    """A field whose label stands only at the head of its column has to bring it along for a screen reader."""
    field.widget.attrs["aria-label"] = field.label


class ChoiceFormSet(BaseInlineFormSet):
    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            _name_in_table(form.fields["DELETE"])

    def clean(self) -> dict | None:
        # Before anything else: Django's own refusal of a delete would look up, and name, the marks on the answer.
        if self.instance.locked_at and self.has_changed():
            raise forms.ValidationError(
                _("Readers have voted: answers can no longer be added, changed, moved or removed.")
            )
        super().clean()
        if not (self.instance.locked_at or any(self.errors)):
            self._check_labels()
            if self.instance.kind == Poll.Kind.SCALE:
                self._check_points()
            else:
                self._check_number()

    @property
    def _written(self):
        return [form for form in self.forms if form.cleaned_data.get("label") and not self._should_delete_form(form)]

    def _check_labels(self):
        """Readers must be able to tell the answers apart: by more than an accent, a capital or a sign unseen."""
        labels, seen = [form.cleaned_data["label"] for form in self._written], {}
        for label in labels:
            if fold(label) in seen:
                alike = {"one": seen[fold(label)], "other": label}
                raise forms.ValidationError(_("Two answers read alike: “%(one)s” and “%(other)s”.") % alike)
            seen[fold(label)] = label
        if self.instance.is_court and any(map(asks_about_guilt, labels)):
            raise forms.ValidationError(_("While proceedings are active no answer may be about guilt."))

    def _check_points(self):
        """A scale's points are put in by us, in their order; to have others the editor takes all of them out."""
        if any(form.instance.pk is None or "label" in form.changed_data for form in self._written):
            raise forms.ValidationError(_("A scale makes its own points: leave the answers empty."))

    def _check_number(self):
        """Enough answers to vote on; a draft may wait for them."""
        written, is_ready = len(self._written), bool(self.data.get("ready_answers"))
        if written and is_ready:
            raise forms.ValidationError(_("Take the ready answers or write your own, not both."))
        count = len(yes_no_dont_know()) if is_ready else written
        if count < 2 and self.instance.state != Poll.State.DRAFT:
            raise forms.ValidationError(_("A poll needs at least 2 answers before readers can vote."))
        if count and (self.instance.most or 0) > count:
            raise forms.ValidationError(_("“At most” is more than there are answers."))
