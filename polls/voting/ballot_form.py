"""What a reader may send as a ballot. The form itself is drawn by hand, so that every page can carry it cached."""

import re

from django import forms
from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from polls.models import Ballot, Choice

# A ballot of fifty marks fits in half of this.
LONGEST_BALLOT = 2000


def sent_with(request) -> QueryDict:
    """The fields of a ballot; what is far too long to be one is not even read."""
    if int(request.headers.get("Content-Length") or 0) > LONGEST_BALLOT:
        return QueryDict()
    try:
        return request.POST
    except (TooManyFieldsSent, MultiPartParserError):
        return QueryDict()


def asked_in(sent) -> str:
    """Whether a story asked before or after it was read; nothing for a poll that stands alone."""
    phase = sent.get("phase", "")
    return phase if phase in {Ballot.Phase.BEFORE, Ballot.Phase.AFTER} else ""


def edition_in(sent) -> str:
    """Whether the form stood in the text edition, whose readers get its pages back; nothing for any other."""
    return "text" if sent.get("edition") == "text" else ""


class BallotForm(forms.Form):
    choice = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Choose an answer before you vote."),
            "invalid_choice": _("One of the answers is not in this poll. Choose again from those below."),
        },
    )
    channel = forms.CharField(required=False)
    phase = forms.CharField(required=False)
    story = forms.CharField(required=False)
    wording = forms.CharField(required=False)

    def __init__(self, *args, poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll = poll
        self.asked = asked_in(self.data)
        self.answers = {choice.pk: choice for choice in poll.answers}
        self.fields["choice"].choices = [(pk, choice.label) for pk, choice in self.answers.items()]

    def clean_choice(self) -> list[Choice]:
        marks = set(self.cleaned_data["choice"])
        least, most = self.poll.least, self.poll.most
        if len(marks) > most:
            text = ngettext("Choose no more than %(most)s answer.", "Choose no more than %(most)s answers.", most)
            raise forms.ValidationError(text % {"most": most})
        if len(marks) < least:
            text = ngettext("Choose at least %(least)s answer.", "Choose at least %(least)s answers.", least)
            raise forms.ValidationError(text % {"least": least})
        return [self.answers[mark] for mark in sorted(marks)]

    def clean_channel(self) -> str:
        sent = self.cleaned_data["channel"]
        return sent if sent in Ballot.Channel else Ballot.Channel.ARTICLE

    def clean_story(self) -> int | None:
        sent = self.cleaned_data["story"]
        return int(sent) if re.fullmatch(r"[0-9]{1,9}", sent) else None

    def clean_phase(self) -> str:
        return self.asked

    def clean(self) -> None:
        if self.is_stale:
            self.errors["choice"] = self.error_class([_("The poll was reworded since. Read it again and choose.")])

    @property
    def is_stale(self) -> bool:
        """The page was made, and perhaps kept by a cache, when the poll read differently."""
        sent = self.data.get("wording", "")
        return bool(sent) and sent != self.poll.fingerprint

    @property
    def error(self) -> str:
        return self.errors.get("choice", [""])[0]

    @property
    def kept(self) -> frozenset[int]:
        """The reader's marks that are answers of this poll, so that an error loses none of them."""
        sent = set(self.data.getlist("choice")) if self.data and not self.is_stale else set()
        return frozenset(pk for pk in self.answers if str(pk) in sent)
