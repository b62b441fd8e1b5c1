"""The forms at the desk's door that ask for a password."""

from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.identity.guessing import may_try, may_try_own, next_try

TOO_MANY = "too_many_tries"


class SignInForm(AdminAuthenticationForm):
    def clean(self) -> dict:
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password") and not may_try(self.request, name):
            raise too_many_tries()
        return super().clean()


class OwnPasswordForm(AdminPasswordChangeForm):
    def clean_old_password(self) -> str:
        if not may_try_own(self.user):
            raise too_many_tries()
        return super().clean_old_password()


def too_many_tries() -> ValidationError:
    message = _("There were too many tries from where you are. Try again at %(time)s.") % {"time": next_try()}
    return ValidationError(message, code=TOO_MANY)
