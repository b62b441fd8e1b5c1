"""What is asked of somebody who comments."""

import json

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.comments.threads import CannotComment, passage_of
from articles.models import Article
from articles.models.comments import LONGEST
from articles.wording.anchors import LONGEST as LONGEST_PASSAGE
from articles.wording.anchors import Anchor
from common.form_fields import CleanTextField
from common.people import name_of


class AnswerForm(forms.Form):
    words = CleanTextField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("A colleague whose name you write with an @ before it is told."),
    )
    asks = forms.TypedChoiceField(label=gettext_lazy("Ask"), required=False)

    def __init__(self, *args, people: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["asks"].choices = [
            ("", _("Nobody by name")),
            *((pk, name_of(self.people[pk])) for pk in self.people),
        ]

    def clean_asks(self) -> User | None:
        return self.people.get(self.cleaned_data["asks"])


class CommentForm(AnswerForm):
    """The passage is what the editor's script marked, or words that are copied from the story."""

    quote = CleanTextField(
        label=gettext_lazy("Passage"),
        required=False,
        max_length=LONGEST_PASSAGE,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("The words that it is about, copied from the story."),
    )
    place = CleanTextField(required=False, widget=forms.HiddenInput)
    field_order = ("quote", "words", "asks")

    def __init__(self, *args, article: Article, **kwargs):
        super().__init__(*args, **kwargs)
        self.article = article

    def clean(self) -> None:
        super().clean()
        try:
            marked = Anchor.read(json.loads(self.data.get("place") or "null"))
        except (ValueError, RecursionError):
            marked = None
        try:
            self.place = marked or passage_of(self.article, self.cleaned_data.get("quote") or "")
        except CannotComment as refusal:
            self.add_error("quote", str(refusal))
