"""What administrators are asked about people."""

import datetime as dt

from django import forms
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.publishing.form_fields import moment_field
from common.autocomplete import RowsField
from common.can import holders_of
from common.form_fields import CleanCharField, CleanEmailField
from common.people import name_of
from newsroom.identity.role_grants import LONGEST


class RoleGrantForm(forms.Form):
    group = forms.ModelChoiceField(Group.objects.order_by("name"), label=_("Role"))
    ends_at = moment_field(_("Until"))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.exclude(user=person).order_by("name")

    def clean_ends_at(self) -> dt.datetime:
        ends_at, now = self.cleaned_data["ends_at"], timezone.now()
        if ends_at <= now:
            raise forms.ValidationError(_("That moment has passed."))
        if ends_at > now + LONGEST:
            raise forms.ValidationError(
                _("At most %(days)d days ahead: for longer, change the login."), params={"days": LONGEST.days}
            )
        return ends_at


class InvitationForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "username", "groups"]
        field_classes = {"email": CleanEmailField, "groups": RowsField}
        field_classes |= dict.fromkeys(["first_name", "last_name", "username"], CleanCharField)
        labels = {"username": _("Name to sign in with"), "groups": _("Roles")}
        help_texts = {"groups": "", "username": _("Letters, digits and @ . + - _ only.")}
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "email"):
            self.fields[name].required = True

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Somebody here has this address already."))
        return email


class LeavingForm(forms.Form):
    """To whom the work goes; asked only where there is any."""

    hand_over_to = forms.ModelChoiceField(User.objects.none(), label=_("Who takes over"))

    def __init__(self, *args, person, has_work, **kwargs):
        super().__init__(*args, **kwargs)
        staff = holders_of("change", Article, include_superusers=True).exclude(pk=person.pk)
        self.fields["hand_over_to"].queryset = staff.order_by("first_name", "last_name", "username")
        self.fields["hand_over_to"].label_from_instance = name_of
        if not has_work:
            del self.fields["hand_over_to"]


class ForgottenForm(forms.Form):
    email = CleanEmailField(
        label=_("Your e-mail address at the paper"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "autofocus": True}),
    )
