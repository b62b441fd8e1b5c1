"""The form of a story, as the desk fills it in."""

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import ProseEditorWidget

from articles.body.cleaning import CleanBody, clean_with_report
from articles.body.document import Placed, body_or_nothing, has_words, things_placed
from articles.body.markup import TooMuch
from articles.body.omissions import LeftOut
from articles.body.tables import MOST_ROWS
from articles.editing.version_form import VersionForm
from articles.models import Article, Byline, Translation
from common.form_fields import moment_input
from common.languages import language_of
from common.text import clean_html


class BodyFormField(ProseEditorFormField):
    """The body as it will be stored. Browsers send other line ends than they got; that alone is no change."""

    def __init__(self, *args, **kwargs):
        # The admin's variant brings a sheet that fights Django's with !important; ours stands in a layer above them.
        super().__init__(*args, **(kwargs | {"widget": ProseEditorWidget}))

    def to_python(self, value) -> str:
        return body_or_nothing(clean_html(super().to_python(value)))


def body_for_storing(html: str) -> CleanBody:
    """The words as they are stored.

    Raises ValidationError where they are too many.
    """
    try:
        clean = clean_with_report(html)
    except TooMuch:
        message = _("This is more than one story can hold. Divide it, or leave some of it out.")
        raise forms.ValidationError(message) from None
    rows = max((table.count("<tr>") for table in clean.html.split("</table>")), default=0)
    if rows > MOST_ROWS:
        message = _("A table has %(rows)s rows; a story can hold %(most)s. Shorten it, or link to the whole table.")
        raise forms.ValidationError(message % {"rows": rows, "most": MOST_ROWS})
    return clean


class OneLine(forms.Textarea):
    """A box that grows with its words; they are kept as one line."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 1, "class": "vTextField one-line"} | (attrs or {}))


class ArticleForm(VersionForm):
    class Meta:
        model = Article
        fields = "__all__"
        field_classes = {"body": BodyFormField, "embargoed_until": forms.DateTimeField}
        widgets = {
            "headline": OneLine({"data-best": "75", "placeholder": _lazy("Headline")}),
            "standfirst": OneLine({"data-best": "160", "placeholder": _lazy("Standfirst: one sentence")}),
            "embargoed_until": moment_input(),
        }

    # What was left out of a body that did not come from the editor, or that it could not clean.
    left_out = LeftOut()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "headline" in self.fields:
            self.fields["headline"].widget.attrs["autofocus"] = True

        if "kicker" in self.fields:
            self.fields["kicker"].widget.attrs["placeholder"] = self.fields["kicker"].label
        for name in {"headline", "slug", "section"} & set(self.fields):
            self.fields[name].required = False  # asked for when the story goes out, not while it is written

    def clean(self) -> None:
        super().clean()
        headline = self.cleaned_data.get("headline") or ""
        if "headline" in self.fields and not self.errors and not headline and not has_words(self.cleaned_data["body"]):
            self.add_error("headline", _("Write a headline or some words of the story: one of the two is enough."))
        if "slug" in self.cleaned_data and not self.cleaned_data["slug"]:
            self.cleaned_data["slug"] = slugify(headline)[:80] or "story"

    def clean_language(self) -> str:
        """Of a pair of translations each is in its own language, and the links between them depend on it."""
        language = self.cleaned_data["language"]
        is_new = language_of(language) != language_of(self.initial.get("language") or "")
        if is_new and self.instance.pk and Translation.objects.filter(article=self.instance.pk).exists():
            raise forms.ValidationError(_("It has a translation: part the two before one changes its language."))
        return language

    def clean_body(self) -> str:
        """The words as they are stored. What cannot be kept is refused here, where nothing typed is lost."""
        clean = body_for_storing(self.cleaned_data["body"])
        if self.instance.pk and Placed("linked", self.instance.pk) in things_placed(clean.html):
            raise forms.ValidationError(_("A story cannot lead to itself: choose another one, or take the link out."))
        self.left_out = clean.left_out
        return clean.html

    def _get_validation_exclusions(self):
        """A section, or a picture, that was chosen from those that there are need not be looked up once more."""
        return super()._get_validation_exclusions() | {"section", "lead_picture", "social_picture"}


class BylineForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            name_in_table(field)
        if self.instance.pk and "author" in self.fields:
            widget = self.fields["author"].widget
            getattr(widget, "widget", widget).known = self.instance.author

    def has_changed(self) -> bool:
        """A name that we filled in for the writer is one that they meant."""
        return super().has_changed() or (not self.instance.pk and bool(self.initial.get("author")))


class StoredLine(forms.ModelChoiceField):
    """The number of a row that the form was made from: the row is at hand."""

    widget = forms.HiddenInput

    def __init__(self, rows, **options):
        self.rows = {str(row.pk): row for row in rows}
        super().__init__(Byline.objects, required=False, **options)

    def to_python(self, value) -> Byline | None:
        return self.rows.get(str(value)) or super().to_python(value)


class BylineFormSet(forms.BaseInlineFormSet):
    def get_queryset(self) -> QuerySet | list:
        """The lines in their order. Where the story brings them along, they are not fetched again."""
        if "bylines" not in getattr(self.instance, "_prefetched_objects_cache", {}):
            return super().get_queryset()
        return self.instance.lines_in_order()

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        form.fields["id"] = StoredLine(self.get_queryset(), initial=form.fields["id"].initial)
        if "DELETE" in form.fields:
            name_in_table(form.fields["DELETE"])


def name_in_table(field) -> None:
    """A field whose label stands only at the head of a column has to bring it along for a screen reader."""
    field.widget.attrs["aria-label"] = field.label
