"""The desk's screen of a poll's result, its figures as CSV, and advice on a question that is being written."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.can import can
from common.csv_safety import csv_file
from polls.counting.tally import recount_if_due
from polls.desk.breakdown import breakdown_of, rows_for_spreadsheet
from polls.models import Choice, Poll
from polls.questions.advice import Advice, Answer, advice_on
from polls.results.policy import Audience, result_for

MOST_ANSWERS = 60


class ResultsDesk:
    """The part of the poll's admin that reads and writes nothing."""

    def get_urls(self) -> list[URLPattern]:
        def at(address, view, name):
            return path(address, self.admin_site.admin_view(require_safe(view)), name=f"polls_poll_{name}")

        return [
            at("clinic/", self.advice_view, "advice"),
            at("<int:pk>/results/", self.results_view, "results"),
            at("<int:pk>/results.csv", self.csv_view, "csv"),
            *super().get_urls(),
        ]

    def _seen(self, request, pk):
        poll = get_object_or_404(Poll.objects.with_choices(), pk=pk)
        if not self.has_view_or_change_permission(request, poll):
            raise PermissionDenied
        recount_if_due(poll=poll)
        return poll

    def results_view(self, request, pk) -> HttpResponse:
        poll = self._seen(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Result"),
            "opts": self.opts,
            "original": poll,
            "result": result_for(poll, audience=Audience.STAFF),
            "parts": breakdown_of(poll),
            "events": poll.events.select_related("by").order_by("-at", "-pk"),
            "may_export": can(request.user, "export", poll),
            "may_check": can(request.user, "check", poll),
        }
        return TemplateResponse(request, "admin/polls/poll/results.html", context)

    def csv_view(self, request, pk) -> HttpResponse:
        poll = self._seen(request, pk)
        if not can(request.user, "export", poll):
            raise PermissionDenied
        return csv_file(rows_for_spreadsheet(poll), name=f"poll-{poll.pk}.csv")

    def advice_view(self, request) -> HttpResponse:
        """Advice on a question that is still being written."""
        if not can(request.user, "advise", Poll):
            raise PermissionDenied
        answers = [Answer(label.strip()) for label in request.GET.getlist("answer")[:MOST_ANSWERS] if label.strip()]
        is_scale = request.GET.get("kind") == Poll.Kind.SCALE
        question = request.GET.get("question", "")[:400]
        advice = advice_on(question, answers=answers, is_scale=is_scale)
        return TemplateResponse(request, "admin/polls/poll/_advice.html", {"advice": advice, "question": question})


def advice_for(poll) -> list[Advice]:
    """Advice on a stored poll."""
    answers = [Answer(choice.label, choice.role == Choice.Role.DONT_KNOW) for choice in poll.answers]
    return advice_on(poll.question, answers=answers, is_scale=poll.is_scale)
