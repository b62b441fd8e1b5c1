"""One question and one button for everything that is suggested for a story."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.story.rights import story_for
from articles.proposals.decide import AlreadyDecided, accept_everybodys, refuse_everybodys
from articles.proposals.forms import EverybodysForm
from articles.proposals.standing import mark_of, standings_of
from common.ask_page import Question, ask_page
from common.people import name_of


def everybodys_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks whether all of everybody is accepted, or refused; and does what was asked on what was seen."""
    article = story_for(admin, request, pk, "change")
    standings = standings_of(article)
    if request.method == "POST":
        form = EverybodysForm(request.POST)
        if form.is_valid():
            _decide(request, article, **form.cleaned_data)
        return redirect("admin:articles_article_suggestions", pk)
    act = "refuse" if request.GET.get("act") == "refuse" else "accept"
    form = EverybodysForm(initial={"act": act, "seen": mark_of(standings)})
    return ask_page(admin, request, _question(act, form, standings), about=article)


def _decide(request, article, *, act, seen):
    try:
        if act == "accept":
            accept_everybodys(article=article, by=request.user, seen=seen)
            messages.success(request, _("Accepted: it stands in the story."))
        else:
            refuse_everybodys(article=article, seen=seen)
            messages.success(request, _("Refused: the story stays as it is."))
    except AlreadyDecided:
        messages.error(request, _("That is decided already, or the words have changed: look at what is open now."))


def _question(act, form, standings):
    leave = _("Back to the story")
    if not standings:
        return Question(title=_("Suggestions"), words=[_("Nothing is open any more.")], leave=leave)
    if act == "refuse":
        title, button = _("Refuse everybody’s suggestions?"), _("Refuse all")
        words = _("All of them are thrown away. The story stays as it is.")
    else:
        title, button = _("Accept everybody’s suggestions?"), _("Accept all")
        words = _(
            "All of them are written into the story, as one save of its history. Where two would change the same "
            "words, the first in this list goes in; the other is kept apart, to be copied by hand."
        )
    lines = [words, *map(_line, standings)]
    return Question(title=title, words=lines, form=form, button=button, leave=leave, is_danger=act == "refuse")


def _line(standing):
    count = ngettext("%(count)s piece", "%(count)s pieces", standing.count) % {"count": standing.count}
    return f"{name_of(standing.proposal.person)}: {count}"
