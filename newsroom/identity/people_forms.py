"""What administrators are asked about people."""

import datetime as dt

from django import forms
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.publishing.form_fields import moment_field
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
