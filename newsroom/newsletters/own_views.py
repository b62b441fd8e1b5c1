"""What mailed links open: the page that leaves one letter, and the reader's own page of all of them."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from common.limits import ACTS_OF_SUPPORTER, LETTER_FORMS
from common.personal_pages import personal_page, refuse_foreign_post
from newsroom.newsletters.forms import AddressForm, ChooseForm, NewAddressForm, PauseForm
from newsroom.newsletters.leaving import (
    TooLateToUndo,
    choose,
    end_pause,
    leave,
    leave_every_letter,
    pause_letters,
    undo_leaving,
)
from newsroom.newsletters.links import LEAVE, PAGE, read_token
from newsroom.newsletters.models import Newsletter, Subscription
from newsroom.newsletters.moving import move_letters, read_move
from newsroom.newsletters.tasks import ask_for_page, ask_new_address

SAID = {"chosen", "paused", "resumed", "asked", "left", "often"}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def leave_letter(request: HttpRequest, token: str) -> HttpResponse:
    """A button for people; for mail programs one POST, whose token is all that it can have (RFC 8058).

    It asks for no cookie and no origin, counts no network and answers with no redirect: all of Gmail is one network.
    """
    subscription = read_token(token, LEAVE)
    if subscription is None:
        raise Http404
    if request.method != "POST":
        return _leave_page(request, subscription)
    act = _act_in(request)
    if act == "undo":
        try:
            undo_leaving(subscription=subscription)
        except TooLateToUndo:
            return _leave_page(request, subscription, is_too_late=True, status=409)
        return HttpResponseRedirect(request.path, status=303)
    leave(subscription=subscription, source="letter" if act else "one click")
    if act:
        return HttpResponseRedirect(request.path, status=303)
    return HttpResponse(_("You have left this letter.") + "\n", content_type="text/plain; charset=utf-8")


def _act_in(request):
    """The button of our page that was pressed. A mail program presses none, and its body may be unreadable."""
    try:
        return request.POST.get("act")
    except MultiPartParserError:
        return None


def _leave_page(request, subscription, *, is_too_late=False, status=200):
    newest = subscription.newest()
    has_moved = newest.pk != subscription.pk  # whoever has the old mailbox is not told the new one
    context = {
        "letter": newest.newsletter,
        "is_over": newest.state == Subscription.State.LEFT,
        "address": "" if has_moved else newest.masked_address(),
        "can_be_undone": newest.can_be_undone,
        "is_too_late": is_too_late,
    }
    return render(request, "newsletters/leave.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def ask_own_page(request: HttpRequest) -> HttpResponse:
    """One answer for every address, known or not."""
    refuse_foreign_post(request)
    if request.method != "POST":
        return render(request, "newsletters/ask.html", {"form": AddressForm(), "was_sent": "sent" in request.GET})
    form = AddressForm(request.POST)
    if form.errors:
        return render(request, "newsletters/ask.html", {"form": form}, status=422)
    if not LETTER_FORMS.allows_network_of(request):
        form.add_error(None, LETTER_FORMS.message)
        return render(request, "newsletters/ask.html", {"form": form}, status=429)
    ask_for_page.enqueue(form.cleaned_data["email"])
    return HttpResponseRedirect(f"{request.path}?sent=1", status=303)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def own_letters(request: HttpRequest, token: str) -> HttpResponse:
    """All letters of one reader. The link opens it as long as the letters go to the mailbox that it was mailed to."""
    refuse_foreign_post(request)
    subscription = read_token(token, PAGE)
    if subscription is None or not subscription.masked_address() or subscription.moved_to:
        return render(request, "newsletters/ask.html", {"form": AddressForm(), "is_old": True}, status=404)
    if request.method != "POST":
        return _own_page(request, subscription)
    if not ACTS_OF_SUPPORTER.allows(f"letters:{subscription.supporter_id}"):
        return _said(request, "often")
    return ACTS.get(request.POST.get("act"), _choose)(request, subscription)


def _leave(request, subscription):
    leave_every_letter(supporter=subscription.supporter, source="own page")
    return _said(request, "left")


def _resume(request, subscription):
    end_pause(supporter=subscription.supporter)
    return _said(request, "resumed")


def _pause(request, subscription):
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _own_page(request, subscription, pause_form=form, status=422)
    pause_letters(supporter=subscription.supporter, until=form.cleaned_data["until"])
    return _said(request, "paused")


def _move(request, subscription):
    form = NewAddressForm(request.POST)
    if not form.is_valid():
        return _own_page(request, subscription, address_form=form, status=422)
    ask_new_address.enqueue(subscription.supporter_id, form.cleaned_data["email"])
    return _said(request, "asked")


def _choose(request, subscription):
    supporter = subscription.supporter
    form = ChooseForm(request.POST, letters=_letters_for(supporter))
    if not form.is_valid():
        return _own_page(request, subscription, choose_form=form, status=422)
    choose(supporter=supporter, letters=form.cleaned_data["letters"], source="own page")
    return _said(request, "chosen")


# By the name of the button; one without a name chooses letters.
ACTS = {"leave": _leave, "resume": _resume, "pause": _pause, "move": _move}


def _said(request, word):
    return HttpResponseRedirect(f"{request.path}?said={word}", status=303)


def _letters_for(supporter):
    """What is offered to all, and what this reader has."""
    had = supporter.subscriptions.running().values("newsletter")
    return Newsletter.objects.filter(Q(is_open=True) | Q(pk__in=had)).in_order()


def _own_page(request, subscription, *, status=200, **forms):
    supporter = subscription.supporter
    running = list(supporter.subscriptions.running().select_related("newsletter"))
    has = [each.newsletter.slug for each in running]
    given = {
        "choose_form": ChooseForm(initial={"letters": has}, letters=_letters_for(supporter)),
        "pause_form": PauseForm(),
        "address_form": NewAddressForm(),
    }
    said = request.GET.get("said")
    context = (
        given
        | forms
        | {
            "address": subscription.masked_address(),
            "has_letters": bool(running),
            "paused_until": max((each.paused_until for each in running if each.paused_until), default=None),
            "said": said if said in SAID else "",
        }
    )
    return render(request, "newsletters/own.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def confirm_move(request: HttpRequest, token: str) -> HttpResponse:
    """The new address says that it wants the letters of the old one."""
    refuse_foreign_post(request)
    move = read_move(token)
    if move is None:
        return render(request, "newsletters/move.html", {"status": "unknown"}, status=404)
    if request.method == "POST":
        move_letters(supporter=move.supporter, email=move.email)
        return HttpResponseRedirect(f"{reverse('move_letters', args=[token])}?done=1", status=303)
    status = "done" if "done" in request.GET else "open"
    letters = [each.newsletter for each in move.supporter.subscriptions.running().select_related("newsletter")]
    context = {"status": status if letters or status == "done" else "over", "letters": letters, "email": move.email}
    return render(request, "newsletters/move.html", context)
