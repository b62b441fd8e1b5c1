"""What readers ask for: the words, the order, and where to look."""

import datetime as dt

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Author, Section, Topic
from articles.models.story import Label
from articles.search.question import LONGEST, Question, on_days, read, widen
from common.form_fields import CleanCharField

BEST, NEWEST = "best", "newest"
ORDERS = {BEST: _("Most relevant"), NEWEST: _("Newest")}
FIRST_DAY = dt.date(1600, 1, 2)
LAST_DAY = dt.date(2999, 12, 31)


class DayField(forms.DateField):
    def __init__(self, **options):
        super().__init__(required=False, widget=forms.DateInput({"type": "date"}), **options)

    def clean(self, value) -> dt.datetime | None:
        """The moment at which the day begins in the paper's town."""
        day = super().clean(value)
        if day is None:
            return None
        day = min(max(day, FIRST_DAY), LAST_DAY)
        return timezone.make_aware(dt.datetime.combine(day, dt.time()))


class SearchForm(forms.Form):
    q = CleanCharField(label=_("Words to look for"), required=False)
    by = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)
    section = forms.ModelChoiceField(
        Section.objects.in_order(), label=_("Section"), required=False, to_field_name="slug", empty_label=_("All")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = DayField(label=_("From"))
    until = DayField(label=_("To"))
    # Chosen by a link, not in the form: there are thousands.
    author = forms.ModelChoiceField(
        Author.objects.all(), required=False, to_field_name="slug", widget=forms.HiddenInput
    )
    topic = forms.ModelChoiceField(Topic.objects.all(), required=False, to_field_name="slug", widget=forms.HiddenInput)

    def __init__(self, data, **options):
        super().__init__(data, auto_id="search-%s", **options)
        self.fields["kind"].choices = [("", _("All")), *Label.choices]
        self.fields["q"].widget.attrs |= {"maxlength": LONGEST, "enterkeyhint": "search", "autocomplete": "off"}
        self.fields["q"].widget.attrs["data-suggest"] = reverse("suggest")

    @property
    def order(self) -> str:
        return self.cleaned_data.get("by") or BEST

    @property
    def is_narrowed(self) -> bool:
        """Whether stories are left out that have the words."""
        return any(self.cleaned_data.get(name) for name in ("section", "kind", "since", "until", "author", "topic"))

    def question(self) -> Question:
        """What to look for. A filter that makes no sense is left out, and its error says so."""
        asked = read(self.cleaned_data.get("q", ""))
        if not asked:
            return asked
        found = self.cleaned_data
        marks = [
            f"§{sign}{found[name].pk}"
            for name, sign in (("section", "s"), ("author", "a"), ("topic", "t"))
            if found.get(name)
        ]
        if found.get("kind"):
            marks.append(f"§l{found['kind']}")
        end = found.get("until")
        asked = on_days(asked, found.get("since"), end and end + dt.timedelta(days=1))
        return widen(Question(asked.terms, asked.without, tuple(marks), asked.since, asked.until))
