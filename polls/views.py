"""The polls that readers see, and the one request by which they vote."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from newsroom.lib.origin import Source, source_of
from newsroom.lib.paging import page_of
from polls.answers import Answer, answer_to_voter
from polls.cookies import keep_vote, keep_voter, vote_of, voter_of
from polls.forms import BallotForm, sent_with
from polls.models import Poll
from polls.tallying import recount_if_due
from polls.voting import AlreadyVoted, BadMarks, PollNotOpen, cast_vote

MOST_OPEN = 50


@require_safe
def archive(request):
    polls = Poll.objects.with_choices()
    page = page_of(polls.closed(), by="closes_at", cursor=request.GET.get("before", ""))
    is_first = "before" not in request.GET
    context = {"page": page, "is_first": is_first, "title": _("Polls"), "current_section": "polls"}
    if is_first:
        context["open"] = polls.open().order_by("closes_at", "pk")[:MOST_OPEN]
        context["upcoming"] = polls.upcoming().order_by("opens_at", "pk")[:MOST_OPEN]
    return render(request, "polls/poll_archive.html", context)


@require_safe
def poll(request, slug, pk):
    poll = get_object_or_404(Poll.objects.public().with_choices(), pk=pk)
    if request.path != poll.get_absolute_url():
        return redirect(poll, permanent=True)
    if poll.is_closed():
        recount_if_due(poll=poll)
    return _page(request, poll)


# A page with the form may have been cached by anyone, so there is no token in it: the request's source is asked for.
@csrf_exempt
@never_cache
@require_POST
def vote(request, slug, pk):
    source = source_of(request)
    if source is Source.FOREIGN:
        raise PermissionDenied
    poll = get_object_or_404(Poll.objects.public().with_choices(), pk=pk)
    form = BallotForm(sent_with(request), poll=poll)
    if not poll.is_open():
        return _page(request, poll, answer=Answer(came_late=True), status=409)
    if not form.is_valid():
        return _page(request, poll, answer=Answer(marks=form.kept, error=form.error), status=422)
    return _cast(request, poll, form.cleaned_data, is_held=source is Source.UNKNOWN)


def _cast(request, poll, ballot, *, is_held):
    """Vote, or find that this browser has voted: either way its next page is the answer."""
    voter, chosen, url = voter_of(request, poll=poll), ballot["choice"], poll.voted_url
    marks = {choice.pk for choice in chosen}
    way = {"channel": ballot["channel"], "with_script": "X-Poll-Script" in request.headers}
    try:
        cast_vote(poll=poll, choices=chosen, voter=voter, is_held=is_held, **way)
    except PollNotOpen:
        return _page(request, poll, answer=Answer(came_late=True), status=409)
    except BadMarks:
        changed = get_object_or_404(Poll.objects.public().with_choices(), pk=poll.pk)
        error = _("The poll was changed a moment ago. Look at the answers and choose again.")
        return _page(request, changed, answer=Answer(error=error), status=422)
    except AlreadyVoted:
        # The first vote stands, and with it what the browser remembers of it.
        marks = vote_of(request, poll=poll) or set()
        url += "?again"
    response = HttpResponseRedirect(url, status=303)
    keep_voter(response, voter)
    keep_vote(response, poll=poll, marks=marks)
    return response


@require_safe
@never_cache
def voted(request, slug, pk):
    poll = get_object_or_404(Poll.objects.public().with_choices(), pk=pk)
    if request.path != poll.voted_url:
        return redirect(poll.voted_url)
    recount_if_due(poll=poll)
    answer = answer_to_voter(poll, vote=vote_of(request, poll=poll), is_repeat="again" in request.GET)
    return _page(request, poll, answer=answer)


def _page(request, poll, *, answer=None, status=200):
    context = {"poll": poll, "answer": answer, "title": poll.question, "current_section": "polls"}
    return render(request, "polls/poll_detail.html", context, status=status)
