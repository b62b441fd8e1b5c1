"""The side of a story's form: its parts, and what each says of itself while it is folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminForm, Fieldset
from django.forms import BoundField, CheckboxInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

LONGEST = 40  # letters of what was typed
# The usual answer says nothing: only what differs from it is worth a word on a folded part.
USUAL = {"sensitivity": "normal", "language": ""}

KEYS = (
    (("Ctrl", "S"), _lazy("Save")),
    (("Ctrl", "Enter"), _lazy("Preview")),
    (("Ctrl", "K"), _lazy("Link")),
    (("Ctrl", "B"), _lazy("Bold")),
    (("Ctrl", "I"), _lazy("Italics")),
    (("Ctrl", "Alt", "1"), _lazy("Text")),
    (("Ctrl", "Alt", "2"), _lazy("Heading")),
    (("Ctrl", "Alt", "3"), _lazy("Subheading")),
    (("Ctrl", "Shift", "7"), _lazy("Numbered list")),
    (("Ctrl", "Shift", "8"), _lazy("List")),
    (("/",), _lazy("Put something in, on an empty line or after a space")),
    (("Alt", "↑"), _lazy("Move the paragraph or box up")),
    (("Alt", "↓"), _lazy("Move the paragraph or box down")),
    (("Ctrl", "Z"), _lazy("Undo")),
    (("Ctrl", "Shift", "Z"), _lazy("Redo")),
    (("Ctrl", "Alt", "M"), _lazy("Comment on the marked words; answer the comment at the cursor")),
    (("Alt", "N"), _lazy("To the next comment")),
    (("Alt", "P"), _lazy("To the comment before")),
    (("F6",), _lazy("From the bar to the body, to the side, and round")),
    (("Esc",), _lazy("Close the side on a phone; leave full screen")),
    (("?",), _lazy("This list, while no text has the cursor")),
)


@dataclass
class Part:
    fieldset: Fieldset
    key: str
    state: str
    is_open: bool


def parts_of(adminform: AdminForm) -> list[Part]:
    """The fieldsets that stand at the side, in their order."""
    return [_part(fieldset) for fieldset in adminform if "side" in fieldset.classes]


def _part(fieldset):
    names = [name for name in _flat(fieldset.fields) if name in fieldset.form.fields]
    has_errors = any(name in fieldset.form.errors for name in names)
    fields = [fieldset.form[name] for name in names]
    return Part(
        fieldset=fieldset,
        key=fieldset.classes.split()[-1],
        state=" · ".join(filter(None, map(_said, fields))) or _("None"),
        is_open=has_errors or "open" in fieldset.classes.split(),
    )


def _flat(names: Iterable) -> Iterator[str]:
    for name in names:
        yield from [name] if isinstance(name, str) else name


def _said(field: BoundField) -> str:
    """What a filled field is worth on one line."""
    value = field.value()
    if not value or value == USUAL.get(field.name):
        return ""
    if isinstance(field.field.widget, CheckboxInput):
        return str(field.label)
    if field.name == "topics":
        return ngettext("%(count)s topic", "%(count)s topics", len(value)) % {"count": len(value)}
    if field.name in {"lead_picture", "social_picture"}:
        return _("Chosen")
    choices = dict(getattr(field.field, "choices", None) or {}) if field.name in USUAL else {}
    return str(choices.get(value, value))[:LONGEST]
