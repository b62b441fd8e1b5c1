"""What the desk is asked before the public record changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Correction, Edition
from articles.publishing.form_fields import moment_field, reason_field
from common.form_fields import CleanCharField, CleanTextField


class ScheduleForm(forms.Form):
    """When a story is to go out, and when it is to leave again if it is."""

    at = moment_field(_("Publish at"))
    until = moment_field(_("Take off at"), required=False)


class TogetherForm(forms.Form):
    at = moment_field(_("Publish all at"), required=False, help_text=_("Leave empty to publish them now."))


class WithdrawForm(forms.Form):
    notice = CleanTextField(
        label=_("Notice to readers"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands where the story was. Leave empty for a plain “this story is no longer here”."),
    )
    instead = forms.ModelChoiceField(
        Article.objects.none(),
        label=_("Or send readers to another story"),
        required=False,
        help_text=_("One that is live. If it is withdrawn later, readers get the notice after all."),
        error_messages={"invalid_choice": _("That story is not live.")},
    )

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        live = Edition.objects.live().exclude(article=article).values("article")
        self.fields["instead"].queryset = Article.objects.filter(pk__in=live)


class TranslationForm(forms.Form):
    other = forms.ModelChoiceField(
        Article.objects.none(),
        label=_("Story"),
        error_messages={"invalid_choice": _("That story is not there, or not yours to publish.")},
    )

    def __init__(self, *args, stories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = stories


class DraftForm(forms.Form):
    note = CleanCharField(
        label=_("For whom"),
        required=False,
        max_length=100,
        help_text=_("So that you know later who has the link. Whoever opens it does not see this."),
    )


class TakedownForm(forms.Form):
    reason = reason_field(_("Reason"))
    notice = CleanTextField(
        label=_("Notice to readers"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Leave empty for “we have taken it from our site for legal reasons”."),
    )


class LiftForm(forms.Form):
    reason = reason_field(_("Why it is lifted"))


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Correction
        fields = "__all__"  # noqa: DJ007 - the admin names them

    def clean(self) -> dict:
        form_data = super().clean()
        old = form_data.get("supersedes")
        if old and form_data.get("article") and old.article_id != form_data["article"].pk:
            self.add_error("supersedes", _("That correction is of another story."))
        elif old and not old.is_current():
            self.add_error("supersedes", _("A newer correction has taken its place already: replace that one."))
        return form_data
