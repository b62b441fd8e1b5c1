"""Lists of readers from elsewhere: brought in with their proof, reported line by line, taken back."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.can import can
from newsroom.newsletters.lists.bring_in import CannotUndo, begin_import, take_back
from newsroom.newsletters.lists.reading import ListUnreadable, decoded, read_list
from newsroom.newsletters.models import ImportLine, ListImport
from newsroom.newsletters.tasks import read_list_in
from supporters.admin.ledger import ReadOnlyAdmin

SHOWN = 40  # line numbers of each outcome


class ListImportForm(forms.ModelForm):
    upload = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy(
            "A CSV file: of Mailchimp, Ghost or Substack as they export it, or any table with a column “email”."
        ),
    )
    is_vouched = forms.BooleanField(
        label=gettext_lazy("I have seen that these people asked for this letter in these words, and can show it.")
    )

    class Meta:
        model = ListImport
        fields = ["newsletter", "wording", "collected_on", "proof"]

    def clean_upload(self) -> str:
        """The list as text."""
        try:
            text = decoded(self.cleaned_data["upload"].read())
            number = sum(1 for _line in read_list(text))
        except ListUnreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not number:
            raise forms.ValidationError(_("There is no line in this list."))
        return text


@admin.register(ListImport)
class ListImportAdmin(ReadOnlyAdmin):
    form = ListImportForm
    list_display = ["file_name", "newsletter", "made_at", "by", "taken", "standing"]
    list_select_related = ["newsletter", "by"]
    list_filter = ["newsletter"]
    ordering = ["-made_at", "-pk"]
    actions = ["take_back"]

    def get_fieldsets(self, request, obj=None) -> list[tuple]:
        proof = ["newsletter", "wording", "collected_on", "proof"]
        if obj is None:
            return [(None, {"fields": ["upload", *proof, "is_vouched"]})]
        told = ["file_name", "standing", "report"]
        return [(None, {"fields": told}), (_("Proof"), {"fields": [*proof, "by", "made_at", "undone_at"]})]

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        return ["report", "standing"] if obj else []

    def get_form(self, request, obj=None, change=False, **options) -> type[forms.ModelForm]:
        return super().get_form(request, obj, change, **options | ({"form": forms.ModelForm} if obj else {}))

    def has_undo_permission(self, request) -> bool:
        return can(request.user, "undo", ListImport)

    def save_model(self, request, obj, form, change) -> None:
        given = {name: form.cleaned_data[name] for name in ListImportForm.Meta.fields}
        name = form.files["upload"].name[:120]
        made = begin_import(text=form.cleaned_data["upload"], file_name=name, by=request.user, **given)
        obj.__dict__.update(made.__dict__)
        read_list_in.enqueue(made.pk)

    @admin.action(description=gettext_lazy("Take these lists back"), permissions=["undo"])
    def take_back(self, request, lists) -> None:
        for found in lists:
            try:
                number = take_back(found=found)
            except CannotUndo:
                messages.error(request, _("“%(list)s” is still being read, or was taken back.") % {"list": found})
                continue
            words = ngettext("%(count)s reader less.", "%(count)s readers less.", number)
            self.log_change(request, found, _("Taken back"))
            messages.success(request, words % {"count": number})

    @admin.display(description=gettext_lazy("readers that it brought"))
    def taken(self, found) -> int:
        return found.lines.taken().count()

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, found) -> str:
        if found.undone_at:
            return _("Taken back")
        if found.done_at:
            return _("Read")
        return _("Being read: line %(number)s") % {"number": found.lines_read}

    @admin.display(description=gettext_lazy("what became of its lines"))
    def report(self, found) -> str:
        rows = [
            (number, ImportLine.Outcome(outcome).label, _lines(found, outcome))
            for outcome, number in sorted(found.lines.numbers_by_outcome().items())
        ]
        return format_html_join("", "<p><strong>{}</strong> {}{}</p>", rows) or "–"


def _lines(found, outcome):
    """Which lines they were, so that whoever has the file can look; it names no address."""
    if outcome == ImportLine.Outcome.TAKEN:
        return ""
    numbers = list(found.lines.filter(outcome=outcome).order_by("number").values_list("number", flat=True)[: SHOWN + 1])
    shown = ", ".join(map(str, numbers[:SHOWN])) + ("…" if len(numbers) > SHOWN else "")
    return f" ({_('line')} {shown})"
