"""What people at the door and at the page that asks again are asked, and how a factor is added."""

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanCharField
from newsroom.identity.factors import factors_of, use_code
from newsroom.identity.guessing import may_try_own
from newsroom.identity.passkeys import PasskeyRefused, use_passkey
from newsroom.identity.proved import needs_factor

LONGEST_ANSWER = 8000  # characters of JSON


class ProofForm(forms.Form):
    """A passkey; or a code, with the password beside it where that was not given a moment ago. `factor` says which."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=128,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = CleanCharField(
        label=_("Code"),
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    passkey = forms.CharField(max_length=LONGEST_ANSWER, required=False, widget=forms.HiddenInput)

    error_messages = {
        "passkey": _("That passkey did not work here. Try again, or use a code."),
        "wrong": _("That is not right, or it was used before, or there were too many tries. Wait for the next code."),
    }

    def __init__(self, *args, request, user, with_password, **kwargs):
        super().__init__(*args, prefix="proof", **kwargs)
        self.request, self.user, self.factor = request, user, ""
        if not with_password:
            del self.fields["password"]
        if not (needs_factor(user) or factors_of(user)):
            del self.fields["code"], self.fields["passkey"]

    def clean(self) -> dict:
        if answer := self.cleaned_data.get("passkey"):
            try:
                self.factor = use_passkey(request=self.request, answer=answer, user=self.user).kind
            except PasskeyRefused as error:
                raise forms.ValidationError(self.error_messages["passkey"]) from error
        elif not (self._knows_password() and self._knows_code()):
            raise forms.ValidationError(self.error_messages["wrong"])
        return self.cleaned_data

    def _knows_password(self):
        if "password" not in self.fields:
            return True
        if not may_try_own(self.user):
            return False
        typed = self.cleaned_data.get("password", "")
        return authenticate(self.request, username=self.user.get_username(), password=typed) == self.user

    def _knows_code(self):
        if "code" not in self.fields:
            return True
        self.factor = use_code(request=self.request, user=self.user, code=self.cleaned_data.get("code", "").strip())
        return bool(self.factor)


class NewAppForm(forms.Form):
    name = CleanCharField(label=_("Name"), max_length=60, initial=_("My telephone"))
    code = CleanCharField(
        label=_("Code that the app shows now"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class NewPasskeyForm(forms.Form):
    name = CleanCharField(label=_("Name"), max_length=60, initial=_("This device"))
    passkey = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput)


class NameForm(forms.Form):
    name = CleanCharField(label=_("Name"), max_length=60)
