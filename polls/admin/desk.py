"""The desk's page of votes to look at: what was held, what was or should be removed, slips in the words.

It shows how many votes came when and how, and never what they say, so nobody decides by that.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from common.can import can
from common.converters import read_number
from polls.counting.removals import approve_removal, propose_removal, release_held, undo_removal
from polls.counting.tally import recount_if_due
from polls.desk.rewording import correct_slip
from polls.models import Ballot, Poll, Removal

LARGE_COHORT = 20


class RemovalForm(forms.ModelForm):
    """A rule by hour, way and network. There is no field for an answer, and what is sent beside these is not read."""

    with_script = forms.NullBooleanField(label=gettext_lazy("sent by script"), required=False)
    cohort = forms.IntegerField(
        label=gettext_lazy("group of networks"), required=False, min_value=0, max_value=Ballot.COHORTS
    )

    class Meta:
        model = Removal
        fields = ["status", "hour_from", "hour_until", "channel", "with_script", "hold_reason", "cohort", "reason"]
        widgets = {name: forms.DateTimeInput(attrs={"type": "datetime-local"}) for name in ("hour_from", "hour_until")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        either_way = [("unknown", _("either way")), ("true", _("yes")), ("false", _("no"))]
        self.fields["with_script"].widget.choices = either_way
        self.fields["status"].choices = [(value, Ballot.Status(value).label) for value in ("counted", "held")]
        self.fields["hold_reason"].choices = [("", _("any reason")), *Ballot.HoldReason.choices]
        self.fields["channel"].choices = [("", _("any channel")), *Ballot.Channel.choices]


class IntegrityDesk:
    """The part of the poll's admin that decides about votes."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.votes_view))
        return [path("<int:pk>/votes/", view, name="polls_poll_votes"), *super().get_urls()]

    def votes_view(self, request, pk) -> HttpResponse:
        poll = get_object_or_404(Poll.objects.with_choices(), pk=pk)
        if not can(request.user, "check", poll):
            raise PermissionDenied
        form = RemovalForm(instance=Removal(poll=poll))
        if request.method == "POST":
            form, is_done = self._decide(request, poll)
            if is_done:
                return HttpResponseRedirect(reverse("admin:polls_poll_votes", args=[poll.pk]))
        recount_if_due(poll=poll)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Votes to look at"),
            "opts": self.opts,
            "original": poll,
            "form": form,
            **_votes_of(poll),
        }
        return TemplateResponse(request, "admin/polls/poll/votes.html", context)

    def _decide(self, request, poll):
        """Carry out what was asked; gives the form to show again and whether it is done."""
        asked = {"release": _release, "approve": _approve, "undo": _undo, "reword": _reword}
        form, act = None, asked.get(request.POST.get("act"))
        if act is None:
            form = RemovalForm(request.POST, instance=Removal(poll=poll))
            if not form.is_valid():
                return form, False
            act = _propose
        try:
            messages.success(request, act(request, poll, form))
        except (ValidationError, PermissionDenied) as refused:
            for text in getattr(refused, "messages", [str(refused)]):
                messages.error(request, text)
        return form, True


def _reason(request):
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise ValidationError(_("Say why."))
    return reason[:300]


def _release(request, poll, form):
    why = request.POST.get("hold_reason", "")
    count = release_held(poll=poll, reason=_reason(request), by=request.user, hold_reason=why)
    return ngettext("%(count)s vote was released.", "%(count)s votes were released.", count) % {"count": count}


def _propose(request, poll, form):
    propose_removal(removal=form.instance, by=request.user)
    return _("Proposed. Somebody else has to approve it.")


def _approve(request, poll, form):
    count = approve_removal(removal=_removal(request, poll), by=request.user)
    return ngettext("%(count)s vote was removed.", "%(count)s votes were removed.", count) % {"count": count}


def _undo(request, poll, form):
    count = undo_removal(removal=_removal(request, poll), by=request.user, reason=_reason(request))
    return ngettext("%(count)s vote was given back.", "%(count)s votes were given back.", count) % {"count": count}


def _removal(request, poll):
    return get_object_or_404(poll.removals, pk=read_number(request.POST.get("removal", "")))


def _reword(request, poll, form):
    if not can(request.user, "reword", poll):
        raise PermissionDenied
    changes = {"question": request.POST.get("question", ""), "context": request.POST.get("context", "")}
    changes |= {choice: request.POST.get(f"label-{choice.pk}", choice.label) for choice in poll.answers}
    correct_slip(poll=poll, changes=changes, reason=_reason(request), by=request.user)
    return _("The wording was corrected, and the correction is in the log.")


def _votes_of(poll):
    """What is held and why, which groups of networks are large, and what was proposed and decided."""
    ballots = Ballot.objects.filter(poll=poll)
    held = ballots.filter(status=Ballot.Status.HELD).values_list("hold_reason").annotate(votes=Count("pk"))
    labels = dict(Ballot.HoldReason.choices)
    cohorts = ballots.exclude(status=Ballot.Status.REMOVED).filter(cohort__isnull=False).values("cohort")
    large = cohorts.annotate(votes=Count("pk")).filter(votes__gte=LARGE_COHORT).order_by("-votes")[:10]
    return {
        "held": [(why, labels.get(why, _("Other reasons")), votes) for why, votes in held.order_by("-votes")],
        "cohorts": [] if poll.is_sealed() else large,
        "removals": poll.removals.select_related("author", "approver").order_by("-asked_at", "-pk"),
    }
