"""The polls that readers see, and the one request by which they vote."""

import logging
from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from common import letter_mark
from common.hidden_cookies import cookies_are_hidden
from common.limits import HELD_VOTES
from common.other_sites import may_be_framed, open_to_other_sites
from common.pagination import page_of
from common.redirects import redirect_for_now
from common.request_source import Source, source_of
from polls.counting.tally import recount_if_due
from polls.models import Poll
from polls.pages.answer import Answer, answer_to_voter, story_path_of
from polls.pages.embed import poll_as_json
from polls.voting.ballot_box import BadMarks, PollNotOpen, TooManyVotes
from polls.voting.ballot_form import BallotForm, asked_in, edition_in, sent_with
from polls.voting.cast import take_vote
from polls.voting.change_vote import VoteNotFound, change_vote, withdraw_vote
from polls.voting.cookies import edit_token_of, keep_edit_token, keep_vote, keep_voter, vote_of, voter_of
from polls.voting.origin import Origin
from polls.voting.poll_cache import get_open_poll
from polls.voting.proof_of_work import challenge_for
from polls.voting.rate_limit import ProofWanted, sender_of

logger = logging.getLogger(__name__)

MOST_OPEN = 50
# Set by the project: where an address leads that a poll had elsewhere, under another number.
leads_to: Callable[[str], str | None] | None = None


def _public(pk):
    return get_object_or_404(Poll.objects.public().with_choices(), pk=pk)


@require_safe
def archive(request) -> HttpResponse:
    polls = Poll.objects.with_choices()
    page = page_of(polls, by="closes_at", parts=polls.closed_parts(), cursor=request.GET.get("before", ""))
    is_first = "before" not in request.GET
    context = {"page": page, "is_first": is_first, "title": _("Polls"), "current_section": "polls"}
    if is_first:
        context["open"] = polls.open().order_by("closes_at", "pk")[:MOST_OPEN]
        context["upcoming"] = polls.upcoming().order_by("opens_at", "pk")[:MOST_OPEN]
    return render(request, "polls/poll_archive.html", context)


@require_safe
def poll(request, slug, pk) -> HttpResponse:
    poll = _public(pk)
    if request.path != poll.get_absolute_url():
        return redirect_for_now(request, (leads_to and leads_to(request.path)) or poll)
    if poll.is_closed():
        recount_if_due(poll=poll)
    return _page(request, poll)


def from_our_pages(view) -> Callable:
    """A page with the form may have been cached by anyone, so there is no token in it: we ask where it comes from."""

    def checked(request, pk, slug=""):
        source = source_of(request)
        if source is Source.FOREIGN:
            raise PermissionDenied
        return view(request, get_open_poll(pk), source)

    return csrf_exempt(never_cache(require_POST(checked)))


@from_our_pages
def vote(request, poll, source) -> HttpResponse:
    form = BallotForm(sent_with(request), poll=poll)
    if refusal := _refused(request, poll, form):
        return refusal
    ballot = form.cleaned_data
    voter = voter_of(request, poll=poll, marks={choice.pk for choice in ballot["choice"]})
    token = edit_token_of(request, poll=poll)
    try:
        taken = take_vote(
            poll=poll,
            choices=ballot["choice"],
            voter=voter,
            phase=ballot["phase"],
            token=token,
            remembered=vote_of(request, poll=poll),
            origin=Origin(
                channel=ballot["channel"],
                story=ballot["story"],
                with_script="X-Poll-Script" in request.headers,
                sender=sender_of(request, source=source),
            ),
        )
    except PollNotOpen:
        return _page(request, poll, answer=Answer(came_late=True, asked=form.asked), status=409)
    except BadMarks:
        error = _("The poll was changed a moment ago. Look at the answers and choose again.")
        return _page(request, _public(poll.pk), answer=Answer(error=error, asked=form.asked), status=422)
    except TooManyVotes:
        kept = Answer(marks=form.kept, error=HELD_VOTES.message, asked=form.asked)
        return _page(request, poll, answer=kept, status=429)
    except ProofWanted:
        asked = {"challenge": challenge_for(poll=poll), "solver": static("newsroom/js/proof.js")}
        return JsonResponse(asked, status=428)
    if not (taken.is_repeat or token):
        _note_letter(request, poll)
    news = _news(request, form.asked, "again" if taken.is_repeat else "")
    return _answered(poll, voter=voter, marks=taken.marks, token=taken.token, news=news)


def _note_letter(request, poll):
    """A first vote of somebody whom a letter led here, counted apart from the ballot and never at its cost."""
    mark = letter_mark.mark_behind(request)
    if mark and letter_mark.note_arrivals:
        arrival = letter_mark.Arrival(mark, timezone.localdate(), poll_id=poll.pk)
        try:
            letter_mark.note_arrivals({arrival: 1})
        except DatabaseError as error:
            logger.warning("A vote was not counted for the letter that led to it: %s", error)


def _refused(request, poll, form, **reader):
    """The page that says why a ballot cannot be taken, with its marks kept; nothing when it can."""
    if not poll.is_open():
        return _page(request, poll, answer=Answer(came_late=True, asked=form.asked), status=409)
    if not form.is_valid():
        kept = Answer(marks=form.kept, error=form.error, asked=form.asked, **reader)
        return _page(request, poll, answer=kept, status=422)
    return None


def _news(request, *words):
    """What the next page is told: what became of the vote, and where its reader came from."""
    query = QueryDict(mutable=True)
    for word in filter(None, (*words, edition_in(sent_with(request)))):
        query[word] = ""
    if back := story_path_of(request):
        query["back"] = back
    return query.urlencode(safe="/").replace("=&", "&").removesuffix("=")


def _answered(poll, *, voter=None, marks, token=None, news=""):
    """On to the page with the answer; the browser, and nobody else, is told what to remember."""
    response = HttpResponseRedirect(f"{poll.voted_url}?{news}" if news else poll.voted_url, status=303)
    if voter:
        keep_voter(response, voter)
    return _keep(response, poll, marks=marks, token=token)


def _keep(response, poll, *, marks, token):
    if token:
        keep_edit_token(response, poll=poll, token=token)
    if marks is not None:
        keep_vote(response, poll=poll, marks=marks)
    return response


@from_our_pages
def change(request, poll, source) -> HttpResponse:
    """Another answer on the same ballot, found with the token that only its reader holds."""
    form = BallotForm(sent_with(request), poll=poll)
    if refusal := _refused(request, poll, form, has_voted=True, may_change=True):
        return refusal
    chosen, token = form.cleaned_data["choice"], edit_token_of(request, poll=poll)
    try:
        change_vote(poll=poll, choices=chosen, token=token)
    except (PollNotOpen, VoteNotFound):
        return _page(request, poll, answer=Answer(is_unknown=True, asked=form.asked), status=409)
    marks, news = {choice.pk for choice in chosen}, _news(request, form.asked, "changed")
    return _answered(poll, marks=marks, token=token, news=news)


@from_our_pages
def withdraw(request, poll, source) -> HttpResponse:
    asked, token = asked_in(sent_with(request)), edit_token_of(request, poll=poll)
    try:
        withdraw_vote(poll=poll, token=token)
    except (PollNotOpen, VoteNotFound):
        return _page(request, poll, answer=Answer(is_unknown=True, asked=asked), status=409)
    return _answered(poll, marks=(), token=token, news=_news(request, asked, "withdrawn"))


@require_safe
@never_cache
def voted(request, pk, slug="") -> HttpResponse:
    poll = _public(pk)
    vote, token = vote_of(request, poll=poll), edit_token_of(request, poll=poll)
    if request.path != poll.voted_url:
        # Browsers still hold cookies for the address with the slug: there they are found, here they are kept.
        return _keep(redirect_for_now(request, poll.voted_url), poll, marks=vote, token=token)
    recount_if_due(poll=poll)
    answer = answer_to_voter(poll, vote=vote, token=token, query=request.GET)
    return _page(request, poll, answer=replace(answer, is_hidden=cookies_are_hidden(request)))


def _page(request, poll, *, answer=None, status=200):
    context = {"poll": poll, "answer": answer, "title": poll.question, "current_section": "polls"}
    context["full_url"] = poll.get_absolute_url()
    if answer is None:
        context["words"] = poll.result_in_words()
    is_plain = "text" in request.GET or edition_in(sent_with(request))
    return render(request, "polls/poll_text.html" if is_plain else "polls/poll_detail.html", context, status=status)


@require_safe
def poll_json(request, slug, pk) -> HttpResponse:
    poll = _public(pk)
    if poll.is_closed():
        recount_if_due(poll=poll)
    return open_to_other_sites(JsonResponse(poll_as_json(poll), json_dumps_params={"ensure_ascii": False}))


@require_safe
@may_be_framed
def embed(request, slug, pk) -> HttpResponse:
    """The poll as a card in another site's page: it shows and links, and takes no vote in the frame."""
    poll = _public(pk)
    if request.path != poll.embed_url:
        return redirect_for_now(request, poll.embed_url)
    return render(request, "polls/poll_embed.html", {"poll": poll, "result": poll.public_result()})
