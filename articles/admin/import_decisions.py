"""What an editor decides of a plan before it is written: by the page, for an old paper has thousands of tags."""

from collections import Counter
from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import ImportRun
from common.form_fields import CleanCharField

A_PAGE = 100  # rows of a list: a form takes a thousand fields, and a person fewer
AS = [
    ("section", gettext_lazy("a section")),
    ("topic", gettext_lazy("a topic")),
    ("drop", gettext_lazy("nothing")),
]
TYPES_AS = [("drop", gettext_lazy("nothing")), ("story", gettext_lazy("stories"))]


class DecisionsForm(forms.Form):
    """What old sections, tags and names become: those that `words` name, a page of them. What is not shown stays so.

    A row's fields bear its number in the whole plan, so that what was sent is known whatever was looked for.
    """

    few = forms.IntegerField(label=gettext_lazy("what has fewer stories than"), min_value=1, required=False, initial="")

    def __init__(self, *args, run: ImportRun, words: str = "", page: int = 1, **kwargs):
        super().__init__(*args, **kwargs)
        self.run, self.choices, self.words, self.page, self.pages = run, run.choices, words, page, 1
        named = {"home": (_("section of what has none"), 60), "byline": (_("byline of what has none"), 120)}
        for name, (label, most) in named.items():
            self.fields[name] = CleanCharField(label=label, initial=self.choices[name], max_length=most)
        self.fields["parts"] = forms.ChoiceField(
            label=_("stories of which readers had a part"),
            choices=[("draft", _("whole, as drafts")), ("public", _("publish that part"))],
            initial=self.choices["parts"],
        )
        self.all_terms = sorted(self.choices["terms"].items(), key=lambda term: (-term[1].get("uses", 0), term[0]))
        self.all_authors = sorted(self.choices["authors"].items())
        self.shown_terms = self._shown("as", [f"{key} {one['name']}" for key, one in self.all_terms])
        self.shown_authors = self._shown("author", [f"{key} {name}" for key, name in self.all_authors])
        for number in self.shown_terms:
            choice = self.all_terms[number][1]
            self.fields[f"as-{number}"] = forms.ChoiceField(choices=AS, initial=choice["as"])
            self.fields[f"name-{number}"] = CleanCharField(initial=choice["name"][:60], max_length=60)
        for number, choice in enumerate(self.choices.get("types", {}).values()):
            self.fields[f"type-{number}"] = forms.ChoiceField(choices=TYPES_AS, initial=choice["as"])
        for number in self.shown_authors:
            name = self.all_authors[number][1]
            self.fields[f"author-{number}"] = CleanCharField(initial=name, max_length=120, required=False)

    def _shown(self, name, texts) -> list[int]:
        """The numbers of rows: those that were sent, else those of the page that is looked at."""
        if self.is_bound:
            return [number for number in range(len(texts)) if f"{name}-{number}" in self.data]
        looked_for = self.words.casefold()
        found = [number for number, text in enumerate(texts) if looked_for in text.casefold()]
        self.pages = max(self.pages, -(-len(found) // A_PAGE))
        return found[(self.page - 1) * A_PAGE : self.page * A_PAGE]

    def other_pages(self) -> list[int]:
        """Those before and after this one that there are."""
        return [page for page in (self.page - 1, self.page + 1) if 1 <= page <= self.pages]

    def sums(self) -> list[str]:
        """How many terms become what, such as “8 become a section”."""
        counted = Counter(choice["as"] for choice in self.choices["terms"].values())
        return [
            ngettext("%(count)d becomes %(kind)s", "%(count)d become %(kind)s", counted[key])
            % {"count": counted[key], "kind": kind}
            for key, kind in AS
        ]

    def terms(self) -> Iterator[tuple]:
        for number in self.shown_terms:
            choice = self.all_terms[number][1]
            yield choice["name"], choice.get("uses", 0), self[f"as-{number}"], self[f"name-{number}"]

    def types(self) -> Iterator[tuple]:
        for number, (name, choice) in enumerate(self.choices.get("types", {}).items()):
            yield name, choice["uses"], self[f"type-{number}"]

    def authors(self) -> Iterator[tuple]:
        for number in self.shown_authors:
            key, name = self.all_authors[number]
            yield key, name, self[f"author-{number}"]

    def decided(self) -> dict:
        """The choices with what was sent."""
        data = self.cleaned_data
        terms = {}
        for number in self.shown_terms:
            key, choice = self.all_terms[number]
            terms[key] = {**choice, "as": data[f"as-{number}"], "name": data[f"name-{number}"]}
        authors = {self.all_authors[number][0]: data[f"author-{number}"] for number in self.shown_authors}
        kinds = self.choices.get("types", {})
        types = {key: {**kinds[key], "as": data[f"type-{number}"]} for number, key in enumerate(kinds)}
        told = {"terms": self.choices["terms"] | terms, "authors": self.choices["authors"] | authors, "types": types}
        return {**self.choices, **told} | {n: data[n] for n in ("home", "byline", "parts")}

    def without_the_few(self) -> dict:
        """The same, and nothing becomes of what fewer stories have than was said."""
        decided, fewer = self.decided(), self.cleaned_data["few"] or 0
        terms = {
            key: {**choice, "as": "drop"} if choice.get("uses", 0) < fewer else choice
            for key, choice in decided["terms"].items()
        }
        return decided | {"terms": terms}
