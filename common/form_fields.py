"""Form fields for text that people fill in. Each sends it through the one door before it is checked or counted."""

from django import forms
from django.core.validators import URLValidator

from common.mailbox import canonical_mailbox
from common.text import clean_block, clean_text

is_web_address = URLValidator(["http", "https"])


def moment_input() -> forms.DateTimeInput:
    """A day and a time in the browser's own field."""
    return forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class CleanCharField(forms.CharField):
    """One line. What nobody sees is removed first, so that a line of it is as good as none."""

    def to_python(self, value) -> str:
        return super().to_python(value if value in self.empty_values else clean_text(str(value)))


class CleanTextField(forms.CharField):
    """Several lines, with one kind of line end."""

    widget = forms.Textarea

    def to_python(self, value) -> str:
        return super().to_python(value if value in self.empty_values else clean_block(str(value)))


class CleanEmailField(forms.EmailField):
    """An address in its one spelling: what came along unseen when it was copied is not the reader's mistake."""

    def to_python(self, value) -> str:
        return super().to_python(value if value in self.empty_values else canonical_mailbox(str(value)))


class CleanURLField(forms.URLField):
    """An address of the web. Django's own field takes ftp:// too, which no browser opens any more."""

    default_validators = [is_web_address]

    def to_python(self, value) -> str:
        return super().to_python(value if value in self.empty_values else clean_text(str(value)))
